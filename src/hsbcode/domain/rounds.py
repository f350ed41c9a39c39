"""Rounds: the same answers coded apart by several people, then compared.

A round goes through its phases and never back. What its coders did is closed to
everybody else until it is released, and from then on it is frozen: agreement is
read from what the log held at that moment (see ``Round.frozen``).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from hsbcode.domain.acts import Act


class Phase(StrEnum):
    """How far a round has come."""

    OPEN = "open"
    """Drawn; who codes what can still be changed."""
    BLIND = "blind"
    """Being coded; nobody sees what others do."""
    RELEASED = "released"
    """Frozen; agreement can be read and differences can be settled."""
    SETTLED = "settled"
    """Every difference was decided, or the lead said that this will do."""


class RoundKind(StrEnum):
    """What a round is for."""

    TEAM = "team"
    """Several people code the same answers blind."""
    SELF = "self"
    """Somebody codes answers again that they coded before. It measures, and never
    counts in a table."""
    SHARE = "share"
    """Work is shared out, each answer to one coder: neither blind nor compared."""


class RoundStep(StrEnum):
    """What an act about a round does: its ``flag``."""

    DRAW = "draw"
    """Its body is the whole round but for who codes what."""
    DRAW_SELF = "draw self"
    DRAW_SHARE = "draw share"
    ASSIGN = "assign"
    """Its body says who codes what; the last one counts."""
    BEGIN = "begin"
    RELEASE = "release"
    """Its body says what the log held."""
    SETTLED = "settled"


DRAWS = {
    RoundKind.TEAM: RoundStep.DRAW,
    RoundKind.SELF: RoundStep.DRAW_SELF,
    RoundKind.SHARE: RoundStep.DRAW_SHARE,
}


def drawn_kind(step: str) -> RoundKind | None:
    """Return the kind of round that a step draws; None where it draws none."""
    return next((kind for kind, draws in DRAWS.items() if draws == step), None)


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a round held when it was released."""

    seen: Mapping[str, int] = field(default_factory=dict)
    """Replica → the last of its acts (``seq``) that was there. Not a time: clocks
    of several machines differ."""
    codebook: str = ""
    """Version of the codebook in force."""
    left: Mapping[str, int] = field(default_factory=dict)
    """Coder → answers of their share that were not finished; only above 0."""

    def holds(self, act: Act) -> bool:
        """Whether an act was there."""
        return act.seq <= self.seen.get(act.replica, 0)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a project."""

    id: str
    label: str
    kind: RoundKind = RoundKind.TEAM
    units: tuple[str, ...] = ()
    """The answers of the sample, in the order in which they are coded."""
    drawn: Mapping[str, object] = field(default_factory=dict)
    """How: ``method``, ``seed``, ``strata``, ``width``, ``of`` (how many answers
    there were), ``question``."""
    suggestions: str = "off"
    """``off``, or ``half``: shown for a half of each share chosen at random."""
    shares: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Coder → the answers they code, in order."""
    phase: Phase = Phase.OPEN
    frozen: Frozen | None = None
    drawn_by: str = ""
    drawn_at: str = ""
    """UTC, ISO 8601."""

    @property
    def coders(self) -> tuple[str, ...]:
        """Who codes in it, sorted."""
        return tuple(sorted(self.shares))

    @property
    def is_closed(self) -> bool:
        """Whether what one coder did is hidden from everybody else."""
        if self.kind is RoundKind.SHARE:
            return False
        return self.phase in (Phase.OPEN, Phase.BLIND)

    @property
    def can_be_coded(self) -> bool:
        """Whether its coders may code in it now."""
        return self.phase is Phase.BLIND

    def share(self, coder: str) -> tuple[str, ...]:
        """Return the answers that a coder codes; nobody's are none."""
        return self.shares.get(coder, ())


def read_rounds(acts: Iterable[tuple[Act, str]]) -> dict[str, Round]:
    """Return the rounds of a project by id, in the order in which they were drawn.

    Args:
        acts: (act, its body) of every act about a round, in any order. Acts that
            came from several machines may repeat a step; the first release counts.
    """
    drawn: dict[str, Round] = {}
    shares: dict[str, dict[str, tuple[str, ...]]] = {}
    reached: dict[str, Phase] = {}
    frozen: dict[str, Frozen] = {}
    order = list(Phase)
    for act, body in sorted(acts, key=lambda pair: pair[0].id):
        name = act.round or ""
        said = json.loads(body) if body else {}
        if act.flag in DRAWS.values():
            drawn.setdefault(name, _drawn(name, act, said))
        elif act.flag == RoundStep.ASSIGN:
            shares[name] = {who: tuple(units) for who, units in said.items()}
        phase = _PHASES.get(str(act.flag), Phase.OPEN)
        reached[name] = max(reached.get(name, Phase.OPEN), phase, key=order.index)
        if act.flag == RoundStep.RELEASE and name not in frozen:
            frozen[name] = Frozen(
                said.get("seen", {}), said.get("codebook", ""), said.get("left", {})
            )
    return {
        name: _with(each, shares.get(name, {}), reached[name], frozen.get(name))
        for name, each in drawn.items()
    }


def renamed(each: Round, name: Callable[[str], str]) -> Round:
    """Return a round with its coders as they are called now."""
    frozen = each.frozen
    if frozen is not None:
        left = {name(coder): count for coder, count in frozen.left.items()}
        frozen = replace(frozen, left=left)
    shares = {name(coder): units for coder, units in each.shares.items()}
    return replace(each, shares=shares, frozen=frozen, drawn_by=name(each.drawn_by))


_PHASES = {
    str(RoundStep.BEGIN): Phase.BLIND,
    str(RoundStep.RELEASE): Phase.RELEASED,
    str(RoundStep.SETTLED): Phase.SETTLED,
}


def _drawn(name: str, act: Act, said: Mapping[str, object]) -> Round:
    units = said.get("units", ())
    how = said.get("drawn", {})
    kind = next(kind for kind, step in DRAWS.items() if step == act.flag)
    return Round(
        name,
        str(said.get("label", name)),
        kind,
        tuple(map(str, units)) if isinstance(units, list) else (),
        how if isinstance(how, dict) else {},
        str(said.get("suggestions", "off")),
        drawn_by=act.coder,
        drawn_at=act.at,
    )


def _with(
    drawn: Round,
    shares: Mapping[str, tuple[str, ...]],
    phase: Phase,
    frozen: Frozen | None,
) -> Round:
    return Round(
        drawn.id,
        drawn.label,
        drawn.kind,
        drawn.units,
        drawn.drawn,
        drawn.suggestions,
        shares,
        phase,
        frozen,
        drawn.drawn_by,
        drawn.drawn_at,
    )


def drawing_body(drawn: Round) -> str:
    """Return the body of the act that draws a round."""
    return json.dumps(
        {
            "label": drawn.label,
            "units": drawn.units,
            "drawn": dict(drawn.drawn),
            "suggestions": drawn.suggestions,
        },
        ensure_ascii=False,
    )


def shares_body(shares: Mapping[str, Iterable[str]]) -> str:
    """Return the body of the act that says who codes what."""
    return json.dumps(
        {who: list(units) for who, units in shares.items()}, ensure_ascii=False
    )


def frozen_body(frozen: Frozen) -> str:
    """Return the body of the act that releases a round."""
    return json.dumps(
        {
            "seen": dict(frozen.seen),
            "codebook": frozen.codebook,
            "left": dict(frozen.left),
        },
        ensure_ascii=False,
    )
