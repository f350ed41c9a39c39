"""Leads through every screen and every dialog, in the states that matter.

Used to count contrasts, and to look at pictures of everything by eye. A tour calls
``look`` with a name wherever there is something to be seen.
"""

import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from textual.pilot import Pilot

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.asking import Doubt
from hsbcode.tui.dialogs.why_code import WhyCode
from hsbcode.tui.screens.report import ReportScreen
from hsbcode.tui.screens.results import ResultsScreen
from hsbcode.tui.screens.start import StartScreen
from hsbcode.workflows.suggestions.explaining import SpokenAnswer, Told
from tests.driving import coding, press, settle

if TYPE_CHECKING:
    from hsbcode.domain.explanations import Explanation

Look: TypeAlias = Callable[[str], None]
Tour: TypeAlias = Callable[[HsbcodeApp, Pilot[str], Look], Awaitable[None]]

CODING: dict[str, tuple[str, ...]] = {
    "coding": (),
    "applied": ("1",),
    "definition": ("d",),
    "no-list": ("l",),
    "span": ("s", "right", "full_stop"),
    "find": ("slash",),
    "find-typed": ("slash", "r"),
    "find-new": ("slash", *"zzz"),
    "code-key": ("semicolon",),
    "pin": ("P",),
    "filter": ("F",),
    "filter-code": ("F", "8"),
    "order": ("o",),
    "question": ("Q",),
    "flag": ("f",),
    "flag-note": ("f", "2"),
    "memo": ("m",),
    "memos": ("M",),
    "progress": ("i",),
    "search": ("S", *"the"),
    "word": ("w",),
    "nothing-passes": ("w", *"qqq", "enter"),
    "jump": ("g",),
    "people": ("F", "6"),
    "people-answers": ("F", "6", "enter"),
    "alike": ("home", "n", "equals_sign"),
    "parts": ("home", "n", "n", "n", "vertical_line"),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "why": ("W",),
    "said": ("space",),
}
"""Name → keys from the coding screen; each is left again before the next."""

HISTORY: dict[str, tuple[str, ...]] = {
    "history": (),
    "history-take-back": ("u",),
    "history-mend": ("M",),
    "history-help": ("question_mark",),
}
CODEBOOK: dict[str, tuple[str, ...]] = {
    "codebook": (),
    "codebook-down": ("down", "down"),
    "codebook-add": ("a",),
    "codebook-add-where": ("a", "x", "enter"),
    "codebook-answers": ("enter",),
    "codebook-find": ("slash",),
    "codebook-define": ("e",),
    "codebook-rename": ("r",),
    "codebook-move": ("v",),
    "codebook-merge": ("M",),
    "codebook-merge-preview": ("M", "down", "enter"),
    "codebook-split": ("S",),
    "codebook-retire": ("x",),
    "codebook-comment": ("c",),
    "codebook-history": ("h",),
    "codebook-queues": ("q",),
    "codebook-help": ("question_mark",),
    "codebook-improve": ("i",),
}
SUGGESTIONS: dict[str, tuple[str, ...]] = {
    "suggestions": (),
    "suggestions-figures": ("t",),
    "suggestions-limit": ("c",),
    "suggestions-help": ("question_mark",),
}
ROUNDS: dict[str, tuple[str, ...]] = {
    "rounds": (),
    "rounds-draw": ("d",),
    "rounds-draw-sample": ("d", "1"),
    "rounds-assign": ("up", "a"),
    "rounds-help": ("question_mark",),
}
AGREEMENT: dict[str, tuple[str, ...]] = {
    "agreement": (),
    "agreement-code": ("down",),
    "agreement-question": ("q",),
    "agreement-which": ("w",),
    "agreement-help": ("question_mark",),
}
SETTLING: dict[str, tuple[str, ...]] = {
    "settling": (),
    "settling-hidden": ("v",),
    "settling-as": ("a",),
    "settling-why": ("space",),
    "settling-code": ("f",),
    "settling-find": ("slash",),
    "settling-help": ("question_mark",),
}
QUOTES: dict[str, tuple[str, ...]] = {
    "quotes": (),
    "quotes-theme": ("enter",),
    "quotes-trim": ("t",),
    "quotes-role": ("r", "enter"),
    "quotes-aside": ("x",),
    "quotes-flag": ("f",),
    "quotes-shows": ("w",),
    "quotes-trace": ("enter",),
    "quotes-decided": ("h",),
    "quotes-help": ("question_mark",),
}
REPORT: dict[str, tuple[str, ...]] = {
    "report": (),
    "report-part": ("down", "enter"),
    "report-which": ("enter", "enter"),
    "report-formats": ("w",),
    "report-name": ("w", "enter"),
    "report-splits": ("end", *["up"] * 5, "enter"),
    "report-policy": ("end", *["up"] * 4, "enter"),
    "report-before": ("home", "b"),
    "report-help": ("question_mark",),
}
RESULTS: dict[str, tuple[str, ...]] = {
    "results": (),
    "results-table": ("enter",),
    "results-cell": ("end", "enter", "enter"),
    "results-bars": ("f",),
    "results-released": ("r",),
    "results-split": ("home", "b"),
    "results-save": ("s",),
    "results-find": ("slash", *"age"),
    "results-nothing-found": ("slash", *"qqqq"),
    "results-help": ("question_mark",),
    "results-recodes": ("c",),
}
IMPORT: dict[str, tuple[str, ...]] = {
    "import": (),
    "import-open": ("down", "o"),
    "import-headers": ("h",),
    "import-rename": ("down", "r"),
    "import-instrument": ("f",),
    "import-map": ("m",),
    "import-help": ("question_mark",),
    "import-confirm": ("enter",),
}


async def _each(
    app: HsbcodeApp,
    pilot: Pilot[str],
    look: Look,
    scenes: dict[str, tuple[str, ...]],
) -> None:
    """Look at each scene from the screen that is open, and come back to it."""
    home = app.screen
    for name, keys in scenes.items():
        for key in keys:
            await press(pilot, key)
        look(name)
        for _ in range(6):
            if app.screen is home:
                break
            await press(pilot, "escape")
        if app.screen is not home:
            raise AssertionError(f"{name}: {app.screen} cannot be left.")
        if name in ("no-list", "definition", "results-bars", "results-released"):
            await press(pilot, *keys)
        elif name in ("span", "code-key", "pin"):
            await press(pilot, "escape")
        elif isinstance(home, ResultsScreen | ReportScreen):
            await _to_list(home, pilot)
        elif name == "nothing-passes":
            await press(pilot, "F", "home", "enter")
        elif name == "parts":
            app.clear_notifications()


async def _to_list(home: ResultsScreen | ReportScreen, pilot: Pilot[str]) -> None:
    """Go from the table or the text to the list beside it."""
    if isinstance(home, ReportScreen):
        while home.in_text:
            await press(pilot, "escape")
        return
    while home.in_table or home.focused is not None:
        await press(pilot, "escape")


async def tour_coding(app: HsbcodeApp, pilot: Pilot[str], look: Look) -> None:
    """Coding, its dialogs, and the cover."""
    await press(pilot, "home")
    await _each(app, pilot, look, CODING)
    await press(pilot, "backslash")
    look("cover")
    await press(pilot, "backslash")
    app.push_screen(Doubt("Is that somebody else?", "“amy” and “Amy” are much alike."))
    await settle(pilot)
    look("doubt")
    await press(pilot, "n")
    spoken = SpokenAnswer(coding(app).unit, "coded with it, speaks for it")
    why = Told(cast("Explanation", None), "Trust", ("Not suggested here.",), (spoken,))
    app.push_screen(WhyCode(why))
    await settle(pilot)
    look("why-told")
    await press(pilot, "escape")
    app.tell(HsbcodeError("The file export.csv has no column “id”.", "Name another."))
    await settle(pilot)
    look("told")
    app.clear_notifications()


async def tour_beside(app: HsbcodeApp, pilot: Pilot[str], look: Look) -> None:
    """What is beside coding: history, codebook and its queue, results."""
    await press(pilot, "H")
    await _each(app, pilot, look, HISTORY)
    await press(pilot, "escape", "C")
    await _each(app, pilot, look, CODEBOOK)
    await press(pilot, "home", "S", *"xx;yy", "enter", "y")
    look("queue")
    await press(pilot, "escape", "escape")
    if type(app.screen).__name__ == "CodebookScreen":
        await press(pilot, "escape")
    await press(pilot, "E")
    await settle(pilot)
    await _each(app, pilot, look, SUGGESTIONS)
    await press(pilot, "escape", "R")
    await settle(pilot)
    await _each(app, pilot, look, RESULTS)
    await press(pilot, "escape", "V")
    await settle(pilot)
    await _each(app, pilot, look, QUOTES)
    await press(pilot, "O")
    await settle(pilot)
    await _each(app, pilot, look, REPORT)


async def tour_rounds(app: HsbcodeApp, pilot: Pilot[str], look: Look) -> None:
    """Rounds, the agreement in one, settling it."""
    await press(pilot, "T")
    await _each(app, pilot, look, ROUNDS)
    await press(pilot, "down")
    look("rounds-released")
    await press(pilot, "g")
    await _each(app, pilot, look, AGREEMENT)
    await press(pilot, "escape", "s")
    await _each(app, pilot, look, SETTLING)
    for _ in range(6):
        await press(pilot, "0", "enter")
    look("settling-done")


def tour_start(export: Path | None = None) -> Tour:
    """Start, and with an export what it is understood as."""

    async def tour(app: HsbcodeApp, pilot: Pilot[str], look: Look) -> None:
        look("start")
        await press(pilot, "question_mark")
        look("start-help")
        await press(pilot, "escape")
        await press(pilot, "c")
        look("start-codebook")
        await press(pilot, "escape", "escape")
        start = app.screen
        if export is None or not isinstance(start, StartScreen):
            return
        start.preview(export, export.with_suffix(".hsb"))
        await settle(pilot)
        await _each(app, pilot, look, IMPORT)
        await press(pilot, "enter", "y")
        await settle(pilot)
        look("which-codes")
        await press(pilot, "2")
        await settle(pilot)
        look("who-codes")
        with contextlib.suppress(AssertionError):
            await press(pilot, "escape")

    return tour
