"""What the application and its suggestion process say to each other.

One JSON object a line, ASCII only. Used by both sides, hence standard library only.
Errors name the field that is wrong, never the text of an answer.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.doubts import Doubt
from hsbcode.domain.errors import ModelError
from hsbcode.domain.explanations import Explanation, SpokenFor
from hsbcode.domain.suggestions import ModelState, Suggestion
from hsbcode.domain.survey import Unit
from hsbcode.suggest.message_values import (
    Message as Message,
)
from hsbcode.suggest.message_values import (
    codebook_to_dict,
    state_from_dict,
    suggestion_from_dict,
    value_of,
)

WORKER = ("-m", "hsbcode.suggest.worker")
"""Arguments of Python that start the suggestion process."""


def encode(message: Mapping[str, Any]) -> bytes:
    """Return one line; a lone surrogate survives as an escape."""
    return json.dumps(message, ensure_ascii=True, allow_nan=False).encode() + b"\n"


def decode(line: bytes) -> Message:
    """Return the message of one line.

    Raises:
        ModelError: the line is no JSON object.
    """
    try:
        message = json.loads(line)
    except ValueError:
        # the parser's own error holds the line, and with it perhaps an answer
        raise ModelError("A message to or from the suggestions is no JSON.") from None
    if not isinstance(message, dict):
        raise ModelError("A message to or from the suggestions is no JSON object.")
    return message


# ---- what the application asks -------------------------------------------------


def answers_message(units: Iterable[Unit]) -> Message:
    """Return the request that hands over answers; those held before are forgotten."""
    return {"do": "answers", "units": [_unit(unit) for unit in units]}


def more_answers_message(units: Iterable[Unit]) -> Message:
    """Return the request that hands over a further page of answers."""
    return answers_message(units) | {"more": True}


def _unit(unit: Unit) -> Message:
    return {
        "id": unit.id,
        "text": unit.text,
        "question": unit.question,
        "respondent": unit.respondent,
    }


def learn_message(
    codebook: Codebook,
    codings: Mapping[str, Collection[str]],
    limit: float | None = None,
) -> Message:
    """Return the request to learn from the codings (unit → codes, maybe none).

    Args:
        codebook: the code frame in force.
        codings: unit → codes.
        limit: lowest score that is shown; None: the model's own threshold.
    """
    return {
        "do": "learn",
        "codebook": codebook_to_dict(codebook),
        "codings": _codings(codings),
        "limit": limit,
    }


def suggest_message(question: str, units: Sequence[str], limit: int = 5) -> Message:
    """Return the request for suggestions for units of one question."""
    return {"do": "suggest", "question": question, "units": [*units], "limit": limit}


def useful_message(question: str, units: Sequence[str]) -> Message:
    """Return the request to rank units of one question by what they would teach."""
    return {"do": "useful", "question": question, "units": [*units]}


def explain_message(unit: str, code: str) -> Message:
    """Return the request to say why a code is suggested for a unit, or why not."""
    return {"do": "explain", "unit": unit, "code": code}


def doubts_message(codings: Mapping[str, Collection[str]]) -> Message:
    """Return the request to find the doubtful ones among codings learnt from."""
    return {"do": "doubts", "codings": _codings(codings)}


def _codings(codings: Mapping[str, Collection[str]]) -> list[Message]:
    return [{"unit": unit, "codes": sorted(codes)} for unit, codes in codings.items()]


def meaning_message(cache: str) -> Message:
    """Return the request to read some more answers for their meaning.

    Args:
        cache: path of the file that keeps what was read.
    """
    return {"do": "meaning", "cache": cache}


QUIT: Message = {"do": "quit"}


# ---- what the worker answers ---------------------------------------------------


def read_state(message: Message) -> ModelState:
    """Return the state in the answer to ``learn``.

    Raises:
        ModelError: the worker reports an error, or the answer is another one.
    """
    return state_from_dict(_answer(message, "learn").get("state"))


def read_suggestions(message: Message) -> dict[str, list[Suggestion]]:
    """Return unit → suggestions from the answer to ``suggest``.

    Raises:
        ModelError: the worker reports an error, or the answer is another one.
    """
    found = _answer(message, "suggest").get("suggestions")
    if not isinstance(found, dict):
        raise ModelError("The suggestions' answer lacks the field suggestions.")
    return {
        unit: [suggestion_from_dict(entry) for entry in entries]
        for unit, entries in found.items()
    }


def read_meaning(message: Message) -> tuple[int, int, bool]:
    """Return how many answers were read, of how many, and whether that is new.

    It is 0 of 0 without the extra. New is what the latest model does not know yet.

    Raises:
        ModelError: the worker reports an error, or the answer is another one.
    """
    found = _answer(message, "meaning")
    read, total = found.get("read"), found.get("total")
    if not isinstance(read, int) or not isinstance(total, int):
        raise ModelError("The suggestions' answer lacks the numbers read and total.")
    return read, total, bool(found.get("new"))


def read_useful(message: Message) -> list[str]:
    """Return the units from the answer to ``useful``, the most useful first.

    Raises:
        ModelError: the worker reports an error, or the answer is another one.
    """
    found = _answer(message, "useful").get("units")
    if not isinstance(found, list):
        raise ModelError("The suggestions' answer lacks the field units.")
    return [str(unit) for unit in found]


def read_doubts(message: Message) -> list[Doubt]:
    """Return the doubtful codings from the answer to ``doubts``, most doubtful first.

    Raises:
        ModelError: the worker reports an error, or the answer is another one.
    """
    found = _answer(message, "doubts").get("doubts")
    if not isinstance(found, list):
        raise ModelError("The suggestions' answer lacks the field doubts.")
    return [value_of(Doubt, each, "a doubt") for each in found]


def read_explanation(message: Message) -> Explanation:
    """Return the explanation in the answer to ``explain``.

    Raises:
        ModelError: the worker reports an error, or the answer is another one.
    """
    said = _answer(message, "explain").get("explanation")
    if not isinstance(said, dict) or not isinstance(said.get("answers"), list):
        raise ModelError("The suggestions' answer lacks the field explanation.")
    answers = [value_of(SpokenFor, each, "an answer") for each in said["answers"]]
    found = value_of(Explanation, said | {"answers": []}, "an explanation")
    return replace(found, answers=tuple(answers))


def _answer(message: Message, wanted: str) -> Message:
    if "error" in message:
        raise ModelError(str(message["error"]), str(message.get("hint", "")))
    if message.get("done") != wanted:
        raise ModelError(f"The suggestions answered something else than “{wanted}”.")
    return message
