"""The results screen: the list of tables, the table, and who is in a cell."""

from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.dialog import Field
from hsbcode.tui.plain import one_line, plain
from hsbcode.tui.screens.results_desk import ResultsDesk
from hsbcode.tui.screens.results_moves import ResultsMoves
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.tui.widgets.table_list import TableList
from hsbcode.tui.widgets.table_view import TableView
from hsbcode.workflows.browsing_results import Listed


class ResultsScreen(ResultsMoves):
    """Tables to look through; on a narrow screen the list gives way to the table.

    Args:
        path: the project file.
        tables: the tables known before the answers are read.
        leave: called when the screen is left.
    """

    DEFAULT_CSS = """
    ResultsScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #body { height: 1fr; layout: horizontal; }
        & #lists { height: 100%; }
        & #lists Field { height: 1; border: none; padding: 0 1; background: $panel; }
        & TableList { height: 1fr; }
        & TableView { height: 100%; width: 1fr; }
        &.-wide #lists { width: 46; }
        &.-wide.-no-list #lists { display: none; }
        &.-narrow #lists { width: 1fr; }
        &.-narrow.-table #lists { display: none; }
        &.-narrow TableView { display: none; }
        &.-narrow.-table TableView { display: block; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class declares it
        (0, "-narrow"),
        (112, "-wide"),
    ]
    BINDINGS = bindings_of("results")

    def __init__(
        self, path: Path, tables: Sequence[Listed], leave: Callable[[], None]
    ) -> None:
        super().__init__(path, tables)
        self.id = "results"
        self._leave = leave
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Where one is, the two panes, two lines."""
        name = one_line(self._path.name)
        yield Static(plain(f"{name} · results"), id="where", markup=False)
        with Container(id="body"):
            with Vertical(id="lists"):
                yield Field(
                    placeholder="/ finds a table by its name", select_on_focus=False
                )
                yield TableList().data_bind(
                    ResultsDesk.tables,
                    ResultsDesk.place,
                    ResultsDesk.hint,
                    words=ResultsDesk.list_words,
                )
            yield TableView().data_bind(
                ResultsDesk.page, ResultsDesk.cell, words=ResultsDesk.instead
            )
        yield StatusLine().data_bind(ResultsDesk.said, ResultsDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "results")

    def on_mount(self) -> None:
        """Show the list at once; the answers are read beside it."""
        self.show_list()
        self.watch_in_table(in_table=False)
        if not self._every:
            self.instead = self.why_empty()
            return
        # the list is painted first: reading would hold up its first paint
        self.call_after_refresh(self.read)

    # --- list or table ---------------------------------------------------------------

    def watch_in_table(self, in_table: bool) -> None:
        """Frame the pane in which keys move."""
        self.set_class(in_table, "-table")
        self.query_one(TableList).set_class(not in_table, "-here")
        self.query_one(TableView).set_class(in_table, "-here")
        self.name_place()
        self.on_resize()

    def on_resize(self) -> None:
        """Draw bars for the width there is now."""
        if self._bars:
            self.call_after_refresh(self.draw_bars)

    def action_pane(self) -> None:
        """Go from the list to the table, or back."""
        self.in_table = not self.in_table and self.page is not None

    def action_enter(self) -> None:
        """Go to the table, or look behind a cell."""
        if self.in_table:
            self.look_behind()
        elif self.page is not None:
            self.in_table = True

    def action_show_list(self) -> None:
        """Show or hide the list."""
        if self.has_class("-narrow"):
            self.in_table = not self.in_table
        else:
            self.toggle_class("-no-list")
            self.in_table = self.in_table or self.has_class("-no-list")

    def action_leave_results(self) -> None:
        """Go back a step: from the table to the list, from the list away."""
        if self._typed or self.focused is not None:
            self.end_typing(keep=False)
        elif self.in_table:
            self.in_table = False
            self.remove_class("-no-list")
        elif self._reading:
            # Reading holds the file, and a coder's next press would wait for it.
            self._leaving = True
            self.said = "Leaving as soon as the answers are read …"
        else:
            self._leave()

    def when_read(self) -> None:
        """Leave, if that was wished for while the answers were read."""
        if self._leaving:
            self._leave()
        elif self._results is not None:
            people = sum(person.began for person in self._results.study.respondents)
            name = one_line(self._path.name)
            words = plain(f"{name} · results of {people} respondents")
            self.query_one("#where", Static).update(words)

    # --- the mouse -------------------------------------------------------------------

    def on_table_list_chosen(self, message: TableList.Chosen) -> None:
        """Show the table that was clicked; a second click goes to it."""
        again = message.place == self.place
        self.in_table = False
        self.go_to(message.place)
        if again or self.has_class("-narrow"):
            self.in_table = self.page is not None

    def on_table_view_chosen(self, message: TableView.Chosen) -> None:
        """Go to the cell that was clicked; a second click looks behind it."""
        wanted = (message.row, message.column)
        again = self.in_table and wanted == self.cell
        self.in_table = True
        self.cell = wanted
        self.name_place()
        if again:
            self.look_behind()
