"""Tables with one header row and one value a cell, as spreadsheets and CSV hold them.

Made from the same printed words as every page, so that one number has one value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.report.grids import Grid, GridRow, missing_sentence
from hsbcode.report.joint_words import (
    INFERENCE,
    joint_columns,
    joint_comparison,
    joint_name,
    joint_rows,
)
from hsbcode.report.printed_numbers import NOT_APPLICABLE, Value, taken_apart
from hsbcode.report.theme_numbers import theme_base, theme_count, theme_of_asked

LEVEL = "Level"
REFERENCE = "Reference of the row"
_QUOTE_HEADS = (
    *("Question", "Code", "Theme", "Respondents", "Base", "Of all asked"),
    *("Closed result", "Reference", "Quote", "Attribution", "Kind", "Reason"),
    *("What it shows", "Note"),
)
_SPLIT = (
    "A printed column that joins two numbers stands here as two; references "
    "(row.column) count the printed columns."
)


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table of values with what must be read beside it."""

    name: str
    """Short and unique where it has one: ``T3``, ``J1``; may be empty."""
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    """As many values as heads; an empty text is a cell left for somebody to fill."""
    about: tuple[str, ...] = ()
    """Sentences: population, base, policy and so on."""
    words: frozenset[int] = frozenset()
    """Columns of running text."""
    widest: Mapping[int, int] = field(default_factory=dict)
    """Column → characters that a line of it may have, where that is not the usual."""


def flat_grid(grid: Grid) -> FlatTable:
    """Return a printed table with numbers of their own columns.

    Rows of a tree say their depth under ``Level``; rows whose numbers can be traced
    say their reference in the last column.
    """
    heads: list[str] = [grid.corner or "Row"]
    columns: list[tuple[Value, ...]] = [tuple(row.label for row in grid.rows)]
    if any(row.level for row in grid.rows):
        heads.append(LEVEL)
        levels = [str(row.level + 1) for row in grid.rows]
        columns.extend(_numbers("", levels))
    words = {0}
    for place, head in enumerate(grid.columns):
        cells = [row.cells[place] for row in grid.rows]
        if grid.words:
            words.add(len(heads))
            heads.append(head)
            columns.append(tuple(cells))
            continue
        names, values = taken_apart(head, cells)
        heads.extend(names)
        columns.extend(zip(*values, strict=True) if values else [() for _ in names])
    split = len(heads) > len(grid.columns) + 1 + (LEVEL in heads)
    if any(_row_reference(row) for row in grid.rows):
        heads.append(REFERENCE)
        columns.append(tuple(_row_reference(r) or NOT_APPLICABLE for r in grid.rows))
    about = (*grid.notes, _SPLIT) if split else grid.notes
    rows = tuple(zip(*columns, strict=True)) if grid.rows else ()
    return FlatTable(
        grid.id, grid.name, tuple(heads), rows, about, words=frozenset(words)
    )


def flat_themes(table: QuoteTable) -> FlatTable:
    """Return the numbers of a themed quote table, one row a theme."""
    themes = table.themes
    heads: list[str] = ["Theme"]
    columns: list[tuple[Value, ...]] = [tuple(theme.label for theme in themes)]
    for head, cells in (
        ("Respondents", [theme_count(theme) for theme in themes]),
        ("Base", [_base(theme) for theme in themes]),
        ("Of all asked", [_of_asked(theme) for theme in themes]),
        ("Mentions", [_mentions(theme) for theme in themes]),
    ):
        names, values = taken_apart(head, cells)
        heads.extend(names)
        columns.extend(zip(*values, strict=True) if values else [() for _ in names])
    first_word = len(heads)
    for head, said in (
        ("Word of quantity", [theme.word for theme in themes]),
        ("Agreement between coders", [theme.agreement for theme in themes]),
        ("Closed result", [theme.closed_result for theme in themes]),
        ("Meaning", [theme.meaning for theme in themes]),
        ("Note", [theme.note for theme in themes]),
    ):
        if any(text.strip() for text in said):
            heads.append(head)
            columns.append(tuple(text.strip() or NOT_APPLICABLE for text in said))
    return FlatTable(
        "",
        f"Themes: {table.question_label}",
        tuple(heads),
        tuple(zip(*columns, strict=True)) if themes else (),
        (missing_sentence(table.uncoded, table.unsettled, table.provisional),),
        words=frozenset((0, *range(first_word, len(heads)))),
    )


def flat_quotes(table: QuoteTable) -> FlatTable:
    """Return the quotes of a themed quote table, one row a quote."""
    pairs = [(theme, quote) for theme in table.themes for quote in theme.quotes]
    shows = any(quote.shows.strip() for _, quote in pairs)
    reasons = any(quote.reason.strip() for _, quote in pairs)
    heads = (
        *("Theme", "Reference", "Quote", "Attribution", "Kind"),
        *(("Reason",) if reasons else ()),
        *(("What it shows",) if shows else ()),
    )
    rows = tuple(
        (
            theme.label,
            quote.reference,
            quote.text,
            quote.attribution or NOT_APPLICABLE,
            kind_of(quote),
            *((reason_of(quote) or NOT_APPLICABLE,) if reasons else ()),
            *((quote.shows.strip() or NOT_APPLICABLE,) if shows else ()),
        )
        for theme, quote in pairs
    )
    return FlatTable(
        "",
        f"Quotes: {table.question_label}",
        heads,
        rows,
        (table.statement,),
        words=frozenset(range(len(heads))),
    )


def quote_rows(tables: Sequence[QuoteTable]) -> list[tuple[str, ...]]:
    """Return head and rows of themed quote tables, one row a quote, as printed.

    A theme without a quote has a row of its own, so that none is lost.
    """
    rows: list[tuple[str, ...]] = [_QUOTE_HEADS]
    for table in tables:
        for theme in table.themes:
            about = (
                *(table.question_label, theme.code, theme.label),
                *(theme_count(theme), _base(theme), _of_asked(theme)),
                theme.closed_result,
            )
            rows.extend(
                (
                    *about,
                    *(quote.reference, quote.text, quote.attribution),
                    *(kind_of(quote), reason_of(quote), quote.shows, theme.note),
                )
                for quote in theme.quotes
            )
            if not theme.quotes:
                rows.append((*about, *("",) * 6, theme.note))
    return rows


def flat_joint(display: JointDisplay) -> FlatTable:
    """Return a joint display, one row a closed answer, the author's column empty."""
    rows = joint_rows(display)
    answer, closed, themed, quotes, _author = joint_columns(display)
    heads: list[str] = [answer]
    columns: list[tuple[Value, ...]] = [tuple(row.label for row in rows)]
    for head, cells in (
        (closed, [row.closed for row in rows]),
        (themed, [row.themed for row in rows]),
    ):
        names, values = taken_apart(head, cells)
        heads.extend(names)
        columns.extend(zip(*values, strict=True) if values else [() for _ in names])
    first_word = len(heads)
    most = max((len(row.quotes) for row in rows), default=0)
    for place in range(max(most, 1)):
        heads.append(quotes if most <= 1 else f"{quotes}: {place + 1}")
        columns.append(tuple(_nth_quote(row.quotes, place) for row in rows))
    if any(row.note for row in rows):
        heads.append("Note")
        columns.append(tuple(row.note or NOT_APPLICABLE for row in rows))
    heads.append(INFERENCE)
    columns.append(("",) * len(rows))
    heads.append("References")
    columns.append(tuple(", ".join(filter(None, row.references)) for row in rows))
    about = [display.closed_result, display.question_label, display.meaning]
    about.extend(f"{who}: {share}" for who, share in joint_comparison(display))
    about.extend(display.notes)
    about.append(f"The column “{INFERENCE}” is left empty for the author.")
    return FlatTable(
        display.id,
        joint_name(display),
        tuple(heads),
        tuple(zip(*columns, strict=True)) if rows else (),
        tuple(each for each in about if each.strip()),
        words=frozenset((0, *range(first_word, len(heads) - 1))),
    )


def kind_of(quote: Quote) -> str:
    """Return whether a quote is typical for its theme or unlike the others."""
    return "unlike the others" if quote.divergent else "typical"


def reason_of(quote: Quote) -> str:
    """Return why a quote was chosen, without saying its kind again."""
    return quote.reason.removeprefix("unlike the others: ")


def said(quote: Quote) -> str:
    """Return a quote on one line with attribution and reference."""
    return f"“{quote.text}” – {quote.attribution} ({quote.reference})"


def _nth_quote(quotes: Sequence[Quote], place: int) -> str:
    return said(quotes[place]) if place < len(quotes) else NOT_APPLICABLE


def _numbers(head: str, cells: Sequence[str]) -> list[tuple[Value, ...]]:
    _, values = taken_apart(head, cells)
    return list(zip(*values, strict=True))


def _row_reference(row: GridRow) -> str:
    """Return what the references of a row's cells begin with, ``T3.2``."""
    first = next((each for each in row.references if each), "")
    return first.rpartition(".")[0]


def _base(theme: ThemeQuotes) -> str:
    return theme_base(theme).removeprefix("base: ").removeprefix("n = ")


def _of_asked(theme: ThemeQuotes) -> str:
    return theme_of_asked(theme).replace(" of all asked", "")


def _mentions(theme: ThemeQuotes) -> str:
    return "" if theme.mentions is None else str(theme.mentions)
