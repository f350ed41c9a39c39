"""What is printed of an answer: cuts, replaced words, nothing else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.acts import Span
from hsbcode.domain.kept_names import KeptName
from hsbcode.domain.quotes import Redaction
from hsbcode.domain.survey import Unit
from hsbcode.language.kept_names import NameFinder
from hsbcode.quotes.passages import passage
from hsbcode.quotes.verbatim import CUT, check_verbatim

ANSWER = "We rang Mrs Oduya at Fernhill School. Nobody rang back, so Oduya wrote."


def unit(text: str, start: int = 0) -> Unit:
    return Unit("u", "b", "p1", "p1", "challenge", 1, 1, text, start)


def stretch(words: str, text: str = ANSWER, offset: int = 0) -> Span:
    at = text.index(words)
    return Span(at + offset, at + offset + len(words))


def role(words: str, name: str, offset: int = 0) -> Redaction:
    return Redaction(stretch(words, offset=offset), name)


def test_words_are_cut_and_replaced_with_marks() -> None:
    found = passage(
        unit(ANSWER),
        cuts=[stretch("Nobody rang back, ")],
        redactions=[role("Mrs Oduya", "name"), role("Fernhill School", "school")],
    )
    assert found.text == f"We rang [name] at [school]. {CUT} so Oduya wrote."
    assert found.cuts == 1
    assert [one.role for one in found.redactions] == ["name", "school"]


def test_of_masks_that_overlap_the_longest_one_stands_for_all_words() -> None:
    names = NameFinder([KeptName("Fernhill", "place")])
    found = passage(
        unit(ANSWER), redactions=[role("at Fernhill School", "school")], finder=names
    )
    assert "[school]" in found.text
    assert "Fernhill" not in found.text
    assert "[place]" not in found.text
    crossing = [role("Mrs Oduya at Fern", "name"), role("Fernhill School", "school")]
    assert passage(unit(ANSWER), redactions=crossing).text.startswith("We rang [name].")


def test_a_mask_that_a_cut_runs_into_keeps_all_its_words_from_sight() -> None:
    found = passage(
        unit(ANSWER),
        cuts=[stretch("Fernhill")],
        redactions=[role("Fernhill School", "school")],
    )
    assert "School" not in found.text
    assert "Fernhill" not in found.text


def test_offsets_are_those_of_the_box_so_a_part_is_masked_like_the_whole() -> None:
    part = ANSWER[38:]
    found = passage(unit(part, 38), redactions=[role("Oduya wrote", "name")])
    assert found.text == "Nobody rang back, so [name]."


def test_cuts_at_the_ends_and_side_by_side_make_one_mark() -> None:
    found = passage(
        unit(ANSWER), cuts=[stretch("We rang "), stretch("Mrs "), stretch("so Oduya")]
    )
    assert found.text == (
        f"{CUT} Oduya at Fernhill School. Nobody rang back, {CUT} wrote."
    )


def test_nothing_left_is_said() -> None:
    assert passage(unit(ANSWER), cuts=[Span(0, len(ANSWER))]).is_empty
    assert passage(unit("   ")).is_empty
    assert passage(unit("Bo"), redactions=[Redaction(Span(0, 2), "name")]).is_empty


def test_a_long_answer_that_a_person_cut_is_not_cut_again() -> None:
    text = "I said one thing. " + "And so on. " * 100
    assert passage(unit(text)).text.endswith(CUT)
    by_hand = passage(unit(text), cuts=[stretch("I said", text)])
    assert by_hand.text.endswith("And so on.")


spans = st.tuples(st.integers(0, 70), st.integers(0, 70)).map(
    lambda two: Span(min(two), max(two))
)


@given(
    st.text(min_size=1, max_size=70),
    st.lists(spans, max_size=4),
    st.lists(spans, max_size=4),
    st.integers(0, 5),
)
def test_what_stands_between_marks_is_word_for_word(
    text: str, cuts: list[Span], masked: list[Span], offset: int
) -> None:
    inside = [Span(a + offset, b + offset) for a, b in cuts if a < b]
    hidden = [Redaction(Span(a + offset, b + offset), "name") for a, b in masked]
    hidden = [one for one in hidden if one.span.start < one.span.end]
    found = passage(unit(text, offset), inside, hidden)
    if found.is_empty:
        return
    check_verbatim(found.text, text, "x", {one.mask for one in found.redactions})
    for kept in found.kept:
        assert text[kept.start : kept.end].strip() == text[kept.start : kept.end]
        for one in (*inside, *(each.span for each in hidden)):
            assert one.end - offset <= kept.start or one.start - offset >= kept.end
    marks = len(re.findall(re.escape(CUT), found.text)) - text.count(CUT)
    assert marks <= len(inside) + 1
