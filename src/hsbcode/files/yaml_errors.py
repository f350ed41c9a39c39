"""What is wrong in a YAML structure, in a sentence with line and path."""

import re
from typing import Any, TypeAlias

import msgspec
import yaml

from hsbcode.domain.errors import nearest

Places: TypeAlias = dict[str, yaml.Node]
"""Path such as ``$.codes[3].label`` → where it stands."""

_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.(?P<field>[^.\[\]]+)|\[(?P<item>\d+|\.\.\.)\]")
_NAMES = ("id", "label", "column", "question")
_WORDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list such as [one, two]",
    "object": "fields with values",
    "null": "nothing",
    "date": "a date",
    "datetime": "a date",
}


def explain(problem: str, kind: Any, places: Places, source: str) -> tuple[str, str]:
    """Return sentence and hint for a message of msgspec.

    Args:
        problem: e.g. ``Expected `str`, got `bool` - at `$.codes[3].key```.
        kind: the type the document was read into.
        places: where each part stands.
        source: file name.
    """
    found = _AT.match(problem)
    what = found["what"] if found else problem
    path = (found["path"] if found else None) or "$"
    path = _resolve(path, places)
    where = _where(path, places, source)
    unknown = re.search(r"unknown field `([^`]*)`", what)
    if unknown:
        fields = _fields(kind, path)
        hint = nearest(unknown[1], fields) or "Fields are: " + ", ".join(fields)
        return f"{where}: there is no field “{unknown[1]}”.", hint
    missing = re.search(r"missing required field `([^`]*)`", what)
    if missing:
        return f"{where}: the field “{missing[1]}” is missing.", ""
    expected = re.search(r"Expected `([^`]*)`, got `([^`]*)`", what)
    if expected:
        return _wrong_type(expected[1], expected[2], path, places, where)
    what = what.replace("enum ", "").rstrip(".")
    return f"{where}: {what[:1].lower()}{what[1:]}.", ""


def _wrong_type(
    wanted: str, got: str, path: str, places: Places, where: str
) -> tuple[str, str]:
    node = places.get(path)
    scalar = isinstance(node, yaml.ScalarNode)
    if "str" in wanted.split(" | ") and got not in ("array", "object", "null"):
        raw = str(node.value) if node is not None and scalar else ""
        value = {"bool": _truth(raw), "int": "a number", "float": "a number"}.get(
            got, "a date"
        )
        said = f"YAML reads {raw or 'this'} as {value}"
        return f"{where}: {said}: put it in quotes.", f'Write "{raw}".' if raw else ""
    wishes = [_WORDS.get(w, w) for w in wanted.split(" | ") if w != "null"]
    there = _WORDS.get(got, got)
    return f"{where}: {' or '.join(wishes)} is expected, not {there}.", ""


def _truth(raw: str) -> str:
    return "true" if raw.casefold() in ("yes", "on", "true") else "false"


def _where(path: str, places: Places, source: str) -> str:
    node = places.get(path)
    line = f", line {node.start_mark.line + 1}" if node is not None else ""
    if path == "$":
        return f"{source}{line}"
    shown = ""
    at = "$"
    for step in _STEP.finditer(path):
        at += step[0]
        shown += step[0]
        name = _name(places.get(at))
        if step["item"] and name:
            shown += f" (“{name}”)"
    return f"{source}{line}: {shown.lstrip('.')}"


def _name(node: yaml.Node | None) -> str:
    """Return the id or label of an entry, so that people find it."""
    if not isinstance(node, yaml.MappingNode):
        return ""
    given = {
        key.value: value.value
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    }
    return next((str(given[name])[:60] for name in _NAMES if given.get(name)), "")


def _resolve(path: str, places: Places) -> str:
    """Replace ``[...]`` (any value of a mapping) by the first one that is no text."""
    while "[...]" in path:
        before, after = path.split("[...]", 1)
        # Only the values themselves: what lies deeper starts with the same words.
        children = [
            place
            for place in places
            if place.startswith(before + ".")
            and not set(".[") & set(place[len(before) + 1 :])
        ]
        wrong = [
            child
            for child in children
            if (node := places.get(child + after)) is not None
            and node.tag[-3:] != "str"
        ]
        if not wrong:
            return before
        path = wrong[0] + after
    return path


def _fields(kind: Any, path: str) -> list[str]:
    """Return the names of the fields an entry at ``path`` may have."""
    at: Any = msgspec.inspect.type_info(kind)
    for step in _STEP.finditer(path):
        at = _inner(at)
        if isinstance(at, msgspec.inspect.StructType):
            by_name = {f.encode_name: f.type for f in at.fields}
            at = by_name.get(step["field"], at)
        elif isinstance(at, msgspec.inspect.DictType):
            at = at.value_type
        else:
            at = getattr(at, "item_type", at)
    at = _inner(at)
    if isinstance(at, msgspec.inspect.StructType):
        return [f.encode_name for f in at.fields]
    return []


def _inner(at: Any) -> Any:
    """Look through a union at its first part that has fields or items."""
    if isinstance(at, msgspec.inspect.UnionType):
        plain = (msgspec.inspect.StrType, msgspec.inspect.NoneType)
        return next((t for t in at.types if not isinstance(t, plain)), at)
    return at
