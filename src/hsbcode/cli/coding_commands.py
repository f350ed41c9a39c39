"""``code``, and what is beside it: ``search``, ``progress``, ``memos``, ``flags``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.terminal import open_screen
from hsbcode.domain.errors import UsageConflict

_JSON = typer.Option(False, "--json", help="As JSON.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("code")(code)
    app.command("search")(search)
    app.command("progress")(progress)
    app.command("memos")(memos)
    app.command("flags")(flags)


def code(
    project: Path = typer.Argument(help="The project file."),
    coder: str = typer.Option("", help="Your name; without it you are asked."),
    question: str = typer.Option("", help="The open question to begin with."),
    round_: str = typer.Option("", "--round", help="The round you code in."),
    filter_: list[str] = typer.Option(
        [],
        "--filter",
        help="Only these answers: unfinished, flagged, “code X”, “word X”, "
        "“QUESTION = ANSWER”, or a saved filter; several narrow each other.",
    ),
    order: str = typer.Option(
        "",
        help="imported, random (the same for you every time), useful (half random, "
        "half what the suggestions learn most from), similar.",
    ),
    plain: bool = typer.Option(
        False, help="Line by line instead of a full screen: for screen readers."
    ),
) -> None:
    """Code answers, on the full screen or line by line (--plain)."""
    wish = _joined(filter_)
    if plain:
        from hsbcode.cli.line_mode.session import run_lines

        raise typer.Exit(run_lines(project, coder, question, round_, wish, order))
    raise typer.Exit(open_screen(project, coder, question, round_, wish, order))


def search(
    project: Path = typer.Argument(help="The project file."),
    words: list[str] = typer.Argument(help="Answers that hold all of these words."),
    question: str = typer.Option("", help="Only under this open question."),
    limit: int = typer.Option(50, min=1, help="How many answers are listed."),
    json: bool = _JSON,
) -> None:
    """Search all answers to all questions; several words in quotes belong together."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.searching import open_question, search_answers

    typed = " ".join(f'"{word}"' if " " in word else word for word in words)
    with open_project(project, write=False) as opened:
        asked = open_question(opened, question) if question else ""
        found = search_answers(opened, typed, asked, most=limit)
    if json:
        hits = [hit.as_dict() for hit in found.hits]
        printing.as_json({"total": found.total, "answers": hits})
        return
    printing.columns((hit.name, hit.text) for hit in found.hits)
    if not found.total:
        printing.narrate("No answer holds that.")
    elif found.total > len(found.hits):
        printing.narrate(
            f"{len(found.hits)} of {found.total} answers. --limit shows more."
        )


def progress(
    project: Path = typer.Argument(help="The project file."),
    coder: str = typer.Option("", help="Only this person."),
    json: bool = _JSON,
) -> None:
    """Say how far everybody has come, question by question."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.progress import read_progress
    from hsbcode.workflows.suggestions.picked import picked_notes

    with open_project(project, write=False) as opened:
        rows = read_progress(opened, coder)
        notes = picked_notes(opened)
    if json:
        printing.as_json([row.as_dict() for row in rows])
        return
    printing.columns(
        [
            (
                row.question,
                row.coder + (f", round {row.round}" if row.round else "") or "nobody",
                f"{row.finished} of {row.total}",
                row.share_words,
                str(row.begun),
                str(row.no_code),
                str(row.flagged),
            )
            for row in rows
        ],
        ("question", "coder", "finished", "", "begun", "no code", "flagged"),
    )
    for question, words in notes.items():
        printing.narrate(f"{question}: {words}")


def memos(
    project: Path = typer.Argument(help="The project file."),
    coder: str = typer.Option("", help="Only this person's."),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="Write them to a .csv, .tsv or .xlsx file."
    ),
    excel: bool = typer.Option(False, help="CSV as Excel opens it without harm."),
    json: bool = _JSON,
) -> None:
    """List memos on answers, codes and the project, newest first; -o exports them."""
    from hsbcode.workflows.memos import read_memos, write_memos
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        found = read_memos(opened, coder)
    if output is not None:
        written = write_memos(found, output, excel=excel)
        printing.narrate(f"{written} memos written to {output.name}.")
    elif json:
        printing.as_json([memo.as_dict() for memo in found])
    elif not found:
        printing.narrate("There is no memo yet.")
    else:
        printing.columns(
            (
                memo.when,
                memo.coder,
                memo.name if memo.about == "answer" else f"{memo.about} {memo.name}",
                " ".join(memo.text.split()),
            )
            for memo in found
        )


def flags(
    project: Path = typer.Argument(help="The project file."),
    flag: str = typer.Option("", help="Only this flag, for example safeguarding."),
    contact: str | None = typer.Option(
        None,
        help="Set who is told of a safeguarding concern: shown when somebody flags "
        "one. An empty text takes it away.",
    ),
    clear: list[str] = typer.Option(
        [],
        help="Let this answer be quoted again: its --flag is ended for a --reason. "
        "Repeatable.",
    ),
    reason: str = typer.Option("", help="With --clear: why it may be quoted."),
    coder: str = typer.Option("project", help="Who clears a flag or sets the contact."),
    json: bool = _JSON,
) -> None:
    """List flagged answers with date, flag, note and who raised it; clear flags.

    An answer flagged identifiable or safeguarding, or not to be quoted, is in no quote
    until a named person clears the flag. The history keeps both.
    """
    from hsbcode.workflows.flagged import (
        read_contact,
        read_flags,
        set_contact,
    )
    from hsbcode.workflows.opening import open_for_writing, open_project

    if clear:
        _clear_flags(project, clear, flag, reason, coder)
        return
    if reason:
        raise UsageConflict("--reason goes with --clear.")
    if contact is not None:
        if json or flag:
            raise UsageConflict("--contact sets the contact; list the flags apart.")
        with open_for_writing(project) as opened:
            set_contact(opened, contact, coder)
        printing.narrate(
            f"Safeguarding contact: {contact.strip()}"
            if contact.strip()
            else "There is no safeguarding contact any more."
        )
        return
    with open_project(project, write=False) as opened:
        found, known = read_flags(opened, flag), read_contact(opened)
    if json:
        printing.as_json([each.as_dict() for each in found])
        return
    if known:
        printing.narrate(f"Safeguarding contact: {known}")
    if not found:
        printing.narrate("No answer is flagged.")
    printing.columns(
        (each.when, each.flag, each.answer, each.coder, each.note) for each in found
    )


def _clear_flags(
    project: Path, answers: list[str], flag: str, reason: str, coder: str
) -> None:
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.redacting.clearing_flags import clear_flags

    with open_for_writing(project) as opened:
        ended = clear_flags(opened, answers, flag, reason, coder)
    which = flag.replace("_", " ")
    printing.narrate(
        f"Flags “{which}” that ended: {ended}. What they held back may be quoted "
        "again, unless another flag stands. hsbcode undo takes it back."
    )


def _joined(conditions: list[str]) -> str:
    return "; ".join(conditions)
