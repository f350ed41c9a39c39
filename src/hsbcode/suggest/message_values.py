"""The values in messages between the application and its suggestion process.

Errors name the field that is wrong, never the text of an answer.
"""

from dataclasses import fields
from typing import Any, TypeAlias, TypeVar, get_origin

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.doubts import Doubt
from hsbcode.domain.errors import ModelError
from hsbcode.domain.explanations import Explanation, SpokenFor
from hsbcode.domain.suggestions import ModelState, Suggestion

Message: TypeAlias = dict[str, Any]
_Value = TypeVar("_Value", Code, Suggestion, ModelState, Explanation, SpokenFor, Doubt)


def codebook_to_dict(codebook: Codebook) -> Message:
    """Return the codebook as JSON values."""
    return {
        "title": codebook.title,
        "language": codebook.language,
        "version": codebook.version,
        "codes": [plain(code) for code in codebook],
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
    codes = tuple(value_of(Code, entry, "a code") for entry in value["codes"])
    return Codebook(
        codes,
        title=str(value.get("title", "")),
        language=str(value.get("language", "en")),
        version=str(value.get("version", "")),
    )


def suggestion_to_dict(suggestion: Suggestion) -> Message:
    """Return the suggestion as JSON values."""
    return plain(suggestion)


def suggestion_from_dict(value: object) -> Suggestion:
    """Return the suggestion.

    Raises:
        ModelError: names the field that does not fit.
    """
    return value_of(Suggestion, value, "a suggestion")


def state_to_dict(state: ModelState) -> Message:
    """Return the state as JSON values."""
    return plain(state)


def state_from_dict(value: object) -> ModelState:
    """Return the state.

    Raises:
        ModelError: names the field that does not fit.
    """
    return value_of(ModelState, value, "the model's state")


def explanation_to_dict(explanation: Explanation) -> Message:
    """Return the explanation as JSON values."""
    answers = [plain(each) for each in explanation.answers]
    return plain(explanation) | {"answers": answers}


def doubt_to_dict(doubt: Doubt) -> Message:
    """Return the doubt as JSON values."""
    return plain(doubt)


def plain(
    value: Code | Suggestion | ModelState | Explanation | SpokenFor | Doubt,
) -> Message:
    """Return a value as JSON values."""
    shown: Message = {}
    for field in fields(value):
        entry = getattr(value, field.name)
        shown[field.name] = [*entry] if isinstance(entry, tuple) else entry
    return shown


def value_of(kind: type[_Value], value: object, called: str) -> _Value:
    """Return a value.

    Raises:
        ModelError: names the field that does not fit.
    """
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
    if wanted is float:
        return isinstance(value, float | int)
    return isinstance(value, wanted)


def list_in(message: object, field: str) -> list[object]:
    """Return a list from a message.

    Raises:
        ModelError: the field is missing, or no list.
    """
    value = message.get(field) if isinstance(message, dict) else None
    if not isinstance(value, list):
        raise ModelError(f"The message lacks the field {field}, a list.")
    return value


def word_in(message: object, field: str) -> str:
    """Return a text from a message.

    Raises:
        ModelError: the field is missing, or no text.
    """
    value = message.get(field) if isinstance(message, dict) else None
    if not isinstance(value, str):
        raise ModelError(f"The message lacks the field {field}, a text.")
    return value
