"""Real exports of many platforms, understood without a map."""

import csv
import time
from collections import Counter
from pathlib import Path

import pytest

from hsbcode.domain.survey import Kind
from hsbcode.files.map_files import parse_map, write_map_text
from hsbcode.intake.building import Intake, build
from hsbcode.intake.reading import RawExport, read_export
from hsbcode.intake.understanding import Understanding, to_map, understand
from tests.intake_exports import SHARED

JUPYTER = SHARED / "data" / "jupyter_ux_2015" / "raw_export.csv"
NAPIRE = SHARED / "data" / "napire_2018" / "raw_export.csv"
SURVEYS = SHARED / "interop" / "surveys"
# What a reader that takes these for missing loses; here they are answers.
TAKEN_FOR_MISSING = {"n/a", "N/A", "NA", "None", "null", "NULL", "nan", "NaN", "#N/A"}


def read(path: Path) -> tuple[RawExport, Understanding, Intake]:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the checkout")
    raw = read_export(path)
    known = understand(raw)
    return raw, known, build(raw, known, study="study")


def people(intake: Intake, question: str, *, strict: bool) -> int:
    return len(
        {
            box.respondent
            for box in intake.boxes
            if box.question == question
            and not (strict and box.text in TAKEN_FOR_MISSING)
        }
    )


@pytest.mark.shared
def test_jupyter() -> None:
    start = time.process_time()
    _, known, intake = read(JUPYTER)
    assert time.process_time() - start < 1
    assert len(intake.respondents) == 1706
    assert len(intake.not_begun) == 614
    assert known.id_column is None
    questions = [q for q in intake.questions if q.is_open]
    by_columns = {
        tuple(c.position for c in known.columns_of(q.id)): q.id for q in questions
    }
    published = {
        (4,): 762,
        (6, 7, 8): 689,
        (11, 12, 13): 688,
        (14, 15, 16): 554,
        (17, 18, 19): 580,
        (20, 21, 22): 513,
        (23, 24, 25): 547,
        (26, 27, 28): 325,
    }
    for places, count in published.items():
        question = by_columns[places]
        assert people(intake, question, strict=True) == count
        assert people(intake, question, strict=False) >= count
    assert {(10,), (30,), (31,), (33, 34, 35)} <= set(by_columns)
    assert known.columns[29].kind is Kind.TICKS
    assert [known.columns[i].kind for i in (0, 1)] == [Kind.DATE] * 2
    assert [i for i, c in enumerate(known.columns) if c.kind is Kind.CLOSED] == [
        3,
        5,
        9,
        32,
        36,
    ]


@pytest.mark.shared
def test_napire() -> None:
    start = time.process_time()
    _, known, intake = read(NAPIRE)
    assert time.process_time() - start < 1.5
    assert known.header_rows == 3
    assert len(intake.respondents) == 1051
    assert known.columns[known.id_column or 0].header == "lfdn"
    named = {q.id: q for q in intake.questions}
    assert named["v_277"].columns == ("v_277", "v_278", "v_279", "v_280", "v_281")
    assert named["v_282"].columns == ("v_282", "v_283", "v_284", "v_285", "v_286")
    assert named["language"].options == ("English", "ES", "PT")
    assert not {b.text.strip() for b in intake.boxes} & {"-66", "-77", "-99"}
    assert not {a.value for a in intake.closed} & {"-66", "-77", "-99"}
    assert sum(1 for b in intake.boxes if b.question == "v_277") > 1600
    assert {t.what for t in intake.traces} >= {"mojibake", "errors"}
    assert named["v_36"].kind is Kind.TICK
    assert "Interviews" in named["v_36"].options


@pytest.mark.shared
@pytest.mark.parametrize(
    ("path", "encoding", "mark"),
    [(JUPYTER, "utf-8", ","), (NAPIRE, "mac-roman", ";")],
)
def test_every_open_cell_arrives(path: Path, encoding: str, mark: str) -> None:
    raw, known, intake = read(path)
    with path.open(encoding=encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=mark))[known.header_rows :]
    markers = {"", *known.not_asked, *known.not_answered}
    expected: Counter[tuple[int, str, int, str]] = Counter()
    for number, row in enumerate(rows, start=known.header_rows + 1):
        for column in known.columns:
            text = row[column.position].replace("\r\n", "\n").replace("\r", "\n")
            if column.kind is Kind.OPEN and text.strip() not in markers:
                expected[number, column.question, column.box, text] += 1
    arrived = Counter((b.row, b.question, b.box, b.text) for b in intake.boxes)
    assert arrived == expected
    assert raw.encoding == encoding


EXPECTED = {
    "google_forms/ssi_2014_form_responses.csv": (1, None, 407, 3),
    "google_forms/learning_r_2018_spanish.tsv": (1, None, 295, 6),
    "kobo/kobo_labels_details.csv": (1, "_uuid", 8, 2),
    "kobo/kobo_labels_summary_groups.csv": (1, "_uuid", 8, 2),
    "kobo/kobo_xml_both.csv": (1, "_uuid", 8, 2),
    "limesurvey/rse_2017_nl_public_data.csv": (1, "Column 1", 77, 1),
    "qualtrics/sample.csv": (3, "ResponseId", 1, 1),
    "qualtrics/sample_legacy.csv": (2, "V1", 1, 1),
    "redcap/simple/data.csv": (1, "record_id", 5, 1),
    "redcap/checkboxes/data.csv": (1, "record_id", 4, 1),
    "surveymonkey/StarWars.csv": (2, "RespondentID", 1186, 0),
    "surveymonkey/ospo_2018_results.csv": (2, "Respondent ID", 748, 13),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", EXPECTED)
def test_platforms(name: str) -> None:
    rows, id_column, respondents, open_questions = EXPECTED[name]
    _, known, intake = read(SURVEYS / name)
    place = known.id_column
    assert known.header_rows == rows
    assert (None if place is None else known.columns[place].header) == id_column
    assert len(intake.respondents) == respondents
    assert sum(1 for q in intake.questions if q.is_open) == open_questions


@pytest.mark.shared
@pytest.mark.parametrize("name", EXPECTED)
def test_personal_columns_are_left_out(name: str) -> None:
    _, known, _ = read(SURVEYS / name)
    kept = [c for c in known.columns if c.kind in (Kind.OPEN, Kind.CLOSED, Kind.TICKS)]
    assert not [c for c in kept if any("@" in example for example in c.examples)]
    assert not {
        "name_first",
        "name_last",
        "address",
        "telephone",
        "dob",
        "IPAddress",
    } & {c.header for c in kept}


@pytest.mark.shared
@pytest.mark.parametrize("name", [*EXPECTED, "efs_unipark/napire_pilot_codes.csv"])
def test_a_kept_map_gives_the_same_again(name: str) -> None:
    raw, known, intake = read(SURVEYS / name)
    again = understand(raw, parse_map(write_map_text(to_map(known))))
    same = build(raw, again, study="study")
    assert same.boxes == intake.boxes
    assert same.closed == intake.closed
    assert same.questions == intake.questions
