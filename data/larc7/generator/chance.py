"""Seeded chance: every question has a stream of its own, so one change stays local."""

import math
import random
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]

SEED = "a study nobody answered"


def stream(name: str) -> random.Random:
    """Return the stream of one question; the same for every Python version."""
    return random.Random(f"{SEED}/{name}")


def normals(name: str, count: int) -> Scores:
    """Draw standard normal values."""
    source, curve = stream(name), NormalDist()
    return np.array([curve.inv_cdf(source.random()) for _ in range(count)])


def wobble(name: str, size: float) -> float:
    """Draw a small shift, so that invented shares do not repeat from row to row."""
    return stream(f"wobble {name}").uniform(-size, size)


def surprises(name: str, rows: int, columns: int) -> Scores:
    """Draw Gumbel noise: the best of score plus noise is a draw from a logit model."""
    source = stream(name)
    return np.array(
        [
            [-math.log(-math.log(source.random())) for _ in range(columns)]
            for _ in range(rows)
        ]
    ).reshape(rows, columns)
