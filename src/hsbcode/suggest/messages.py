"""What the application and its suggestion process say to each other.

One JSON object a line, ASCII only. Used by both sides, hence standard library only.
Errors name the field that is wrong, never the text of an answer.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeAlias, TypeVar, get_origin

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.domain.suggestions import ModelState, Suggestion
from hsbcode.domain.survey import Unit

Message: TypeAlias = dict[str, Any]
_Value = TypeVar("_Value", Code, Suggestion, ModelState)
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
    codebook: Codebook, codings: Mapping[str, Collection[str]]
) -> Message:
    """Return the request to learn from the codings (unit → codes, maybe none)."""
    return {
        "do": "learn",
        "codebook": codebook_to_dict(codebook),
        "codings": [
            {"unit": unit, "codes": sorted(codes)} for unit, codes in codings.items()
        ],
    }


def suggest_message(question: str, units: Sequence[str], limit: int = 5) -> Message:
    """Return the request for suggestions for units of one question."""
    return {"do": "suggest", "question": question, "units": [*units], "limit": limit}


def useful_message(question: str, units: Sequence[str]) -> Message:
    """Return the request to rank units of one question by what they would teach."""
    return {"do": "useful", "question": question, "units": [*units]}


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


def read_useful(message: Message) -> list[str]:
    """Return the units from the answer to ``useful``, the most useful first.

    Raises:
        ModelError: the worker reports an error, or the answer is another one.
    """
    found = _answer(message, "useful").get("units")
    if not isinstance(found, list):
        raise ModelError("The suggestions' answer lacks the field units.")
    return [str(unit) for unit in found]


def _answer(message: Message, wanted: str) -> Message:
    if "error" in message:
        raise ModelError(str(message["error"]), str(message.get("hint", "")))
    if message.get("done") != wanted:
        raise ModelError(f"The suggestions answered something else than “{wanted}”.")
    return message


# ---- values --------------------------------------------------------------------


def codebook_to_dict(codebook: Codebook) -> Message:
    """Return the codebook as JSON values."""
    return {
        "title": codebook.title,
        "language": codebook.language,
        "version": codebook.version,
        "codes": [_plain(code) for code in codebook],
    }


def codebook_from_dict(value: object) -> Codebook:
    """Return the codebook; a bare list of codes will do.

    Raises:
        ModelError: names the code and the field that does not fit.
    """
    if isinstance(value, list):
        value = {"codes": value}
    if not isinstance(value, dict) or not isinstance(value.get("codes"), list):
        raise ModelError("The message lacks the field codebook, with a list of codes.")
    codes = tuple(_value(Code, entry, "a code") for entry in value["codes"])
    return Codebook(
        codes,
        title=str(value.get("title", "")),
        language=str(value.get("language", "en")),
        version=str(value.get("version", "")),
    )


def suggestion_to_dict(suggestion: Suggestion) -> Message:
    """Return the suggestion as JSON values."""
    return _plain(suggestion)


def suggestion_from_dict(value: object) -> Suggestion:
    """Return the suggestion.

    Raises:
        ModelError: names the field that does not fit.
    """
    return _value(Suggestion, value, "a suggestion")


def state_to_dict(state: ModelState) -> Message:
    """Return the state as JSON values."""
    return _plain(state)


def state_from_dict(value: object) -> ModelState:
    """Return the state.

    Raises:
        ModelError: names the field that does not fit.
    """
    return _value(ModelState, value, "the model's state")


def _plain(value: Code | Suggestion | ModelState) -> Message:
    shown: Message = {}
    for field in fields(value):
        entry = getattr(value, field.name)
        shown[field.name] = [*entry] if isinstance(entry, tuple) else entry
    return shown


def _value(kind: type[_Value], value: object, called: str) -> _Value:
    if not isinstance(value, dict):
        raise ModelError(f"The message holds something else where {called} belongs.")
    known = {field.name for field in fields(kind)}
    unknown = sorted(str(name) for name in value if name not in known)
    if unknown:
        raise ModelError(f"The message gives {called} the unknown field {unknown[0]}.")
    given: dict[str, Any] = {
        name: tuple(entry) if isinstance(entry, list) else entry
        for name, entry in value.items()
    }
    for field in fields(kind):
        if field.name in given and not _fits(given[field.name], field.type):
            raise ModelError(f"The message gives {called} a wrong {field.name}.")
    try:
        return kind(**given)
    except TypeError:
        raise ModelError(f"The message leaves out a field of {called}.") from None


def _fits(value: object, wanted: Any) -> bool:
    if get_origin(wanted) is tuple:
        return isinstance(value, tuple) and all(isinstance(v, str) for v in value)
    return isinstance(value, wanted)
