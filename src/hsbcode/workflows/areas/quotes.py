"""Quotes of one area's own people, told no more exactly than its pack tells."""

from collections.abc import Sequence
from dataclasses import replace

from hsbcode.domain.attribution import AttributionRule, as_rule
from hsbcode.domain.disclosure import ROUNDED, DisclosurePolicy
from hsbcode.domain.quotes import QuoteLimits, QuoteTable
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.results.disclosure.policy import hidden_answers
from hsbcode.results.theme_by_answer import theme_by_answer_table
from hsbcode.results.themes import theme_table
from hsbcode.workflows.quoting.tables import quote_tables


def area_quotes(
    own: Study,
    cut: Sequence[Table],
    policy: DisclosurePolicy,
    *,
    attribution: AttributionRule | Sequence[str] = (),
    number: int = 0,
) -> tuple[QuoteTable, ...]:
    """Return quotes of an area's own people, none where a count is hidden.

    Args:
        own: the study, reduced to them.
        cut: the tables of the pack, as released.
        policy: disclosure control.
        attribution: who is quoted how, or closed questions that say it.
        number: of the area, for the references of quotes.
    """
    limits_of = {
        table.question: _limits(own, table, as_rule(attribution).questions, policy)
        for table in (cut if policy.protects else ())
        if table.kind == "theme by answer"
    }
    found = quote_tables(own, attribution=attribution, limits=limits_of)
    return tuple(_of_area(table, number, policy) for table in found)


def _of_area(table: QuoteTable, number: int, policy: DisclosurePolicy) -> QuoteTable:
    themes = []
    for theme in table.themes:
        if theme.count is None:
            few = "too few people to quote one of them"
            themes.append(replace(theme, quotes=(), note=few))
            continue
        named = (
            replace(quote, reference=f"{number}.{quote.reference}")
            for quote in theme.quotes
        )
        themes.append(replace(theme, quotes=tuple(named)))
    # it counts the answers of the area exactly
    statement = _without_counts(table.statement) if policy.protects else table.statement
    return replace(table, themes=tuple(themes), statement=statement)


def _limits(
    own: Study, table: Table, attribution: Sequence[str], policy: DisclosurePolicy
) -> QuoteLimits:
    released = {row.key: row.cells[0].share for row in table.rows if row.key}
    themes = theme_table(own, table.question, table.id)
    rows = []
    for row in themes.rows:
        share = released.get(row.key)
        cells = tuple(replace(cell, share=None, text="") for cell in row.cells)
        if share is not None:
            cells = (replace(cells[0], share=share), *cells[1:])
        rows.append(
            replace(row, cells=cells, base=share.base if share is not None else None)
        )
    # who is quoted tells that somebody like that holds the theme, so the smallest
    # number that may be told decides, whatever protects the tables
    strict = replace(ROUNDED, threshold=policy.threshold)
    hidden = {
        (code, field, answer)
        for field in attribution
        if own.closed.get(field)
        for code, answer in hidden_answers(
            theme_by_answer_table(own, table.question, field, table.id), strict
        )
    }
    return QuoteLimits(
        policy.sentence, replace(themes, rows=tuple(rows)), {}, frozenset(hidden)
    )


def _without_counts(statement: str) -> str:
    """Return the statement on how quotes were chosen without its first sentence."""
    first, mark, rest = statement.partition(". ")
    return rest if mark and any(char.isdecimal() for char in first) else statement
