"""The command ``hsbcode``: how it starts and how it ends.

Exit codes: 0 done, 1 failed with a sentence, 2 wrong usage, 130 interrupted.
"""

import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from hsbcode.cli import printing
from hsbcode.cli.terminal import open_screen
from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.narration import listening

ORDER = {
    "demo": "import_commands",
    "tutorial": "import_commands",
    "new": "import_commands",
    "import": "import_commands",
    "code": "coding_commands",
    "search": "coding_commands",
    "progress": "coding_commands",
    "memos": "coding_commands",
    "split": "splitting_commands",
    "codebook": "codebook_commands",
    "instrument": "instrument_commands",
    "suggest": "suggestion_commands",
    "evaluate": "evaluation_commands",
    "doubtful": "evaluation_commands",
    "influence": "people_commands",
    "audit": "people_commands",
    "round": "round_commands",
    "merge": "merge_commands",
    "coder": "coder_commands",
    "agree": "agreement_commands",
    "recode": "recode_commands",
    "quotes": "quotes_commands",
    "quote": "quote_decision_commands",
    "redact": "redaction_commands",
    "terms": "term_commands",
    "commenters": "commenter_commands",
    "joint": "joint_commands",
    "tables": "table_commands",
    "results": "results_screen_commands",
    "report": "report_commands",
    "releases": "release_commands",
    "disclosure": "disclosure_commands",
    "limits": "limit_commands",
    "names": "limit_commands",
    "areas": "area_commands",
    "trace": "trace_commands",
    "check": "check_commands",
    "check-figures": "figure_commands",
    "reproduce": "figure_commands",
    "export": "exchange_commands",
    "history": "history_commands",
    "undo": "history_commands",
    "mend": "history_commands",
    "flags": "coding_commands",
    "doctor": "care_commands",
    "backup": "care_commands",
    "restore": "care_commands",
    "publish": "care_commands",
    "keys": "keys_commands",
    "looks": "keys_commands",
}
"""Command → the module that adds it, in the order of a researcher's day."""
_SCREEN_OPTIONS = {"--coder": "coder", "--question": "question", "--round": "round_"}
"""Options of ``code`` that are handed on as they are → names of ``open_screen``."""
_NEW_OBJECTS = 50_000
"""So many before garbage is looked for."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if given and _is_project(given[0]):
        given.insert(0, "code")
    try:
        with listening(printing.narrate), _seldom_collecting():
            _run(given)
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


def _run(given: list[str]) -> None:
    to_the_screen = screen_arguments(given)
    if to_the_screen is not None:
        raise SystemExit(open_screen(**to_the_screen))
    from hsbcode.cli.command_line import app

    app(args=given, prog_name="hsbcode")


def screen_arguments(given: Sequence[str]) -> dict[str, str] | None:
    """Return what ``open_screen`` is given where words only open the screen, else None.

    People do that many times a day. The parser of the command line, which it goes
    without, takes as long as the screen.
    """
    if "_HSBCODE_COMPLETE" in os.environ:  # the shell asks what could follow
        return None
    if not given:
        return {}
    first, *rest = given
    names, values = rest[1::2], rest[2::2]
    simple = (
        first == "code"
        and len(names) == len(values)
        and len(set(names)) == len(names)
        and _SCREEN_OPTIONS.keys() >= set(names)
        and not any(word.startswith("-") for word in [*rest[:1], *values])
    )
    if not rest or not simple:
        return None
    chosen = {_SCREEN_OPTIONS[n]: v for n, v in zip(names, values, strict=True)}
    return {"path": rest[0], **chosen}


@contextlib.contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage seldom: modules and rows are many objects and hardly any."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _is_project(word: str) -> bool:
    if word.startswith("-") or word in ORDER:
        return False
    try:
        return word.endswith(".hsb") or Path(word).is_file()
    except OSError:  # too long for a file name
        return False
