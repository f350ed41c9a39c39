"""Did suggestions lead the coders of a round? Planted effects, and none."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.acts import Origin
from hsbcode.domain.errors import RoundError
from hsbcode.domain.rounds import Round
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import agreement_found
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.rounds import drawing, phases
from hsbcode.workflows.rounds.led import led_in
from hsbcode.workflows.rounds.led_values import led_lines
from hsbcode.workflows.rounds.page import page_text, round_page
from hsbcode.workflows.suggestions.alike import alike_outside
from tests.small_projects import make_project

ANSWERS = [(f"answer number {n}",) for n in range(160)]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.hsb", ANSWERS) as made:
        yield made


def coded(project: Project, *, led: bool, size: int = 160, mode: str = "half") -> Round:
    """Two coders who say trust or money at random; where led, trust if suggested."""
    wanted = drawing.Wanted(size=size, seed=3)
    drawing.draw_round(project, "pilot", wanted, "lead", suggestions=mode)
    drawing.assign_evenly(project, "pilot", ["amy", "ben"], "lead")
    phases.begin(project, "pilot", "lead")
    for coder in ("amy", "ben"):
        chance = random.Random(coder)
        session = CodingSession(project, coder, round_="pilot")
        for unit in session.units:
            hidden = session.sight.hides(unit)
            code = chance.choice(["trust", "money"])
            shown = session.sight.show(unit, "run 1", [("trust", 0.9)], hidden=hidden)
            origin = Origin.HAND
            if led and not hidden and chance.random() < 0.8:
                code, origin = "trust", Origin.SUGGESTION
            session.apply(unit, code, origin=origin, shown=shown)
            session.finish(unit, picked="round", shown=shown)
    return project.rounds["pilot"]


def test_coders_who_follow_suggestions_are_found_out(project: Project) -> None:
    each = coded(project, led=True)
    with pytest.raises(RoundError, match="what its coders did is closed"):
        led_in(project, each)
    phases.release(project, "pilot", "lead")
    found = led_in(project, project.rounds["pilot"])
    assert found.codings == (160, 160)
    assert found.in_sight == 160
    assert found.followed.shown.base == found.followed.hidden.base == 160
    assert (found.followed.shown.value or 0) > 0.8
    assert 0.4 < (found.followed.hidden.value or 0) < 0.6
    assert found.followed.interval is not None
    assert found.followed.interval[0] > 0.2
    pairs = found.pairs
    assert pairs.alone.base + pairs.mixed.base + pairs.aided.base == 160
    assert pairs.interval is not None
    assert pairs.interval[0] > 0
    assert "made coders more alike" in pairs.words
    trust = next(one for one in found.codes if one.code == "trust")
    assert trust.is_clear
    assert trust.aided.count > trust.alone.count
    assert {one.coder: one.suggested for one in found.acceptance} == {
        "amy": 80,
        "ben": 80,
    }
    assert all(one.accepted > 50 for one in found.acceptance)
    lines = led_lines(found, {"trust": "Trust"})
    assert any(line.startswith("  Trust: given in") for line in lines)
    page = " ".join(page_text(round_page(project, agreement_found(project))).split())
    assert "Suggestions were shown for a random half of each share" in page


def test_coders_who_are_not_led_are_not_accused(project: Project) -> None:
    coded(project, led=False)
    phases.release(project, "pilot", "lead")
    found = led_in(project, project.rounds["pilot"])
    assert found.followed.interval is not None
    assert found.followed.interval[0] < 0 < found.followed.interval[1]
    assert "chance could" in found.pairs.words
    assert not any(one.is_clear for one in found.codes)
    assert all(one.accepted == 0 for one in found.acceptance)


def test_too_few_answers_say_nothing(project: Project) -> None:
    coded(project, led=True, size=12)
    phases.release(project, "pilot", "lead")
    found = led_in(project, project.rounds["pilot"])
    assert found.pairs.interval is None
    assert "too few to say more" in found.pairs.words
    assert "Too few to say" in found.followed.words
    assert not any(one.is_clear for one in found.codes)
    assert led_lines(found)


def test_a_round_without_suggestions_led_nobody(project: Project) -> None:
    coded(project, led=False, size=10, mode="off")
    phases.release(project, "pilot", "lead")
    with pytest.raises(RoundError, match="no suggestions were shown"):
        led_in(project, project.rounds["pilot"])


def test_what_came_after_the_release_is_not_counted(project: Project) -> None:
    coded(project, led=True)
    phases.release(project, "pilot", "lead")
    before = led_in(project, project.rounds["pilot"])
    amy = CodingSession(project, "amy")
    for unit in amy.units[:30]:
        shown = amy.sight.show(unit, "run 2", [("money", 0.9)])
        amy.apply(unit, "money", origin=Origin.SUGGESTION, shown=shown)
        amy.finish(unit, shown=shown)
    assert led_in(project, project.rounds["pilot"]) == before


def test_the_command_tells_it_in_words_and_numbers(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coded(project, led=True)
    phases.release(project, "pilot", "lead")
    project.close()
    path = str(tmp_path / "p.hsb")
    for words in ([], ["--json"]):
        with pytest.raises(SystemExit) as end:
            main(["influence", path, "--round", "pilot", *words])
        assert not end.value.code
    out = capsys.readouterr().out
    assert "Two coders gave the same codes in" in out
    found = json.loads(out[out.index("{\n") :])
    assert found["codings"] == {"with": 160, "without": 160}
    assert found["pairs"]["interval"][0] > 0


def test_outside_rounds_pairs_are_compared_by_what_was_in_sight(
    project: Project,
) -> None:
    for coder in ("amy", "ben"):
        chance = random.Random(coder)
        session = CodingSession(project, coder)
        for place, unit in enumerate(session.units[:100]):
            hidden = place % 2 == 0
            code = chance.choice(["trust", "money"]) if hidden else "trust"
            shown = session.sight.show(unit, "run 1", [("trust", 0.9)], hidden=hidden)
            session.apply(unit, code, shown=shown)
            session.finish(unit, picked="imported", shown=shown)
    found = alike_outside(project)
    assert (found.alone.base, found.mixed.base, found.aided.base) == (50, 0, 50)
    assert found.aided.count == 50
    assert 15 < found.alone.count < 35
    assert found.interval is not None
    assert found.interval[0] > 0
    assert alike_outside(project).words == found.words
