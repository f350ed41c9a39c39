"""Typical quotes: few answers that stand near as many of the others as possible.

Greedy facility location: each choice adds the answer that most raises the sum, over
all answers, of the similarity to the nearest chosen one (Cornuéjols, Fisher & Nemhauser
1977), here with factors for what reads well and a discount for what was said already.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.language.topics import topics
from hsbcode.quotes.balance import Balance
from hsbcode.quotes.pool import (
    NEAR_DUPLICATE,
    POOL_CAP,
    capped,
    length_weights,
    lot,
    rows_of,
    substance,
)

SAID_ALREADY = 0.5
"""Part of the gain that an answer loses which says what a chosen one says."""
_COMMON = 0.5
"""Part of what all answers of a theme share that is taken out before comparing."""
_SOFTNESS = 0.7
"""Power of likenesses: being near many counts for more than being very near a few."""
_SAME_GAIN = 9
"""Gains that agree in so many decimals are a tie, whatever the order of summing."""
_AT_ONCE = 16
"""Answers whose gain is looked at again together."""

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


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
            texts are compared by their topic words.
        confidence: how sure the coding of each text is, 0..1, shape (n,).
        groups: the respondent of each text, shape (n,).
        k: how many to choose.
        seed: decides the sample and ties.

    Raises:
        ValueError: an argument does not have one entry for each text.
    """
    _check_lengths(len(texts), vectors, similarity, confidence, groups)
    of = rows_of(groups, len(texts))
    pool = sorted(
        (at for at in range(len(texts)) if texts[at].strip()),
        key=lambda at: (texts[at], "" if groups is None else of[at]),
    )
    within = capped([texts[at] for at in pool], seed, POOL_CAP)
    pool = [pool[at] for at in within]
    if k <= 0 or not pool:
        return ()
    words = [texts[at] for at in pool]
    matter: Floats | None = None
    same: Callable[[int], Floats]
    if similarity is not None:
        alike = cosines(np.asarray(similarity)[np.ix_(pool, pool)])
        same = alike.__getitem__
    elif vectors is not None:
        rows = np.asarray(vectors, dtype=np.float64)[pool]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
        alike = cosines(rows @ rows.T)
        same = alike.__getitem__
    else:
        found = topics(words)
        alike, matter = likeness(found.rows), substance(found.sizes)
        same = found.same_words
    weights = length_weights(words)
    if confidence is not None:
        weights = weights * sureness(np.asarray(confidence, dtype=np.float64)[pool])
    chosen = spread(
        words,
        alike,
        [of[at] for at in pool],
        k=k,
        lots=[lot(seed, text) for text in words],
        weights=weights,
        matter=matter,
        same=same,
    )
    return tuple(pool[at] for at in chosen)


def cosines(similarity: npt.ArrayLike) -> Floats:
    """Return similarities as they are used: 0..1, shape (n, n), 1 on the diagonal."""
    alike: Floats = np.clip(np.asarray(similarity, dtype=np.float64), 0.0, 1.0)
    np.fill_diagonal(alike, 1.0)
    return alike


def likeness(rows: Floats) -> Floats:
    """Return how alike answers of one theme are, 0..1, shape (n, n).

    Half of their mean is taken out first: what everybody says is the theme, and the
    quotes are to show what is said within it. How near is near is softened, so that a
    quote counts for those who say something like it, too.

    Args:
        rows: directions of the answers, of length 1, shape (n, d).
    """
    if len(rows) > 1:
        rows = rows - _COMMON * rows.mean(axis=0)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        whole = np.zeros_like(rows)
        rows = np.divide(rows, lengths, out=whole, where=lengths > 1e-9)
    return cosines(np.clip(rows @ rows.T, 0.0, 1.0) ** _SOFTNESS)


def sureness(confidence: Floats) -> Floats:
    """Return the factor for confidences 0..1: ½ for none, 1 for certainty."""
    return np.asarray(0.5 + 0.5 * np.clip(confidence, 0.0, 1.0))


def spread(
    texts: Sequence[str],
    alike: Floats,
    groups: Sequence[str],
    *,
    k: int,
    lots: Sequence[bytes],
    weights: Floats,
    matter: Floats | None = None,
    same: Callable[[int], Floats] | None = None,
    allowed: Flags | None = None,
    balance: Balance | None = None,
    pinned: Sequence[int] = (),
) -> list[int]:
    """Choose up to ``k`` by greedy facility location; return those that are new.

    Args:
        texts: the answers, n of them.
        alike: how alike they are, shape (n, n), 0..1.
        groups: the respondent of each text.
        k: how many are wanted, the pinned ones among them.
        lots: decide ties.
        weights: factor on the gain of each text, shape (n,).
        matter: how much each text counts as one to stand near to, shape (n,).
        same: how alike a text's words are to those of all, shape (n,), 0..1; what is
            above .95 is the same quote twice.
        allowed: which may be chosen; all of them count as answers to stand near to.
        balance: how quotes are spread over kinds of people.
        pinned: chosen already, by a person.
    """
    search = _Search(alike, weights, matter, lots)
    free = np.ones(len(texts), dtype=bool) if allowed is None else allowed.copy()
    groups_of = np.array(list(groups), dtype=object)
    texts_of = np.array([" ".join(text.split()) for text in texts], dtype=object)
    chosen: list[int] = []

    def put(at: int) -> None:
        search.add(at)
        chosen.append(at)
        if same is not None:
            free[same(at) > NEAR_DUPLICATE] = False
        free[(groups_of == groups[at]) | (texts_of == texts_of[at])] = False
        free[at] = False

    for at in pinned:
        put(at)
    while len(chosen) < k:
        now = free
        if balance is not None:
            within = balance.allowed(chosen)
            now = free if within is None else free & within
            now = balance.first(chosen, now)
        if not now.any():
            break
        put(search.best(now))
    return chosen[len(pinned) :]


class _Search:
    """Finds the answer that gains most without looking at all of them every time.

    Gains only fall as more is chosen, so one that was too small before is not looked
    at again (Minoux 1978).
    """

    def __init__(
        self,
        alike: Floats,
        weights: Floats,
        matter: Floats | None,
        lots: Sequence[bytes],
    ) -> None:
        self._alike = alike
        self._weights = weights
        self._matter = np.ones(len(alike)) if matter is None else matter
        self._lots = lots
        self._nearest = np.zeros(len(alike))
        self._said = np.zeros(len(alike))
        self._gains = np.round((self._matter @ alike) * weights, _SAME_GAIN)
        self._fresh = np.ones(len(alike), dtype=bool)

    def add(self, at: int) -> None:
        np.maximum(self._nearest, self._alike[:, at], out=self._nearest)
        np.maximum(self._said, self._alike[at], out=self._said)
        self._fresh[:] = False

    def best(self, free: Flags) -> int:
        places = np.flatnonzero(free)
        while True:
            gains = self._gains[places]
            top = gains.max()
            stale = places[(gains >= top) & ~self._fresh[places]]
            if not len(stale):
                first = places[gains == top]
                return min((int(at) for at in first), key=lambda at: self._lots[at])
            more = places[~self._fresh[places]]
            rank = np.argsort(-self._gains[more], kind="stable")[:_AT_ONCE]
            self._look_at(np.union1d(stale, more[rank]))

    def _look_at(self, places: npt.NDArray[np.int64]) -> None:
        rises = np.maximum(self._alike[:, places] - self._nearest[:, None], 0.0)
        gains = (self._matter @ rises) * self._weights[places]
        gains *= 1.0 - SAID_ALREADY * self._said[places]
        self._gains[places] = np.round(gains, _SAME_GAIN)
        self._fresh[places] = True


def _check_lengths(count: int, *given: Any) -> None:
    names = ("vectors", "similarity", "confidence", "groups")
    for name, values in zip(names, given, strict=True):
        if values is not None and len(values) != count:
            raise ValueError(
                f"{name} has {len(values)} entries for {count} texts; "
                "one for each text is needed"
            )
