"""Joint displays as linked numbers.

Their numbers carry the names that the same numbers have in frequencies and in themes
by answers, so that what one of these tables hides no other gives away.
"""

from collections.abc import Sequence

from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.results.disclosure.linked_numbers import LinkedCells, Name
from hsbcode.results.joint import GAVE, HOLD, role_and_answers

_TOGETHER = "\x1e"


def link_joint(linked: LinkedCells, at: int, table: Table) -> None:
    """Add the numbers of a display, after all tables of single questions."""
    rows = [(r, row, *role_and_answers(row)) for r, row in enumerate(table.rows)]
    asked, by = table.question, table.by
    shares = {role: row.cells[0].share for _r, row, role, _code, _answers in rows}
    closed, holding, without = (shares[one] for one in ("closed", "with", "without"))
    if closed is None or holding is None or without is None:
        return
    code = rows[0][3]
    split = (asked, "by", by)
    base = _number(linked, ("base", by), closed.base)
    linked.table_bases[at] = base
    spoke = _number(linked, ("base", *split), holding.base + without.base)
    linked.at_most(spoke, base)
    themed = _number(linked, ("people", *split, "", code), holding.base, spoke)
    others = _number(linked, ("base", asked, "without", by, code), without.base)
    linked.equal_sums((themed, others), (spoke,))
    gave: list[Name] = []
    told: list[Name] = []
    held: list[Name] = []
    for r, row, role, _code, answers in rows:
        name = _TOGETHER.join(answers) if role != "others" else f"not {answers[0]}"
        if role in ("answer", "others"):
            numbers = _answer(linked, row, split, (name, code), base)
            linked.places[at, r, GAVE], told_one, linked.places[at, r, HOLD] = numbers
            gave.append(numbers[0])
            told.append(told_one)
            held.append(numbers[2])
            linked.at_most(numbers[2], themed)
            # who is not counted in the row is not counted in all rows either
            terms = ((spoke, 1), (themed, -1), (told_one, -1), (numbers[2], 1))
            linked.at_least_nought(*terms)
            _made_of(linked, ("people", by), answers, numbers[0], role)
    linked.parts(gave, base)
    linked.parts(told, spoke)
    linked.parts(held, themed)
    _comparison(linked, at, rows, (base, themed, others), spoke)


def _answer(
    linked: LinkedCells,
    row: Row,
    split: tuple[str, str, str],
    names: tuple[str, str],
    base: Name,
) -> tuple[Name, Name, Name]:
    """Return the numbers of an answer: who gave it, who of them spoke, who holds."""
    answer, code = names
    count, _all = _counts(row.cells[GAVE])
    holders, spoke = _counts(row.cells[HOLD])
    gave = _number(linked, ("people", split[2], answer), count, base)
    told = _number(linked, ("base", *split, answer), spoke)
    linked.at_most(told, gave)
    return (
        gave,
        told,
        _number(linked, ("people", *split, answer, code), holders, told),
    )


def _comparison(
    linked: LinkedCells,
    at: int,
    rows: Sequence[tuple[int, Row, str, str, tuple[str, ...]]],
    bases: tuple[Name, Name, Name],
    spoke: Name,
) -> None:
    """Link the three shares of the headline to each other and to the rows."""
    base, themed, others = bases
    by = rows[0]
    _kind, asked, _by, question, *_rest = themed
    heads: dict[str, Name] = {}
    answers: tuple[str, ...] = ()
    # whoever wrote gave this answer, mostly because nobody else was asked to: then the
    # shares with and without the theme are all of their bases, which tells nothing new
    alone = all(
        count == size
        for _r, row, role, *_rest in rows
        if role in ("with", "without")
        for count, size in (_counts(row.cells[0]),)
    )
    for r, row, role, code, given in rows:
        if role not in ("closed", "with", "without"):
            continue
        answers = given
        name = _TOGETHER.join(given)
        count, _size = _counts(row.cells[0])
        key: Name
        if role == "closed":
            key, of = ("people", question, name), base
        elif alone:
            heads[role] = linked.places[at, r, 0] = themed if role == "with" else others
            continue
        elif role == "with":
            key, of = ("people", asked, "with", question, name, code), themed
        else:
            key, of = ("people", asked, "without", question, name, code), others
        heads[role] = linked.places[at, r, 0] = _number(linked, key, count, of)
    code = by[3]
    name = _TOGETHER.join(answers)
    cell = ("people", asked, "by", question, name, code)
    told = ("base", asked, "by", question, name)
    if cell in linked.values:
        linked.equal(cell, heads["with"])
        linked.equal_sums((heads["with"], heads["without"]), (told,))
    else:
        parts = [
            ("people", asked, "by", question, one, code)
            for one in answers
            if ("people", asked, "by", question, one, code) in linked.values
        ]
        sums = [("base", asked, "by", question, one) for one in answers]
        if parts:
            linked.parts(parts, heads["with"])
        if sums and all(one in linked.values for one in sums):
            both = _number(
                linked,
                ("asked", "said", asked, question, name),
                linked.values[heads["with"]] + linked.values[heads["without"]],
            )
            linked.equal_sums((heads["with"], heads["without"]), (both,))
            linked.parts(sums, both)
    _made_of(linked, ("people", question), answers, heads["closed"], "closed")
    linked.at_least_nought(
        (heads["closed"], 1), (heads["with"], -1), (heads["without"], -1)
    )
    linked.at_most(heads["with"], spoke)


def _made_of(
    linked: LinkedCells,
    stem: tuple[str, ...],
    answers: Sequence[str],
    whole: Name,
    role: str,
) -> None:
    """Link answers that are told together to the single ones of other tables."""
    singles = [(*stem, one) for one in answers]
    if role == "others" or whole in singles:
        return
    if singles and all(one in linked.values for one in singles):
        linked.parts(singles, whole)


def _counts(cell: Cell) -> tuple[int, int]:
    return (cell.share.count, cell.share.base) if cell.share else (0, 0)


def _number(
    linked: LinkedCells, name: Name, value: int, base: Name | None = None
) -> Name:
    """Add a number; one that other tables count otherwise is another number.

    A list whose option was printed twice is read as one here, and in its frequencies
    as it was answered.
    """
    if linked.values.get(name, value) != value:
        name = (*name, "joint")
    return linked.number(name, value, base)
