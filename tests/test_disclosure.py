"""Disclosure control: what is hidden, what is rounded, and what an attacker finds."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from hsbcode.domain.disclosure import (
    CONFIDENTIAL,
    LOW,
    NO_CONTROL,
    ROUNDED,
    SUPPRESSED,
    DisclosurePolicy,
    Protection,
    named_policy,
)
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.numbers.printing import printed_percent
from hsbcode.results import frequency_table, theme_by_answer_table, theme_table
from hsbcode.results.disclosure.linked_cells import linked_cells
from hsbcode.results.disclosure.policy import (
    apply_policies,
    apply_policy,
    hidden_answers,
)
from hsbcode.results.disclosure.suppression import Suppression
from tests.reporting_study import HOSTILE, Said, make_study

CODES = ("trust_child", "trust_parent", "trust", "money", "places_home", "spare")


def survey(
    seed: int, people: int, answers: int, *, ticks: bool = False, silent: float = 0.0
) -> Study:
    """Return a study in which some answers and themes are rare."""
    dice = random.Random(seed)
    weights = [dice.random() ** 3 + 0.01 for _ in range(answers)]
    names = [f"Answer {n}" for n in range(answers)]
    common = {code: dice.random() ** 2 for code in CODES}
    said, closed = [], {}
    for n in range(people):
        codes = [code for code in CODES if dice.random() < common[code]]
        said.append(Said(f"p{n}", "words", ";".join(codes)))
        if dice.random() >= silent:
            more = 2 if ticks and dice.random() < 0.4 else 1
            closed[f"p{n}"] = sorted({*dice.choices(names, weights, k=more)})
    by = "ticked" if ticks else "role"
    return make_study(said, closed={by: closed}, options={by: tuple(names)})


def all_of(study: Study) -> list[Table]:
    by = "ticked" if "ticked" in study.questions else "role"
    return [
        frequency_table(study, by, "T1"),
        theme_table(study, "challenge", "T2"),
        theme_by_answer_table(study, "challenge", by, "T2x1"),
    ]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def printed(cell: Cell) -> int | None:
    """Return the count a reader sees, None where it is hidden."""
    if cell.share is not None:
        return cell.share.count
    return int(cell.text) if cell.text.isdecimal() else None


def narrowest(split: Table, additive: bool) -> float:
    """Attack a printed table of themes by answers row by row with its margins.

    An attacker of its own: base row and rows as printed, parts add to totals, and
    nobody with a theme is outside a base.
    """
    width = float("inf")
    bases = [printed(cell) for cell in split.rows[0].cells]
    for row in split.rows:
        shown = [printed(cell) for cell in row.cells]
        hidden = [at for at, count in enumerate(shown) if count is None]
        if not hidden or not additive:
            continue
        place = {at: n for n, at in enumerate(hidden)}
        sums = np.zeros(len(hidden))
        right = 0.0
        for at, count in enumerate(shown):
            weight = -1.0 if at == len(shown) - 1 else 1.0
            if count is None:
                sums[place[at]] = weight
            else:
                right -= weight * count
        most = [bases[at] if row.key else None for at in hidden]
        for at in hidden:
            aim = np.zeros(len(hidden))
            aim[place[at]] = 1.0
            ends = [
                linprog(
                    sign * aim, A_eq=[sums], b_eq=[right], bounds=[(0, m) for m in most]
                )
                for sign in (1, -1)
            ]
            if any(end.x is None for end in ends):
                continue
            width = min(width, -ends[1].fun - ends[0].fun)
    return width


def small_frequency() -> Table:
    people = {
        f"p{n}": ["Rare" if n < 1 else "Some" if n < 9 else "Most"] for n in range(22)
    }
    study = make_study(
        [], closed={"role": people}, options={"role": ("Rare", "Some", "Most")}
    )
    return frequency_table(study, "role", "T1")


def test_row_37_five_percent_of_22_is_said_to_be_one_person() -> None:
    table = small_frequency()
    assert texts(table)[0] == ["1", "5 %"]
    assert any("5 % of 22 is 1 person" in line for line in table.notes.more)


def test_row_37_suppression_hides_a_partner_cell_too() -> None:
    people = {
        f"p{n}": ["One" if n < 1 else "Two" if n < 41 else "Three"] for n in range(72)
    }
    study = make_study(
        [], closed={"role": people}, options={"role": ("One", "Two", "Three")}
    )
    table = apply_policy(frequency_table(study, "role", "T1"), SUPPRESSED)
    # 1 of 72 is hidden; the smaller of the others with it, or 72 - 40 - 31 gives it
    assert [row[0] for row in texts(table)] == ["[c]", "40", "[c]", "0"]
    assert [row[1] for row in texts(table)][:3] == ["[c]", "56 %", "[c]"]
    assert not any("person" in line and "is 1" in line for line in table.notes.more)


def test_rounded_counts_bases_and_percentages_agree() -> None:
    people = {f"p{n}": ["A" if n < 43 else "B" if n < 47 else "C"] for n in range(83)}
    study = make_study(
        [],
        people=[f"p{n}" for n in range(102)],
        closed={"role": people},
        options={"role": ("A", "B", "C", "D")},
    )
    table = apply_policy(frequency_table(study, "role", "T1"), ROUNDED)
    # 43 of 83 are printed as 45 of 85
    assert texts(table) == [
        ["45", "53 %"],
        ["[c]", "[c]"],
        ["35", "41 %"],
        ["0", "0 %"],
        ["20", ""],
    ]
    assert {row.base for row in table.rows} == {85, None}
    assert table.notes.population.endswith("(n = 100)")
    assert "base: n = 85" in table.notes.base_rule
    assert "Answered by 85 of 100 who were asked (85 %)." in table.notes.more
    assert table.notes.disclosure == ROUNDED.sentence


def test_mentions_do_not_give_a_hidden_count_away() -> None:
    said = [Said(f"p{n}", "x", "money" if n < 3 else "trust") for n in range(40)]
    for policy in (ROUNDED, SUPPRESSED):
        table = apply_policy(theme_table(make_study(said), "challenge", "T1"), policy)
        money = next(row for row in table.rows if row.key == "money")
        assert {cell.text for cell in money.cells} == {CONFIDENTIAL}


def test_a_tiny_base_hides_its_table_and_the_numbers_of_its_notes() -> None:
    study = make_study(
        [],
        people=[f"p{n}" for n in range(50)],
        closed={"role": {f"p{n}": ["A" if n < 3 else "B"] for n in range(7)}},
    )
    for policy in (ROUNDED, SUPPRESSED):
        table = apply_policy(frequency_table(study, "role", "T1"), policy)
        assert all(row.base is None for row in table.rows)
        assert "base: n = [c]" in table.notes.base_rule
        assert not any(cell.share for row in table.rows for cell in row.cells)
    assert texts(table)[2][0] == CONFIDENTIAL  # 50 - 43 would be the base


def test_small_bases_are_marked_and_tiny_ones_have_no_percentage() -> None:
    def of(base: int) -> Row:
        share = Share(base, base)
        return Row("x", (Cell(share, printed_percent(share)),), key="x", base=base)

    rows = tuple(of(base) for base in (12, 29, 30))
    table = Table("T1", "t", ("%",), rows, TableNotes("all"), kind="made elsewhere")
    loose = DisclosurePolicy(Protection.ROUNDED, threshold=2)
    assert [row[0] for row in texts(apply_policy(table, loose))] == [
        f"100 % {LOW}",
        "100 %",
        "100 %",
    ]
    strict = replace(loose, no_percentage_under=25)
    assert texts(apply_policy(table, strict))[0] == [LOW]


def test_no_control_changes_nothing_and_says_so() -> None:
    for table in all_of(survey(1, 90, 5)):
        assert apply_policy(table, NO_CONTROL) == table
        assert "none" in table.notes.disclosure


def test_a_table_has_one_policy_only() -> None:
    table = apply_policy(small_frequency(), ROUNDED)
    for other in (SUPPRESSED, NO_CONTROL, named_policy("rounded", 5)):
        with pytest.raises(UsageConflict, match="T1 was made under another"):
            apply_policy(table, other)


def test_policies_have_names_and_sane_limits() -> None:
    assert named_policy("suppressed", 7).threshold == 7
    with pytest.raises(UsageConflict, match="no disclosure control") as caught:
        named_policy("round")
    assert "rounded" in caught.value.hint
    with pytest.raises(UsageConflict, match="protects nobody"):
        named_policy("rounded", 1)
    assert len({p.sentence for p in (NO_CONTROL, ROUNDED, SUPPRESSED)}) == 3


def test_quotes_learn_which_answers_they_may_not_name() -> None:
    said = [
        *(Said(f"p{n}", "x", "money" if n < 34 else "trust") for n in range(80)),
    ]
    roles = {f"p{n}": ["Rare" if 30 <= n < 45 else "Usual"] for n in range(80)}
    study = make_study(
        said, closed={"role": roles}, options={"role": ("Rare", "Usual")}
    )
    table = theme_by_answer_table(study, "challenge", "role", "T1x2")
    # 4 people with “money” are Rare
    for policy in (ROUNDED, SUPPRESSED):
        assert ("money", "Rare") in hidden_answers(table, policy)
    assert ("money", "Usual") in hidden_answers(table, SUPPRESSED)
    assert ("money", "Usual") not in hidden_answers(table, ROUNDED)
    assert not hidden_answers(table, NO_CONTROL)


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    people=st.integers(1, 220),
    answers=st.integers(1, 7),
    threshold=st.sampled_from([3, 5, 10]),
    ticks=st.booleans(),
    silent=st.sampled_from([0.0, 0.1]),
)
def test_no_hidden_count_can_be_recovered(
    seed: int, people: int, answers: int, threshold: int, ticks: bool, silent: float
) -> None:
    policy = named_policy("suppressed", threshold)
    tables = all_of(survey(seed, people, answers, ticks=ticks, silent=silent))
    shown = apply_policies(tables, policy)
    for table in shown:
        for row in table.rows:
            for cell in row.cells:
                if cell.share is not None:
                    assert cell.share.count == 0 or cell.share.count >= threshold
                    assert cell.share.base == 0 or cell.share.base >= threshold
    linked = linked_cells(tables)
    chosen = Suppression(linked, threshold)
    chosen.protect()
    for low, high in chosen.audit().values():
        assert high - low >= threshold - 1e-6
    sizes = [int(cell.text) for cell in tables[2].rows[0].cells]
    assert narrowest(shown[2], sum(sizes[:-1]) == sizes[-1]) >= threshold - 1e-6
    assert apply_policies(shown, policy) == shown
    assert apply_policies(tables, policy) == shown


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10_000), people=st.integers(0, 120), answers=st.integers(1, 6)
)
def test_rounding_is_consistent_and_done_once(
    seed: int, people: int, answers: int
) -> None:
    tables = all_of(survey(seed, people, answers))
    shown = apply_policies(tables, ROUNDED)
    assert apply_policies(shown, ROUNDED) == shown
    for before, after in zip(tables, shown, strict=True):
        for old, new in zip(before.rows, after.rows, strict=True):
            for exact, cell in zip(old.cells, new.cells, strict=True):
                assert cell.reference == exact.reference
                if cell.share is None or exact.share is None:
                    continue
                assert cell.share.count % 5 == 0
                assert cell.share.base % 5 == 0
                assert cell.share.count <= cell.share.base
                assert abs(cell.share.count - exact.share.count) <= 2
                if "%" in cell.text:
                    assert cell.text.startswith(printed_percent(cell.share))


def test_a_code_that_its_child_does_not_imply_costs_no_other_cell() -> None:
    def row(label: str, counts: tuple[int, ...], level: int) -> Row:
        shares = map(Share, counts, (40, 40, 80))
        cells = tuple(Cell(share, str(share.count)) for share in shares)
        return Row(label, cells, key=label, base=80, level=level)

    base = Row("Base", tuple(Cell(text=str(n)) for n in (40, 40, 80)), base=80)
    rows = (
        base,
        row("parent", (0, 12, 12), 0),
        # a guard stands below its parent and does not imply it
        row("guard", (1, 14, 15), 1),
        row("other", (20, 25, 45), 0),
    )
    table = Table(
        "T1", "t", ("A", "B", "Total"), rows, TableNotes("all"),
        kind="theme by answer", question="q", by="c",
    )  # fmt: skip
    shown = texts(apply_policy(table, SUPPRESSED))
    assert shown[1] == ["0", "12", "12"]
    assert shown[2] == ["[c]", "[c]", "15"]
    assert shown[3] == ["20", "25", "45"]


@pytest.mark.parametrize("label", ["{0}", "n = 4", "[c]", *HOSTILE])
def test_hostile_labels_pass_unchanged(label: str) -> None:
    people = {f"p{n}": [label if n < 12 else "other"] for n in range(40)}
    study = make_study(
        [Said(f"p{n}", "x", "money") for n in range(40)],
        closed={"role": people},
        options={"role": (label, "other")},
    )
    question = replace(study.questions["role"], label=label)
    study = replace(study, questions={**study.questions, "role": question})
    for policy in (NO_CONTROL, ROUNDED, SUPPRESSED):
        shown = apply_policies(all_of(study), policy)
        assert label in shown[0].notes.population
        assert shown[0].rows[0].label == label


def test_sentences_tell_numbers_as_the_tables_do() -> None:
    assert [NO_CONTROL.told(n) for n in (0, 3, 403)] == ["0", "3", "403"]
    small = "fewer than 10"
    assert [ROUNDED.told(n) for n in (0, 3, 12, 13, 403)] == [
        "0",
        small,
        "10",
        "15",
        "405",
    ]
    assert [SUPPRESSED.told(n) for n in (9, 403)] == [small, "403"]
