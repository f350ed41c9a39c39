"""Acts that are thought out before they are written: to be shown first, then done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hsbcode.domain.acts import Act
from hsbcode.store.project import Project


@dataclass(frozen=True, slots=True)
class Draft:
    """An act without id, press and time."""

    kind: str
    coder: str
    """Whose pass it is in; of acts of the project, who did it."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """The rest of the row, as ``ActLog.make`` takes it."""
    at: str = ""
    """When the judgement was made, if that was earlier; UTC, ISO 8601."""
    text: str = ""
    """A body to be kept with it."""

    def made(self, project: Project, press: str) -> Act:
        """Return the act; inside a transaction."""
        fields = dict(self.fields)
        if self.text:
            fields["body"] = project.log.add_body(self.text)
        act = project.log.make(self.coder, press, self.kind, **fields)
        return act._replace(at=self.at) if self.at else act

    def shown(self) -> Act:
        """Return the act as it will be, for words about it."""
        given: dict[str, object] = {"undoes": None, "ends": None, **self.fields}
        return Act("", "", 0, self.coder, self.at, "", kind=self.kind, **given)  # type: ignore[arg-type]


def write_press(project: Project, drafts: Sequence[Draft]) -> tuple[Act, ...]:
    """Write drafts as one press: all of them, or nothing."""
    press = project.log.new_id()
    with project.transaction():
        acts = tuple(draft.made(project, press) for draft in drafts)
        project.add(acts)
    project.take_in(*acts)
    return acts
