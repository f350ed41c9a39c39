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

from hsbcode.results.disclosure.linear_programs import Program
from hsbcode.results.disclosure.linked_numbers import LinkedCells, Name, Relation

_NEAR = 1e-6
_FAR = 1e5
"""More people than this need not be told apart."""
_MANY = 8
_WORTH = 0.8


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
        self._twins: dict[Name, list[Name]] = {}
        for relation in linked.relations:
            if relation.equal and len(relation.terms) == 2:
                (one, _), (other, _) = relation.terms
                self._twins.setdefault(one, []).append(other)
                self._twins.setdefault(other, []).append(one)
        self._shares: dict[Name, list[Name]] = {}
        for name, base in linked.base_of.items():
            self._shares.setdefault(base, []).append(name)
        # the same tables are always protected in the same way
        self._dice = np.random.default_rng(0)
        self._seen: dict[Name, tuple[float, float]] = {}
        self.hidden: dict[Name, None] = {}

    def protect(self) -> frozenset[Name]:
        """Hide what must be hidden and return it."""
        for name in self._linked.values:
            if self._is_sensitive(name):
                self._hide(name)
        self._hide_partners()
        waiting = deque(self.hidden)
        while waiting:
            name = waiting.popleft()
            while not self._is_wide(name):
                if self._stirred(name):
                    continue
                low, high, tight = self._bounds(name)
                if self._is_wide(name):
                    break
                partner = self._partner(name, tight, high - low)
                if partner is None:
                    break
                waiting.extend(self._hide(partner))
        return frozenset(self.hidden)

    def _hide_partners(self) -> None:
        """Hide what any reader would find by one subtraction, without a program."""
        waiting = deque(
            relation
            for relation in self._linked.relations
            if relation.equal and any(name in self.hidden for name, _ in relation.terms)
        )
        while waiting:
            relation = waiting.popleft()
            hidden = [term for term in relation.terms if term[0] in self.hidden]
            if len({weight > 0 for _name, weight in hidden}) != 1:
                continue  # a part and its total may grow together
            width = sum(self._linked.values[name] for name, _ in hidden)
            if len(hidden) > 1 and width >= self._threshold:
                continue
            partner = self._partner(hidden[0][0], [relation], width * (len(hidden) > 1))
            if partner is None:
                continue
            for name in self._hide(partner):
                waiting.extend(each for each in self._of.get(name, ()) if each.equal)
            waiting.append(relation)

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
        """Hide a number with what is the same number, or a share of it as a base."""
        new: list[Name] = []
        left = [name]
        while left:
            each = left.pop()
            if each not in self.hidden:
                self.hidden[each] = None
                new.append(each)
                left.extend(reversed(self._shares_of(each)))
                left.extend(self._twins.get(each, ()))
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
                left.extend(self._twins.get(each, ()))
        return cost

    def _is_wide(self, name: Name) -> bool:
        # solutions of earlier programs are possible tables, and they stay possible
        low, high = self._seen.get(name, (0.0, 0.0))
        return math.floor(high + _NEAR) - math.ceil(low - _NEAR) >= self._threshold

    def _partner(
        self, name: Name, tight: Iterable[Relation], width: float
    ) -> Name | None:
        """Return the printed number to hide, None where none would widen anything.

        The binding relations alone prove the limits of a hidden number. Numbers that
        stand in none of them leave that proof as it is, so hiding them helps nobody.
        """
        needed = self._threshold - width
        is_base = name in self._shares
        candidates = self._printed(tight)
        # a base takes everything with it that is a share of it: only another
        # base is worth that, or a count for which nothing else is left
        alike = [c for c in candidates if (c in self._shares) == is_base]
        enough = [c for c in alike if self._linked.values[c] >= needed]
        if enough:
            return min(enough, key=lambda c: (self._cost(c), c))
        if alike:
            return max(alike, key=lambda c: (self._linked.values[c], c))
        return min(candidates, key=lambda c: (self._cost(c), c), default=None)

    def _printed(self, relations: Iterable[Relation]) -> list[Name]:
        found = {
            name: None
            for relation in relations
            for name, _weight in relation.terms
            if name not in self.hidden and name not in self._linked.fixed
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
        program = self._program(names)
        ends: list[float] = []
        tight: list[Relation] = []
        for sign in (1, -1):
            solution, binding = program.extreme(names.index(name), sign)
            tight.extend(binding)
            if solution is None:
                ends.append(-sign * math.inf)
                self._remember(name, -sign * math.inf)
                continue
            ends.append(float(solution[names.index(name)]))
            for each, value in zip(names, solution, strict=True):
                self._remember(each, float(value))
        return max(0.0, ends[0]), ends[1], tight

    def _stirred(self, name: Name) -> bool:
        """Look for possible tables in which many hidden numbers differ at once.

        Each one found shows how wide several numbers are, so that fewer of them need
        programs of their own. Returns whether it showed anything new.
        """
        names = self._component(name)
        narrow = [each for each in names if not self._is_wide(each)]
        if len(narrow) < _MANY:
            return False
        program = self._program(names)
        signs = self._dice.choice((-1.0, 1.0), size=len(names))
        wanted = set(narrow)
        aim = np.array(
            [
                sign if each in wanted else 0.0
                for each, sign in zip(names, signs, strict=True)
            ]
        )
        for direction in (aim, -aim):
            solution, _binding = program.solved(direction, _FAR)
            if solution is not None:
                for each, value in zip(names, solution, strict=True):
                    self._remember(each, float(value))
        left = sum(not self._is_wide(each) for each in narrow)
        return left < _WORTH * len(narrow)

    def _program(self, names: list[Name]) -> Program:
        place = {each: at for at, each in enumerate(names)}
        kept = list(
            {id(r): r for each in names for r in self._of.get(each, ())}.values()
        )
        return Program(self._linked, place, kept)

    def _remember(self, name: Name, value: float) -> None:
        true = float(self._linked.values[name])
        low, high = self._seen.get(name, (true, true))
        self._seen[name] = (min(low, value), max(high, min(value, 1e9)))
