"""What the codebook alone says about an answer: keywords, examples, definitions.

Pure Python, because it runs beside typing. Hits are never given as a percentage.
Inflections are joined, and negations respected, for English codebooks only.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.suggestions import Suggestion
from hsbcode.language.stopwords import EMPTY_WORDS
from hsbcode.language.words import Word, stem, stems, words
from hsbcode.suggest.clauses import negated_words, sentence_words

_PREFIX = 5
"""Letters a keyword needs to match every word that begins with it."""


class _Phrase(NamedTuple):
    """A keyword as the stems of its words."""

    code: int
    number: int
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What speaks for one code in one answer."""

    code: str
    keywords: int
    """Different keywords found."""
    example: int
    """Content words shared with one example, within a sentence."""
    definition: int
    """Content words shared with the definition, within a sentence."""
    words: tuple[str, ...]
    """As they stand in the answer."""

    @property
    def strength(self) -> str:
        """The strongest kind of hit."""
        if self.keywords:
            return "keyword"
        return "example" if self.example else "definition"


class CodebookEvidence:
    """A codebook prepared for looking up answers.

    Args:
        codebook: codes that cannot be applied (containers, retired) are left out.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.codes: tuple[Code, ...] = tuple(
            code for code in codebook.in_tree_order() if code.can_be_applied
        )
        self._english = codebook.language.casefold().startswith("en")
        self._begins: dict[str, str] = {}
        self._phrases: dict[str, list[_Phrase]] = defaultdict(list)
        self._sources: dict[str, list[int]] = defaultdict(list)
        self._owners: list[tuple[int, str, int]] = []
        self._add_keywords()
        self._add_sources()

    def hits(self, text: str, question: str | None = None) -> list[Hits]:
        """Return what speaks for which code, best first.

        Keyword hits come first, by number, then examples, then definitions.

        Args:
            text: one answer.
            question: leave out codes not offered for it; None: any question.
        """
        found = words(text)
        if not found:
            return []
        forms = [self._forms(word.folded) for word in found]
        negated = negated_words(text, found) if self._english else [False] * len(found)
        keywords = self._keyword_hits(text, found, forms, negated)
        overlaps = self._overlaps(text, found, forms, negated)
        every = []
        for place in sorted({*keywords, *overlaps}):
            code = self.codes[place]
            if question is not None and not code.offered_for(question):
                continue
            spoken = keywords.get(place, {})
            example, definition, shared = overlaps.get(place, (0, 0, ()))
            as_stands = tuple(dict.fromkeys(spoken.values())) or shared
            every.append(Hits(code.id, len(spoken), example, definition, as_stands))
        every.sort(key=lambda hit: (-hit.keywords, -hit.example, -hit.definition))
        return every

    def suggestions(
        self, text: str, question: str | None = None, limit: int = 5
    ) -> list[Suggestion]:
        """Return the best hits as suggestions, at most ``limit``."""
        return [
            Suggestion(hit.code, "codebook", None, hit.words, hit.strength)
            for hit in self.hits(text, question)[:limit]
        ]

    def _forms(self, word: str) -> tuple[str, ...]:
        if not self._english:
            return (word,)
        begun = [
            word[:n] for n in range(_PREFIX, len(word)) if word[:n] in self._begins
        ]
        return (*stems(word), *(self._begins[prefix] for prefix in begun))

    def _root(self, word: str) -> str:
        return stem(word) if self._english else word

    def _add_keywords(self) -> None:
        for place, code in enumerate(self.codes):
            for number, keyword in enumerate(code.keywords):
                parts = words(keyword)
                roots = [self._root(word.folded) for word in parts]
                # People write stems ("exclu", "responsib"): they match as prefixes.
                self._begins.update(
                    (word.folded, root)
                    for word, root in zip(parts, roots, strict=True)
                    if len(word.folded) >= _PREFIX
                )
                if roots:
                    phrase = _Phrase(place, number, tuple(roots[1:]))
                    self._phrases[roots[0]].append(phrase)

    def _add_sources(self) -> None:
        """Index the content words of definitions and examples.

        Words that many codes share ("staff", "care") tell none of them apart.
        """
        sources: list[tuple[int, str, frozenset[str]]] = []
        for place, code in enumerate(self.codes):
            meaning = f"{code.label}. {code.definition}. {code.include_when}"
            sources.append((place, "definition", self._content(meaning)))
            sources.extend(
                (place, "example", self._content(example)) for example in code.examples
            )
        users: Counter[str] = Counter()
        for place in range(len(self.codes)):
            users.update(set().union(*(s[2] for s in sources if s[0] == place)))
        common = max(3, len(self.codes) // 8)
        for place, kind, content in sources:
            telling = [root for root in content if users[root] <= common]
            if len(telling) < 2:
                continue
            for root in telling:
                self._sources[root].append(len(self._owners))
            self._owners.append((place, kind, len(telling)))

    def _content(self, text: str) -> frozenset[str]:
        return frozenset(
            self._root(word.folded)
            for word in words(text)
            if word.folded not in EMPTY_WORDS and len(word.folded) > 2
        )

    def _keyword_hits(
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

    def _overlaps(
        self,
        text: str,
        found: list[Word],
        forms: list[tuple[str, ...]],
        negated: list[bool],
    ) -> dict[int, tuple[int, int, tuple[str, ...]]]:
        """Return code → (example words, definition words, the words as they stand).

        Two content words of a sentence must be shared, three where the code has
        keywords that did not hit, and they must make up a third of the sentence:
        fewer were right in one case of eight on real answers.
        """
        best: dict[int, tuple[int, int, tuple[str, ...]]] = {}
        for start, end in sentence_words(text, found):
            shared: dict[int, dict[str, str]] = {}
            topics = 0
            for at in range(start, end):
                if found[at].folded in EMPTY_WORDS:
                    continue
                topics += 1
                if negated[at]:
                    continue
                word = text[found[at].start : found[at].end]
                root = forms[at][0]
                for owner in self._sources.get(root, ()):
                    shared.setdefault(owner, {}).setdefault(root, word)
            for owner, roots in shared.items():
                place, kind, size = self._owners[owner]
                count = len(roots)
                enough = 3 if self.codes[place].keywords else 2
                if count < enough or 3 * count < topics:
                    continue
                if kind == "example" and 2 * count <= size:
                    continue
                pair = (count, 0) if kind == "example" else (0, count)
                if pair > best.get(place, (0, 0, ()))[:2]:
                    best[place] = (*pair, tuple(roots.values()))
        return best


@lru_cache(maxsize=4)
def codebook_evidence(codebook: Codebook) -> CodebookEvidence:
    """Return the prepared codebook; kept, because every page asks for it."""
    return CodebookEvidence(codebook)
