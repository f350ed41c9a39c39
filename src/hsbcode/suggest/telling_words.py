"""The words of answers that may name a topic: stems, without names of people.

Standard library only. Stems are those of codebook keywords, so that a word proposed
as a keyword hits what it was found in.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from hsbcode.domain.kept_names import KeptName
from hsbcode.language.kept_names import NameFinder
from hsbcode.language.stopwords import EMPTY_WORDS, NEGATORS
from hsbcode.language.words import stem, words

Term = tuple[str, ...]
"""Stems of one word, or of two that follow each other."""
_SHORTEST = 3
_OFTEN = 0.5
"""Share of its places inside a sentence from which a capital makes a name."""
_MOST_CHARACTERS = 5_000
"""Of an answer; what a page says after that tells no new topic."""


class TellingWords:
    """The terms of many answers, and how people write them.

    Left out are words without a topic, numbers, the names on the project's list, and
    words that people mostly write with a capital inside a sentence.

    Args:
        texts: all answers that are looked at.
        names: the project's list of names.
        pairs: whether two words that follow each other are a term, too.
        capitals: whether words written with a capital are kept, for codes that name
            things; those on the list never are.
    """

    def __init__(
        self,
        texts: Sequence[str],
        names: Iterable[KeptName] = (),
        *,
        pairs: bool = True,
        capitals: bool = False,
    ) -> None:
        self._finder = NameFinder(names)
        self._forms: dict[Term, Counter[str]] = {}
        self._inside: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        found = [self._terms(text, pairs=pairs) for text in texts]
        proper = set() if capitals else self._proper()
        self.of: list[frozenset[Term]] = [
            frozenset(term for term in terms if proper.isdisjoint(term))
            for terms in found
        ]
        """The terms of each answer."""

    def form(self, term: Term) -> str:
        """Return how most people write a term."""
        return self._forms[term].most_common(1)[0][0]

    def _terms(self, text: str, *, pairs: bool) -> set[Term]:
        text = text[:_MOST_CHARACTERS]
        hidden = [span for span, _name in self._finder.find(text)]
        terms: set[Term] = set()
        before: tuple[str, str] | None = None
        last = 0
        for word in words(text):
            between = text[last : word.start]
            last = word.end
            named = any(s.start < word.end and word.start < s.end for s in hidden)
            form = word.folded.removesuffix("'s")
            if named or not _is_topic(form):
                before = None
                continue
            root = stem(form)
            written = text[word.start : word.end]
            # The beginning of a sentence says nothing, nor do capitals throughout.
            if between and not set(between) & set('.!?:;\n"“(–-•'):
                self._inside[root] += 1
                self._capital[root] += written[:1].isupper() and not written.isupper()
            terms.add((root,))
            self._forms.setdefault((root,), Counter())[form] += 1
            if pairs and before is not None and not between.strip():
                pair = (before[0], root)
                terms.add(pair)
                self._forms.setdefault(pair, Counter())[f"{before[1]} {form}"] += 1
            before = (root, form)
        return terms

    def _proper(self) -> set[str]:
        return {
            root
            for root, count in self._inside.items()
            if self._capital[root] > _OFTEN * count
        }


def _is_topic(form: str) -> bool:
    return (
        len(form) >= _SHORTEST
        and form not in EMPTY_WORDS
        and form not in NEGATORS
        and "'" not in form
        and not any(char.isdigit() for char in form)
    )
