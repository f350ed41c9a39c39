"""Answers that quotes are chosen from: order without favour, caps, lengths."""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

POOL_CAP = 2_000
"""At most so many answers enter one choice; more would only cost time."""

SHORTEST, LONGEST = 12, 60
"""Words of a quote that reads well; shorter and longer ones are less preferred."""

NEAR_DUPLICATE = 0.95
"""Answers with a higher cosine than this are the same quote twice."""


def lot(seed: int, text: str) -> bytes:
    """Return the lot a text draws: it depends on seed and text alone.

    So ties do not fall by the order of the survey.
    """
    key = f"{seed}\x1f{text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(key, digest_size=16).digest()


def capped(
    texts: Sequence[str],
    seed: int,
    cap: int = POOL_CAP,
    strata: Sequence[str] | None = None,
) -> tuple[int, ...]:
    """Return the indices of a seeded sample of at most ``cap`` texts, in order.

    Args:
        texts: the answers, n of them.
        seed: draws the lots.
        cap: how many may enter.
        strata: the kind of respondent of each text: every kind enters in proportion
            (largest remainders).
    """
    if len(texts) <= cap:
        return tuple(range(len(texts)))
    kinds: dict[str, list[int]] = {}
    for at in range(len(texts)):
        kinds.setdefault(strata[at] if strata else "", []).append(at)
    shares = {kind: cap * len(found) / len(texts) for kind, found in kinds.items()}
    seats = {kind: int(share) for kind, share in shares.items()}
    left = sorted(shares, key=lambda kind: (seats[kind] - shares[kind], kind))
    for kind in left[: cap - sum(seats.values())]:
        seats[kind] += 1
    drawn: list[int] = []
    for kind, found in kinds.items():
        found.sort(key=lambda at: (lot(seed, texts[at]), at))
        drawn.extend(found[: seats[kind]])
    return tuple(sorted(drawn))


def length_weights(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return how well the texts' lengths suit a quote, ½..1, shape (n,).

    1 from 12 to 60 words, falling towards ½ outside; a soft wish, because a short
    answer may be all that a theme has.
    """
    words = np.array([len(text.split()) for text in texts], dtype=np.float64)
    short = words / SHORTEST
    long = LONGEST / np.maximum(words, 1.0)
    return 0.5 + 0.5 * np.minimum(1.0, np.minimum(short, long))


def substance(sizes: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return how much an answer counts among those to stand near to, shape (n,).

    log(1 + topic words): "good, thanks" is one answer, and says less of a theme than
    three sentences do.
    """
    return np.log1p(np.maximum(np.asarray(sizes, dtype=np.float64), 1.0))


def rows_of(values: Sequence[str] | None, count: int) -> list[str]:
    """Return the group of each text; every text is its own where none are given."""
    return [str(at) for at in range(count)] if values is None else list(values)
