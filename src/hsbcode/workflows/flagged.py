"""Flags that stand, as people read them."""

from dataclasses import asdict, dataclass

from hsbcode.domain.acts import FLAGS
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.store.project import Project

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
