"""``quotes``, ``tables``, ``report`` and ``trace``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.counting_options import AllCoded, tell_left_out
from hsbcode.cli.deciding_options import NOBODY, Decider
from hsbcode.domain.errors import UsageConflict

_DISCLOSURE = (
    "Disclosure control: none, rounded or suppressed. Files are written under the "
    "project's (hsbcode disclosure), the screen shows exact numbers."
)


_UNSURE = {"inside": "inside", "outside": "outside"}
_ROUNDING = {"once": "once", "parts": "sum_of_parts"}


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("quotes")(quotes)
    app.command("tables")(tables)
    app.command("report")(report)
    app.command("trace")(trace)


def quotes(
    project: Path = typer.Argument(help="The project file."),
    code: list[str] = typer.Option([], help="Only this theme; may be repeated."),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="Write a .md or .html file."
    ),
    attribution: str = typer.Option(
        "", help="Closed questions that say who is quoted, e.g. role,agency. Kept."
    ),
    beside: list[str] = typer.Option(
        [], help="THEME=QUESTION: the closed result beside a theme. Kept."
    ),
    disclosure: str = typer.Option("", help=_DISCLOSURE),
    all_coded: AllCoded = False,
    coder: Decider = NOBODY,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show themes with counts, the closed result and chosen quotes."""
    from hsbcode.workflows import printing as texts
    from hsbcode.workflows import quoting
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.releasing import release, wanted_policy
    from hsbcode.workflows.reporting import write_quotes
    from hsbcode.workflows.studying import read_study
    from hsbcode.workflows.suggestions.picked import fair_part_words

    if attribution or beside:
        who = checked_name(coder)
        with open_for_writing(project) as opened:
            if attribution:
                wanted = [name.strip() for name in attribution.split(",")]
                quoting.set_attribution(opened, [name for name in wanted if name], who)
            if beside:
                quoting.set_beside(opened, _pairs(beside), who)
    with (
        printing.waiting("choosing quotes"),
        open_project(project, write=False) as opened,
    ):
        study = read_study(opened, all_coded=all_coded)
        fields = quoting.attribution_of(opened)
        policy = wanted_policy(opened, disclosure, released=output is not None)
        found = quoting.only_codes(
            quoting.quote_tables(
                study,
                attribution=fields,
                beside=quoting.beside_of(opened),
                limits=release(study, policy, attribution=fields).limits,
            ),
            [opened.codebook.standing(each) for each in code],
        )
    tell_left_out(fair_part_words(study))
    if output is not None:
        with printing.waiting("looking for names"):
            document = write_quotes(study, found, output)
        if document.draft:
            printing.narrate(f"DRAFT: {document.draft}")
        printing.data(str(output))
    elif json:
        printing.as_json([texts.quotes_json(table) for table in found])
    else:
        for table in found:
            printing.data(texts.quotes_text(table))
        if not found:
            printing.narrate("No answer has a coding that counts yet.")


def tables(
    project: Path = typer.Argument(help="The project file."),
    table: list[str] = typer.Option(
        [], help="Only this table: its id, its number (T3) or its question."
    ),
    by: list[str] = typer.Option(
        [], help="Split the tables named, or else the themes, by this question."
    ),
    every: bool = typer.Option(
        False, "--all", help="Also every closed question, where there are table specs."
    ),
    unsure: str = typer.Option(
        "", help="Not knowing: inside the base (as usual) or outside of it."
    ),
    rounding: str = typer.Option(
        "", help="once (as usual), or parts: rounded answers added up."
    ),
    bars: bool = typer.Option(False, "--bars", help="With bars of characters."),
    ascii_only: bool = typer.Option(False, "--ascii", help="Bars of # instead of █."),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="A .md, .html, .xlsx, .csv, .tsv or .txt file."
    ),
    pictures: Path | None = typer.Option(
        None, help="A folder: charts as SVG and PNG, each with its numbers."
    ),
    specs: str = typer.Option(
        "", help="Table specs other than the kept ones: a file or a shipped name."
    ),
    instrument: str = typer.Option(
        "", help="An instrument other than the kept one: a file or a shipped name."
    ),
    disclosure: str = typer.Option("", help=_DISCLOSURE),
    all_coded: AllCoded = False,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Print the tables of the survey, themes, closed questions, and splits of them.

    Where the project keeps table specs, those come first and closed questions are
    printed with --all or by name.
    """
    from hsbcode.workflows import printing as texts
    from hsbcode.workflows.areas.numbers import with_area_numbers
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.picturing import table_bars, write_pictures
    from hsbcode.workflows.releasing import released_tables, wanted_policy
    from hsbcode.workflows.saving_tables import (
        NUMBERING,
        save_tables,
        without_numbers,
    )
    from hsbcode.workflows.studying import read_study
    from hsbcode.workflows.suggestions.picked import fair_part_words
    from hsbcode.workflows.tabulating import tabulation

    switches = {
        "unsure": _one_of("--unsure", unsure, _UNSURE),
        "rounding": _one_of("--rounding", rounding, _ROUNDING),
    }

    with (
        printing.waiting("counting"),
        open_project(project, write=False) as opened,
    ):
        study = read_study(opened, all_coded=all_coded)
        leaves = pictures is not None or output is not None
        policy = wanted_policy(opened, disclosure, released=leaves)
        made = tabulation(opened, study, specs=specs, instrument=instrument, **switches)
        found = released_tables(made, policy, table, by, every=every)
        if leaves:
            # files leave the project: places stand in them as numbers
            found, without = with_area_numbers(opened, study, found)
            if without:
                printing.narrate(f"Left out: {without_numbers(without)}.")
                printing.narrate(f"  {NUMBERING}")
    tell_left_out(fair_part_words(study))
    if output is not None:
        save_tables(found, output, study.name)
        printing.data(str(output))
    if pictures is not None:
        with printing.waiting("drawing"):
            written = write_pictures(found, pictures, study.name)
        for path in written:
            printing.data(str(path))
    if leaves:
        return
    if json:
        printing.as_json(texts.tables_json(found))
        return
    plain = ascii_only or printing.is_dumb()
    for each in found:
        printing.data(texts.table_text(each))
        if (bars or ascii_only) and (
            text := table_bars(each, width=printing.width(), ascii_only=plain)
        ):
            printing.data(text)
    if not found:
        printing.narrate("There is nothing to tabulate yet: import an export first.")


def _one_of(name: str, given: str, known: dict[str, str]) -> str:
    """Return what a switch means; '' where it was not used."""
    if given and given not in known:
        raise UsageConflict(
            f"{name} {given} is not known.", f"Known: {', '.join(known)}."
        )
    return known[given] if given else ""


def report(
    project: Path = typer.Argument(help="The project file."),
    output: Path = typer.Option(..., "-o", "--output", help="A .md or .html file."),
    by: list[str] = typer.Option([], help="Split themes by this closed question."),
    disclosure: str = typer.Option("", help=_DISCLOSURE),
    all_coded: AllCoded = False,
) -> None:
    """Write the report: quotes, tables, agreement, methods, limits."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.releasing import wanted_policy
    from hsbcode.workflows.reporting import write_report

    with (
        printing.waiting("writing the report"),
        open_project(project, write=False) as opened,
    ):
        policy = wanted_policy(opened, disclosure)
        document = write_report(
            opened, output, by=by, policy=policy, all_coded=all_coded
        )
    if document.draft:
        printing.narrate(f"DRAFT: {document.draft}")
    printing.data(str(output))


def trace(
    project: Path = typer.Argument(help="The project file."),
    reference: str = typer.Argument(
        help="T3, T3.2, T3.2.1, table_1.3.1, Q12 or an answer's name."
    ),
    disclosure: str = typer.Option("", help=_DISCLOSURE),
    all_coded: AllCoded = False,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Say where a number or a quote comes from."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.releasing import wanted_policy
    from hsbcode.workflows.tracing.references import trace as find

    with (
        printing.waiting("tracing"),
        open_project(project, write=False) as opened,
    ):
        policy = wanted_policy(opened, disclosure, released=False)
        found = find(opened, reference, policy, all_coded=all_coded)
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


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for each in given:
        code, sign, question = each.partition("=")
        if not sign or not code.strip() or not question.strip():
            raise UsageConflict(
                f"“{each}” is not THEME=QUESTION.", "For example: trust=confidence"
            )
        pairs[code.strip()] = question.strip()
    return pairs
