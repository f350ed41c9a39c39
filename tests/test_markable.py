"""What is marked as one: offsets are code points, and no sign is ever cut."""

from hypothesis import given
from hypothesis import strategies as st

from hsbcode.language.markable import markable

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
THUMB = "\U0001f44d\U0001f3fd"
FLAG = "\U0001f1ec\U0001f1e7"


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in markable(text)]


def test_words_keep_what_joins_their_letters() -> None:
    assert words("don't follow-up, o’clock!") == [
        "don't", "follow-up", ",", "o’clock", "!",
    ]  # fmt: skip
    assert words("A&E 24/7") == ["A", "&", "E", "24", "/", "7"]


def test_pictures_made_of_several_stay_whole() -> None:
    assert words(f"we {FAMILY} are{THUMB} {FLAG}{FLAG} \u2764\ufe0f") == [
        "we", FAMILY, "are", THUMB, FLAG, FLAG, "\u2764\ufe0f",
    ]  # fmt: skip


def test_accents_stay_with_their_letters() -> None:
    assert words("cafe\u0301 na\u0308her") == ["cafe\u0301", "na\u0308her"]


def test_scripts_without_spaces_are_marked_sign_by_sign() -> None:
    assert words("学校が好き school") == ["学", "校", "が", "好", "き", "school"]
    assert words("학교는 좋다") == ["학교는", "좋다"]


@given(st.text(max_size=60))
def test_stretches_are_in_order_and_hold_all_but_spaces(text: str) -> None:
    found = markable(text)
    ends = [0]
    for start, end in found:
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)
    covered = {at for start, end in found for at in range(start, end)}
    assert all(sign.isspace() for at, sign in enumerate(text) if at not in covered)
