"""``terms``."""

from pathlib import Path

import typer

from hsbcode.cli import printing

_DISCLOSURE = (
    "Disclosure control of a file: none, rounded or suppressed; the project's "
    "(hsbcode disclosure) if not set. The screen shows exact numbers."
)


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("terms")(terms)


def terms(
    project: Path = typer.Argument(help="The project file."),
    term: list[str] = typer.Argument(help="Words, or phrases in quotes."),
    question: list[str] = typer.Option(
        [], help="Only answers to this open question; may be repeated."
    ),
    code: str = typer.Option("", help="Only answers with this code."),
    only: list[str] = typer.Option(
        [], help="Count only this form of those listed; may be repeated."
    ),
    also: list[str] = typer.Option(
        [], help="Count this word or phrase, too; may be repeated."
    ),
    contexts: int = typer.Option(20, min=0, help="Lines of context for each term."),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="A .md, .html, .xlsx, .csv, .tsv or .txt file."
    ),
    disclosure: str = typer.Option("", help=_DISCLOSURE),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Count the people who use a word in any form, and show where it stands."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.releasing import wanted_policy
    from hsbcode.workflows.studying import read_study
    from hsbcode.workflows.term_pages import save_terms, terms_json, terms_lines
    from hsbcode.workflows.term_tables import terms_table, where_words
    from hsbcode.workflows.terms import count_terms

    with (
        printing.waiting("counting"),
        open_project(project, write=False) as opened,
    ):
        study = read_study(opened)
        policy = wanted_policy(opened, disclosure, released=output is not None)
        standing = opened.codebook.standing(code) if code else ""
    found = count_terms(
        study,
        term,
        questions=question,
        code=standing,
        only=only,
        also=also,
        most=contexts,
    )
    where = where_words(study, question, standing)
    table = terms_table(study, found, policy, where)
    if output is not None:
        with_lines = save_terms(study, table, found, policy, output)
        if contexts and not with_lines:
            printing.narrate(
                "Lines of context are left out: they would tell how many mentions "
                "there are. --disclosure none writes them, names masked."
            )
        printing.data(str(output))
    elif json:
        printing.as_json(terms_json(found, table))
    else:
        for line in terms_lines(found, where):
            printing.data(line)
