"""Words of an English text by how they are written: with a capital, and where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

TOKEN = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
CAPITAL = re.compile(r"[^\W\d_a-z]['’]?(?:[^\W\d_A-Z]|[A-Z][^\W\d_A-Z]{2})")
POSSESSIVE = re.compile(r"['’]s$")
_ENDS_SENTENCE = re.compile(r"[.!?:;…•\n\])}/|*=>]|--|[–—-]$|\d\)$")
_SHORTENED = re.compile(r"(?:\b(?:st|mr|mrs|ms|dr|prof|rev|nr|mt)|\b[A-Z])\.\s?$", re.I)


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word with its place: half-open offsets into the text."""

    word: str
    plain: str
    start: int
    end: int
    begins: bool
    """Whether it stands where any word has a capital."""
    is_capital: bool
    is_shouted: bool
    is_generic: bool


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that people write without a capital more often than with one.

    What stands at the beginning of a sentence, or in texts of capitals, says nothing.
    """
    low: dict[str, int] = {}
    high: dict[str, int] = {}
    for text in texts:
        if text.isupper():
            continue
        for match in TOKEN.finditer(text):
            word = match.group()
            plain = POSSESSIVE.sub("", word.replace("’", "'")).casefold()
            if word.islower():
                low[plain] = low.get(plain, 0) + 1
            elif not word.isupper() and not begins_sentence(text, match.start()):
                high[plain] = high.get(plain, 0) + 1
    return frozenset(word for word, count in low.items() if count > high.get(word, 0))


def begins_sentence(text: str, at: int) -> bool:
    """Whether any word has a capital at this offset."""
    around = " \t\u00a0\"'“”‘’([{"
    near = text[max(at - 12, 0) : at]
    before = near.rstrip(around) or text[:at].rstrip(around)[-12:]
    if not before:
        return True
    if "\n" in near[len(near.rstrip(around)) :]:
        return True
    return bool(_ENDS_SENTENCE.search(before[-2:])) and not _SHORTENED.search(before)


def adjoins(text: str, one: WrittenWord, after: WrittenWord) -> bool:
    """Whether two words may be of one name by what stands between them."""
    between = text[one.end : after.start]
    return between in (" ", " & ", "-", "  ") or (
        between in (". ", ".") and one.plain in ("st", "mr", "mrs", "ms", "dr")
    )
