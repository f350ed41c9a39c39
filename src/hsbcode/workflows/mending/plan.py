"""What mending does to the log: judgements end where they are, and stand elsewhere.

Nothing is changed: each judgement gets an act that ends it and, unless it is taken
away, one that makes it again in its new place, with the time when it was made.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from hsbcode.domain.acts import Act, ActKind, Origin
from hsbcode.domain.fold import Fold
from hsbcode.store.project import Project
from hsbcode.workflows.log.drafted_acts import Draft

_ENDED_BY = {
    ActKind.APPLY: ActKind.REMOVE,
    ActKind.REJECT: ActKind.REMOVE,
    ActKind.KEEP: ActKind.UNKEEP,
    ActKind.FLAG: ActKind.UNFLAG,
    ActKind.NOTE: ActKind.NOTE,
    ActKind.FINISH: ActKind.REOPEN,
}


class Place(NamedTuple):
    """Where a judgement stands."""

    coder: str
    unit: str
    code: str | None = None
    start: int | None = None
    end: int | None = None

    @classmethod
    def of(cls, act: Act) -> "Place":
        """Return where an act stands now."""
        return cls(act.coder, act.unit or "", act.code, act.start, act.end)


Target: TypeAlias = Callable[[Act], Place | None]
"""Where a judgement is to stand; None where it is taken away."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The acts that are to be written, and what there is to know of them."""

    drafts: tuple[Draft, ...]
    moved: tuple[Act, ...]
    """The judgements that do not stay as they are."""
    there_already: int
    """Codings that stand in the new place as they are."""
    reopened: int
    """Answers that lose their last code to nobody, and are not finished any more."""
    met: int
    """Answers which the new coder has coded, too."""


def plan_mending(project: Project, acts: Sequence[Act], target: Target) -> Plan:
    """Return what is to be written so that judgements stand where ``target`` says.

    A finish goes where the codes go: an answer that keeps a code stays finished, one
    that loses its last code does not. What no code applies to is an act of its own.

    Args:
        project: where they are.
        acts: applies, marks, and finishes of answers without a code; outside rounds.
        target: the new place of each.
    """
    places = [(act, target(act)) for act in sorted(acts, key=lambda act: act.id)]
    moving = [(act, place) for act, place in places if place != Place.of(act)]
    ending = frozenset(act.id for act, _place in moving)
    drafts: list[Draft] = []
    made: set[tuple[str, Place]] = set()
    there_already = 0
    for act, place in moving:
        if act.kind == ActKind.FINISH:
            continue
        drafts.append(_end(project, act))
        if place is None:
            continue
        if (act.kind, place) in made or _stands(project.fold, act, place, ending):
            there_already += int(act.kind == ActKind.APPLY)
            continue
        if act.kind in (ActKind.APPLY, ActKind.REJECT):
            made.add((act.kind, place))
        drafts.append(_again(project, act, place))
    finishing = _Finishing(project, moving, ending)
    met = {
        (place.coder, place.unit)
        for act, place in moving
        if place is not None
        and place.coder != act.coder
        and _judged(project.fold, place)
    }
    return Plan(
        drafts=(*drafts, *finishing.drafts()),
        moved=tuple(act for act, _place in moving),
        there_already=there_already,
        reopened=finishing.reopened,
        met=len(met),
    )


class _Finishing:
    """Which answers are finished after codes have gone from here to there."""

    def __init__(
        self,
        project: Project,
        moving: Sequence[tuple[Act, Place | None]],
        ending: frozenset[str],
    ) -> None:
        self._project = project
        self._moving = moving
        self._ending = ending
        self.reopened = 0

    def drafts(self) -> Iterator[Draft]:
        """Yield reopens of answers that lose their last code, and the new finishes."""
        fold = self._project.fold
        kept = {
            (place.coder, unit)
            for act, place in self._moving
            if place is not None and act.kind == ActKind.APPLY
            for unit in _new_homes(fold, act, place)
        }
        finishes: dict[tuple[str, str], str] = {}
        emptied: set[tuple[str, str]] = set()
        taken: set[tuple[str, str]] = set()
        for act, place in self._moving:
            if act.kind not in (ActKind.APPLY, ActKind.FINISH):
                continue
            for unit in _homes(fold, act):
                held = fold.unit(act.coder, unit)
                if not held.finishes:
                    continue
                left = {a for standing in held.applied.values() for a in standing}
                if not left - self._ending and (act.coder, unit) not in kept:
                    emptied.add((act.coder, unit))
                if place is None:
                    taken.add((act.coder, unit))
                else:
                    there = unit if place.unit == act.unit else place.unit
                    finishes.setdefault((place.coder, there), max(held.finishes))
        for coder, unit in sorted(emptied):
            for finish in fold.unit(coder, unit).finishes:
                yield Draft(ActKind.REOPEN, coder, {"unit": unit, "ends": finish})
        self.reopened = len(emptied & taken)
        former = self._project.log.acts(list(finishes.values()))
        for (coder, unit), finish in finishes.items():
            stands = (coder, unit) not in emptied and fold.unit(coder, unit).finishes
            if not stands:
                made = former[finish]
                fields = {
                    "unit": unit,
                    "codebook": made.codebook,
                    "shown": made.shown,
                    "picked": made.picked,
                }
                yield Draft(ActKind.FINISH, coder, fields, made.at)


def _end(project: Project, act: Act) -> Draft:
    fields = {
        "unit": act.unit,
        "code": act.code,
        "flag": act.flag,
        "ends": act.id,
        "codebook": project.codebook.version or None,
    }
    return Draft(_ENDED_BY[ActKind(act.kind)], act.coder, fields)


def _again(project: Project, act: Act, place: Place) -> Draft:
    """Return a judgement in its new place; another code is a decision by hand."""
    same = place.code == act.code
    return Draft(
        act.kind,
        place.coder,
        {
            "unit": place.unit or None,
            "code": place.code,
            "flag": act.flag,
            "start": place.start,
            "end": place.end,
            "origin": act.origin if same else str(Origin.HAND),
            "shown": act.shown if same else "none",
            "codebook": act.codebook if same else project.codebook.version or None,
            "body": act.body,
            "picked": act.picked,
        },
        act.at,
    )


def _stands(fold: Fold, act: Act, place: Place, ending: frozenset[str]) -> bool:
    """Whether the same judgement stands in the new place, and stays there."""
    held, code = fold.unit(place.coder, place.unit), place.code or ""
    if act.kind == ActKind.APPLY:
        span = None if place.start is None else (place.start, place.end)
        standing = held.applied.get(fold.redirects.get(code, code), {})
        # A merged code that is read as this one is not it: merging can be undone.
        return any(
            at == span and fold.acts[other].code == code
            for other, at in standing.items()
            if other not in ending
        )
    if act.kind == ActKind.REJECT:
        return bool(set(held.rejected.get(code, {})) - ending)
    if act.kind == ActKind.FLAG:
        same = held.flags.get(act.flag or "", {})
        return act.body is None and bool(set(same) - ending)
    return False


def _judged(fold: Fold, place: Place) -> bool:
    held = fold.unit(place.coder, place.unit)
    return bool(held.applied or held.finishes)


def _homes(fold: Fold, act: Act) -> Iterable[str]:
    """Return where an act is seen: a coded stretch also in the part it lies in."""
    if act.start is None:
        return (act.unit or "",)
    return [
        unit
        for unit in fold.stretches(act.unit or "")
        if any(act.id in on for on in fold.unit(act.coder, unit).applied.values())
    ]


def _new_homes(fold: Fold, act: Act, place: Place) -> Iterable[str]:
    return _homes(fold, act) if place.unit == act.unit else (place.unit,)
