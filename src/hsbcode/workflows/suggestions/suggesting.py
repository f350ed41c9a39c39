"""Suggestions beside the coding screen.

The model lives in a child process, so that typing never waits for it: learning happens
on the other side of a pipe. What the codebook alone can say is computed here, at once.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.doubts import Doubt
from hsbcode.domain.errors import HsbcodeError, ModelError
from hsbcode.domain.explanations import Explanation
from hsbcode.domain.progress import Progress
from hsbcode.domain.suggestions import ModelState, Suggestion
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.suggest import messages
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.why import LEAST_CODED, explain
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.suggestions.child import Child
from hsbcode.workflows.suggestions.embedding import (
    embeddings_wanted,
    meaning_cache,
)
from hsbcode.workflows.suggestions.learnt_from import own_codings
from hsbcode.workflows.suggestions.limit import chosen_limit

_PAGE = 500
LEARN_EVERY = 10
"""Finished answers after which the model learns again."""
LEARNS_FROM = LEAST_CODED
"""Finished answers from which on a code can be learnt at all."""


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
    limit: float | None = None
    """Lowest score that is shown; None: the model's own threshold."""
    embeddings: bool = True
    """Whether answers are read for their meaning where the extra is installed."""


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
        self.meaning_is_new = False
        """Whether answers were read for their meaning since the model last learnt."""

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
        held = self._session.held(unit.id)
        # a parent that a code on the answer implies is there already
        implied = self._session.codebook.implied(held.codes) - held.codes
        return tuple(
            s for s in found if s.code not in held.rejected and s.code not in implied
        )

    def due(self) -> bool:
        """Whether enough was finished since the model last learnt."""
        finished = self._session.tally().finished
        return not self.hidden and (
            self._learnt_at < 0
            or finished - self._learnt_at >= LEARN_EVERY
            or self._learnt_at < LEARNS_FROM <= finished
        )

    @property
    def has_begun(self) -> bool:
        """Whether the model was ever asked to learn; it may have learnt nothing yet."""
        return self._learnt_at >= 0

    @property
    def can_learn(self) -> bool:
        """Whether enough is finished for a code to be learnt at all."""
        return self._session.tally().finished >= LEARNS_FROM

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
            chosen_limit(project),
            embeddings_wanted(project),
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
                    messages.learn_message(
                        request.codebook, request.codings, request.limit
                    )
                )
            except HsbcodeError:
                self._sent = False
                self.close()
                raise
            return messages.read_state(answer)

    def _send_answers(self, child: Child, request: LearnRequest) -> None:
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

    def read_for_meaning(self, request: LearnRequest) -> Iterator[Progress]:
        """Read the answers for their meaning, where the extra is installed.

        In slices of half a second, so that suggestions can be asked for between
        them. Once all is read it is kept in a file beside the project, which may be
        deleted; what is learnt from then on knows it.
        """
        if not request.embeddings:
            return
        ask = messages.meaning_message(str(meaning_cache(request.path)))
        while True:
            with self._lock:
                if self._child is None:
                    return
                answer = messages.read_meaning(self._child.ask(ask))
            read, total, self.meaning_is_new = answer
            if total:
                yield Progress(read, total, "reading for meaning")
            if read == total:
                return

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

    def doubts(
        self, request: LearnRequest, codings: Mapping[str, frozenset[str]]
    ) -> list[Doubt]:
        """Return the doubtful ones among a coder's codings, most doubtful first.

        It learns first, so that it knows what is coded by now.
        """
        self.learn(request)
        with self._lock:
            if self._child is None:
                raise ModelError("Suggestions have stopped.")
            answer = self._child.ask(messages.doubts_message(codings))
        return messages.read_doubts(answer)

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

    def explain(self, unit: Unit, code: str, book: Codebook) -> Explanation:
        """Say why a code is suggested for an answer, or why not.

        Where the model has not learnt yet, by what the codebook alone says.
        """
        with self._lock:
            if self._child is not None and self._fresh and self.state.coded:
                answer = self._child.ask(messages.explain_message(unit.id, code))
                return messages.read_explanation(answer)
        return explain(None, book, unit.id, unit.text, unit.question, code)
