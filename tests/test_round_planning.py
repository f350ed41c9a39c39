"""How many answers to code twice: the formula against simulation, and from a pilot."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from hsbcode.agreement.planning import (
    OVER_SETS,
    numbers_to_try,
    pilot_widths,
    size_for_pair,
    size_from_widths,
    width_for_pair,
)
from hsbcode.agreement.report import measure
from hsbcode.cli.app import main
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.rounds import drawing, phases
from hsbcode.workflows.rounds.plan_values import PlanWanted, plan_lines
from hsbcode.workflows.rounds.planning import plan
from tests.small_projects import make_project

ANSWERS = [(f"answer number {n}",) for n in range(200)]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.hsb", ANSWERS) as made:
        yield made


def pairs(
    alpha: float, prevalence: float, answers: int, rng: np.random.Generator
) -> dict[str, dict[str, frozenset[str]]]:
    """Two coders of the same habits whose true agreement is alpha."""
    both = prevalence**2 + alpha * prevalence * (1 - prevalence)
    one = (1 - alpha) * prevalence * (1 - prevalence)
    kinds = rng.choice(4, size=answers, p=[both, one, one, 1 - both - 2 * one])
    yes, no = frozenset({"x"}), frozenset[str]()
    given = [(yes, yes), (yes, no), (no, yes), (no, no)]
    return {
        f"u{n}": dict(zip("ab", given[kind], strict=True))
        for n, kind in enumerate(kinds)
    }


@pytest.mark.parametrize(
    ("alpha", "prevalence", "answers"),
    [(0.8, 0.2, 300), (0.6, 0.3, 200), (0.7, 0.1, 500)],
)
def test_the_formula_is_the_spread_that_simulation_finds(
    alpha: float, prevalence: float, answers: int
) -> None:
    rng = np.random.default_rng(1)
    found = [
        measure(pairs(alpha, prevalence, answers, rng), codes=["x"], resamples=0).codes[
            0
        ]
        for _ in range(400)
    ]
    values = np.array([each.alpha.value for each in found], dtype=float)
    width = 2 * 1.959964 * values.std(ddof=1)
    assert width_for_pair(alpha, prevalence, answers) == pytest.approx(width, rel=0.12)
    assert abs(values.mean() - alpha) < 0.02


def test_the_size_makes_the_width() -> None:
    for alpha, share, width in [(0.8, 0.1, 0.2), (0.6, 0.5, 0.1), (0.95, 0.02, 0.3)]:
        size = size_for_pair(width, alpha, share)
        assert width_for_pair(alpha, share, size) <= width
        assert width_for_pair(alpha, share, size - 1) > width


def test_a_pilot_foretells_the_width_of_a_larger_round() -> None:
    rng = np.random.default_rng(4)
    pilot = pairs(0.7, 0.3, 150, rng)
    tries = numbers_to_try(150, 1200)
    assert tries[-1] == 1200
    assert 150 in tries
    widths = pilot_widths(
        pilot,
        codes=["x"],
        respondents={unit: unit for unit in pilot},
        answers=tries,
        seed=1,
    )
    own = measure(pilot, codes=["x"], resamples=1000).codes[0].alpha.interval
    assert own is not None
    assert widths[150]["x"] == pytest.approx(own.high - own.low, rel=0.12)
    assert widths[600]["x"] == pytest.approx(widths[150]["x"] / 2, rel=0.15)
    assert widths[600][OVER_SETS] < widths[150][OVER_SETS]
    size = size_from_widths(widths, "x", widths[150]["x"] / 2)
    assert size is not None
    assert 450 < size <= 600
    larger = pairs(0.7, 0.3, 600, rng)
    real = measure(larger, codes=["x"], resamples=500).codes[0].alpha.interval
    assert real is not None
    assert widths[600]["x"] == pytest.approx(real.high - real.low, rel=0.3)


def test_few_answers_that_are_narrow_by_luck_do_not_count() -> None:
    widths = {10: {"x": 0.05}, 20: {"x": 0.4}, 40: {"x": 0.18}, 80: {"x": 0.13}}
    assert size_from_widths(widths, "x", 0.2) == 33
    assert size_from_widths(widths, "x", 0.1) is None
    assert size_from_widths(widths, "y", 0.1) is None
    # between 20, which is not enough, and 40, which is
    assert size_from_widths(widths, "x", 0.19) == 36


def test_without_a_pilot_a_plan_rests_on_assumptions(project: Project) -> None:
    found = plan(project, PlanWanted(width=0.3, alpha=0.8, prevalence=0.2))
    (row,) = found.rows
    assert (row.rests_on, row.answers) == ("assumptions", size_for_pair(0.3, 0.8, 0.2))
    assert found.of == 200
    too_many = plan(project, PlanWanted(width=0.05)).rows[0]
    assert too_many.answers is None
    assert too_many.width == pytest.approx(width_for_pair(0.8, 0.1, 200))
    half = plan(project, PlanWanted(share=0.5)).rows[0]
    assert (half.answers, half.width) == (100, width_for_pair(0.8, 0.1, 100))
    assert "Assumed, not measured" in " ".join(plan_lines(found))


def test_a_released_pilot_is_used_and_a_blind_one_is_not(project: Project) -> None:
    drawing.draw_round(project, "pilot", drawing.Wanted(size=60, seed=1), "lead")
    drawing.assign_evenly(project, "pilot", ["amy", "ben"], "lead")
    phases.begin(project, "pilot", "lead")
    rng = np.random.default_rng(2)
    meant = rng.choice(["trust", "money", "skills"], 60, p=[0.5, 0.45, 0.05])
    for coder, errors in (("amy", 0.0), ("ben", 0.15)):
        session = CodingSession(project, coder, round_="pilot")
        for unit, code in zip(session.units, meant, strict=True):
            given = "money" if rng.random() < errors else str(code)
            session.apply(unit, given)
            session.finish(unit)
    blind = plan(project, PlanWanted())
    assert blind.pilot is None
    assert {row.rests_on for row in blind.rows} == {"assumptions"}
    phases.release(project, "pilot", "lead")
    found = plan(project, PlanWanted(width=0.3))
    assert found.pilot is not None
    assert (found.pilot.id, found.pilot_answers) == ("pilot", 60)
    assert found.rows[0].code == ""
    assert {row.code for row in found.rows} == {"", "trust", "money"}
    assert found.too_rare == 1
    assert all(row.rests_on == "pilot" for row in found.rows)
    assert plan(project, PlanWanted(width=0.3)) == found
    only = plan(project, PlanWanted(width=0.3, code="trust"))
    assert [row.code for row in only.rows] == ["trust"]
    rare = plan(project, PlanWanted(width=0.3, code="skills"))
    assert [row.rests_on for row in rare.rows] == ["assumptions"]


def test_coders_who_never_differed_are_no_proof(project: Project) -> None:
    drawing.draw_round(project, "pilot", drawing.Wanted(size=20, seed=1), "lead")
    drawing.assign_evenly(project, "pilot", ["amy", "ben"], "lead")
    phases.begin(project, "pilot", "lead")
    for coder in ("amy", "ben"):
        session = CodingSession(project, coder, round_="pilot")
        for place, unit in enumerate(session.units):
            session.apply(unit, "trust" if place % 2 else "money")
            session.finish(unit)
    phases.release(project, "pilot", "lead")
    rows = {row.code: row for row in plan(project, PlanWanted()).rows}
    assert rows["trust"].rests_on == "assumptions"
    assert rows["trust"].answers == size_for_pair(0.2, 0.8, 0.5)


def test_a_plan_refuses_what_makes_no_sense(project: Project) -> None:
    for wrong in (
        PlanWanted(width=0),
        PlanWanted(alpha=1.0),
        PlanWanted(prevalence=0.0),
        PlanWanted(code="truts"),
        PlanWanted(question="nosuch"),
    ):
        with pytest.raises(UsageConflict):
            plan(project, wrong)


def test_the_command_prints_rows_and_json(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.close()
    for words in ([], ["--json"]):
        with pytest.raises(SystemExit) as end:
            main(["round", "plan", str(tmp_path / "p.hsb"), "--share", "25%", *words])
        assert not end.value.code
    out = capsys.readouterr().out
    assert "assumptions" in out
    found = json.loads(out[out.index("{") :])
    assert found["share"] == 0.25
    assert found["rows"][0]["answers"] == 50
