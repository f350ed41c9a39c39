"""Answers that say the same, marks for nothing, and words that are rare."""

import pytest

from hsbcode.language.near_texts import NEARLY, Likeness, Ranking, says_nothing


@pytest.mark.parametrize(
    "text", ["", " ", "-", "?", "...", "N/A", "n/a.", "None", "NIL", "no comment", "–"]
)
def test_marks_for_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["no money", "none of the parents come", "🙂", "无", "nothing works here"]
)
def test_short_answers_are_no_marks(text: str) -> None:
    assert not says_nothing(text)


def test_case_and_points_make_no_other_answer() -> None:
    likeness = Likeness("Lack of time.")
    assert likeness.of("lack of TIME") == 1.0
    assert likeness.of("Lack of tiem") >= NEARLY
    assert likeness.of("Lack of trust") < NEARLY
    assert likeness.of("Time, and the lack of it, over many years") == 0.0


def test_a_bound_by_length_never_hides_what_is_nearly_the_same() -> None:
    from difflib import SequenceMatcher

    texts = ["lack of time", "lack of the time", "a lack of time", "no time", "time"]
    for one in texts:
        likeness = Likeness(one)
        for other in texts:
            ratio = SequenceMatcher(None, other, one, autojunk=False).ratio()
            if ratio >= NEARLY:
                assert likeness.of(other) == pytest.approx(ratio)


def test_rare_words_rank_before_common_ones() -> None:
    ranking = Ranking("the social worker has a caseload")
    texts = {
        "a": "social media",
        "b": "a caseload of fifty",
        "c": "nobody knows",
        "d": "social work",
        "e": "my caseloads and the social worker",
    }
    for unit, text in texts.items():
        ranking.add(unit, text)
    ranked = ranking.ranked()
    assert ranked[0] == "e"
    assert ranked.index("b") < ranked.index("a")
    assert "c" not in ranked
