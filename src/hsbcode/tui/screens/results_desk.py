"""What the results screen stands on: the values read, the wish, the page, the words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.message import Message
from textual.reactive import reactive

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.plain import one_line
from hsbcode.tui.saying import Saying
from hsbcode.tui.widgets.table_list import found_tables
from hsbcode.workflows.browsing_results import (
    SURVEY,
    Listed,
    Page,
    Results,
    Wish,
    read_results,
)


class ResultsDesk(Saying[None]):
    """State of the results screen; widgets below receive it by ``data_bind``.

    Args:
        path: the project file.
        tables: the tables known before the answers are read.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    tables: reactive[tuple[Listed, ...]] = reactive[tuple[Listed, ...]]((), init=False)
    """The tables of the list: those that fit what was typed."""
    place: reactive[int] = reactive(0, init=False)
    list_words: reactive[str] = reactive("", init=False)
    hint: reactive[str] = reactive("", init=False)
    page: reactive[Page | None] = reactive[Page | None](None, init=False)
    instead: reactive[str] = reactive("", init=False)
    """Words where the table would stand: bars, or why there is none."""
    cell: reactive[tuple[int, int]] = reactive((0, 0), init=False)
    in_table: reactive[bool] = reactive(False, init=False)
    """Whether keys move in the table; else in the list."""

    @dataclass
    class Done(Message):
        """A worker has finished; what it found is taken in by ``take``."""

        take: Callable[[], None]

    @dataclass
    class Recodes(Message):
        """Somebody wants to look at recodes; ``changed`` is for when they decided."""

        path: Path
        changed: Callable[[], None]

    def __init__(self, path: Path, tables: Sequence[Listed]) -> None:
        super().__init__()
        self._path = path
        self._every = tuple(tables)
        self._typed = ""
        self._results: Results | None = None
        self._bars = False
        self._released = False
        self._split = ""
        """The question that splits the table under the cursor."""
        self._looked: Wish | None = None
        """The table that was shown last, in whichever form."""
        self._busy = False
        """Whether a worker is making a table."""
        self._reading = False

    # --- workers ---------------------------------------------------------------------

    @work(thread=True, group="results")
    def run_job(self, job: Callable[[], Callable[[], None]]) -> None:
        """Run a job beside typing; what it returns is called on the screen."""
        self.post_message(self.Done(job()))

    def on_results_desk_done(self, message: Done) -> None:
        """Take in what a worker found."""
        message.take()

    def read(self) -> None:
        """Read the answers and codings, beside everything else."""
        self._reading = True
        self.said = "Reading the answers …"

        def job() -> Callable[[], None]:
            try:
                results = read_results(self._path)
            except HsbcodeError as error:
                told = error
                return lambda: self._not_read(told)
            return lambda: self._read(results)

        self.run_job(job)

    def read_again(self) -> None:
        """Read everything anew: something was decided that all tables rest on."""
        self._results = None
        self.page, self._looked = None, None
        self.instead = "Reading the answers …"
        self.read()

    def _read(self, results: Results) -> None:
        self._reading = False
        self._results = results
        self.said = ""
        at = self.listed
        self._every = results.tables
        self.show_list()
        if at in self.tables:
            self.place = self.tables.index(at)
        self.show_table()
        self.when_read()

    def _not_read(self, error: HsbcodeError) -> None:
        self._reading = False
        self.said = ""
        self.instead = f"{error.message}\n\n{error.hint}".strip()
        self.when_read()

    def when_read(self) -> None:
        """Do what waited for the end of reading."""
        raise NotImplementedError

    # --- which table -----------------------------------------------------------------

    @property
    def listed(self) -> Listed | None:
        """The table under the cursor of the list."""
        return self.tables[self.place] if self.place < len(self.tables) else None

    @property
    def wish(self) -> Wish | None:
        """The table that shall be shown, in which form."""
        at = self.listed
        if at is None:
            return None
        return Wish(at.kind, at.name, self._split, released=self._released)

    def show_list(self) -> None:
        """Bring the list up to date with what was typed."""
        self.tables = found_tables(self._every, self._typed)
        total = len(self._every)
        some = f"{len(self.tables)} of {total}" if self._typed.strip() else f"{total}"
        self.list_words = f"{some} tables"
        own = any(each.kind == SURVEY for each in self._every)
        self.hint = "" if own else "the survey's own tables: docs/tables-form.md"

    def go_to(self, place: int) -> None:
        """Choose another table of the list."""
        if not self.tables:
            return
        self.place = max(0, min(place, len(self.tables) - 1))
        self._split = ""
        self.show_table()

    def show_table(self) -> None:
        """Show the table that is wished for; a worker makes it if it is not known."""
        wish, results = self.wish, self._results
        if wish is None:
            self.page = None
            self.instead = self.why_empty()
            return
        if results is None:
            return
        page = results.known(wish)
        if page is not None:
            self._show(page)
            return
        if wish.released:
            # no exact number may stand on a screen that says “as released”
            self.page = None
            self.instead = "Hiding what would tell of few people …"
            self.name_place()
        if not self._busy:
            self._busy = True
            self.said = "Counting …"
            self.run_job(lambda: self._make(results, wish))

    def _make(self, results: Results, wish: Wish) -> Callable[[], None]:
        try:
            page = results.page(wish)
        except HsbcodeError as error:
            told = error
            return lambda: self._made(wish, None, told)
        return lambda: self._made(wish, page, None)

    def _made(self, wish: Wish, page: Page | None, error: HsbcodeError | None) -> None:
        self._busy = False
        self.said = ""
        if wish != self.wish:
            # The cursor went on meanwhile: only the newest wish is made.
            self.show_table()
        elif page is not None:
            self._show(page)
        elif error is not None:
            self.refused(wish, error)

    def refused(self, wish: Wish, error: HsbcodeError) -> None:
        """Say why there is no such table; a split that cannot be is taken back."""
        if wish.by:
            self._split = ""
            self.tell(error, aloud=True)
            self.show_table()
            return
        self.page = None
        self.instead = f"{error.message}\n\n{error.hint}".strip()

    def _show(self, page: Page) -> None:
        before, now = self._looked, replace(page.wish, released=False)
        self.page, self._looked = page, now
        if before != now:
            self.cell = (0, 0)
        self.instead = self.bars(page) if self._bars else ""
        self.name_place()

    def bars(self, page: Page) -> str:
        """Return the table as bars for the width there is."""
        raise NotImplementedError

    # --- words -----------------------------------------------------------------------

    def why_empty(self) -> str:
        """Say why no table is shown."""
        if self._typed.strip():
            return "No table has that in its name. Escape shows all of them."
        return (
            "Nothing is imported yet.\n\nhsbcode import PROJECT EXPORT brings the "
            "answers of a survey in."
        )

    def name_place(self) -> None:
        """Say what is under the cursor, in full, and what hides numbers."""
        results, page = self._results, self.page
        if results is not None and results.policy.protects:
            kept = f"as released: {results.policy.protection}"
            self.aside = kept if self._released else "exact numbers"
        elif results is not None:
            self.aside = "exact numbers"
        at = self.listed
        if not self.in_table and at is not None:
            self.said = f"{one_line(at.title)} ({one_line(at.name)})"
        if not self.in_table or page is None or self.instead:
            return
        row, column = self.cell
        if row < len(page.table.rows) and column < len(page.table.rows[row].cells):
            shown = page.table.rows[row].cells[column]
            text = one_line(shown.text) or "nothing"
            of_base = (
                f"{shown.share.count} of {shown.share.base}" if shown.share else ""
            )
            count = f", {of_base}" if of_base and of_base not in text else ""
            named = one_line(page.table.rows[row].label)
            if len(page.table.columns) > 1:
                named += f" · {one_line(page.table.columns[column])}"
            self.said = f"{named}: {text}{count}".replace(
                f": {text}, {text} of", f": {text} of"
            )
