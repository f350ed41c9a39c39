"""The audit file, and references as reports of before printed them."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hsbcode.cli.command_line import app
from hsbcode.domain.acts import Span
from hsbcode.domain.disclosure import ROUNDED
from hsbcode.domain.errors import OutputError, UsageConflict
from hsbcode.files.workbooks import read_workbook
from hsbcode.report.quote_methods import QuoteMethods, quote_sentences
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.quoting.clearing import clear_flag
from hsbcode.workflows.quoting.deciding import take
from hsbcode.workflows.quoting.wording import redact
from hsbcode.workflows.reporting.plan import report_plan
from hsbcode.workflows.reporting.reading import ReportReading, read_report
from hsbcode.workflows.reporting.writing import write_reports
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tracing.audit import (
    INTERNAL,
    AuditSheet,
    audit_sheets,
    write_audit,
)
from hsbcode.workflows.tracing.quote_methods import quote_methods
from hsbcode.workflows.tracing.references import trace
from hsbcode.workflows.tracing.registered import trace_in_report
from tests.small_projects import make_project

ANSWERS = [
    (text,)
    for text in (
        "money is short in our team this year",
        "=HYPERLINK(1) and nobody trusts the figures any more",
        "trust was lost when Anna left the house",
        "money, and again money, from every side we hear it",
        "trust takes time that nobody has in winter",
        "money for training was cut by half",
        "trust between offices is thin and gets thinner",
        "there is money, but not for people",
        "trust me, it is worse than last year",
        "money runs out by the autumn every year",
        "trust in the new forms is small",
        "money and trust go together",
    )
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.hsb", ANSWERS, closed={"role": ["boss"] * 12}) as p:
        session = CodingSession(p, "eva")
        for unit in session.units:
            text = session.unit(unit).text
            session.apply(unit, "money" if "money" in text else "trust")
            session.finish(unit)
        yield p


def reading(project: Project) -> ReportReading:
    return read_report(project, report_plan(project), policy=ROUNDED)


def decided(project: Project) -> None:
    """Take an answer that was flagged and holds a name as a quote."""
    session = CodingSession(project, "eva")
    unit = session.unit(session.units[2])
    session.flag(unit.id, "identifiable", "a name")
    clear_flag(project, unit, "identifiable", "the name is masked", "lea")
    start = unit.text.index("Anna")
    redact(project, unit, Span(start, start + 4), "name", "lea")
    study = read_study(project)
    take(project, study, "people", unit, "lea", shows="says it best")
    take(project, study, "people", session.unit(session.units[1]), "lea")


def sheet(sheets: tuple[AuditSheet, ...], name: str) -> AuditSheet:
    return next(each for each in sheets if each.name == name)


def test_every_reference_of_the_report_stands_in_the_audit_file(
    project: Project,
) -> None:
    made = reading(project)
    numbers = sheet(audit_sheets(project, made), "Numbers")
    known = {row[0] for row in numbers.rows}
    cells = [
        (cell.reference, cell.text)
        for table in made.tables
        for row in table.rows
        for cell in row.cells
    ]
    assert cells
    printed = {(row[0], row[5]) for row in numbers.rows}
    assert set(cells) <= printed
    assert known
    exact = {row[0]: row[9:11] for row in numbers.rows}
    money = next(row for row in numbers.rows if row[3] == "Money")
    assert exact[money[0]] == (6, 12)
    assert money[18] == "1: export.csv" or "export.csv" in str(money[18])
    assert "challenges 1" in str(money[19])


def test_what_was_decided_on_a_quote_is_in_trace_and_audit(project: Project) -> None:
    decided(project)
    made = reading(project)
    quotes = [q for t in made.quotes for theme in t.themes for q in theme.quotes]
    quote = next(q for q in quotes if "[name]" in q.text)
    facts = dict(trace(project, quote.reference).facts)
    assert "by lea: says it best" in facts["decided"]
    assert facts["replaced"].startswith("[name] for characters 21 to 24")
    assert "by lea: the name is masked" in facts["flag cleared"]
    assert facts["stored answer"] == "as it was quoted"
    assert facts["described so"].startswith("12 people")
    sheets = audit_sheets(project, made)
    ledger = next(r for r in sheet(sheets, "Quotes").rows if r[0] == quote.reference)
    assert "says it best" in str(ledger[12])
    assert "the name is masked" in str(ledger[15])
    steps = sheet(sheets, "Decisions").rows
    assert any(row[4] == "says it best" and row[1] == "lea" for row in steps)
    assert all("Anna" not in str(value) for row in steps for value in row)


def test_the_file_holds_text_as_text_and_says_that_it_is_internal(
    project: Project, tmp_path: Path
) -> None:
    decided(project)
    path = write_audit(project, reading(project), tmp_path / "audit.xlsx")
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if "worksheets/sheet" in name]
        assert len(names) == 7
        assert not any(b"<f>" in parts.read(name) for name in names)
    assert INTERNAL in str(read_workbook(path, sheet="About").rows)
    assert "=HYPERLINK(1)" in str(read_workbook(path, sheet="Quotes").rows)
    with pytest.raises(OutputError, match="exists"):
        write_audit(project, reading(project), path)
    with pytest.raises(OutputError, match="xlsx"):
        write_audit(project, reading(project), tmp_path / "audit.csv")


def test_a_reference_is_explained_as_a_report_of_before_printed_it(
    project: Project, tmp_path: Path
) -> None:
    first = tmp_path / "report.md"
    made = write_reports(project, [first], policy=ROUNDED)
    cell = next(
        cell
        for table in made.reading.tables
        if table.kind == "themes"
        for row in table.rows
        if row.key == "money"
        for cell in row.cells
    )
    same = dict(trace_in_report(project, cell.reference, "report.md").facts)
    assert same["project since then"] == "as it was"
    assert same["printed then"] == same["printed now"] == cell.text
    session = CodingSession(project, "eva")
    for unit in session.units[:8]:
        session.apply(unit, "money")
    found = trace_in_report(project, cell.reference, "1")
    facts = dict(found.facts)
    assert facts["project since then"] == "CHANGED"
    assert facts["printed then"] == cell.text
    assert facts["printed now"].startswith("CHANGED: ")
    assert len(found.respondents) > 6
    with pytest.raises(UsageConflict, match="no number or quote"):
        trace_in_report(project, "T99.1.1", "report.md")


def test_a_quote_of_before_is_found_by_its_answer(
    project: Project, tmp_path: Path
) -> None:
    made = write_reports(project, [tmp_path / "report.md"], policy=ROUNDED)
    quote = made.reading.quotes[0].themes[0].quotes[0]
    units = {u.id: u for some in read_study(project).units.values() for u in some}
    facts = dict(trace_in_report(project, quote.reference, "1").facts)
    assert facts["now"] == f"quoted as {quote.reference}"
    assert facts["answer"] == units[quote.unit].name
    session = CodingSession(project, "eva")
    session.flag(quote.unit, "no_quote")
    facts = dict(trace_in_report(project, quote.reference, "1").facts)
    assert facts["now"] == "not quoted for this theme any more"


def test_the_commands_write_the_audit_file(project: Project, tmp_path: Path) -> None:
    path, report = str(project.path), tmp_path / "r.md"
    project.close()
    run = CliRunner().invoke
    done = run(
        app, ["report", path, "-o", str(report), "--audit", str(tmp_path / "a.xlsx")]
    )
    assert done.exit_code == 0, done.output
    assert (tmp_path / "a.xlsx").exists()
    found = json.loads(run(app, ["trace", path, "--all", "--json"]).stdout)
    assert {"Q1"} <= {each["reference"] for each in found}
    for wrong in ([], ["T1", "--all"], ["T1", "--audit", "a.xlsx"]):
        assert isinstance(run(app, ["trace", path, *wrong]).exception, UsageConflict)
    shown = run(app, ["trace", path, "Q1", "--report", "r.md", "--json"])
    assert json.loads(shown.stdout)["facts"][0]["what"] == "report"


def test_the_methods_say_what_was_cleared_and_how_few_are_described(
    project: Project,
) -> None:
    assert quote_sentences(QuoteMethods()) == ()
    decided(project)
    made = reading(project)
    found = quote_methods(project, made.study, made.quotes)
    assert found.cleared == 1
    assert found.undescribed == 0
    said = " ".join(quote_sentences(replace(found, undescribed=2)))
    assert "1 flag that kept a quoted answer back was cleared before" in said
    assert f"2 of {found.quotes} quotes say nothing of who is quoted" in said
