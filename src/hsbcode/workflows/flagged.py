"""Flags that stand, as people read them."""

from dataclasses import asdict, dataclass

from hsbcode.domain.acts import FLAGS, ActKind
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.store.project import Project
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.log.drafted_acts import Draft, write_press

_CONTACT = "safeguarding_contact"


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


def read_contact(project: Project) -> str:
    """Return who is told of safeguarding concerns; empty where nobody is named."""
    contact = project.settings.get(_CONTACT)
    return contact if isinstance(contact, str) else ""


def set_contact(project: Project, contact: str, coder: str) -> None:
    """Say who is told of safeguarding concerns; an empty text takes it away."""
    project.put_setting(_CONTACT, " ".join(contact.split()), coder)


def read_flags(project: Project, flag: str = "") -> list[Flagged]:
    """Return every flag that stands, oldest first; of one kind, if that is named.

    Raises:
        UsageConflict: there is no such flag.
    """
    wanted = flag.strip().casefold().replace(" ", "_")
    if wanted and wanted not in FLAGS:
        raise UsageConflict(
            f"There is no flag “{flag}”.",
            nearest(wanted, FLAGS) or "Flags: " + ", ".join(FLAGS),
        )
    found: list[tuple[str, str, str, str, str | None]] = []
    for (coder, _round), units in project.fold.passes.items():
        for unit, held in units.items():
            for name, acts in held.flags.items():
                if wanted in ("", name):
                    found.extend(
                        (unit, coder, name, act, body) for act, body in acts.items()
                    )
    units_of = project.answers.units(sorted({unit for unit, *_rest in found}))
    names_of = {unit.id: unit.name for unit in units_of}
    raised = project.log.acts([act for *_rest, act, _body in found])
    rows = []
    for unit, coder, name, act, body in sorted(found, key=lambda each: each[3]):
        at = raised[act].at if act in raised else ""
        rows.append(
            Flagged(
                when=(at[:16].replace("T", " ") + " UTC") if at else "",
                flag=name.replace("_", " "),
                answer=names_of.get(unit, unit),
                coder=coder,
                note=project.log.body(body),
            )
        )
    return sorted(rows, key=lambda row: row.when)


def standing_flags(project: Project, unit: str) -> frozenset[str]:
    """Return the flags that somebody has raised on an answer and nobody took away."""
    return frozenset(
        flag
        for units in project.fold.passes.values()
        for stretch in project.fold.stretches(unit)
        if (held := units.get(stretch)) is not None
        for flag in held.flags
    )


def raise_flag(project: Project, unit: str, flag: str, note: str, by: str) -> None:
    """Flag an answer, outside rounds and outside coding.

    Raises:
        UsageConflict: there is no such flag, or it asks for a note.
    """
    if flag not in FLAGS:
        raise UsageConflict(f"There is no flag “{flag}”.", nearest(flag, FLAGS))
    if flag == "safeguarding" and not note.strip():
        raise UsageConflict(
            "Not flagged: safeguarding asks for a note.", "Say what the concern is."
        )
    fields = {"unit": unit, "flag": flag}
    draft = Draft(ActKind.FLAG, checked_name(by), fields, text=note.strip())
    write_press(project, [draft])
