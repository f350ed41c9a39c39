"""Codings of units as tables: ``unit, coder, codes``; a row a code; a 0/1 matrix.

Only finished units are written: an absent row means *not coded*, a row without codes
*no code applies*. All three forms can be read back (see ``codings_in``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.acts import Span
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import OutputError
from hsbcode.exchange.tables_out import Cell, put_tables

_HEADINGS = ("unit", "coder", "code", "codes")


@dataclass(frozen=True, slots=True)
class CodedUnit:
    """One unit as one coder left it, or with the coding that counts."""

    unit: str
    """Id of the unit."""
    name: str
    """``reference/question/box``, or ``…/box.part``."""
    respondent: str
    """Reference of the respondent."""
    wave: str
    question: str
    box: int | str
    """Number of the box; ``2.3`` for the third part of the second one."""
    text: str
    coder: str
    codes: frozenset[str] = frozenset()
    finished: bool = True
    spans: tuple[tuple[str, Span], ...] = ()
    """Codes that stand for a stretch; they are in ``codes``, too."""


def write_codes(
    units: Iterable[CodedUnit], path: Path, *, excel: bool = False, names: bool = False
) -> int:
    """Write ``unit, coder, codes``; return the number of rows under the heading.

    Args:
        units: in the order of the rows.
        path: a new .csv, .tsv or .xlsx file.
        excel: see ``put_tables``.
        names: write ``reference/question/box`` instead of the id of the unit.

    Raises:
        OutputError: see ``put_tables``; or two units have one name.
    """
    done = _finished(units)
    if names:
        _refuse_same_names(done, path)
    rows: list[list[Cell]] = [["unit", "coder", "codes"]]
    rows.extend(
        [u.name if names else u.unit, u.coder, ";".join(sorted(u.codes))] for u in done
    )
    return _put(rows, path, excel=excel)


def write_long(
    units: Iterable[CodedUnit], path: Path, *, excel: bool = False, texts: bool = False
) -> int:
    """Write one row a code (and span); return the number of rows.

    A unit to which no code applies has one row with an empty code. ``texts`` adds
    the answers.

    Raises:
        OutputError: see ``put_tables``.
    """
    heading: list[Cell] = ["unit", "wave", "respondent", "question", "box", "coder"]
    heading += ["code", "start", "end", *(["text"] if texts else [])]
    rows = [heading]
    for u in _finished(units):
        about: list[Cell] = [u.unit, u.wave, u.respondent, u.question, u.box, u.coder]
        for code, start, end in _statements(u):
            rows.append([*about, code, start, end, *([u.text] if texts else [])])
    return _put(rows, path, excel=excel)


def write_matrix(
    units: Iterable[CodedUnit], codebook: Codebook, path: Path, *, excel: bool = False
) -> int:
    """Write one row a unit and coder, one column a code; return the number of rows.

    1 = given, 0 = not given, empty = not offered under that question. Parents are
    written where a coder gave them, not where they are implied.

    Raises:
        OutputError: see ``put_tables``; or a code is called like a heading.
    """
    units = list(units)
    done = _finished(units)
    columns = columns_of(units, codebook)
    refuse_headings(columns, _HEADINGS, path)
    rows: list[list[Cell]] = [["unit", "coder", *columns]]
    for u in done:
        offered = {code.id for code in codebook if code.offered_for(u.question)}
        rows.append([u.unit, u.coder, *(_mark(c, u.codes, offered) for c in columns)])
    return _put(rows, path, excel=excel)


def columns_of(units: Sequence[CodedUnit], codebook: Codebook) -> list[str]:
    """Return the codes that a matrix has columns for, in the order of the tree.

    Those that can be applied under one of the questions (under any, if there are no
    units), and those in use; what the codebook does not know comes last.
    """
    questions = {unit.question for unit in units}
    used = {code for unit in units for code in unit.codes}
    known = [
        code.id
        for code in codebook.in_tree_order()
        if code.id in used
        or (
            code.can_be_applied
            and (not questions or any(code.offered_for(q) for q in questions))
        )
    ]
    return [*known, *sorted(used - set(known))]


def refuse_headings(codes: Iterable[str], headings: Iterable[str], path: Path) -> None:
    """Refuse codes whose columns could be taken for another one.

    Raises:
        OutputError: names the code.
    """
    taken = set(headings)
    for code in codes:
        if code in taken:
            raise OutputError(
                f"{path.name}: the code “{code}” has the name of another column.",
                "Write the long form, one row a code.",
            )


def _finished(units: Iterable[CodedUnit]) -> list[CodedUnit]:
    return [unit for unit in units if unit.finished]


def _statements(unit: CodedUnit) -> list[tuple[str, Cell, Cell]]:
    if not unit.codes:
        return [("", None, None)]
    found: list[tuple[str, Cell, Cell]] = []
    for code in sorted(unit.codes):
        spans = sorted({span for of, span in unit.spans if of == code})
        found.extend((code, span.start, span.end) for span in spans)
        if not spans:
            found.append((code, None, None))
    return found


def _mark(code: str, given: frozenset[str], offered: set[str]) -> Cell:
    if code in given:
        return 1
    return 0 if code in offered else None


def _refuse_same_names(units: list[CodedUnit], path: Path) -> None:
    ids: dict[str, str] = {}
    for unit in units:
        if ids.setdefault(unit.name, unit.unit) != unit.unit:
            raise OutputError(
                f"{path.name}: two units are called {unit.name}.",
                "Write the ids of the units instead.",
            )


def _put(rows: list[list[Cell]], path: Path, *, excel: bool) -> int:
    put_tables({"codings": rows}, path, excel=excel)
    return len(rows) - 1
