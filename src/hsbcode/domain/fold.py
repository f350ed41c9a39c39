"""The fold of the act log: what is true now.

An act counts until one that ``ends`` it is present, in any order. So the state is
a function of the *set* of acts: arrival order and repetition do not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from hsbcode.domain.acts import Act, ActKind, Span
from hsbcode.domain.passes import PassKey, UnitPass

_V = TypeVar("_V")

_LASTING = frozenset(
    {
        ActKind.APPLY,
        ActKind.FINISH,
        ActKind.FLAG,
        ActKind.NOTE,
        ActKind.REJECT,
    }
)


@dataclass(slots=True)
class Fold:
    """Grows with each act; reading it costs nothing.

    ``passes[coder, round][unit]`` is what one coder holds true of one unit.
    """

    acts: dict[str, Act] = field(default_factory=dict)
    """Acts that last and are not ended, by id."""
    ended: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    passes: dict[PassKey, dict[str, UnitPass]] = field(default_factory=dict)

    @classmethod
    def of(cls, acts: Iterable[Act]) -> "Fold":
        """Fold a whole log; what is ended already is never built up first."""
        fold = cls()
        by_id = {act.id: act for act in acts}
        fold.seen = set(by_id)
        fold.ended = {act.ends for act in by_id.values() if act.ends is not None}
        for act in by_id.values():
            if act.kind in _LASTING and act.id not in fold.ended:
                fold.acts[act.id] = act
                fold._touch(act, present=True)
        return fold

    def add(self, act: Act) -> None:
        """Take in one act; one known already changes nothing."""
        if act.id in self.seen:
            return
        self.seen.add(act.id)
        if act.ends is not None and act.ends not in self.ended:
            self.ended.add(act.ends)
            gone = self.acts.pop(act.ends, None)
            if gone is not None:
                self._touch(gone, present=False)
        if act.kind in _LASTING and act.id not in self.ended:
            self.acts[act.id] = act
            self._touch(act, present=True)

    def unit(self, coder: str, unit: str, round_: str | None = None) -> UnitPass:
        """Return what a coder holds true of a unit; empty if they never saw it."""
        return self.passes.get((coder, round_), {}).get(unit) or UnitPass()

    def coders(self, round_: str | None = None) -> tuple[str, ...]:
        """Return the names of all who have done anything, sorted."""
        return tuple(sorted({c for c, r in self.passes if r == round_}))

    def _touch(self, act: Act, *, present: bool) -> None:
        if act.unit is None:
            return
        units = self.passes.setdefault((act.coder, act.round), {})
        held = units.get(act.unit)
        if held is None:
            held = units[act.unit] = UnitPass()
        _change(held, act, present)
        if not held.anything:
            # As if it had never been: the state depends on no detour.
            del units[act.unit]
            if not units:
                del self.passes[act.coder, act.round]


def _change(held: UnitPass, act: Act, present: bool) -> None:
    kind = act.kind
    if kind == ActKind.APPLY and act.code is not None:
        _keep(held.applied.setdefault(act.code, {}), act.id, _span(act), present)
        if not held.applied[act.code]:
            del held.applied[act.code]
    elif kind == ActKind.FINISH:
        _keep(held.finishes, act.id, act.codebook or "", present)
    elif kind == ActKind.FLAG and act.flag is not None:
        _keep(held.flags.setdefault(act.flag, {}), act.id, act.body, present)
        if not held.flags[act.flag]:
            del held.flags[act.flag]
    elif kind == ActKind.NOTE:
        _keep(held.notes, act.id, act.body, present and act.body is not None)
    elif kind == ActKind.REJECT and act.code is not None:
        _keep(held.rejected.setdefault(act.code, {}), act.id, None, present)
        if not held.rejected[act.code]:
            del held.rejected[act.code]


def _span(act: Act) -> Span | None:
    if act.start is None or act.end is None:
        return None
    return Span(act.start, act.end)


def _keep(where: dict[str, _V], key: str, value: _V, present: bool) -> None:
    if present:
        where[key] = value
    else:
        where.pop(key, None)
