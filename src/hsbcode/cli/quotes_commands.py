"""``quotes``: themed quote tables, and how quotes are chosen and signed."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.counting_options import AllCoded, tell_left_out
from hsbcode.cli.deciding_options import NOBODY, Decider
from hsbcode.cli.ledger_lines import bring_tables, print_ledger
from hsbcode.cli.released_options import DISCLOSURE, EXCEL
from hsbcode.cli.typed_choices import one_of
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hsbcode.workflows.quoting.check_list import CheckLine


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("quotes")(quotes)


def quotes(
    project: Path = typer.Argument(help="The project file."),
    code: list[str] = typer.Option([], help="Only this theme; may be repeated."),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="A .csv, .tsv or .json file, or any of a report."
    ),
    excel: bool = EXCEL,
    attribution: str = typer.Option(
        "",
        help="Closed questions that say who is quoted, each alone or from fine to "
        "coarse: role=a_role/role2/Professional,agency=a_agency/agency7; or none. "
        "Kept.",
    ),
    pattern: str = typer.Option(
        "", help="How they are printed: “{role} in {agency}”. Kept."
    ),
    at_least: int | None = typer.Option(
        None, help="How many people must share what is printed; 10 if not set. Kept."
    ),
    family: list[str] = typer.Option(
        [], help="QUESTION:ANSWER=FAMILY, a coarser step for an attribution. Kept."
    ),
    numbers: str = typer.Option(
        "", help="report: a number for each person quoted, for this report only."
    ),
    beside: list[str] = typer.Option(
        [],
        help="THEME=QUESTION, or a row of a table brought: what stands beside a theme. "
        "Kept.",
    ),
    bring: list[str] = typer.Option(
        [], help="FILE.xlsx or FILE.xlsx:SHEET: a ready-made table of results. Kept."
    ),
    ledger: bool = typer.Option(
        False, "--ledger", help="INTERNAL: every quote with its answer and its person."
    ),
    scale: str = typer.Option(
        "",
        help="Words of quantity: “a few<5, some<10, several<=20, many<=50, "
        "most<=100”, or usual. Kept.",
    ),
    spread: str = typer.Option(
        "", help="Closed questions that typical quotes are spread over, or none. Kept."
    ),
    against: list[str] = typer.Option(
        [], help="THEME=ANSWER: an answer beside it that contradicts the theme. Kept."
    ),
    typical: int | None = typer.Option(None, help="Typical quotes a theme. Kept."),
    unlike: int | None = typer.Option(
        None, help="Quotes a theme that are unlike those. Kept."
    ),
    to_check: bool = typer.Option(
        False,
        "--check-list",
        help="List the codings that look mistaken, so that they are not quoted.",
    ),
    disclosure: str = typer.Option("", help=DISCLOSURE),
    all_coded: AllCoded = False,
    coder: Decider = NOBODY,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show themes with counts, the closed result and chosen quotes."""
    from hsbcode.workflows import printing as texts
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.quoting import attribution as naming
    from hsbcode.workflows.quoting import check_list, settings, tables
    from hsbcode.workflows.quoting.brought import with_brought
    from hsbcode.workflows.quoting.limits import quote_limits
    from hsbcode.workflows.releasing import wanted_policy
    from hsbcode.workflows.reporting.writing import write_quotes
    from hsbcode.workflows.studying import read_study
    from hsbcode.workflows.suggestions.picked import fair_part_words

    one_of("--numbers", numbers, {"report": "report", "none": ""})
    _keep_naming(project, coder, attribution, pattern, at_least, family, scale)
    bring_tables(project, bring, coder)
    _keep_choice(project, coder, beside, spread, against, typical, unlike)
    if ledger:
        print_ledger(project, output, all_coded=all_coded, json=json)
        return
    with (
        printing.waiting("choosing quotes"),
        open_project(project, write=False) as opened,
    ):
        study = read_study(opened, all_coded=all_coded)
        rule = naming.attribution_rule(opened)
        policy = wanted_policy(opened, disclosure, released=output is not None)
        limits = quote_limits(opened, study, policy, rule.questions)
        found = tables.only_codes(
            tables.quote_tables(
                study,
                attribution=rule,
                beside=settings.beside_of(opened),
                limits=limits,
            ),
            [opened.codebook.standing(each) for each in code],
        )
        found = with_brought(opened, found)
    if to_check:
        _print_check_list(check_list.check_list(study, found), json)
        return
    tell_left_out(fair_part_words(study))
    if numbers == "report":
        found, warnings = tables.numbered(found)
        for warning in warnings:
            printing.narrate(f"warning: {warning}")
    if output is not None:
        with printing.waiting("looking for names"):
            document = write_quotes(study, found, output, excel=excel)
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


def _keep_naming(
    project: Path,
    coder: str,
    attribution: str,
    pattern: str,
    at_least: int | None,
    family: list[str],
    scale: str,
) -> None:
    """Remember what quotes tell of people, and the words of quantity."""
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.quoting import attribution as naming
    from hsbcode.workflows.quoting import scale as scales

    names = bool(attribution or pattern or family or at_least is not None)
    if not names and not scale:
        return
    who = checked_name(coder)
    with open_for_writing(project) as opened:
        if names:
            rule = naming.typed_rule(
                opened,
                attribution,
                pattern=pattern,
                at_least=at_least,
                families=family,
            )
            naming.set_attribution_rule(opened, rule, who)
        if scale:
            quantity = scales.typed_scale(scale)
            scales.set_quantity_scale(opened, quantity, who)


def _keep_choice(
    project: Path,
    coder: str,
    beside: list[str],
    spread: str,
    against: list[str],
    typical: int | None,
    unlike: int | None,
) -> None:
    """Remember what stands beside themes, and how quotes are chosen."""
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.quoting import choice_rules
    from hsbcode.workflows.quoting.brought import set_results_beside

    rules = bool(spread or against or typical is not None or unlike is not None)
    if not beside and not rules:
        return
    who = checked_name(coder)
    with open_for_writing(project) as opened:
        if beside:
            set_results_beside(opened, _pairs(beside), who)
        if rules:
            choice_rules.set_quote_rules(
                opened,
                over=_listed(spread),
                against=_answers_of(against),
                typical=typical,
                unlike=unlike,
                coder=who,
            )


def _print_check_list(found: "Sequence[CheckLine]", json: bool) -> None:
    if json:
        printing.as_json([line.as_dict() for line in found])
        return
    for line in found:
        printing.data(f"{line.found.unit.name}  {', '.join(line.coders)}: {line.words}")
        printing.data(f"  {' '.join(line.found.unit.text.split())}")
    if found:
        printing.narrate("Answers whose coding is right may be quoted after:")
        printing.narrate("  hsbcode doubtful PROJECT --stays ANSWER --coder NAME")
    else:
        printing.narrate("No coding looks so mistaken that its answer is not quoted.")


def _listed(given: str) -> list[str] | None:
    """Return names with commas between; [] for none; None where nothing was said."""
    if not given:
        return None
    names = [name.strip() for name in given.split(",")]
    return [] if names == ["none"] else [name for name in names if name]


def _answers_of(given: list[str]) -> dict[str, list[str]] | None:
    found: dict[str, list[str]] = {}
    for each in given:
        code, sign, answer = each.partition("=")
        if not sign or not code.strip() or not answer.strip():
            raise UsageConflict(
                f"“{each}” is not THEME=ANSWER.", "For example: training=Agree"
            )
        found.setdefault(code.strip(), []).append(answer.strip())
    return found or None


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
