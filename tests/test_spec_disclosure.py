"""Disclosure control of tables from specs: what is hidden, what stays consistent."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from hsbcode.domain.disclosure import CONFIDENTIAL, LOW, ROUNDED, SUPPRESSED
from hsbcode.domain.tables import Cell, Table
from hsbcode.results.cells import NOT_ASKED
from hsbcode.results.disclosure.policy import apply_policies, apply_policy
from hsbcode.results.engine import compute
from hsbcode.results.people import People
from hsbcode.results.specs import Line, TableSpec, Ticked
from tests.closed_surveys import asked, cell, larc7_made, row_of, single, survey, ticks

ANSWERS = ("Never", "Some", "Often", "Always")
AREAS = ("North", "East", "South", "West")
BY_AREA = TableSpec(
    id="by_area",
    title="Visits by area",
    rows=(Line(groups_of="area"), Line(id="all", label="All")),
    columns=(Line(options_of="visits"),),
)
ALONE = TableSpec(id="alone", title="Visits", rows=(Line(options_of="visits"),))
WITH = TableSpec(
    id="with",
    title="Often, with and without a card",
    question="visits",
    keep=("Often",),
    rows=(
        Line(id="with", label="With", has=True),
        Line(id="without", label="Without", has=False),
    ),
    columns=(
        Line(option=Ticked(column="cards", option="card")),
        Line(option=Ticked(column="cards", option="app")),
    ),
    gaps=(("with", "without"),),
)


def library(seed: int, people: int) -> People:
    """Return visitors of whom some areas and answers are rare."""
    dice = random.Random(seed)
    areas = [dice.random() ** 2 + 0.02 for _ in AREAS]
    often = [dice.random() ** 3 + 0.02 for _ in ANSWERS]
    rows = []
    for _ in range(people):
        row = {
            "area": dice.choices(AREAS, areas)[0],
            "visits": dice.choices(ANSWERS, often)[0],
        }
        row |= {f"cards.{one}": "1" for one in ("card", "app") if dice.random() < 0.3}
        if not {"cards.card", "cards.app"} & row.keys():
            row["cards.none"] = "1"
        rows.append(row)
    form = survey(
        single("area", *AREAS),
        single("visits", *ANSWERS),
        ticks("cards", "card", "app", "none", base="ticked", none="none"),
    )
    return asked(form, rows)


def count(found: Cell) -> int | None:
    """Return the count that a reader sees."""
    if found.share is not None:
        return found.share.count
    if found.text == NOT_ASKED:
        return 0
    return int(found.text) if found.text.isdecimal() else None


def narrowest(tables: Sequence[Table], true: Table) -> float:
    """Attack areas by answers with row sums, column sums and totals of other tables.

    The reader is given every base as it truly is, which the tables print at most.
    """
    by_area, alone = tables
    rows, columns = len(AREAS), len(ANSWERS)
    size = rows * columns
    equal: list[np.ndarray] = []
    right: list[float] = []

    def say(terms: dict[int, float], value: float) -> None:
        line = np.zeros(size)
        for place, weight in terms.items():
            line[place] = weight
        equal.append(line)
        right.append(value)

    printed = {row.key: row for row in by_area.rows}
    for r, area in enumerate(AREAS):
        base = row_of(true, area).base
        assert base is not None
        if printed[area].base is not None:
            say({r * columns + c: 1.0 for c in range(columns)}, base)
        for c in range(columns):
            seen = count(printed[area].cells[c])
            if seen is not None:
                say({r * columns + c: 1.0}, seen)
    for c, answer in enumerate(ANSWERS):
        totals = [count(printed["all"].cells[c]), count(cell(alone, answer))]
        for total in totals:
            if total is not None:
                say({r * columns + c: 1.0 for r in range(rows)}, total)
    hidden = [
        r * columns + c
        for r, area in enumerate(AREAS)
        for c in range(columns)
        if count(printed[area].cells[c]) is None
        and count(row_of(true, area).cells[c])  # that nobody did is no secret
    ]
    width = float("inf")
    for place in hidden:
        ends = []
        for sign in (1.0, -1.0):
            aim = np.zeros(size)
            aim[place] = sign
            found = linprog(
                aim,
                A_eq=np.array(equal) if equal else None,
                b_eq=right or None,
                bounds=(0, None),
            )
            ends.append(float("inf") if found.x is None else sign * found.fun)
        width = min(width, ends[1] - ends[0] if ends[1] != float("inf") else ends[1])
    return width


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), people=st.integers(30, 300))
def test_no_hidden_cell_is_found_from_sums_and_other_tables(
    seed: int, people: int
) -> None:
    visitors = library(seed, people)
    true = compute(BY_AREA, visitors)
    released = apply_policies([true, compute(ALONE, visitors)], SUPPRESSED)
    assert narrowest(released, true) >= SUPPRESSED.threshold
    for table in released:
        for row in table.rows:
            for found in row.cells:
                if found.share is not None:
                    assert not 0 < found.share.count < SUPPRESSED.threshold
                    assert not 0 < found.share.base < SUPPRESSED.threshold


def one_of_22() -> Table:
    rows = [
        {"area": "North", "visits": "Never" if n < 1 else "Often"} for n in range(22)
    ]
    rows += [
        {"area": "East", "visits": "Never" if n < 40 else "Often"} for n in range(80)
    ]
    people = asked(survey(single("area", *AREAS), single("visits", *ANSWERS)), rows)
    return compute(BY_AREA, people)


def test_row_37_five_percent_of_22_is_one_person_and_takes_a_partner_along() -> None:
    table = one_of_22()
    assert cell(table, "North").text == "5 % [u] (n = 22)"
    assert any("5 % of 22 is 1 person" in note for note in table.notes.more)
    released = apply_policy(table, SUPPRESSED)
    north = [found.text for found in row_of(released, "North").cells]
    # 1 of 22 is hidden, and 21 of 22 with it; the column gives it away no more either
    assert north[0] == north[2] == CONFIDENTIAL
    column = [row.cells[0].text for row in released.rows]
    assert column.count(CONFIDENTIAL) > 1
    assert not any("1 person" in note for note in released.notes.more)


def test_with_and_without_hide_together() -> None:
    rows = [{"visits": "Often" if n < 64 else "Some"} for n in range(100)]
    for n, row in enumerate(rows):
        row["cards.card" if n % 20 == 0 else "cards.none"] = "1"
        if n >= 50:
            row["cards.app"] = "1"
    form = survey(
        single("visits", *ANSWERS),
        ticks("cards", "card", "app", "none", base="ticked", none="none"),
    )
    exact = compute(WITH, asked(form, rows))
    assert cell(exact, "with").text == "4 [low] (n = 5)"
    table = apply_policy(exact, SUPPRESSED)
    # five hold a card: their cell goes, and as both columns add to the same 64 of 100
    # what stands beside them must not give it back
    assert cell(table, "with").text == CONFIDENTIAL
    assert cell(table, "without").text == CONFIDENTIAL
    assert cell(table, "with-without").text == CONFIDENTIAL


def test_rounded_texts_agree_with_rounded_numbers() -> None:
    table = apply_policy(larc7_made()["table_2"], ROUNDED)
    for row in table.rows[:2]:
        for found in row.cells:
            assert found.share is not None
            assert found.share.count % 5 == found.share.base % 5 == 0
            assert f"(n = {found.share.base})" in found.text
    one, other = (cell(table, side).share for side in ("with", "without"))
    assert one is not None
    assert other is not None
    points = 100 * (one.count / one.base - other.count / other.base)
    assert cell(table, "with-without").text == f"{points:+.1f}"
    assert "n = 400" in table.notes.population
    assert table.notes.disclosure == ROUNDED.sentence


def test_small_bases_are_marked_by_the_policy_and_areas_are_counted_anew() -> None:
    table = apply_policy(larc7_made()["table_4"], ROUNDED)
    texts = [found.text for row in table.rows for found in row.cells]
    assert any(LOW in text and "%" in text for text in texts)
    assert not any("[u]" in text for text in texts)
    over = apply_policy(larc7_made()["text_2_4_areas"], SUPPRESSED)
    for row in over.rows:
        hidden = any(found.text == CONFIDENTIAL for found in row.cells[:-1])
        assert (row.cells[-1].text == CONFIDENTIAL) is hidden


@pytest.mark.parametrize("policy", [ROUNDED, SUPPRESSED])
def test_every_table_of_the_study_can_be_released(policy: object) -> None:
    assert policy in (ROUNDED, SUPPRESSED)
    tables = tuple(larc7_made().values())
    released = apply_policies(tables, ROUNDED if policy == ROUNDED else SUPPRESSED)
    assert [table.id for table in released] == [table.id for table in tables]
    for table in released:
        for row in table.rows:
            for found in row.cells:
                assert found.text
                if found.share is not None and found.share.base:
                    assert found.share.base >= 10
