"""``codebook comment|comments|queue``: what is said of codes, and looked at again."""

from typing import TYPE_CHECKING

import typer

from hsbcode.cli import codebook_queue_lines, printing
from hsbcode.cli.codebook_options import CodeName, Json, ProjectFile
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hsbcode.workflows.codebook.comments import Comment


def add_to(group: typer.Typer) -> None:
    """Add these commands."""
    group.command("comment")(comment)
    group.command("comments")(comments)
    group.command("queue")(queue)


def comment(
    project: ProjectFile,
    code: CodeName,
    text: str = typer.Argument("", help="What to say; without it, what was said."),
    coder: str = typer.Option("", help="Who says it; needed to say something."),
    json: Json = False,
) -> None:
    """Say something about a code, for all who code; or read what was said."""
    from hsbcode.workflows.codebook import comments as codebook_comments
    from hsbcode.workflows.codebook.use import find_code
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing, open_project

    if text:
        if not coder:
            raise UsageConflict("A comment has a name.", "Add --coder NAME.")
        who = checked_name(coder)
        with open_for_writing(project) as opened:
            codebook_comments.comment(opened, code, text, who)
        printing.narrate("Kept.")
        return
    with open_project(project, write=False) as opened:
        wanted = find_code(opened.codebook, code)
        said = codebook_comments.comments_on(opened, wanted.id)
    _print_comments(said, json=json)


def comments(project: ProjectFile, json: Json = False) -> None:
    """List what was said about codes, with name and date."""
    from hsbcode.workflows.codebook import comments as codebook_comments
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        said = codebook_comments.comments(opened)
    _print_comments(said, json=json)


def queue(
    project: ProjectFile,
    code: str = typer.Argument(
        "", help="The code, by id or label; none = all, listed."
    ),
    coder: str = typer.Option("", help="Who goes through the answers."),
    list_: bool = typer.Option(False, "--list", help="Only list the answers."),
    json: bool = typer.Option(False, "--json", help="List the answers as JSON."),
) -> None:
    """Go through the answers that a split or a new definition leaves, line by line."""
    if not code:
        codebook_queue_lines.print_queues(project, json=json)
        return
    if not coder:
        raise UsageConflict(
            "Whose answers? Each coder goes through their own.", "Add --coder NAME."
        )
    if list_ or json:
        codebook_queue_lines.print_answers(project, code, coder, json=json)
    else:
        codebook_queue_lines.run_queue(project, code, coder)


def _print_comments(said: "Sequence[Comment]", *, json: bool) -> None:
    if json:
        printing.as_json([each.as_dict() for each in said])
        return
    printing.columns((each.label, each.coder, each.when, each.text) for each in said)
    if not said:
        printing.narrate("Nothing was said yet.")
