"""A quote is what the person wrote, or it is refused."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hsbcode.domain.errors import OutputError
from hsbcode.domain.survey import Unit
from hsbcode.quotes import check_verbatim
from hsbcode.quotes.passages import passage
from hsbcode.quotes.verbatim import CUT, WORDS_AT_MOST
from tests.reporting_study import HOSTILE


def shortened(answer: str, words: int = WORDS_AT_MOST) -> str:
    unit = Unit("u", "u", "p1", "p1", "challenge", 1, 1, answer)
    return passage(unit, words=words).text


ANSWER = "We ask for help. Nobody comes. In the end we drive  them home ourselves."


@pytest.mark.parametrize(
    "quote",
    [
        ANSWER,
        "Nobody comes.",
        f"We ask for help. {CUT} we drive  them home ourselves.",
        f"{CUT} Nobody comes. {CUT}",
    ],
)
def test_exact_parts_pass(quote: str) -> None:
    check_verbatim(quote, ANSWER, "p1/challenge/1")


@pytest.mark.parametrize(
    "quote",
    [
        "nobody comes.",
        "we drive them home",
        f"Nobody comes. {CUT} We ask for help.",
        f"We ask for help. {CUT} Everybody comes.",
        "",
        "  ",
        CUT,
        f"{CUT} {CUT}",
    ],
)
def test_anything_else_is_refused_without_showing_it(quote: str) -> None:
    with pytest.raises(OutputError) as caught:
        check_verbatim(quote, ANSWER, "p1/challenge/1")
    assert "p1/challenge/1" in caught.value.message
    for words in ("Nobody", "nobody", "drive", "Everybody"):
        assert words not in str(caught.value) + caught.value.hint


def test_long_answers_are_cut_after_a_sentence_and_marked() -> None:
    answer = "One two three four. Five six seven eight. Nine ten eleven twelve."
    assert shortened(answer, 9) == f"One two three four. Five six seven eight. {CUT}"
    assert shortened(answer, 8) == f"One two three four. Five six seven eight. {CUT}"
    assert shortened(answer, 12) == answer
    assert shortened("  as it is \n") == "as it is"
    assert shortened("one two three four", 2) == f"one two {CUT}"


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_answers_are_cut_verbatim(text: str) -> None:
    quote = shortened(text)
    check_verbatim(quote, text, "x")
    assert len(quote) <= 20 * WORDS_AT_MOST + 4


@given(st.text(max_size=300), st.integers(1, 10))
def test_a_cut_is_always_verbatim(answer: str, words: int) -> None:
    assume(answer.strip())
    quote = shortened(answer, words)
    check_verbatim(quote, answer, "x")
    assert len(quote.replace(CUT, "").split()) <= max(words, 1)


@given(st.text(min_size=1, max_size=60), st.data())
def test_a_changed_letter_is_found(answer: str, data: st.DataObject) -> None:
    assume(CUT not in answer and answer.strip())
    at = data.draw(st.integers(0, len(answer) - 1))
    changed = answer[:at] + "\ue000" + answer[at + 1 :]
    assume("\ue000" not in answer)
    with pytest.raises(OutputError):
        check_verbatim(changed, answer, "x")
