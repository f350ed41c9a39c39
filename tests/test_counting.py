"""Whose coding counts."""

import pytest

from hsbcode.domain.acts import SETTLED, Act, ActKind
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.counting import (
    Standing,
    finished_by_unit,
    is_codable,
    verdict,
    verdicts,
)
from hsbcode.domain.fold import Fold
from hsbcode.domain.rounds import RoundStep

A, B, NONE = frozenset({"a"}), frozenset({"b"}), frozenset[str]()


@pytest.mark.parametrize(
    ("passes", "settled", "lead", "standing", "codes", "coders"),
    [
        ({}, None, None, Standing.UNCODED, NONE, ()),
        ({}, None, "amy", Standing.UNCODED, NONE, ()),
        ({}, A, None, Standing.SETTLED, A, ()),
        ({"amy": B}, A, "amy", Standing.SETTLED, A, ("amy",)),
        ({"amy": B}, NONE, None, Standing.SETTLED, NONE, ("amy",)),
        ({"amy": A}, None, None, Standing.ONLY, A, ("amy",)),
        ({"amy": NONE}, None, None, Standing.ONLY, NONE, ("amy",)),
        ({"ben": A}, None, "amy", Standing.ONLY, A, ("ben",)),
        ({"ben": A, "amy": A}, None, None, Standing.EQUAL, A, ("amy", "ben")),
        ({"ben": NONE, "amy": NONE}, None, None, Standing.EQUAL, NONE, ("amy", "ben")),
        ({"ben": A, "amy": B}, None, None, Standing.UNSETTLED, NONE, ("amy", "ben")),
        ({"ben": A, "amy": NONE}, None, None, Standing.UNSETTLED, NONE, ("amy", "ben")),
        ({"ben": A, "amy": B}, None, "ben", Standing.LEAD, A, ("ben",)),
        ({"ben": A, "amy": B}, None, "eva", Standing.UNSETTLED, NONE, ("amy", "ben")),
    ],
)
def test_verdict(
    passes: dict[str, frozenset[str]],
    settled: frozenset[str] | None,
    lead: str | None,
    standing: Standing,
    codes: frozenset[str],
    coders: tuple[str, ...],
) -> None:
    found = verdict(passes, settled, lead)
    assert (found.standing, found.codes, found.coders) == (standing, codes, coders)
    assert found.counts == (standing not in (Standing.UNCODED, Standing.UNSETTLED))


def _log(*entries: tuple[str, str, str, str | None, str | None]) -> Fold:
    return Fold.of(
        Act(
            f"{number:04}", "r", number, coder, "", f"{number}", None, kind, None,
            unit=unit, code=code, round=round_,
        )
        for number, (coder, kind, unit, code, round_) in enumerate(entries)
    )  # fmt: skip


def test_verdicts_of_a_log() -> None:
    apply, finish = ActKind.APPLY, ActKind.FINISH
    fold = _log(
        ("amy", apply, "begun", "a", None),
        ("amy", apply, "one", "a", None),
        ("amy", finish, "one", None, None),
        ("ben", apply, "one", "b", None),
        ("amy", finish, "two", None, None),
        ("ben", apply, "two", "b", None),
        ("ben", finish, "two", None, None),
        (SETTLED, apply, "three", "b", None),
        (SETTLED, finish, "three", None, None),
        ("amy", finish, "three", None, None),
        (SETTLED, apply, "four", "b", None),
        ("amy", finish, "four", None, None),
    )
    found = verdicts(fold, ["begun", "one", "two", "three", "four", "never seen"])
    assert [(each.standing, each.codes) for each in found.values()] == [
        (Standing.UNCODED, NONE),
        (Standing.ONLY, A),
        (Standing.UNSETTLED, NONE),
        (Standing.SETTLED, B),
        (Standing.ONLY, NONE),
        (Standing.UNCODED, NONE),
    ]
    assert verdicts(fold, ["two"], lead="ben")["two"].standing is Standing.LEAD
    assert finished_by_unit(fold) == {
        "one": ("amy",),
        "two": ("amy", "ben"),
        "three": ("amy",),
        "four": ("amy",),
    }


def test_the_newest_round_of_a_coder_wins() -> None:
    apply, finish = ActKind.APPLY, ActKind.FINISH
    fold = _log(
        ("amy", apply, "u", "b", "round 10"),
        ("amy", finish, "u", None, "round 10"),
        ("amy", finish, "u", None, "round 2"),
        ("amy", apply, "u", "a", None),
        ("amy", finish, "u", None, None),
    )
    assert verdicts(fold, ["u"])["u"].codes == A
    steps = (RoundStep.DRAW, RoundStep.RELEASE)
    for place, name in enumerate(("round 2", "round 10")):
        for step in steps:
            fold.add(
                Act(
                    f"1{place}{step}",
                    "r",
                    9,
                    "lead",
                    "",
                    "p",
                    None,
                    ActKind.ROUND,
                    None,
                    flag=step,
                    round=name,
                )
            )
    assert verdicts(fold, ["u"])["u"].codes == B


def test_a_validity_code_makes_a_unit_uncodable() -> None:
    book = Codebook((Code("a", "A"), Code("blank", "Blank", kind="validity")))
    assert is_codable([], book)
    assert is_codable(["a", "not in the frame"], book)
    assert not is_codable(["a", "blank"], book)
