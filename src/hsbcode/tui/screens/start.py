"""The first screen: recent projects, and ways to begin.

What reads exports is imported when it is asked for, so that the first paint is quick.
"""

from pathlib import Path
from typing import Protocol, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose
from hsbcode.tui.plain import joined, plain
from hsbcode.tui.settings_folder import recent_projects

_MENU = (
    ("new", "New from an export …", "CSV, XLSX, ODS as the survey tool gives it"),
    ("open", "Open a project …", "a .hsb file"),
    ("demo", "The demo", "an invented study to try everything with"),
    ("tutorial", "Learn in ten minutes", "twelve short answers, step by step"),
    ("results", "Results …", "tables and figures of a project"),
    ("help", "Help", "every key"),
    ("quit", "Quit", ""),
)
_CODEBOOKS = (
    Choice("", "none yet", "codes are made while coding"),
    Choice("starter", "a few codes to start with"),
    Choice("larc7-core", "harmful sexual behaviour, core frame"),
    Choice("?", "a file …", ".yaml, .xlsx or .csv"),
)
_DEMO = Path("hsbcode-demo")
_TUTORIAL = Path("hsbcode-tutorial")


class Opener(Protocol):
    """What the first screen asks of the application."""

    def open_path(self, path: Path, coder: str = "") -> None:
        """Open a project and code in it."""

    def results_path(self, path: Path) -> None:
        """Open a project to look at its results."""

    def codebook_path(self, path: Path) -> None:
        """Open a project to work at its codebook."""

    def tell(self, error: HsbcodeError) -> None:
        """Tell what went wrong."""


class StartScreen(Screen[None]):
    """Choose a project, or make one."""

    DEFAULT_CSS = """
    StartScreen {
        align: center middle;
        & > Vertical {
            width: 76;
            max-width: 96%;
            height: auto;
            max-height: 96%;
            border: round $primary;
            border-title-color: $foreground;
            padding: 1 2;
        }
        & OptionList {
            height: auto;
            max-height: 18;
            border: none;
            background: transparent;
            &:focus { border: none; }
        }
        & #keys, & #names { color: $text-muted; margin-top: 1; }
        & #place { color: $text-warning; }
        &.-warned {
            & #place { margin-top: 1; }
            & #names { display: none; }
            & OptionList { max-height: 11; }
        }
    }
    """

    BINDINGS = bindings_of("start")

    def __init__(self) -> None:
        super().__init__()
        self._recent: tuple[Path, ...] = ()

    @property
    def _opener(self) -> Opener:
        return cast("Opener", self.app)

    def compose(self) -> ComposeResult:
        """Recent projects first."""
        with Vertical() as box:
            box.border_title = plain("hsbcode · code open answers")
            yield OptionList(markup=False)
            yield Static(id="place", markup=False)
            yield Static(
                plain("Enter chooses · r results · c codebook · ? keys · ctrl+q quits"),
                id="keys",
                markup=False,
            )
            yield Static(id="names", markup=False)

    def on_mount(self) -> None:
        """List what can be opened."""
        self.on_screen_resume()
        self.run_worker(self._look_at_names, thread=True, exit_on_error=False)

    def _look_at_names(self) -> None:
        """Say which pipeline is in use; reading its files takes a moment."""
        from hsbcode.workflows.care import examine_names  # noqa: PLC0415

        found = examine_names()
        words = plain(f"{'' if found.ok else '!! '}{found.words}")
        self.app.call_from_thread(self.query_one("#names", Static).update, words)

    def on_screen_resume(self) -> None:
        """List what can be opened now."""
        self._recent = recent_projects()
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(
            Option(_two(path.name, str(path.parent)), id=f"recent-{place}")
            for place, path in enumerate(self._recent)
        )
        listed.add_options(
            Option(_two(name, more), id=id_) for id_, name, more in _MENU
        )
        listed.highlighted = 0
        listed.focus()

    def on_option_list_option_highlighted(
        self, event: OptionList.OptionHighlighted
    ) -> None:
        """Say what is to be known of the project under the cursor."""
        chosen = event.option_id or ""
        path = None
        if chosen.startswith("recent-"):
            path = self._recent[int(chosen.removeprefix("recent-"))]
        # A network folder may take its time to answer.
        self.run_worker(
            lambda: self._look_at_place(path),
            thread=True,
            exclusive=True,
            exit_on_error=False,
            group="place",
        )

    def _look_at_place(self, path: Path | None) -> None:
        from hsbcode.workflows.publishing import to_know  # noqa: PLC0415

        said = to_know(path) if path is not None else ()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_place, "\n".join(said))

    def _show_place(self, words: str) -> None:
        self.set_class(bool(words), "-warned")
        shown = plain(f"! {words}" if words else "")
        self.query_one("#place", Static).update(shown)

    async def on_option_list_option_selected(
        self, event: OptionList.OptionSelected
    ) -> None:
        """Do what was chosen."""
        chosen = event.option_id or ""
        if chosen.startswith("recent-"):
            self._opener.open_path(self._recent[int(chosen.removeprefix("recent-"))])
        elif chosen == "open":
            self.app.push_screen(
                Ask("Open a project", "The path of a .hsb file."), self._on_project
            )
        elif chosen == "new":
            self.app.push_screen(
                Ask("New from an export", "The path of the export."), self._on_export
            )
        elif chosen == "results":
            self.ask_for_results()
        elif chosen in ("demo", "tutorial"):
            self._open_shipped(chosen)
        else:
            await self.app.run_action(f"app.{chosen}")

    def action_results_of(self) -> None:
        """Look at the results of the project under the cursor, or ask for one."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._recent):
            self._opener.results_path(self._recent[at])
        else:
            self.ask_for_results()

    def action_codebook_of(self) -> None:
        """Look at the codebook of the project under the cursor, or ask for one."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._recent):
            self._opener.codebook_path(self._recent[at])
            return
        usual = str(self._recent[0]) if self._recent else ""
        self.app.push_screen(
            Ask("Codebook", "The path of a .hsb file.", usual), self._on_codebook
        )

    def _on_codebook(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._opener.codebook_path(Path(typed.strip()).expanduser())

    def ask_for_results(self) -> None:
        """Ask whose results shall be shown."""
        usual = str(self._recent[0]) if self._recent else ""
        self.app.push_screen(
            Ask("Results", "The path of a .hsb file.", usual), self._on_results
        )

    def _on_results(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._opener.results_path(Path(typed.strip()).expanduser())

    def _on_project(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._opener.open_path(Path(typed.strip()).expanduser())

    def _open_shipped(self, which: str) -> None:
        from hsbcode.tui.screens.beginning import (  # noqa: PLC0415
            demo_project,
            tutorial_project,
        )

        try:
            if which == "tutorial":
                path, coder = tutorial_project(_TUTORIAL)
            else:
                path, coder = demo_project(_DEMO)
        except HsbcodeError as error:
            self._opener.tell(error)
        else:
            self._opener.open_path(path, coder)

    # --- a new project ----------------------------------------------------------------

    def _on_export(self, typed: str | None) -> None:
        if not (typed and typed.strip()):
            return
        export = Path(typed.strip()).expanduser()

        def with_target(target: str | None) -> None:
            if target and target.strip():
                self.preview(export, Path(target.strip()).expanduser())

        self.app.push_screen(
            Ask(
                "The new project",
                "One file holds answers, codes and history.",
                str(export.with_suffix(".hsb")),
            ),
            with_target,
        )

    def preview(self, export: Path, target: Path) -> None:
        """Show how an export is understood; importing makes ``target``."""
        from hsbcode.tui.screens.beginning import preview_of  # noqa: PLC0415

        try:
            preview = preview_of(export, target)
        except HsbcodeError as error:
            self._opener.tell(error)
            return
        self.app.push_screen(preview, self._on_written)

    def _on_written(self, project: Path | None) -> None:
        if project is None:
            return

        def with_codebook(chosen: str | None) -> None:
            if chosen == "?":
                self.app.push_screen(
                    Ask("Codebook", "The path of a .yaml, .xlsx or .csv file."),
                    lambda name: self._with_codes(project, name or ""),
                )
            else:
                self._with_codes(project, chosen or "")

        self.app.push_screen(Choose("Which codes?", _CODEBOOKS), with_codebook)

    def _with_codes(self, project: Path, name: str) -> None:
        from hsbcode.tui.screens.beginning import give_codes  # noqa: PLC0415

        if name.strip():
            try:
                give_codes(project, name.strip())
            except HsbcodeError as error:
                # The project stands; codes can be made, or the file mended and given.
                self._opener.tell(error)
        self._opener.open_path(project)


def _two(name: str, more: str) -> Content:
    return joined([plain(name, "bold"), plain(more, "dim")], "  ")
