"""An export as it was understood: every guess is changed with a key, then imported."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.confirm_import import ConfirmImport
from hsbcode.tui.plain import one_line, plain
from hsbcode.tui.screens.import_guesses import ChangingGuesses
from hsbcode.tui.widgets.column_examples import ColumnExamples
from hsbcode.tui.widgets.column_table import ColumnTable
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.workflows.importing.bringing_in import apply_plans
from hsbcode.workflows.importing.plan import Plan
from hsbcode.workflows.importing.understanding import (
    RawExport,
    Understanding,
)
from hsbcode.workflows.opening import Project, create_project


class ImportPreview(ChangingGuesses):
    """Shows what is understood; answers with the project that was written.

    Args:
        raw: the export.
        understanding: the guesses to begin with.
        target: the project file to make.
        export: where the export lies.
    """

    DEFAULT_CSS = """
    ImportPreview {
        & > #what { height: auto; max-height: 3; padding: 0 1; background: $panel; }
        & > ColumnTable { height: 2fr; }
        & > ColumnExamples { height: 1fr; }
    }
    """
    BINDINGS = bindings_of("import")
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(
        self,
        raw: RawExport,
        understanding: Understanding,
        target: Path,
        export: Path | None = None,
    ) -> None:
        super().__init__(raw, understanding, export)
        self._target = target

    def compose(self) -> ComposeResult:
        """What the file is, its columns, examples of one of them."""
        yield Static(plain(""), id="what", markup=False)
        yield ColumnTable().data_bind(
            ImportPreview.columns, ImportPreview.place, ImportPreview.found
        )
        yield ColumnExamples().data_bind(ImportPreview.column, ImportPreview.found)
        yield StatusLine().data_bind(ImportPreview.said)
        yield KeyLine(getattr(self.app, "keymap", {}), "import")

    def on_mount(self) -> None:
        """Show the guesses."""
        self.show_guesses(self._understanding)
        self.said = (
            "Nothing is written before Enter. Every guess is changed with a key."
        )

    def watch_place(self, place: int) -> None:
        """Show the examples of another column."""
        self.column = self.columns[place]

    # --- moving and leaving -----------------------------------------------------------

    def action_column_up(self) -> None:
        """Go to the column before."""
        self.place = max(0, self.place - 1)

    def action_column_down(self) -> None:
        """Go to the next column."""
        self.place = min(len(self.columns) - 1, self.place + 1)

    def action_next_unfit(self) -> None:
        """Go to the next column with answers that do not fit, round to the first."""
        found = self.found
        first: dict[str, int] = {}
        for place, column in enumerate(self.columns):
            first.setdefault(column.question, place)
        unfit = [
            place
            for question, place in first.items()
            if found is not None and question and found.of_question(question)
        ]
        if unfit:
            self.place = next((one for one in unfit if one > self.place), unfit[0])
            return
        self.said = (
            "No instrument is given; f gives one."
            if found is None
            else "Every answer fits the instrument."
        )

    def on_column_table_chosen(self, message: ColumnTable.Chosen) -> None:
        """Go to a clicked column."""
        self.place = message.place

    def action_leave_import(self) -> None:
        """Leave; nothing was written."""
        self.dismiss(None)

    def action_import(self) -> None:
        """Say what would be written and what to know, and write it after a yes."""
        try:
            plan = self.plan()
        except HsbcodeError as error:
            self.tell(error)
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self._write(plan)

        self.app.push_screen(ConfirmImport(plan, self._target), answer)

    def _write(self, plan: Plan) -> None:
        try:
            project: Project = create_project(self._target)
        except HsbcodeError as error:
            self.tell(error)
            return
        try:
            apply_plans(project, [plan], self._forms)
        except HsbcodeError as error:
            project.close()
            project.path.unlink(missing_ok=True)
            self.tell(error)
            return
        project.close()
        self.dismiss(project.path)

    # --- showing ----------------------------------------------------------------------

    def show_guesses(self, now: Understanding) -> None:
        """Show what is taken to be known now."""
        self._understanding = now
        self.look_for_findings()
        self.place = min(self.place, len(now.columns) - 1)
        self.columns = now.columns
        self._say_what()
        self.column = now.columns[self.place]

    def watch_found(self) -> None:
        """Say how well the answers fit the instrument."""
        self._say_what()

    def _say_what(self) -> None:
        now = self._understanding
        rows = len(self._raw.rows) - now.header_rows
        ids = (
            f"ids from column {now.id_column + 1}"
            if now.id_column is not None
            else "ids are made from the rows"
        )
        what = (
            f"{self._raw.file}: {now.header_rows} header "
            f"{'row' if now.header_rows == 1 else 'rows'}, {rows} rows below, {ids}."
        )
        found = self.found.sentence() if self.found is not None else ""
        words = " ".join(part for part in (what, found, *now.notes) if part)
        self.query_one("#what", Static).update(plain(one_line(words)))
