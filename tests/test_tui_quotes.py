"""The quotes screen: every decision is saved, shown, and can be taken back."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.disclosure import NO_CONTROL
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.screens.quotes import QuotesScreen
from hsbcode.tui.widgets.sentence_list import SentenceList
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.quoting.standing import decisions_of
from hsbcode.workflows.releasing import set_released_policy
from tests.driving import drive, press, shown_text
from tests.projects import make_project

SAID = (
    "Families do not believe that we come to help, and it takes months of visits.",
    "He would not speak to me until I had known him for half a year, at Fernhill.",
    "Trust comes slowly and goes quickly; one broken promise and you start again.",
    "My manager gives me no time for visits, so nobody in the family knows my face.",
    "Parents have been let down so often that a new worker is only the next one.",
    "We changed workers four times this year. Why should she trust the fifth of us?",
    "I would rather not say.",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project in which six answers have the theme “trust”."""
    found = make_project(tmp_path / "p.hsb", SAID)
    # more than one quote of six people is proposed only without disclosure control
    set_released_policy(found, NO_CONTROL)
    session = CodingSession(found, "amy")
    for unit in session.units[:6]:
        session.apply(unit, "trust")
        session.finish(unit)
    return found


def screen(app: HsbcodeApp) -> QuotesScreen:
    return next(s for s in app.screen_stack if isinstance(s, QuotesScreen))


def quoted(app: HsbcodeApp) -> list[str]:
    return [quote.unit for quote in screen(app).quotes]


def test_accept_better_aside_and_undo(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "V")
        assert "Trust" in shown_text(app)
        first = quoted(app)
        assert len(first) == 3
        await press(pilot, "enter", "space")
        assert [one.unit for one in decisions_of(project).taken["trust"]] == first[:1]
        assert "1 of 3 quotes accepted" in shown_text(app)
        second = screen(app).line.unit
        assert second is not None
        await press(pilot, "b")
        assert second.id not in quoted(app)
        assert first[0] in quoted(app)
        assert len(quoted(app)) == 3
        await press(pilot, "u")
        assert quoted(app) == first
        await press(pilot, "home", "up", "up", "x", *"thin", "enter")
        assert first[0] not in quoted(app)
        assert decisions_of(project).refused["trust"][0].words == "thin"
        await press(pilot, "U")
        await press(pilot, "u")
        assert first[0] in quoted(app)

    drive(project, script)


def test_words_are_marked_to_be_left_out_and_to_be_replaced(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "V", "enter", "A")
        at = screen(app)
        text = at.quote.text
        words = text.split()
        await press(pilot, "t", "right", "enter")
        assert at.quote.text == text.replace(f"{words[0]} {words[1]} ", "", 1).join(
            [f"{words[0]} […] ", ""]
        )
        await press(pilot, "T")
        assert at.quote.text == text
        await press(pilot, "r", "enter", "2")
        assert at.quote.text.startswith("[")
        assert at.quote.redactions[0].by == "amy"
        await press(pilot, "u")
        assert at.quote.text == text

    drive(project, script)


def test_a_flag_takes_a_quote_away_until_it_is_cleared_with_a_reason(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "V", "enter")
        gone = quoted(app)[0]
        await press(pilot, "f", "1", "enter")
        assert gone not in quoted(app)
        assert "identifiable" in shown_text(app)
        assert gone in screen(app).review.study.held_back  # type: ignore[union-attr]

    drive(project, script)


def test_what_it_shows_where_it_comes_from_and_what_was_decided(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "V", "enter", "w", *"slow", "enter")
        assert screen(app).quote.shows == "slow"
        await press(pilot, "enter")
        assert "row" in shown_text(app)
        await press(pilot, "escape", "h")
        assert "taken as typical" in shown_text(app)
        await press(pilot, "escape", "y")
        assert "clipboard" in shown_text(app)
        assert app.clipboard.startswith("“")
        await press(pilot, "Y")
        assert app.clipboard.count("\t") >= 15

    drive(project, script)


def test_nothing_coded_is_said_and_no_key_hurts(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", SAID[:2])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "V")
        assert "nothing to" in shown_text(app)
        for key in ("space", "b", "s", "x", "t", "r", "A", "i", "f", "y", "N", "h"):
            await press(pilot, key)
            assert isinstance(app.screen, QuotesScreen), key
        await press(pilot, "escape")
        assert not isinstance(app.screen, QuotesScreen)

    drive(project, script, size=(140, 40))


def test_a_list_that_shrinks_below_the_cursor_is_painted(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "V")
        listed = screen(app).query_one("#quotes", SentenceList)
        rows = listed.rows
        listed.rows, listed.place = rows * 4, len(rows) * 4 - 1
        listed.rows = rows[:1]
        await press(pilot, "down")
        assert isinstance(app.screen, QuotesScreen)

    drive(project, script)
