"""Which words of an answer speak for a code, according to the model."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.language.stopwords import EMPTY_WORDS, NEGATORS
from hsbcode.language.vectors import CHARACTER_NGRAMS
from hsbcode.language.words import Word, fold, words
from hsbcode.suggest.model import CodeModel

MOST_WORDS = 3
LEAST_SHARE = 0.25
"""Of the largest contribution; a word that says less is not shown."""


def explained_words(
    model: CodeModel,
    text: str,
    row: Any,
    code: str,
    question: str | None = None,
    learnt_at: int | None = None,
) -> tuple[str, ...]:
    """Return the one to three words with the largest positive contribution.

    A contribution is feature value times what the coded answers give the feature.
    Keyword hits come first, then words and pairs of words, then the word whose
    characters speak loudest, then words without a topic ("no"). Empty where nothing
    in the answer speaks for it.

    Args:
        model: has learnt ``code``.
        text: one answer.
        row: what the model sees of it, from ``model.features_.text_rows``.
        code: one of ``model.learnt_``.
        question: the question of the answer.
        learnt_at: where it was learnt from itself, its row among the answers.
    """
    features = model.features_
    spoken = model.spoken(text, row, code, question, learnt_at)
    found = words(text)
    stretches = list(_word_stretches(features.vectors.word_features, spoken, found))
    loudest = max((stretch[0] for stretch in stretches), default=0.0)
    for hit in features.evidence.hits(text) if features.evidence is not None else ():
        if hit.code == code and hit.keywords:
            stretches.extend(_placed(loudest + 1.0, hit.words, text, found))
    chosen = _chosen([s for s in stretches if not _is_empty(text, s)], text)
    if chosen:
        return chosen
    first = len(features.vectors.word_features)
    last = first + len(features.vectors.character_features)
    parts = features.vectors.character_features
    weights = spoken[first:last]
    by_part = {parts[at]: float(weights[at]) for at in _some(weights)}
    return _loudest(text, found, by_part) or _chosen(stretches, text)


_Stretch = tuple[float, int, int, tuple[int, ...]]
"""Contribution, offsets into the text, places of its words."""


def _placed(
    weight: float, stretches: tuple[str, ...], text: str, found: list[Word]
) -> Iterator[_Stretch]:
    for stretch in stretches:
        start = text.index(stretch)
        end = start + len(stretch)
        inside = (at for at, word in enumerate(found) if start <= word.start < end)
        yield weight, start, end, tuple(inside)


def _word_stretches(
    names: tuple[str, ...], spoken: npt.NDArray[np.float64], found: list[Word]
) -> Iterator[_Stretch]:
    """Yield each word, and each pair of words, that speaks for the code."""
    weights = {names[at]: float(spoken[at]) for at in _some(spoken[: len(names)])}
    for at, word in enumerate(found):
        weight = weights.get(word.folded, 0.0)
        if weight > 0:
            yield weight, word.start, word.end, (at,)
        if at + 1 == len(found) or found[at + 1].folded in EMPTY_WORDS:
            continue
        after = found[at + 1]
        weight = weights.get(f"{word.folded} {after.folded}", 0.0)
        if weight > 0 and word.folded not in EMPTY_WORDS - NEGATORS:
            yield weight, word.start, after.end, (at, at + 1)


def _is_empty(text: str, stretch: _Stretch) -> bool:
    return fold(text[stretch[1] : stretch[2]]) in EMPTY_WORDS


def _chosen(stretches: list[_Stretch], text: str) -> tuple[str, ...]:
    taken: set[int] = set()
    shown: dict[str, str] = {}
    loudest = max((stretch[0] for stretch in stretches), default=0.0)
    for weight, start, end, places in sorted(stretches, key=lambda s: (-s[0], s[1])):
        if weight < LEAST_SHARE * loudest or len(shown) == MOST_WORDS:
            break
        if not taken.intersection(places):
            shown.setdefault(text[start:end].casefold(), text[start:end])
            taken.update(places)
    return tuple(shown.values())


def _loudest(
    text: str, found: list[Word], weights: dict[str, float]
) -> tuple[str, ...]:
    best, chosen = 0.0, ""
    shortest, longest = CHARACTER_NGRAMS
    for word in found:
        if word.folded in EMPTY_WORDS:
            continue
        padded = f" {word.folded} "
        total = sum(
            weights.get(padded[start : start + size], 0.0)
            for size in range(shortest, longest + 1)
            for start in range(max(1, len(padded) - size + 1))
        )
        if total > best:
            best, chosen = total, text[word.start : word.end]
    return (chosen,) if chosen else ()


def _some(weights: npt.NDArray[np.float64]) -> list[int]:
    return [int(at) for at in np.flatnonzero(weights)]
