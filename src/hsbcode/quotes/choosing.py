"""Typical quotes: few answers that stand near as many of the others as possible.

Greedy facility location: each choice adds the answer that most raises the sum, over
all answers, of the similarity to the nearest chosen one. Greedy reaches at least
1 - 1/e of the best possible sum (Nemhauser, Wolsey & Fisher 1978).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.language import vectors as text_vectors
from hsbcode.quotes.pool import (
    NEAR_DUPLICATE,
    POOL_CAP,
    capped,
    length_weights,
    lot,
    rows_of,
)

_SAME_GAIN = 9
"""Gains that agree in so many decimals are a tie, whatever the order of summing."""


def choose_quotes(
    texts: Sequence[str],
    *,
    vectors: Any = None,
    similarity: Any = None,
    confidence: Sequence[float] | None = None,
    groups: Sequence[str] | None = None,
    k: int = 3,
    seed: int = 0,
) -> tuple[int, ...]:
    """Choose typical answers; return their indices in order of choice.

    Blank texts are never chosen, near-duplicates (cosine above .95) not both, and
    one text of each group. Fewer than ``k`` come back where no more may be chosen.
    The same texts and seed give the same choice, in whatever order they come; of
    more than 2,000 texts a seeded sample enters.

    Args:
        texts: the answers, n of them.
        vectors: one row for each text, dense, shape (n, d).
        similarity: cosines, shape (n, n); wins over ``vectors``. With neither, the
            texts' TF-IDF is computed.
        confidence: how sure the coding of each text is, 0..1, shape (n,).
        groups: the respondent of each text, shape (n,).
        k: how many to choose.
        seed: decides the sample and ties.

    Raises:
        ValueError: an argument does not have one entry for each text.
    """
    _check_lengths(len(texts), vectors, similarity, confidence, groups)
    pool = tuple(at for at in range(len(texts)) if texts[at].strip())
    within = capped([texts[at] for at in pool], seed, POOL_CAP)
    pool = tuple(pool[at] for at in within)
    if k <= 0 or not pool:
        return ()
    words = [texts[at] for at in pool]
    alike = cosines(words, _rows(vectors, pool), _square(similarity, pool))
    weights = length_weights(words)
    if confidence is not None:
        sure = np.asarray(confidence, dtype=np.float64)[list(pool)]
        weights = weights * (0.5 + 0.5 * np.clip(sure, 0.0, 1.0))
    of = rows_of(groups, len(texts))
    chosen = spread(
        words, alike, [of[at] for at in pool], k=k, seed=seed, weights=weights
    )
    return tuple(pool[at] for at in chosen)


def cosines(
    texts: Sequence[str], vectors: Any = None, similarity: Any = None
) -> npt.NDArray[np.float64]:
    """Return how alike the texts are, 0..1, shape (n, n), 1 on the diagonal."""
    if similarity is None and vectors is not None:
        rows = np.asarray(vectors, dtype=np.float64)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
        similarity = rows @ rows.T
    elif similarity is None:
        similarity = text_vectors.similarity(texts)
    alike = np.clip(np.asarray(similarity, dtype=np.float64), 0.0, 1.0)
    np.fill_diagonal(alike, 1.0)
    return alike


def spread(
    texts: Sequence[str],
    alike: npt.NDArray[np.float64],
    groups: Sequence[str],
    *,
    k: int,
    seed: int,
    weights: npt.NDArray[np.float64],
    allowed: npt.NDArray[np.bool_] | None = None,
    own: float = 1.0,
) -> list[int]:
    """Choose up to ``k`` by greedy facility location.

    Args:
        texts: the answers, n of them.
        alike: cosines, shape (n, n), 0..1.
        groups: the respondent of each text.
        k: how many to choose.
        seed: decides ties.
        weights: factor on the gain of each text, shape (n,).
        allowed: which may be chosen; all of them count as answers to stand near to.
        own: what an answer earns for standing near itself: 1 is facility location;
            with 0 an answer that is like no other is not taken for typical.
    """
    lots = [lot(seed, text) for text in texts]
    free = np.ones(len(texts), dtype=bool) if allowed is None else allowed.copy()
    nearest = np.zeros(len(texts))
    groups_of = np.array(groups, dtype=object)
    texts_of = np.array([" ".join(text.split()) for text in texts], dtype=object)
    chosen: list[int] = []
    while len(chosen) < k and free.any():
        rises = np.maximum(alike - nearest[:, None], 0.0)
        gains = (rises.sum(axis=0) - (1.0 - own) * rises.diagonal()) * weights
        gains = np.where(free, gains.round(_SAME_GAIN), -1.0)
        best = np.flatnonzero(gains == gains.max())
        at = min((int(i) for i in best), key=lambda i: (lots[i], i))
        chosen.append(at)
        np.maximum(nearest, alike[:, at], out=nearest)
        free &= alike[:, at] <= NEAR_DUPLICATE
        free &= (groups_of != groups[at]) & (texts_of != texts_of[at])
        free[at] = False
    return chosen


def _check_lengths(count: int, *given: Any) -> None:
    names = ("vectors", "similarity", "confidence", "groups")
    for name, values in zip(names, given, strict=True):
        if values is not None and len(values) != count:
            raise ValueError(
                f"{name} has {len(values)} entries for {count} texts; "
                "one for each text is needed"
            )


def _rows(vectors: Any, pool: Sequence[int]) -> Any:
    return None if vectors is None else np.asarray(vectors)[list(pool)]


def _square(similarity: Any, pool: Sequence[int]) -> Any:
    if similarity is None:
        return None
    return np.asarray(similarity)[np.ix_(list(pool), list(pool))]
