"""The interval of a share that stays honest at its edges."""

import math

_Z = 1.959964
"""Of the 95 % interval."""


def wilson(share: float, count: float) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson 1927).

    Six of six give .61 to 1, not 1 to 1.

    Args:
        share: 0..1.
        count: of how many it is; may be an effective number.

    Returns:
        Both ends, 0..1; all there is where nothing was counted.
    """
    if count <= 0:
        return 0.0, 1.0
    squared = _Z * _Z
    middle = (share + squared / (2 * count)) / (1 + squared / count)
    half = (
        _Z
        * math.sqrt(share * (1 - share) / count + squared / (4 * count * count))
        / (1 + squared / count)
    )
    low = 0.0 if share <= 0 else max(0.0, middle - half)
    return low, 1.0 if share >= 1 else min(1.0, middle + half)
