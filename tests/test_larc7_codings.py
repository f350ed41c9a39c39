"""The two invented codings of the whole study and their settled version."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from hsbcode.domain.codebook import Codebook
from hsbcode.files.codebook_files import read_codebook

ROOT = Path(__file__).parents[1]
WHOLE = ROOT / "data" / "larc7"
Coding = dict[str, tuple[str, ...]]

_FULL = read_codebook(ROOT / "codebooks" / "larc7.yaml")
FRAMES: dict[str, Codebook] = {
    "challenges": _FULL,
    "additional_comments": _FULL,
    "specialist_desc": _FULL,
    "training_desc": _FULL,
    "tools": _FULL,
    "methods_comments": _FULL,
}
CODERS = ("amy", "ben", "settled")
RULE = "cse_only_service"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _coding(coder: str) -> Coding:
    rows = _rows(WHOLE / "codings" / f"{coder}.csv")
    return {row["unit"]: tuple(filter(None, row["codes"].split(";"))) for row in rows}


def _question(unit: str) -> str:
    return unit.split("/")[1]


def _of(coding: Coding, question: str) -> Coding:
    return {u: codes for u, codes in coding.items() if _question(u) == question}


def _twins() -> dict[str, str]:
    """Codes that are one idea under two parents, each with the other's id."""
    return {code.id: code.same_as[0] for code in _FULL.codes if code.same_as}


def _alpha(first: list[bool], second: list[bool]) -> float:
    """Krippendorff's nominal alpha of one code and two coders without gaps."""
    values = len(first) + len(second)
    given = sum(first) + sum(second)
    apart = sum(a != b for a, b in zip(first, second, strict=True))
    return 1 - (values - 1) * apart * 2 / (2 * given * (values - given))


AMY, BEN, SETTLED = (_coding(coder) for coder in CODERS)
TEXTS = {
    f"{row['respondent_id']}/{question}/{row['box']}": row["text"]
    for question in FRAMES
    for row in _rows(WHOLE / "answers" / f"{question}.csv")
}


@pytest.mark.parametrize("coder", CODERS)
def test_each_row_is_a_unit_with_text_and_offered_codes(coder: str) -> None:
    rows = _rows(WHOLE / "codings" / f"{coder}.csv")
    assert list(rows[0]) == ["unit", "coder", "codes"]
    name = "(settled)" if coder == "settled" else coder
    assert {row["coder"] for row in rows} == {name}
    assert max(Counter(row["unit"] for row in rows).values()) == 1
    for unit, codes in _coding(coder).items():
        assert TEXTS[unit].strip(), unit
        assert len(set(codes)) == len(codes), unit
        question = _question(unit)
        for code in codes:
            entry = FRAMES[question][code]
            assert entry.can_be_applied, (unit, code)
            assert entry.offered_for(question), (unit, code)


def test_amy_read_every_open_answer() -> None:
    assert set(AMY) == {unit for unit, text in TEXTS.items() if text.strip()}


def test_more_than_250_responses_are_coded_by_both() -> None:
    assert set(BEN) < set(AMY)
    assert len({unit.rsplit("/", 1)[0] for unit in BEN}) > 250
    for question in FRAMES:
        assert len(_of(BEN, question)) >= 40, question


def test_settled_decides_each_difference_and_nothing_one_coder_read_alone() -> None:
    apart = {unit for unit in BEN if set(AMY[unit]) != set(BEN[unit])}
    assert apart | set(_of(BEN, "specialist_desc")) == set(SETTLED)


def test_settled_sides_with_neither_coder_throughout() -> None:
    apart = [unit for unit in SETTLED if set(AMY[unit]) != set(BEN[unit])]
    with_amy = sum(set(SETTLED[unit]) == set(AMY[unit]) for unit in apart)
    with_ben = sum(set(SETTLED[unit]) == set(BEN[unit]) for unit in apart)
    assert 0 < with_ben < with_amy < len(apart) - with_ben


def test_exactly_the_36_planned_people_are_settled_as_exploitation_only() -> None:
    planned = {
        row["respondent_id"]
        for row in _rows(WHOLE / "solved.csv")
        if row["plan_service_named"] == "cse_only"
    }
    moved = {
        unit.split("/")[0]
        for unit, codes in _of(SETTLED, "specialist_desc").items()
        if {RULE, "svc_cse_only"} & set(codes)
    }
    assert len(planned) == 36
    assert moved == planned
    for unit, codes in _of(SETTLED, "specialist_desc").items():
        if unit.split("/")[0] in planned:
            assert codes == (RULE,), unit


def test_the_rule_was_not_obvious_to_either_coder() -> None:
    settled = {unit for unit, codes in SETTLED.items() if RULE in codes}
    for coding in (AMY, BEN):
        assert {unit for unit, codes in coding.items() if RULE in codes} != settled


def _agreement(questions: tuple[str, ...]) -> dict[str, tuple[int, float]]:
    """Code to uses by both coders together, and alpha where it is offered."""
    twins = _twins()
    found: dict[str, tuple[int, float]] = {}
    for code in FRAMES[questions[0]].codes:
        ids = {code.id, twins.get(code.id, code.id)}
        units = [
            u
            for u in BEN
            if _question(u) in questions and code.offered_for(_question(u))
        ]
        first = [bool(ids & set(AMY[unit])) for unit in units]
        second = [bool(ids & set(BEN[unit])) for unit in units]
        uses = sum(first) + sum(second)
        if uses:
            found[code.id] = (uses, _alpha(first, second))
    return found


@pytest.mark.parametrize(
    "questions",
    [
        ("challenges", "additional_comments"),
        ("specialist_desc",),
        ("training_desc",),
        ("tools",),
        ("methods_comments",),
    ],
)
def test_agreement_is_neither_perfect_nor_hopeless(questions: tuple[str, ...]) -> None:
    found = _agreement(questions)
    often = {code: alpha for code, (uses, alpha) in found.items() if uses >= 20}
    assert len(often) >= 4
    for code, alpha in often.items():
        assert 0.4 < alpha < 1, (code, alpha)
    assert max(often.values()) - min(often.values()) > 0.1
