"""Where sentences end and how far a negation reaches, by punctuation alone."""

from hsbcode.language.stopwords import NEGATORS, TURNS
from hsbcode.language.words import Word

REACH = 3
"""Words that a negation denies, at most."""
_CLAUSE_ENDS = frozenset(".,;:!?…()[]–—\n\r|•")
_SENTENCE_ENDS = frozenset(".!?…\n\r|•")


def sentence_words(text: str, found: list[Word]) -> list[tuple[int, int]]:
    """Return which words form a sentence: half-open ranges of places."""
    starts = [0]
    starts.extend(
        at
        for at in range(1, len(found))
        if not _SENTENCE_ENDS.isdisjoint(text[found[at - 1].end : found[at].start])
    )
    return list(zip(starts, [*starts[1:], len(found)], strict=True))


def negated_words(text: str, found: list[Word]) -> list[bool]:
    """Say of each word whether a negation stands at most three words before it.

    A negation does not reach past punctuation or "but"; "not only" negates nothing.
    """
    marks = []
    reach = 0
    for at, word in enumerate(found):
        if at:
            gap = text[found[at - 1].end : word.start]
            if word.folded in TURNS or (
                gap != " " and (not _CLAUSE_ENDS.isdisjoint(gap) or " -" in gap)
            ):
                reach = 0
        marks.append(reach > 0)
        if is_negator(word.folded):
            follows = found[at + 1].folded if at + 1 < len(found) else ""
            reach = 0 if follows in ("only", "just") else REACH
        else:
            reach = max(0, reach - 1)
    return marks


def is_negator(word: str) -> bool:
    """Whether a folded word denies what follows."""
    return word in NEGATORS or word.endswith("n't")
