"""Where the keywords of a codebook stand in answers.

Pure Python, because it runs beside typing. Inflections are joined, and negations
respected, for English only.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from hsbcode.language.words import Word, folded_words, stem, stems, words
from hsbcode.suggest.clauses import REACH, is_negator, negated_words

_PREFIX = 5
"""Letters a keyword needs to match every word that begins with it."""

_MOST_REMEMBERED = 20_000


class _Phrase(NamedTuple):
    """A keyword as the stems of its words."""

    code: int
    number: int
    rest: tuple[str, ...]


class KeywordIndex:
    """The keywords of all codes, by their first words.

    Args:
        keywords: those of each code.
        english: whether words have English forms and negations.
    """

    def __init__(self, keywords: Sequence[Sequence[str]], *, english: bool) -> None:
        self._english = english
        self._begins: dict[str, str] = {}
        self._phrases: dict[str, list[_Phrase]] = defaultdict(list)
        self._forms_of: dict[str, tuple[str, ...]] = {}
        self._beginnings: dict[str, tuple[_Phrase, ...]] = {}
        self._keywords_in: dict[str, tuple[tuple[int, int], ...]] = {}
        self._add(keywords)

    def denied(self, text: str, found: list[Word]) -> list[bool]:
        """Say of each word whether it is denied."""
        return negated_words(text, found) if self._english else [False] * len(found)

    def keywords_in(
        self, text: str, told: list[str] | None = None
    ) -> tuple[tuple[int, int], ...]:
        """Return the keywords an answer holds: (place of the code, of the keyword).

        What was asked once is remembered, in memory only.

        Args:
            text: one answer.
            told: its folded words where they are known already.
        """
        known = self._keywords_in.get(text)
        if known is None:
            known = self._find_keywords(text, told or folded_words(text))
            if len(self._keywords_in) < _MOST_REMEMBERED:
                self._keywords_in[text] = known
        return known

    def _find_keywords(self, text: str, told: list[str]) -> tuple[tuple[int, int], ...]:
        """Return the same hits as ``stretches``, without where they stand."""
        found: dict[tuple[int, int], None] = {}
        begin, first = self._beginnings.get, self._beginning
        denied = False
        for at, word in enumerate(told):
            known = begin(word)
            for phrase in first(word) if known is None else known:
                if phrase.rest:
                    after = told[at + 1 : at + 1 + len(phrase.rest)]
                    if len(after) < len(phrase.rest) or not all(
                        root in self.forms(each)
                        for root, each in zip(phrase.rest, after, strict=True)
                    ):
                        continue
                found[phrase.code, phrase.number] = None
                before = told[max(0, at - REACH) : at]
                denied = denied or (self._english and any(map(is_negator, before)))
        if not denied:
            return tuple(found)
        every = words(text)
        forms = [self.forms(word) for word in told]
        hits = self.stretches(text, every, forms, self.denied(text, every))
        return tuple((place, number) for place, own in hits.items() for number in own)

    def _beginning(self, word: str) -> tuple[_Phrase, ...]:
        """Return the keywords that a word can be the first of."""
        known = self._beginnings.get(word)
        if known is None:
            own = self.forms(word)
            known = tuple(p for form in own for p in self._phrases.get(form, ()))
            if len(self._beginnings) < _MOST_REMEMBERED:
                self._beginnings[word] = known
        return known

    def forms(self, word: str) -> tuple[str, ...]:
        """Return what a folded word of an answer is looked up as."""
        known = self._forms_of.get(word)
        if known is None:
            known = self._new_forms(word)
            if len(self._forms_of) < _MOST_REMEMBERED:
                self._forms_of[word] = known
        return known

    def _new_forms(self, word: str) -> tuple[str, ...]:
        if not self._english:
            return (word,)
        begun = [
            word[:n] for n in range(_PREFIX, len(word)) if word[:n] in self._begins
        ]
        return (*stems(word), *(self._begins[prefix] for prefix in begun))

    def root(self, word: str) -> str:
        """Return what a folded word of the codebook is kept as."""
        return stem(word) if self._english else word

    def _add(self, keywords: Sequence[Sequence[str]]) -> None:
        for place, own in enumerate(keywords):
            for number, keyword in enumerate(own):
                parts = words(keyword)
                roots = [self.root(word.folded) for word in parts]
                # People write stems ("exclu", "responsib"): they match as prefixes.
                self._begins.update(
                    (word.folded, root)
                    for word, root in zip(parts, roots, strict=True)
                    if len(word.folded) >= _PREFIX
                )
                if roots:
                    phrase = _Phrase(place, number, tuple(roots[1:]))
                    self._phrases[roots[0]].append(phrase)

    def stretches(
        self,
        text: str,
        found: list[Word],
        forms: list[tuple[str, ...]],
        negated: list[bool],
    ) -> dict[int, dict[int, str]]:
        """Return code → number of keyword → the words as they stand."""
        hits: dict[int, dict[int, str]] = {}
        for at, own in enumerate(forms):
            if negated[at]:
                continue
            for form in own:
                for phrase in self._phrases.get(form, ()):
                    last = at + len(phrase.rest)
                    if last >= len(found):
                        continue
                    follows = zip(phrase.rest, forms[at + 1 : last + 1], strict=True)
                    if all(root in after for root, after in follows):
                        stretch = text[found[at].start : found[last].end]
                        hits.setdefault(phrase.code, {}).setdefault(
                            phrase.number, stretch
                        )
        return hits
