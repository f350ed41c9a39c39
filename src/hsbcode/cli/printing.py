"""What commands write: data to stdout, narration to stderr."""

import contextlib
import json
import os
import shutil
import sys
import threading
import traceback
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.progress import Progress
from hsbcode.domain.visible import visible

_T = TypeVar("_T")
_BAR = 24


def data(text: str = "") -> None:
    """Print one line of the result."""
    sys.stdout.write(visible(text) + "\n")


def width() -> int:
    """Return the columns of the terminal; 100 where stdout is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 100


def is_dumb() -> bool:
    """Return whether the terminal says that it has nothing but plain letters."""
    return os.environ.get("TERM") == "dumb"


def as_json(value: object) -> None:
    """Print a result as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def narrate(text: str) -> None:
    """Tell what is going on; a job goes on when nobody listens any more."""
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(visible(text) + "\n")


def failure(error: HsbcodeError) -> None:
    """Print an error a person can mend: one sentence and a hint."""
    narrate(f"hsbcode: {error.message}")
    if error.hint:
        narrate(f"  {error.hint}")


def bug(error: Exception) -> None:
    """Say where the program failed, and nothing of what it was working on.

    The message of an unforeseen error may quote an answer, so it is left out.
    """
    narrate(f"hsbcode: this should not have happened ({type(error).__name__}).")
    narrate("  What was saved is safe. Please report these places in the program:")
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if "hsbcode" in path.parts:
            narrate(f"  {path.parent.name}/{path.name}, line {frame.lineno}")


def with_bar(steps: Generator[Progress, None, _T]) -> _T:
    """Run a long job to its end, drawing a bar where stderr is a terminal."""
    drawn = sys.stderr.isatty()
    try:
        while True:
            step = next(steps)
            if drawn:
                filled = _BAR * step.done // max(step.total, 1)
                bar = "#" * filled + "." * (_BAR - filled)
                line = f"\r{bar} {step.done} of {step.total} {visible(step.label)}"
                sys.stderr.write(f"{line}\x1b[K")
                sys.stderr.flush()
    except StopIteration as end:
        result: _T = end.value
        return result
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")


@contextlib.contextmanager
def waiting(label: str) -> Iterator[None]:
    """Say once a second what takes so long, where stderr is a terminal.

    For work that cannot tell how far it is.
    """
    if not sys.stderr.isatty():
        yield
        return
    over = threading.Event()

    def tell() -> None:
        seconds = 0
        while not over.wait(1):
            seconds += 1
            sys.stderr.write(f"\r{label}: {seconds} s\x1b[K")
            sys.stderr.flush()
        if seconds:
            sys.stderr.write("\r\x1b[K")

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def columns(rows: Iterable[Sequence[str]], header: Sequence[str] = ()) -> None:
    """Print rows as aligned columns; the last one is not padded."""
    from hsbcode.workflows.printing import aligned

    for line in aligned([list(header), *map(list, rows)] if header else list(rows)):
        data(line)
