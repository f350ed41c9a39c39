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

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose
from hsbcode.tui.plain import joined, plain
from hsbcode.tui.settings_folder import recent_projects

_MENU = (
    ("new", "New from an export …", "CSV, XLSX, ODS as the survey tool gives it"),
    ("open", "Open a project …", "a .hsb file"),
    ("demo", "The demo", "an invented study to try everything with"),
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


class Opener(Protocol):
    """What the first screen asks of the application."""

    def open_path(self, path: Path, coder: str = "") -> None:
        """Open a project and code in it."""

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
    }
    """

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
            yield Static(
                plain("Enter chooses · ? every key · ctrl+q quits"),
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
        elif chosen == "demo":
            self._open_demo()
        else:
            await self.app.run_action(f"app.{chosen}")

    def _on_project(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._opener.open_path(Path(typed.strip()).expanduser())

    def _open_demo(self) -> None:
        from hsbcode.tui.screens.beginning import demo_project  # noqa: PLC0415

        try:
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
