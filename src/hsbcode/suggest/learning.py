"""What can be learnt: which codes, from how many answers, one threshold for all."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.suggest.folds import best_threshold

LEAST_CODED = 20
"""Coded answers before any code is learnt."""
LEAST_POSITIVES = 5
LEAST_RESPONDENTS = 3
MOST_CODED = 5_000
"""Coded answers that quality is judged on; of more, a random part."""
THRESHOLD = 0.3
"""Suits real answers; weighs as much as 50 coded answers when another is tuned."""
_THRESHOLD_WEIGHS = 50

Scores = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def sampled(count: int, seed: int, most: int = MOST_CODED) -> list[int]:
    """Return which of ``count`` coded answers are used, in their order."""
    if count <= most:
        return list(range(count))
    rows = np.random.default_rng(seed).permutation(count)[:most]
    return sorted(rows.tolist())


def learnable(truth: Flags, offered: Flags, people: Sequence[str]) -> list[int]:
    """Return the columns with enough coded answers.

    Args:
        truth: whether a code was applied, shape (n, k).
        offered: whether it could be, shape (n, k).
        people: respondent of each row.
    """
    if len(truth) < LEAST_CODED:
        return []
    places = []
    for place in range(truth.shape[1]):
        yes = truth[:, place] & offered[:, place]
        no = ~truth[:, place] & offered[:, place]
        persons = {people[row] for row in np.flatnonzero(yes).tolist()}
        enough = int(yes.sum()) >= LEAST_POSITIVES
        if enough and len(persons) >= LEAST_RESPONDENTS and no.any():
            places.append(place)
    return places


def tuned_threshold(left_out: Scores, truth: Flags) -> float:
    """Return the threshold that suits answers the model has not seen.

    Args:
        left_out: probabilities without what the answer itself taught; NaN where a
            code is not offered. Shape (n, k).
        truth: same shape.
    """
    best = float(np.clip(best_threshold(left_out, truth), 0.2, 0.5))
    weighed = len(truth) * best + _THRESHOLD_WEIGHS * THRESHOLD
    return weighed / (len(truth) + _THRESHOLD_WEIGHS)


def sigmoid(margins: Any) -> Scores:
    """Return margins as probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(margins, -30, 30))))
