"""The divergent quote: an answer of the theme that the typical ones leave out.

The idea is the "criticism" beside prototypes of Kim, Khanna & Koyejo (2016): show
what the summary misses, and say that it is that.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.quotes.pool import NEAR_DUPLICATE, length_weights, lot, rows_of


def choose_divergent(
    texts: Sequence[str],
    chosen: Sequence[int],
    *,
    similarity: Any,
    groups: Sequence[str] | None = None,
    seed: int = 0,
) -> tuple[int, ...]:
    """Return the index of the answer least covered by the chosen ones, or nothing.

    Its residual is 1 - the similarity to the nearest chosen answer; lengths outside
    12 to 60 words weigh less, so that a single odd word is not what comes out.
    Blank texts, groups of the chosen and near-duplicates of them are left out.

    Args:
        texts: the answers a person gave the theme to, n of them.
        chosen: indices of the typical quotes.
        similarity: cosines, shape (n, n).
        groups: the respondent of each text, shape (n,).
        seed: decides ties.
    """
    if not chosen:
        return ()
    alike: npt.NDArray[np.float64] = np.asarray(similarity, dtype=np.float64)
    covered = alike[:, list(chosen)].max(axis=1)
    scores = (1.0 - covered) * length_weights(texts) ** 2
    of = rows_of(groups, len(texts))
    taken = {of[at] for at in chosen}
    free = [
        at
        for at, text in enumerate(texts)
        if text.strip()
        and at not in chosen
        and of[at] not in taken
        and covered[at] <= NEAR_DUPLICATE
    ]
    if not free:
        return ()
    return (min(free, key=lambda at: (-round(scores[at], 9), lot(seed, texts[at]))),)
