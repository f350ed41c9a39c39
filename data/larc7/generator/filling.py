"""The most plausible answers that keep to given totals, as one whole-number programme.

Each cell (person, option) has a score: how well the option suits the person, plus
chance. The chosen cells have the greatest total score among all that keep the limits,
so published margins act as intercepts and the correlations come from the scores.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, identity, vstack

from generator.chance import Scores

COST_OF_MISSING_A_SHAPE = 6.0


@dataclass(frozen=True)
class Limit:
    """A weighted sum of chosen cells has a lowest and a highest value.

    Soft limits may be missed, at a cost for every person.
    """

    name: str
    weights: Scores
    low: float
    high: float
    soft: bool = False


class CannotBeFilledError(Exception):
    """No choice of cells keeps all hard limits."""


def fill(
    scores: Scores,
    limits: list[Limit],
    allowed: NDArray[np.bool_],
    ticks: tuple[int, int],
) -> NDArray[np.bool_]:
    """Choose cells of a (people, options) grid.

    Args:
        scores: how well each option suits each person.
        limits: sums to keep.
        allowed: cells that may be chosen.
        ticks: fewest and most options a person chooses; (1, 1) for a single answer.

    Returns:
        A grid of booleans.

    Raises:
        CannotBeFilledError: with the names of the limits in the way.
    """
    people, options = scores.shape
    cells = people * options
    per_person = csr_array(
        (np.ones(cells), (np.repeat(np.arange(people), options), np.arange(cells))),
        shape=(people, cells),
    )
    sums = csr_array(
        np.array([limit.weights.ravel() for limit in limits]).reshape(-1, cells)
    )
    loose = np.array([limit.soft for limit in limits], dtype=bool)
    soft = identity(len(limits), format="csr")[loose.nonzero()[0]].T.tocsr()
    matrix = vstack(
        [
            hstack([per_person, csr_array((people, 2 * soft.shape[1]))]),
            hstack([sums, soft, -soft]),
        ]
    )
    low = np.concatenate([np.full(people, ticks[0]), [limit.low for limit in limits]])
    high = np.concatenate([np.full(people, ticks[1]), [limit.high for limit in limits]])
    slack = 2 * soft.shape[1]
    answer = milp(
        np.concatenate([-scores.ravel(), np.full(slack, COST_OF_MISSING_A_SHAPE)]),
        integrality=np.concatenate([np.ones(cells), np.zeros(slack)]),
        bounds=Bounds(
            np.zeros(cells + slack),
            np.concatenate([allowed.ravel().astype(float), np.full(slack, np.inf)]),
        ),
        constraints=LinearConstraint(matrix.tocsr(), low, high),
        options={"mip_rel_gap": 0.0},
    )
    if answer.x is None:
        raise CannotBeFilledError(
            f"{answer.message}: " + "; ".join(limit.name for limit in limits)
        )
    chosen: NDArray[np.bool_] = answer.x[:cells].reshape(people, options) > 0.5
    return chosen
