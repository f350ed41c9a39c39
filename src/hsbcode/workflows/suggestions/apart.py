"""Long work on a project in its own process, ``…workflows.suggestions.apart``.

Judging suggestions and reading a codebook's codings take seconds and import what would
hold up typing. The process reads the project, says in JSON lines how far it is, then
what it found; whoever started it may end it at any time. Nothing is kept on disk.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeAlias

from hsbcode.domain.errors import HsbcodeError, ModelError
from hsbcode.domain.progress import Progress
from hsbcode.store.project import Project

Work: TypeAlias = Literal["evaluate", "codebook help", "agreement"]
_PROGRAM = ("-m", "hsbcode.workflows.suggestions.apart")


class Apart:
    """One piece of work in a process of its own.

    Args:
        work: what is done.
        path: the project.
        wishes: the other arguments of the function that does it.
    """

    def __init__(self, work: Work, path: Path, **wishes: object) -> None:
        self._request = {"work": work, "path": str(path), "wishes": wishes}
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    @property
    def stopped(self) -> bool:
        """Whether it was ended before it was done."""
        return self._stopped

    def stop(self) -> None:
        """End the work; from any thread."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def run(self) -> Generator[Progress, None, Any]:
        """Do the work; returns what its function returns. Blocks between steps.

        Raises:
            HsbcodeError: the work says so, was stopped, or ended on its own.
        """
        kind = _kinds()[str(self._request["work"])][1]
        with self._started() as lines:
            for line in lines:
                said = json.loads(line)
                if "progress" in said:
                    yield Progress(*said["progress"])
                elif "error" in said:
                    raise ModelError(said["error"], said["hint"])
                else:
                    import msgspec

                    return msgspec.convert(said["found"], kind)
        words = "was stopped" if self._stopped else "ended before it was done"
        raise ModelError(f"The work beside the screen {words}.")

    @contextmanager
    def _started(self) -> Iterator[Iterator[bytes]]:
        with self._lock:
            if self._stopped:
                yield iter(())
                return
            try:
                process = self._process = subprocess.Popen(
                    [sys.executable, *_PROGRAM],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                raise ModelError(f"It cannot be worked out ({error}).") from error
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(self._request).encode() + b"\n")
            process.stdin.close()
            yield iter(process.stdout)
        except BrokenPipeError:
            yield iter(())
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def _kinds() -> Mapping[str, tuple[Callable[..., Generator[Progress, None, Any]], Any]]:
    """Return work → the function that does it, and what that returns."""
    from hsbcode.domain.codebook_help import CodebookHelp
    from hsbcode.domain.quality import Quality
    from hsbcode.workflows.agreement_shown import ShownAgreement, agreement_to_show
    from hsbcode.workflows.codebook.improving import codebook_help
    from hsbcode.workflows.suggestions.evaluating import evaluate

    return {
        "evaluate": (evaluate, Quality),
        "codebook help": (codebook_help, CodebookHelp),
        "agreement": (agreement_to_show, ShownAgreement),
    }


def main() -> None:
    """Do what one line of stdin asks for."""
    # Whatever libraries print goes to stderr.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def say(message: Mapping[str, object]) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    try:
        with answers:
            _answer(json.loads(sys.stdin.buffer.readline()), say)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)


def _answer(
    request: Mapping[str, Any], say: Callable[[Mapping[str, object]], None]
) -> None:
    import msgspec

    work = _kinds()[request["work"]][0]
    try:
        with Project.open(Path(request["path"]), write=False) as project:
            steps = work(project, **request["wishes"])
            while True:
                try:
                    step = next(steps)
                except StopIteration as end:
                    say({"found": msgspec.to_builtins(end.value)})
                    return
                say({"progress": [step.done, step.total, step.label]})
    except HsbcodeError as problem:
        say({"error": problem.message, "hint": problem.hint})
    except Exception as problem:  # noqa: BLE001 - reported, and without its text
        kind = type(problem).__name__
        say({"error": f"It could not be worked out ({kind}).", "hint": ""})


if __name__ == "__main__":
    main()
