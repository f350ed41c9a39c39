"""Project settings as acts; the last one of a name counts."""

import json

from hsbcode.domain.acts import Act, ActKind
from hsbcode.store.acts import ActLog

_OWN = ("place:", "order:", "filter:", "digits:", "tutorial")
"""How settings begin that are somebody's convenience and no decision on the study."""


def is_of_study(name: str) -> bool:
    """Whether a setting is a decision on the study, and a step of its history."""
    return not name.startswith(_OWN)


def to_json(name: str, value: object) -> str:
    """Return a setting as the body of an act."""
    return json.dumps({"name": name, "value": value}, ensure_ascii=False)


def name_and_value(text: str) -> tuple[str, object]:
    """Return what the body of an act sets; an erased one sets nothing."""
    raw = json.loads(text or "{}")
    return str(raw.get("name", "")), raw.get("value")


def read(log: ActLog) -> dict[str, object]:
    """Return every setting in force."""
    found: dict[str, object] = {}
    for act in log.of_kind(ActKind.SETTING):
        name, value = name_and_value(log.body(act.body))
        if value is not None:
            found[name] = value
        else:
            # Taken back: as if it had never been set.
            found.pop(name, None)
    return found


def history(log: ActLog, name: str) -> tuple[tuple[Act, object], ...]:
    """Return every value that one setting was given, with its act, oldest first."""
    found = []
    for act in log.of_kind(ActKind.SETTING):
        of, value = name_and_value(log.body(act.body))
        if of == name:
            found.append((act, value))
    return tuple(found)
