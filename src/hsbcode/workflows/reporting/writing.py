"""Reports become files: several formats from one reading, and never over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.release_changes import Changes
from hsbcode.domain.release_differences import Difference
from hsbcode.domain.releases import Release
from hsbcode.domain.report_plan import ReportPlan
from hsbcode.domain.study import Study
from hsbcode.files.writing import check_free
from hsbcode.report.assembling import report_document
from hsbcode.report.document import Document, QuoteBlock
from hsbcode.report.draft import draft_reason
from hsbcode.report.writing import (
    check_output,
    write_document,
)
from hsbcode.store.project import Project
from hsbcode.workflows.cautions import lone_cautions, name_cautions
from hsbcode.workflows.releases.comparing import (
    difference_json,
)
from hsbcode.workflows.releases.register import record_release, why_not_registered
from hsbcode.workflows.reporting.changes import (
    change_lines,
    change_summary,
    changes_json,
    write_changes,
)
from hsbcode.workflows.reporting.leaving import ready_to_leave
from hsbcode.workflows.reporting.making import (
    MadeReport,
    make_reports,
    put_reports,
)
from hsbcode.workflows.reporting.plan import changed_plan, report_plan
from hsbcode.workflows.reporting.reading import ReportReading, read_report
from hsbcode.workflows.saving_tables import VALUES, save_quotes
from hsbcode.workflows.suggestions.picked import fair_part_words

NO_CHANGES = Changes()


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """A report as it was written."""

    reading: ReportReading
    paths: tuple[Path, ...]
    """In the order in which they were asked for."""
    notes: tuple[str, ...] = ()
    """What became otherwise than asked: other names, styles that were not there."""
    last: Release | None = None
    """The report of the register that this one was held against."""
    changes: Changes = NO_CHANGES
    """What is otherwise in this one."""
    told: tuple[Difference, ...] = ()
    """What it tells about few people together with reports that left the house."""
    listed: Path | None = None
    """The list of changes, where one was written."""

    @property
    def written(self) -> tuple[Path, ...]:
        """Every file that was written."""
        return (*self.paths, *([self.listed] if self.listed else []))

    @property
    def summary(self) -> str:
        """How much changed, in a sentence; '' where there was no report before."""
        return change_summary(self.last, self.changes)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every change as a line."""
        return change_lines(self.changes, self.reading.study)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Which counts leave coded answers out, in sentences."""
        return tuple(fair_part_words(self.reading.study))

    def json(self) -> dict[str, Any]:
        """Return what was written as JSON has it."""
        return {
            "files": [str(path) for path in self.written],
            "notes": list(self.notes),
            "cautions": list(self.reading.cautions),
            "warnings": [difference_json(one) for one in self.told],
            "changes": changes_json(self.last, self.changes),
        }


def write_reports(
    project: Project,
    paths: Sequence[Path],
    plan: ReportPlan | None = None,
    *,
    policy: DisclosurePolicy | None = None,
    all_coded: bool = False,
    coder: str = "project",
    list_changes: bool = False,
) -> ReportFiles:
    """Write the report of a project in several formats, from one reading of it.

    Where a report of that name is there already, all files get the next free number,
    ``report-2.docx``: what somebody wrote into the old one stays. The report is put
    into the register of what left the house, where the project can be written.

    Args:
        project: what is reported.
        paths: the files; their endings say the formats.
        plan: what it holds; the kept plan, if none is given.
        policy: disclosure control; that of the plan, if none is given.
        all_coded: whether answers count that were picked for what they are.
        coder: who writes it, for the register.
        list_changes: whether what changed is written beside the first file.

    Raises:
        OutputError: an ending is not known, a folder is not there, the template
            cannot be used, or every limit is switched off.
        UsageConflict: nothing has been coded yet, or the plan names what is not there.
    """
    made = make_reports(project, paths, plan, policy=policy, all_coded=all_coded)
    notes = put_reports(made)
    return register_reports(project, made, notes, coder, list_changes=list_changes)


def register_reports(
    project: Project,
    made: MadeReport,
    notes: Sequence[str] = (),
    coder: str = "project",
    *,
    list_changes: bool = False,
) -> ReportFiles:
    """Put a report whose files are written into the register; say what there is to say.

    Args:
        project: what is reported; the register is passed over where it is read-only.
        made: the report.
        notes: what became otherwise than asked when it was written.
        coder: who writes it.
        list_changes: whether what changed is written beside the first file.
    """
    said = list(notes)
    if made.paths and record_release(project, made.facts, made.paths, coder) is None:
        said.append(why_not_registered(project))
    listed = None
    if list_changes and made.last is not None and made.paths:
        listed = write_changes(
            made.paths[0], made.last, made.changes, made.reading.study
        )
    return ReportFiles(
        made.reading,
        made.paths,
        tuple(said),
        made.last,
        made.changes,
        made.told,
        listed,
    )


def write_report(
    project: Project,
    path: Path,
    *,
    by: Sequence[str] = (),
    policy: DisclosurePolicy | None = None,
    all_coded: bool = False,
) -> Document:
    """Write the whole report of a project to one new file.

    Args:
        project: what is reported.
        path: the file to write.
        by: closed questions to split themes by.
        policy: disclosure control; the project's, if none is given.
        all_coded: whether answers count that were picked for what they are.

    Raises:
        OutputError: the file exists, its ending is not known, or every limit is
            switched off.
        UsageConflict: nothing has been coded yet.
    """
    check_output(path)
    plan = changed_plan(report_plan(project), by=by)
    document = read_report(project, plan, policy=policy, all_coded=all_coded).sent
    write_document(document, path)
    return document


def write_quotes(
    study: Study, tables: Sequence[QuoteTable], path: Path, *, excel: bool = True
) -> Document:
    """Write themed quote tables alone, names on the project's list masked.

    ``.csv``, ``.tsv`` and ``.json`` hold them as values (``save_quotes``).

    Raises:
        OutputError: the file exists, or its ending is not known.
    """
    values = path.suffix.casefold() in VALUES
    if values:
        check_free(path)
    else:
        check_output(path)
    document = report_document(
        f"{study.name}: themes and quotes",
        quotes=tables,
        cautions=(
            *lone_cautions(tables),
            *name_cautions(tables, study.codebook.language),
        ),
        draft=draft_reason(study, [table.question for table in tables]),
        language=study.codebook.language,
    )
    document = ready_to_leave(document, study)
    if values:
        shown = [each.table for each in document.blocks if isinstance(each, QuoteBlock)]
        save_quotes(shown, path, excel=excel)
    else:
        write_document(document, path)
    return document
