"""``trace``."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.counting_options import AllCoded
from hsbcode.cli.released_options import DISCLOSURE
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.tracing.tables import Trace


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("trace")(trace)


def trace(
    project: Path = typer.Argument(help="The project file."),
    reference: str = typer.Argument(
        "", help="T3, T3.2, T3.2.1, table_1.3.1, Q12, J1.2.1 or an answer's name."
    ),
    report: str = typer.Option(
        "", help="As this report of the register printed it: its file or its number."
    ),
    every: bool = typer.Option(
        False, "--all", help="List every reference of the report."
    ),
    audit: Path | None = typer.Option(
        None, help="With --all. INTERNAL: an .xlsx file with everything behind each."
    ),
    disclosure: str = typer.Option("", help=DISCLOSURE),
    all_coded: AllCoded = False,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Say where a number or a quote comes from."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.releasing import released_policy, wanted_policy
    from hsbcode.workflows.tracing.references import trace as find
    from hsbcode.workflows.tracing.registered import trace_in_report

    _check(reference, report, every, audit)
    if every:
        _every(project, audit, disclosure, all_coded, json)
        return
    with (
        printing.waiting("tracing"),
        open_project(project, write=False) as opened,
    ):
        hidden = released_policy(opened) if not (report or disclosure) else None
        if report:
            if disclosure or all_coded:
                raise UsageConflict(
                    "--report is traced as that report was made.",
                    "Leave --disclosure and --all-coded out.",
                )
            found = trace_in_report(opened, reference, report)
        else:
            policy = wanted_policy(opened, disclosure, released=False)
            found = find(opened, reference, policy, all_coded=all_coded)
    _print(found, json)
    if hidden is not None and hidden.protects and found.numbers:
        printing.narrate(
            "These are exact numbers. As a report prints them: "
            f"--disclosure {hidden.protection}."
        )


def _check(reference: str, report: str, every: bool, audit: Path | None) -> None:
    if every == bool(reference):
        raise UsageConflict(
            "Name one reference, or ask for all of them with --all.",
            "hsbcode trace PROJECT T3.2.1",
        )
    if audit is not None and not every:
        raise UsageConflict(
            "--audit writes what stands behind every number.",
            "hsbcode trace PROJECT --all --audit audit.xlsx",
        )
    if report and every:
        raise UsageConflict(
            "--report goes with one reference.",
            "hsbcode releases PROJECT show N tells the rest.",
        )


def _every(
    project: Path, audit: Path | None, disclosure: str, all_coded: bool, json: bool
) -> None:
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.releasing import wanted_policy
    from hsbcode.workflows.reporting.plan import report_plan
    from hsbcode.workflows.reporting.reading import read_report
    from hsbcode.workflows.tracing.audit import check_audit, write_audit
    from hsbcode.workflows.tracing.audit_numbers import references

    if audit is not None:
        check_audit(audit)
    with (
        printing.waiting("tracing"),
        open_project(project, write=False) as opened,
    ):
        reading = read_report(
            opened,
            report_plan(opened),
            policy=wanted_policy(opened, disclosure) if disclosure else None,
            all_coded=all_coded,
        )
        if audit is not None:
            write_audit(opened, reading, audit)
        found = references(reading.document)
    if audit is not None:
        printing.narrate("INTERNAL: do not pass the audit file on with the report.")
        printing.data(str(audit))
    elif json:
        printing.as_json(
            [{"reference": r, "what": what, "printed": text} for r, what, text in found]
        )
    else:
        printing.columns(found)


def _print(found: "Trace", json: bool) -> None:
    if json:
        printing.as_json(
            {
                "reference": found.reference,
                "title": found.title,
                **found.numbers,
                "facts": [
                    {"what": what, "value": value} for what, value in found.facts
                ],
                "respondents": list(found.respondents),
            }
        )
        return
    printing.data(f"{found.reference}  {found.title}")
    printing.columns(found.facts)
    if found.respondents:
        people = ", ".join(found.respondents)
        printing.data(f"respondents ({len(found.respondents)}): {people}")
