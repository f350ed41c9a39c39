"""A report in every format that was asked for, made before any file is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.release_changes import Changes
from hsbcode.domain.release_differences import Difference
from hsbcode.domain.releases import Release, ReleaseFacts
from hsbcode.domain.report_plan import ReportPlan
from hsbcode.files.writing import check_free, write_file
from hsbcode.report.writing import Style, Written, check_ending, written
from hsbcode.store.project import Project
from hsbcode.workflows.releases.comparing import changed_since, told_together
from hsbcode.workflows.releases.facts import facts_of
from hsbcode.workflows.reporting.free_names import free_together
from hsbcode.workflows.reporting.plan import report_plan
from hsbcode.workflows.reporting.reading import ReportReading, read_report


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report in every format that was asked for, before any file is written."""

    reading: ReportReading
    facts: ReleaseFacts
    wanted: tuple[Path, ...]
    """The names that were asked for."""
    paths: tuple[Path, ...]
    """The names that were free."""
    contents: tuple[Written, ...]
    last: Release | None
    changes: Changes
    told: tuple[Difference, ...]


def make_reports(
    project: Project,
    paths: Sequence[Path],
    plan: ReportPlan | None = None,
    *,
    policy: DisclosurePolicy | None = None,
    all_coded: bool = False,
    going_on: Callable[[str], bool] = lambda _words: True,
) -> MadeReport:
    """Make every format of a report; nothing is written, and only reading is done.

    Args:
        project: what is reported.
        paths: the files; where one is taken, all get the next free number.
        plan: what it holds; the kept plan, if none is given.
        policy: disclosure control; that of the plan, if none is given.
        all_coded: whether answers count that were picked for what they are.
        going_on: is told before each step what comes; False stops there.

    Raises:
        OutputError: an ending is not known, a folder is not there, the template
            cannot be used, or every limit is switched off.
        UsageConflict: nothing has been coded yet, the plan names what is not there,
            or it was stopped.
    """
    for path in paths:
        check_ending(path)
    free = free_together(paths)
    for path in free:
        check_free(path)
    plan = report_plan(project) if plan is None else plan
    _go_on(going_on, "Reading the project …")
    reading = read_report(project, plan, policy=policy, all_coded=all_coded)
    facts = facts_of(
        reading.study,
        reading.document,
        reading.policy,
        parts=[str(part) for part in plan.parts],
        options=_options(plan, all_coded),
    )
    last, changes = changed_since(project, facts)
    told = told_together(project, facts)
    style = Style(Path(plan.template) if plan.template else None)
    # every format is made before the first is written, so that none is missing
    made, sent = [], reading.sent
    for number, path in enumerate(free, start=1):
        _go_on(going_on, f"Making {path.name} ({number} of {len(free)}) …")
        made.append(written(sent, path.suffix, style))
    _go_on(going_on, "Writing …")
    return MadeReport(
        reading, facts, tuple(paths), free, tuple(made), last, changes, told
    )


def put_reports(made: MadeReport) -> tuple[str, ...]:
    """Write the files of a report; return what became otherwise than asked.

    Raises:
        OutputError: a name was taken meanwhile, or the folder does not take it.
    """
    notes = [
        f"{old.name} is there already and stays as it is: wrote {new.name}."
        for old, new in zip(made.wanted, made.paths, strict=True)
        if old != new
    ]
    for path, each in zip(made.paths, made.contents, strict=True):
        write_file(path, each.content)
        notes.extend(f"{path.name}: {note}" for note in each.notes)
    return tuple(notes)


def _options(plan: ReportPlan, all_coded: bool) -> list[tuple[str, str]]:
    found = [
        ("by", ", ".join(plan.by)),
        ("questions", ", ".join(plan.questions)),
        ("all coded", "yes" if all_coded else ""),
    ]
    return [(what, value) for what, value in found if value]


def _go_on(going_on: Callable[[str], bool], words: str) -> None:
    if not going_on(words):
        raise UsageConflict("Stopped: no file was written.")
