"""Findings by theme: what it means, how many, what stands beside it, what was said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hsbcode.domain.disclosure import CONFIDENTIAL
from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Table
from hsbcode.numbers.printing import printed_number
from hsbcode.report.document import (
    Block,
    Editable,
    Heading,
    Paragraph,
    QuoteBlock,
)


def findings_blocks(
    quotes: Sequence[QuoteTable], tables: Sequence[Table], *, prose: bool
) -> Iterator[Block]:
    """Yield the compact table of each open question, then its themes one by one.

    Args:
        quotes: the themed quote tables.
        tables: tables of the report; numbers of themes are referred to by theirs.
        prose: whether places for somebody's own words are marked.
    """
    for table in quotes:
        yield Heading(table.question_label, 3)
        yield QuoteBlock(table)
        references = theme_references(table.question, tables)
        for theme in table.themes:
            yield from _theme(theme, references.get(theme.code, ""))
        if prose:
            yield Editable((_own_words(table.question_label),))


def theme_references(question: str, tables: Sequence[Table]) -> dict[str, str]:
    """Return code → reference of the count of its people in an open question."""
    return {
        row.key: row.cells[0].reference
        for table in tables
        if table.kind == "themes" and table.question == question and not table.by
        for row in table.rows
        if row.key and row.cells
    }


def theme_sentence(theme: ThemeQuotes, reference: str = "") -> str:
    """Return how many people hold a theme: word, count, base, share, reference.

    No word stands for a share of few people (``domain.quantity_words``), and none where
    the count is not released.
    """
    told = f"; {reference}" if reference else ""
    about = f"spoke of “{theme.label}”"
    if theme.count is None or theme.base is None:
        return f"How many people {about} is not released ({CONFIDENTIAL}{told})."
    number = printed_number(Share(theme.count, theme.base))
    percent = "" if number is None else f"{number} %"
    of_base = f"{theme.count} of {theme.base}"
    if theme.word:
        who = f"{theme.word[:1].upper()}{theme.word[1:]}"
        who += " person" * (theme.word == "one")
        aside = f"{of_base} people{percent and ', '}{percent}{told}"
        sentence = f"{who} ({aside}) {about}."
    else:
        people = "person" if theme.base == 1 else "people"
        aside = f"{percent}{told}".removeprefix("; ")
        sentence = f"{of_base} {people} {about}{aside and f' ({aside})'}."
    if theme.mentions is not None and theme.mentions > theme.count:
        sentence += f" They did so in {theme.mentions} answers."
    return sentence


def commonest(table: QuoteTable, at_most: int) -> tuple[ThemeQuotes, ...]:
    """Return the themes that most people hold, of those whose count is released."""
    known = [theme for theme in table.themes if theme.count]
    # equal counts stay in the order of the codebook
    known.sort(key=lambda theme: -(theme.count or 0))
    return tuple(known[:at_most])


def with_agreement(
    tables: Sequence[QuoteTable], words: Mapping[tuple[str, str], str]
) -> tuple[QuoteTable, ...]:
    """Return quote tables whose themes say how far coders agreed on them.

    Args:
        tables: themed quote tables.
        words: (question, code) → agreement in words.
    """
    return tuple(
        replace(
            table,
            themes=tuple(
                replace(
                    theme,
                    agreement=theme.agreement
                    or words.get((table.question, theme.code), ""),
                )
                for theme in table.themes
            ),
        )
        for table in tables
    )


def _theme(theme: ThemeQuotes, reference: str) -> Iterator[Block]:
    yield Heading(theme.label, 4)
    if theme.meaning.strip():
        yield Paragraph(theme.meaning)
    sentences = [theme_sentence(theme, reference)]
    if theme.agreement:
        sentences.append(f"Agreement between coders on it: {theme.agreement}.")
    yield Paragraph(" ".join(sentences))
    beside = []
    if theme.closed_result.strip():
        beside.append(f"Beside it: {theme.closed_result}.")
    if theme.quotes:
        beside.append(f"In people's words: {_listed(theme.quotes)}.")
    if beside:
        yield Paragraph(" ".join(beside))
    if theme.note and not theme.quotes:
        yield Paragraph(f"No quote: {theme.note}.")


def _listed(quotes: Sequence[Quote]) -> str:
    *first, last = (quote.reference for quote in quotes)
    return f"{', '.join(first)} and {last}" if first else last


def _own_words(label: str) -> str:
    return (
        f"[Your own words on “{label}”: what these themes mean together, for whom, "
        "and what follows.]"
    )
