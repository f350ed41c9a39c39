"""Linear programs over hidden numbers, solved by HiGHS."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array

from hsbcode.results.disclosure.linked_numbers import LinkedCells, Name, Relation

_NEAR = 1e-6


class Program:
    """The relations among some hidden numbers, the printed ones put in."""

    def __init__(
        self, linked: LinkedCells, place: dict[Name, int], relations: list[Relation]
    ) -> None:
        self._size = len(place)
        self._equal = [r for r in relations if r.equal]
        self._at_least = [r for r in relations if not r.equal]
        self._a_eq, self._b_eq = self._rows(linked, place, self._equal)
        self._a_ub, self._b_ub = self._rows(linked, place, self._at_least)

    def extreme(
        self, at: int, sign: int
    ) -> tuple[npt.NDArray[np.float64] | None, list[Relation]]:
        """Return a solution with the least (1) or largest (-1) value of a number.

        None where it has no limit; and the relations that limit it.
        """
        aim = np.zeros(self._size)
        aim[at] = sign
        return self.solved(aim, None)

    def solved(
        self, aim: npt.NDArray[np.float64], most: float | None
    ) -> tuple[npt.NDArray[np.float64] | None, list[Relation]]:
        """Return the solution with the least weighted sum, and what limits it.

        ``most`` is a limit for every number, so that there is a solution.
        """
        found = linprog(
            aim,
            A_ub=self._a_ub,
            b_ub=self._b_ub,
            A_eq=self._a_eq,
            b_eq=self._b_eq,
            bounds=(0, most),
            method="highs",
        )
        if found.x is None:
            return None, []
        pairs = (
            (self._equal, found.eqlin.marginals),
            (self._at_least, found.ineqlin.marginals),
        )
        binding = [
            relation
            for relations, marginals in pairs
            for relation, marginal in zip(relations, marginals, strict=True)
            if abs(marginal) > _NEAR
        ]
        return found.x, binding

    def _rows(
        self, linked: LinkedCells, place: dict[Name, int], relations: list[Relation]
    ) -> tuple[csr_array | None, npt.NDArray[np.float64] | None]:
        """Return relations as rows of ``-sum <= printed`` (or ``=``)."""
        if not relations:
            return None, None
        data: list[int] = []
        rows: list[int] = []
        columns: list[int] = []
        right = np.zeros(len(relations))
        for at, relation in enumerate(relations):
            for name, weight in relation.terms:
                if name in place:
                    data.append(-weight)
                    rows.append(at)
                    columns.append(place[name])
                else:
                    right[at] += weight * linked.values[name]
        shape = (len(relations), self._size)
        return csr_array((data, (rows, columns)), shape=shape), right
