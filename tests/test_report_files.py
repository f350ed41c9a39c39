"""Reports as files: several formats at once, never over another, what changed since."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.errors import OutputError, UsageConflict
from hsbcode.domain.report_plan import ReportPlan, parts_named
from hsbcode.report.markdown import markdown
from hsbcode.store.project import Project
from hsbcode.workflows.checking.drafts import check_draft
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.reporting.free_names import free_together
from hsbcode.workflows.reporting.plan import changed_plan
from hsbcode.workflows.reporting.reading import read_report
from hsbcode.workflows.reporting.writing import write_reports

QUOTES = ReportPlan(parts_named(["summary", "quotes"]))


@pytest.fixture(scope="module")
def coded(
    demo_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Project]:
    copy = tmp_path_factory.mktemp("reports") / "larc7.hsb"
    shutil.copy(demo_project, copy)
    with open_project(copy) as project:
        yield project


def test_one_reading_gives_every_format(coded: Project, tmp_path: Path) -> None:
    paths = [tmp_path / f"r{end}" for end in (".docx", ".xlsx", ".html", ".pdf", ".md")]
    made = write_reports(coded, paths, QUOTES)
    written = made.paths
    assert written == tuple(paths)
    starts = [path.read_bytes()[:4] for path in paths]
    assert starts == [b"PK\x03\x04", b"PK\x03\x04", b"<!DO", b"%PDF", b"# la"]
    with ZipFile(paths[0]) as package:
        assert "spoke of" in package.read("word/document.xml").decode("utf-8")


def test_a_report_is_never_overwritten_and_says_what_changed(
    coded: Project, tmp_path: Path
) -> None:
    paths = [tmp_path / "r.md", tmp_path / "r.html"]
    write_reports(coded, paths, QUOTES)
    first = paths[0].read_bytes()
    again = write_reports(coded, paths, QUOTES, list_changes=True)
    names = [path.name for path in again.paths]
    assert names == ["r-2.md", "r-2.html"]
    notes = again.notes
    assert notes[0] == "r.md is there already and stays as it is: wrote r-2.md."
    same = [each.read_bytes() == first for each in (paths[0], again.paths[0])]
    assert same == [True, True]
    summary = again.summary
    assert summary.startswith("Nothing printed differs from r.md, r.html of ")
    listed = again.listed
    assert listed is None
    third = write_reports(coded, paths, QUOTES).paths
    assert [path.name for path in third] == ["r-3.md", "r-3.html"]


def test_what_changed_is_listed_with_reference_old_and_new(
    coded: Project, tmp_path: Path
) -> None:
    plan = changed_plan(QUOTES, parts=["quotes,figures"], questions=["challenges"])
    write_reports(coded, [tmp_path / "r.md"], plan)
    rounded = changed_plan(plan, disclosure="rounded")
    made = write_reports(coded, [tmp_path / "r.md"], rounded, list_changes=True)
    numbers = made.changes.numbers
    assert len(numbers) > 10
    listed = made.listed
    assert listed == tmp_path / "r-2.changes.md"
    change = numbers[0]
    assert change.old != change.new
    assert (
        f"{change.reference} {change.label}: {change.old} → {change.new}" in made.lines
    )
    assert made.listed is not None
    text = made.listed.read_text("utf-8")
    assert text.startswith("# What changed in r-2.md\n")
    assert "## Numbers" in text


def test_all_files_of_a_report_get_one_number(tmp_path: Path) -> None:
    (tmp_path / "r.docx").touch()
    (tmp_path / "r-2.xlsx").touch()
    found = free_together([tmp_path / "r.docx", tmp_path / "r.xlsx"])
    assert [path.name for path in found] == ["r-3.docx", "r-3.xlsx"]


def test_nothing_is_written_where_one_format_cannot_be(
    coded: Project, tmp_path: Path
) -> None:
    for wrong in ("r.odt", "nowhere/r.md"):
        with pytest.raises(OutputError):
            write_reports(coded, [tmp_path / "a.md", tmp_path / wrong], QUOTES)
    assert list(tmp_path.iterdir()) == []


def test_quotes_keep_their_references_whatever_is_asked_for(coded: Project) -> None:
    whole = {
        quote.unit: quote.reference
        for table in read_report(coded, QUOTES).quotes
        for theme in table.themes
        for quote in theme.quotes
    }
    only = read_report(coded, changed_plan(QUOTES, questions=["challenges"]))
    (table,) = only.quotes
    assert table.question == "challenges"
    quotes = [quote for theme in table.themes for quote in theme.quotes]
    assert quotes
    assert all(whole[quote.unit] == quote.reference for quote in quotes)
    assert only.document.title == "larc7: Challenges"
    assert {each.question for each in only.tables} == {"challenges"}


def test_a_question_that_is_not_there_is_told_with_the_nearest(coded: Project) -> None:
    with pytest.raises(UsageConflict, match="no question “chalenges”") as refused:
        read_report(coded, changed_plan(QUOTES, questions=["chalenges"]))
    assert "challenges" in refused.value.hint
    with pytest.raises(UsageConflict, match="no closed question “role3”"):
        read_report(coded, changed_plan(QUOTES, by=["role3"]))


def test_coders_need_not_be_named(coded: Project) -> None:
    plan = ReportPlan(parts_named(["agreement,methods,limits"]))
    named = read_report(coded, plan).document
    hidden = read_report(coded, changed_plan(plan, name_coders=False)).document
    # told apart before it is asserted: a report is too long to be shown
    told = ["amy" in markdown(each) for each in (named, hidden)]
    assert told == [True, False]


def test_the_record_does_not_change_when_a_report_is_written(
    coded: Project, tmp_path: Path
) -> None:
    before = read_report(coded, QUOTES).document.record
    write_reports(coded, [tmp_path / "r.md"], QUOTES)
    after = read_report(coded, QUOTES).document.record
    assert after == before
    assert {"State of the project", "Codebook", "Disclosure control"} <= dict(
        before
    ).keys()


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_the_whole_report_holds_no_false_alarm_and_each_edit_is_found(
    coded: Project, tmp_path: Path, ending: str
) -> None:
    path = write_reports(coded, [tmp_path / f"r{ending}"]).paths[0]
    wrong = [(one.found, one.sentence) for one in check_draft(coded, path).faults]
    assert wrong == []
    changed = tmp_path / f"edited{ending}"
    _edit(
        path,
        changed,
        (
            ("(158 of 319 people", "(165 of 319 people"),
            ("(74 of 89 people, 83 %", "(74 of 89 people, 88 %"),
            ("Many (130 of 319", "Several (130 of 319"),
            ("they support YP being groomed", "they support YP who are groomed"),
        ),
    )
    found = {one.found for one in check_draft(coded, changed).faults}
    assert {"165 of 319", "88 %", "Several"} <= found
    assert any("YP who are groomed" in each for each in found)
    assert len(found) == 4


def _edit(path: Path, target: Path, edits: tuple[tuple[str, str], ...]) -> None:
    """Write a copy in which each text stands otherwise where it stands last."""
    if path.suffix != ".docx":
        text = path.read_text("utf-8")
        for old, new in edits:
            head, found, tail = text.rpartition(old)
            assert found, old
            text = f"{head}{new}{tail}"
        target.write_text(text, "utf-8")
        return
    import docx

    document = docx.Document(str(path))
    cells = (c for t in document.tables for row in t.rows for c in row.cells)
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    for old, new in edits:
        run = next(run for p in paragraphs for run in p.runs if old in run.text)
        run.text = run.text.replace(old, new)
    document.save(str(target))


def test_the_command_lists_parts_and_keeps_a_plan(
    coded: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "p.hsb"
    shutil.copy(coded.path, copy)
    _run("report", str(copy), "--parts", "quotes,limits", "--keep")
    told = capsys.readouterr()
    assert "The plan of the report: kept for later reports." in told.err
    _run("report", str(copy), "--list")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:4]] == [
        ["yes", "quotes"],
        ["yes", "limits"],
        ["no", "summary"],
    ]
    _run("report", str(copy), "-o", str(tmp_path / "r.md"))
    assert capsys.readouterr().out == f"{tmp_path / 'r.md'}\n"
    text = (tmp_path / "r.md").read_text("utf-8")
    assert "\n## Limits\n" in text
    assert "\n## Tables\n" not in text


def test_the_command_says_what_is_missing(
    coded: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report", str(coded.path)])
    assert ended.value.code == 1
    assert "-o report.docx" in capsys.readouterr().err


def _run(*words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    assert ended.value.code == 0
