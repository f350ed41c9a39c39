"""Which answers are worth coding next, so that the model learns most from them.

Two searches take turns: answers of which the model is least sure, and answers likely
to hold a code that was coded seldom or never (rare codes are what random coding finds
last). What comes of it is no sample of the answers: see ``domain/picks.py``.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.language.words import folded_text

SPREAD = 50
"""Answers at the head that are kept apart from each other: a few sittings of coding."""
SELDOM = 5
"""Coded answers below which a code is looked for: fewer cannot be learnt from."""
_PROMISING = 2.0
"""Times the usual score of a code from which an answer may hold it."""

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


def most_useful(
    texts: Sequence[str],
    vectors: Any,
    probabilities: Floats | None = None,
    scores: Floats | None = None,
    coded: Counts | None = None,
) -> list[int]:
    """Return the places of the answers, the most useful first.

    An answer is the more useful the less sure the model is of it and the more like
    the others it is: information density (Settles & Craven 2008, β = 1), with the
    greatest binary entropy over the codes for the uncertainty. The first ones are
    also chosen to differ from each other; what only repeats an answer comes last.
    Every second one is taken for a seldom code instead, as long as there are any.

    Args:
        texts: answers not coded yet.
        vectors: their TF-IDF rows, CSR, each of length 1 or 0.
        probabilities: of every learnt code, shape (n, k); None: nothing is learnt.
        scores: of every code, shape (n, m), to look for seldom codes; None: not.
        coded: how many answers have each of these codes, shape (m,).
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
    ranked = head + [int(at) for at in order if rest[at]]
    if scores is None or coded is None:
        return ranked
    return _in_turn(ranked, seldom_first(scores, coded, ~repeats))


def seldom_first(
    scores: Floats, coded: Counts, allowed: npt.NDArray[np.bool_]
) -> list[int]:
    """Return the places of answers that may hold a seldom code, code after code.

    The code with the fewest answers, coded or chosen here, is looked for next; it gets
    the answer with its best score, if that is well above what it has elsewhere.

    Args:
        scores: of every code, shape (n, m).
        coded: how many answers have each code, shape (m,).
        allowed: which answers may be chosen, shape (n,).
    """
    left = scores * allowed[:, None]
    least = _PROMISING * scores.mean(axis=0)
    found = coded.astype(np.int64)
    chosen: list[int] = []
    looking = found < SELDOM
    while looking.any() and len(chosen) < SPREAD:
        code = int(np.argmin(np.where(looking, found, SELDOM + SPREAD)))
        at = int(np.argmax(left[:, code]))
        if left[at, code] <= least[code] or left[at, code] <= 0:
            looking[code] = False
            continue
        chosen.append(at)
        left[at] = 0.0
        found[code] += 1
        looking[code] = found[code] < SELDOM
    return chosen


def _in_turn(ranked: Sequence[int], seldom: Sequence[int]) -> list[int]:
    """Return both in turn, each answer once; ``ranked`` holds them all."""
    placed: dict[int, None] = {}
    by_doubt = iter(ranked)
    for at in seldom:
        doubted = next((each for each in by_doubt if each not in placed), None)
        if doubted is not None:
            placed[doubted] = None
        placed.setdefault(at)
    for at in ranked:
        placed.setdefault(at)
    return list(placed)


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
