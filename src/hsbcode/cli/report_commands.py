"""``report``: what a team sends out, in the formats it uses."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.counting_options import AllCoded, tell_left_out
from hsbcode.cli.deciding_options import NOBODY, Decider
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.report_plan import PART_WORDS, PARTS, ReportPlan

if TYPE_CHECKING:
    from hsbcode.store.project import Project
    from hsbcode.workflows.reporting.writing import ReportFiles

_SHOWN = 12
"""Changes that are told; all of them are in the list beside the report."""
_DISCLOSURE = (
    "Disclosure control: none, rounded or suppressed; the project's is used where "
    "nothing is said (hsbcode disclosure)."
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report)


def report(
    project: Path = typer.Argument(help="The project file."),
    output: list[Path] = typer.Option(
        [],
        "-o",
        "--output",
        help="A .docx, .xlsx, .html, .pdf or .md file; may be repeated.",
    ),
    parts: list[str] = typer.Option(
        [], help="Only these parts, in this order, e.g. quotes,joint."
    ),
    question: list[str] = typer.Option([], help="Only this question; may be repeated."),
    by: list[str] = typer.Option([], help="Split themes by this closed question."),
    template: str | None = typer.Option(
        None, help="A Word file whose styles, page set-up and header a .docx takes."
    ),
    disclosure: str = typer.Option("", help=_DISCLOSURE),
    hide_coders: bool | None = typer.Option(
        None, "--hide-coders/--name-coders", help="Coders as coder 1, coder 2 …"
    ),
    changes: bool = typer.Option(
        False, "--changes", help="Write what changed beside the report, too."
    ),
    audit: Path | None = typer.Option(
        None, help="INTERNAL: an .xlsx file with everything behind each number."
    ),
    keep: bool = typer.Option(
        False, "--keep", help="Keep parts, questions, splits and template for later."
    ),
    list_parts: bool = typer.Option(
        False, "--list", help="Show which parts the report has, and write nothing."
    ),
    all_coded: AllCoded = False,
    coder: Decider = NOBODY,
    json: bool = typer.Option(False, "--json", help="As JSON: files and changes."),
) -> None:
    """Write the report: themes with quotes, figures, tables, methods, limits.

    An existing file is never overwritten: the new one is report-2.docx, and it is
    said what changed since the last report.
    """
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.reporting.plan import changed_plan, keep_plan, report_plan
    from hsbcode.workflows.reporting.writing import write_reports
    from hsbcode.workflows.tracing.audit import check_audit, write_audit

    if not (output or list_parts or keep or audit):
        raise UsageConflict(
            "Say where the report shall be written.",
            "hsbcode report PROJECT -o report.docx",
        )
    who = checked_name(coder)

    def planned(opened: "Project") -> ReportPlan:
        return changed_plan(
            report_plan(opened),
            parts=parts,
            questions=question,
            by=by,
            disclosure=disclosure,
            template=template,
            name_coders=None if hide_coders is None else not hide_coders,
        )

    if keep:
        with open_for_writing(project) as opened:
            kept = keep_plan(opened, planned(opened), who)
        said = "kept for later reports" if kept else "was kept already"
        printing.narrate(f"The plan of the report: {said}.")
    if list_parts:
        with open_project(project, write=False) as opened:
            _show(planned(opened))
        return
    if not (output or audit):
        return
    if audit is not None:
        check_audit(audit)
    with printing.waiting("writing the report"), open_project(project) as opened:
        made = write_reports(
            opened,
            output,
            planned(opened),
            all_coded=all_coded,
            coder=who,
            list_changes=changes,
        )
        if audit is not None:
            write_audit(opened, made.reading, audit)
    _tell(made)
    if audit is not None:
        printing.narrate("INTERNAL: do not pass the audit file on with the report.")
    if json:
        printing.as_json(made.json())
        return
    for path in (*made.written, *([audit] if audit is not None else ())):
        printing.data(str(path))


def _tell(made: "ReportFiles") -> None:
    """Say what there is to know of a report that was written."""
    tell_left_out(made.left_out)
    if made.reading.document.draft:
        printing.narrate(f"DRAFT: {made.reading.document.draft}")
    for note in (*made.notes, *(one.sentence for one in made.told)):
        printing.narrate(note)
    things = len(made.reading.cautions)
    if things:
        printing.narrate(
            f"Before this is published: {things} things to look at, listed at its "
            "beginning. hsbcode redact PROJECT --quotes --ask goes through the quotes."
        )
    if made.summary:
        printing.narrate(made.summary)
    for line in made.lines[:_SHOWN]:
        printing.narrate(f"  {line}")
    if len(made.lines) > _SHOWN:
        more = f"  … and {len(made.lines) - _SHOWN} more"
        printing.narrate(more if made.listed else f"{more}; --changes writes them all")


def _show(plan: ReportPlan) -> None:
    """Print the parts of a report in their order, then those that it leaves out."""
    rows = [("yes", str(part), PART_WORDS[part]) for part in plan.parts]
    rows += [
        ("no", str(part), PART_WORDS[part]) for part in PARTS if part not in plan.parts
    ]
    printing.columns(rows, ("printed", "part", "what it is"))
    for what, value in (
        ("questions", ", ".join(plan.questions)),
        ("split by", ", ".join(plan.by)),
        ("disclosure control", plan.disclosure),
        ("template", plan.template),
    ):
        if value:
            printing.narrate(f"{what}: {value}")
