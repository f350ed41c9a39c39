"""Themes over several open questions: people once, mentions as often as they come."""

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.disclosure import CONFIDENTIAL, ROUNDED, SUPPRESSED
from hsbcode.domain.study import Study
from hsbcode.results.cross_question import (
    code_over_questions,
    cross_question_table,
    people_of_row,
)
from hsbcode.results.disclosure.policy import apply_policies, apply_policy
from hsbcode.results.themes import theme_table
from tests.reporting_study import Said, make_study

BOOK = Codebook(
    (
        Code("mixed_up", "Taken for something else"),
        Code("wrong_tool", "Wrong tool", parent="mixed_up", questions=("tools",)),
        Code("tool_list", "Tools", kind="container", questions=("tools",)),
        Code(
            "sheet",
            "Checklist",
            parent="tool_list",
            questions=("tools",),
            same_as=("wrong_tool",),
        ),
        Code("overlap", "Rightly both", parent="mixed_up", kind="guard"),
        Code("money", "Money", questions=("challenge",)),
        Code("empty", "Nothing to code", kind="validity"),
    )
)


def study() -> Study:
    return make_study(
        [
            Said("ann", "the other thing", "mixed_up"),
            Said("ann", "again the other thing", "mixed_up", box=2),
            Said("ann", "its list", "wrong_tool", question="tools"),
            Said("bob", "its sheet", "sheet", question="tools"),
            Said("cyd", "both meet here", "overlap"),
            Said("dee", "money", "money"),
            Said("eve", "n/a", "empty", question="tools"),
            Said("fay", "later", None),
        ],
        book=BOOK,
    )


def test_row_31_a_person_with_it_in_two_questions_counts_once() -> None:
    found = code_over_questions(study(), "mixed_up")
    assert found.people == {"ann", "bob"}
    assert found.mentions == 4
    assert found.base == {"ann", "bob", "cyd", "dee"}
    table = cross_question_table(study())
    assert table is not None
    assert [(row.label, [c.text for c in row.cells]) for row in table.rows] == [
        ("Taken for something else", ["2", "[low]", "4", "4"]),
        ("in “Challenges”", ["1", "[low]", "3", "2"]),
        ("in “Tools”", ["2", "[low]", "2", "2"]),
    ]
    assert [people_of_row(study(), row) for row in table.rows] == [
        {"ann", "bob"},
        {"ann"},
        {"ann", "bob"},
    ]


def test_row_31_guards_stay_out_of_the_total_and_are_told() -> None:
    table = cross_question_table(study())
    assert table is not None
    assert any("1 mention it rightly" in note for note in table.notes.more)
    assert (table.notes.uncoded, table.notes.unsettled) == (1, 0)


def test_twins_count_as_each_other_in_every_table() -> None:
    tools = theme_table(study(), "tools", "T1")
    counts = {row.key: row.cells[0].text for row in tools.rows}
    assert counts["wrong_tool"] == counts["sheet"] == counts["mixed_up"] == "2"


def test_any_code_can_be_asked_for_and_nothing_is_no_table() -> None:
    table = cross_question_table(study(), ["money"])
    assert table is not None
    assert [row.cells[0].text for row in table.rows] == ["1", "1"]
    assert cross_question_table(make_study([Said("a", "x", "money")])) is None
    assert cross_question_table(make_study([])) is None


def crowd() -> Study:
    said = [Said(f"p{n}", "x", "mixed_up" if n < 24 else "money") for n in range(60)]
    said += [
        Said(f"p{n}", "y", "sheet" if n < 30 else "", question="tools")
        for n in range(21, 55)
    ]
    return make_study(said, book=BOOK)


def test_under_a_policy_no_small_number_is_printed() -> None:
    table = cross_question_table(crowd())
    assert table is not None
    rounded = apply_policy(table, ROUNDED)
    assert [row.cells[0].text for row in rounded.rows] == ["30", "25", CONFIDENTIAL]
    themes = [theme_table(crowd(), name, name) for name in ("challenge", "tools")]
    both = apply_policies((table, *themes), SUPPRESSED)
    # 24 + 9 mentions: the total would give the nine away
    assert [row.cells[3].text for row in table.rows] == ["33", "24", "9"]
    assert both[0].rows[0].cells[3].text == CONFIDENTIAL
    assert both[0].rows[2].cells[3].text == CONFIDENTIAL
    hidden = {
        row.key.partition("@")[2]
        for row in both[0].rows
        if row.cells[0].text == CONFIDENTIAL
    }
    assert "tools" in hidden
    # what the theme tables hide the joint table does not print, and the other way
    for one in both[1:]:
        cell = next(row.cells[0] for row in one.rows if row.key == "mixed_up")
        assert (cell.text == CONFIDENTIAL) == (one.question in hidden)
