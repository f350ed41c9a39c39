"""A report as it leaves the house: each thing once, and no number or quote lost."""

from dataclasses import replace

from hsbcode.domain.joint import NOT_CAUSE, JointDisplay, JointPair, JointRow
from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.report.as_sent import as_sent
from hsbcode.report.assembling import Sections, whole_report
from hsbcode.report.document import (
    ChartBlock,
    Document,
    JointBlock,
    Paragraph,
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.grids import reference_line
from hsbcode.report.markdown import markdown
from hsbcode.report.quotes_in import quotes_in

QUOTE = Quote("Q1", "u1", "r1", "Too little time.", "Nurse", "nearest to 9 of 12")
THEME = ThemeQuotes("time", "Time", "Hours.", 54, 337, 594, "", (QUOTE,), 40)
ALIKE = "It takes up to 2 answers a theme. Quotes illustrate a theme."
TABLE = QuoteTable(
    "ch", "Challenges", (THEME,), f"Proposed from 40 answers. {ALIKE}", 0, 0, 0
)
OTHER = replace(
    TABLE,
    question="more",
    question_label="More",
    themes=(replace(THEME, quotes=(replace(QUOTE, reference="Q2", unit="u2"),)),),
    statement=f"Proposed from 7 answers. {ALIKE} One answer was put aside.",
)
NUMBERS = Table(
    "T1",
    "Role",
    ("n",),
    (Row("Nurse", (Cell(Share(4, 8), "4", "T1.1.1"),), reference="T1.1"),),
    TableNotes("all"),
    "frequency",
)


def display(name: str, people: int) -> JointDisplay:
    cell = Cell(Share(40, 80), "50 % (40 of 80)", f"{name}.1.2")
    return JointDisplay(
        name,
        JointPair("time", "trained"),
        "Time",
        "Hours.",
        "ch",
        "Challenges",
        "Well trained",
        "Agree 50 %",
        (JointRow("Agree", ("Agree",), cell, cell, (QUOTE,)),),
        cell,
        cell,
        "agree",
        (
            NOT_CAUSE,
            "No quote stands where fewer than 30 people are in the base.",
            "Counted: people side by side. Recodes: none.",
            f"{people} of them gave no answer.",
            reference_line(name),
        ),
        numbers=TableNotes("all"),
    )


def report(**changes: object) -> Document:
    sections = Sections(
        quotes=[TABLE, OTHER],
        tables=[NUMBERS],
        joint=[display("J1", 17), replace(display("J2", 3))],
        methods=["Answers were coded."],
    )
    return whole_report("R", replace(sections, **changes))  # type: ignore[arg-type]


def test_what_is_the_same_under_all_displays_stands_once_before_them() -> None:
    document = as_sent(report())
    said = markdown(document)
    for sentence in (NOT_CAUSE, "fewer than 30 people", "people side by side."):
        assert said.count(sentence) == 1
    shown = [b.display for b in document.blocks if isinstance(b, JointBlock)]
    assert [one.notes for one in shown] == [
        ("17 of them gave no answer.",),
        ("3 of them gave no answer.",),
    ]
    first = next(
        n for n, block in enumerate(document.blocks) if isinstance(block, JointBlock)
    )
    head = document.blocks[first - 1]
    assert isinstance(head, Paragraph)
    assert head.text.startswith("No quote stands")


def test_the_common_part_of_selection_statements_goes_to_the_methods() -> None:
    document = as_sent(report())
    tables = [b.table for b in document.blocks if isinstance(b, QuoteBlock)]
    assert [table.statement for table in tables] == [
        "Proposed from 40 answers. How they were chosen stands under: How this was "
        "done.",
        "Proposed from 7 answers. One answer was put aside. How they were chosen "
        "stands under: How this was done.",
    ]
    assert markdown(document).count("It takes up to 2 answers a theme.") == 1
    assert "T1.1.1; hsbcode trace" in markdown(document)


def test_nothing_is_taken_from_where_there_is_no_other_place_for_it() -> None:
    document = as_sent(report(methods=[], joint=[display("J1", 17)]))
    tables = [b.table for b in document.blocks if isinstance(b, QuoteBlock)]
    assert tables[0].statement == TABLE.statement
    assert reference_line("T1") in markdown(document).replace("\\", "")
    (shown,) = (b.display for b in document.blocks if isinstance(b, JointBlock))
    assert shown == replace(
        display("J1", 17),
        rows=tuple(
            replace(row, quotes=(replace(QUOTE, reason=""),)) for row in shown.rows
        ),
    )


def test_numbers_and_quotes_are_untouched_and_reasons_stay_in_the_house() -> None:
    whole, sent = report(), as_sent(report())
    assert [replace(quote, reason="") for quote in quotes_in(whole)] == list(
        quotes_in(sent)
    )
    assert [b.table for b in whole.blocks if isinstance(b, TableBlock)] == [
        b.table for b in sent.blocks if isinstance(b, TableBlock)
    ]
    assert "nearest to 9" in markdown(whole)
    assert "nearest to 9" not in markdown(sent)
    assert all(b.brief for b in sent.blocks if isinstance(b, ChartBlock))
