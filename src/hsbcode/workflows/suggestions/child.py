"""The process that holds the model, asked over a pipe, so that typing never waits."""

import subprocess
import sys

from hsbcode.domain.errors import ModelError
from hsbcode.suggest import messages


class Child:
    """The process that holds the model."""

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                [sys.executable, *messages.WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise ModelError(f"Suggestions cannot be started ({error}).") from error

    def ask(self, message: messages.Message) -> messages.Message:
        """Send one request and wait for its answer.

        Raises:
            ModelError: the child said so, or is gone.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ModelError("Suggestions have stopped.")
        try:
            stdin.write(messages.encode(message))
            stdin.flush()
            line = stdout.readline()
        except (OSError, ValueError):
            line = b""
        if not line:
            raise ModelError("Suggestions have stopped; coding goes on without them.")
        answer = messages.decode(line)
        if "error" in answer:
            raise ModelError(str(answer["error"]), str(answer.get("hint", "")))
        return answer

    def close(self) -> None:
        """End the process."""
        if self._process.stdin is not None:
            try:
                self._process.stdin.close()
            except OSError:
                self._process.kill()
        try:
            self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
