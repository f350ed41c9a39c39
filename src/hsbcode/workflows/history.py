"""What was done, as people read it: steps and flags."""

from dataclasses import asdict, dataclass

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.store.project import Project
from hsbcode.workflows.coders import known_coders
from hsbcode.workflows.undoing import describe


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the log in words."""

    when: str
    """UTC, to the minute."""
    coder: str
    answer: str
    """Name of the answer, or empty."""
    words: str
    origin: str
    act: str

    def as_dict(self) -> dict[str, object]:
        """Return the step as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Flagged:
    """One flag that stands."""

    when: str
    flag: str
    answer: str
    coder: str
    note: str

    def as_dict(self) -> dict[str, object]:
        """Return the flag as JSON values."""
        return asdict(self)


def read_history(project: Project, *, coder: str = "", limit: int = 50) -> list[Step]:
    """Return the latest steps, newest first.

    Raises:
        UsageConflict: nobody of that name has done anything.
    """
    acts = [act for act in project.log.all() if act.kind != ActKind.SETTING]
    if coder:
        names = {act.coder for act in acts}
        if coder not in names:
            raise UsageConflict(
                f"“{coder}” has done nothing in this project.",
                nearest(coder, names) or "Coders: " + ", ".join(known_coders(project)),
            )
        acts = [act for act in acts if act.coder == coder]
    latest = acts[-limit:][::-1]
    names_of = _names(project, {act.unit for act in latest if act.unit})
    return [
        Step(
            when=act.at[:16].replace("T", " ") + " UTC",
            coder=act.coder,
            answer=names_of.get(act.unit or "", ""),
            words=describe(project, act) + (" (undo)" if act.undoes else ""),
            origin=act.origin or "",
            act=act.id,
        )
        for act in latest
    ]


def read_flags(project: Project) -> list[Flagged]:
    """Return every flag that stands, oldest first."""
    found: list[tuple[str, str, str, str, str | None]] = []
    for (coder, _round), units in project.fold.passes.items():
        for unit, held in units.items():
            for flag, acts in held.flags.items():
                found.extend(
                    (unit, coder, flag, act, body) for act, body in acts.items()
                )
    names_of = _names(project, {unit for unit, *_rest in found})
    rows = []
    for unit, coder, flag, act, body in sorted(found, key=lambda item: item[3]):
        raised = project.log.get(act)
        rows.append(
            Flagged(
                when=(raised.at[:16].replace("T", " ") + " UTC") if raised else "",
                flag=flag.replace("_", " "),
                answer=names_of.get(unit, unit),
                coder=coder,
                note=project.log.body(body),
            )
        )
    return rows


def _names(project: Project, units: set[str]) -> dict[str, str]:
    return {unit.id: unit.name for unit in project.answers.units(sorted(units))}
