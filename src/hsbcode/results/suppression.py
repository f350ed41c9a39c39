"""Hiding further counts, until no hidden one can be worked out from the others.

Counts that tell of few people are hidden first. An auditor who knows every printed
number and every relation between them then looks for the least and the largest value
each hidden count can have (two linear programs, HiGHS). Where they lie closer together
than the threshold, the cheapest printed count that holds them together is hidden too.
Hiding more only widens what is possible, so whatever has passed stays safe.
"""

import math
from collections import deque
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array

from hsbcode.results.linked_cells import LinkedCells, Name, Relation

_NEAR = 1e-6


class Suppression:
    """Chooses what is hidden in linked tables, and audits it.

    Args:
        linked: the counts with their relations.
        threshold: counts of fewer people are hidden, and no hidden count may be
            known to within fewer.
    """

    def __init__(self, linked: LinkedCells, threshold: int) -> None:
        self._linked = linked
        self._threshold = threshold
        self._of: dict[Name, list[Relation]] = {}
        for relation in linked.relations:
            for name, _weight in relation.terms:
                self._of.setdefault(name, []).append(relation)
        self._shares: dict[Name, list[Name]] = {}
        for name, base in linked.base_of.items():
            self._shares.setdefault(base, []).append(name)
        self._seen: dict[Name, tuple[float, float]] = {}
        self.hidden: dict[Name, None] = {}

    def protect(self) -> frozenset[Name]:
        """Hide what must be hidden and return it."""
        for name in self._linked.values:
            if self._is_sensitive(name):
                self._hide(name)
        waiting = deque(self.hidden)
        while waiting:
            name = waiting.popleft()
            while not self._is_wide(name):
                low, high, tight = self._bounds(name)
                if self._is_wide(name):
                    break
                partner = self._partner(name, tight, high - low)
                if partner is None:
                    break
                waiting.extend(self._hide(partner))
        return frozenset(self.hidden)

    def audit(self) -> dict[Name, tuple[float, float]]:
        """Return the least and the largest value of every hidden count."""
        return {name: self._bounds(name)[:2] for name in self.hidden}

    def _is_sensitive(self, name: Name) -> bool:
        count = self._linked.values[name]
        if 0 < count < self._threshold:
            return True
        base = self._linked.base_of.get(name)
        if base is None or not count or name[0] in ("base", "asked"):
            return False
        return self._linked.values[base] - count < self._threshold

    def _hide(self, name: Name) -> list[Name]:
        """Hide a number and, if it is a base, everybody who is a share of it."""
        new: list[Name] = []
        left = [name]
        while left:
            each = left.pop()
            if each not in self.hidden:
                self.hidden[each] = None
                new.append(each)
                left.extend(reversed(self._shares_of(each)))
        return new

    def _shares_of(self, base: Name) -> list[Name]:
        """Return what a hidden base takes with it; nobody of any base is nobody."""
        return [n for n in self._shares.get(base, ()) if self._linked.values[n]]

    def _cost(self, name: Name) -> int:
        cost, left, seen = 0, [name], set[Name]()
        while left:
            each = left.pop()
            if each not in self.hidden and each not in seen:
                seen.add(each)
                cost += self._linked.values[each] + 1
                left.extend(self._shares_of(each))
        return cost

    def _is_wide(self, name: Name) -> bool:
        # solutions of earlier programs are possible tables, and they stay possible
        low, high = self._seen.get(name, (0.0, 0.0))
        return math.floor(high + _NEAR) - math.ceil(low - _NEAR) >= self._threshold

    def _partner(
        self, name: Name, tight: Iterable[Relation], width: float
    ) -> Name | None:
        near = self._printed(tight)
        far = self._printed(
            relation for each in self._component(name) for relation in self._of[each]
        )
        needed = self._threshold - width
        is_base = name in self._shares
        for candidates in (near, far):
            # a base takes everything with it that is a share of it: only another
            # base is worth that, or a count for which nothing else is left
            alike = [c for c in candidates if (c in self._shares) == is_base]
            enough = [c for c in alike if self._linked.values[c] >= needed]
            if enough:
                return min(enough, key=lambda c: (self._cost(c), c))
            if alike:
                return max(alike, key=lambda c: (self._linked.values[c], c))
        left = [*near, *far]
        own = self._linked.base_of.get(name)
        if own is not None and own not in self.hidden:
            left.append(own)
        return min(left, key=lambda c: (self._cost(c), c), default=None)

    def _printed(self, relations: Iterable[Relation]) -> list[Name]:
        found = {
            name: None
            for relation in relations
            for name, _weight in relation.terms
            if name not in self.hidden
        }
        return list(found)

    def _component(self, name: Name) -> list[Name]:
        """Return the hidden numbers that the value of one may depend on."""
        found = {name: None}
        left = [name]
        while left:
            for relation in self._of.get(left.pop(), ()):
                for other, _weight in relation.terms:
                    if other in self.hidden and other not in found:
                        found[other] = None
                        left.append(other)
        return list(found)

    def _bounds(self, name: Name) -> tuple[float, float, list[Relation]]:
        """Return the least and largest value of a hidden number, and what binds it."""
        names = self._component(name)
        place = {each: at for at, each in enumerate(names)}
        kept = list(
            {id(r): r for each in names for r in self._of.get(each, ())}.values()
        )
        program = _Program(self._linked, place, kept)
        ends: list[float] = []
        tight: list[Relation] = []
        for sign in (1, -1):
            solution, binding = program.extreme(place[name], sign)
            tight.extend(binding)
            if solution is None:
                ends.append(-sign * math.inf)
                self._remember(name, -sign * math.inf)
                continue
            ends.append(float(solution[place[name]]))
            for each, value in zip(names, solution, strict=True):
                self._remember(each, float(value))
        return max(0.0, ends[0]), ends[1], tight

    def _remember(self, name: Name, value: float) -> None:
        true = float(self._linked.values[name])
        low, high = self._seen.get(name, (true, true))
        self._seen[name] = (min(low, value), max(high, min(value, 1e9)))


class _Program:
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
        found = linprog(
            aim,
            A_ub=self._a_ub,
            b_ub=self._b_ub,
            A_eq=self._a_eq,
            b_eq=self._b_eq,
            bounds=(0, None),
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
