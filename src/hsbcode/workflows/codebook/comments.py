"""What people say to each other about a code; kept with name and date."""

from dataclasses import asdict, dataclass

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.moments import moment, short
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.use import find_code
from hsbcode.workflows.log.drafted_acts import Draft, write_press


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment on a code."""

    code: str
    """Id of the code it was made on."""
    label: str
    coder: str
    at: str
    """UTC, ISO 8601."""
    text: str
    act: str

    @property
    def when(self) -> str:
        """When, in local time."""
        return short(moment(self.at))

    def as_dict(self) -> dict[str, object]:
        """Return the comment as JSON values."""
        return asdict(self)


def comment(project: Project, name: str, text: str, coder: str) -> None:
    """Say something about a code.

    Raises:
        CodebookError: there is no such code.
        UsageConflict: nothing is said.
    """
    text = text.strip()
    if not text:
        raise UsageConflict("A comment needs words.")
    code = find_code(project.codebook, name)
    version = project.codebook.version or None
    fields: dict[str, object] = {"code": code.id, "codebook": version}
    write_press(project, [Draft(ActKind.COMMENT, coder, fields, text=text)])


def comments(project: Project) -> tuple[Comment, ...]:
    """Return every comment that stands, oldest first."""
    label, ended = project.codebook.label, project.fold.ended
    return tuple(
        Comment(
            code=act.code or "",
            label=label(act.code or ""),
            coder=act.coder,
            at=act.at,
            text=project.log.body(act.body),
            act=act.id,
        )
        for act in project.log.of_kind(ActKind.COMMENT)
        if act.body is not None and act.id not in ended
    )


def comments_on(project: Project, code: str) -> tuple[Comment, ...]:
    """Return the comments on a code and on those merged into it, oldest first."""
    wanted = project.codebook.read_as(code)
    return tuple(each for each in comments(project) if each.code in wanted)
