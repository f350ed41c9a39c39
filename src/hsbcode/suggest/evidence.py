"""What the codebook alone says about an answer: keywords, examples, definitions.

Pure Python, because it runs beside typing. Hits are never given as a percentage.
Inflections are joined, and negations respected, for English codebooks only.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.suggestions import Suggestion
from hsbcode.language.stopwords import EMPTY_WORDS
from hsbcode.language.words import Word, words
from hsbcode.suggest.clauses import sentence_words
from hsbcode.suggest.keyword_index import KeywordIndex


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
        self._index = KeywordIndex(
            [code.keywords for code in self.codes],
            english=codebook.language.casefold().startswith("en"),
        )
        self._sources: dict[str, list[int]] = defaultdict(list)
        self._owners: list[tuple[int, str, int]] = []
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
        forms = [self._index.forms(word.folded) for word in found]
        negated = self._index.denied(text, found)
        keywords = self._index.stretches(text, found, forms, negated)
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

    def keywords_in(
        self, text: str, told: list[str] | None = None
    ) -> tuple[tuple[int, int], ...]:
        """Return the keywords an answer holds: (place of the code, of the keyword).

        Args:
            text: one answer.
            told: its folded words where they are known already.
        """
        return self._index.keywords_in(text, told)

    def keyword_counts(self, text: str) -> dict[str, int]:
        """Return code → number of its different keywords that the answer holds."""
        counts = Counter(place for place, _ in self.keywords_in(text))
        return {self.codes[place].id: count for place, count in counts.items()}

    def suggestions(
        self, text: str, question: str | None = None, limit: int = 5
    ) -> list[Suggestion]:
        """Return the best hits as suggestions, at most ``limit``."""
        return [
            Suggestion(hit.code, "codebook", None, hit.words, hit.strength)
            for hit in self.hits(text, question)[:limit]
        ]

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
            self._index.root(word.folded)
            for word in words(text)
            if word.folded not in EMPTY_WORDS and len(word.folded) > 2
        )

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
