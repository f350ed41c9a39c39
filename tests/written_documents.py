"""Documents put together by hand, for the writers: every kind of block, any text."""

from collections.abc import Sequence

from hsbcode.domain.joint import NOT_CAUSE, JointDisplay, JointPair, JointRow
from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.report.bar_charts import bar_chart
from hsbcode.report.document import (
    Block,
    ChartBlock,
    Document,
    Editable,
    FactList,
    Footnote,
    Heading,
    Headline,
    IntervalRow,
    IntervalTable,
    JointBlock,
    NextPage,
    Paragraph,
    QuotationBlock,
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.grids import Grid, GridRow

FORMULAS = (
    "=1+1",
    "+44 20 7946",
    "-2 of us",
    "@SUM(A1)",
    "\tleft",
    "0012",
    "http://a.b",
)
"""What spreadsheet programs like to take for something else."""


def plain_document() -> Document:
    """Return a document with every kind of block and innocent words."""
    return Document(
        "Safe at work",
        (
            Heading("Findings"),
            Paragraph("Two thirds answered."),
            QuoteBlock(quote_table(("We are never told.", "Nobody asks.\nEver."))),
            Heading("Trust", 3),
            QuotationBlock(quote("Q9", "It stands alone.")),
            Heading("Beside it"),
            JointBlock(joint_display("People are asked too late.")),
            Heading("Tables"),
            *chart_and_table(),
            TableBlock(frequency()),
            _tree(),
            IntervalTable(
                "Alpha by code",
                "Code",
                (
                    IntervalRow(
                        "Trust", "good", "0.82", "0.71 to 0.90", 0.82, 0.71, 0.9
                    ),
                ),
                (0.667, 0.8),
            ),
            Headline("0.82", "alpha", "0.71 to 0.90, 40 answers"),
            NextPage(),
            Heading("How this was done"),
            FactList(("Two people coded.", "They talked about what differed.")),
            Footnote("1", "Only those who were asked."),
            Editable(("Somebody goes on from here.",)),
        ),
        draft="of 9 answers, 1 not yet coded.",
        record=(("Made on", "2026-03-02"), ("Codebook", "v7")),
    )


def document_with(texts: Sequence[str]) -> Document:
    """Return a document in which each text stands wherever a text can stand."""
    blocks: list[Block] = []
    for text in texts:
        blocks += [Heading(text), Paragraph(text), FactList((text, text))]
        blocks += [Footnote(text, text), Headline(text, text, text), Editable((text,))]
        blocks.append(QuoteBlock(quote_table((text,), text)))
        blocks.append(QuotationBlock(quote("Q9", text, text)))
        blocks.append(JointBlock(joint_display(text, text)))
        blocks.append(Grid("", text, text, (text, text), (GridRow(text, (text, "7")),)))
    first = texts[0] if texts else ""
    return Document(first, tuple(blocks), first, record=((first, first),))


def quote(reference: str, text: str, said_by: str = "Nurse") -> Quote:
    return Quote(reference, "u", "r", text, said_by, f"unlike the others: {said_by}")


def quote_table(texts: Sequence[str], words: str = "Trust") -> QuoteTable:
    quotes = tuple(quote(f"Q{n}", text, words) for n, text in enumerate(texts, start=1))
    known = ThemeQuotes("trust", words, words, 34, 80, 100, words, quotes, 34)
    hidden = ThemeQuotes("money", f"{words} 2", "", None, 80, 100, "", (), None, words)
    return QuoteTable("why", words, (known, hidden), words, 1, 2, 3)


def joint_display(text: str, words: str = "Trust") -> JointDisplay:
    rows = (
        JointRow(
            f"{words} agree",
            (words,),
            Cell(Share(49, 100), "49 % (base: n = 100)", "J1.1.1"),
            Cell(Share(12, 49), "24 % (base: n = 49)", "J1.1.2"),
            (quote("J1Q1", text, words), quote("J1Q2", text, words)),
        ),
        JointRow(
            f"{words} disagree",
            (words,),
            Cell(None, "[c]", "J1.2.1"),
            Cell(None, "[c]", "J1.2.2"),
            note="too few people to quote anybody",
        ),
    )
    return JointDisplay(
        "J1",
        JointPair("trust", "asked"),
        words,
        words,
        "why",
        words,
        words,
        words,
        rows,
        Cell(Share(12, 34), "35 % (base: n = 34)", "J1.3.1"),
        Cell(Share(37, 66), "56 % (base: n = 66)", "J1.3.2"),
        "agree",
        (NOT_CAUSE,),
    )


def frequency() -> Table:
    """Return a table in which some numbers are hidden, marked or not there."""
    rows = (
        ("Often", "61", "61 % (61)", "+9.9", "0.54 to 0.69"),
        ("Seldom", "7", "7 [low]", "−1.4", "-0.10 to 0.10"),
        ("Never", "[c]", "[c]", "–", "not defined"),
        ("Few", "29", "34 % [u] (29)", "–", "0.10 to 0.20"),
    )
    return Table(
        "T2",
        "How often",
        ("n", "Share", "Gap", "Interval"),
        tuple(
            Row(
                label,
                tuple(
                    Cell(None, text, f"T2.{place}.{column}")
                    for column, text in enumerate(cells, start=1)
                ),
            )
            for place, (label, *cells) in enumerate(rows, start=1)
        ),
        TableNotes("everybody", disclosure="counts under 10 are hidden ([c])" * 9),
        kind="spec",
    )


def chart_and_table() -> tuple[ChartBlock, TableBlock]:
    shares = (("Strongly agree", 20), ("Agree", 50), ("Disagree", 30))
    table = Table(
        "T1",
        "It is safe here",
        ("n", "%"),
        tuple(
            Row(
                label,
                (
                    Cell(Share(n, 100), str(n), f"T1.{place}.1"),
                    Cell(Share(n, 100), f"{n} %", f"T1.{place}.2"),
                ),
                key=label,
                base=100,
            )
            for place, (label, n) in enumerate(shares, start=1)
        ),
        TableNotes("everybody"),
        kind="frequency",
        question="safe",
    )
    chart = bar_chart(table)
    assert chart is not None
    return ChartBlock(chart, "the study"), TableBlock(table)


def _tree() -> Grid:
    return Grid(
        "T3",
        "Codes",
        "Code",
        ("n",),
        (GridRow("Trust", ("34",)), GridRow("Of parents", ("12",), 1)),
    )
