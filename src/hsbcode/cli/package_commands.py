"""``round package``, ``round send`` and ``round unlock``: files to coders and back."""

import getpass
import sys
from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.rounds import Phase

_JSON = typer.Option(False, "--json", help="As JSON.")


def add_to(rounds: typer.Typer) -> None:
    """Add these commands to ``round``."""
    rounds.command("package")(package)
    rounds.command("send")(send)
    rounds.command("unlock")(unlock)


def package(
    project: Path = typer.Argument(help="The project file."),
    name: str = typer.Argument(help="The round, by its name."),
    coder: list[str] = typer.Option([], help="Only for this coder; repeatable."),
    closed: list[str] = typer.Option(
        [], help="A closed question whose answers go along; repeatable."
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="The folder for the files."
    ),
    passphrase: bool = typer.Option(
        False, "--passphrase", help="Lock the files with a passphrase you are asked."
    ),
    by: str = typer.Option("lead", "--by", help="Your name, for the history."),
    json: bool = _JSON,
) -> None:
    """Write a file for each coder: their share of a round, and nothing of others.

    The round begins with it. A coder opens the file with: hsbcode FILE
    """
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.rounds.packages import to_be_packed, write_packages

    with open_for_writing(project) as opened:
        drawn = to_be_packed(opened, name)
        words = _new_passphrase() if passphrase else ""
        folder = output if output is not None else opened.path.parent
        with printing.waiting("packing"):
            made = write_packages(
                opened,
                drawn.id,
                folder,
                by,
                coders=tuple(coder),
                closed=tuple(closed),
                passphrase=words,
            )
        if drawn.phase is Phase.OPEN:
            printing.narrate(
                f"The round {drawn.id} begins: from now on its shares stay as they are."
            )
    if json:
        printing.as_json([each.as_dict() for each in made])
        return
    for each in made:
        for line in each.lines:
            printing.narrate(line)
        printing.data(str(each.path))
    if passphrase:
        printing.narrate(
            "Tell each coder the passphrase on another way than the file; nobody can "
            "recover it. They open it with: hsbcode round unlock FILE"
        )


def send(
    file: Path = typer.Argument(help="Your package."),
    output: Path | None = typer.Option(None, "-o", "--output", help="The file."),
    memos: bool = typer.Option(
        False, "--memos", help="With your memos; they may quote answers."
    ),
    json: bool = _JSON,
) -> None:
    """Write what you coded in a package to a small file, to send back.

    It holds codes and ids, no answer. The package itself can be sent back as well.
    """
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.rounds.sending import send_back

    with open_project(file, write=False) as opened:
        sent = send_back(opened, output, memos=memos)
    if json:
        printing.as_json(sent.as_dict())
        return
    printing.narrate(sent.sentence)
    if sent.memos and not memos:
        printing.narrate("  --memos takes your memos along; they may quote answers.")
    if sent.finished < sent.answers:
        printing.narrate(
            f"  {sent.answers - sent.finished} answers are not finished yet; you can "
            "send again at any time."
        )
    printing.data(str(sent.path))


def unlock(
    file: Path = typer.Argument(help="The locked file, .hsb.age"),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="The file; else beside it, without .age"
    ),
) -> None:
    """Unlock a package with its passphrase."""
    from hsbcode.workflows.rounds.unlocking import unlock_file

    made = unlock_file(file, _typed("Passphrase: "), output)
    printing.narrate(
        f"Unlocked. Open it with: hsbcode {made.name}; delete it when the round is "
        "over."
    )
    printing.data(str(made))


def _new_passphrase() -> str:
    words = _typed("Passphrase for the files: ")
    if sys.stdin.isatty() and words != _typed("Once more: "):
        raise UsageConflict("The two passphrases are not the same.")
    return words


def _typed(prompt: str) -> str:
    """Return a line that is not shown; from a pipe the next line of it."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass(prompt, stream=sys.stderr)
