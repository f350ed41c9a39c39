"""Codings that look mistaken: to be checked before they are quoted.

An answer that is very unlike all others of its theme and much like those of another one
would be chosen first as the quote that is different, and would be the wrong one.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.doubts import Doubt
from hsbcode.domain.survey import Unit

HARDLY = 0.05
"""At most so likely is the theme itself, by the other people's answers …"""
RATHER = 0.6
"""… and at least so likely another one that the answer was not given."""
_FEWEST_COMPARED = 40
"""With fewer coded answers nothing is suspected."""


def suspected(
    units: Sequence[Unit],
    codes: Sequence[str],
    given: npt.NDArray[np.bool_],
    sure: npt.NDArray[np.float64],
    codebook: Codebook,
) -> dict[str, tuple[Doubt, ...]]:
    """Return theme → its suspected miscodings, the most surprising first.

    Args:
        units: the coded answers, n of them.
        codes: the themes, c of them.
        given: which answer has which theme, shape (n, c).
        sure: how likely, by the other people's answers, shape (n, c).
        codebook: a theme above or below is no other one.
    """
    if len(units) < _FEWEST_COMPARED:
        return {}
    found: dict[str, tuple[Doubt, ...]] = {}
    for column, code in enumerate(codes):
        # where a theme could not be judged it is 0.5, and never so unlikely
        # a rare theme is unlikely for every answer: less likely than for any of them
        bound = min(HARDLY, float(given[:, column].mean()))
        at = np.flatnonzero(given[:, column] & (sure[:, column] <= bound))
        others = [
            place
            for place, other in enumerate(codes)
            if place != column and not _related(codebook, code, other)
        ]
        if not len(at) or not others:
            continue
        doubts = []
        for row in at.tolist():
            likely = np.where(given[row, others], 0.0, sure[row, others])
            best = int(likely.argmax())
            if likely[best] < RATHER:
                continue
            score = round(float(likely[best] - sure[row, column]), 6)
            rather = codes[others[best]]
            doubts.append(Doubt(units[row].id, "instead", code, rather, score))
        if doubts:
            doubts.sort(key=lambda doubt: (-doubt.score, doubt.unit))
            found[code] = tuple(doubts)
    return found


def _related(codebook: Codebook, code: str, other: str) -> bool:
    return code in codebook.ancestors(other) or other in codebook.ancestors(code)
