"""Area packs: numbers that give nothing away, own people only, no subtraction."""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from hsbcode.domain.disclosure import (
    CONFIDENTIAL,
    NO_CONTROL,
    ROUNDED,
    SUPPRESSED,
    DisclosurePolicy,
)
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.parts_of_studies import only_people
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.store.project import Project
from hsbcode.workflows.areas.numbers import (
    area_numbers,
    number_areas,
    splitting_question,
    with_area_numbers,
)
from hsbcode.workflows.areas.packs import areas_of, write_packs
from hsbcode.workflows.areas.tables import GROUP, NONE, AreaTables
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import Tabulation, tabulation
from tests.reporting_study import Said, make_study
from tests.small_projects import make_project
from tests.test_cli import run

Capture = pytest.CaptureFixture[str]
Lines = list[tuple["np.ndarray[tuple[int], np.dtype[np.float64]]", int]]
TABLE_4 = ("shadowing", "peer_events", "one_to_one", "team", "specialist_ref")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_demo(tmp_path_factory.mktemp("demo"))[0]


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "larc7.hsb"
    path.write_bytes(made.read_bytes())
    return path


@pytest.fixture
def project(demo: Path) -> Iterator[Project]:
    with open_project(demo) as opened:
        yield opened


@pytest.fixture(scope="module")
def exact_packs(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the packs of all areas without disclosure control: file → text."""
    with Project.open(made, write=False) as opened:
        return packs(opened, tmp_path_factory.mktemp("packs"), policy=NO_CONTROL)


def packs(project: Project, folder: Path, **named: object) -> dict[str, str]:
    steps = write_packs(project, folder, **named)  # type: ignore[arg-type]
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return {path.name: path.read_text("utf-8") for path in end.value}


def area_tables(study: Study, policy: DisclosurePolicy) -> AreaTables:
    given = study.closed["area"]
    groups = {
        one.id: f"Area {given[one.id][0]}" if one.id in given else NONE
        for one in study.respondents
    }
    return AreaTables(Tabulation(study), "area", "Area", groups, policy)


def test_numbers_stay_and_follow_neither_names_nor_order(tmp_path: Path) -> None:
    places = [f"Place {letter}" for letter in "ABCDEFGH"]
    rows = [(f"answer {n}",) for n in range(16)]
    orders = set()
    for secret in ("one", "two", "three"):
        path = tmp_path / f"{secret}.hsb"
        with make_project(path, rows, closed={"area": places * 2}) as project:
            study = read_study(project)
            numbers, late = number_areas(project, study, "area", secret=secret)
            assert sorted(numbers.values()) == [*range(1, 9)]
            assert late == 0
            assert number_areas(project, study, "area", secret="other") == (numbers, 0)
            orders.add(tuple(numbers[place] for place in places))
    assert len(orders) == 3
    assert tuple(range(1, 9)) not in orders


def test_a_secret_is_drawn_and_places_that_come_later_keep_the_others(
    tmp_path: Path,
) -> None:
    values = ["North", "South", "West", "", "North"]
    answers = [(f"answer {n}",) for n in range(5)]
    with make_project(tmp_path / "p.hsb", answers, closed={"area": values}) as project:
        study = read_study(project)
        first, _late = number_areas(project, study, "area")
        kept = project.settings["area numbers"]
        assert isinstance(kept, dict)
        assert len(kept["area"]["secret"]) == 32
        person = study.respondents[3].id
        later = make_study([], closed={"area": {person: ["East"], "x": ["North"]}})
        numbers, late = number_areas(project, later, "area")
        assert late == 1
        assert numbers == first | {"East": 4}
        assert area_numbers(project, "area") == numbers


def test_which_question_splits_is_found_or_asked_for(
    demo: Path, tmp_path: Path
) -> None:
    with open_project(demo, write=False) as project:
        study = read_study(project)
        assert splitting_question(project, study).id == "area"
        assert splitting_question(project, study, "role2").id == "role2"
        for wrong, words in (
            ("b_methods", "several answers"),
            ("areas", "no closed question"),
            ("challenges", "no closed question"),
        ):
            with pytest.raises(UsageConflict, match=words):
                splitting_question(project, study, wrong)
    with make_project(tmp_path / "p.hsb", closed={"role": ["a", "b"]}) as project:
        with pytest.raises(UsageConflict, match="No question says") as error:
            splitting_question(project, read_study(project))
        assert "--fact: role" in error.value.hint


def test_row_41_a_pack_holds_no_row_quote_or_respondent_of_another(
    project: Project, exact_packs: dict[str, str]
) -> None:
    study = read_study(project)
    texts = exact_packs
    question = splitting_question(project, study)
    areas = areas_of(project, study, question)
    assert sorted(texts) == sorted(
        f"area-{n}.{e}" for n in range(1, 7) for e in ("html", "md")
    )
    of_person = study.closed["area"]
    written = {
        area.answer: {
            " ".join(re.findall(r"\w+", unit.text))
            for units in study.units.values()
            for unit in units
            if of_person.get(unit.respondent, ("",))[0] == area.answer
        }
        for area in areas
    }
    every = {
        " ".join(re.findall(r"\w+", unit.text)): unit.respondent
        for units in study.units.values()
        for unit in units
    }
    for area in areas:
        for ending in ("html", "md"):
            text = texts[f"area-{area.number}.{ending}"]
            for other in areas:
                assert other.answer not in text
                if other is not area:
                    assert other.name not in text
            for person in study.respondents:
                assert person.reference not in text
                assert person.id not in text
        quoted = re.findall(r"“([^”]+)” – ", texts[f"area-{area.number}.md"])
        assert len(quoted) > 10
        for quote in quoted:
            plain = " ".join(re.findall(r"\w+", quote.replace("<br>", " ")))
            assert plain not in every or plain in written[area.answer]


def test_row_41_the_own_column_is_that_of_table_4(project: Project) -> None:
    study = read_study(project)
    question = splitting_question(project, study)
    areas = areas_of(project, study, question)
    made = tabulation(project, study)
    (table_4,) = [t for t in made.spec_tables() if t.id == "table_4"]
    values = ("LA1", "LA2", "LA3", "LA4", "LA5", "LA6")
    names = {area.answer: area.name for area in areas}
    given = study.closed["area"]
    groups = {
        one.id: names[given[one.id][0]] if one.id in given else NONE
        for one in study.respondents
        if one.began
    }
    tables = AreaTables(made, "area", "Area", groups, NO_CONTROL)
    for area in areas:
        (own,) = [t for t in tables.of_area(area.name) if t.id == "table_4"]
        place = values.index(area.answer)
        assert own.columns == (area.name, "All")
        assert [row.key for row in own.rows] == list(TABLE_4)
        for row, published in zip(own.rows, table_4.rows, strict=True):
            assert row.cells[0].share == published.cells[place].share
            assert row.cells[0].text == published.cells[place].text
            share = row.cells[1].share
            assert share is not None
            # people without an area stand in the total only
            assert share.base == 365
            summed = [cell.share.base for cell in published.cells if cell.share]
            assert sum(summed) == 357


def test_row_41_how_many_areas_are_above_a_limit_and_not_which(
    project: Project, tmp_path: Path
) -> None:
    texts = packs(project, tmp_path / "packs", only=[2], over=40)
    assert sorted(texts) == ["area-2.html", "area-2.md"]
    text = texts["area-2.md"]
    rows = re.findall(r"\| 1:1 supervision \|.*?\| (\d of \d) \|", text)
    assert "6 of 6" in rows
    # the printed claim on three documents: two areas, one area, three areas
    documents = re.search(r"text\\_2\\_4\\_areas.*?\n\n((?:\|.*\n)+)", text)
    assert documents is not None
    assert re.findall(r"\| (\d) of 6 \|", documents[1]) == ["2", "1", "3"]
    assert not re.search(r"Area [13456]\b", text)


def small_study() -> Study:
    """Four areas of unlike size and some people without one; answers by rule."""
    closed: dict[str, dict[str, list[str]]] = {"area": {}, "role": {}, "view": {}}
    said = []
    for n in range(170):
        person = f"p{n}"
        if n % 14:
            closed["area"][person] = ["AAABBCAD"[n % 8]]
        closed["role"][person] = ["Nurse" if n % 5 else "Clerk"]
        if n % 7:
            closed["view"][person] = [("Good", "Fair", "Bad")[n * n % 3]]
        codes = ";".join(c for c, k in (("money", 3), ("trust_child", 4)) if not n % k)
        said.append(Said(person, f"words {n}", codes))
    return make_study(said, closed=closed, options={"view": ("Good", "Fair", "Bad")})


def own_numbers(tables: AreaTables, area: str) -> dict[tuple[str, str, int], str]:
    return {
        (table.id, row.key, place): cell.text
        for table in tables.of_area(area)
        for row in table.rows
        for place, cell in enumerate(row.cells[:2])
    }


@pytest.mark.parametrize("policy", [ROUNDED, SUPPRESSED])
def test_row_41_no_small_number_is_printed_in_any_pack(
    policy: DisclosurePolicy,
) -> None:
    study = small_study()
    exact = area_tables(study, NO_CONTROL)
    shown = area_tables(study, policy)
    hidden = 0
    for area in exact.areas:
        truth = {t.id: t for t in exact.of_area(area)}
        for table in shown.of_area(area):
            for row, true in zip(table.rows, truth[table.id].rows, strict=True):
                for cell, real in zip(row.cells, true.cells, strict=True):
                    count = real.share.count if real.share else int(real.text)
                    if 0 < count < policy.threshold:
                        assert CONFIDENTIAL in cell.text
                        hidden += 1
    assert hidden > 5


def test_row_41_the_total_is_the_same_in_every_pack() -> None:
    for policy in (NO_CONTROL, ROUNDED, SUPPRESSED):
        tables = area_tables(small_study(), policy)
        totals = [
            {
                place: text
                for place, text in own_numbers(tables, area).items()
                if place[2]
            }
            for area in tables.areas
        ]
        assert all(found == totals[0] for found in totals)


def widths(exact: Table, shown: Table) -> dict[tuple[int, int], tuple[float, float]]:
    """Return the least and largest value of each hidden cell that an attacker finds.

    The attacker has all packs side by side and knows that areas and those without one
    add to everybody, answers of one choice to their base, and nobody is outside it.
    """
    counts = [
        [c.share.count if c.share else int(c.text) for c in row.cells]
        for row in exact.rows
    ]
    printed = [
        [CONFIDENTIAL not in cell.text for cell in row.cells] for row in shown.rows
    ]
    rows, columns = len(counts), len(counts[0])
    at = np.arange(rows * columns).reshape(rows, columns)
    equal: Lines = []
    limit: Lines = []

    def add(kept: list[tuple[int, int]], value: int, into: Lines) -> None:
        line = np.zeros(at.size)
        for place, weight in kept:
            line[place] = weight
        into.append((line, value))

    for r, c in itertools.product(range(rows), range(columns)):
        if printed[r][c]:
            add([(at[r, c], 1)], counts[r][c], equal)
        if r:
            add([(at[r, c], 1), (at[0, c], -1)], 0, limit)
    for r in range(rows):
        areas = [(at[r, c], 1) for c in range(columns - 1)]
        add([*areas, (at[r, columns - 1], -1)], 0, equal)
    for c in range(columns) if exact.kind == "answer by answer" else ():
        below = [(at[r, c], 1) for r in range(1, rows)]
        add([*below, (at[0, c], -1)], 0, equal)
    hidden = [(r, c) for r in range(rows) for c in range(columns) if not printed[r][c]]
    found = {place: _span(at[place], at.size, equal, limit) for place in hidden}
    for (r, c), (least, largest) in found.items():
        assert least - 1e-6 <= counts[r][c] <= largest + 1e-6
    return found


def _span(place: int, size: int, equal: Lines, limit: Lines) -> tuple[float, float]:
    ends = []
    for sign in (1, -1):
        aim = np.zeros(size)
        aim[place] = sign
        solved = linprog(
            aim,
            A_ub=np.array([line for line, _value in limit]),
            b_ub=np.zeros(len(limit)),
            A_eq=np.array([line for line, _value in equal]),
            b_eq=[value for _line, value in equal],
        )
        assert solved.success, solved.message
        ends.append(float(solved.x[place]))
    return ends[0], ends[1]


def test_row_41_a_set_of_packs_gives_no_hidden_cell_away() -> None:
    study = small_study()
    exact = area_tables(study, NO_CONTROL)
    shown = area_tables(study, SUPPRESSED)
    found = 0
    for one, true in zip(shown.tables, exact.tables, strict=True):
        assert NONE in one.table.columns
        for least, largest in widths(true.table, one.table).values():
            # whole numbers of people within what is possible
            assert largest - least > SUPPRESSED.threshold - 1
            found += 1
    assert found > 5


def test_the_attacker_of_the_test_finds_what_primary_hiding_leaves() -> None:
    exact = area_tables(small_study(), NO_CONTROL).tables[0].table
    rows = []
    for row in exact.rows:
        cells = [
            replace(cell, text=CONFIDENTIAL)
            if cell.share and 0 < cell.share.count < 10
            else cell
            for cell in row.cells
        ]
        rows.append(replace(row, cells=tuple(cells)))
    found = widths(exact, replace(exact, rows=tuple(rows)))
    assert any(largest - least < 1e-6 for least, largest in found.values())


def test_row_41_packs_come_out_the_same_whichever_are_written(
    project: Project, tmp_path: Path
) -> None:
    both = packs(project, tmp_path / "two", policy=ROUNDED, only=[2, 4])
    alone = packs(project, tmp_path / "one", policy=ROUNDED, only=[4])
    assert alone == {name: both[name] for name in alone}
    assert "[c]" in both["area-4.md"].replace("\\", "")


def test_suppressed_packs_hide_what_stands_for_few(
    project: Project, tmp_path: Path
) -> None:
    text = packs(project, tmp_path / "p", policy=SUPPRESSED, only=[4])["area-4.md"]
    table = text.replace("\\", "").split("**table_4")[1].split("- Population")[0]
    assert "| Shadowing colleagues | [c] |" in table
    # 16 of 22 have supervision: the six who have not would be told as well
    assert "| 1:1 supervision | [c] | 66 % (n = 365) |" in table


def test_under_a_policy_themes_of_few_people_have_no_quotes(
    project: Project, tmp_path: Path
) -> None:
    text = packs(project, tmp_path / "p", policy=ROUNDED, only=[4])["area-4.md"]
    rows = [line for line in text.splitlines() if line.startswith("| **")]
    hidden = [line for line in rows if "[c]" in line.replace("\\", "").split("|")[2]]
    assert hidden
    for line in hidden:
        if line.replace("\\", "").split("|")[2].strip().startswith("[c]"):
            assert "“" not in line.split("|")[4]
    assert not re.search(r"from \d+ coded answers", text)


def test_row_41_nothing_is_left_of_others_in_a_part_of_a_study() -> None:
    study = small_study()
    own = only_people(study, ["p1", "p2"])
    others = {one.id for one in study.respondents} - {"p1", "p2"}
    text = repr(own)
    for person in others:
        assert not re.search(rf"'{person}['-]", text)
    assert len(own.units["challenge"]) == 2


def test_files_are_not_overwritten_and_none_is_half_written(
    demo: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "packs"
    run("areas", demo, "-o", folder, "--only", "3")
    assert capsys.readouterr().out.split() == [
        str(folder / "area-3.html"),
        str(folder / "area-3.md"),
    ]
    run("areas", demo, "-o", folder, code=1)
    assert "exists already" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == [
        "area-3.html",
        "area-3.md",
    ]
    run("areas", demo, "-o", tmp_path / "b", "--only", "9", code=1)
    assert "no number 9" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()


def test_the_names_behind_numbers_are_shown_on_demand_only(
    demo: Path, capsys: Capture
) -> None:
    run("areas", demo)
    said = capsys.readouterr()
    assert "Area 1" in said.out
    assert "LA" not in said.out + said.err
    run("areas", demo, "--json")
    listed = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in listed] == [1, 2, 3, 4, 5, 6]
    assert sum(one["people"] for one in listed) == 577
    assert "answer" not in listed[0]
    run("areas", demo, "--names")
    said = capsys.readouterr()
    assert "LA1" in said.out
    assert "do not pass" in said.err
    run("areas", demo, "--only", "2", code=1)


def test_any_closed_question_may_split(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "roles"
    run("areas", demo, "--fact", "role2", "-o", folder, "--only", "1", "--all")
    (text,) = [path.read_text("utf-8") for path in folder.glob("*.md")]
    assert "Role, two groups 1" in text
    assert not re.search("Role, two groups 2", text)


def test_reports_print_places_as_numbers(demo: Path, tmp_path: Path) -> None:
    run("report", demo, "-o", tmp_path / "r.md", "--by", "area")
    text = (tmp_path / "r.md").read_text("utf-8")
    assert not re.search(r"\bLA[1-6]\b", text)
    header = "| Theme | Area 1 | Area 2 | Area 3 | Area 4 | Area 5 | Area 6 | Total |"
    assert header in text
    with open_project(demo) as project:
        study = read_study(project)
        made = tabulation(project, study)
        exact = {t.id: t for t in made.spec_tables()}
        numbers = area_numbers(project, "area")
        shown, unnumbered = with_area_numbers(project, study, made.spec_tables())
        assert unnumbered == ()
        (table_4,) = [t for t in shown if t.id == "table_4"]
        assert table_4.columns == tuple(f"Area {n}" for n in range(1, 7))
        # the bases that the report names, under the numbers of their areas
        bases = [cell.share.base if cell.share else 0 for cell in table_4.rows[0].cells]
        by_answer = [28, 51, 148, 22, 49, 59]
        assert bases == [
            by_answer[int(answer[2:]) - 1]
            for answer, _n in sorted(numbers.items(), key=lambda item: item[1])
        ]
        assert {cell.reference for row in table_4.rows for cell in row.cells} == {""}
        assert exact["table_4"].rows[0].cells[0].reference == "table_4.1.1"
        project.put_setting("area numbers", {}, "lead")
        left, unnumbered = with_area_numbers(project, study, made.spec_tables())
        assert unnumbered == ("Area",)
        assert "table_4" not in {table.id for table in left}


def test_the_pack_column_is_no_question_of_the_study(project: Project) -> None:
    study = read_study(project)
    assert GROUP not in study.questions
    assert GROUP not in study.closed
