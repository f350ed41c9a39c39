"""Keys come faster than the screen follows: none is lost, none overtakes another."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events

from hsbcode.domain.passes import UnitPass
from hsbcode.tui.app import HsbcodeApp
from tests.driving import coding, settle
from tests.projects import make_project

_NAMES = {"\r": "enter", "\x1b": "escape", " ": "space", "/": "slash"}
_STALL = 0.12


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


async def stand_still(app: HsbcodeApp) -> None:
    """Give a program no time again and again, as a busy machine does."""
    while not app.at_rest:
        time.sleep(_STALL)  # noqa: ASYNC251 - it is to be in the way
        await asyncio.sleep(0)


def key(sign: str) -> events.Key:
    """Return a key as the terminal reports it."""
    name = _NAMES.get(sign, sign)
    return events.Key(name, None if sign == "\x1b" else sign)


def click(x: int, y: int) -> list[events.Event]:
    """Return what the terminal reports of a click at a cell."""
    which = {"button": 1, "shift": False, "meta": False, "ctrl": False}
    return [
        kind(None, x, y, 0, 0, **which)  # type: ignore[arg-type]
        for kind in (events.MouseDown, events.MouseUp)
    ]


def typed(
    given: Sequence[events.Event],
    path: Path,
    *,
    busy: bool = False,
    size: tuple[int, int] = (80, 24),
) -> list[tuple[UnitPass, tuple[str, ...]]]:
    """Type everything at once; return what is held of the answers, and the memos."""
    project = make_project(path, [f"Answer {n}: it takes weeks." for n in range(6)])
    app = HsbcodeApp(project, "amy", suggestions=False)
    held: list[tuple[UnitPass, tuple[str, ...]]] = []

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            for event in given:
                app.post_message(event)
            await asyncio.sleep(0)
            if busy:
                await stand_still(app)
            await settle(pilot)
            session = coding(app).session
            held.extend((session.held(u), session.notes(u)) for u in session.units)
            assert len(app.screen_stack) == 2

    asyncio.run(run())
    app.close_project()
    return held


@pytest.mark.parametrize("busy", [False, True])
def test_a_code_found_by_typing_ahead_is_on_its_answer(
    tmp_path: Path, *, busy: bool
) -> None:
    held = typed([*map(key, "/st\r ")], tmp_path / "p.hsb", busy=busy)
    assert [sorted(each.codes) for each, _memos in held[:2]] == [["staff"], []]
    assert [each.finished for each, _memos in held[:2]] == [True, False]


def test_every_letter_reaches_the_memo_and_the_note_being_opened(
    tmp_path: Path,
) -> None:
    held = typed([*map(key, "mhi\x1b1 f2so\r")], tmp_path / "p.hsb")
    assert held[0][1] == ("hi",)
    assert held[0][0].codes == {"trust"}
    assert held[0][0].finished
    assert set(held[1][0].flags) == {"safeguarding"}


def test_what_is_pasted_behind_a_key_waits_for_its_dialog(tmp_path: Path) -> None:
    given = [key("/"), events.Paste("staff"), key("\r"), key(" "), key("1")]
    held = typed(given, tmp_path / "p.hsb")
    assert [sorted(each.codes) for each, _memos in held[:2]] == [["staff"], ["trust"]]


def test_a_click_does_not_overtake_the_keys_before_it(tmp_path: Path) -> None:
    """One clicks at the third answer while the first is still to be finished."""
    at = (3, 4)
    given = [*map(key, "1 "), *click(*at), key("2")]
    held = typed(given, tmp_path / "p.hsb", size=(140, 40))
    assert [sorted(each.codes) for each, _memos in held] == [
        ["trust"],
        [],
        ["staff"],
        [],
        [],
        [],
    ]
    assert held[0][0].finished
