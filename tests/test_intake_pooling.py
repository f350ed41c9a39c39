"""Two columns that are one box, and facts from the name of a file."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.errors import ImportDataError
from hsbcode.domain.survey import ClosedAnswer, Kind
from hsbcode.files.map_files import parse_map, write_map_text
from hsbcode.intake.building import Intake, build, report
from hsbcode.intake.changing import joined, split_off
from hsbcode.intake.mapping import to_map
from hsbcode.intake.reading import RawExport
from hsbcode.intake.understanding import Understanding, understand
from hsbcode.workflows.importing.bringing_in import apply_plans, look_at, plan_import
from hsbcode.workflows.opening import create_project
from tests.intake_exports import export

HEADS = ["No", "Form", "Hard 1", "Hard 2", "Staff 1", "Staff 2", "Many", "Staff many"]
MAP = """\
columns:
  - {column: "No", kind: id}
  - {column: Hard 1, kind: open, question: hard, box: 1}
  - {column: Hard 2, kind: open, question: hard, box: 2}
  - {column: Staff 1, kind: open, question: hard, box: 1}
  - {column: Staff 2, kind: open, question: hard, box: 2}
  - {column: Many, kind: closed, question: many, box: 1}
  - {column: Staff many, kind: closed, question: many, box: 1}
facts:
  - {question: area, label: Area, from: file, pattern: "copy-([A-Z]\\\\d)"}
"""
ROWS = [
    ["a", "B", "too late", "no money", "", "", "None", ""],
    ["b", "C", "", "", " they leave", "", "", "1 - 5"],
    ["c", "C", "", "", "", "=1+1", "", "6 - 10"],
    ["d", "B", "", "", "", "", "", ""],
]


def mapped(
    folder: Path, rows: Sequence[Sequence[str]], text: str = MAP
) -> tuple[Understanding, Intake]:
    raw = export(folder, [HEADS, *rows])
    known = understand(raw, parse_map(text))
    return known, build(raw, known, study="study")


def test_two_forms_are_one_question(tmp_path: Path) -> None:
    _, intake = mapped(tmp_path, ROWS)
    names = {r.id: r.reference for r in intake.respondents}
    boxes = {(names[b.respondent], b.question, b.box, b.text) for b in intake.boxes}
    assert boxes == {
        ("a", "hard", 1, "too late"),
        ("a", "hard", 2, "no money"),
        ("b", "hard", 1, " they leave"),
        ("c", "hard", 2, "=1+1"),
    }
    assert len({b.id for b in intake.boxes}) == 4
    many = {names[a.respondent]: a.value for a in intake.closed}
    assert many == {"a": "None", "b": "1 - 5", "c": "6 - 10"}
    hard, count, area = intake.questions
    assert hard.boxes == 2
    assert hard.columns == ("Hard 1 / Staff 1", "Hard 2 / Staff 2")
    assert count.options == ("1 - 5", "6 - 10", "None")
    assert (area.id, area.options) == ("area", ())
    assert intake.doubled == ()
    # Two boxes for each of the three who began, four of the six filled.
    assert intake.blank == 2


def test_two_texts_for_one_box_are_refused(tmp_path: Path) -> None:
    rows = [*ROWS, ["e", "B", "", "one text", "", "another", "", ""]]
    with pytest.raises(ImportDataError) as caught:
        mapped(tmp_path, rows)
    assert caught.value.message == (
        "export.csv, row 6: columns “Hard 2” and “Staff 2” are both filled, and the "
        "map makes both box 2 of “hard”."
    )
    assert "text" not in caught.value.message
    rows[-1][5] = " \t"
    assert len(mapped(tmp_path, rows)[1].boxes) == 5


TEXTS = st.one_of(
    st.just(""), st.text(st.characters(exclude_characters="\r", codec="utf-8"))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_no_text_is_lost_or_made(cells: list[tuple[str, str]]) -> None:
    rows = tuple(
        (str(n), "", one, "", other, "", "", "")
        for n, (one, other) in enumerate(cells, start=1)
    )
    raw = RawExport(
        file="export.csv",
        sha256="",
        rows=(tuple(HEADS), *rows),
        numbers=tuple(range(1, len(rows) + 2)),
        lines=tuple(range(1, len(rows) + 2)),
    )
    known = understand(raw, parse_map("header_rows: 1\n" + MAP))
    if any(one.strip() and other.strip() for one, other in cells):
        with pytest.raises(ImportDataError, match="are both filled"):
            build(raw, known, study="s")
        return
    written = [one if one.strip() else other for one, other in cells]
    intake = build(raw, known, study="s")
    assert {(b.row, b.text) for b in intake.boxes} == {
        (n, text) for n, text in enumerate(written, start=2) if text.strip()
    }


def test_two_closed_answers_keep_the_first_and_are_listed(tmp_path: Path) -> None:
    rows = [*ROWS, ["e", "B", "", "", "", "", "None", "1 - 5"]]
    rows += [[f"x{n}", "B", "", "", "", "", "Unsure", "Unsure"] for n in range(14)]
    _, intake = mapped(tmp_path, rows)
    person = next(r.id for r in intake.respondents if r.reference == "e")
    given = [a for a in intake.closed if a.respondent == person]
    assert given == [ClosedAnswer(person, "many", "None")]
    assert len(intake.doubled) == 15
    found = json.loads(json.dumps(report(intake)))["doubled"]
    assert found[0] == {
        "respondent": "e",
        "question": "many",
        "kept": "Many",
        "passed_over": "Staff many",
    }
    (note,) = (note for note in intake.notes if "two columns" in note)
    assert "rows 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 and 3 more" in note
    assert note.endswith("“Many” is kept, not the one in “Staff many”.")


def test_missing_markers_reach_both_columns(tmp_path: Path) -> None:
    text = 'not_asked: ["-77"]\nnot_answered: ["-99"]\n' + MAP
    rows = [
        ["a", "B", "late", "-99", "-77", "-77", "None", "-77"],
        ["b", "C", "-77", "-77", "-99", "-99", "-77", "1 - 5"],
        ["c", "A", "-77", "-77", "-77", "-77", "-77", "-77"],
    ]
    _, intake = mapped(tmp_path, rows, text)
    names = {r.id: r.reference for r in intake.respondents}
    assert {names[one] for one in intake.asked["hard"]} == {"a", "b"}
    assert intake.blank == 3
    assert intake.doubled == ()


def test_one_tick_box_on_two_forms(tmp_path: Path) -> None:
    text = """\
columns:
  - {column: "No", kind: id}
  - {column: Hard 1, kind: tick, question: felt, option: Anxious}
  - {column: Hard 2, kind: tick, question: felt, option: Upset}
  - {column: Staff 1, kind: tick, question: felt, option: Anxious}
"""
    rows = [["a", "", "Anxious", "Upset", "Anxious", "", "", ""]]
    _, intake = mapped(tmp_path, rows, text)
    assert [a.value for a in intake.closed] == ["Anxious", "Upset"]
    assert intake.questions[0].options == ("Anxious", "Upset")


def test_the_file_name_answers_for_everybody(tmp_path: Path) -> None:
    found = parse_map(MAP)
    for name, values in (("copy-A7.csv", ["A7"] * 4), ("general.csv", [])):
        raw = export(tmp_path, [HEADS, *ROWS])
        path = (tmp_path / "export.csv").rename(tmp_path / name)
        map_path = tmp_path / "map.yaml"
        map_path.write_text(write_map_text(found), "utf-8")
        raw, known = look_at(path, map_path)
        intake = build(raw, known, study="s")
        given = [a.value for a in intake.closed if a.question == "area"]
        assert given == values
        # Somebody who left every answer empty did not begin by being in a file.
        assert len(intake.not_begun) == 1
        area = intake.questions[-1]
        assert (area.kind, area.label) == (Kind.CLOSED, "Area")


def test_a_kept_map_reads_a_longer_copy_the_same(tmp_path: Path) -> None:
    map_path = tmp_path / "map.yaml"
    map_path.write_text(MAP, "utf-8")
    export(tmp_path, [HEADS, *ROWS])
    path = (tmp_path / "export.csv").rename(tmp_path / "copy-B2.csv")
    with create_project(tmp_path / "p") as project:
        plan = plan_import(project, *look_at(path, map_path), study="s")
        apply_plans(project, [plan])
        export(tmp_path, [HEADS, *ROWS, ["e", "C", "", "", "new", "", "", "None"]])
        path = (tmp_path / "export.csv").rename(tmp_path / "copy-B2.csv")
        again = plan_import(project, *look_at(path, project=project), study="s")
        assert again.sentence() == "4 known, 1 new respondent, 1 open answer"
        assert not again.changed
        apply_plans(project, [again])
        closed = project.answers.closed()
        assert len(closed["area"]) == 5
        assert len(closed["many"]) == 4


def test_the_map_of_an_understanding_says_its_boxes(tmp_path: Path) -> None:
    known, _ = mapped(tmp_path, ROWS)
    text = write_map_text(to_map(known))
    again = understand(export(tmp_path, [HEADS, *ROWS]), parse_map(text))
    assert [(c.question, c.box, c.kind) for c in again.columns] == [
        (c.question, c.box, c.kind) for c in known.columns
    ]
    assert again.facts == known.facts
    plain = MAP.replace(", box: 1", "").replace(", box: 2", "")
    plain = plain.replace(", question: many}", "}")
    told = write_map_text(to_map(mapped(tmp_path, ROWS, plain)[0]))
    assert "box:" not in told


def test_changes_by_hand_keep_shared_boxes(tmp_path: Path) -> None:
    known, _ = mapped(tmp_path, ROWS)
    split = split_off(known, 2)
    assert [(c.question, c.box) for c in split.columns[3:6]] == [
        ("hard", 2),
        ("hard", 1),
        ("hard", 2),
    ]
    assert split.columns[2].question == "hard_2"
    one = joined(known, [2, 3])
    assert [c.box for c in one.columns_of(one.columns[2].question)] == [1, 2]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("hard, box: 1}", "hard}", "columns with a box and columns without"),
        ("hard, box: 2}", "hard, box: 3}", "has a box 3 and no box 2"),
        ("many, box: 1}", "many}", "has a closed column already"),
        ("many, box: 1}", "many, box: 2}", "it can only be 1"),
        ("hard, box: 2}", "hard, box: 100}", "100 is not between 1 and 99"),
        ("hard, box: 1}", "hard, box: 0}", "0 is not between 1 and 99"),
        ("kind: id}", "kind: date, box: 1}", "only a column of kind open or closed"),
        ("from: file", "from: fle", "“fle” is no source of a fact"),
        ("question: area", "question: hard", "already the id of a question"),
        ("copy-([A-Z]", "copy-([A-Z]+", "this is no regular expression"),
        ("copy-(", "(copy)-(", "has 2 pairs of brackets and needs one"),
    ],
)
def test_what_a_map_cannot_say(old: str, new: str, words: str) -> None:
    text = MAP.replace(old, new)
    if "regular" in words:
        text = MAP.replace(')"}', '"}')
    assert text != MAP
    with pytest.raises(ImportDataError) as caught:
        parse_map(text)
    assert words in caught.value.message
    assert caught.value.message.startswith("map.yaml: ")
