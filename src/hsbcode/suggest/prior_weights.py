"""How much similarity and keywords count: fitted to what was coded, near a start."""

from dataclasses import dataclass

import numpy as np

from hsbcode.suggest.learning import Flags, Scores, sigmoid

FIRM = (1.0, 20.0, 20.0)
"""Precision of intercept, similarity and keywords around their start."""
LOOSE = 1.0
"""The same for a signal that misleads."""
LEAST_SAID = 0.2
"""Log odds that a signal has to say for given codes more than for the others."""
OWN = (8.0, 20.0, 20.0)
"""Precision of a code's own weights around those of all codes."""
_STEPS = 8


@dataclass(frozen=True, slots=True)
class Weights:
    """Intercept, similarity and keywords of each code, shape (k, 3)."""

    each: Scores

    def probabilities(self, design: Scores) -> Scores:
        """Return the prior's probabilities for a design of shape (n, k, 2)."""
        margins = self.each[:, 0] + (design * self.each[:, 1:]).sum(axis=2)
        return sigmoid(margins)


def refitted(start: Weights, design: Scores, truth: Flags, offered: Flags) -> Weights:
    """Return the weights that suit what was coded and stay near the start.

    Logistic regression with a Gaussian prior, by Newton's method: one set of weights
    for all codes around the start, then one a code around these.
    """
    if not len(design):
        return start
    columns = np.concatenate([np.ones((*design.shape[:2], 1)), design], axis=2)
    # what codes differ in from the start stays: it shifts every answer's margin
    middle = start.each.mean(axis=0, keepdims=True)
    shift = start.each[:, 0] - middle[0, 0]
    common = _newton(
        middle,
        columns.reshape(1, -1, 3),
        truth.reshape(1, -1),
        offered.reshape(1, -1),
        _held(start, design, truth, offered),
        np.broadcast_to(shift, offered.shape).reshape(1, -1),
    )
    each = np.repeat(common, len(shift), axis=0)
    each[:, 0] += shift
    found = _newton(each, columns.transpose(1, 0, 2), truth.T, offered.T, np.array(OWN))
    return Weights(found)


def _held(start: Weights, design: Scores, truth: Flags, offered: Flags) -> Scores:
    """Return how firmly the weights are held: loosely where a signal misleads.

    It does where it says hardly more for the codes that were given than for others.
    """
    yes, no = truth & offered, ~truth & offered
    held = np.array(FIRM)
    if not yes.any() or not no.any():
        return held
    signals = design * start.each[:, 1:]
    says = signals[yes].mean(axis=0) - signals[no].mean(axis=0)
    held[1:] = np.where((says < LEAST_SAID) & signals.any(axis=(0, 1)), LOOSE, FIRM[1:])
    return held


def _newton(
    centre: Scores,
    columns: Scores,
    truth: Flags,
    offered: Flags,
    firm: Scores,
    shift: Scores | float = 0.0,
) -> Scores:
    """Return MAP weights of several regressions at once, shape (g, 3).

    Args:
        centre: mean of the prior, where the search begins, too; shape (g, 3).
        columns: shape (g, m, 3).
        truth: shape (g, m).
        offered: same shape; what was not is left out.
        firm: precision of the prior, shape (3,).
        shift: added to every margin, shape (g, m).
    """
    found = centre.copy()
    across = columns.transpose(0, 2, 1)
    for _ in range(_STEPS):
        p = sigmoid((columns @ found[:, :, None])[:, :, 0] + shift)
        wrong = (p - truth) * offered
        slope = (across @ wrong[:, :, None])[:, :, 0] + firm * (found - centre)
        weighted = columns * (p * (1 - p) * offered)[:, :, None]
        curve = across @ weighted + np.diag(firm)
        step = np.linalg.solve(curve, slope[:, :, None])[:, :, 0]
        found -= step
        if float(np.abs(step).max()) < 1e-4:
            break
    return found
