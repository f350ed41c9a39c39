"""``check``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.counting_options import AllCoded
from hsbcode.domain.drafts import Checked, DraftReport, DraftVerdict


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("check")(check)


def check(
    project: Path = typer.Argument(help="The project file."),
    draft: Path = typer.Argument(help="A draft: .docx, .html, .md or .txt."),
    every: bool = typer.Option(
        False, "--all", help="Also list what is right and what was not judged."
    ),
    all_coded: AllCoded = False,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Check the numbers, words of quantity and quotes of a draft against the results.

    Ends with 1 where something is wrong. docs/checking-drafts.md tells what is read and
    how it is judged.
    """
    from hsbcode.workflows.checking.drafts import check_draft
    from hsbcode.workflows.opening import open_project

    with (
        printing.waiting("checking the draft"),
        open_project(project, write=False) as opened,
    ):
        report = check_draft(opened, draft, all_coded=all_coded)
    if json:
        printing.as_json(_plain(report))
    else:
        _print(report, every)
    if report.faults:
        raise typer.Exit(1)


_QUIET = (DraftVerdict.RIGHT, DraftVerdict.NOT_JUDGED)


def _print(report: DraftReport, every: bool) -> None:
    sentence = ""
    for one in report.checked:
        if one.verdict in _QUIET and not every:
            continue
        if one.sentence != sentence:
            sentence = one.sentence
            printing.data(f"line {one.line}: {_short(sentence)}")
        printing.data(f"  {one.verdict}: {_short(one.found, 80)} – {one.reason}")
        for reference in one.references:
            printing.data(f"    hsbcode trace {reference}")
    for note in report.notes:
        printing.data(note)
    printing.data(_summary(report))


def _summary(report: DraftReport) -> str:
    counts: dict[DraftVerdict, int] = {}
    for one in report.checked:
        counts[one.verdict] = counts.get(one.verdict, 0) + 1
    found = ", ".join(f"{counts[v]} {v}" for v in DraftVerdict if v in counts)
    around = (
        f"; {report.around} numbers around the article were left alone"
        if report.around
        else ""
    )
    return f"{report.name}: {found or 'nothing to check'}{around}"


def _short(text: str, most: int = 160) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _plain(report: DraftReport) -> dict[str, object]:
    return {
        "draft": report.name,
        "wrong": len(report.faults),
        "around": report.around,
        "notes": list(report.notes),
        "checked": [_item(one) for one in report.checked],
    }


def _item(one: Checked) -> dict[str, object]:
    return {
        "line": one.line,
        "found": one.found,
        "kind": one.kind,
        "verdict": one.verdict,
        "fault": one.verdict.is_fault,
        "reason": one.reason,
        "sentence": one.sentence,
        "references": list(one.references),
    }
