"""Whether the parts of an import map fit together."""

import re

from hsbcode.domain.errors import ImportDataError, nearest
from hsbcode.files.map_form import (
    FROM_FILE,
    KINDS,
    MOST_BOXES,
    SCHEMA,
    MapColumn,
    MapFile,
)


def checked(found: MapFile, source: str) -> MapFile:
    """Return a map that fits together.

    Args:
        found: the map as read.
        source: name of its file, for messages.

    Raises:
        ImportDataError: names the file and the field, with the nearest right answer.
    """
    if found.schema not in ("", SCHEMA):
        raise ImportDataError(
            f"{source}, field schema: “{found.schema}” is not known here.",
            nearest(found.schema, (SCHEMA,)) or f"It should be: {SCHEMA}",
        )
    if not found.columns:
        raise ImportDataError(f"{source}: the map names no columns.")
    if found.header_rows is not None and not 1 <= found.header_rows <= 6:
        raise ImportDataError(
            f"{source}, field header_rows: {found.header_rows} is not between 1 and 6."
        )
    before: dict[str, list[MapColumn]] = {}
    for number, column in enumerate(found.columns):
        where = f"{source}: columns[{number}] (“{column.column}”)"
        _check_column(column, where)
        if column.question is not None:
            same = before.setdefault(column.question, [])
            _check_question(column, same, where)
            same.append(column)
    for question, columns in before.items():
        _check_boxes(question, columns, source)
    kinds = {question: columns[0].kind for question, columns in before.items()}
    _check_facts(found, kinds, source)
    _check_groups(found, kinds, source)
    return found


def _check_column(column: MapColumn, where: str) -> None:
    if column.kind not in KINDS:
        raise ImportDataError(
            f"{where}.kind: “{column.kind}” is not a kind of column.",
            nearest(column.kind, KINDS) or "Kinds are: " + ", ".join(KINDS),
        )
    if column.separator is not None and not column.separator:
        raise ImportDataError(f"{where}.separator: it is empty.")
    if column.kind == "ticks" and column.separator is None:
        raise ImportDataError(
            f"{where}: the field “separator” is missing.",
            'Kind ticks needs one, e.g. separator: ";"',
        )
    if column.box is None:
        return
    if column.kind not in ("open", "closed") or column.question is None:
        raise ImportDataError(
            f"{where}.box: only a column of kind open or closed that names its "
            "question has a box.",
            "Tick boxes of several columns share the question, and nothing else.",
        )
    most = MOST_BOXES if column.kind == "open" else 1
    if not 1 <= column.box <= most:
        raise ImportDataError(
            f"{where}.box: {column.box} is not between 1 and {most}."
            if most > 1
            else f"{where}.box: a closed question has one box, so it can only be 1."
        )


def _check_question(column: MapColumn, same: list[MapColumn], where: str) -> None:
    """Check a column against the columns of its question before it."""
    if not same:
        return
    question, first = column.question, same[0]
    if first.kind != column.kind:
        raise ImportDataError(
            f"{where}: question “{question}” is {first.kind} in another column and "
            f"{column.kind} here.",
            "Columns of one question are all of one kind.",
        )
    if (first.box is None) != (column.box is None):
        raise ImportDataError(
            f"{where}.box: question “{question}” has columns with a box and columns "
            "without.",
            "Say it for all of them or for none.",
        )
    if column.kind == "ticks" or (column.kind == "closed" and column.box is None):
        raise ImportDataError(
            f"{where}: question “{question}” has a {column.kind} column already.",
            "If two forms of a survey asked it, give both columns box: 1."
            if column.kind == "closed"
            else "Only open questions and single ticks lie in several columns.",
        )


def _check_boxes(question: str, columns: list[MapColumn], source: str) -> None:
    boxes = {column.box for column in columns if column.box is not None}
    missing = set(range(1, max(boxes, default=0))) - boxes
    if missing:
        raise ImportDataError(
            f"{source}: question “{question}” has a box {max(boxes)} and no box "
            f"{min(missing)}.",
            "Boxes are counted from 1, without a gap.",
        )


def _check_facts(found: MapFile, kinds: dict[str, str], source: str) -> None:
    for number, fact in enumerate(found.facts):
        where = f"{source}: facts[{number}] (“{fact.question}”)"
        if fact.source != FROM_FILE:
            raise ImportDataError(
                f"{where}.from: “{fact.source}” is no source of a fact.",
                f"It should be: {FROM_FILE}",
            )
        if fact.question in kinds:
            raise ImportDataError(
                f"{where}: “{fact.question}” is already the id of a question."
            )
        try:
            brackets = re.compile(fact.pattern).groups
        except (re.error, RecursionError, OverflowError) as problem:
            raise ImportDataError(
                f"{where}.pattern: this is no regular expression: {problem}.",
                'An example: pattern: "copy-([A-Z]+)"',
            ) from None
        if brackets != 1:
            raise ImportDataError(
                f"{where}.pattern: it has {brackets} pairs of brackets and needs one.",
                'Put brackets around the answer, e.g. pattern: "copy-([A-Z]+)"',
            )
        kinds[fact.question] = "fact"


def _check_groups(found: MapFile, kinds: dict[str, str], source: str) -> None:
    taken = list(kinds)
    for number, group in enumerate(found.groups):
        where = f"{source}: groups[{number}] (“{group.question}”)"
        if kinds.get(group.source) != "closed":
            raise ImportDataError(
                f"{where}.from: there is no closed question “{group.source}”.",
                nearest(group.source, taken),
            )
        if group.question in taken:
            raise ImportDataError(
                f"{where}: “{group.question}” is already the id of a question."
            )
        taken.append(group.question)
