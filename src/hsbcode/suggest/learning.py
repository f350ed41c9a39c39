"""How the model learns: which codes, one regression each, one threshold for all."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from hsbcode.suggest.folds import Indices, best_threshold, grouped_folds

LEAST_CODED = 20
"""Coded answers before any code is learnt."""
LEAST_POSITIVES = 5
LEAST_RESPONDENTS = 3
MOST_CODED = 5_000
"""Coded answers that are learnt from or judged on; of more, a random part.

A regression a code takes half a minute beyond, and gains next to nothing.
"""
MOST_FOR_THRESHOLD = 1_000
STRENGTH = 10.0
"""Inverse regularisation; 3 to 30 differ by a point of P@1 on real answers."""
TOLERANCE = 0.01
"""A finer one takes a third longer and changes no suggestion that matters."""

Scores = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def sampled(count: int, seed: int) -> list[int]:
    """Return which of ``count`` coded answers are used, in their order."""
    if count <= MOST_CODED:
        return list(range(count))
    rows = np.random.default_rng(seed).permutation(count)[:MOST_CODED]
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


def fit_codes(
    rows: Any, truth: Flags, offered: Flags, seed: int
) -> tuple[Scores, Scores]:
    """Fit one regression a column; NaN where the rows show only one side."""
    coef = np.full((truth.shape[1], rows.shape[1]), np.nan)
    intercept = np.full(truth.shape[1], np.nan)
    for place in range(truth.shape[1]):
        asked = offered[:, place]
        yes = truth[asked, place]
        if yes.all() or not yes.any():
            continue
        model = LogisticRegression(
            C=STRENGTH, tol=TOLERANCE, solver="liblinear", random_state=seed
        )
        model.fit(rows if asked.all() else rows[asked], yes)
        coef[place], intercept[place] = model.coef_[0], model.intercept_[0]
    return coef, intercept


def tuned_threshold(
    rows: Any,
    truth: Flags,
    offered: Flags,
    groups: npt.NDArray[np.int64],
    seed: int,
) -> float:
    """Return the threshold that suits answers the model has not seen.

    At most 1,000 answers are folded, which bounds the time.
    """
    kept: Indices = np.arange(len(truth), dtype=np.intp)
    if len(kept) > MOST_FOR_THRESHOLD:
        kept = np.random.default_rng(seed).permutation(kept)[:MOST_FOR_THRESHOLD]
        kept.sort()
    scores = np.full(truth.shape, np.nan)
    count = 5 if len(kept) <= 300 else 3
    for train, test in grouped_folds(groups[kept], count, seed):
        learn, judge = kept[train], kept[test]
        coef, intercept = fit_codes(rows[learn], truth[learn], offered[learn], seed)
        scores[judge] = sigmoid(rows[judge] @ coef.T + intercept)
    scores[~offered] = np.nan
    return best_threshold(scores, truth)


def sigmoid(margins: Any) -> Scores:
    """Return margins as probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(margins, -30, 30))))
