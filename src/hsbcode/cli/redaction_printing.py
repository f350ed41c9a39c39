"""What ``redact`` prints: proposals, and the log of decisions."""

from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.cli import printing

if TYPE_CHECKING:
    from hsbcode.workflows.redacting.proposing import Proposed


def print_found(found: "Proposed", project: Path, *, json: bool) -> None:
    """Print what waits for a decision, and what was found besides."""
    if json:
        from hsbcode.workflows.redacting.as_json import proposed_as_dict

        printing.as_json(proposed_as_dict(found))
        return
    print_rows(found)
    listed = sum(len(each.listed) for each in found.answers)
    held = sum(bool(each.waiting) for each in found.answers)
    printing.narrate(
        f"{found.waiting} stretches in {held} of {found.looked_through} answers wait "
        "for a decision. They are proposals: some are none, and some of what tells who "
        "somebody is was missed."
    )
    if listed:
        printing.narrate(
            f"{listed} names on the project's list are masked wherever they are quoted."
        )
    for language in found.without_names:
        printing.narrate(
            f"No language pipeline finds names in “{language}”: rules and lists worked "
            "alone. The extra “names” brings one for English."
        )
    if found.waiting:
        printing.narrate(f"hsbcode redact {project} --ask --coder NAME decides.")


def print_rows(found: "Proposed") -> None:
    """Print one line a stretch, with what stands around it."""
    printing.columns(
        (
            each.unit.name,
            one.role,
            one.why,
            "{}⟦{}⟧{}".format(
                (around := each.around(one))[0],
                " ".join(each.words(one).split()),
                around[1],
            ),
        )
        for each in found.answers
        for one in each.waiting
    )


def print_log(project: Path, *, words: bool, json: bool) -> None:
    """Print what was decided: answer, kind, who, when; the words where asked for."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.redacting.ledger import redaction_log

    with open_project(project, write=False) as opened:
        found = redaction_log(opened, words=words)
    if json:
        printing.as_json([one.as_dict(words=words) for one in found])
        return
    printing.columns(
        (
            one.when,
            one.by,
            one.answer,
            one.done,
            f"[{one.role}]" if one.role else "",
            *([" ".join(one.words.split())] if words else []),
        )
        for one in found
    )
    if not found:
        printing.narrate("Nothing was decided yet.")
    elif words:
        printing.narrate("With the words: for the people of the project alone.")
