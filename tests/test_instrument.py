"""Instrument files: the shipped one is sound, and each fault has its sentence."""

from pathlib import Path

import pytest

from hsbcode.domain.errors import InstrumentError
from hsbcode.files.codebook_files import read_codebook
from hsbcode.files.instrument_checks import problems, read_instrument
from hsbcode.files.instrument_form import questions
from hsbcode.workflows.instruments import check_instrument, draft_instrument

CODEBOOKS = Path(__file__).parents[1] / "codebooks"
SHIPPED = CODEBOOKS / "larc7-instrument.yaml"
SMALL = """\
schema: hsbcode.instrument/1
id: library_2025
title: Users of the town library
option_sets:
  visits:
    options:
      - {id: weekly, label: "Every week"}
      - {id: never, label: "Never", opens: why_never}
scales:
  agree:
    columns:
      - {label: "Agree", rank: 3}
      - {label: "Neither", rank: 2}
      - {label: "Disagree", rank: 1}
      - {label: "Unsure"}
    top_two: ["Agree", "Neither"]
row_sets:
  staff: {rows: [{id: kind, label: "Friendly"}, {id: know, label: "Knowledgeable"}]}
sections:
  - id: A
    title: Everyone
    seen_by: all
    questions:
      - id: visits
        type: single
        short: Visits
        text: "How often do you come?"
        options: visits
        route: {status: section}
        dependents: [why_never]
      - id: why_never
        type: open
        short: Why never
        text: "What keeps you away?"
        belongs_to: {question: visits, option: never}
        route: {status: printed, if: {question: visits, any_of: [never]}}
      - id: staff
        type: grid
        short: Staff
        text: "How far do you agree?"
        rows: staff
        scale: agree
        route: {status: section}
"""


def test_the_shipped_instrument_is_whole() -> None:
    form = read_instrument(SHIPPED)
    assert list(problems(form)) == []
    known = questions(form)
    assert len(known) == 65
    assert len(form.oddities) == 27
    kinds = [question.type for question in known.values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "single": 15,
        "multi": 9,
        "grid": 13,
        "open": 26,
        "open_list": 2,
    }


def test_the_whole_frame_codes_questions_of_the_instrument() -> None:
    frame = read_codebook(CODEBOOKS / "larc7.yaml")
    assert len(frame) == 124
    asked = {
        question.codes or question.id
        for question in questions(read_instrument(SHIPPED)).values()
        if question.type in ("open", "open_list")
    }
    assert {question for code in frame for question in code.questions} <= asked
    core = read_codebook(CODEBOOKS / "larc7-core.yaml")
    own = {"wf_skills_confidence", "wf_capacity", "not_codable", "no_answer_mark"}
    for code in core:
        assert code.id in own or frame[code.id].label == code.label


def test_the_example_of_the_documentation_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "i.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert read_instrument(path).title == "Users of the town library"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("instrument/1", "instrument/9", "hsbcode.instrument/9"),
        ("type: grid", "type: gird", "gird"),
        ("rows: staff\n", "rows: stuff\n", "question staff"),
        ("any_of: [never]", "any_of: [nver]", "question why_never, route"),
        ("option: never}", "option: nver}", "question why_never, belongs_to"),
        ("dependents: [why_never]", "dependents: []", "question visits, dependents"),
        ("id: know", "id: kind", "row set staff: an id is used twice"),
        ("rank: 2", "rank: 3", "two labels have one rank"),
        ('"Neither"]', '"Disagree"]', "top_two are not the two highest"),
        ("opens: why_never", "opens: why_nvr", "“why_nvr” is no question"),
        ("seen_by: all", "seen_by: some", "there is no part “some”"),
        ("id: why_never\n", "id: visits\n", "a question id is used twice"),
        ("short: Staff", "shrt: Staff", "shrt"),
        ("{id: weekly", "{id: no", "quotes"),
    ],
)
def test_each_fault_has_its_sentence(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert SMALL.count(old) == 1
    path = tmp_path / "i.yaml"
    path.write_text(SMALL.replace(old, new), encoding="utf-8")
    with pytest.raises(InstrumentError) as caught:
        read_instrument(path)
    assert "i.yaml" in caught.value.message
    assert said in caught.value.message + caught.value.hint


def test_a_draft_is_sound_and_names_what_the_export_shows(tmp_path: Path) -> None:
    export = tmp_path / "visitors 2025.csv"
    rows = ["id,How often?,How sure?,What else?,Which do you use?"]
    for number in range(12):
        often = ("Weekly", "Never")[number % 2]
        rows.append(
            f"r{number},{often},{often},Answer number {number} here,Books;Music"
        )
    export.write_text("\n".join(rows) + "\n", encoding="utf-8")
    form = draft_instrument(export, tmp_path / "draft.yaml")
    assert check_instrument(tmp_path / "draft.yaml") == (4, ())
    assert read_instrument(tmp_path / "draft.yaml") == form
    kinds = {q.id: (q.type, q.base) for q in questions(form).values()}
    assert sorted(kinds.values()) == [
        ("multi", "ticked"),
        ("open", "answered"),
        ("single", "answered"),
        ("single", "answered"),
    ]
    # two questions with the same answers share one set
    assert len(form.option_sets) == 2


@pytest.mark.shared
def test_drafts_of_real_surveys(tmp_path: Path) -> None:
    shared = Path(__file__).parents[2] / "shared" / "data"
    for name in ("jupyter_ux_2015", "napire_2018"):
        export = shared / name / "raw_export.csv"
        if not export.exists():
            pytest.skip("real surveys are not beside the checkout")
        draft_instrument(export, tmp_path / f"{name}.yaml")
        count, faults = check_instrument(tmp_path / f"{name}.yaml")
        assert count > 15
        assert faults == ()
