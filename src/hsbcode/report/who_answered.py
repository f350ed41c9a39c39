"""The summary of a report: who answered, and which themes most people hold."""

from collections.abc import Callable, Iterator, Sequence

from hsbcode.domain.disclosure import CONFIDENTIAL
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Table
from hsbcode.numbers.printing import printed_count
from hsbcode.report.document import Block, Editable, FactList, Paragraph
from hsbcode.report.findings import commonest, theme_references
from hsbcode.report.grids import Grid, GridRow

_NAMED = 3
"""Themes that the summary names for each question."""


def summary_blocks(
    quotes: Sequence[QuoteTable],
    tables: Sequence[Table],
    *,
    opened: int,
    never_began: int,
    prose: bool,
    told: Callable[[int], str] = str,
) -> Iterator[Block]:
    """Yield the summary.

    Args:
        quotes: the themed quote tables, with the numbers that are released.
        tables: tables of the report, for the references of numbers.
        opened: people who opened the form.
        never_began: of them, those who answered nothing.
        prose: whether a place for somebody's own words is marked.
        told: how a number of people is told under disclosure control.
    """
    took_part = opened - never_began
    if took_part:
        began = f"{told(took_part)} people took part"
        if never_began:
            began += f"; {told(never_began)} more opened the form and answered nothing"
        yield Paragraph(f"{began}.")
    if quotes:
        yield Grid(
            id="",
            caption="People behind the themes",
            corner="Question",
            columns=("Asked", "Gave an answer that counts"),
            rows=tuple(
                GridRow(table.question_label, _bases(table)) for table in quotes
            ),
        )
    facts = [fact for table in quotes if (fact := _commonest(table, tables))]
    if facts:
        yield FactList(tuple(facts))
    if prose:
        yield Editable(("[Your summary: what was found, and what should follow.]",))


def _bases(table: QuoteTable) -> tuple[str, str]:
    """Return asked and answered as printed; hidden ones as confidential."""
    asked = [theme.asked for theme in table.themes if theme.asked is not None]
    bases = [theme.base for theme in table.themes if theme.base is not None]
    return (
        str(asked[0]) if asked else CONFIDENTIAL,
        str(bases[0]) if bases else CONFIDENTIAL,
    )


def _commonest(table: QuoteTable, tables: Sequence[Table]) -> str:
    """Return the themes that most people hold, in a sentence; '' if none is known."""
    references = theme_references(table.question, tables)
    named = []
    for theme in commonest(table, _NAMED):
        if theme.count is None or theme.base is None:
            continue
        numbers = printed_count(Share(theme.count, theme.base))
        reference = references.get(theme.code, "")
        named.append(f"{theme.label} – {numbers}{f', {reference}' * bool(reference)}")
    if not named:
        return ""
    most = "the theme of most people" if len(named) == 1 else "the commonest themes"
    return f"“{table.question_label}”, {most}: {'; '.join(named)}."
