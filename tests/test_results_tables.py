"""Tables: bases, rounding, references, and what stands outside."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.counting import Standing
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Row, Table
from hsbcode.numbers.rounding import half_up
from hsbcode.results import frequency_table, theme_by_answer_table, theme_table
from hsbcode.results.counted import counted_people
from tests.reporting_study import HOSTILE, Said, make_study


def row_of(table: Table, key: str) -> Row:
    return next(row for row in table.rows if row.key == key)


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def twelve_people() -> Study:
    said = [
        Said("p1", "they do not talk", "trust_child", 1),
        Said("p1", "nor do parents", "trust_parent", 2),
        Said("p1", "and once more", "trust_child", 3),
        *(Said(f"p{n}", "money", "money") for n in range(2, 10)),
        Said("p10", "fine", ""),
        Said("p11", "n/a", "empty"),
        Said("p12", "?", None),
        Said("p13", "dispute", "money", standing=Standing.UNSETTLED),
        Said("p14", "lead says", "trust", standing=Standing.LEAD),
    ]
    return make_study(
        said,
        people=[f"p{n}" for n in range(1, 21)],
        closed={"role": {f"p{n}": ["A" if n < 6 else "B"] for n in range(1, 14)}},
        options={"role": ("B", "A", "C")},
    )


def test_people_count_once_and_parents_are_implied() -> None:
    table = theme_table(twelve_people(), "challenge", "T2")
    assert texts(row_of(table, "trust")) == ["2", "18 %", "10 %", "4"]
    assert texts(row_of(table, "trust_child")) == ["1", "9 %", "5 %", "2"]
    assert row_of(table, "trust_child").level == 1
    assert texts(row_of(table, "money")) == ["8", "73 %", "40 %", "8"]


def test_the_base_is_people_with_a_finished_codable_answer() -> None:
    table = theme_table(twelve_people(), "challenge", "T2")
    # p1 to p10 and p14; p11 is uncodable, p12 uncoded, p13 unsettled
    assert {row.base for row in table.rows} == {11}
    assert table.rows[0].cells[2].share is not None
    assert table.rows[0].cells[2].share.base == 20
    assert (table.notes.uncoded, table.notes.unsettled) == (1, 1)
    assert table.notes.provisional == 1
    assert any(line.endswith("outside the base: 1 of 16.") for line in table.notes.more)


def test_a_code_of_other_questions_is_missing_and_not_zero() -> None:
    study = twelve_people()
    table = theme_table(study, "challenge", "T2")
    keys = [row.key for row in table.rows]
    assert keys == [
        "trust",
        "trust_child",
        "trust_parent",
        "money",
        "places",
        "places_home",
        "spare",
    ]
    assert "tools_only" in [row.key for row in theme_table(study, "tools", "T").rows]
    assert texts(row_of(table, "spare"))[0] == "0"


def test_a_retired_code_stays_where_somebody_has_it() -> None:
    study = make_study([Said(f"p{n}", "x", "old") for n in range(10)])
    assert texts(row_of(theme_table(study, "challenge", "T1"), "old"))[0] == "10"


def test_a_code_given_but_not_offered_is_named_in_a_note() -> None:
    study = make_study([Said("p1", "x", "tools_only;money")])
    table = theme_table(study, "challenge", "T1")
    assert "tools_only" not in [row.key for row in table.rows]
    assert any("Only asked under tools" in line for line in table.notes.more)


def test_one_finished_box_is_enough_for_the_base() -> None:
    study = make_study(
        [Said("p1", "a", "money"), Said("p1", "b", None, 2), Said("p2", "c", "empty")]
    )
    assert coded_question(study, "challenge").base == {"p1"}


def test_frequency_of_a_single_answer() -> None:
    study = make_study(
        [],
        people=[f"p{n}" for n in range(100)],
        closed={"role": {f"p{n}": ["Yes" if n < 34 else "No"] for n in range(80)}},
        options={"role": ("Yes", "No", "Unsure")},
    )
    table = frequency_table(study, "role", "T1")
    assert [row.label for row in table.rows] == ["Yes", "No", "Unsure", "No answer"]
    # 34 of 80 is 42.5: half up gives 43, where half to even would give 42
    assert texts(table.rows[0]) == ["34", "43 %"]
    assert texts(table.rows[2]) == ["0", "0 %"]
    assert texts(table.rows[3]) == ["20", ""]
    assert "base: n = 80" in table.notes.base_rule
    assert any("80 of 100" in line and "80 %" in line for line in table.notes.more)


def test_the_base_of_ticks_is_whoever_ticked_anything() -> None:
    people = [f"p{n}" for n in range(40)]
    answers = {
        person: (["None of these"] if n < 5 else ["Books", "Peers"])
        for n, person in enumerate(people[:20])
    }
    table = frequency_table(
        make_study(
            [],
            people=people,
            closed={"ticked": {**answers, "p30": []}},
            options={"ticked": ("Books", "Peers", "None of these")},
        ),
        "ticked",
        "T1",
    )
    assert [row.base for row in table.rows] == [20, 20, 20, None]
    assert texts(table.rows[0]) == ["15", "75 %", "38 %"]
    assert texts(table.rows[2]) == ["5", "25 %", "13 %"]
    assert texts(table.rows[3])[0] == "20"


def test_an_answer_that_no_option_covers_is_still_counted() -> None:
    study = make_study(
        [], closed={"role": {"p1": ["Elsewhere"]}}, options={"role": ("A",)}
    )
    labels = [row.label for row in frequency_table(study, "role", "T1").rows]
    assert labels == ["A", "Elsewhere", "No answer"]


def test_a_small_base_prints_counts_and_says_so() -> None:
    study = make_study([Said(f"p{n}", "x", "money") for n in range(9)])
    table = theme_table(study, "challenge", "T1")
    assert texts(row_of(table, "money"))[:2] == ["9", "[low]"]
    assert any(line.startswith("[low]") for line in table.notes.more)
    ten = make_study([Said(f"p{n}", "x", "money") for n in range(10)])
    assert texts(row_of(theme_table(ten, "challenge", "T1"), "money"))[1] == "100 %"


def test_every_column_has_its_own_base() -> None:
    table = theme_by_answer_table(twelve_people(), "challenge", "role", "T3")
    assert table.columns == ("B", "A", "C", "Total")
    assert table.rows[0].label == "Base"
    assert texts(table.rows[0]) == ["5", "5", "0", "10"]
    money = row_of(table, "money")
    assert [cell.share.base for cell in money.cells if cell.share] == [5, 5, 0, 10]
    assert texts(money) == ["4 [low]", "4 [low]", "–", "80 % (8)"]
    assert any("1 person of the theme base" in line for line in table.notes.more)


def test_ticks_put_one_person_into_several_columns() -> None:
    study = make_study(
        [Said(f"p{n}", "x", "money") for n in range(12)],
        closed={"ticked": {f"p{n}": ["Books", "Peers"] for n in range(11)}},
    )
    table = theme_by_answer_table(study, "challenge", "ticked", "T1")
    assert texts(table.rows[0]) == ["11", "11", "11"]
    assert any("in several columns" in line for line in table.notes.more)


def test_references_number_rows_and_cells() -> None:
    table = theme_by_answer_table(twelve_people(), "challenge", "role", "T3")
    assert table.rows[1].reference == "T3.2"
    assert table.rows[1].cells[0].reference == "T3.2.1"
    every = [cell.reference for row in table.rows for cell in row.cells]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda s: frequency_table(s, "rolle", "T1"), "role"),
        (lambda s: frequency_table(s, "challenge", "T1"), "no options"),
        (lambda s: theme_table(s, "role", "T1"), "not open"),
        (lambda s: theme_by_answer_table(s, "challenge", "tools", "T"), "no options"),
    ],
)
def test_a_wrong_question_is_named(call: object, said: str) -> None:
    assert callable(call)
    with pytest.raises(UsageConflict) as caught:
        call(twelve_people())
    assert said in caught.value.message + caught.value.hint


def test_nothing_at_all_makes_empty_tables() -> None:
    study = make_study([], closed={"role": {}}, options={"role": ("A",)})
    assert {texts(row)[1] for row in theme_table(study, "challenge", "T").rows} == {"–"}
    assert frequency_table(study, "role", "T1").rows[0].cells[1].text == "–"
    assert theme_by_answer_table(study, "challenge", "role", "T").rows[0].base == 0


def test_hostile_options_are_labels_like_any_other() -> None:
    answers = {f"p{n}": [text] for n, text in enumerate(HOSTILE)}
    study = make_study([Said("p0", "x", "money")], closed={"role": answers})
    assert len(frequency_table(study, "role", "T1").rows) == len(HOSTILE) + 1
    by = theme_by_answer_table(study, "challenge", "role", "T2")
    assert by.columns[-1] == "Total"


CODES = st.sets(st.sampled_from(["trust", "trust_child", "money", "empty"]), max_size=3)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 25), st.integers(1, 3)),
        st.one_of(st.none(), CODES),
        max_size=50,
    ),
    st.dictionaries(st.integers(0, 30), st.sampled_from("AB"), max_size=30),
)
def test_counts_are_those_of_a_recount(
    boxes: dict[tuple[int, int], set[str] | None], roles: dict[int, str]
) -> None:
    said = [
        Said(f"p{person}", "x", None if codes is None else ";".join(codes), box)
        for (person, box), codes in boxes.items()
    ]
    study = make_study(
        said,
        people=[f"p{n}" for n in range(31)],
        closed={"role": {f"p{n}": [value] for n, value in roles.items()}},
        options={"role": ("A", "B")},
    )
    codable = {
        key: codes
        for key, codes in boxes.items()
        if codes is not None and "empty" not in codes
    }
    base = {person for person, _ in codable}
    trust = {p for (p, _), codes in codable.items() if {"trust", "trust_child"} & codes}
    table = theme_table(study, "challenge", "T1")
    row = row_of(table, "trust")
    share = row.cells[1].share
    assert share is not None
    assert (share.count, share.base) == (len(trust), len(base))
    if len(base) >= 10:
        exact = half_up(Fraction(100 * len(trust), len(base)))
        assert row.cells[1].text == f"{exact} %"
    by = row_of(theme_by_answer_table(study, "challenge", "role", "T2"), "trust")
    counts = [cell.share.count for cell in by.cells if cell.share]
    bases = [cell.share.base for cell in by.cells if cell.share]
    assert sum(counts[:-1]) == counts[-1]
    assert sum(bases[:-1]) == bases[-1] <= len(base)
    for cell in (cell for each in table.rows for cell in each.cells):
        assert cell.share is None or cell.share.count <= cell.share.base


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["money", "trust_child", "empty", "", None]),
            st.sampled_from(["Boss", "Clerk", ""]),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_the_people_behind_a_cell_are_as_many_as_it_says(
    people: list[tuple[str | None, str]],
) -> None:
    study = make_study(
        [Said(f"p{n}", "x", code) for n, (code, _role) in enumerate(people)],
        people=["silent"],
        closed={"role": {f"p{n}": [r] for n, (_c, r) in enumerate(people) if r}},
        options={"role": ("Boss", "Clerk")},
    )
    for table in (
        frequency_table(study, "role", "T1"),
        theme_table(study, "challenge", "T2"),
        theme_by_answer_table(study, "challenge", "role", "T2x1"),
    ):
        for row in table.rows:
            whole = counted_people(study, table, row)
            for place, cell in enumerate(row.cells):
                counted = counted_people(study, table, row, place)
                assert counted <= whole
                if cell.share is not None:
                    assert len(counted) == cell.share.count
                elif cell.text and table.kind != "themes":
                    assert len(counted) == int(cell.text)
