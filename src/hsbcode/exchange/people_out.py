"""Codings of people: one row a respondent and question, one column a code.

Counts are of respondents: whoever says a thing in three boxes has one 1.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.counting import is_codable
from hsbcode.exchange.codings_out import CodedUnit, columns_of, refuse_headings
from hsbcode.exchange.tables_out import Cell, Rows, put_tables

_ABOUT = ("wave", "respondent", "question")
_Person: TypeAlias = tuple[str, str, str]
"""(wave, reference, question)"""
_MEANING = (
    ("1", "the person was given the code, or a code below it"),
    ("0", "the code was offered, and no finished answer of the person has it"),
    (
        "empty",
        "the code is not offered under that question, or the person has no finished "
        "answer in which there is something to code",
    ),
    ("counts", "respondents, not mentions"),
)


def write_people(
    units: Iterable[CodedUnit],
    codebook: Codebook,
    path: Path,
    *,
    excel: bool = False,
    texts: bool = False,
    about: Mapping[str, str] | None = None,
) -> int:
    """Write the matrix of people; return the number of rows under the heading.

    Args:
        units: each unit once, with the coding that counts; ``finished`` False where
            none does. A person without any finished unit has a row of empty cells.
        codebook: for labels, parents (implied by their children) and questions.
        path: a new .csv, .tsv or .xlsx file; a workbook has the sheets codings,
            codebook (with counts) and about.
        excel: see ``put_tables``.
        texts: add a column with the answers, boxes one below the other.
        about: further lines for the sheet about, such as study and date.

    Raises:
        OutputError: see ``put_tables``; or a code is called like a heading.
    """
    people: dict[_Person, list[CodedUnit]] = {}
    for unit in units:
        key = (unit.wave, unit.respondent, unit.question)
        people.setdefault(key, []).append(unit)
    columns = _columns([u for own in people.values() for u in own], codebook)
    headings = [*_ABOUT, *(["answer"] if texts else [])]
    refuse_headings(columns, headings, path)
    rows: list[list[Cell]] = [[*headings, *columns]]
    marks = {key: _marks(own, columns, codebook) for key, own in people.items()}
    for key, own in people.items():
        answer = ["\n".join(unit.text for unit in own)] if texts else []
        rows.append([*key, *answer, *marks[key].values()])
    sheets: dict[str, Rows] = {
        "codings": rows,
        "codebook": _codebook_sheet(codebook, marks),
        "about": [["what", "meaning"], *_MEANING, *(about or {}).items()],
    }
    put_tables(sheets, path, excel=excel)
    return len(rows) - 1


def _columns(units: list[CodedUnit], codebook: Codebook) -> list[str]:
    plain = columns_of(units, codebook)
    every = codebook.implied(plain)
    known = [code.id for code in codebook.in_tree_order() if code.id in every]
    return [*known, *(code for code in plain if code not in codebook)]


def _marks(
    units: list[CodedUnit], columns: list[str], codebook: Codebook
) -> dict[str, Cell]:
    """Return code → 1, 0 or None for one person under one question."""
    question = units[0].question
    finished = [unit for unit in units if unit.finished]
    codable = [unit for unit in finished if is_codable(unit.codes, codebook)]
    given = {code for unit in codable for code in codebook.implied(unit.codes)}
    # Of an uncodable answer only the reason counts.
    given |= {
        code
        for unit in finished
        for code in unit.codes
        if code in codebook and codebook[code].makes_uncodable
    }
    found: dict[str, Cell] = {}
    for code in columns:
        if code in given:
            found[code] = 1
        elif code in codebook and codebook[code].offered_for(question):
            judged = finished if codebook[code].makes_uncodable else codable
            found[code] = 0 if judged else None
        else:
            found[code] = None
    return found


def _codebook_sheet(
    codebook: Codebook, marks: Mapping[_Person, Mapping[str, Cell]]
) -> list[list[Cell]]:
    questions = list(dict.fromkeys(question for _, _, question in marks))
    heading: list[Cell] = ["id", "label", "parent", "kind", "definition"]
    heading += ["include_when", "exclude_when", "examples", "status"]
    for question in questions:
        heading += [f"{question}: respondents", f"{question}: of"]
    rows: list[list[Cell]] = [heading]
    for code in codebook.in_tree_order():
        counts: list[Cell] = []
        for question in questions:
            values = [m.get(code.id) for key, m in marks.items() if key[2] == question]
            judged = [value for value in values if isinstance(value, int)]
            counts += [sum(judged), len(judged)] if judged else [None, None]
        rows.append([*_entry(code), *counts])
    return rows


def _entry(code: Code) -> list[Cell]:
    return [
        code.id,
        code.label,
        code.parent,
        code.kind,
        code.definition,
        code.include_when,
        code.exclude_when,
        "\n".join(code.examples),
        code.status,
    ]
