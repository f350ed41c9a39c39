"""The first screen: recent projects, and ways to begin."""

from pathlib import Path
from typing import Protocol, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hsbcode.tui.dialogs.asking import Ask
from hsbcode.tui.plain import joined, plain
from hsbcode.tui.settings_folder import recent_projects


class Opener(Protocol):
    """What the first screen asks of the application."""

    def open_path(self, path: Path) -> None:
        """Open a project and code in it."""


class StartScreen(Screen[None]):
    """Choose a project."""

    DEFAULT_CSS = """
    StartScreen {
        align: center middle;
        & > Vertical {
            width: 76;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            border: round $primary;
            border-title-color: $foreground;
            padding: 1 2;
        }
        & OptionList { height: auto; border: none; background: transparent; }
        & #keys { color: $text-muted; margin-top: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._recent: tuple[Path, ...] = ()

    def compose(self) -> ComposeResult:
        """Recent projects first."""
        with Vertical() as box:
            box.border_title = plain("hsbcode · code open answers")
            yield OptionList(markup=False)
            yield Static(
                plain("Enter chooses · ? help · ctrl+q quits"), id="keys", markup=False
            )

    def on_mount(self) -> None:
        """List what can be opened."""
        self._recent = recent_projects()
        options = [
            Option(
                joined(
                    [plain(path.name, "bold"), plain(str(path.parent), "dim")], "  "
                ),
                id=f"recent-{place}",
            )
            for place, path in enumerate(self._recent)
        ]
        options += [
            Option(plain("Open a project …"), id="open"),
            Option(plain("Quit"), id="quit"),
        ]
        listed = self.query_one(OptionList)
        listed.add_options(options)
        listed.highlighted = 0
        listed.focus()

    async def on_option_list_option_selected(
        self, event: OptionList.OptionSelected
    ) -> None:
        """Do what was chosen."""
        chosen = event.option_id or ""
        if chosen.startswith("recent-"):
            self._open(self._recent[int(chosen.removeprefix("recent-"))])
        elif chosen == "open":
            self.app.push_screen(
                Ask("Open a project", "The path of a .hsb file."), self._on_path
            )
        elif chosen == "quit":
            await self.app.action_quit()

    def _on_path(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._open(Path(typed.strip()).expanduser())

    def _open(self, path: Path) -> None:
        cast("Opener", self.app).open_path(path)
