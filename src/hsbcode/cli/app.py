"""The command ``hsbcode``: which commands there are, and how they end.

Exit codes: 0 done, 1 failed with a sentence, 2 wrong usage, 130 interrupted.
"""

import contextlib
import os
import sys
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from hsbcode import __version__
from hsbcode.cli import (
    agreement_commands,
    area_commands,
    care_commands,
    check_commands,
    codebook_commands,
    coding_commands,
    disclosure_commands,
    exchange_commands,
    figure_commands,
    history_commands,
    import_commands,
    instrument_commands,
    keys_commands,
    limit_commands,
    printing,
    recode_commands,
    result_commands,
    results_screen_commands,
    splitting_commands,
    suggestion_commands,
)
from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.narration import listening

_ORDER = (
    "demo",
    "tutorial",
    "new",
    "import",
    "code",
    "search",
    "progress",
    "memos",
    "split",
    "codebook",
    "instrument",
    "suggest",
    "evaluate",
    "agree",
    "recode",
    "quotes",
    "tables",
    "results",
    "report",
    "disclosure",
    "limits",
    "names",
    "areas",
    "trace",
    "check",
    "check-figures",
    "reproduce",
    "export",
    "history",
    "undo",
    "mend",
    "flags",
    "doctor",
    "backup",
    "restore",
    "publish",
    "keys",
    "looks",
)


class _Commands(TyperGroup):
    """The commands in the order of a researcher's day."""

    def list_commands(self, ctx: Any) -> list[str]:
        names = super().list_commands(ctx)
        return sorted(names, key=_ORDER.index)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            printing.narrate("stopped")
            raise SystemExit(130) from None


app = typer.Typer(
    cls=_Commands,
    name="hsbcode",
    help=(
        "Code the open answers of a survey, prove that coders agree, and put themes "
        "and quotes beside the percentages. Everything stays on this machine."
    ),
    epilog="Without a command: the Start screen. hsbcode FILE.hsb opens a project.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for commands in (
    import_commands,
    coding_commands,
    history_commands,
    splitting_commands,
    codebook_commands,
    instrument_commands,
    suggestion_commands,
    agreement_commands,
    recode_commands,
    result_commands,
    results_screen_commands,
    check_commands,
    figure_commands,
    disclosure_commands,
    limit_commands,
    area_commands,
    exchange_commands,
    care_commands,
    keys_commands,
):
    commands.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        printing.data(f"hsbcode {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    ctx: typer.Context,
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    if ctx.invoked_subcommand is None:
        from hsbcode.tui.app import run_app

        raise typer.Exit(run_app())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if given and _is_project(given[0]):
        given.insert(0, "code")
    try:
        with listening(printing.narrate):
            app(args=given, prog_name="hsbcode")
    except HsbcodeError as error:
        printing.failure(error)
        raise SystemExit(1) from None
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing more can be written.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        printing.narrate("stopped")
        raise SystemExit(130) from None
    except OSError as error:
        name = Path(str(error.filename)).name if error.filename else "A file"
        printing.narrate(f"hsbcode: {name}: {error.strerror or 'cannot be used'}.")
        raise SystemExit(1) from None
    except Exception as error:
        if os.environ.get("HSBCODE_TRACEBACK"):
            raise
        printing.bug(error)
        raise SystemExit(1) from None


def _is_project(word: str) -> bool:
    if word.startswith("-") or word in _ORDER:
        return False
    try:
        return word.endswith(".hsb") or Path(word).is_file()
    except OSError:  # too long for a file name
        return False
