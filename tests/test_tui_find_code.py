"""Finding a code by typing: what comes first."""

from hsbcode.domain.codebook import Code
from hsbcode.tui.dialogs.find_code import ranked

CODES = (
    Code("def", "Time", definition="Trust is something else."),
    Code("kw", "Bond", keywords=("trusting",)),
    Code("word", "Building trust"),
    Code("label", "Trust"),
    Code("inside", "Mistrust"),
)


def test_name_then_word_then_keyword_then_definition() -> None:
    found = [code.id for code in ranked(CODES, "TRUST")]
    assert found == ["label", "word", "inside", "kw", "def"]


def test_nothing_typed_shows_all_in_frame_order() -> None:
    assert ranked(CODES, " ") == list(CODES)


def test_several_words_in_any_order() -> None:
    assert [code.id for code in ranked(CODES, "trust build")] == ["word"]


def test_what_fits_nothing_finds_nothing() -> None:
    assert ranked(CODES, "zzz") == []
