"""What the quotes screen stands on: the themes, their quotes, where one is."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive

from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.quotes import Quote
from hsbcode.tui.plain import plain
from hsbcode.tui.screens.quotes_shown import (
    Line,
    answer_text,
    quote_row,
    theme_rows,
    theme_text,
)
from hsbcode.tui.widgets.sentence_list import SentenceRow
from hsbcode.tui.working_beside import WorksBeside
from hsbcode.workflows.opening import Project, open_project
from hsbcode.workflows.quoting.reviewing import (
    Candidate,
    QuoteReview,
    ThemePlace,
    read_review,
    with_decisions,
)
from hsbcode.workflows.quoting.words import candidate_words

_NEXT = "Next best answers"
_NONE = "No other answer of this theme may be quoted."
_LOOKING = "Next best answers are looked for …"


class QuotesDesk(WorksBeside[None]):
    """State of the quotes screen; widgets below receive it by ``data_bind``.

    Args:
        project: an open project.
        by: who decides.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    theme_rows: reactive[tuple[SentenceRow, ...]] = reactive[tuple[SentenceRow, ...]](
        (), init=False
    )
    theme_row: reactive[int] = reactive(0, init=False)
    quote_rows: reactive[tuple[SentenceRow, ...]] = reactive[tuple[SentenceRow, ...]](
        (), init=False
    )
    line_at: reactive[int] = reactive(0, init=False)
    list_words: reactive[str] = reactive("", init=False)
    in_quotes: reactive[bool] = reactive(False, init=False)
    """Whether keys move in the quotes; else in the themes."""

    def __init__(self, project: Project, by: str) -> None:
        super().__init__()
        self.project = project
        self.by = by
        self.review: QuoteReview | None = None
        self.candidates: tuple[Candidate, ...] | None = None
        """The next best answers of the theme; None while they are looked for."""
        self.lines: tuple[Line, ...] = ()
        self._rows: list[int | None] = []
        """Row of the themes → its theme; None for a heading."""
        self.reading = False
        """Whether a thread reads the file: a commit would wait for it."""
        self._theme = 0
        self._wish = 0
        """Counts decisions: only the newest choice is shown."""

    @property
    def path(self) -> Path:
        """The file that threads read."""
        return self.project.path

    # --- reading and choosing --------------------------------------------------------

    def read(self) -> None:
        """Read the project and choose quotes, beside everything else."""
        self.reading = True
        self.said = "Choosing quotes …"

        def job() -> Callable[[], None]:
            try:
                with open_project(self.path, write=False) as project:
                    found = read_review(project)
            except HsbcodeError as error:
                told = error
                return lambda: self._read(None, told)
            return lambda: self._read(found, None)

        self.beside(job)

    def _read(self, found: QuoteReview | None, error: HsbcodeError | None) -> None:
        self.reading = False
        self.say("")
        if found is not None:
            self.take(found)
        if error is not None:
            self.tell(error)
        self.when_read()

    def choose_again(self, words: str) -> None:
        """Show what a decision changes, chosen beside typing.

        Args:
            words: what was decided.
        """
        if self.review is None:
            return
        self.say(words)
        self._wish += 1
        wish = self._wish
        review = with_decisions(self.review, self.project)
        self.review = review

        def job() -> Callable[[], None]:
            try:
                found = review.again()
            except HsbcodeError as error:
                told = error
                return lambda: self.tell(told)
            return lambda: self.take(found) if wish == self._wish else None

        self.beside(job)

    def take(self, review: QuoteReview) -> None:
        """Show quotes that were chosen."""
        at = self.place_at
        self.review = review
        places = review.places
        if at in places:
            self._theme = places.index(at)
        self._theme = min(self._theme, max(0, len(places) - 1))
        self._list_themes()
        self.show_theme()

    # --- where one is ----------------------------------------------------------------

    @property
    def place_at(self) -> ThemePlace | None:
        """The theme under the cursor."""
        if self.review is None or self._theme >= len(self.review.places):
            return None
        return self.review.places[self._theme]

    @property
    def line(self) -> Line:
        """The line under the cursor of the quotes.

        Raises:
            UsageConflict: there is none.
        """
        if not self.in_quotes and self.has_class("-narrow"):
            raise UsageConflict("Enter shows the quotes of this theme.")
        if self.line_at < len(self.lines):
            found = self.lines[self.line_at]
            if found.unit is not None:
                return found
        raise UsageConflict("No quote is here.", "↑ ↓ go to one.")

    @property
    def quote(self) -> Quote:
        """The quote under the cursor.

        Raises:
            UsageConflict: the answer under the cursor is not quoted.
        """
        found = self.line.quote
        if found is None:
            raise UsageConflict("This answer is not quoted yet.", "Space quotes it.")
        return found

    def go_to_theme(self, theme: int) -> None:
        """Go to another theme, at most to an end."""
        count = len(self.review.places) if self.review else 0
        if count:
            self._theme = max(0, min(theme, count - 1))
            self.line_at = 0
            self.theme_row = self._rows.index(self._theme)
            self.show_theme()

    def step(self, by: int) -> None:
        """Go up or down in the pane where one is."""
        if not self.in_quotes:
            self.go_to_theme(self._theme + by)
            return
        at = self.line_at + by
        while 0 <= at < len(self.lines) and self.lines[at].unit is None:
            at += 1 if by > 0 else -1
        if 0 <= at < len(self.lines):
            self.line_at = at
            self.show_answer()

    # --- showing ---------------------------------------------------------------------

    def _list_themes(self) -> None:
        review = self.review
        if review is None:
            return
        self.theme_rows, self._rows = theme_rows(review)
        if self._theme in self._rows:
            self.theme_row = self._rows.index(self._theme)
        quotes, taken = review.decided()
        self.list_words = f"{len(review.places)} themes"
        self.aside = f"{taken} of {quotes} quotes accepted"

    def show_theme(self) -> None:
        """Bring the quotes of the theme up to date; the next best come after."""
        at, review = self.place_at, self.review
        self.candidates = None
        self._list_quotes()
        if at is None or review is None:
            return
        wish = (self._wish, at)

        def job() -> Callable[[], None]:
            found = review.candidates(at)

            def take() -> None:
                if (self._wish, self.place_at) == wish:
                    self.candidates = found
                    self._list_quotes()

            return take

        self.beside(job)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What is quoted for the theme."""
        if self.review is None or self.place_at is None:
            return ()
        return self.review.theme(self.place_at).quotes

    def _list_quotes(self) -> None:
        review, found = self.review, self.candidates
        if review is None or self.place_at is None:
            self.lines, self.quote_rows = (), ()
            self.show_answer()
            return
        kept = self.lines[self.line_at].unit if self.line_at < len(self.lines) else None
        lines = [Line(review.units[q.unit], q) for q in self.quotes]
        lines.append(
            Line(words=_LOOKING if found is None else _NEXT if found else _NONE)
        )
        lines += [Line(one.unit, None, candidate_words(one)) for one in found or ()]
        self.lines = tuple(lines)
        self.quote_rows = tuple(map(quote_row, lines))
        units = [line.unit for line in lines]
        if kept is not None and kept in units:
            self.line_at = units.index(kept)
        elif self.line_at >= len(lines) or lines[self.line_at].unit is None:
            with_answer = [at for at, unit in enumerate(units) if unit is not None]
            self.line_at = min(
                with_answer, key=lambda at: abs(at - self.line_at), default=0
            )
        self.show_answer()

    def theme_text(self) -> Content:
        """Return what the theme is, with its numbers."""
        return (
            plain("") if self.review is None else theme_text(self.review, self.place_at)
        )

    def answer_text(self) -> Content:
        """Return the answer under the cursor: as printed, who, why, who decided."""
        if self.review is None or self.line_at >= len(self.lines):
            return plain("")
        return answer_text(self.review, self.lines[self.line_at])

    def show_answer(self) -> None:
        """Bring the answer under the cursor up to date."""
        raise NotImplementedError

    def when_read(self) -> None:
        """Do what waited for the end of reading."""
        raise NotImplementedError
