"""Words of a quote that are left out, or replaced by what they name."""

from hsbcode.domain.acts import Span
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.survey import Unit
from hsbcode.tui.dialogs.asking import Choice, Choose
from hsbcode.tui.dialogs.mark_words import MarkWords
from hsbcode.tui.screens.quotes_acts import QuotesActs
from hsbcode.workflows.quoting import wording


class QuotesWords(QuotesActs):
    """Marking is by keys or mouse; every decision is saved before the key is done."""

    def action_trim_quote(self) -> None:
        """Mark words to leave out."""
        with self.telling():
            unit = self.line.answer
            self.app.push_screen(
                MarkWords("Leave out which words?", unit, self._marked(unit)),
                lambda span: self._trim(unit, span),
            )

    def _trim(self, unit: Unit, span: Span | None) -> None:
        if span is not None:
            with self.telling():
                wording.cut(self.project, unit, span, self.by)
                self.choose_again("Left out. u takes it back, T quotes all words.")

    def action_whole_quote(self) -> None:
        """Take back every cut in the answer."""
        with self.telling():
            if not wording.uncut(self.project, self.line.answer, self.by):
                raise UsageConflict("Nobody left words out of this answer.")
            self.choose_again("All words are quoted again.")

    def action_redact_quote(self) -> None:
        """Mark words to replace."""
        with self.telling():
            unit = self.line.answer
            self.app.push_screen(
                MarkWords("Replace which words?", unit, self._marked(unit)),
                lambda span: self._ask_role(unit, span),
            )

    def _ask_role(self, unit: Unit, span: Span | None) -> None:
        if span is None:
            return
        choices = [Choice(role, f"[{role}]") for role in wording.ROLES]

        def chosen(role: str | None) -> None:
            if role:
                with self.telling():
                    wording.redact(self.project, unit, span, role, self.by)
                    self.choose_again(f"[{role}] stands there now. u takes it back.")

        self.app.push_screen(Choose("What do these words name?", choices), chosen)

    def _marked(self, unit: Unit) -> list[tuple[Span, str]]:
        """Return the stretches that are left out or replaced, in the unit's text."""
        if self.review is None:
            return []
        study = self.review.study
        whole = study.wholes.get(unit.id, unit.id)
        found = [(span, "cut") for span in study.quoting.cut_spans(whole)]
        found += [(one.span, one.role) for one in study.quoting.redactions(whole)]
        return [
            (Span(max(0, span.start - unit.start), span.end - unit.start), word)
            for span, word in found
            if span.end > unit.start
        ]
