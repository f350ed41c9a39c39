"""The first screen: recent projects, and ways to begin.

What reads exports is imported when it is asked for, so that the first paint is quick.
"""

import contextlib
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.asking import Ask
from hsbcode.tui.plain import fitted, joined, one_line, plain
from hsbcode.tui.screens.start_new import NewProjects
from hsbcode.tui.settings_folder import recent_projects
from hsbcode.tui.widgets.key_words import KeyWords

_MENU = (
    ("new", "New from an export…", "CSV, XLSX or ODS, as the survey tool gives it"),
    ("open", "Open a project…", "a .hsb file"),
    ("demo", "The demo", "an invented study to try everything with"),
    ("tutorial", "Learn in ten minutes", "twelve short answers, step by step"),
    ("results", "Results…", "tables and figures of a project"),
    ("help", "Help", "every key, and what the marks mean"),
    ("quit", "Quit", "everything is saved"),
)
_NAME, _PLACE = 22, 46
"""Cells for what can be chosen, and for where it lies."""
_BESIDE = 10
"""Lines of this screen beside the list."""
_LOW = 20
"""With fewer lines only the list and the keys are shown."""
_DEMO = Path("hsbcode-demo")
_TUTORIAL = Path("hsbcode-tutorial")


class StartScreen(NewProjects):
    """Choose a project, or make one."""

    DEFAULT_CSS = """
    StartScreen {
        align: center middle;
        & > Vertical {
            width: 76;
            max-width: 96%;
            height: auto;
            max-height: 100%;
            border: round $primary;
            border-title-color: $foreground;
            padding: 1 2;
        }
        & OptionList {
            height: auto;
            padding: 0;
            border: none;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            scrollbar-size-vertical: 1;
            background: transparent;
            &:focus { border: none; }
        }
        & #keys { margin-top: 1; }
        & #names { color: $text-muted; }
        & #place { color: $text-warning; }
        &.-low {
            & > Vertical { padding: 0 2; }
            & #names { display: none; }
        }
        &.-warned {
            & #place { margin-top: 1; }
            & #names { display: none; }
        }
    }
    """

    BINDINGS = bindings_of("start")

    def compose(self) -> ComposeResult:
        """Recent projects first."""
        with Vertical() as box:
            box.border_title = plain("hsbcode · code open answers")
            yield OptionList(markup=False)
            yield Static(id="place", markup=False)
            yield Static(id="names", markup=False)
            yield KeyWords(
                "Enter chooses · r results · c codebook · t rounds · ? keys · ctrl+q",
                id="keys",
            )

    def on_mount(self) -> None:
        """List what can be opened."""
        self.on_screen_resume()
        self.run_worker(self._look_at_names, thread=True, exit_on_error=False)

    def _look_at_names(self) -> None:
        """Say which pipeline is in use; reading its files takes a moment."""
        from hsbcode.workflows.care import examine_names  # noqa: PLC0415

        found = examine_names()
        # That all is well is told shortly; ``hsbcode doctor`` tells the rest.
        said = found.words.partition(";")[0] if found.ok else f"!! {found.words}"
        words = plain(said)
        self.app.call_from_thread(self.query_one("#names", Static).update, words)

    def on_screen_resume(self) -> None:
        """List what can be opened now."""
        self._recent = recent_projects()
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(
            Option(_two(path.name, _shortly(path.parent)), id=f"recent-{place}")
            for place, path in enumerate(self._recent)
        )
        if self._recent:
            listed.add_option(None)
        listed.add_options(
            Option(_two(name, more), id=id_) for id_, name, more in _MENU
        )
        listed.highlighted = 0
        listed.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Let the list scroll where the screen is low."""
        self.set_class(event.size.height < _LOW, "-low")
        self.query_one(OptionList).styles.max_height = max(
            4, event.size.height - _BESIDE
        )

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


def _two(name: str, more: str) -> Content:
    return joined([plain(fitted(name, _NAME), "bold"), plain(more, "dim")], "  ")


def _shortly(folder: Path) -> str:
    """Return a folder on one line; of a long path the end tells more."""
    words = one_line(str(folder))
    with contextlib.suppress(ValueError, RuntimeError):
        words = one_line(str(Path("~") / folder.relative_to(Path.home())))
    return words if len(words) <= _PLACE else f"…{words[1 - _PLACE :]}"
