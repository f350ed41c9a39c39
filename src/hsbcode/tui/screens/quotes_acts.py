"""What one decides about quotes: every key writes its decision before it returns."""

from collections.abc import Callable

from hsbcode.domain.acts import FLAGS
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quotes import Quote
from hsbcode.domain.survey import Unit
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose
from hsbcode.tui.screens.quotes_desk import QuotesDesk
from hsbcode.workflows.flagged import raise_flag, standing_flags
from hsbcode.workflows.quoting import deciding
from hsbcode.workflows.quoting.clearing import CLEARED, clear_flag
from hsbcode.workflows.quoting.reviewing import Candidate, QuoteReview, ThemePlace

_NO_REASON = "Enter alone: no reason."


class QuotesActs(QuotesDesk):
    """Accept, swap, put aside, trim, redact, flag, undo."""

    def _at(self) -> tuple[QuoteReview, ThemePlace]:
        if self.review is None or self.place_at is None:
            raise UsageConflict("No theme has a quote yet.")
        return self.review, self.place_at

    # --- which answers -------------------------------------------------------------

    def action_accept_quote(self) -> None:
        """Accept the quote as it is proposed, or quote a next best answer, too."""
        with self.telling():
            review, at = self._at()
            line = self.line
            if line.quote is not None and line.quote.by:
                raise UsageConflict(f"Accepted already, by {line.quote.by}.")
            deciding.take(
                self.project,
                review.study,
                at.code,
                line.answer,
                self.by,
                unlike=line.quote is not None and line.quote.divergent,
                proposed=line.quote is not None,
            )
            self.choose_again("Accepted." if line.quote else "Quoted, too.")
            self.step(1)

    def action_accept_theme(self) -> None:
        """Accept every quote that is proposed for the theme."""
        with self.telling():
            review, at = self._at()
            theme = review.theme(at)
            count = deciding.accept(self.project, review.study, [theme], self.by)
            if not count:
                raise UsageConflict("Every quote of this theme is accepted.")
            self.choose_again(f"Accepted {count} of “{theme.label}”.")

    def action_better_quote(self) -> None:
        """Quote the next best answer in the place of this one."""
        with self.telling():
            review, at = self._at()
            old = self.quote
            self.say("Looking for a better one …")

            def job() -> Callable[[], None]:
                found = review.candidates(at, 1, old.unit)
                return lambda: self._better(at, old, found)

            self.beside(job)

    def _better(self, at: ThemePlace, old: Quote, found: tuple[Candidate, ...]) -> None:
        with self.telling():
            if at != self.place_at or old not in self.quotes:
                raise UsageConflict("The quotes have changed meanwhile.")
            wanted = [one for one in found if bool(one.kind) == old.divergent]
            if not found:
                raise UsageConflict("No other answer of this theme may be quoted.")
            self._swap(old, (wanted or list(found))[0].unit, "")

    def action_swap_quote(self) -> None:
        """Quote the answer under the cursor in the place of another."""
        with self.telling():
            _review, at = self._at()
            line = self.line
            if line.quote is not None:
                raise UsageConflict(
                    "Go to a next best answer first.", "b takes the first of them."
                )
            quotes = self.quotes
            if not quotes:
                raise UsageConflict("No quote stands there.", "Space quotes it.")
            choices = [
                Choice(quote.unit, quote.text[:200], quote.reference)
                for quote in quotes
            ]
            unit = line.answer

            def which(chosen: str | None) -> None:
                old = next((q for q in quotes if q.unit == chosen), None)
                if old is not None:
                    self.app.push_screen(
                        Ask("Why this one?", _NO_REASON),
                        lambda why: self._swap_if(at, old, unit, why),
                    )

            self.app.push_screen(Choose("In the place of which?", choices), which)

    def _swap_if(self, at: ThemePlace, old: Quote, unit: Unit, why: str | None) -> None:
        if why is not None and at == self.place_at:
            with self.telling():
                self._swap(old, unit, why)

    def _swap(self, old: Quote, new: Unit, why: str) -> None:
        review, at = self._at()
        deciding.swap(self.project, review.study, at.code, old, new, why, self.by)
        self.line_at = next(
            (n for n, line in enumerate(self.lines) if line.unit == new), self.line_at
        )
        self.choose_again("Swapped. u takes it back.")

    def action_refuse_quote(self) -> None:
        """Put the quote aside, after asking why."""
        with self.telling():
            _review, at = self._at()
            unit = self.line.answer
            self.app.push_screen(
                Ask("Why is it put aside?", _NO_REASON),
                lambda why: self._refuse(at, unit, why),
            )

    def _refuse(self, at: ThemePlace, unit: Unit, why: str | None) -> None:
        if why is not None:
            with self.telling():
                deciding.refuse(self.project, at.code, unit.id, why, self.by)
                self.choose_again("Put aside. u takes it back.")

    def action_free_quote(self) -> None:
        """Leave the choice to the program again."""
        with self.telling():
            _review, at = self._at()
            unit = self.line.answer
            if not deciding.release_choice(self.project, at.code, unit.id, self.by):
                raise UsageConflict("Nothing is decided about this answer here.")
            self.choose_again("The program chooses again here.")

    def action_kind_of_quote(self) -> None:
        """Quote it as typical, or as unlike the others."""
        with self.telling():
            review, at = self._at()
            quote, unlike = self.quote, not self.quote.divergent
            deciding.take(
                self.project,
                review.study,
                at.code,
                review.units[quote.unit],
                self.by,
                unlike=unlike,
                shows=quote.shows,
            )
            self.choose_again("Unlike the others." if unlike else "Typical.")

    def action_shows_quote(self) -> None:
        """Write down what the quote shows."""
        with self.telling():
            _review, at = self._at()
            quote = self.quote
            self.app.push_screen(
                Ask("What does this quote show?", "For the ledger.", quote.shows),
                lambda words: self._shows(at, quote, words),
            )

    def _shows(self, at: ThemePlace, quote: Quote, words: str | None) -> None:
        review = self.review
        if words is None or review is None:
            return
        with self.telling():
            deciding.take(
                self.project,
                review.study,
                at.code,
                review.units[quote.unit],
                self.by,
                unlike=quote.divergent,
                shows=words,
            )
            self.choose_again("Kept.")

    # --- flags -----------------------------------------------------------------------

    def action_flag_quote(self) -> None:
        """Keep the answer from being quoted, or clear a flag."""
        with self.telling():
            unit = self.line.answer
            standing = standing_flags(self.project, unit.id)
            choices = [
                Choice(
                    flag,
                    flag.replace("_", " "),
                    "clears it; asks why" if flag in standing else "keeps it back",
                    "⚑" if flag in standing else "",
                )
                for flag in FLAGS
                if flag in CLEARED
            ]
            self.app.push_screen(
                Choose("Flags", choices),
                lambda flag: self._on_flag(unit, flag, standing),
            )

    def _on_flag(self, unit: Unit, flag: str | None, standing: frozenset[str]) -> None:
        if not flag:
            return
        clears = flag in standing
        title = "Why may it be quoted?" if clears else "A note on the flag"
        self.app.push_screen(
            Ask(title, "" if clears else "Enter alone: no note."),
            lambda words: self._flag(unit, flag, words, clears=clears),
        )

    def _flag(self, unit: Unit, flag: str, words: str | None, *, clears: bool) -> None:
        if words is None:
            return
        with self.telling():
            if clears:
                clear_flag(self.project, unit, flag, words, self.by)
                self.choose_again("The flag is cleared.")
            else:
                raise_flag(self.project, unit.id, flag, words, self.by)
                name = flag.replace("_", " ")
                self.choose_again(f"⚑ {name}: it is not quoted until that is cleared.")

    # --- undo ------------------------------------------------------------------------

    def action_undo_quote(self) -> None:
        """Take back the last decision on quotes."""
        self._take_back(redo=False)

    def action_redo_quote(self) -> None:
        """Decide again as before undo."""
        self._take_back(redo=True)

    def _take_back(self, *, redo: bool) -> None:
        with self.telling():
            undone = deciding.undo_decision(self.project, self.by, redo=redo)
            words = "Done again." if redo else f"Took back: {undone.words}."
            self.choose_again(words)
