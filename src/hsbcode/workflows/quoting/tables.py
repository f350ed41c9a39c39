"""Themed quote tables of a project, with references that stay the same."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hsbcode.domain.attribution import AttributionRule
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.quotes import QuoteLimits, QuoteTable
from hsbcode.domain.study import Study
from hsbcode.quotes.numbering import with_report_numbers
from hsbcode.quotes.quote_table import quote_table
from hsbcode.quotes.theme_candidates import theme_candidates

__all__ = ["numbered", "only_codes", "quote_tables", "theme_candidates"]


def quote_tables(
    study: Study,
    *,
    attribution: AttributionRule | Sequence[str] = (),
    beside: Mapping[str, str] | None = None,
    seed: int = 0,
    limits: Mapping[str, QuoteLimits] | None = None,
) -> tuple[QuoteTable, ...]:
    """Return the quote table of every open question that has a coding that counts.

    References run on over the tables, so a reference names one quote of the study.
    ``limits`` are those of tables released under disclosure control.
    """
    tables: list[QuoteTable] = []
    quoted: set[str] = set()
    number = 1
    for question in study.open_questions:
        if not any(study.verdicts[u.id].counts for u in study.units[question.id]):
            continue
        table = quote_table(
            study,
            question.id,
            attribution=attribution,
            seed=seed,
            closed_beside=beside,
            first_reference=number,
            quoted=quoted,
            limits=(limits or {}).get(question.id),
        )
        tables.append(table)
        chosen = [quote for theme in table.themes for quote in theme.quotes]
        quoted.update(quote.respondent for quote in chosen)
        number += len(chosen)
    return tuple(tables)


def numbered(
    tables: Sequence[QuoteTable],
) -> tuple[tuple[QuoteTable, ...], tuple[str, ...]]:
    """Return quote tables with numbers for people, made for one report; warnings."""
    return with_report_numbers(tables)


def only_codes(
    tables: Sequence[QuoteTable], codes: Sequence[str]
) -> tuple[QuoteTable, ...]:
    """Return the tables with the rows of some codes only.

    Raises:
        UsageConflict: no table has a row for one of them.
    """
    if not codes:
        return tuple(tables)
    there = {theme.code for table in tables for theme in table.themes}
    for code in codes:
        if code not in there:
            raise UsageConflict(
                f"No quote table has a theme “{code}”.", nearest(code, there)
            )
    kept = [
        replace(table, themes=tuple(t for t in table.themes if t.code in codes))
        for table in tables
    ]
    return tuple(table for table in kept if table.themes)
