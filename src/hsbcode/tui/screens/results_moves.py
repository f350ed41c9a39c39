"""Moving on the results screen: over tables, over cells, and to a table by typing."""

from textual.widgets import Input

from hsbcode.tui.dialogs.dialog import Field
from hsbcode.tui.screens.results_acts import ResultsActs
from hsbcode.tui.widgets.table_list import TableList
from hsbcode.tui.widgets.table_view import TableView


class ResultsMoves(ResultsActs):
    """Keys that move the cursor of the list or of the table."""

    # --- moving ----------------------------------------------------------------------

    def action_row(self, by: int) -> None:
        """Go to another row of the table, or to another table."""
        if not self.in_table:
            self.go_to(self.place + by)
            return
        view = self.query_one(TableView)
        table = view.table
        row, column = self.cell
        if table is None or not 0 <= row + by < len(table.rows):
            view.scroll_relative(y=by, animate=False)
            return
        last = len(table.rows[row + by].cells) - 1
        self.cell = (row + by, max(0, min(column, last)))
        self.name_place()

    def action_table_up(self) -> None:
        """Go up."""
        self.action_row(-1)

    def action_table_down(self) -> None:
        """Go down."""
        self.action_row(1)

    def action_table_left(self) -> None:
        """Go to the cell on the left; from the first one to the list."""
        if self.in_table and self.cell[1] > 0:
            self._to_column(self.cell[1] - 1)
        elif self.in_table:
            self.in_table = False

    def action_table_right(self) -> None:
        """Go to the cell on the right, or from the list to the table."""
        row, column = self.cell
        rows = self.page.table.rows if self.page is not None else ()
        if not self.in_table:
            self.in_table = self.page is not None
        elif row < len(rows) and column + 1 < len(rows[row].cells):
            self._to_column(column + 1)

    def _to_column(self, column: int) -> None:
        self.cell = (self.cell[0], column)
        self.draw_bars()
        self.name_place()

    def action_table_page_down(self) -> None:
        """Go a screen on."""
        self._by_pages(1)

    def action_table_page_up(self) -> None:
        """Go a screen back."""
        self._by_pages(-1)

    def action_table_home(self) -> None:
        """Go to the first row or table."""
        self._to_end(first=True)

    def action_table_end(self) -> None:
        """Go to the last row or table, or to the end of the notes."""
        self._to_end(first=False)

    def action_next_table(self) -> None:
        """Show the next table of the list."""
        self.go_to(self.place + 1)

    def action_previous_table(self) -> None:
        """Show the table before."""
        self.go_to(self.place - 1)

    def _by_pages(self, pages: int) -> None:
        if not self.in_table:
            height = max(1, self.query_one(TableList).size.height - 2)
            self.go_to(self.place + pages * height)
            return
        view = self.query_one(TableView)
        last = len(view.table.rows) - 1 if view.table is not None else 0
        row, column = self.cell
        wanted = max(0, min(row + pages * view.page_rows, last))
        if wanted == row:
            view.scroll_pages(pages)
        else:
            self.cell = (wanted, column)
            self.name_place()

    def _to_end(self, *, first: bool) -> None:
        if not self.in_table:
            self.go_to(0 if first else len(self.tables) - 1)
            return
        view = self.query_one(TableView)
        if view.table is not None:
            self.cell = (0 if first else len(view.table.rows) - 1, self.cell[1])
            self.name_place()
        if first:
            view.scroll_home(animate=False)
        else:
            view.scroll_end(animate=False)

    # --- finding a table -------------------------------------------------------------

    def action_search_tables(self) -> None:
        """Type a part of a table's name."""
        self.in_table = False
        self.remove_class("-no-list")
        # at once, so that no letter typed behind the key is taken for a command
        self.set_focus(self.query_one(Field))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the tables that fit now."""
        self._find(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the table that was found; the list stays short."""
        self._find(event.value)
        self.end_typing(keep=True)
        self.in_table = self.page is not None

    def _find(self, typed: str) -> None:
        if typed != self._typed:
            self._typed = typed
            self.show_list()
            self.go_to(0)
            self.show_table()

    def end_typing(self, *, keep: bool) -> None:
        """Give the keys back to the list; ``keep`` leaves it as short as it is."""
        self.set_focus(None)
        if keep:
            return
        at = self.listed
        with self.prevent(Input.Changed):
            self.query_one(Field).value = ""
        self._typed = ""
        self.show_list()
        self.go_to(self.tables.index(at) if at in self.tables else 0)
