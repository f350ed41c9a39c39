"""YAML read into typed structures, each error with its line and path.

Safe loading only; duplicate keys, aliases and tags are refused, because a person
who writes a codebook or a map never means them.
"""

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from hsbcode.domain.errors import HsbcodeError, ImportDataError, OutputError
from hsbcode.files.opening import read_bytes
from hsbcode.files.writing import write_file
from hsbcode.files.yaml_errors import Places, explain

LARGEST = 5_000_000
DEEPEST = 50
T = TypeVar("T")

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RARE = re.compile("[\x85\u2028\u2029\ufeff\r\t]")
_PLAIN_TAGS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


def read_yaml(
    path: Path, kind: type[T], error: type[HsbcodeError] = ImportDataError
) -> T:
    """Read a YAML file into ``kind``, usually a msgspec Struct.

    Args:
        path: the file, UTF-8, at most 5 MB.
        kind: the type of the whole document.
        error: what to raise.

    Raises:
        error: one sentence naming file, line and path, e.g. ``codes[3].keywords``.
    """
    data = read_bytes(path, error, LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise error(
            f"{path.name}, line {line}: this is not UTF-8 text.",
            "Save the file as UTF-8.",
        ) from None
    return parse_yaml(text, kind, path.name, error)


def parse_yaml(
    text: str,
    kind: type[T],
    source: str,
    error: type[HsbcodeError] = ImportDataError,
) -> T:
    """Read YAML text into ``kind``; ``source`` is the file name for messages."""
    if len(text) > LARGEST:
        raise error(f"{source} is longer than {LARGEST:,} characters.")
    value, places = _load(text, source, error)
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as problem:
        message, hint = explain(str(problem), kind, places, source)
        raise error(message, hint) from None


def to_yaml(value: object) -> str:
    """Return a value (Struct, dict, list, text, number) as YAML in block style."""
    return yaml.dump(
        msgspec.to_builtins(value),
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=100,
    )


def write_yaml(value: object, path: Path, *, overwrite: bool = False) -> None:
    """Write a value as YAML; reading it back gives the same value.

    Raises:
        OutputError: the file exists or cannot be written.
    """
    write_file(path, to_yaml(value).encode("utf-8"), overwrite=overwrite)


def _load(text: str, source: str, error: type[HsbcodeError]) -> tuple[object, Places]:
    """Return the plain value and where each part of it stands."""
    places: Places = {}
    loader = _Loader(text)
    try:
        _refuse_deep(text, source, error)
        node = loader.get_single_node()
        if node is None:
            raise error(f"{source} is empty.")
        value = _Builder(loader, source, error, places).build(node, "$")
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark is not None else ""
        what = getattr(problem, "problem", None) or "a character that cannot stand here"
        raise error(f"{source}{line}: this is not YAML ({what}).") from None
    except ValueError as problem:
        raise error(f"{source}: this cannot be read as YAML ({problem}).") from None
    finally:
        loader.dispose()
    return value, places


def _refuse_deep(text: str, source: str, error: type[HsbcodeError]) -> None:
    """Refuse lists deep in each other before the parser recurses into them."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise error(f"{source}: the lists lie too deep in each other.")


class _Builder:
    """Turns composed nodes into plain values and notes where they stand."""

    def __init__(
        self,
        loader: Any,
        source: str,
        error: type[HsbcodeError],
        places: Places,
    ) -> None:
        self.loader = loader
        self.source = source
        self.error = error
        self.places = places
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, path: str) -> object:
        where = f"{self.source}, line {node.start_mark.line + 1}"
        if id(node) in self.seen:
            raise self.error(
                f"{where}: an alias (*name) repeats another part.",
                "Aliases and anchors are not read; write the part out.",
            )
        self.seen.add(id(node))
        self.places[path] = node
        if isinstance(node, yaml.ScalarNode):
            return self.loader.construct_object(node)
        if node.tag not in _PLAIN_TAGS:
            raise self.error(f"{where}: tags such as “{node.tag[:40]}” are not read.")
        if isinstance(node, yaml.SequenceNode):
            return [
                self.build(child, f"{path}[{number}]")
                for number, child in enumerate(node.value)
            ]
        return self._mapping(node, path)

    def _mapping(self, node: yaml.Node, path: str) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            where = f"{self.source}, line {key_node.start_mark.line + 1}"
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.error(f"{where}: a field name is a list.")
            key = self.loader.construct_object(key_node)
            if not isinstance(key, str):
                raise self.error(
                    f"{where}: YAML reads the name {key_node.value or 'here'} as "
                    f"something other than text: put it in quotes.",
                    f'Write "{key_node.value}".',
                )
            if key in found:
                raise self.error(
                    f"{where}: “{key_node.value}” is given twice.",
                    "Keep one of the two.",
                )
            found[key] = self.build(value_node, f"{path}.{key}")
        return found


class _Dumper(yaml.SafeDumper):
    """Block style, texts over several lines as blocks, no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        # Lists are indented under their field, as people write them.
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise OutputError("A text holds half of a character (a lone surrogate).")
    if text.casefold() in ("y", "n") or _RARE.search(text):
        style = '"'  # other readers take y and n for yes and no
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
