"""Every screen and every dialog there is, full of hostile text.

A screen or dialog that is added to the application and not opened here fails the
test: what is new is looked at, too.
"""

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen

import hsbcode.tui
from hsbcode.domain.acts import Span
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.explanations import Explanation
from hsbcode.domain.survey import ClosedAnswer, Kind, Question
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.asking import Doubt
from hsbcode.tui.dialogs.code_alike import AlikeRow, CodeAlike
from hsbcode.tui.dialogs.why_code import WhyCode
from hsbcode.tui.screens.opening import Opening
from hsbcode.tui.screens.start import StartScreen
from hsbcode.tui.settings_folder import remember_project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.glancing import Glance
from hsbcode.workflows.rounds import phases
from hsbcode.workflows.suggestions.explaining import SpokenAnswer, Told
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project
from tests.small_projects import begin_round
from tests.test_tui_hostile import ANSWERS, controls

SIZES = [(80, 24), (140, 40)]
NAME = (
    "[/b][@click=app.quit]\x1b[2J\x1b]52;c;eA==\x07\x1b]8;;http://e\x1b\\"
    "\x9b31m\x00\x7f\r\nnew\u202eline\u2066\u200b\u200d\ufeff"
    "e" + "\u0301" * 40 + "👩‍👩‍👧‍👦 הילד $accent {0} %s"
)
LIST = f"1. {NAME} one 2. {NAME} two 3. three"
TEXTS = (LIST, *ANSWERS.values(), "same\x1b]0;x\x07 again", "same\x1b]0;x\x07 again")
CODES = (
    Code(
        "a",
        f"A {NAME}",
        definition=NAME,
        include_when=NAME,
        exclude_when=NAME,
        examples=(NAME,),
        keywords=(NAME,),
        key="k",
    ),
    Code("b", f"B {NAME}", kind="container", examples=(NAME,)),
    Code("c", NAME * 5, parent="b"),
    Code("d", f"D {NAME}", questions=("more",)),
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


def every_screen() -> set[str]:
    """Return the names of all screens and dialogs that are not only built upon."""
    found = {
        each
        for module in pkgutil.walk_packages(hsbcode.tui.__path__, "hsbcode.tui.")
        for each in vars(importlib.import_module(module.name)).values()
        if inspect.isclass(each)
        and issubclass(each, Screen)
        and each.__module__.startswith("hsbcode.tui.")
    }
    built_upon = {base for each in found for base in each.__mro__[1:]}
    return {name_of(each) for each in found - built_upon}


def name_of(screen: type) -> str:
    return f"{screen.__module__.rpartition('.')[2]}.{screen.__name__}"


class Looked:
    """What was on the screen, and that none of it can be obeyed."""

    def __init__(self, app: HsbcodeApp, pilot: Pilot[str]) -> None:
        self.app, self.pilot = app, pilot
        self.seen: set[str] = set()

    def look(self) -> None:
        app = self.app
        self.seen.add(name_of(type(app.screen)))
        where = type(app.screen).__name__
        assert controls(app.export_screenshot()) == set(), where
        assert controls(shown_text(app)) == set(), where
        assert controls(f"{app.title} {app.sub_title}") == set(), where
        for notice in app._notifications:
            assert controls(notice.message + notice.title) == set(), where
        for node in app.screen.walk_children(with_self=True):
            tip = getattr(node, "tooltip", None)
            # A tooltip that is a string would be read as markup.
            assert tip is None or isinstance(tip, Content), (where, node)
            assert controls(str(tip or "")) == set(), (where, node)

    async def keys(self, *keys: str) -> None:
        """Press keys, looking wherever another screen comes up, and at the end."""
        for key in keys:
            before = self.app.screen
            await press(self.pilot, key)
            if self.app.screen is not before:
                self.look()
        self.look()

    async def back(self) -> None:
        """Leave whatever is open above the first screen that stays."""
        for _ in range(6):
            if len(self.app.screen_stack) <= 2:
                return
            await press(self.pilot, "escape")
        raise AssertionError(f"{self.app.screen} cannot be left.")

    async def from_here(self, *keys: str) -> None:
        """Press keys, then go back."""
        await self.keys(*keys)
        await self.back()


def hostile_project(path: Path) -> Project:
    project = make_project(path, TEXTS, CODES, second=TEXTS[:4])
    people = [each.id for each in project.answers.respondents()]
    with project.transaction():
        project.answers.put_questions(
            [
                Question("what", Kind.OPEN, f"What {NAME}", NAME * 3, ("box 1",)),
                Question("more", Kind.OPEN, f"More {NAME}", NAME, ("m",)),
                Question("role", Kind.CLOSED, f"Role {NAME}", NAME, columns=("r",)),
            ]
        )
        project.answers.put_closed(
            ClosedAnswer(person, "role", f"{NAME} {place % 2}")
            for place, person in enumerate(people)
        )
    for coder in (f"ben {NAME}", "amy"):
        session = CodingSession(project, coder)
        for unit in session.units[2:6]:
            session.apply(unit, "a" if coder == "amy" else "c")
            session.finish(unit)
            session.note(unit, NAME)
    begin_round(project, f"r {NAME}", f"ben {NAME}", "cem")
    (round_,) = project.rounds
    for coder in (f"ben {NAME}", "cem"):
        session = CodingSession(project, coder, round_=round_)
        for unit in session.units[:2]:
            session.apply(unit, "a" if coder == "cem" else "c", span=Span(0, 2))
            session.note(unit, NAME)
            session.finish(unit)
    phases.release(project, round_, "lea", unfinished_too=True)
    # Only one person has coded these: their tables need no settling.
    session = CodingSession(project, "amy", "more")
    for unit in session.units:
        session.apply(unit, "d")
        session.finish(unit)
    return project


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
def test_every_screen_and_dialog_shows_hostile_text_and_obeys_none(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    seen: set[str] = set()
    folder = tmp_path / "[b] [@click=app.quit]\x1b]0;x\x07"
    folder.mkdir()
    project = hostile_project(folder / "[b]\n\x1b[2J\u202e.hsb")

    async def at_coding(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        on = Looked(app, pilot)
        on.look()
        assert "␛" in shown_text(app)
        await on.keys("d", "s", "right", "full_stop", "2", "l", "1", "l")
        await on.from_here("slash", "a")
        await on.from_here("slash", *"zz", "enter")
        for steps in (["8"], ["5"], ["6"], ["9"], ["3"]):
            await on.from_here("F", *["down"] * int(steps[0]), "enter", "enter")
            await press(pilot, "F", "home", "enter")
        await on.from_here("F", *["down"] * 5, "enter", "enter", "enter")
        await press(pilot, "F", "home", "enter")
        await on.from_here("Q", "enter")
        await on.from_here("P", "3")
        await on.from_here("o")
        await on.from_here("f", "down", "enter")
        await on.from_here("m", "[", "/", "]", "tab", "tab")
        await on.from_here("M")
        await on.from_here("i")
        await on.from_here("S", *"same")
        await on.from_here("g", "x", "enter")
        await on.from_here("question_mark", "pagedown")
        await on.from_here("ctrl+p", *"un")
        await press(pilot, "home")
        await on.from_here("vertical_line", "y")
        await on.keys("n", "n", "n", "semicolon", "k")
        await press(pilot, "end")
        await on.from_here("equals_sign")
        await on.keys("u", "U")
        await on.back()
        # --- beside coding
        await on.keys("R")
        await settle(pilot)
        await on.keys("down")
        await settle(pilot)
        await on.keys("enter", "enter")
        await settle(pilot)
        on.look()
        await on.keys("escape", "b", "escape", "f", "f", "r", "r", "y", "s", "escape")
        await on.keys("c")
        await settle(pilot)
        await on.keys("a", "escape")
        await on.back()
        await on.keys("H", "j", "e", "a", "a", "u", "escape", "M", "escape")
        await on.back()
        await on.keys("C", "home", "h", "escape", "enter", "escape")
        await on.keys("slash", "escape", "a", *"x", "enter", "escape")
        await on.keys("r", "escape", "v", "escape", "e", "escape", "c", "escape")
        await on.keys("M", "down", "enter", "escape", "x", "escape", "home")
        await on.keys("S", *"xx;yy", "enter", "y", "down", "escape")
        await on.keys("i")
        await settle(pilot)
        await on.keys("down", "escape")
        await on.back()
        await on.keys("E", "r")
        await settle(pilot)
        await on.keys("down", "t")
        await on.back()
        await on.keys("T", "d", "1", "escape")
        await on.keys("g")
        await settle(pilot)
        await on.keys("down", "w", "escape", "q", "escape", "escape")
        await on.keys("s", "a", "slash", "escape", "f", "escape", "v", "space", "[")
        await on.keys("enter")
        await on.back()
        await on.keys("V")
        await settle(pilot)
        await on.keys("enter", "space", "down", "t", "enter", "r", "enter", "1")
        await on.keys("x", *"[/b]", "enter", "f", "escape", "w", "escape", "h")
        await on.keys("escape", "y", "Y", "u", "enter")
        await settle(pilot)
        on.look()
        await press(pilot, "escape")
        await on.back()
        await on.keys("O")
        await settle(pilot)
        for _part in range(12):
            await on.keys("enter", "enter")
            await settle(pilot)
            for _ in range(4):
                if getattr(app.screen, "in_text", True):
                    await press(pilot, "escape")
            await on.keys("down")
        await on.keys("home", "space", "k", "b", "escape", "y")
        await on.keys("end", "up", "up", "up", "up", "up", "enter", "space", "enter")
        await settle(pilot)
        await on.keys("up", "enter", "escape", "w", "enter", *"[b]", "enter")
        await settle(pilot)
        await on.keys("escape", "L", "1", "1")
        await on.back()
        await on.keys("backslash")
        await on.keys("backslash")
        alike = AlikeRow("u", NAME, LIST, NAME, is_same=True, ticked=True)
        frame = project.codebook.offered("what")
        app.push_screen(CodeAlike(NAME, [alike], NAME, frame, {"1": frame[0].id}, []))
        await settle(pilot)
        await on.from_here("1", "a")
        app.push_screen(Opening(NAME, Glance(NAME, NAME, 9, NAME, LIST), on.look))
        await settle(pilot)
        app.pop_screen()
        app.push_screen(Doubt(NAME, NAME))
        await settle(pilot)
        await on.from_here()
        spoken = SpokenAnswer(coding(app).unit, "coded with it, speaks for it")
        told = Explanation("u", "a", suggested=False)
        app.push_screen(WhyCode(Told(told, NAME, (NAME, LIST), (spoken,))))
        await settle(pilot)
        await on.from_here()
        # what is told of an error names files and codes
        app.tell(HsbcodeError(NAME, NAME))
        app.hear(NAME)
        await settle(pilot)
        on.look()
        assert coding(app).session.coder == "amy"
        seen.update(on.seen)

    drive(project, at_coding, size=size)
    project.close()

    export = folder / "[b]\u202eexport.csv"
    header = ",".join(f'"{NAME} {n}"' for n in range(3)).replace("\x00", "")
    cell = NAME.replace("\x00", "")
    rows = [f'"{n}","{cell}","{LIST} {n}"'.replace("\x00", "") for n in range(5)]
    export.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    remember_project(project.path)

    async def at_start(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        on = Looked(app, pilot)
        on.look()
        assert isinstance(app.screen, StartScreen)
        app.screen.preview(export, export.with_suffix(".hsb"))
        await settle(pilot)
        on.look()
        await on.keys("down", "o", "down", "o", "f", "escape", "m", "escape", "r")
        await on.keys("escape", "enter")
        await press(pilot, "escape", "escape")
        await on.back()
        await on.keys("c", "escape", "home", "enter")
        seen.update(on.seen)

    drive(None, at_start, coder="", size=size)
    assert every_screen() - seen == set()
