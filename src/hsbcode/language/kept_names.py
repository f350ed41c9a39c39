"""Finding names on a list in a text, however they are written, and masking them.

Case, accents, apostrophes, hyphens, spaces and invisible characters make no
difference: "ST. MARY’S", "st marys" and "St-Mary's" are one name. A possessive or
plural s may follow.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from hsbcode.domain.acts import Span
from hsbcode.domain.kept_names import KeptName

SHORTEST = 2
"""Letters and digits of a name that can be looked for."""
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_JOINT = rf"[\u0300-\u036f'’ʼ`{_INVISIBLE}]"
# no underscore: file names join words with it
_WORD = re.compile(rf"[^\W_]+(?:{_JOINT}+[^\W_]+)*")
_DROPPED = re.compile(rf"{_JOINT}+")
_MOST_WORDS = 8
_INSIDE = 4
# scripts that put no spaces between words
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)


class NameFinder:
    """Looks for the names of a list.

    Args:
        names: the list; names too short to look for are passed over.
        inside: also find a name within a longer word, as file names join words;
            only names of four letters or more.
    """

    def __init__(self, names: Iterable[KeptName], *, inside: bool = False) -> None:
        self._names: dict[str, KeptName] = {}
        self._words = 1
        for name in names:
            folded = folded_name(name.name)
            if len(folded) >= SHORTEST:
                self._names.setdefault(folded, name)
                self._words = max(self._words, len(_WORD.findall(name.name)) + 1)
        self._words = min(self._words, _MOST_WORDS)
        self._starts = {folded[:SHORTEST] for folded in self._names}
        self._inside = inside
        self._unspaced = any(map(_UNSPACED.match, self._names))

    def __bool__(self) -> bool:
        return bool(self._names)

    def find(self, text: str) -> list[tuple[Span, KeptName]]:
        """Return where names stand, longest first where they overlap, in order."""
        if not self._names:
            return []
        words = [
            (match.start(), match.end(), _fold(match.group()))
            for match in _WORD.finditer(text)
        ]
        found: list[tuple[Span, KeptName]] = []
        at = 0
        while at < len(words):
            step, hit = self._at(words, at)
            if hit is not None:
                found.append(hit)
            elif self._inside or self._unspaced:
                found.extend(self._within(text, words[at]))
            at += step
        return found

    def mask(self, text: str) -> str:
        """Return the text with every name replaced by its kind in square brackets."""
        parts, last = [], 0
        for span, name in self.find(text):
            parts += [text[last : span.start], name.mask]
            last = span.end
        return "".join((*parts, text[last:])) if parts else text

    def _at(
        self, words: Sequence[tuple[int, int, str]], at: int
    ) -> tuple[int, tuple[Span, KeptName] | None]:
        """Return how many words are taken, and the longest name that begins here."""
        joined = ""
        best: tuple[int, tuple[Span, KeptName] | None] = (1, None)
        for taken in range(1, self._words + 1):
            if at + taken > len(words):
                break
            _start, end, word = words[at + taken - 1]
            joined += word
            if len(joined) >= SHORTEST and joined[:SHORTEST] not in self._starts:
                break
            name = self._names.get(joined) or self._names.get(joined.removesuffix("s"))
            if name is not None:
                best = (taken, (Span(words[at][0], end), name))
        return best

    def _within(
        self, text: str, word: tuple[int, int, str]
    ) -> list[tuple[Span, KeptName]]:
        start, end, folded = word
        for kept, name in self._names.items():
            joinable = self._inside and len(kept) >= _INSIDE
            if kept not in folded or not (joinable or _UNSPACED.match(kept)):
                continue
            if len(folded) == end - start:
                first = start + folded.index(kept)
                return [(Span(first, first + len(kept)), name)]
            return [(Span(start, end), name)]
        return []


def folded_name(name: str) -> str:
    """Return the letters and digits of a name as they are compared."""
    return "".join(_fold(word) for word in _WORD.findall(name))


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    if word.isascii():
        return _DROPPED.sub("", word.lower())
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", word)).casefold()
    return "".join(
        char for char in unicodedata.normalize("NFKD", plain) if char.isalnum()
    )
