"""The seven exports of the invented study come in whole, with one map."""

import csv
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from hsbcode.domain.study import Study
from hsbcode.files.map_files import read_map
from hsbcode.workflows.importing.bringing_in import (
    apply_plans,
    check_together,
    look_at,
    named_study,
    plan_import,
)
from hsbcode.workflows.importing.plan import Plan
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.studying import read_study
from tests.test_cli import run

HERE = Path(__file__).parents[1] / "data" / "larc7"
EXPORTS = sorted((HERE / "exports").glob("*.csv"))
MAP = HERE / "map.yaml"
NOT_EXPORTED = ("plan_service_named", ".printed_column")
FORM = yaml.safe_load((HERE / "generator" / "questions.yaml").read_text("utf-8"))

with (HERE / "solved.csv").open(encoding="utf-8", newline="") as _file:
    SOLVED = list(csv.DictReader(_file))


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def ticks(question: str) -> dict[str, str]:
    """Return option id → what a tick is called in the project."""
    seen: Counter[str] = Counter()
    named = {}
    for option, label in FORM["options"][
        FORM["questions"][question]["options"]
    ].items():
        seen[label] += 1
        named[option] = label if seen[label] == 1 else f"{label} ({seen[label]})"
    return named


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "whole.hsb"
    run("import", path, *EXPORTS, "--map", MAP)
    return path


@pytest.fixture(scope="module")
def study(project: Path) -> Study:
    with open_project(project, write=False) as opened:
        return read_study(opened)


def answers_of(study: Study, question: str) -> dict[str, tuple[str, ...]]:
    """Return reference → values."""
    names = {r.id: r.reference for r in study.respondents}
    return {names[one]: v for one, v in study.closed.get(question, {}).items()}


def closed_columns() -> Iterator[str]:
    for name in SOLVED[0]:
        if name != "respondent_id" and not name.endswith(NOT_EXPORTED):
            yield name


def test_the_files_have_the_shape_of_an_export() -> None:
    assert [path.stem.rpartition("-")[2] for path in EXPORTS] == [
        *(f"LA{n}" for n in range(1, 7)),
        "link",
    ]
    heads = {tuple(rows_of(path)[0]) for path in EXPORTS}
    assert len(heads) == 1
    (head,) = heads
    twice = [name for name, n in Counter(head).items() if n > 1]
    assert len(twice) == 1
    assert twice[0].endswith("– Anxious")
    for path in EXPORTS:
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.split(b"\r\n", 1)[0].count(b"\n") == 0
        assert data.endswith(b"\r\n")
        assert b"cse_only" not in data
        assert not any(name.lower() in ("area", "link") for name in head)
    assert len(read_map(MAP).columns) == len(head)


def test_the_generator_writes_these_files_again(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "generator.exports", str(tmp_path)], cwd=HERE, check=True
    )
    assert (tmp_path / "map.yaml").read_bytes() == MAP.read_bytes()
    for path in EXPORTS:
        assert (tmp_path / "exports" / path.name).read_bytes() == path.read_bytes()


def test_everybody_comes_in_once(study: Study) -> None:
    references = [r.reference for r in study.respondents]
    assert len(references) == len(set(references)) == len(SOLVED) == 594
    assert set(references) == {row["respondent_id"] for row in SOLVED}
    assert all(r.began for r in study.respondents)


def test_the_area_comes_from_the_name_of_the_file(study: Study) -> None:
    areas = answers_of(study, "area")
    for row in SOLVED:
        expected = (row["area"],) if row["area"] else ()
        assert areas.get(row["respondent_id"], ()) == expected
    assert len(areas) == 577
    assert study.questions["area"].options == tuple(f"LA{n}" for n in range(1, 7))


def test_every_closed_cell_is_that_of_the_solved_table(study: Study) -> None:
    seen = set()
    for name in closed_columns():
        question, _, option = name.partition(".")
        tick = FORM["questions"].get(question, {}).get("type") == "multi"
        given = answers_of(study, question if tick else name)
        seen.add(question if tick else name)
        for row in SOLVED:
            values = given.get(row["respondent_id"], ())
            if tick and values:
                found = "1" if ticks(question)[option] in values else "0"
            elif tick:
                found = ""
            else:
                found = "".join(values)
                assert len(values) < 2
            assert found == row[name], (name, row["respondent_id"])
    assert seen == {q.id for q in study.closed_questions}


def test_row_01_every_none_and_range_is_still_that_label(study: Study) -> None:
    for label in ("None", "1 - 5", "6 - 10"):
        wanted = Counter(
            name for row in SOLVED for name in closed_columns() if row[name] == label
        )
        found = Counter(
            question
            for question, people in study.closed.items()
            for values in people.values()
            for value in values
            if value == label
        )
        assert wanted
        assert found == wanted
    labels = {v for q in study.closed.values() for some in q.values() for v in some}
    assert not any(label.startswith(("2016-", "05/", "Jan", "nan")) for label in labels)


def test_row_02_the_option_printed_twice_can_be_told_apart(study: Study) -> None:
    felt = answers_of(study, "b_feelings").values()
    first = sum("Anxious" in some for some in felt)
    second = sum("Anxious (2)" in some for some in felt)
    both = sum({"Anxious", "Anxious (2)"} <= set(some) for some in felt)
    expected = [(r["b_feelings.anxious"], r["b_feelings.anxious_2"]) for r in SOLVED]
    assert (first, second, both) == (
        sum(one == "1" for one, _ in expected),
        sum(other == "1" for _, other in expected),
        expected.count(("1", "1")),
    )
    assert min(first, second, both) > 0


def test_every_open_answer_byte_for_byte(study: Study) -> None:
    written = {}
    for path in (HERE / "answers").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = (row["respondent_id"], path.stem, int(row["box"]))
                written[key] = row["text"].encode()
    units = [unit for some in study.units.values() for unit in some]
    found = {(u.reference, u.question, u.box): u.text.encode() for u in units}
    assert len(units) == len(found) == len({u.id for u in units})
    assert found == written
    assert {q.id for q in study.open_questions} == {name for _, name, _ in written}
    assert study.questions["challenges"].boxes == 3


def plans_of(project: Path) -> list[Plan]:
    with open_project(project, write=False) as opened:
        return check_together(
            [
                plan_import(opened, *look_at(path, MAP, opened), study=named_study(MAP))
                for path in EXPORTS
            ]
        )


def test_the_same_files_again_add_nothing(project: Path) -> None:
    plans = plans_of(project)
    assert sum(plan.known for plan in plans) == 594
    for plan in plans:
        assert (plan.new, plan.boxes, plan.closed, plan.changed) == ((), (), (), ())
        assert plan.sentence().endswith("known, 0 new respondents, 0 open answers")
        assert plan.intake.doubled == ()
    with open_project(project) as opened:
        before = opened.answers.counts()
        apply_plans(opened, plans)
        assert opened.answers.counts() == before


def test_who_is_in_none_of_the_files_is_gone(project: Path) -> None:
    with open_project(project, write=False) as opened:
        some = [plan_import(opened, *look_at(p, MAP, opened)) for p in EXPORTS[1:]]
    assert [plan.gone for plan in check_together(some)] == [0, 0, 0, 0, 0, 56]


def test_lists_and_boxes_are_found_without_the_map() -> None:
    raw, known = look_at(EXPORTS[2])
    columns = plan_import(None, raw, known).intake.questions
    lists = sorted(len(q.columns) for q in columns if q.kind == "tick")
    # Ages, service, two of documents, feelings twice, support three times.
    assert lists == [2, 3, 5, 7, 10, 11, 15, 15, 15]
    assert [q.boxes for q in columns if q.is_open and q.boxes > 1] == [3, 3]
