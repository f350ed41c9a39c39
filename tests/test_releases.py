"""The register of reports, and what two of them give away together."""

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hsbcode.cli.command_line import app
from hsbcode.domain.acts import ActKind
from hsbcode.domain.disclosure import (
    NO_CONTROL,
    ROUNDED,
    SUPPRESSED,
    DisclosurePolicy,
)
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.release_changes import changes
from hsbcode.domain.release_differences import differences
from hsbcode.domain.release_warnings import (
    EXACT_HERE,
    EXACT_THERE,
    FEW,
    HIDDEN_HERE,
    HIDDEN_THERE,
    POLICIES,
    REMAINDER,
)
from hsbcode.domain.release_warnings import (
    ROUNDED as FEW_ROUNDED,
)
from hsbcode.domain.releases import (
    Release,
    ReleasedCell,
    ReleasedQuote,
    ReleasedRow,
    ReleasedTable,
    ReleasedTheme,
    ReleaseFacts,
    text_digest,
)
from hsbcode.report.assembling import report_document
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.history import History
from hsbcode.workflows.log.naming_steps import last_step
from hsbcode.workflows.log.undoing import take_back
from hsbcode.workflows.merging.merging import looked_over
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.releases.bodies import from_body, to_body
from hsbcode.workflows.releases.comparing import changed_since, told_together
from hsbcode.workflows.releases.facts import facts_of
from hsbcode.workflows.releases.register import (
    last_release,
    named_release,
    record_release,
    releases,
    standing_releases,
    why_not_registered,
    withdraw_release,
)
from hsbcode.workflows.releasing import release
from hsbcode.workflows.reporting.record import last_day, project_state
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import tabulation
from tests.small_projects import make_project

ANSWERS = [
    (f"{topic} runs short in our {place}",)
    for topic, place in zip(
        ["money", "trust", "time", "money"] * 10,
        ["team", "house", "office", "group", "school"] * 8,
        strict=True,
    )
]
ROLES = ["boss"] * 12 + ["clerk"] * 28


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.hsb", ANSWERS, closed={"role": ROLES}) as made:
        session = CodingSession(made, "eva")
        for unit in session.units:
            text = session.unit(unit).text
            session.apply(unit, "money" if text.startswith("money") else "trust")
            session.finish(unit)
        yield made


def facts(
    project: Project, policy: DisclosurePolicy = NO_CONTROL, scope: str = ""
) -> ReleaseFacts:
    study = read_study(project)
    found = release(
        study, policy, attribution=["role"], tables=tabulation(project, study)
    )
    quotes = quote_tables(study, attribution=["role"], limits=found.limits)
    document = report_document("Report", quotes=quotes, tables=found.tables)
    return facts_of(study, document, policy, parts=["quotes"], scope=scope)


def written(project: Project, path: Path, policy: DisclosurePolicy) -> Release:
    path.write_bytes(b"a report")
    made = record_release(project, facts(project, policy), [path], "eva")
    assert made is not None
    return made


def test_a_report_is_remembered_with_numbers_and_without_words(
    project: Project, tmp_path: Path
) -> None:
    made = written(project, tmp_path / "report.docx", ROUNDED)
    found = releases(project)
    assert found == (made,)
    assert made.number == 1
    assert made.names == "report.docx"
    whole = hashlib.sha256(b"a report").hexdigest()
    assert made.facts.files[0].sha256 == whole
    assert made.facts.cells > 10
    assert made.facts.people == 40
    (act,) = project.log.of_kind(ActKind.RELEASE)
    kept = project.log.body(act.body) + repr(made)
    for (text,) in ANSWERS:
        assert text not in kept
    assert made.facts.quotes[0].digest != ""


def test_registering_is_no_change_of_the_project(
    project: Project, tmp_path: Path
) -> None:
    before = project_state(read_study(project)), last_day(project)
    written(project, tmp_path / "report.docx", ROUNDED)
    assert (project_state(read_study(project)), last_day(project)) == before
    more = CodingSession(project, "eva")
    more.apply(more.units[0], "skills")
    assert project_state(read_study(project)) != before[0]


def test_reports_are_named_by_number_file_and_id(
    project: Project, tmp_path: Path
) -> None:
    first = written(project, tmp_path / "report.docx", ROUNDED)
    second = written(project, tmp_path / "report-2.docx", ROUNDED)
    assert named_release(project, "1") == first
    assert named_release(project, "report-2.docx") == second
    assert named_release(project, "some/where/report.docx") == first
    assert named_release(project, second.short) == second
    with pytest.raises(UsageConflict, match="report-3") as caught:
        named_release(project, "report-3.docx")
    assert "report" in caught.value.hint


def test_a_withdrawn_report_is_compared_with_no_longer(
    project: Project, tmp_path: Path
) -> None:
    written(project, tmp_path / "internal.docx", NO_CONTROL)
    assert told_together(project, facts(project, ROUNDED))
    with pytest.raises(UsageConflict, match="reason"):
        withdraw_release(project, "1", "  ")
    back = withdraw_release(project, "1", "only a try", "amy")
    assert (back.reason, back.withdrawn_by) == ("only a try", "amy")
    assert told_together(project, facts(project, ROUNDED)) == ()
    assert last_release(project) is None
    assert len(releases(project)) == 1
    assert standing_releases(project) == ()
    with pytest.raises(UsageConflict, match="already"):
        withdraw_release(project, "1", "once more")


def test_no_undo_takes_a_report_back(project: Project, tmp_path: Path) -> None:
    made = written(project, tmp_path / "report.docx", ROUNDED)
    act = project.log.get(made.id)
    assert act is not None
    with pytest.raises(UsageConflict, match="unwritten"):
        take_back(project, act.press, "eva")
    assert last_step(project, "eva") != act.press
    session = CodingSession(project, "eva")
    assert session.undo_stacks.next_undo != act.press
    words = History(project).page(0, 1)[0].words
    assert words == "wrote report.docx"


def test_a_project_that_is_open_elsewhere_says_so(
    project: Project, tmp_path: Path
) -> None:
    with Project.open(project.path) as other:
        assert "does not have this report" in why_not_registered(other)
        assert record_release(other, facts(other), []) is None
    assert releases(project) == ()


def test_two_copies_with_reports_have_both_after_merging(
    project: Project, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.hsb"
    project.close()
    shutil.copy(project.path, copy)
    with Project.open(project.path) as ours, Project.open(copy) as theirs:
        written(ours, tmp_path / "a.docx", ROUNDED)
        written(theirs, tmp_path / "b.docx", ROUNDED)
        withdraw_release(theirs, "1", "only a try")
    with Project.open(project.path) as ours:
        with looked_over(ours, [copy]) as merge:
            merge.bring_in("eva")
        found = releases(ours)
        assert {each.names for each in found} == {"a.docx", "b.docx"}
        assert [bool(each.withdrawn) for each in found] == [False, True]


def test_bodies_are_read_as_they_were_and_hold_against_nonsense() -> None:
    cells = tuple(ReleasedCell(f"T{n}.1.1", n, 100 + n, f"{n} %") for n in range(50))
    rows = tuple(ReleasedRow(f"key{n}", f"Row {n} [/b]", cells) for n in range(100))
    table = ReleasedTable(
        "T1", "Title", "frequency", "q", "", "all", tuple("abcde" * 10), rows
    )
    whole = ReleaseFacts(
        "Report",
        tables=(table,),
        quotes=(ReleasedQuote("Q1", "c", "q", "u", text_digest("x\ud800"), "Boss"),),
        themes=(ReleasedTheme("q", "c", "C", 3, 9, "some"),),
        options=(("by", "role"),),
    )
    assert whole.cells == 5_000
    began = time.perf_counter()
    body = to_body(whole)
    assert time.perf_counter() - began < 0.5
    assert len(body) < 100_000
    assert from_body(body) == whole
    for bad in ("{}", "[]", "no", '{"printed": "eJw="}', json.dumps({"printed": 5})):
        assert from_body(bad).tables == ()
    assert from_body("").title == "(erased)"


# --- planted attacks ------------------------------------------------------------------


def one_table(
    *numbers: int | None,
    base: int = 100,
    table: str = "T1",
    columns: tuple[str, ...] = ("n",),
    by: str = "",
    question: str = "q",
) -> ReleasedTable:
    """Return a table of one column a number; None is a hidden number."""
    rows = tuple(
        ReleasedRow(
            f"row{at}",
            f"Row {at}",
            tuple(
                ReleasedCell(f"{table}.{at}.1", None, None, "[c]")
                if number is None
                else ReleasedCell(f"{table}.{at}.1", number, base, f"{number}")
                for _column in columns
            ),
        )
        for at, number in enumerate(numbers, start=1)
    )
    return ReleasedTable(table, "T", "frequency", question, by, "all", columns, rows)


def report(
    *tables: ReleasedTable,
    protection: str = "none",
    people: int = 100,
    who: str = "a",
    scope: str = "",
) -> ReleaseFacts:
    return ReleaseFacts(
        "Report",
        tables=tables,
        state="s",
        people=people,
        people_digest=who,
        protection=protection,
        scope=scope,
    )


def release_of(given: ReleaseFacts, number: int = 1) -> Release:
    return Release("id", number, "2026-11-20T10:00:00", "eva", given)


def kinds(new: ReleaseFacts, *old: ReleaseFacts) -> list[str]:
    standing = [release_of(each, n) for n, each in enumerate(old, start=1)]
    return [each.kind for each in differences(new, standing)]


def test_one_person_less_is_noticed_and_ten_are_not() -> None:
    before = report(one_table(40, 60))
    (found,) = differences(
        report(one_table(39, 60, base=99), people=99, who="b"), [release_of(before)]
    )
    assert found.kind == FEW
    assert (found.numbers, found.least, found.most) == (2, 1, 1)
    assert "1 person in T1 (2 numbers)" in found.sentence
    assert found.references == ("T1.1.1", "T1.2.1")
    assert kinds(report(one_table(40, 60)), before) == []
    assert kinds(report(one_table(30, 50, base=80), people=80), before) == []
    assert kinds(report(one_table(39, 60, question="other")), before) == []


def test_a_number_hidden_now_and_printed_before_is_told() -> None:
    shown = report(one_table(12, 60), protection="suppressed")
    hidden = report(one_table(None, 60), protection="suppressed")
    assert kinds(hidden, shown) == [HIDDEN_HERE]
    assert kinds(shown, hidden) == [HIDDEN_THERE]
    assert kinds(hidden, hidden) == []


def test_rounded_beside_exact_is_told_once_a_report() -> None:
    exact = report(one_table(12, 63))
    rounded = report(one_table(None, 65), protection="rounded")
    suppressed = report(one_table(12, 63), protection="suppressed")
    assert kinds(rounded, exact) == [EXACT_THERE]
    assert kinds(rounded, suppressed) == [HIDDEN_HERE, POLICIES]
    assert kinds(suppressed, exact) == []


def test_rounding_hides_a_few_people_only_while_nobody_came_or_went() -> None:
    before = report(one_table(40, 60), protection="rounded")
    moved = report(one_table(45, 60), protection="rounded", people=99, who="b")
    assert kinds(moved, before) == [FEW_ROUNDED]
    recoded = report(one_table(45, 60), protection="rounded")
    assert kinds(recoded, before) == []
    exchanged = report(one_table(45, 60), protection="rounded", who="b")
    assert kinds(exchanged, before) == [FEW_ROUNDED]
    many = report(one_table(45, 60), protection="rounded", people=60, who="b")
    assert kinds(many, before) == []


def test_a_pack_has_the_total_of_the_main_report() -> None:
    main = report(one_table(40, 60))
    pack = one_table(38, 60, columns=("Area 1", "All"), by="area_of_pack")
    assert kinds(report(pack, scope="Area 1"), main) == [FEW]
    same = one_table(40, 60, columns=("All",), by="area_of_pack")
    assert kinds(report(same, scope="Area 1"), main) == []


def test_packs_that_leave_three_people_are_told() -> None:
    main = report(one_table(50, 50))
    pack = replace(
        one_table(), columns=("Area 1",), by="area_of_pack", rows=one_pack(97)
    )
    (found,) = differences(report(pack, scope="Area 1"), [release_of(main)])
    assert found.kind == REMAINDER
    assert (found.least, found.most) == (3, 3)
    pack = replace(pack, rows=one_pack(60))
    assert kinds(report(pack, scope="Area 1"), main) == []


def test_the_first_report_of_all_may_be_a_pack() -> None:
    pack = report(one_table(50, columns=("Area 1",), by="area_of_pack"), scope="Area 1")
    assert differences(pack, []) == ()
    rounded = replace(pack, protection="rounded")
    assert kinds(pack, rounded) == [EXACT_HERE]


def test_a_spec_that_is_split_has_the_subject_of_the_whole() -> None:
    whole = replace(one_table(40), id="table_4", kind="spec")
    for name in ("table_4x3", "table_4"):
        split = replace(one_table(38, columns=("All",), by="area"), id=name)
        split = replace(split, kind="spec")
        assert kinds(report(split), report(whole)) == [FEW]


def one_pack(base: int) -> tuple[ReleasedRow, ...]:
    return (ReleasedRow("row1", "Row 1", (ReleasedCell("", 20, base, "20"),)),)


def test_a_cell_that_was_suppressed_in_a_real_report_is_told(
    project: Project, tmp_path: Path
) -> None:
    written(project, tmp_path / "first.docx", SUPPRESSED)
    again = facts(project, SUPPRESSED)
    assert told_together(project, again) == ()
    stricter = replace(SUPPRESSED, threshold=15)
    (found,) = told_together(project, facts(project, stricter))
    assert found.kind == HIDDEN_HERE
    assert "first.docx" in found.sentence
    assert all(text not in found.sentence for (text,) in ANSWERS)


# --- what changed ---------------------------------------------------------------------


def test_a_row_that_comes_between_changes_no_other_number() -> None:
    old, new = one_table(40, 60), one_table(40, 5, 60)
    rows = (new.rows[0], replace(new.rows[1], key="new", label="New"), new.rows[2])
    moved = replace(new, rows=(*rows[:2], replace(rows[2], key="row2")))
    found = changes(report(old), report(moved))
    assert [(each.label, each.old, each.new) for each in found.numbers] == [
        ("New, n", "", "5")
    ]


def test_quotes_and_words_that_changed_are_listed() -> None:
    def quoted(*quotes: ReleasedQuote, word: str) -> ReleaseFacts:
        theme = ReleasedTheme("q", "c", "Trust", 3, 40, word)
        return ReleaseFacts("Report", quotes=quotes, themes=(theme,))

    one = ReleasedQuote("Q1", "c", "q", "u1", "d1", "Boss")
    two = ReleasedQuote("Q2", "c", "q", "u2", "d2", "Clerk")
    old = quoted(one, two, word="some")
    new = quoted(
        replace(two, reference="Q1", digest="d3", attribution="Respondent"),
        replace(one, reference="Q2", unit="u3"),
        word="many",
    )
    found = changes(old, new)
    assert [(each.reference, each.what) for each in found.quotes] == [
        ("Q1", "words and attribution"),
        ("Q2", "new"),
        ("Q1", "gone"),
    ]
    assert [(each.old, each.new) for each in found.words] == [("some", "many")]
    assert bool(found)
    assert not changes(old, old)


def test_a_later_report_says_what_is_otherwise(
    project: Project, tmp_path: Path
) -> None:
    assert changed_since(project, facts(project))[0] is None
    written(project, tmp_path / "report.docx", NO_CONTROL)
    last, found = changed_since(project, facts(project))
    assert last is not None
    assert not found
    session = CodingSession(project, "eva")
    session.apply(session.units[0], "skills")
    _last, found = changed_since(project, facts(project))
    assert any(each.label.startswith("Skills") for each in found.numbers)


# --- the command ----------------------------------------------------------------------


def test_the_command_lists_shows_and_withdraws(
    project: Project, tmp_path: Path
) -> None:
    written(project, tmp_path / "internal.docx", NO_CONTROL)
    written(project, tmp_path / "report.docx", ROUNDED)
    path = str(project.path)
    project.close()
    run = CliRunner().invoke
    listed = json.loads(run(app, ["releases", path, "--json"]).stdout)
    assert [each["disclosure"] for each in listed] == ["none", "rounded"]
    shown = run(app, ["releases", path, "show", "report.docx", "--json"])
    found = json.loads(shown.stdout)
    assert found["together"][0]["kind"] == EXACT_THERE
    assert found["project"] == "as it was"
    assert run(app, ["releases", path, "show", "1"]).exit_code == 0
    done = run(app, ["releases", path, "withdraw", "1", "--reason", "a try"])
    assert done.exit_code == 0, done.output
    assert "never left the house" in run(app, ["releases", path]).stdout


@pytest.mark.parametrize(
    "words",
    [["shw"], ["show"], ["list", "1"], ["withdraw", "1"], ["--reason", "x"]],
)
def test_wrong_use_is_one_sentence(project: Project, words: list[str]) -> None:
    path = str(project.path)
    project.close()
    done = CliRunner().invoke(app, ["releases", path, *words])
    assert isinstance(done.exception, UsageConflict)


def test_a_report_is_held_against_one_that_printed_the_same(
    project: Project, tmp_path: Path
) -> None:
    whole = facts(project)
    less = replace(whole, parts=("methods",), tables=(), quotes=(), themes=())
    for name, made in (("report.docx", whole), ("methods.docx", less)):
        path = tmp_path / name
        path.write_bytes(b"a report")
        assert record_release(project, made, [path], "eva") is not None
    last, _ = changed_since(project, whole)
    assert last is not None
    assert last.names == "report.docx"
    last, _ = changed_since(project, replace(whole, parts=("limits",)))
    assert last is not None
    assert last.names == "methods.docx", "else the one that was written last"


def test_people_beside_quotes_are_numbers_of_a_report_without_tables(
    project: Project,
) -> None:
    old = replace(facts(project), tables=())
    first = old.themes[0]
    assert first.count
    new = replace(old, themes=(replace(first, count=first.count - 1), *old.themes[1:]))
    (number,) = changes(old, new).numbers
    assert number.old == f"{first.count} of {first.base}"
    assert number.new == f"{first.count - 1} of {first.base}"
    elsewhere = replace(new, quotes=(), themes=())
    assert not changes(new, elsewhere).quotes
