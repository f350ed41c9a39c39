"""The differences of a released round: who said what, and what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.acts import SETTLED, ActKind, Span
from hsbcode.domain.errors import RoundError
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.rounds import Phase, Round, RoundKind
from hsbcode.domain.sampling import in_random_order
from hsbcode.domain.settling import Decision, disputed_distance, standing_decisions
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.rounds.reading import passes_of, round_of


@dataclass(frozen=True, slots=True)
class Said:
    """What one coder said of an answer when the round was released."""

    coder: str
    codes: tuple[str, ...]
    """In the order of the codebook; none: no code applies."""
    spans: tuple[tuple[str, Span], ...] = ()
    """(code, stretch of the box text)."""
    memos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer on which the coders of a round differ."""

    unit: str
    said: tuple[Said, ...]
    """By name."""
    disputed: tuple[str, ...]
    """Codes that some gave and some did not."""
    distance: float
    """Mean MASI distance of its pairs: 0 equal, 1 nothing shared."""
    decided: Decision | None = None
    """The decision in force; the later one where two people decided apart."""
    apart: bool = False
    """Two decisions stand that were taken without knowing of each other."""
    before: bool = False
    """The decision is from before this round: brought in, or of an earlier round."""

    @property
    def is_settled(self) -> bool:
        """Whether one decision stands that was taken since the release."""
        return self.decided is not None and not self.apart and not self.before


def without_names(each: Difference) -> Difference:
    """Return a difference that does not say who said what.

    Its coders are called coder A, coder B …, shuffled anew for every answer.
    """
    mixed = in_random_order([said.coder for said in each.said], 0, each.unit)
    by_coder = {said.coder: said for said in each.said}
    return replace(
        each,
        said=tuple(
            replace(by_coder[coder], coder=f"coder {chr(ord('A') + at)}")
            for at, coder in enumerate(mixed)
        ),
    )


class Differences:
    """The answers of a released round that several of its coders finished.

    Args:
        project: an open project.
        name: the round.

    Raises:
        RoundError: it is not released, or there is nothing to settle in its kind.
    """

    def __init__(self, project: Project, name: str) -> None:
        self.project = project
        self.round = settled_round(project, name)
        self._passes = passes_of(project, self.round)
        self._place = {unit: at for at, unit in enumerate(self.round.units)}
        self._order = {code.id: at for at, code in enumerate(project.codebook)}
        self._units: dict[str, Unit] = {}
        rounds = list(project.rounds)
        self._earlier = {"", *rounds[: rounds.index(self.round.id)]}
        self.compared = tuple(
            unit for unit in self.round.units if len(self._judged(unit)) > 1
        )
        """The answers that two of its coders or more finished."""
        self._differing = self._by_distance(
            unit for unit in self.compared if len(set(self._codings(unit))) > 1
        )

    # --- looking -----------------------------------------------------------------

    def differences(self, code: str = "") -> tuple[Difference, ...]:
        """Return the differing answers, most disputed first.

        Args:
            code: only those in which this code is disputed.
        """
        standing = self._standing()
        found = (self._difference(unit, standing) for unit in self._differing)
        return tuple(each for each in found if not code or code in each.disputed)

    def left(self, code: str = "") -> tuple[Difference, ...]:
        """Return the differing answers that are not settled, most disputed first."""
        return tuple(d for d in self.differences(code) if not d.is_settled)

    def difference(self, unit: str) -> Difference:
        """Return one answer of the round with its codings; it need not differ.

        Raises:
            RoundError: fewer than two of its coders finished it.
        """
        if unit not in self._place:
            raise RoundError(f"That answer is not in the round {self.round.id}.")
        if unit not in self.compared:
            raise RoundError(
                f"{self.unit(unit).name} was not finished by two coders of "
                f"{self.round.id}, so there is nothing to settle."
            )
        return self._difference(unit, self._standing())

    def named(self, name: str) -> str:
        """Return the id of an answer of the round by its id or its name.

        Raises:
            RoundError: there is none of that name in the round.
        """
        if name in self._place:
            return name
        for unit in self.project.answers.units(self.round.units):
            if name in (unit.name, unit.reference):
                return unit.id
        raise RoundError(
            f"There is no answer “{name}” in the round {self.round.id}.",
            f"hsbcode round settle PROJECT {self.round.id} --list names them.",
        )

    def unit(self, unit: str) -> Unit:
        """Return an answer of the round."""
        if unit not in self._units:
            found = self.project.answers.units([unit])
            if not found:
                raise RoundError("That answer is not in this project.")
            self._units[unit] = found[0]
        return self._units[unit]

    def reason(self, decision: Decision) -> str:
        """Return why it was decided so; empty where nobody said."""
        return self.project.log.body(decision.body)

    def equal_left(self) -> tuple[str, ...]:
        """Return the answers with equal codings that were not taken over yet."""
        standing = self._standing()
        differing = set(self._differing)
        return tuple(
            unit
            for unit in self.compared
            if unit not in differing and unit not in standing
        )

    # --- what it stands on -------------------------------------------------------

    def _judged(self, unit: str) -> dict[str, UnitPass]:
        return {
            coder: units[unit]
            for coder, units in sorted(self._passes.items())
            if unit in units and units[unit].finished
        }

    def _codings(self, unit: str) -> list[frozenset[str]]:
        return [held.codes for held in self._judged(unit).values()]

    def _by_distance(self, units: Iterable[str]) -> tuple[str, ...]:
        return tuple(
            sorted(
                units,
                key=lambda unit: (
                    -disputed_distance(self._codings(unit)),
                    -len(_disputed(self._codings(unit))),
                    self._place[unit],
                ),
            )
        )

    def _standing(self) -> dict[str, list[Decision]]:
        """Return unit → the decisions in force, in whichever round they were taken."""
        found = standing_decisions(self.project.log.of_kind(ActKind.SETTLE))
        for unit, held in self.project.fold.pass_of(SETTLED).items():
            if held.finished and unit not in found:
                # Brought in as settled from another tool, by nobody that is known.
                brought = Decision("", unit, "", "", "", held.codes, None)
                found[unit] = [brought]
        return found

    def _difference(
        self, unit: str, standing: Mapping[str, Sequence[Decision]]
    ) -> Difference:
        codings = self._codings(unit)
        decided = standing.get(unit, ())
        return Difference(
            unit,
            tuple(
                Said(
                    coder,
                    self._sorted(held.codes),
                    held.spans(),
                    tuple(
                        text
                        for body in held.notes.values()
                        if (text := self.project.log.body(body))
                    ),
                )
                for coder, held in self._judged(unit).items()
            ),
            self._sorted(_disputed(codings)),
            float(disputed_distance(codings)),
            decided[-1] if decided else None,
            len({each.codes for each in decided}) > 1,
            bool(decided) and decided[-1].round in self._earlier,
        )

    def _sorted(self, codes: Iterable[str]) -> tuple[str, ...]:
        last = len(self._order)
        return tuple(
            sorted(codes, key=lambda code: (self._order.get(code, last), code))
        )


def settled_round(project: Project, name: str) -> Round:
    """Return a round whose differences can be settled.

    Raises:
        RoundError: it is not released, or of another kind.
    """
    each = round_of(project, name)
    if each.kind is RoundKind.SHARE:
        raise RoundError(f"In {each.id} every answer has one coder: nothing to settle.")
    if each.kind is RoundKind.SELF:
        raise RoundError(
            f"{each.id} measures how far one coder agrees with themselves: it is never "
            "settled.",
            "Change a coding outside rounds, where it counts.",
        )
    if each.phase in (Phase.OPEN, Phase.BLIND):
        raise RoundError(
            f"The round {each.id} is not released, so nothing can be settled yet.",
            f"Release it with hsbcode round release PROJECT {each.id}.",
        )
    return each


def _disputed(codings: Sequence[frozenset[str]]) -> frozenset[str]:
    if not codings:
        return frozenset()
    return frozenset.union(*codings) - frozenset.intersection(*codings)
