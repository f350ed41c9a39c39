"""What one does with a table: split it, see bars, look behind a cell, take it along."""

from collections.abc import Callable
from pathlib import Path

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.dialogs.asking import Ask
from hsbcode.tui.dialogs.behind_cell import BehindCell
from hsbcode.tui.dialogs.pick_question import NO_SPLIT, PickQuestion
from hsbcode.tui.plain import one_line
from hsbcode.tui.screens.results_desk import ResultsDesk
from hsbcode.tui.widgets.table_view import TableView
from hsbcode.workflows.browsing_results import (
    Page,
    Results,
    Wish,
    page_bars,
)
from hsbcode.workflows.cell_people import Behind, behind_cell
from hsbcode.workflows.saving_tables import save_released, tab_separated, usual_name

_NO_BARS = "There is nothing to draw bars of.\n\nf shows the table again."


class ResultsActs(ResultsDesk):
    """Keys that do something with the table on the screen."""

    def bars(self, page: Page) -> str:
        """Return the table as bars for the width there is."""
        width = max(30, self.query_one(TableView).size.width - 1)
        return page_bars(page, self.cell[1], width) or _NO_BARS

    def action_figure(self) -> None:
        """Show bars, or the table again."""
        self._bars = not self._bars
        self.draw_bars()
        self.said = ""
        self.name_place()

    def draw_bars(self) -> None:
        """Show the page as bars or as a table, as it is wished for."""
        if self.page is not None:
            self.instead = self.bars(self.page) if self._bars else ""

    def action_released(self) -> None:
        """Show the table under the policy for what is released, or exactly."""
        if self._results is None:
            return
        if not self._results.policy.protects:
            self.said = "This project is released with exact numbers: nothing changes."
            return
        self._released = not self._released
        self.show_table()

    def action_split(self) -> None:
        """Ask for the question that splits the table."""
        results, wish = self._results, self.wish
        if results is None or wish is None:
            return
        questions = results.splits(wish)
        if not questions:
            self.said = "There is no closed question to split by."
            return
        self.app.push_screen(
            PickQuestion("Split by the answers to …", questions, self._split),
            self._on_split,
        )

    def _on_split(self, question: str | None) -> None:
        if question is None:
            return
        self._split = "" if question == NO_SPLIT else question
        self.show_table()

    # --- behind a cell ---------------------------------------------------------------

    def look_behind(self) -> None:
        """Show who stands in the cell under the cursor, found by a worker."""
        results, page = self._results, self.page
        if results is None or page is None or self.instead:
            return
        row, column = self.cell
        if row >= len(page.table.rows) or column >= len(page.table.rows[row].cells):
            return

        def job() -> Callable[[], None]:
            try:
                behind = behind_cell(self._path, results, page, row, column)
            except HsbcodeError as error:
                told = error
                return lambda: self.tell(told)
            return lambda: self._show_behind(page, behind)

        self.said = "Looking …"
        self.run_job(job)

    def _show_behind(self, page: Page, behind: Behind) -> None:
        self.name_place()
        if self.is_current and page is self.page:
            self.app.push_screen(BehindCell(behind))

    # --- recodes ---------------------------------------------------------------------

    def action_recodes(self) -> None:
        """Look at the recodes; what is decided there changes every table."""
        if self._reading:
            # A decision has to wait for whoever reads the file.
            self.said = "The answers are still being read …"
            return
        self.post_message(self.Recodes(self._path, self.read_again))

    # --- taking along ----------------------------------------------------------------

    def action_copy_table(self) -> None:
        """Give the table, or its bars, to the clipboard."""
        if self.page is None:
            self.said = "There is no table to copy."
            return
        bars = self._bars and self.instead != _NO_BARS
        words = self.instead if bars else tab_separated(self.page.table)
        self.app.copy_to_clipboard(words)
        what = "bars" if bars else "table"
        self.said = f"Gave the {what} to the clipboard; some terminals do not take it."

    def action_save_table(self) -> None:
        """Ask for a file name; the table is written as it may be released."""
        results, page = self._results, self.page
        if results is None or page is None:
            self.said = "There is no table to save."
            return
        words = "Endings: .md .html .csv .tsv .xlsx .txt"
        if results.policy.protects:
            words += (
                ". Files are written under the project's disclosure control "
                f"({results.policy.protection})."
            )
        self.app.push_screen(
            Ask(
                "Save this table",
                words,
                str(usual_name(page.table, self._path.parent)),
            ),
            lambda typed: self._on_save(results, page, typed),
        )

    def _on_save(self, results: Results, page: Page, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        path = Path(typed.strip()).expanduser()
        wish = Wish(page.wish.kind, page.wish.name, page.wish.by, released=True)

        def job() -> Callable[[], None]:
            try:
                save_released(
                    self._path, results.study, [results.page(wish).table], path
                )
            except HsbcodeError as error:
                told = error
                return lambda: self.tell(told)
            folder = one_line(str(path.absolute().parent))
            return lambda: self.say(f"Saved {one_line(path.name)} in {folder}")

        self.said = "Saving …"
        self.run_job(job)
