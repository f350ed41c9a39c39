"""Products of answers' rows with each other, worked out once for each pair."""

from typing import Any

import numpy as np
import numpy.typing as npt

Singles = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

MOST = 3_000
"""Rows whose products are kept: 36 MB."""


class KnownProducts:
    """Dot products between some rows of a matrix; only new rows are multiplied.

    Learning again after ten more answers then costs ten rows and not all of them.

    Args:
        every: CSR; the products are of its rows.
    """

    def __init__(self, every: Any) -> None:
        self._every = every
        self._number: dict[int, int] = {}
        self._held: Singles = np.zeros((0, 0), dtype=np.float32)

    def of(self, places: Places) -> Singles | None:
        """Return the products of rows with each other, a copy, shape (n, n).

        None where there are more than are kept.

        Args:
            places: the rows, perhaps some of them twice.
        """
        wanted = dict.fromkeys(places.tolist())
        if len(wanted) > MOST:
            return None
        new = [place for place in wanted if place not in self._number]
        if len(self._number) + len(new) > MOST:
            self._number, new = {}, list(wanted)
        if new:
            self._add(new)
        at = np.array([self._number[place] for place in places.tolist()], dtype=np.intp)
        if np.array_equal(at, np.arange(len(at))):
            return self._held[: len(at), : len(at)].copy()
        return self._held[np.ix_(at, at)]

    def _add(self, new: list[int]) -> None:
        before = len(self._number)
        for place in new:
            self._number[place] = len(self._number)
        count = len(self._number)
        if count > len(self._held):
            room = min(MOST, max(count, 2 * len(self._held), 256))
            wider = np.zeros((room, room), dtype=np.float32)
            wider[:before, :before] = self._held[:before, :before]
            self._held = wider
        everybody = self._every[list(self._number)]
        found = (self._every[new] @ everybody.T).toarray()
        self._held[before:count, :count] = found
        self._held[:count, before:count] = found.T
