"""An export becomes respondents, closed answers and boxes; nothing is lost."""

import contextlib
import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.errors import ImportDataError
from hsbcode.domain.ids import respondent_id
from hsbcode.domain.survey import ClosedAnswer, Kind
from hsbcode.files.map_files import parse_map
from hsbcode.intake.building import build, report
from hsbcode.intake.reading import read_export
from hsbcode.intake.understanding import understand
from tests.intake_exports import built, export, many

HEADS = ["Respondent ID", "Role", "Hard 1", "Hard 2"]
ROWS = [
    HEADS,
    ["a", " Nurse", "too late", "NA"],
    ["b", "Teacher", " ", "n/a"],
    ["c", "", "", ""],
    *[[f"x{n}", "Nurse", text, ""] for n, text in enumerate(many("it is"))],
]
MAP = """\
columns:
  - {column: Respondent ID, kind: id}
  - {column: Role, kind: closed, question: role}
  - {column: Hard 1, kind: open, question: hard}
  - {column: Hard 2, kind: open, question: hard}
groups:
  - question: role2
    label: Two roles
    from: role
    values: {Nurse: Health, Teacher: School}
"""


def test_boxes_keep_their_text_and_row(tmp_path: Path) -> None:
    intake = built(tmp_path, ROWS)
    first = [b for b in intake.boxes if b.row <= 4]
    assert [(b.box, b.text, b.row) for b in first] == [
        (1, "too late", 2),
        (2, "NA", 2),
        (2, "n/a", 3),
    ]
    assert first[0].respondent == respondent_id("study", "1", "a")
    assert len({b.id for b in intake.boxes}) == len(intake.boxes)


def test_who_began_and_who_was_asked(tmp_path: Path) -> None:
    intake = built(tmp_path, ROWS)
    left = next(r for r in intake.respondents if r.reference == "c")
    assert not left.began
    assert intake.not_begun == {left.id}
    assert len(intake.asked["hard"]) == 32
    assert intake.blank == 2 * 32 - len(intake.boxes)


def test_what_the_form_fills_in_is_no_answer(tmp_path: Path) -> None:
    rows = [["Response ID", "Form link", "What is hard?"]]
    rows += [[str(n), "AB"[n % 2], text] for n, text in enumerate(many("x"))]
    rows += [["98", "A", ""], ["99", "B", ""]]
    intake = built(tmp_path, rows)
    assert len(intake.not_begun) == 2
    assert "form_link" in intake.asked


def test_report_for_machines(tmp_path: Path) -> None:
    intake = built(tmp_path, ROWS)
    counts = report(intake)
    assert counts["respondents"] == 33
    assert counts["never_began"] == 1
    assert counts["responses"] == len(intake.boxes) == 33
    assert counts["questions"] == [
        {"id": "role", "kind": "closed", "columns": ["Role"], "answered": 32},
        {"id": "hard", "kind": "open", "columns": ["Hard 1", "Hard 2"], "answered": 32},
    ]
    assert counts["dropped"] == []
    assert intake.answered("role") == 32


def test_closed_answers_lose_outer_blanks_only(tmp_path: Path) -> None:
    rows = [["Role", "Text"], *[["\ufeff1 - 5\xa0", t] for t in many("x", 15)]]
    rows += [["None", t] for t in many("y", 15)]
    intake = built(tmp_path, rows)
    assert intake.questions[0].options == ("1 - 5", "None")


def test_groups_become_questions(tmp_path: Path) -> None:
    raw = export(tmp_path, ROWS)
    intake = build(raw, understand(raw, parse_map(MAP)), study="study")
    person = respondent_id("study", "1", "a")
    assert ClosedAnswer(person, "role2", "Health") in intake.closed
    question = intake.questions[-1]
    assert (question.id, question.label, question.kind) == (
        "role2",
        "Two roles",
        Kind.CLOSED,
    )
    assert question.options == ("Health", "School")
    assert intake.asked["role2"] == intake.asked["role"]


def test_an_answer_without_a_group(tmp_path: Path) -> None:
    raw = export(tmp_path, ROWS)
    found = parse_map(MAP.replace(", Teacher: School", ""))
    with pytest.raises(ImportDataError) as caught:
        build(raw, understand(raw, found), study="study", map_name="map.yaml")
    assert caught.value.message == (
        "export.csv, row 3, column “Role”: “Teacher” has no group in map.yaml."
    )


def test_repeated_and_empty_ids(tmp_path: Path) -> None:
    found = parse_map(MAP)
    raw = export(tmp_path, [HEADS, ["a", "x", "y", ""], ["a ", "x", "z", ""]])
    with pytest.raises(
        ImportDataError, match="rows 2 and 3 have the same id"
    ) as caught:
        build(raw, understand(raw, found), study="study")
    assert "“Respondent ID”" in caught.value.message
    assert "--write-map" in caught.value.hint
    raw = export(tmp_path, [HEADS, ["a", "x", "y", ""], [" ", "x", "z", ""]])
    with pytest.raises(ImportDataError, match="row 3: the id column"):
        build(raw, understand(raw, found), study="study")


def test_exact_copies_stay_two_respondents(tmp_path: Path) -> None:
    rows = [["Role", "What is hard?"], ["A", "time"], ["A", "time"], ["B", "money"]]
    intake = built(tmp_path, [*rows, *[["A", t] for t in many("x")]])
    references = [r.reference for r in intake.respondents]
    assert len(set(references)) == 33
    assert references[0].endswith("-1")
    assert references[1] == references[0][:-1] + "2"
    assert "1 row repeats another one exactly; each counts" in intake.notes[-1]


def test_ids_do_not_move_when_rows_are_added(tmp_path: Path) -> None:
    first = built(tmp_path, ROWS)
    second = built(tmp_path, [*ROWS, ["new", "Nurse", "another answer", ""]])
    assert {b.id for b in first.boxes} < {b.id for b in second.boxes}


def test_ticks_in_one_cell_and_in_columns(tmp_path: Path) -> None:
    rows = [["Uses", "Has? [a]", "Has? [b]", "What is hard?"]]
    rows += [["x; y;", "Yes", "No", t] for t in many("p", 10)]
    rows += [["y", "No", "No", t] for t in many("q", 10)]
    rows += [["x;x", "", "Yes", t] for t in many("r", 10)]
    intake = built(tmp_path, rows)
    uses, has = intake.questions[:2]
    assert (uses.kind, uses.options) == (Kind.TICKS, ("x", "y"))
    assert (has.kind, has.options, has.boxes) == (Kind.TICK, ("a", "b"), 2)
    by_person: dict[str, list[str]] = {}
    for answer in intake.closed:
        if answer.question == uses.id:
            by_person.setdefault(answer.respondent, []).append(answer.value)
    assert (
        sorted(map(tuple, by_person.values()))
        == [("x",)] * 10 + [("x", "y")] * 10 + [("y",)] * 10
    )
    assert intake.answered(has.id) == 20


def test_not_asked_is_not_blank(tmp_path: Path) -> None:
    rows = [["lfdn", "v_1", "v_2", "v_3"]]
    rows += [[str(n), "A" if n % 2 else "B", t, "-99"] for n, t in enumerate(many("x"))]
    rows += [[str(n), "A", "-66", "-77"] for n in range(30, 35)]
    rows += [[str(n), "B", "-99", "-77"] for n in range(35, 40)]
    rows += [[str(n), "-77", "-66", "-66"] for n in range(40, 44)]
    intake = built(tmp_path, rows)
    assert len(intake.not_begun) == 4
    assert len(intake.asked["v_2"]) == 35
    assert intake.blank == 5
    assert all(not b.text.startswith("-") for b in intake.boxes)


def test_nothing_to_import(tmp_path: Path) -> None:
    raw = export(tmp_path, [["Respondent ID", "Text"]])
    with pytest.raises(ImportDataError, match="1 header row and no answers"):
        understand(raw)
    raw = export(tmp_path, [["Start Date", "Email"], ["2020-01-01", "a@example.org"]])
    with pytest.raises(ImportDataError, match="no column is taken for an answer"):
        build(raw, understand(raw), study="study")


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), min_size=1
) | st.sampled_from(
    ["=1+1", "\u202eabc", "[/b]", "\x1b[2J", "😀" * 50, "x" * 20_000, "NA"]
)


@settings(deadline=None, max_examples=40)
@given(st.lists(HOSTILE, min_size=1, max_size=8))
def test_every_text_arrives_unchanged(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    rows = [["No.", "Text"], *[[f"r{n}", text] for n, text in enumerate(texts)]]
    found = parse_map(
        'columns:\n  - {column: "No.", kind: id}\n'
        "  - {column: Text, kind: open, question: t}\n"
    )
    intake = build(
        export(folder, rows), understand(export(folder, rows), found), study="s"
    )
    assert [b.text for b in intake.boxes] == [text for text in texts if text.strip()]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(HOSTILE | st.just(""), min_size=3, max_size=3), min_size=1, max_size=6
    )
)
def test_no_export_crashes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with contextlib.suppress(ImportDataError):
        raw = export(folder, rows)
        report(build(raw, understand(raw), study="s"))


def test_large_exports_are_quick(tmp_path: Path) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Respondent ID", "Role", "Uses", "Hard 1", "Hard 2", "Age"])
    for n in range(10_000):
        words = f"an answer with number {n} in it and some more words " * 2
        writer.writerow(
            [n, "ABC"[n % 3], "x;y" if n % 2 else "y", words, words, n % 60]
        )
    path = tmp_path / "big.csv"
    path.write_text(text.getvalue())
    start = time.process_time()
    raw = read_export(path)
    intake = build(raw, understand(raw), study="s")
    assert len(intake.boxes) == 20_000
    assert time.process_time() - start < 3
