"""Which answers are worth coding next, so that the model learns most from them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.language.words import folded_text

SPREAD = 50
"""Answers at the head that are kept apart from each other: a few sittings of coding."""

Floats = npt.NDArray[np.float64]


def most_useful(
    texts: Sequence[str], vectors: Any, probabilities: Floats | None = None
) -> list[int]:
    """Return the places of the answers, the most useful first.

    An answer is the more useful the less sure the model is of it and the more like
    the others it is: information density (Settles & Craven 2008, β = 1), with the
    greatest binary entropy over the codes for the uncertainty. The first ones are
    also chosen to differ from each other; what only repeats an answer comes last.

    Args:
        texts: answers not coded yet.
        vectors: their TF-IDF rows, CSR, each of length 1 or 0.
        probabilities: of every learnt code, shape (n, k); None: nothing is learnt.
    """
    count = len(texts)
    if not count:
        return []
    centre = np.asarray(vectors.mean(axis=0)).ravel()
    density = np.asarray(vectors @ centre).ravel()
    useful = density * _uncertainty(probabilities, count)
    first: dict[str, int] = {}
    repeats = np.array(
        [first.setdefault(folded_text(text), at) != at for at, text in enumerate(texts)]
    )
    useful[repeats] = -1.0
    head = _spread(useful, vectors, min(SPREAD, count - int(repeats.sum())))
    rest = np.ones(count, dtype=bool)
    rest[head] = False
    order = np.argsort(-useful, kind="stable")
    return head + [int(at) for at in order if rest[at]]


def _uncertainty(probabilities: Floats | None, count: int) -> Floats:
    if probabilities is None or not probabilities.shape[1]:
        return np.ones(count)
    p = np.clip(probabilities, 1e-9, 1 - 1e-9)
    entropy = -(p * np.log2(p) + (1 - p) * np.log2(1 - p))
    return np.asarray(entropy.max(axis=1), dtype=np.float64)


def _spread(useful: Floats, vectors: Any, count: int) -> list[int]:
    """Choose greedily; what is like one chosen already counts for less."""
    left = useful.copy()
    nearest = np.zeros(len(useful))
    head: list[int] = []
    for _ in range(count):
        at = int(np.argmax(left * (1.0 - nearest)))
        if left[at] < 0:
            break
        head.append(at)
        left[at] = -1.0
        like = np.asarray((vectors @ vectors[at].T).todense()).ravel()
        nearest = np.maximum(nearest, np.clip(like, 0.0, 1.0))
    return head
