"""The fold of the act log: what is true now.

An act counts until one that ``ends`` it is present, in any order. So the state is
a function of the *set* of acts: arrival order and repetition do not matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from hsbcode.domain.acts import Act, ActKind, Span
from hsbcode.domain.passes import PassKey, UnitPass
from hsbcode.domain.rounds import RoundStep
from hsbcode.domain.splitting import Cut, CutAnswer

_V = TypeVar("_V")

_LASTING = frozenset(
    {
        ActKind.APPLY,
        ActKind.FINISH,
        ActKind.FLAG,
        ActKind.NOTE,
        ActKind.REJECT,
        ActKind.KEEP,
        ActKind.SPLIT,
        ActKind.COMMENT,
    }
)


@dataclass(slots=True)
class Fold:
    """Grows with each act; reading it costs nothing.

    ``passes[coder, round][unit]`` is what one coder holds true of one unit. What is
    done in a round that is not released stands in ``closed`` instead, so that nothing
    which goes over all passes can betray it. A coded
    stretch of words is held of the unit it was applied to and, where that was split
    or joined since, of the unit in force that it lies in. A code that was merged into
    another is held as that other: here and nowhere else are merges followed.
    """

    acts: dict[str, Act] = field(default_factory=dict)
    """Acts that last and are not ended, by id."""
    ended: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    passes: dict[PassKey, dict[str, UnitPass]] = field(default_factory=dict)
    closed: dict[PassKey, dict[str, UnitPass]] = field(default_factory=dict)
    """The same of rounds that are not released, and of those that only measure: to be
    read by their own coder, and by what compares a released round."""
    steps: dict[str, dict[str, str]] = field(default_factory=dict)
    """Round → the steps that were taken, each with the first act that took it."""
    cut: dict[str, CutAnswer] = field(default_factory=dict)
    """Whole unit → its parts; only answers that were ever split."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Merged code → the code it is read as."""
    notes_beside: dict[str, Act] = field(default_factory=dict)
    """The notes that stand on no unit: on a code, or on the project."""
    _wholes: dict[str, str] = field(default_factory=dict)
    """Unit → the whole it is or was a part of."""
    _spanned: dict[str, dict[str, Act]] = field(default_factory=dict)
    """Unit → the acts that stand for a stretch of it."""

    @classmethod
    def of(
        cls, acts: Iterable[Act], redirects: Mapping[str, str] | None = None
    ) -> "Fold":
        """Fold a whole log; what is ended already is never built up first.

        Args:
            acts: in any order.
            redirects: merged code → the code it is read as.
        """
        fold = cls()
        fold.redirects = dict(redirects or {})
        by_id = {act.id: act for act in acts}
        fold.seen = set(by_id)
        fold.ended = {act.ends for act in by_id.values() if act.ends is not None}
        for act in by_id.values():
            if act.kind == ActKind.SPLIT:
                fold._learn(act)
            elif act.kind == ActKind.ROUND and act.id not in fold.ended:
                fold._took(act)
        for act in by_id.values():
            if act.kind in _LASTING and act.id not in fold.ended:
                fold.acts[act.id] = act
                if act.kind == ActKind.SPLIT:
                    fold._cut(act, present=True)
        for act in fold.acts.values():
            if act.kind != ActKind.SPLIT:
                fold._count(act, present=True)
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
                self._count(gone, present=False)
        if act.kind == ActKind.SPLIT:
            self._learn(act)
        if act.kind == ActKind.ROUND:
            self._step(act)
        if act.kind in _LASTING and act.id not in self.ended:
            self.acts[act.id] = act
            self._count(act, present=True)

    def redirect(self, redirects: Mapping[str, str]) -> None:
        """Read merged codes as others than before; nothing in the log changes."""
        moved = {
            code
            for code in {*self.redirects, *redirects}
            if self.redirects.get(code) != redirects.get(code)
        }
        if not moved:
            return
        acts = [
            act
            for act in self.acts.values()
            if act.kind == ActKind.APPLY and act.code in moved
        ]
        for act in acts:
            self._count(act, present=False)
        self.redirects = dict(redirects)
        for act in acts:
            self._count(act, present=True)

    def unit(self, coder: str, unit: str, round_: str | None = None) -> UnitPass:
        """Return what a coder holds true of a unit; empty if they never saw it."""
        return self.pass_of(coder, round_).get(unit) or UnitPass()

    def pass_of(self, coder: str, round_: str | None = None) -> Mapping[str, UnitPass]:
        """Return unit → what a coder holds true of it, in a closed round, too."""
        return self._passes(round_).get((coder, round_), {})

    def coders(self, round_: str | None = None) -> tuple[str, ...]:
        """Return the names of all who have done anything, sorted."""
        return tuple(sorted({c for c, r in self._passes(round_) if r == round_}))

    def by_age(self) -> list[tuple[PassKey, dict[str, UnitPass]]]:
        """Return the passes that all may see: outside rounds, then round by round.

        Rounds stand in the order in which they were drawn; coders by name.
        """
        drawn = {name: min(steps.values()) for name, steps in self.steps.items()}
        return sorted(
            self.passes.items(),
            key=lambda item: (drawn.get(item[0][1] or "", ""), item[0][0]),
        )

    def is_open(self, round_: str | None) -> bool:
        """Whether everybody may see what was done in a round, and tables count it.

        A round that the log says nothing of is closed: its first step may be on its
        way from another machine.
        """
        if round_ is None:
            return True
        steps = self.steps.get(round_, {})
        if RoundStep.DRAW_SELF in steps:
            return False
        return RoundStep.RELEASE in steps or RoundStep.DRAW_SHARE in steps

    def whole_of(self, unit: str) -> str:
        """Return the whole answer that a unit is or was a part of, or the unit."""
        return self._wholes.get(unit, unit)

    def stretches(self, unit: str) -> tuple[str, ...]:
        """Return every unit that an answer is or was cut into; or the unit alone."""
        answer = self.cut.get(self.whole_of(unit))
        return tuple(answer.known) if answer is not None else (unit,)

    def standing_for(self, unit: str) -> tuple[str, ...]:
        """Return the units in force that have characters in common with a unit."""
        answer = self.cut.get(self.whole_of(unit))
        if answer is None:
            return (unit,)
        was = answer.known[unit]
        return tuple(p for p, part in answer.parts.items() if part.overlaps(*was))

    def cuts(self, whole: str) -> dict[str, Cut]:
        """Return the cuts of an answer that stand, by act."""
        answer = self.cut.get(whole)
        return dict(answer.standing) if answer is not None else {}

    # --- rounds --------------------------------------------------------------------

    def _passes(self, round_: str | None) -> dict[PassKey, dict[str, UnitPass]]:
        return self.passes if self.is_open(round_) else self.closed

    def _took(self, act: Act) -> None:
        steps = self.steps.setdefault(act.round or "", {})
        step = act.flag or ""
        steps[step] = min(steps.get(step, act.id), act.id)

    def _step(self, act: Act) -> None:
        """Take in a step of a round; its passes go where they belong now."""
        before = self._passes(act.round)
        self._took(act)
        after = self._passes(act.round)
        if after is not before:
            for key in [key for key in before if key[1] == act.round]:
                after[key] = before.pop(key)

    # --- counting acts -------------------------------------------------------------

    def _count(self, act: Act, *, present: bool) -> None:
        if act.unit is None:
            if act.kind == ActKind.NOTE:
                _keep(self.notes_beside, act.id, act, present)
            return
        if act.kind == ActKind.SPLIT:
            self._cut(act, present=present)
            return
        if act.kind == ActKind.APPLY and act.start is not None:
            _keep(self._spanned.setdefault(act.unit, {}), act.id, act, present)
        self._place(act, present=present)

    def _learn(self, act: Act) -> None:
        """Know the parts that a cut can make, whether it stands or not."""
        if act.unit is None or act.start is None:
            return
        answer = self.cut.setdefault(act.unit, CutAnswer(act.unit))
        for unit in answer.learn(Cut(act.start, act.end)):
            self._wholes[unit] = act.unit
            for spanned in self._spanned.get(unit, {}).values():
                self._place(spanned, present=True)

    def _cut(self, act: Act, *, present: bool) -> None:
        """Put a cut in or take it out; coded words go where they lie now."""
        if act.unit is None or act.start is None:
            return
        answer = self.cut[act.unit]
        moving = [
            spanned
            for unit in answer.known
            for spanned in self._spanned.get(unit, {}).values()
        ]
        for spanned in moving:
            self._place(spanned, present=False)
        if present:
            answer.stand(act.id, Cut(act.start, act.end))
        else:
            answer.fall(act.id)
        for spanned in moving:
            self._place(spanned, present=True)

    def _place(self, act: Act, *, present: bool) -> None:
        passes = self._passes(act.round)
        units = passes.setdefault((act.coder, act.round), {})
        for unit in self._homes(act):
            held = units.get(unit)
            if held is None:
                held = units[unit] = UnitPass()
            _change(held, act, present, self.redirects)
            if not held.anything:
                # As if it had never been: the state depends on no detour.
                del units[unit]
        if not units:
            del passes[act.coder, act.round]

    def _homes(self, act: Act) -> tuple[str, ...]:
        """Return where an act is seen: its unit and, for a stretch, its part."""
        unit = act.unit or ""
        whole = self._wholes.get(unit)
        span = _span(act)
        if whole is None or span is None or act.kind != ActKind.APPLY:
            return (unit,)
        home = self.cut[whole].home(span)
        return (unit,) if home in (unit, None) else (unit, str(home))


def _change(
    held: UnitPass, act: Act, present: bool, redirects: Mapping[str, str]
) -> None:
    kind = act.kind
    if kind == ActKind.APPLY and act.code is not None:
        code = redirects.get(act.code, act.code)
        _keep(held.applied.setdefault(code, {}), act.id, _span(act), present)
        if not held.applied[code]:
            del held.applied[code]
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
    elif kind == ActKind.KEEP:
        _keep(held.kept, act.id, act.flag or "", present)


def _span(act: Act) -> Span | None:
    if act.start is None or act.end is None:
        return None
    return Span(act.start, act.end)


def _keep(where: dict[str, _V], key: str, value: _V, present: bool) -> None:
    if present:
        where[key] = value
    else:
        where.pop(key, None)
