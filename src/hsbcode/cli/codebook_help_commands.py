"""``codebook improve``: what the coded answers say about the frame."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.domain.codebook_help import CodebookHelp, KeywordProposal
    from hsbcode.workflows.opening import Project


def add_to(group: typer.Typer) -> None:
    """Add this command to the group ``codebook``."""
    group.command("improve")(improve)


def improve(
    project: Path = typer.Argument(help="The project file."),
    question: str = typer.Option("", help="Only answers to this open question."),
    code: str = typer.Option("", help="Only keywords for this code, by id or label."),
    coder: str = typer.Option(
        "", help="Who looks; who codes a blind round is told of own codings only."
    ),
    take: list[str] = typer.Option(
        [], metavar="WORD", help="Give --code this keyword; may be repeated."
    ),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Propose keywords, and find codes that overlap or are missing.

    Read from finished answers. Nothing is changed but by --take.
    """
    from hsbcode.workflows.codebook.improving import codebook_help
    from hsbcode.workflows.codebook.use import find_code
    from hsbcode.workflows.opening import open_for_writing, open_project

    if take:
        with open_for_writing(project) as opened:
            _take(opened, code, take, coder or "project")
        return
    with open_project(project, write=False) as opened:
        only = find_code(opened.codebook, code).id if code else ""
        found = printing.with_bar(codebook_help(opened, coder, question))
        if json:
            printing.as_json(found.as_dict())
        else:
            _tell(opened, found, only)


def _take(project: "Project", code: str, words: list[str], coder: str) -> None:
    from hsbcode.workflows.codebook.edits import make_edit
    from hsbcode.workflows.codebook.improving import giving_keywords
    from hsbcode.workflows.codebook.use import find_code
    from hsbcode.workflows.coders import checked_name

    if not code:
        raise UsageConflict("Say which code gets the keyword.", "By --code.")
    known = find_code(project.codebook, code)
    make_edit(project, giving_keywords(project, known.id, words), checked_name(coder))
    has = ", ".join(project.codebook[known.id].keywords)
    printing.data(f"{known.label}: {has}")
    printing.narrate("hsbcode codebook undo takes it back.")


def _tell(project: "Project", found: "CodebookHelp", only: str) -> None:
    from hsbcode.workflows.codebook.help_lines import overlap_words

    book = project.codebook
    own = f" by {found.own_only}, who codes blind" if found.own_only else ""
    printing.data(f"From {found.coded:,} coded answers{own}.")
    keywords = found.of_code(only) if only else found.keywords
    if keywords:
        printing.data()
        printing.columns(
            [_row(book.label(each.code), each) for each in keywords],
            header=("code", "keyword to take", "answers with it", "have the code"),
        )
    elif only:
        printing.data("No word of its answers stands out that is no keyword of it yet.")
    if only:
        return
    if found.without_keywords:
        bare = ", ".join(book.label(each) for each in found.without_keywords)
        printing.data()
        printing.data(f"Without keywords, so that nothing suggests them yet: {bare}")
    if found.overlaps:
        printing.data()
        printing.columns(
            [
                (book.label(each.first), book.label(each.second), overlap_words(each))
                for each in found.overlaps
            ],
            header=("hard to tell apart", "from", "why"),
        )
    if found.missing:
        printing.data()
        printing.columns(
            [
                (
                    ", ".join(each.words),
                    str(len(each.units)),
                    str(each.people),
                    ", ".join(found.names[unit] for unit in each.examples),
                )
                for each in found.missing
            ],
            header=("perhaps a missing code", "answers", "people", "for example"),
        )
    if not (keywords or found.overlaps or found.missing):
        printing.narrate(
            "Nothing stands out. Proposals are read from finished answers, and from "
            "words that three people or more used."
        )


def _row(label: str, each: "KeywordProposal") -> tuple[str, ...]:
    return (label, each.keyword, str(each.answers), str(each.right))
