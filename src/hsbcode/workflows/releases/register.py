"""The register: what was written, in order, and what never left the house."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.moments import moment_of
from hsbcode.domain.releases import Release, ReleasedFile, ReleaseFacts, ReleaseStep
from hsbcode.store.project import Project
from hsbcode.workflows.releases.bodies import from_body, to_body


def releases(project: Project) -> tuple[Release, ...]:
    """Return every report in the register, oldest first; withdrawn ones, too."""
    acts = project.log.of_kind(ActKind.RELEASE)
    back = {act.ends: act for act in reversed(acts) if act.flag == ReleaseStep.WITHDRAW}
    written = [act for act in acts if act.flag == ReleaseStep.WRITE]
    return tuple(
        _release(project, act, number, back.get(act.id))
        for number, act in enumerate(written, start=1)
    )


def standing_releases(project: Project) -> tuple[Release, ...]:
    """Return the reports that left the house, as far as anybody said, oldest first."""
    return tuple(each for each in releases(project) if not each.withdrawn)


_WHOLE = ReleaseFacts("")


def last_release(project: Project, like: ReleaseFacts = _WHOLE) -> Release | None:
    """Return the report of the same scope that was written last and stands, if any.

    Of several the last with the same parts for the same questions, if there is one.
    """
    found = [
        each for each in standing_releases(project) if each.facts.scope == like.scope
    ]
    same = [each for each in found if _printed(each.facts) == _printed(like)]
    return (same or found)[-1] if found else None


def _printed(facts: ReleaseFacts) -> tuple[frozenset[str], str]:
    return frozenset(facts.parts), dict(facts.options).get("questions", "")


def named_release(project: Project, name: str) -> Release:
    """Return a report by its number, the name of one of its files, or its id's end.

    Raises:
        UsageConflict: there is none, or it could be several.
    """
    every = releases(project)
    wanted = Path(name.strip()).name
    # the last file of a name is the one that lies there now
    for each in reversed(every):
        if wanted in (str(each.number), each.id, each.short):
            return each
    for each in reversed(every):
        if any(file.name == wanted for file in each.facts.files):
            return each
    if not every:
        raise UsageConflict(
            "The register has no report yet.",
            "hsbcode report PROJECT -o report.docx writes one, and it is registered.",
        )
    names = [file.name for each in every for file in each.facts.files]
    raise UsageConflict(
        f"The register has no report “{wanted[:60]}”.",
        nearest(wanted, names) or "hsbcode releases PROJECT lists them.",
    )


def why_not_registered(project: Project) -> str:
    """Return why a report cannot be registered now, as a sentence; else ''."""
    if project.package is not None:
        return "A coder package keeps no register of reports."
    if not project.writable:
        return (
            "The register of the project does not have this report, because the file "
            f"is read-only here: {project.why_read_only}."
        )
    return ""


def record_release(
    project: Project, facts: ReleaseFacts, files: Iterable[Path], coder: str = "project"
) -> Release | None:
    """Put a report that was written into the register.

    Args:
        project: open for writing; else nothing is done (see ``why_not_registered``).
        facts: what it printed (``facts_of``).
        files: as they lie on the disk now.
        coder: who wrote it.

    Returns:
        The release, or None where the register cannot take it.
    """
    if why_not_registered(project):
        return None
    found = tuple(
        ReleasedFile(path.name, sha256(path.read_bytes()).hexdigest()) for path in files
    )
    facts = replace(facts, files=found)
    act = _write(project, coder, ReleaseStep.WRITE, to_body(facts))
    number = len(releases(project))
    return Release(act.id, number, _at(act), coder, facts)


def withdraw_release(
    project: Project, name: str, reason: str, coder: str = "project"
) -> Release:
    """Say that a report never left the house: it is compared with no longer.

    Raises:
        UsageConflict: there is no such report, it is withdrawn already, or no reason
            is given.
    """
    found = named_release(project, name)
    if found.withdrawn:
        raise UsageConflict(
            f"Release {found.number} was withdrawn on {found.withdrawn[:10]} already."
        )
    if not reason.strip():
        raise UsageConflict(
            "A report is withdrawn for a reason that others can read.",
            '--reason "was only a try"',
        )
    _write(project, coder, ReleaseStep.WITHDRAW, reason.strip(), ends=found.id)
    return named_release(project, found.id)


def release_step_words(project: Project, act: Act) -> str:
    """Return what a step did to the register, for the history."""
    if act.flag == ReleaseStep.WITHDRAW:
        former = project.log.get(act.ends) if act.ends else None
        files = _files(project, former) if former else "a report"
        return f"said that {files} never left the house"
    return f"wrote {_files(project, act)}"


def _files(project: Project, act: Act) -> str:
    facts = from_body(project.log.body(act.body))
    return ", ".join(file.name for file in facts.files) or "a report"


def _write(
    project: Project, coder: str, step: ReleaseStep, text: str, ends: str | None = None
) -> Act:
    with project.transaction():
        body = project.log.add_body(text)
        act = project.log.make(
            coder,
            project.log.new_id(),
            ActKind.RELEASE,
            flag=str(step),
            body=body,
            ends=ends,
        )
        project.log.add([act])
    project.take_in(act)
    return act


def _release(project: Project, act: Act, number: int, back: Act | None) -> Release:
    return Release(
        id=act.id,
        number=number,
        at=_at(act),
        by=act.coder,
        facts=from_body(project.log.body(act.body)),
        withdrawn=_at(back) if back else "",
        withdrawn_by=back.coder if back else "",
        reason=project.log.body(back.body) if back else "",
    )


def _at(act: Act) -> str:
    return moment_of(act.press, act.at).isoformat(timespec="milliseconds")
