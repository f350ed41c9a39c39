"""How sure the coding of an answer is, judged by all the other answers.

Ridge regression of every theme on the answers' directions, with what an answer itself
and the others of its respondent taught taken out in closed form (the block version of
the leave-one-out formula, Rasmussen & Williams 2006, 5.4.2), then the two numbers of
Platt (1999) that make a probability of the result. No model is trained or kept.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

RIDGE = 1.0
FEWEST = 5
"""People with a theme, and without it, below whom it cannot be judged."""
UNKNOWN = 0.5
"""What stands for the confidence where it cannot be judged."""
_ROUNDS = 25


def confidence(rows: Floats, given: Flags, groups: Sequence[str]) -> Floats:
    """Return how likely each code is by the other people's answers, 0..1.

    Args:
        rows: directions of the answers, shape (n, d).
        given: whether a code counts for an answer, shape (n, c).
        groups: the respondent of each answer, shape (n,).

    Returns:
        Shape (n, c); 0.5 where fewer than five people have a code, or have it not.
    """
    found = np.full(given.shape, UNKNOWN)
    of = np.unique(
        np.array(list(groups), dtype=object).astype(str), return_inverse=True
    )
    enough = [
        column
        for column in range(given.shape[1])
        if min(
            len(set(of[1][given[:, column]].tolist())),
            len(set(of[1][~given[:, column]].tolist())),
        )
        >= FEWEST
    ]
    if not enough:
        return found
    truth = given[:, enough]
    scores = _left_out(rows, truth.astype(np.float64), of[1])
    for place, column in enumerate(enough):
        found[:, column] = _probable(scores[:, place], truth[:, place])
    return found


def _left_out(rows: Floats, truth: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    """Return what each answer would be said to be without its respondent's."""
    base = np.column_stack([rows, np.ones(len(rows))])
    inner = base.T @ base
    penalty = np.full(len(inner), RIDGE)
    penalty[-1] = 0.01
    inner[np.diag_indices_from(inner)] += penalty
    hat = np.linalg.solve(inner, base.T)
    off = truth - base @ (hat @ truth)
    own = np.einsum("ij,ji->i", base, hat)
    alone = off / np.maximum(1.0 - own, 0.05)[:, None]
    order = np.argsort(groups, kind="stable")
    cuts = np.flatnonzero(np.diff(groups[order])) + 1
    for members in np.split(order, cuts):
        if len(members) > 1:
            block = np.eye(len(members)) - base[members] @ hat[:, members]
            block[np.diag_indices_from(block)] += 0.01
            alone[members] = np.linalg.solve(block, off[members])
    return np.asarray(truth - alone)


def _probable(scores: Floats, truth: Flags) -> Floats:
    """Return 1 / (1 + exp(-(a·score + b))), a and b fitted with Platt's targets.

    By Newton's method with halved steps (Lin, Lin & Weng 2007); where higher scores do
    not mean more, everybody gets the share of the code.
    """
    yes = int(truth.sum())
    no = len(truth) - yes
    target = np.where(truth, (yes + 1.0) / (yes + 2.0), 1.0 / (no + 2.0))
    base = np.column_stack([scores, np.ones(len(scores))])
    weights = np.array([0.0, np.log((yes + 1.0) / (no + 1.0))])
    loss = _loss(base @ weights, target)
    for _ in range(_ROUNDS):
        said = _logistic(base @ weights)
        slope = base.T @ (said - target)
        curve = (base * (said * (1.0 - said))[:, None]).T @ base + 1e-9 * np.eye(2)
        step = np.linalg.solve(curve, slope)
        for _halving in range(10):
            tried = _loss(base @ (weights - step), target)
            if tried < loss:
                break
            step = step / 2.0
        else:
            break
        weights, before, loss = weights - step, loss, tried
        if before - loss < 1e-6:
            break
    if weights[0] <= 0:
        return np.full(len(truth), yes / len(truth))
    return _logistic(base @ weights)


def _logistic(values: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -30.0, 30.0))))


def _loss(values: Floats, target: Floats) -> float:
    return float(np.sum(np.logaddexp(0.0, values) - target * values))
