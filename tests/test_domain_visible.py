"""Control characters are shown, never obeyed."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.visible import BIDI_CONTROLS, visible

ANY_TEXT = st.text(
    alphabet=st.characters(exclude_categories=()), max_size=200
) | st.text(
    alphabet=st.sampled_from("\x1b[31m\x9b\u202e\u2066\x00\x7f\x85 a\n\t\ud800"),
    max_size=40,
)


def test_each_kind_of_control_has_its_symbol() -> None:
    assert visible("a\x1b[2Jb") == "a␛[2Jb"
    assert visible("\x00\x7f\r\x0c") == "␀␡␍␌"
    assert visible("\x85\x9b") == "��"
    assert visible("pay\u202egro.elpmaxe") == "pay�gro.elpmaxe"
    assert visible("one\u2028two") == "one␤two"
    assert visible("\ud800") == "�"


def test_what_people_write_stays() -> None:
    kept = "Müde – “never”\n\tعربي עברית 👩‍👧 日本語 =1+1 [/b] <script>"
    assert visible(kept) == kept


@given(ANY_TEXT)
def test_length_stays_and_no_control_is_left(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    for char in shown:
        if char not in "\n\t":
            assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
            assert ord(char) not in BIDI_CONTROLS


@given(ANY_TEXT)
def test_showing_twice_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)
