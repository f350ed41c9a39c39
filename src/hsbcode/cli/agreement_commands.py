"""``agree``."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.deciding_options import NOBODY, Decider
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.agreement_results import FoundAgreement, WantedAgreement


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("agree")(agree)


def agree(
    project: Path | None = typer.Argument(None, help="The project file."),
    table: Path | None = typer.Option(
        None, "--input", help="A CSV or XLSX table unit, coder, codes instead."
    ),
    question: str = typer.Option("", help="Only this open question."),
    round_: str = typer.Option(
        "", "--round", help="This round; else the last that was released."
    ),
    outside: bool = typer.Option(
        False, "--outside", help="What was coded outside rounds."
    ),
    disagreements: bool = typer.Option(
        False, help="List what to talk about, most disputed first, and who says what."
    ),
    limit: int = typer.Option(20, min=1, help="How many disagreements to list."),
    level: str = typer.Option(
        "leaf", help="leaf, or parent: a code counts as the top of its branch."
    ),
    distinct: bool = typer.Option(False, help="Count each text once."),
    suggested: bool | None = typer.Option(
        None,
        help="Compare what was coded with a suggestion in sight, too; else outside "
        "rounds only.",
    ),
    more: bool = typer.Option(
        False,
        "--more",
        help="Also Fleiss' kappa, AC1, Brennan-Prediger, Scott's pi, pooled kappa, "
        "multi-valued alpha.",
    ),
    resample: str = typer.Option(
        "respondents", help="What is drawn for intervals: respondents or answers."
    ),
    resamples: int = typer.Option(1000, min=0, help="Resamples for the intervals."),
    seed: int = typer.Option(0, help="Seed of the resamples."),
    lead: str | None = typer.Option(
        None, help="Whose coding counts, provisionally, where coders differ."
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="Write a .md, .html or .csv file."
    ),
    page: bool = typer.Option(
        False,
        "--page",
        help="One page on a round for a steering group; -o of a .html or .md file "
        "writes it.",
    ),
    coder: Decider = NOBODY,
    json: bool = typer.Option(False, "--json", help="As JSON, unrounded."),
) -> None:
    """Measure how far coders agree, per code and over whole answers."""
    from hsbcode.workflows.agreement_files import check_output, write_found
    from hsbcode.workflows.agreement_results import WantedAgreement
    from hsbcode.workflows.agreement_values import found_json

    if (project is None) == (table is None):
        raise UsageConflict(
            "Name either a project or a table with --input, not both or neither."
        )
    if resample not in ("respondents", "answers"):
        raise UsageConflict(f"Drawn are respondents or answers, not “{resample}”.")
    wanted = WantedAgreement(
        question,
        round_,
        outside,
        level,
        distinct,
        suggested,
        resample == "answers",
        more,
        resamples,
        seed,
    )
    if page and (json or disagreements or table is not None):
        raise UsageConflict("--page goes with a project, without other lists.")
    if output is not None:
        check_output(output)
    if table is not None:
        found = _of_table(table, wanted, lead)
    else:
        assert project is not None
        found = _of_project(project, wanted, lead, coder)
    if page and output is None:
        assert project is not None
        _page(project, found)
    elif output is not None:
        if project is None or not _written_as_page(project, found, output):
            write_found(found, output)
        printing.data(str(output))
    elif json:
        printing.as_json(found_json(found))
    else:
        _print(found, disagreements, limit)


def _page(project: Path, found: "FoundAgreement") -> None:
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.rounds.page import page_text, round_page

    with open_project(project, write=False) as opened:
        printing.data(page_text(round_page(opened, found), printing.width()).rstrip())


def _written_as_page(project: Path, found: "FoundAgreement", output: Path) -> bool:
    """Write the page on a round, where the file can hold one."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.rounds.page import has_page, write_page

    if output.suffix.casefold() not in (".html", ".md") or not has_page(found):
        return False
    with open_project(project, write=False) as opened:
        write_page(opened, found, output)
    return True


def _of_table(
    table: Path, wanted: "WantedAgreement", lead: str | None
) -> "FoundAgreement":
    from hsbcode.workflows.table_agreement import agreement_of_file

    if lead is not None:
        raise UsageConflict("--lead is remembered in a project, not with --input.")
    asked = {
        "--question": wanted.question,
        "--round": wanted.round_,
        "--outside": wanted.outside,
        "--suggested": wanted.suggested is not None,
    }
    for option, value in asked.items():
        if value:
            raise UsageConflict(f"{option} is for projects, not with --input.")
    return printing.with_bar(agreement_of_file(table, wanted))


def _of_project(
    project: Path, wanted: "WantedAgreement", lead: str | None, coder: str
) -> "FoundAgreement":
    from hsbcode.workflows import agreeing
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing, open_project

    if lead is not None:
        with open_for_writing(project) as writable:
            # what is asked for may be refused: then nothing is remembered, either
            agreeing.compared_codings(writable, wanted)
            agreeing.set_lead(writable, lead, checked_name(coder))
        printing.narrate(_lead_words(lead))
    with open_project(project, write=False) as opened:
        return printing.with_bar(agreeing.finding_agreement(opened, wanted))


def _lead_words(lead: str) -> str:
    if lead:
        return f"Where coders differ, {lead}'s coding counts provisionally from now on."
    return "Answers on which coders differ stay outside the figures from now on."


def _print(found: "FoundAgreement", disagreements: bool, limit: int) -> None:
    from hsbcode.workflows import printing as texts

    printing.data(found.about)
    for note in found.notes:
        printing.data(note)
    if disagreements:
        _list(found, limit)
        return
    if len(found.questions) > 1:
        printing.data()
        printing.data(
            f"All {len(found.questions)} questions together; a code counts where it "
            "was offered."
        )
        printing.data(texts.agreement_text(found.report, found.labels))
        names = ", ".join(each.question for each in found.questions)
        printing.narrate(f"One question by itself: --question, of {names}.")
        return
    for each in found.questions:
        if each.question:
            printing.data(each.label)
        printing.data(texts.agreement_text(each.report, found.labels))


def _list(found: "FoundAgreement", limit: int) -> None:
    from hsbcode.workflows.agreement_words import confusion_words

    confused = found.confusions
    if confused:
        printing.data()
        printing.columns(
            [
                [str(each.n), confusion_words(each, found.labels)]
                for each in confused[:limit]
            ],
            ["answers", "who said what"],
        )
    for each in found.report.disagreements[:limit]:
        unit = found.units.get(each.unit)
        printing.data()
        printing.data(unit.name if unit else each.unit)
        if unit is not None:
            for line in unit.text.splitlines() or [""]:
                printing.data(f"  {line}")
        for coder, codes in each.codings.items():
            said = ", ".join(found.labels.get(code, code) for code in sorted(codes))
            printing.data(f"  {coder}: {said or 'no code applies'}")
    rest = len(found.report.disagreements) - limit
    if rest > 0:
        printing.narrate(f"{rest} more; see them with --limit")
