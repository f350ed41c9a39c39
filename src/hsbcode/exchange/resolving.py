"""Codings from elsewhere, held against a project: its units, codes and questions."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from hsbcode.domain.acts import Span
from hsbcode.domain.errors import CodingsError, nearest
from hsbcode.exchange.codings_in import CodingRow, CodingRows, refuse_twice

_MANY = 5000
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True, slots=True)
class ResolvedCoding:
    """What one coder says of one unit of the project: finished."""

    row: int
    """First row of the file that says it."""
    unit: str
    """Id of the unit."""
    coder: str
    codes: tuple[str, ...]
    """Each once, in file order; none = no code applies."""
    spans: tuple[tuple[str, Span], ...] = ()
    """Codes that stand for a stretch of the box text; they are in ``codes``, too."""
    whole: tuple[str, ...] = ()
    """Codes given to the whole unit."""


def resolve(
    rows: CodingRows,
    names: Mapping[str, str],
    codes: Collection[str],
    offered: Mapping[str, Collection[str]],
    labels: Mapping[str, str] = MappingProxyType({}),
) -> tuple[ResolvedCoding, ...]:
    """Return one coding a unit and coder, in file order.

    Args:
        rows: what was read.
        names: name (``reference/question/box``) → unit id, for names that only one
            unit has.
        codes: ids of all codes of the project.
        offered: unit id → ids of the codes offered under its question, for every
            unit.
        labels: label in lower case → id, of labels that only one code has; a code
            can be named by either.

    Raises:
        CodingsError: a unit or code is unknown, a code is not offered under that
            question, or the same unit and coder come twice; names file, row, column
            and the nearest right answer.
    """
    known = [
        replace(
            row,
            unit=_unit(row, rows, names, offered),
            codes=tuple(
                code if code in codes else labels.get(code.casefold(), code)
                for code in row.codes
            ),
        )
        for row in rows.rows
    ]
    for row in known:
        for code in row.codes:
            _check_code(row, code, rows, codes, offered[row.unit])
    refuse_twice(known, rows.file, rows.form)
    found: dict[tuple[str, str], list[CodingRow]] = {}
    for row in known:
        found.setdefault((row.unit, row.coder), []).append(row)
    return tuple(_coding(same) for same in found.values())


def _coding(rows: list[CodingRow]) -> ResolvedCoding:
    spans = tuple(
        (code, Span(row.start, row.end))
        for row in rows
        if row.start is not None and row.end is not None
        for code in row.codes
    )
    whole = tuple(code for row in rows if row.start is None for code in row.codes)
    codes = tuple(dict.fromkeys(code for row in rows for code in row.codes))
    first = rows[0]
    return ResolvedCoding(first.row, first.unit, first.coder, codes, spans, whole)


def _unit(
    row: CodingRow,
    rows: CodingRows,
    names: Mapping[str, str],
    offered: Mapping[str, Collection[str]],
) -> str:
    for unit in (row.unit, row.unit.casefold()):
        if unit in offered:
            return unit
    # A reference may hold slashes, a question and a box number cannot.
    name = "/".join(part.strip() for part in row.unit.rsplit("/", 2))
    for known in (row.unit, name, row.name):
        if known in names:
            return names[known]
    raise CodingsError(
        f"{rows.file}, row {row.row}, column “unit”: the project has no unit "
        f"“{_short(row.unit)}”.",
        _nearest_unit(name, names),
    )


def _nearest_unit(name: str, names: Mapping[str, str]) -> str:
    if _ID.fullmatch(name):
        return (
            "Ids of units are made from the name of the study: bring codings of "
            "another project in by names (reference/question/box), or as --form long."
        )
    answer, _, part = name.rpartition(".")
    if part.isdecimal() and answer in names:
        return (
            f"{answer} is not split here. Split it as it was where it was coded "
            f"(hsbcode split PROJECT --answer {answer} --apply), then bring them in."
        )
    ending = name[name.find("/") :] if name.count("/") == 2 else ""
    alike = [known for known in names if ending and known.endswith(ending)]
    near = nearest(name, (alike or list(names))[:_MANY])
    if near:
        return near
    one = next(iter(names), "")
    return "A unit is named reference/question/box" + (
        f", for example {one}." if one else "."
    )


def _check_code(
    row: CodingRow,
    code: str,
    rows: CodingRows,
    codes: Collection[str],
    offered: Collection[str],
) -> None:
    column = {"codes": "codes", "long": "code"}.get(rows.form, code)
    where = f"{rows.file}, row {row.row}, column “{_short(column)}”"
    if code not in codes:
        raise CodingsError(
            f"{where}: the codebook has no code “{_short(code)}”.",
            ("Separate codes with “;”." if "," in code else "")
            or nearest(code, offered)
            or nearest(code, codes),
        )
    if code not in offered:
        raise CodingsError(
            f"{where}: “{code}” is not offered under the question of that unit.",
            nearest(code, offered)
            or "Offered are: " + ", ".join(sorted(offered)[:12]) + ".",
        )


def _short(text: str) -> str:
    """Return a cell for a message; a wrong column could hold a whole answer."""
    text = "".join(char if char.isprintable() else "�" for char in text)
    return text if len(text) <= 40 else text[:39] + "…"
