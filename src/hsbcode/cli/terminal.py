"""Which terminal this is: one for a full screen, one for lines only, or none."""

import sys
from pathlib import Path

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict


def has_terminal() -> bool:
    """Return whether a full screen can be drawn and keys can be read.

    The screen is drawn on stderr, so that stdout can be a pipe.
    """
    return all(
        stream is not None and stream.isatty()
        for stream in (sys.__stdin__, sys.__stderr__)
    )


def check_terminal(instead: str) -> None:
    """Refuse a full screen where there is none.

    Args:
        instead: which command does the same without a screen.

    Raises:
        UsageConflict: there is no terminal, or it shows nothing but lines.
    """
    if printing.is_dumb():
        raise UsageConflict("This terminal shows lines, and no full screen.", instead)
    if not has_terminal():
        raise UsageConflict(
            "There is no terminal here that could show the screen.", instead
        )


def open_screen(
    path: Path | str | None = None,
    coder: str = "",
    question: str = "",
    round_: str = "",
    filter_: str = "",
    order: str = "",
) -> int:
    """Open the full screen, or code line by line where the terminal has no screen.

    Args:
        path: the project; None for the first screen.
        coder: who codes; asked where it is empty.
        question: the open question to begin with.
        round_: the round coded in.
        filter_: which answers are listed.
        order: the order of the answers.

    Returns:
        The exit code.

    Raises:
        UsageConflict: there is no terminal for a screen.
        HsbcodeError: the project cannot be opened, or there is no such question.
    """
    if path is not None and printing.is_dumb():
        from hsbcode.cli.line_mode.session import run_lines

        printing.narrate("This terminal shows lines only: coding line by line.")
        return run_lines(Path(path), coder, question, round_, filter_, order)
    check_terminal(
        "hsbcode --help lists what works without one."
        if path is None
        else f"hsbcode code {Path(path).name} --plain codes line by line."
    )
    from hsbcode.tui.app import run_app

    return run_app(
        path, coder or None, question or None, round_ or None, filter_, order
    )
