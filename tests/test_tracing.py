"""Where numbers and quotes come from, in real projects."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.importing.bringing_in import apply_plans, look_at, plan_import
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import all_tables
from hsbcode.workflows.tracing.references import Trace, trace
from tests.small_projects import make_project

ROLES = ["boss", "clerk", "", "clerk"]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(
        tmp_path / "p.hsb",
        closed={"role": ROLES},
        more={"wishes": [["A pony"], ["Time"]]},
    ) as made:
        session = CodingSession(made, "eva", "challenges")
        for unit in session.units:
            session.apply(unit, "trust")
            session.finish(unit)
        yield made


def facts_of(found: Trace) -> dict[str, str]:
    return dict(found.facts)


def test_every_reference_of_every_table_and_quote_is_explained(
    project: Project,
) -> None:
    study = read_study(project)
    references = [
        quote.reference
        for table in quote_tables(study, attribution=["role"])
        for theme in table.themes
        for quote in theme.quotes
    ]
    for table in all_tables(study, ["role"]):
        references.append(table.id)
        for row in table.rows:
            references.append(row.reference)
            references.extend(cell.reference for cell in row.cells)
    assert len(references) > 50
    for reference in references:
        facts = facts_of(trace(project, reference))
        assert facts["source"].startswith("export.csv")


def test_the_total_of_a_split_leaves_out_who_did_not_answer_it(
    project: Project,
) -> None:
    whole = trace(project, "T2.2.1")
    assert whole.respondents == ("1", "2", "3", "4")
    total = trace(project, "T2x1.3.3")
    assert facts_of(total)["count"] == "3 of 3"
    assert total.respondents == ("1", "2", "4")
    assert facts_of(total)["rows"] == "1, 2, 4"
    assert facts_of(total)["columns of the split"] == "role"


def test_a_base_and_those_without_an_answer_are_people_too(project: Project) -> None:
    assert trace(project, "T2x1.1.2").respondents == ("2", "4")
    assert facts_of(trace(project, "T1.3.1"))["row"] == "No answer"
    assert trace(project, "T1.3.1").respondents == ("3",)


def test_a_question_is_not_split_by_itself(project: Project) -> None:
    with pytest.raises(UsageConflict) as caught:
        trace(project, "T1x1")
    assert "its own question" in caught.value.message


def test_the_version_is_the_one_it_was_coded_under(project: Project) -> None:
    before = project.codebook.version
    CodingSession(project, "eva", "wishes").create_code("Ponies")
    assert project.codebook.version != before
    facts = facts_of(trace(project, "T2.2.1"))
    assert facts["coded under version"] == before
    assert facts["codebook version"] == project.codebook.version
    assert facts_of(trace(project, "1/challenges/1"))["codebook version"] == before


def test_who_only_opened_the_form_is_in_no_figure(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    rows = [f"{n},LA{n % 2},Answer number {n} is long enough" for n in range(1, 13)]
    export.write_text(
        "\n".join(["id,Form link,What?", *rows, "13,LA1,"]), encoding="utf-8"
    )
    map_path = tmp_path / "map.yaml"
    map_path.write_text(
        "schema: hsbcode.map/1\nid_column: id\ncolumns:\n"
        "  - {column: id, kind: id}\n"
        "  - {column: Form link, kind: closed, question: area}\n"
        "  - {column: What?, kind: open, question: what}\n",
        encoding="utf-8",
    )
    raw, known = look_at(export, map_path)
    with Project.create(tmp_path / "p.hsb", study="s") as project:
        apply_plans(project, [plan_import(None, raw, known, study="s")])
        study = read_study(project)
        began = {person.reference for person in study.respondents if person.began}
        table = all_tables(study)[0]
    counted = sum(row.cells[0].share.count for row in table.rows if row.cells[0].share)
    assert table.question == "area"
    assert counted == len(began) == 12
