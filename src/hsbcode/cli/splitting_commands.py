"""``split``."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hsbcode.workflows.opening import Project
    from hsbcode.workflows.splitting.previews import Joined, Proposed


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("split")(split)


def split(
    project: Path = typer.Argument(help="The project file."),
    question: str = typer.Option("", help="Only the answers to this open question."),
    answer: str = typer.Option("", help="Only this one: reference/question/box."),
    at: list[int] = typer.Option(
        [], help="Where a part begins, in characters from 0; repeatable."
    ),
    join: bool = typer.Option(False, "--join", help="Join parts again instead."),
    apply: bool = typer.Option(False, "--apply", help="Do it; without, only shown."),
    coder: str = typer.Option("", help="Who does it, so that their undo reaches it."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show which answers are lists and split them into parts; or join parts again.

    Codings from before the split stay, and count until all parts are coded anew.
    """
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.splitting import cutting as splitting

    _check(question, answer, at, join=join)
    who = checked_name(coder) if coder else "project"
    opened = open_for_writing(project) if apply else open_project(project, write=False)
    with opened as project_:
        found: Sequence[Proposed] | Sequence[Joined]
        if join:
            found = joining = _joining(project_, question, answer)
            free = [each for each in joining if not each.refused]
            if apply:
                splitting.join(project_, joining if answer else free, who)
        else:
            found = wanted = _splitting(project_, question, answer, at)
            apart = [each for each in wanted if not each.refused]
            if apply:
                splitting.split(project_, wanted if answer else apart, who)
    if json:
        printing.as_json(
            {"changed": apply, "answers": [each.as_dict() for each in found]}
        )
    else:
        _tell(found, join=join, done=apply)


def _check(question: str, answer: str, at: list[int], *, join: bool) -> None:
    if question and answer:
        raise UsageConflict("Choose one of --question and --answer.")
    if at and (join or not answer):
        raise UsageConflict(
            "--at says where parts of one answer begin, so it needs --answer, "
            "and no --join."
        )


def _splitting(
    project: "Project", question: str, answer: str, at: list[int]
) -> "Sequence[Proposed]":
    from hsbcode.workflows.splitting import previews as split_previews

    if not answer:
        return split_previews.proposals(project, question)
    unit = split_previews.named_unit(project, answer)
    if at:
        return [split_previews.by_hand(project, unit, at=at)]
    proposed = split_previews.by_rule(project, unit)
    if proposed is None:
        raise UsageConflict(
            f"No rule finds a list in {unit.name}."
            if unit.is_whole
            else f"{unit.name} is a part already.",
            "Say where parts begin with --at, in characters from 0.",
        )
    return [proposed]


def _joining(project: "Project", question: str, answer: str) -> "Sequence[Joined]":
    from hsbcode.workflows.splitting import previews as split_previews

    if not answer:
        return split_previews.split_answers(project, question)
    unit = split_previews.named_unit(project, answer)
    return [split_previews.parts_beside(project, unit)]


def _tell(
    found: "Sequence[Proposed] | Sequence[Joined]", *, join: bool, done: bool
) -> None:
    for each in found:
        words = f"{each.name}  {each.found}, {len(each.parts)} parts"
        if each.coders:
            words += f", coded by {', '.join(each.coders)}"
        printing.data(words)
        for number, part in enumerate(each.parts, start=1):
            printing.data(f"  {number:>2}  {' '.join(part.split())}")
        if each.refused:
            printing.data(f"  {each.refused}")
    refused = sum(1 for each in found if each.refused)
    number = len(found) - refused
    parts = sum(len(each.parts) for each in found if not each.refused)
    answers = "1 answer" if number == 1 else f"{number} answers"
    if not found:
        printing.narrate(
            "No answer is split." if join else "No answer is plainly a list."
        )
    elif join:
        printing.narrate(
            f"{answers} of {parts} parts {'joined' if done else 'would be joined'}."
        )
    else:
        would = "split" if done else "would be split"
        printing.narrate(f"{answers} {would} into {parts} parts.")
    if refused:
        printing.narrate(f"{refused} in a round: left as they are.")
    coded = sum(1 for each in found if each.coders and not each.refused)
    if coded:
        who = (
            "It is"
            if number == 1
            else f"{coded} of them {'is' if coded == 1 else 'are'}"
        )
        printing.narrate(
            f"{who} coded: that counts until all of the answer is coded anew."
        )
    if found and not done:
        printing.narrate("Nothing was changed. To do it, add --apply.")
