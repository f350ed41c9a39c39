"""Rounds in which suggestions are shown for a random half of each share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.codebook import Code
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.resuming import keep_place, unit_left
from hsbcode.workflows.rounds import drawing, phases
from hsbcode.workflows.suggestions.sight import set_hidden_share
from tests.driving import coding, drive, press, shown_text
from tests.small_projects import CODES, make_project

FRAME = (*CODES, Code("risk", "Risk", keywords=("danger",)))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    answers = [(f"danger in team {n}",) for n in range(1, 13)]
    with make_project(tmp_path / "p.hsb", answers, codes=FRAME) as made:
        set_hidden_share(made, "100%")
        yield made


def begin(project: Project, suggestions: str) -> None:
    wanted = drawing.Wanted(seed=4)
    drawing.draw_round(project, "r1", wanted, "lea", suggestions=suggestions)
    drawing.assign_evenly(project, "r1", ["amy", "ben"], "lea")
    phases.begin(project, "r1", "lea")


def test_half_of_each_share_is_seen_and_it_is_not_the_same_half(
    project: Project,
) -> None:
    begin(project, "half")
    seen = {}
    for coder in ("amy", "ben"):
        session = CodingSession(project, coder, round_="r1")
        seen[coder] = {u for u in session.units if not session.sight.hides(u)}
        assert seen[coder] == drawing.random_half(session.units, 4, coder)
        assert len(seen[coder]) == 6
    assert seen["amy"] != seen["ben"]


def test_what_is_hidden_stays_hidden_after_the_finish(project: Project) -> None:
    begin(project, "half")
    amy = CodingSession(project, "amy", round_="r1")
    hidden = next(unit for unit in amy.units if amy.sight.hides(unit))
    amy.finish_without_code(hidden)
    assert amy.sight.hides(hidden)


def test_a_round_without_suggestions_hides_all(project: Project) -> None:
    begin(project, "off")
    amy = CodingSession(project, "amy", round_="r1")
    assert all(amy.sight.hides(unit) for unit in amy.units)
    assert not amy.sight.suggests


def test_the_screen_shows_them_for_that_half_only(project: Project) -> None:
    begin(project, "half")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "home")
        screen = coding(app)
        shown = {}
        for _ in screen.session.units:
            shown[screen.unit.id] = "○" in shown_text(app)
            await press(pilot, "n")
        half = drawing.random_half(screen.session.units, 4, "amy")
        assert {unit for unit, is_shown in shown.items() if is_shown} == half

    drive(project, script, suggestions=True, round_="r1", size=(140, 40))


def test_one_begins_a_round_at_its_first_answer(project: Project) -> None:
    outside = CodingSession(project, "amy")
    keep_place(outside._own, outside.units[7])
    begin(project, "off")
    amy = CodingSession(project, "amy", round_="r1")
    assert unit_left(amy._own) is None
    keep_place(amy._own, amy.units[3])
    assert unit_left(amy._own) == amy.units[3]
    assert unit_left(outside._own) is None
