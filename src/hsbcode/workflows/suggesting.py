"""Suggestions beside the coding screen.

The model lives in a child process, so that typing never waits for it: importing and
training scikit-learn happen on the other side of a pipe. What the codebook alone can
say is computed here, at once.
"""

import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.counting import verdict
from hsbcode.domain.errors import HsbcodeError, ModelError
from hsbcode.domain.suggestions import ModelState, Suggestion
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.suggest import messages
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.workflows.coding import CodingSession

_PAGE = 500
LEARN_EVERY = 10
"""Finished answers after which the model learns again."""


@dataclass(frozen=True, slots=True)
class LearnRequest:
    """What the model learns from, as plain values."""

    questions: tuple[str, ...]
    codebook: Codebook
    codings: Mapping[str, frozenset[str]]
    resend: bool
    """Whether the child still needs the answers."""
    path: Path
    """Where the answers are read from, page by page."""


def own_codings(project: Project, coder: str) -> dict[str, frozenset[str]]:
    """Return what a coder's suggestions learn from: own and settled codings only."""
    found: dict[str, frozenset[str]] = {}
    for (who, _round), units in project.fold.passes.items():
        if who not in (coder, SETTLED):
            continue
        for unit, held in units.items():
            if held.finishes and (who == SETTLED or unit not in found):
                found[unit] = held.codes
    return found


def counting_codings(project: Project) -> dict[str, frozenset[str]]:
    """Return the codings that count, for commands that serve the whole team."""
    by_unit: dict[str, dict[str, frozenset[str]]] = {}
    settled: dict[str, frozenset[str]] = {}
    for (who, _round), units in project.fold.passes.items():
        for unit, held in units.items():
            if held.finishes and who == SETTLED:
                settled[unit] = held.codes
            elif held.finishes:
                by_unit.setdefault(unit, {})[who] = held.codes
    lead = project.settings.get("lead")
    verdicts = {
        unit: verdict(
            by_unit.get(unit, {}),
            settled.get(unit),
            lead if isinstance(lead, str) else None,
        )
        for unit in by_unit.keys() | settled.keys()
    }
    return {unit: held.codes for unit, held in verdicts.items() if held.counts}


class Suggester:
    """Suggestions for one coding session."""

    def __init__(self, session: CodingSession, *, hidden: bool = False) -> None:
        self._session = session
        self.hidden = hidden
        self.state = ModelState(
            run="", learnt=(), from_codebook=(), coded=0, threshold=None
        )
        self._fetched: dict[str, tuple[Suggestion, ...]] = {}
        self._learnt_at = -1
        self._child: Child | None = None
        self._sent = False
        self._fresh = False
        """Whether the child knows the answers as they are cut now."""
        self._lock = threading.Lock()

    # --- main thread ---------------------------------------------------------------

    def at_once(self, unit: Unit) -> tuple[Suggestion, ...]:
        """Return what can be said now, without waiting."""
        if self.hidden:
            return ()
        fetched = self._fetched.get(unit.id)
        if fetched is None:
            found = tuple(
                codebook_evidence(self._session.codebook).suggestions(
                    unit.text, unit.question
                )
            )
        else:
            found = fetched
        rejected = self._session.held(unit.id).rejected
        return tuple(s for s in found if s.code not in rejected)

    def due(self) -> bool:
        """Whether enough was finished since the model last learnt."""
        finished = self._session.tally().finished
        return not self.hidden and (
            self._learnt_at < 0 or finished - self._learnt_at >= LEARN_EVERY
        )

    def request(self) -> LearnRequest:
        """Return what to learn from; call it in the main thread."""
        self._learnt_at = self._session.tally().finished
        project = self._session.project
        resend, self._sent = not self._sent, True
        return LearnRequest(
            tuple(question.id for question in self._session.questions),
            self._session.codebook,
            own_codings(project, self._session.coder),
            resend,
            project.path,
        )

    def answers_changed(self) -> None:
        """Hand the answers over again before the model is asked about them."""
        self._sent = self._fresh = False

    def take(
        self,
        state: ModelState | None = None,
        fetched: Mapping[str, tuple[Suggestion, ...]] | None = None,
    ) -> None:
        """Take in what a worker thread brought."""
        if state is not None:
            self.state = state
            self._fetched.clear()
        if fetched:
            self._fetched.update(fetched)

    def close(self) -> None:
        """End the child process."""
        if self._child is not None:
            self._child.close()
            self._child = None

    # --- worker thread; blocking ----------------------------------------------------

    def learn(self, request: LearnRequest) -> ModelState:
        """Train the model on the request; returns what it rests on."""
        with self._lock:
            try:
                if self._child is None:
                    self._child = Child()
                if request.resend:
                    self._send_answers(self._child, request)
                    self._fresh = self._sent
                answer = self._child.ask(
                    messages.learn_message(request.codebook, request.codings)
                )
            except HsbcodeError:
                self._sent = False
                self.close()
                raise
            return messages.read_state(answer)

    def _send_answers(self, child: "Child", request: LearnRequest) -> None:
        """Hand every answer over in pages, each read at once and let go.

        A commit of the main thread waits for a read no longer than a page takes.
        """
        with Project.open(request.path, write=False) as reader:
            child.ask(messages.answers_message(()))
            for question in request.questions:
                ids = reader.answers.unit_ids(question)
                for start in range(0, len(ids), _PAGE):
                    page = reader.answers.units(ids[start : start + _PAGE])
                    child.ask(messages.more_answers_message(page))

    def useful(
        self, request: LearnRequest, question: str, units: Sequence[str]
    ) -> list[str]:
        """Return answers not coded yet, ranked by what the model would learn of them.

        It learns first, so that it knows what is coded by now.
        """
        self.learn(request)
        with self._lock:
            if self._child is None:
                raise ModelError("Suggestions have stopped.")
            answer = self._child.ask(messages.useful_message(question, units))
        return messages.read_useful(answer)

    def fetch_all(
        self, question: str, units: Sequence[str]
    ) -> dict[str, tuple[Suggestion, ...]]:
        """Return the model's suggestions for many answers; {} before it learnt."""
        found: dict[str, tuple[Suggestion, ...]] = {}
        for start in range(0, len(units), _PAGE):
            with self._lock:
                if self._child is None or not self._fresh or not self.state.run:
                    return {}
                page = list(units[start : start + _PAGE])
                answer = self._child.ask(messages.suggest_message(question, page))
            for unit, each in messages.read_suggestions(answer).items():
                found[unit] = tuple(each)
        return found

    def fetch(
        self, question: str, units: Sequence[Unit]
    ) -> dict[str, tuple[Suggestion, ...]]:
        """Return the model's suggestions for some answers."""
        with self._lock:
            if self._child is None or not units or not self._fresh:
                return {}
            answer = self._child.ask(
                messages.suggest_message(question, [unit.id for unit in units])
            )
        return {
            unit: tuple(found)
            for unit, found in messages.read_suggestions(answer).items()
        }


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
