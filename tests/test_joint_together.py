"""Joint displays beside all other tables: what a reader of them all can find."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from hsbcode.domain.disclosure import CONFIDENTIAL, NO_CONTROL, SUPPRESSED
from hsbcode.domain.joint import JointPair
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.results.joint import joint_table, printed_joint, role_and_answers
from hsbcode.workflows.releasing import Released, release
from tests.reporting_study import Said, make_study

VIEWS = ("Agree", "Neither", "Disagree")
ROLES = ("Nurse", "Teacher", "Carer")
CODES = ("money", "spare")
PAIRS = (
    JointPair("money", "view"),
    JointPair("money", "role"),
    JointPair("spare", "view"),
    JointPair("money", "role", answers=("Nurse", "Carer"), said="in care"),
)


class Kind(NamedTuple):
    """People who cannot be told apart by what is counted."""

    view: str
    role: str
    codes: frozenset[str] | None
    """None of those who wrote nothing."""


Meant: TypeAlias = Callable[[Kind], bool]
KINDS = tuple(
    Kind(*each)
    for each in product(
        (*VIEWS, ""),
        (*ROLES, ""),
        (None, *map(frozenset, ((), CODES[:1], CODES[1:], CODES))),
    )
)


def surveyed(
    seed: int, people: int, *, routed: bool = False
) -> tuple[Study, Counter[Kind]]:
    """Return a random study, and how many people are of each kind.

    ``routed``: nobody was asked to write but those who agreed.
    """
    dice = random.Random(seed)
    weights = [[dice.random() ** 2 + 0.02 for _ in VIEWS] for _ in range(2)]
    likely = [dice.random() ** 2 for _ in CODES]
    said: list[Said] = []
    closed: dict[str, dict[str, tuple[str, ...]]] = {"view": {}, "role": {}}
    kinds = Counter[Kind]()
    for number in range(people):
        name = f"p{number}"
        view = dice.choices(VIEWS, weights[0])[0] if dice.random() < 0.95 else ""
        role = dice.choices(ROLES, weights[1])[0] if dice.random() < 0.95 else ""
        codes = None
        if dice.random() < 0.9 and (view == VIEWS[0] or not routed):
            codes = frozenset(
                code
                for code, chance in zip(CODES, likely, strict=True)
                if dice.random() < chance
            )
            said.append(Said(name, f"answer of {name}", ";".join(sorted(codes))))
        for question, answer in (("view", view), ("role", role)):
            if answer:
                closed[question][name] = (answer,)
        kinds[Kind(view, role, codes)] += 1
    study = make_study(
        said,
        people=[f"p{number}" for number in range(people)],
        closed=closed,
        options={"view": VIEWS, "role": ROLES},
    )
    return study, kinds


def meant(table: Table, row: Row, column: int) -> tuple[Meant, Meant] | None:
    """Return whom a cell and its base count; None of cells that say nothing new."""
    if table.kind == "frequency":
        return (
            (lambda k: getattr(k, table.question) == row.key),
            (lambda k: bool(getattr(k, table.question))),
        )
    if table.kind == "themes":
        if row.key not in CODES or column > 2:
            return None
        return holding(row.key), (wrote if column < 2 else lambda _kind: True)
    if table.kind == "theme by answer":
        if row.key not in CODES:
            return None
        answers = (*table.columns[:-1], None)
        of = gave(table.by, answers[column])
        return both(holding(row.key), of), both(wrote, of)
    role, code, answers = role_and_answers(row)
    of, any_answer = gave(table.by, *answers), gave(table.by, None)
    if role == "answer":
        theme = both(holding(code), of), both(wrote, of)
        return theme if column else (of, any_answer)
    if role == "closed":
        return of, any_answer
    if role == "with":
        holds = both(holding(code), any_answer)
        return both(holds, of), holds
    without = both(wrote, lambda k: code not in (k.codes or ()))
    return both(without, of), both(without, any_answer)


def wrote(kind: Kind) -> bool:
    return kind.codes is not None


def holding(code: str) -> Meant:
    return lambda kind: code in (kind.codes or ())


def gave(question: str, *answers: str | None) -> Meant:
    def holds(kind: Kind) -> bool:
        answer = getattr(kind, question)
        return bool(answer) and (None in answers or answer in answers)

    return holds


def both(one: Meant, other: Meant) -> Meant:
    return lambda kind: one(kind) and other(kind)


def line(people: Meant) -> npt.NDArray[np.float64]:
    return np.array([float(people(kind)) for kind in KINDS])


def cells(found: Released) -> Iterator[tuple[Table, Row, int, Cell]]:
    for table in (*found.tables, *found.joint):
        for row in table.rows:
            for column, cell in enumerate(row.cells):
                yield table, row, column, cell


def narrowest(study: Study, kinds: Counter[Kind]) -> tuple[float, int]:
    """Return the least width to which a count is known, and how many are hidden."""
    joint = tuple(
        joint_table(study, pair, f"J{n}") for n, pair in enumerate(PAIRS, start=1)
    )
    true = release(study, NO_CONTROL, by=("role",), joint=joint)
    shown = release(study, SUPPRESSED, by=("role",), joint=joint)
    truth = np.array([float(kinds[kind]) for kind in KINDS])
    known: dict[bytes, tuple[npt.NDArray[np.float64], int]] = {}
    hidden: dict[bytes, npt.NDArray[np.float64]] = {}
    shown = Released(
        shown.tables, joint=tuple(printed_joint(t, SUPPRESSED) for t in shown.joint)
    )
    for (table, row, column, exact), (*_same, cell) in zip(
        cells(true), cells(shown), strict=True
    ):
        people = meant(table, row, column)
        if people is None or exact.share is None:
            continue
        count, base = map(line, people)
        # what this test takes a cell for is what the tables count
        assert (count @ truth, base @ truth) == (exact.share.count, exact.share.base)
        if cell.share is not None:
            known[count.tobytes()] = count, cell.share.count
            known[base.tobytes()] = base, cell.share.base
        elif cell.text == "0":
            known[count.tobytes()] = count, 0
        elif exact.share.count:
            assert cell.text == CONFIDENTIAL
            hidden[count.tobytes()] = count
    matrix = np.array([terms for terms, _ in known.values()] or [0 * truth])
    values = np.array([float(value) for _, value in known.values()] or [0.0])
    widths = (width(each, matrix, values) for each in hidden.values())
    return min(widths, default=1e6), len(hidden)


def width(
    count: npt.NDArray[np.float64],
    matrix: npt.NDArray[np.float64],
    values: npt.NDArray[np.float64],
) -> float:
    ends = [
        linprog(
            sign * count, A_eq=matrix, b_eq=values, bounds=(0, 10_000), method="highs"
        )
        for sign in (1, -1)
    ]
    assert all(end.status == 0 for end in ends)
    return float(-ends[1].fun - ends[0].fun)


@given(st.integers(0, 100_000), st.integers(40, 400), st.booleans())
@settings(max_examples=20, deadline=None)
def test_no_hidden_count_can_be_worked_out_from_all_tables(
    seed: int, people: int, routed: bool
) -> None:
    study, kinds = surveyed(seed, people, routed=routed)
    least, _hidden = narrowest(study, kinds)
    assert least >= 10 - 1e-6


def test_a_theme_of_those_who_alone_were_asked_stays_printed() -> None:
    """Nobody else could hold it: that all of them gave the answer tells nothing."""
    said = [Said(f"p{n}", f"words {n}", "money" if n < 14 else "") for n in range(60)]
    views = {f"p{n}": (VIEWS[min(n // 60, 2)],) for n in range(140)}
    study = make_study(
        said, people=tuple(views), closed={"view": views}, options={"view": VIEWS}
    )
    table = joint_table(study, JointPair("money", "view"), "J1")
    (shown,) = release(study, SUPPRESSED, joint=(table,)).joint
    printed = printed_joint(shown, SUPPRESSED)
    assert printed.rows[0].cells[1].text == "23 % (14 of 60)"
    assert [row.cells[0].text for row in printed.rows[-2:]] == [
        "100 % (14 of 14) [low]",
        "100 % (46 of 46)",
    ]
