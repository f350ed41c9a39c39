"""Draw the pictures of the README from the application itself.

    python docs/pictures/draw.py [FOLDER]

Makes the invented study anew, opens its screens without a terminal, and writes what
they show: SVG for screens, text for the agreement. The same version draws the same
bytes. Nothing in them is loaded from anywhere: no fonts, no links.
"""

# ruff: noqa: TID253  (a program of its own: it needs all of it at once)
import asyncio
import contextlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.pilot import Pilot

from hsbcode.cli.app import main as run_command
from hsbcode.domain.quality import Quality
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.screens.start import StartScreen
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.suggestions.evaluating import evaluate

WIDE, NARROW = (120, 30), (80, 24)
MOST_BYTES = 150_000
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FONTS = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
_MADE_UP_ID = re.compile(r"terminal-\d+")
_AGREEMENT_LINES = 36
_EXPORT = "safeguarding-survey-LA4.csv"
_QUESTION = "challenges"
_CODING = ("8", "space", "1", "space", "0", "2", "5", "space", "n", "d")


_QUOTES = ("V", *["n"] * 13, "tab", "A", "down")
"""A theme of the challenges, its quotes accepted."""


def tidied(drawn: str, name: str) -> str:
    """Return a picture without fonts from the network and with ids that stay."""
    drawn = _COMMENT.sub("", _FONTS.sub("", drawn))
    return _MADE_UP_ID.sub(f"hsbcode-{name}", drawn).replace("Fira Code", "monospace")


def picture(
    open_app: Callable[[], HsbcodeApp],
    size: tuple[int, int],
    keys: Sequence[str],
    name: str,
    begin: Callable[[HsbcodeApp], None] | None = None,
) -> str:
    """Return the SVG of a screen after some keys."""

    async def settle(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        # Twice: what a worker brings may start another one.
        for _ in range(2):
            await app.workers.wait_for_complete()
            await pilot.pause()

    async def run() -> str:
        app = open_app()
        try:
            async with app.run_test(size=size) as pilot:
                await settle(app, pilot)
                if begin is not None:
                    begin(app)
                    await settle(app, pilot)
                for key in keys:
                    await pilot.press(key)
                    await settle(app, pilot)
                return app.export_screenshot(title="hsbcode")
        finally:
            app.close_project()

    return tidied(asyncio.run(run()), name)


def agreement(project: Path) -> str:
    """Return how what ``hsbcode agree`` prints begins."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            run_command(["agree", str(project), "--question", _QUESTION])
        except SystemExit as end:
            if end.code:
                raise
    lines = out.getvalue().splitlines()
    more = f"… and {len(lines) - _AGREEMENT_LINES} lines more"
    return "\n".join([*lines[:_AGREEMENT_LINES], more, ""])


def judged(project: Path) -> Quality:
    """Return how far suggestions can be trusted; what the picture shows is enough."""
    with Project.open(project, write=False) as opened:
        steps = evaluate(opened, resamples=200, curve=False)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: Quality = end.value
                return found


def draw(folder: Path) -> tuple[Path, ...]:
    """Write every picture into a folder; return the files."""
    exports = Path(__file__).parents[2] / "data" / "larc7" / "exports"
    with tempfile.TemporaryDirectory() as room:
        os.environ["XDG_CONFIG_HOME"] = os.environ["APPDATA"] = room
        home = Path.cwd()
        # Paths on the screens are those of an empty folder.
        os.chdir(room)
        try:
            project, _made = open_demo(Path())
            (Path(_EXPORT)).write_bytes((exports / _EXPORT).read_bytes())

            def coding() -> HsbcodeApp:
                return HsbcodeApp(Project.open(project), "eva", _QUESTION)

            def results() -> HsbcodeApp:
                return HsbcodeApp(Project.open(project, write=False), results=True)

            def preview(app: HsbcodeApp) -> None:
                screen = app.screen
                if isinstance(screen, StartScreen):
                    screen.preview(Path(_EXPORT), Path("survey.hsb"))

            found = judged(project)

            def keep(app: HsbcodeApp) -> None:
                for name in (project, project.resolve(), Path(project.name)):
                    app.kept_quality[name] = found

            made = {
                "import.svg": picture(HsbcodeApp, WIDE, (), "import", preview),
                "coding-wide.svg": picture(coding, WIDE, _CODING, "wide"),
                "coding-narrow.svg": picture(coding, NARROW, _CODING[:3], "narrow"),
                "results.svg": picture(results, WIDE, ("enter",), "results"),
                "suggestions.svg": picture(
                    coding, WIDE, ("E", *["down"] * 4), "suggestions", keep
                ),
                "quotes.svg": picture(coding, WIDE, _QUOTES, "quotes"),
                "report.svg": picture(coding, WIDE, ("O", "down"), "report"),
                "agreement.txt": agreement(project),
            }
        finally:
            os.chdir(home)
    files = []
    for name, words in made.items():
        file = folder / name
        file.write_text(words, encoding="utf-8", newline="\n")
        files.append(file)
    return tuple(files)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for file in draw(target):
        sys.stdout.write(f"{file.name}  {file.stat().st_size:,} bytes\n")
