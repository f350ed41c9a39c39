"""The suggestion process: ``python -m hsbcode.suggest.worker``.

Typing never waits for learning, because that happens here. Requests
come as JSON lines on stdin, answers go as JSON lines to stdout (see ``messages``).
The process keeps answers in memory only and ends with its input.
"""

import os
import sys
from typing import BinaryIO

from hsbcode.domain.errors import HsbcodeError
from hsbcode.suggest.messages import decode, encode
from hsbcode.suggest.model_at_work import ModelAtWork


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests line by line until ``quit`` or the end of the input."""
    model = ModelAtWork()
    for line in requests:
        if not line.strip():
            continue
        try:
            request = decode(line)
            if request.get("do") == "quit":
                return
            reply = model.answer(request)
        except HsbcodeError as problem:
            reply = {"error": problem.message, "hint": problem.hint}
        except Exception as problem:  # noqa: BLE001 - reported, and without its text
            kind = type(problem).__name__
            reply = {"error": f"Suggestions failed with an internal error ({kind})."}
        answers.write(encode(reply))
        answers.flush()


def main() -> None:
    """Serve stdin and stdout; whatever libraries print goes to stderr."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        with answers:
            serve(sys.stdin.buffer, answers)
    except (KeyboardInterrupt, BrokenPipeError):
        # the application went away; there is nobody left to tell
        sys.exit(130)


if __name__ == "__main__":
    main()
