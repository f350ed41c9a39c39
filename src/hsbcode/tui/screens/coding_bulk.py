"""Identical and nearly identical answers, coded together."""

from collections.abc import Callable

from hsbcode.domain.showings import NONE, OFF
from hsbcode.tui.dialogs.code_alike import AlikeRow, CodeAlike, Wanted
from hsbcode.tui.screens.coding_lists import Listing
from hsbcode.workflows.answer_lines import Line
from hsbcode.workflows.bulk import AlikeAnswers, alike_answers
from hsbcode.workflows.opening import Project

_AT_ONCE = 500
"""Answers compared before a key press is noticed to take time."""
_MOST = 500
"""Answers that one dialog lists."""


class Together(Listing):
    """``=`` lists the answers that say the same; one press codes and finishes them."""

    def action_alike(self) -> None:
        """Look for answers that say the same as this one."""
        with self.telling():
            unit, question = self.unit, self.session.question.id
            if len(self.session.units) <= _AT_ONCE:
                self._offer(self.session.together.alike(unit.id))
                return

            def look(reader: Project) -> Callable[[], None]:
                alike = alike_answers(reader, question, unit.id, unit.text)
                return lambda: self._offer(alike)

            self.say("Looking for answers that say the same …")
            self.in_thread(look, question)

    def _offer(self, alike: AlikeAnswers) -> None:
        if self._unit is None or self._unit.id != alike.unit:
            return
        held = self.session.held(alike.unit)
        refused = self.session.together.refused(held.applied)
        offered = {code.id: code for code in self.session.codes}
        chosen = [
            code
            for code in held.applied
            if code in offered and not offered[code].needs_a_look
        ]
        same = self._rows([*alike.same], chosen, is_same=True, first=alike.unit)
        nearly = self._rows([*alike.nearly], chosen, is_same=False, first="")
        rows = [*same, *nearly]
        if len(rows) < 2:
            self.say(_all_done(alike.others))
            return
        self.say("")
        left_out = len(alike.same) + len(alike.nearly) - len(rows)
        told = [f"{left_out} more are done already."] if left_out else []
        told += [f"“{label}” stays with this answer alone." for label in refused]
        if len(rows) > _MOST:
            told.append(f"These are the first {_MOST} of {len(rows)}: then = again.")
        what = "marks for nothing" if alike.nothing else "answers that say the same"
        self.app.push_screen(
            CodeAlike(
                f"{len(rows)} {what}",
                rows[:_MOST],
                " ".join(told),
                self.session.codes,
                self.session.digits,
                chosen,
            ),
            self._code_together,
        )

    def _rows(
        self, units: list[str], chosen: list[str], *, is_same: bool, first: str
    ) -> list[AlikeRow]:
        """Return a row for each answer that is not done in the same way already."""
        left = [
            unit for unit in units if unit == first or not self._is_done(unit, chosen)
        ]
        return [
            self._row(line, is_same=is_same, first=first)
            for line in self.session.lines(left[: _MOST + 1])
        ]

    def _is_done(self, unit: str, chosen: list[str]) -> bool:
        held = self.session.held(unit)
        return held.finished and held.applied.keys() >= set(chosen)

    def _row(self, line: Line, *, is_same: bool, first: str) -> AlikeRow:
        held, label = line.held, self.session.codebook.label
        codes = "● " + ", ".join(label(code) for code in held.applied)
        if not held.applied:
            codes = "– no code" if held.finished else ""
        return AlikeRow(
            line.unit.id,
            self.name_of(line.unit),
            line.unit.text,
            codes,
            is_same,
            # What somebody judged otherwise before is not changed by one Enter.
            ticked=is_same and (line.unit.id == first or not held.anything),
        )

    def _code_together(self, wanted: Wanted | None) -> None:
        if wanted is None:
            return
        with self.telling():
            off = self._suggester is None or self._suggester.hidden or self.is_hidden
            changed = self.session.together.code(
                wanted.units,
                wanted.codes,
                shown=OFF if off else NONE,
                here=self.unit.id,
                picked=self.walk.picked,
            )
            labels = [self.session.codebook.label(code) for code in wanted.codes]
            what = "● " + " · ".join(labels) if labels else "– no code"
            following = self.walk.next_open()
            if following is not None and self.unit.id in wanted.units:
                self.walk.go_to(following)
            self.renew_list()
            self.say(f"{what}: {changed} answers coded and finished. u takes it back.")
            self.learn_if_due()


def _all_done(others: int) -> str:
    """Say that nothing is left to be coded with this answer."""
    if not others:
        return "No other answer to this question says the same."
    if others == 1:
        return "The one other answer that says the same is done already."
    return f"All {others} other answers that say the same are done already."
