"""Results to look through: the list of tables, each of them, who is in a cell."""

from pathlib import Path

import pytest

from hsbcode.domain.disclosure import CONFIDENTIAL, NO_CONTROL, ROUNDED, SUPPRESSED
from hsbcode.domain.errors import OutputError, UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.browsing_results import (
    ANSWERS,
    JOINT,
    SURVEY,
    THEMES,
    Page,
    Results,
    Wish,
    listed,
    page_bars,
    read_results,
)
from hsbcode.workflows.cell_people import MOST_PEOPLE, behind_cell
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.joint.tables import planned
from hsbcode.workflows.releasing import set_released_policy
from hsbcode.workflows.saving_tables import save_tables, tab_separated, usual_name
from tests.small_projects import make_project

PEOPLE = 24


def coded_project(path: Path) -> Project:
    """24 people: the first 18 speak of money, two of them nurses hold trust."""
    project = make_project(
        path,
        [(f"Money is short, says person {n}",) for n in range(1, PEOPLE + 1)],
        closed={
            "role": ["Nurse" if n < 14 else "Teacher" for n in range(PEOPLE)],
            "area": [("North", "South", "East")[n % 3] for n in range(PEOPLE)],
        },
    )
    session = CodingSession(project, "ann")
    for place, unit in enumerate(session.units):
        if place < 18:
            session.apply(unit, "money")
        if place < 2:
            session.apply(unit, "trust")
        if place < 18:
            session.finish(unit)
        else:
            session.finish_without_code(unit)
    return project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    project = coded_project(tmp_path / "study.hsb")
    set_released_policy(project, SUPPRESSED)
    project.close()
    return project.path


@pytest.fixture
def results(path: Path) -> Results:
    return read_results(path)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Results]:
    path, _made = open_demo(tmp_path_factory.mktemp("demo"))
    return path, read_results(path)


def place_of(page: Page, label: str) -> int:
    return [row.label for row in page.table.rows].index(label)


def test_tables_are_listed_before_the_answers_are_read(path: Path) -> None:
    with Project.open(path, write=False) as project:
        before = listed(project)
    assert [(t.kind, t.name) for t in before] == [
        (THEMES, "challenges"),
        (ANSWERS, "role"),
        (ANSWERS, "area"),
    ]
    assert read_results(path).tables == before


def test_tables_of_specs_come_first_and_derived_variables_are_there(
    demo: tuple[Path, Results],
) -> None:
    path, results = demo
    with Project.open(path, write=False) as project:
        before = listed(project)
    kinds = [table.kind for table in results.tables]
    assert kinds == sorted(kinds, key=[SURVEY, JOINT, THEMES, ANSWERS].index)
    assert before[0] == results.tables[0]
    assert before[0].name == "table_1"
    assert {"agency7", "role2"} <= {t.name for t in results.tables if t.kind == ANSWERS}
    assert set(before) >= {t for t in results.tables if t.kind == SURVEY}


def test_every_table_of_the_demo_can_be_looked_at(
    demo: tuple[Path, Results],
) -> None:
    _path, results = demo
    for each in results.tables:
        page = results.page(Wish(each.kind, each.name))
        assert page.notes
        assert page is results.known(page.wish)


def test_a_cell_of_a_spec_names_its_people_and_its_origin(
    demo: tuple[Path, Results],
) -> None:
    path, results = demo
    page = results.page(Wish(SURVEY, "table_1"))
    share = page.table.rows[0].cells[0].share
    assert share is not None
    assert (share.count, share.base) == (80, 185)
    behind = behind_cell(path, results, page, 0, 0)
    assert behind.words == "80 people:"
    assert len(behind.people) == 80
    assert all(len(person.closed) == 2 for person in behind.people)
    facts = dict(behind.origin)
    assert facts["reference"] == "table_1.1.1"
    assert "Neglect" in behind.title
    assert "banded" in facts["filter"]


def test_the_count_of_every_cell_is_that_of_its_people(
    demo: tuple[Path, Results],
) -> None:
    _path, results = demo
    wishes = [
        Wish(SURVEY, "table_1", "role2"),
        Wish(SURVEY, "table_3"),
        Wish(SURVEY, "figure_12", "challenges"),
        Wish(THEMES, "tools"),
        Wish(THEMES, "challenges", "agency7"),
        Wish(ANSWERS, "a_role"),
        Wish(ANSWERS, "a_role", "agency7"),
        Wish(JOINT, "J1"),
    ]
    for wish in wishes:
        page = results.page(wish)
        checked = 0
        for row, line in enumerate(page.table.rows):
            for column, cell in enumerate(line.cells):
                if cell.share is not None:
                    counted = results.counted(page, row, column)
                    assert len(counted) == cell.share.count, (wish, cell.reference)
                    checked += 1
        assert checked, wish


def test_joint_displays_that_are_kept_are_looked_at_and_protected(
    demo: tuple[Path, Results],
) -> None:
    path, results = demo
    names = [each.name for each in results.tables if each.kind == JOINT]
    assert names == [f"J{number}" for number in range(1, 19)]
    page = results.page(Wish(JOINT, "J1"))
    behind = behind_cell(path, results, page, 0, 1)
    cell = page.table.rows[0].cells[1]
    assert cell.share is not None
    assert len(behind.people) == cell.share.count
    assert all(person.answers for person in behind.people)
    assert dict(behind.origin)["reference"] == "J1.1.2"
    assert results.splits(page.wish) == ()
    with Project.open(path, write=False) as project:
        plan = planned(project, results.study)
    rounded = Results(results.tabulation, ROUNDED, results.attribution, plan)
    counts = [
        cell.share.count
        for name in names
        for row in rounded.page(Wish(JOINT, name, released=True)).table.rows
        for cell in row.cells
        if cell.share is not None
    ]
    assert counts
    assert all(count % 5 == 0 for count in counts)


def test_a_theme_shows_what_its_people_wrote(path: Path, results: Results) -> None:
    page = results.page(Wish(THEMES, "challenges"))
    row = place_of(page, "Trust")
    behind = behind_cell(path, results, page, row, 0)
    assert [(p.reference, p.answers) for p in behind.people] == [
        ("1", ("Money is short, says person 1",)),
        ("2", ("Money is short, says person 2",)),
    ]
    assert behind.people[0].closed == ("Nurse", "North")
    assert behind.number == "2 – 2 of 24"


def test_a_hidden_cell_shows_nobody(path: Path, results: Results) -> None:
    page = results.page(Wish(THEMES, "challenges", released=True))
    row = place_of(page, "Trust")
    assert CONFIDENTIAL in page.table.rows[row].cells[0].text
    behind = behind_cell(path, results, page, row, 0)
    assert behind.people == ()
    assert "hides this cell" in behind.words
    told = str((behind.title, behind.number, behind.origin))
    assert "says person" not in told
    assert "2 of 24" not in told


def test_what_may_not_be_quoted_is_not_shown_under_the_policy(path: Path) -> None:
    with Project.open(path) as project:
        session = CodingSession(project, "ann")
        session.flag(session.units[0], "no_quote")
    results = read_results(path)
    told = {}
    for released in (False, True):
        page = results.page(Wish(THEMES, "challenges", released=released))
        row = place_of(page, "Money")
        behind = behind_cell(path, results, page, row, 0)
        told[released] = [a for person in behind.people for a in person.answers]
    assert "Money is short, says person 1" in told[False]
    assert "Money is short, says person 1" not in told[True]


def test_hidden_in_one_table_is_hidden_in_all_of_them(results: Results) -> None:
    for released, texts in ((True, True), (False, False)):
        split = results.page(Wish(THEMES, "challenges", "role", released=released))
        cells = [c.text for row in split.table.rows for c in row.cells]
        assert any(CONFIDENTIAL in text for text in cells) is texts
        assert (SUPPRESSED.sentence in " ".join(split.notes)) is texts


def test_what_cannot_be_is_told(results: Results, tmp_path: Path) -> None:
    with pytest.raises(UsageConflict):
        results.page(Wish(SURVEY, "table_1"))
    assert "role" not in [q.id for q in results.splits(Wish(ANSWERS, "role"))]
    empty = make_project(tmp_path / "empty.hsb")
    empty.close()
    fresh = read_results(empty.path)
    with pytest.raises(UsageConflict, match="No answer"):
        fresh.page(Wish(THEMES, "challenges"))


def test_bars_of_one_column_where_not_all_fit(results: Results) -> None:
    page = results.page(Wish(THEMES, "challenges", "role"))
    nurses, teachers = (page_bars(page, column, 60) for column in (0, 1))
    assert "Nurse" in nurses
    assert "█" in nurses
    assert "Teacher" in teachers
    assert max(map(len, nurses.splitlines())) <= 60
    assert page_bars(results.page(Wish(ANSWERS, "role")), 0, 60)


def test_very_many_people_are_counted_and_some_named(tmp_path: Path) -> None:
    many = MOST_PEOPLE + 20
    project = make_project(
        tmp_path / "many.hsb",
        [("",)] * many,
        closed={"role": ["Nurse"] * many},
    )
    project.close()
    results = read_results(project.path)
    page = results.page(Wish(ANSWERS, "role"))
    behind = behind_cell(project.path, results, page, 0, 0)
    assert len(behind.people) == MOST_PEOPLE
    assert behind.words.startswith(f"{many} people, the first {MOST_PEOPLE} of them")


@pytest.mark.parametrize("ending", ["md", "html", "csv", "tsv", "json", "xlsx", "txt"])
def test_a_table_is_saved_with_its_notes(
    results: Results, tmp_path: Path, ending: str
) -> None:
    table = results.page(Wish(ANSWERS, "role")).table
    path = tmp_path / f"role.{ending}"
    save_tables([table], path, "study")
    with pytest.raises(OutputError, match="exists already"):
        save_tables([table], path)
    if ending != "xlsx":
        text = path.read_text(encoding="utf-8-sig")
        assert "Teacher" in text
        assert "half up" in text


def test_a_name_that_is_free_and_an_ending_that_is_not(
    results: Results, tmp_path: Path
) -> None:
    table = results.page(Wish(ANSWERS, "role")).table
    first = usual_name(table, tmp_path)
    save_tables([table], first)
    assert usual_name(table, tmp_path) != first
    with pytest.raises(OutputError, match=r"\.rtf"):
        save_tables([table], tmp_path / "role.rtf")
    lines = tab_separated(table).splitlines()
    assert lines[1].split("\t")[:2] == ["Nurse", "14"]


@pytest.mark.parametrize("policy", [ROUNDED, NO_CONTROL])
def test_other_policies(path: Path, policy: object) -> None:
    with Project.open(path) as project:
        set_released_policy(project, policy)  # type: ignore[arg-type]
    results = read_results(path)
    page = results.page(Wish(THEMES, "challenges", released=True))
    shown = page.table.rows[place_of(page, "Trust")].cells[0].text
    assert shown == ("2" if policy is NO_CONTROL else CONFIDENTIAL)


def test_notes_say_in_words_what_a_percentage_is_of(
    demo: tuple[Path, Results],
) -> None:
    """The name of the rule stands behind a cell and in JSON."""
    _path, results = demo
    page = results.page(Wish(SURVEY, "table_1"))
    assert "BR1: people who answered the item" in page.table.notes.base_rule
    assert any("Base: people who answered the item; not" in n for n in page.notes)
    assert not any("BR" in note for note in page.notes)
