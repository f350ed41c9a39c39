"""Themes over several questions as linked numbers: those of each question, and all."""

from hsbcode.domain.tables import Row, Table
from hsbcode.results.cross_question import code_and_question
from hsbcode.results.disclosure.linked_numbers import LinkedCells, Name

_BASE, _MENTIONS = 2, 3
"""Places of the cells with base and mentions; those before them count people."""


def link_questions(linked: LinkedCells, at: int, table: Table) -> None:
    """Add the numbers of a table; those of one question are its theme table's.

    People of all questions are at most those of each together, and mentions add up.
    """
    below: dict[str, list[tuple[int, Row]]] = {}
    totals: dict[str, tuple[int, Row]] = {}
    for r, row in enumerate(table.rows):
        code, question = code_and_question(row.key)
        if question:
            below.setdefault(code, []).append((r, row))
        else:
            totals[code] = (r, row)
    for code, (r, row) in totals.items():
        if code not in below:
            continue
        parts = [
            _numbers(linked, at, place, one, code_and_question(one.key)[1], code)
            for place, one in below.get(code, ())
        ]
        asked = "*".join(code_and_question(one.key)[1] for _r, one in below[code])
        whole = _numbers(linked, at, r, row, f"*{asked}", code)
        columns = list(zip(*parts, strict=True))
        for some, total in zip(columns, whole, strict=True):
            for part in some:
                linked.at_most(part, total)
        for some, total in zip(columns[:-1], whole[:-1], strict=True):
            # who says it twice is not told, even where nobody does
            linked.at_least_nought(*((part, 1) for part in some), (total, -1))
        linked.parts(columns[-1], whole[-1])


def _numbers(
    linked: LinkedCells, at: int, r: int, row: Row, question: str, code: str
) -> tuple[Name, Name, Name]:
    """Return the numbers of a row: people, base, mentions."""
    share = row.cells[0].share
    count, size = (share.count, share.base) if share else (0, 0)
    base = linked.number(("base", question), size)
    people = linked.number(("people", question, code), count, base)
    # named like those who were asked: that many others are no mention tells nothing
    mentions = linked.number(
        ("asked", "mentions", question, code), int(row.cells[_MENTIONS].text)
    )
    # every person mentions it once at least, and a hidden count hides how often
    linked.base_of[mentions] = people
    linked.at_most(people, mentions)
    if not question.startswith("*"):
        # the theme table of the question prints them wherever it prints the people
        linked.fixed.add(mentions)
    for column in range(_BASE):
        linked.places[at, r, column] = people
    linked.places[at, r, _BASE] = base
    linked.places[at, r, _MENTIONS] = mentions
    return people, base, mentions
