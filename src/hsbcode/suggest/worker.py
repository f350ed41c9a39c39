"""The suggestion process: ``python -m hsbcode.suggest.worker``.

Typing never waits for scikit-learn, because it is imported and runs here. Requests
come as JSON lines on stdin, answers go as JSON lines to stdout (see ``messages``).
The process keeps answers in memory only and ends with its input.
"""

import os
import sys
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from hsbcode.domain.errors import HsbcodeError, ModelError
from hsbcode.suggest.estimator import CodeSuggester
from hsbcode.suggest.features import corpus_vectors
from hsbcode.suggest.messages import (
    Message,
    codebook_from_dict,
    decode,
    encode,
    state_to_dict,
    suggestion_to_dict,
)
from hsbcode.suggest.next_answers import most_useful
from hsbcode.suggest.suggestions import model_state, suggest

if TYPE_CHECKING:
    from collections.abc import Callable

    from hsbcode.domain.codebook import Codebook
    from hsbcode.language.vectors import TextVectors


class _Answer(NamedTuple):
    text: str
    question: str
    respondent: str


class Worker:
    """Holds the answers and the latest model; one request at a time."""

    def __init__(self) -> None:
        self._answers: dict[str, _Answer] = {}
        self._vectors: TextVectors | None = None
        self._codebook: Codebook | None = None
        self._model: CodeSuggester | None = None

    def answer(self, request: Message) -> Message:
        """Return the answer to one request.

        Raises:
            ModelError: the request cannot be met; names the field.
        """
        kinds: dict[str, Callable[[Message], Message]] = {
            "answers": self._take_answers,
            "learn": self._learn,
            "suggest": self._suggest,
            "useful": self._useful,
        }
        wanted = request.get("do")
        if not isinstance(wanted, str) or wanted not in kinds:
            raise ModelError(
                "The field do names no request.", "Requests are: " + ", ".join(kinds)
            )
        return kinds[wanted](request)

    def _take_answers(self, request: Message) -> Message:
        given = {
            _word(unit, "id"): _Answer(
                _word(unit, "text"), _word(unit, "question"), _word(unit, "respondent")
            )
            for unit in _list(request, "units")
        }
        if not request.get("more"):
            self._answers = {}
        self._answers.update(given)
        self._vectors = None
        return {"done": "answers", "count": len(self._answers)}

    def _learn(self, request: Message) -> Message:
        codebook = codebook_from_dict(request.get("codebook"))
        coded: list[tuple[_Answer, frozenset[str]]] = []
        left_out = 0
        for coding in _list(request, "codings"):
            answer = self._answers.get(_word(coding, "unit"))
            codes = frozenset(str(code) for code in _list(coding, "codes"))
            if answer is None:
                # a coder's own codings reach beyond the questions on the screen
                left_out += 1
            else:
                coded.append((answer, codes))
        if self._vectors is None:
            every = [answer.text for answer in self._answers.values()]
            self._vectors = corpus_vectors(every)
        self._model = CodeSuggester(codebook).fit(
            [answer.text for answer, _ in coded],
            [codes for _, codes in coded],
            groups=[answer.respondent for answer, _ in coded],
            questions=[answer.question for answer, _ in coded],
            corpus=self._vectors,
        )
        self._codebook = codebook
        state = model_state(self._model, codebook)
        return {"done": "learn", "state": state_to_dict(state), "left_out": left_out}

    def _suggest(self, request: Message) -> Message:
        if self._codebook is None:
            raise ModelError("No codebook was handed over yet.", "Send learn first.")
        units = [str(unit) for unit in _list(request, "units")]
        limit = request.get("limit", 5)
        if not isinstance(limit, int) or limit < 0:
            raise ModelError("The field limit is no number of suggestions.")
        texts = [self._known(unit).text for unit in units]
        found = suggest(
            self._model, self._codebook, _word(request, "question"), texts, limit
        )
        return {
            "done": "suggest",
            "suggestions": {
                unit: [suggestion_to_dict(suggestion) for suggestion in ranked]
                for unit, ranked in zip(units, found, strict=True)
            },
        }

    def _useful(self, request: Message) -> Message:
        if self._vectors is None:
            raise ModelError("No answers were handed over yet.", "Send learn first.")
        units = [str(unit) for unit in _list(request, "units")]
        texts = [self._known(unit).text for unit in units]
        probabilities = None
        if self._model is not None and self._model.learnt_:
            asked = [_word(request, "question")] * len(texts)
            learnt = [self._model.codes_.index(code) for code in self._model.learnt_]
            probabilities = self._model.scores(texts, asked)[:, learnt]
        ranked = most_useful(texts, self._vectors.transform(texts), probabilities)
        return {"done": "useful", "units": [units[at] for at in ranked]}

    def _known(self, unit: str) -> _Answer:
        try:
            return self._answers[unit]
        except KeyError:
            raise ModelError(
                f"The unit {unit} is not among the answers handed over.",
                "Send the answers again after an import or a split.",
            ) from None


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests line by line until ``quit`` or the end of the input."""
    worker = Worker()
    for line in requests:
        if not line.strip():
            continue
        try:
            request = decode(line)
            if request.get("do") == "quit":
                return
            reply = worker.answer(request)
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


def _list(message: object, field: str) -> list[object]:
    value = message.get(field) if isinstance(message, dict) else None
    if not isinstance(value, list):
        raise ModelError(f"The message lacks the field {field}, a list.")
    return value


def _word(message: object, field: str) -> str:
    value = message.get(field) if isinstance(message, dict) else None
    if not isinstance(value, str):
        raise ModelError(f"The message lacks the field {field}, a text.")
    return value


if __name__ == "__main__":
    main()
