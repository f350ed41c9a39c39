"""Answers split into parts and joined again, on the screen."""

from hsbcode.domain.acts import ActKind, Span
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.survey import Unit
from hsbcode.tui.dialogs.parts import PartsPreview
from hsbcode.tui.screens.coding_suggest import Suggesting
from hsbcode.workflows.splitting.previews import Proposed

PARTS = (ActKind.SPLIT, ActKind.JOIN)
"""Acts after which the question has other answers than before."""


class Splitting(Suggesting):
    """One key: by rule, by hand at marked words, or together again."""

    def action_parts(self) -> None:
        """Split the answer after a look at its parts, or join its parts."""
        with self.telling():
            unit = self.unit
            self.session.parts.refuse_in_round()
            if self.span is not None:
                words = Span(self.span.start + unit.start, self.span.end + unit.start)
                self._preview(self.session.parts.by_hand(unit, words=words))
                return
            if not unit.is_whole:
                self._join(unit)
                return
            proposed = self.session.parts.by_rule(unit)
            if proposed is None:
                raise UsageConflict(
                    "This is not plainly a list.", "s marks words, | makes them a part."
                )
            self._preview(proposed)

    def _preview(self, proposed: Proposed) -> None:
        if proposed.refused:
            raise UsageConflict(proposed.refused)

        def answer(yes: bool | None) -> None:
            if yes:
                with self.telling():
                    self.session.parts.split(proposed)
                    self.renew_parts(proposed.unit.id)
                    self.show_place()
                    self.say(
                        f"Split into {len(proposed.parts)} parts. u takes it back."
                    )

        self.app.push_screen(PartsPreview(proposed), answer)

    def _join(self, unit: Unit) -> None:
        joined = self.session.parts.beside(unit)
        coded = any(self.session.held(each.id).anything for each in joined.units)
        self.session.parts.join(joined)
        self.renew_parts(unit.id)
        self.show_place()
        kept = " Codes of the parts are kept." if coded else ""
        self.say(f"One answer again.{kept} u takes it back.")

    def renew_parts(self, unit: str) -> None:
        """Take in that the question has other answers now, and go to one of them."""
        self.walk.renew(unit)
        self.answers_changed()
