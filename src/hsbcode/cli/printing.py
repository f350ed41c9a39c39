"""What commands write: data to stdout, narration to stderr."""

import contextlib
import json
import sys
from collections.abc import Generator, Iterable, Sequence
from typing import TypeVar

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.progress import Progress
from hsbcode.domain.visible import visible

_T = TypeVar("_T")
_BAR = 24


def data(text: str = "") -> None:
    """Print one line of the result."""
    sys.stdout.write(visible(text) + "\n")


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


def columns(rows: Iterable[Sequence[str]], header: Sequence[str] = ()) -> None:
    """Print rows as aligned columns; the last one is not padded."""
    from hsbcode.workflows.printing import aligned

    for line in aligned([list(header), *map(list, rows)] if header else list(rows)):
        data(line)
