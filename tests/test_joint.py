"""Joint displays: a theme beside the closed answers of the same people."""

import csv
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from hsbcode.cli.app import main
from hsbcode.domain.disclosure import CONFIDENTIAL, NO_CONTROL, ROUNDED, SUPPRESSED
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.joint import SMALL_BASE, JointDisplay, JointPair
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.quotes.joint_quotes import cell_quotes, joint_answers, joint_pool
from hsbcode.report.joint_words import joint_chart
from hsbcode.report.plain import joint_text
from hsbcode.results.disclosure.policy import apply_policies
from hsbcode.results.joint import (
    HOLD,
    joint_table,
    people_of,
    printed_joint,
    role_and_answers,
)
from hsbcode.results.theme_matrix import theme_matrix, with_matrices
from hsbcode.store.project import Project
from hsbcode.workflows.joint.displays import joint_displays
from hsbcode.workflows.joint.pairs import as_corrected, keep_plan, kept_plan
from hsbcode.workflows.joint.tables import planned
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.quoting.settings import attribution_of, beside_of
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.releasing import release
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import table_numbers
from tests.reporting_study import Said, make_study

Capture = pytest.CaptureFixture[str]
VIEWS = ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree")
PAIR = JointPair("money", "view")


def run(*arguments: str | Path, code: int = 0) -> None:
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert (end.value.code or 0) == code


@pytest.fixture
def demo(demo_project: Path, tmp_path: Path) -> Path:
    path = tmp_path / "larc7.hsb"
    path.write_bytes(demo_project.read_bytes())
    return path


@pytest.fixture(scope="module")
def opened(demo_project: Path) -> Iterator[tuple[Project, Study]]:
    with open_project(demo_project, write=False) as project:
        yield project, read_study(project)


@pytest.fixture(scope="module")
def displays(opened: tuple[Project, Study]) -> tuple[JointDisplay, ...]:
    return joint_displays(*opened)


@pytest.fixture(scope="module")
def tables(opened: tuple[Project, Study]) -> tuple[QuoteTable, ...]:
    project, study = opened
    return quote_tables(
        study, attribution=attribution_of(project), beside=beside_of(project)
    )


def surveyed(seed: int, people: int = 120, options: tuple[str, ...] = VIEWS) -> Study:
    """Return people with a view on a scale, of whom some wrote about money."""
    dice = random.Random(seed)
    weights = [dice.random() ** 2 + 0.02 for _ in VIEWS]
    likely = dice.random()
    said, views = [], {}
    for number in range(people):
        name = f"p{number}"
        if dice.random() < 0.95:
            views[name] = dice.choices(VIEWS, weights)
        if dice.random() < 0.9:
            code = "money" if dice.random() < likely else "spare"
            said.append(Said(name, f"answer of {name} on {code}, at length", code))
    return make_study(
        said,
        people=[f"p{number}" for number in range(people)],
        closed={"view": views},
        options={"view": options},
    )


# --- the eighteen of the reference study ----------------------------------------------


def test_row_39_all_eighteen_pairs_build(
    opened: tuple[Project, Study], displays: tuple[JointDisplay, ...]
) -> None:
    project, study = opened
    plan = planned(project, study)
    assert [one.id for one in displays] == [f"J{number}" for number in range(1, 19)]
    for display, pair in zip(displays, plan.pairs, strict=True):
        given_answers = plan.study.closed[pair.closed]
        for row in display.rows:
            assert row.closed.share is not None
            assert row.themed.share is not None
            wanted = set(row.answers)
            gave = {p for p, a in given_answers.items() if wanted & set(a)}
            if row.label == "Not ticked":
                assert row.closed.share.count <= row.closed.share.base
            else:
                assert row.closed.share.count <= len(gave)
            # counted again from the verdicts, unit by unit
            units = [u for q in display.questions for u in study.units[q]]
            holding = {
                unit.respondent
                for unit in units
                if pair.code in study.codebook.implied(study.verdicts[unit.id].codes)
            }
            if row.label != "Not ticked":
                assert row.themed.share.count == len(holding & gave)


def test_row_39_the_closed_results_are_those_of_the_report(
    displays: tuple[JointDisplay, ...],
) -> None:
    found = {one.id: one.closed_share.share for one in displays}
    printed = {
        name: round(100 * share.count / share.base)
        for name, share in found.items()
        if share is not None
    }
    expected = {"J1": 36, "J2": 34, "J3": 28, "J4": 34, "J5": 24, "J6": 34, "J7": 73}
    expected |= {"J8": 44, "J9": 38, "J10": 66, "J12": 35, "J13": 61, "J14": 48}
    assert printed.items() >= expected.items()


def test_row_39_no_quote_in_cells_under_the_limit(
    opened: tuple[Project, Study], displays: tuple[JointDisplay, ...]
) -> None:
    small = 0
    for display in displays:
        for row in display.rows:
            assert row.themed.share is not None
            if row.themed.share.base < SMALL_BASE:
                small += 1
                assert not row.quotes
                assert row.note
            else:
                assert len(row.quotes) <= 3
                assert row.quotes or row.note
    assert small > 20


def test_every_quote_is_of_the_people_of_its_cell(
    opened: tuple[Project, Study], displays: tuple[JointDisplay, ...]
) -> None:
    project, study = opened
    plan = planned(project, study)
    units = {unit.id: unit for some in study.units.values() for unit in some}
    for display, pair in zip(displays, plan.pairs, strict=True):
        for place, row in enumerate(display.rows):
            people, _base = people_of(plan.study, pair, place, HOLD)
            for number, quote in enumerate(row.quotes, start=1):
                assert quote.respondent in people
                assert quote.unit not in study.held_back
                assert quote.reference == f"{display.id}.{place + 1}.2.q{number}"
                verdict = study.verdicts[quote.unit]
                assert pair.code in study.codebook.implied(verdict.codes)
                if not quote.redactions:
                    for part in quote.text.split("[…]"):
                        assert part.strip() in units[quote.unit].text


def test_hardly_anybody_is_quoted_twice(
    displays: tuple[JointDisplay, ...], tables: tuple[QuoteTable, ...]
) -> None:
    quoted = Counter(
        quote.respondent
        for table in tables
        for theme in table.themes
        for quote in theme.quotes
    )
    joint = Counter(
        quote.respondent
        for display in displays
        for row in display.rows
        for quote in row.quotes
    )
    assert len(joint) > 60
    again = sum(1 for person in joint if joint[person] > 1 or person in quoted)
    assert again < len(joint) / 3


def test_the_corrected_answer_is_the_one_that_counts(
    opened: tuple[Project, Study], displays: tuple[JointDisplay, ...]
) -> None:
    project, study = opened
    kept = kept_plan(project).pairs[5]
    assert kept.closed == "a_specialist_aware"
    assert as_corrected(project, study, kept).closed == "specialist_aware_adj"
    moved = displays[5].rows[-1]
    assert moved.closed.share is not None
    assert moved.themed.share is not None
    assert moved.closed.share.count == moved.themed.share.count == 36
    assert any("236" in note for note in displays[5].notes)


def test_a_chart_has_bars_only_where_a_percentage_is_printed(
    displays: tuple[JointDisplay, ...],
) -> None:
    chart = joint_chart(displays[0])
    assert chart is not None
    drawn = {row.label: row.drawn for row in chart.rows}
    assert drawn["Agree"]
    assert not drawn["Don't know"]


# --- how a closed question is read ----------------------------------------------------


def test_a_scale_is_read_by_its_labels() -> None:
    there = joint_table(surveyed(1), PAIR, "J1")
    back = joint_table(surveyed(1, options=VIEWS[::-1]), PAIR, "J1")
    first = {row.label: [cell.text for cell in row.cells] for row in there.rows}
    assert first == {row.label: [c.text for c in row.cells] for row in back.rows}
    assert list(first)[:3] == ["Agree", "Neither", "Disagree"]


def test_with_and_without_add_up() -> None:
    table = joint_table(surveyed(2), PAIR, "J1")
    shares = [cell.share for row in table.rows for cell in row.cells if cell.share]
    agree, holding, without = shares[1], shares[-2], shares[-1]
    assert holding.count == agree.count
    assert holding.count + without.count == agree.base
    assert holding.base + without.base == sum(s.base for s in shares[1:6:2])


def test_an_unknown_answer_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageConflict) as problem:
        joint_table(surveyed(1), replace(PAIR, answers=("Agre",)), "J1")
    assert "Agree" in problem.value.hint


def test_held_back_answers_are_not_quoted() -> None:
    study = surveyed(3)
    units = [unit.id for unit in study.units["challenge"]]
    held = replace(study, held_back=frozenset(units[::2]))
    pool = joint_pool(held, "money", ["challenge"])
    found = cell_quotes(
        held,
        joint_answers(held, ["challenge"]),
        pool,
        cell="J1.1.2",
        code="money",
        people={r.id for r in held.respondents},
        attribution=(),
    )
    assert found
    assert not {quote.unit for quote in found} & set(units[::2])


def test_an_attribution_counts_the_people_of_the_cell_only() -> None:
    said = [Said(f"p{n}", f"words number {n} on cost", "money") for n in range(60)]
    roles = {f"p{n}": ["Nurse"] for n in range(60)}
    views = {f"p{n}": ["Agree" if n < 8 else "Disagree"] for n in range(60)}
    study = make_study(
        said,
        closed={"role": roles, "view": views},
        options={"role": ("Nurse",), "view": VIEWS},
    )
    answers = joint_answers(study, ["challenge"])
    pool = joint_pool(study, "money", ["challenge"])
    for people, named in ((range(8), False), (range(8, 60), True)):
        found = cell_quotes(
            study,
            answers,
            pool,
            cell="J1.1.2",
            code="money",
            people={f"p{n}" for n in people},
            attribution=("role",),
        )
        assert found
        assert all(("Nurse" in quote.attribution) == named for quote in found)


# --- disclosure control ---------------------------------------------------------------


@given(st.integers(0, 10_000), st.integers(30, 200))
@settings(max_examples=40, deadline=None)
def test_rounded_displays_print_no_small_number(seed: int, people: int) -> None:
    table = joint_table(surveyed(seed, people), PAIR, "J1")
    shown = printed_joint(apply_policies((table,), ROUNDED)[0], ROUNDED)
    for row in shown.rows:
        for cell in row.cells:
            if cell.share is None:
                assert cell.text == CONFIDENTIAL
                continue
            for number in (cell.share.count, cell.share.base):
                assert number % 5 == 0
                assert not 0 < number < 10
    holding, without = (row.cells[0].text for row in shown.rows[-2:])
    assert (holding == CONFIDENTIAL) == (without == CONFIDENTIAL)


class Reader:
    """Somebody with all printed tables, who looks for the numbers that are hidden.

    The unknowns are people by group of answers (or none) and by what they wrote: the
    theme, something else, nothing that is coded.
    """

    def __init__(self, groups: int) -> None:
        self.groups = groups
        self.size = (groups + 1) * 3
        self.known: list[tuple[np.ndarray, int]] = []

    def line(self, groups: range, *states: int) -> np.ndarray:
        found = np.zeros(self.size)
        found[[group * 3 + state for group in groups for state in states]] = 1
        return found

    def meaning(self) -> dict[tuple[int, int], tuple[np.ndarray, np.ndarray]]:
        """Return row and column of a display → what its count and its base count."""
        inside, found = range(self.groups), {}
        for g in inside:
            one = range(g, g + 1)
            whole = self.line(inside, 0, 1, 2)
            found[g, 0] = self.line(one, 0, 1, 2), whole
            found[g, 1] = self.line(one, 0), self.line(one, 0, 1)
        first = range(1)
        last = self.groups
        found[last, 0] = self.line(first, 0, 1, 2), self.line(inside, 0, 1, 2)
        found[last + 1, 0] = self.line(first, 0), self.line(inside, 0)
        found[last + 2, 0] = self.line(first, 1), self.line(inside, 1)
        return found

    def learn(self, tables: tuple[Table, ...], groups: list[tuple[str, ...]]) -> None:
        everybody = range(self.groups + 1)
        for table in tables:
            shares = {row.key: row.cells[0].share for row in table.rows}
            if table.kind == "themes" and (money := shares.get("money")):
                self.known.append((self.line(everybody, 0), money.count))
                self.known.append((self.line(everybody, 0, 1), money.base))
            if table.kind != "frequency":
                continue
            for g, answers in enumerate(groups):
                found = [share for one in answers if (share := shares.get(one))]
                if found and len(found) == len(answers):
                    total = sum(share.count for share in found)
                    line = self.line(range(g, g + 1), 0, 1, 2)
                    self.known.append((line, total))

    def width(self, count: np.ndarray) -> float:
        matrix = np.array([terms for terms, _ in self.known] or [np.zeros(self.size)])
        values = np.array([float(value) for _, value in self.known] or [0.0])
        ends = [
            linprog(
                sign * count,
                A_eq=matrix,
                b_eq=values,
                bounds=(0, 10_000),
                method="highs",
            )
            for sign in (1, -1)
        ]
        assert all(end.status == 0 for end in ends)
        return float(-ends[1].fun - ends[0].fun)


def narrowest(
    joint: Table, others: tuple[Table, ...], true: Table
) -> tuple[float, int]:
    """Return the least width to which a count is known, and how many are hidden."""
    groups = [role_and_answers(row)[2] for row in true.rows[:-3]]
    reader = Reader(len(groups))
    hidden: list[np.ndarray] = []
    for (r, c), (count, base) in reader.meaning().items():
        cell, exact = joint.rows[r].cells[c], true.rows[r].cells[c].share
        assert exact is not None
        if cell.share is not None:
            reader.known += [(count, cell.share.count), (base, cell.share.base)]
        elif cell.text == "0":
            reader.known.append((count, 0))
        elif exact.count:
            hidden.append(count)
    reader.learn(others, groups)
    return min(map(reader.width, hidden), default=10.0**6), len(hidden)


@given(st.integers(0, 100_000), st.integers(40, 250))
@settings(max_examples=25, deadline=None)
def test_no_hidden_count_can_be_worked_out(seed: int, people: int) -> None:
    study = surveyed(seed, people)
    true = joint_table(study, PAIR, "J1")
    found = release(study, SUPPRESSED, joint=(true,))
    (shown,) = found.joint
    printed = printed_joint(shown, SUPPRESSED)
    width, _hidden = narrowest(printed, found.tables, true)
    assert width >= 10 - 1e-6


def test_the_reader_would_find_what_is_hidden_without_further_ones() -> None:
    """Were only small counts hidden, subtraction would tell most of them."""
    told = 0
    for seed in range(20):
        true = joint_table(surveyed(seed), PAIR, "J1")
        rows = [
            replace(
                row,
                cells=tuple(
                    replace(c, share=None, text=CONFIDENTIAL)
                    if c.share and 0 < c.share.count < 10
                    else c
                    for c in row.cells
                ),
            )
            for row in true.rows
        ]
        width, hidden = narrowest(replace(true, rows=tuple(rows)), (), true)
        told += bool(hidden) and width < 10
    assert told > 10


def test_a_hidden_cell_shows_no_quote_under_any_control(
    opened: tuple[Project, Study],
) -> None:
    for policy in (ROUNDED, SUPPRESSED):
        shown = joint_displays(*opened, policy)
        assert len(shown) == 18
        hidden = 0
        for display in shown:
            for row in display.rows:
                if row.themed.text == CONFIDENTIAL:
                    hidden += 1
                    assert not row.quotes
                for quote in row.quotes:
                    assert not any(char.isdigit() for char in quote.reason)
            assert policy.sentence in " ".join(display.notes)
        assert hidden > 10


def test_several_groups_stand_side_by_side_as_they_were_released() -> None:
    study = surveyed(5)
    roles: dict[str, tuple[str, ...]] = {
        f"p{n}": ("Nurse" if n % 3 else "Teacher",) for n in range(120)
    }
    known = replace(study.questions["view"], id="role", options=("Nurse", "Teacher"))
    study = replace(
        study,
        questions={**study.questions, "role": known},
        closed={**study.closed, "role": roles},
        asked={**study.asked, "role": study.asked["view"]},
    )
    found = release(study, ROUNDED, by=("view", "role")).tables
    splits = [one for one in found if one.kind == "theme by answer"]
    matrix = theme_matrix(study, splits)
    assert len(matrix.columns) == len(VIEWS) + 2
    for row, *parts in zip(matrix.rows, *(one.rows for one in splits), strict=True):
        assert row.cells == (*parts[0].cells[:-1], *parts[1].cells[:-1])
    kept = with_matrices(study, found)
    assert len(kept) == len(found) - 1
    assert with_matrices(study, splits[:1]) == (splits[0],)


# --- keeping, tracing, files ----------------------------------------------------------


def test_a_file_with_an_unknown_question_keeps_nothing(
    demo: Path, tmp_path: Path
) -> None:
    path = tmp_path / "pairs.yaml"
    with open_project(demo) as project:
        study = read_study(project)
        before = kept_plan(project)
        for entry, hint in (
            ("{code: engagement, closed: b_confidence.dirct}", "b_confidence.direct"),
            ("{code: engagment, closed: b_confidence.direct}", "engagement"),
            ("{code: engagement, closed: b_methods_wanted.teem}", "team"),
            ("{code: engagement, closed: b_training, questions: [tools]}", ""),
            ("{code: engagement, closed: area}", "areas"),
        ):
            path.write_text(f"schema: hsbcode.joint/1\npairs:\n  - {entry}\n")
            with pytest.raises(UsageConflict) as problem:
                keep_plan(project, study, path)
            assert "pairs.yaml, pair 1" in problem.value.message
            assert hint in problem.value.hint
        assert kept_plan(project) == before


def test_another_pair_gets_a_number_after_the_kept_ones(
    demo: Path, capsys: Capture
) -> None:
    run("joint", demo, "--pair", "engagement=factors.neglect", "--json")
    (found,) = json.loads(capsys.readouterr().out)
    assert found["id"] == "J19"
    assert found["with_theme"]["count"] <= found["with_theme"]["base"]
    run("joint", demo, "--pair", "engagement=b_confidence.direct", "--json")
    assert json.loads(capsys.readouterr().out)[0]["id"] == "J1"


def test_a_number_of_a_display_is_traced(demo: Path, capsys: Capture) -> None:
    run("trace", demo, "J6.4.2", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["count"], found["base"]) == (36, 36)
    assert len(found["respondents"]) == 36
    run("trace", demo, "J1.1.2.q1", "--json")
    facts = {one["what"] for one in json.loads(capsys.readouterr().out)["facts"]}
    assert {"closed answer", "attribution", "source"} <= facts
    run("trace", demo, "J6.4.2", "--disclosure", "rounded", "--json")
    assert not json.loads(capsys.readouterr().out)["respondents"]
    run("trace", demo, "J99.1.1", code=1)
    run("trace", demo, "J1.99", code=1)


def test_displays_are_written(demo: Path, tmp_path: Path, capsys: Capture) -> None:
    table, page = tmp_path / "joint.csv", tmp_path / "joint.md"
    run("joint", demo, "-o", table)
    run("joint", demo, "-o", page, "--disclosure", "suppressed")
    run("joint", demo, "-o", page, code=1)
    capsys.readouterr()
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["display"] for row in rows} == {f"J{n}" for n in range(1, 19)}
    text = page.read_text(encoding="utf-8")
    assert "J18" in text
    assert CONFIDENTIAL in text.replace("\\", "")


def test_displays_are_written_as_values(demo: Path, tmp_path: Path) -> None:
    values, sheet = tmp_path / "joint.json", tmp_path / "joint.csv"
    run("joint", demo, "-o", values)
    run("joint", demo, "-o", values, code=1)
    run("joint", demo, "-o", sheet, "--excel")
    found = {one["id"]: one for one in json.loads(values.read_text(encoding="utf-8"))}
    assert len(found) == 18
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["display"] == "J1"]
    for row, value in zip(rows, found["J1"]["rows"], strict=False):
        assert row["answer"] == value["label"]
        assert int(row["hold the theme"]) == value["theme"]["count"]
        assert int(row["base of the theme"]) == value["theme"]["base"]


def test_a_matrix_is_traced_to_its_splits(
    opened: tuple[Project, Study], demo: Path, capsys: Capture
) -> None:
    _project, study = opened
    numbers = table_numbers(study)
    asked = next(one.id for one in study.open_questions if study.units[one.id])
    splits = [
        f"{numbers[asked]}x{numbers[by][1:]}" for by in ("b_training", "a_threshold")
    ]
    run("trace", demo, "+".join(splits), "--json")
    facts = json.loads(capsys.readouterr().out)["facts"]
    named = [one["value"] for one in facts if one["what"] == "table"]
    assert [value.partition(":")[0] for value in named] == splits
    run("trace", demo, f"{'+'.join(splits)}.2.1", code=1)
    assert f"{splits[0]}.2.1" in capsys.readouterr().err


def test_the_same_project_gives_the_same_text(opened: tuple[Project, Study]) -> None:
    def texts() -> list[str]:
        return [joint_text(one) for one in joint_displays(*opened, NO_CONTROL)]

    assert texts() == texts()
