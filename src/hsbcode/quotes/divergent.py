"""The divergent quote: an answer of the theme that the typical ones leave out.

Of three kinds: what the typical ones cover least (the "criticism" beside prototypes of
Kim, Khanna & Koyejo 2016), somebody whose closed answer speaks against the theme, and
an answer on the boundary that its words alone would not put there.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.quotes.pool import NEAR_DUPLICATE, length_weights, lot, rows_of
from hsbcode.quotes.theme_answers import ThemeAnswers

RESIDUAL, COUNTER_CASE, BOUNDARY = "least covered", "counter-case", "boundary"
KINDS = (COUNTER_CASE, RESIDUAL, BOUNDARY)
"""In the order in which they are offered: what contradicts says most."""
HARDLY_BY_WORDS = 0.3
"""Below it, the other people's answers say that the theme is not there."""


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


def divergent_of(
    theme: ThemeAnswers,
    typical: Sequence[int],
    free: npt.NDArray[np.bool_],
    kind: str,
) -> int | None:
    """Return the place of the best divergent answer of a kind; None: there is none.

    Args:
        theme: the answers.
        typical: places of the typical quotes.
        free: which answers may be chosen, shape (n,).
        kind: one of ``KINDS``.
    """
    lengths = length_weights([unit.text for unit in theme.units]) ** 2
    covered = theme.covered(typical)
    # what is not surely in the theme is not what argues within it
    scores = (1.0 - covered) * lengths * (0.5 + 0.5 * theme.sure)
    within = free.copy()
    for at in typical:
        within &= theme.same_words(at) <= NEAR_DUPLICATE
    if kind == COUNTER_CASE:
        within &= np.array(
            [unit.id in theme.contrary for unit in theme.units], dtype=bool
        )
        # it is to be heard for what it answers, not for being odd
        scores = theme.weights * (0.5 + 0.5 * (1.0 - covered))
    elif kind == BOUNDARY:
        within &= theme.sure < HARDLY_BY_WORDS
        scores = (1.0 - theme.sure) * lengths
    found = np.flatnonzero(within)
    if not len(found):
        return None
    return min(
        (int(at) for at in found),
        key=lambda at: (-round(float(scores[at]), 9), theme.lots[at]),
    )
