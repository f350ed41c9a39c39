"""Project settings as acts; the last one of a name counts."""

import json

from hsbcode.domain.acts import Act, ActKind
from hsbcode.store.acts import ActLog


def to_json(name: str, value: object) -> str:
    """Return a setting as the body of an act."""
    return json.dumps({"name": name, "value": value}, ensure_ascii=False)


def read(log: ActLog) -> dict[str, object]:
    """Return every setting in force."""
    found: dict[str, object] = {}
    for act in log.of_kind(ActKind.SETTING):
        raw = json.loads(log.body(act.body) or "{}")
        if raw:
            found[raw["name"]] = raw["value"]
    return found


def history(log: ActLog, name: str) -> tuple[tuple[Act, object], ...]:
    """Return every value that one setting was given, with its act, oldest first."""
    found = []
    for act in log.of_kind(ActKind.SETTING):
        raw = json.loads(log.body(act.body) or "{}")
        if raw and raw["name"] == name:
            found.append((act, raw["value"]))
    return tuple(found)
