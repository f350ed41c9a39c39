"""Themes with their quotes, and joint displays, as tables or theme by theme."""

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.report.grids import missing_sentence
from hsbcode.report.joint_words import (
    joint_columns,
    joint_comparison,
    joint_name,
    joint_rows,
)
from hsbcode.report.theme_numbers import theme_facts
from hsbcode.report.word import markup
from hsbcode.report.word.sheet import Sheet

NARROW = 7000
"""Twips; with less room between the margins, themes stand one under the other."""
_HALF_PAGE = 26
"""Lines; a row with more of them may be broken over two pages."""
_LONG = 1500
_UNLIKE = "Unlike the others"


def write_quotes(sheet: Sheet, table: QuoteTable) -> None:
    """Write a themed quote table."""
    caption = f"Themes and quotes: {table.question_label}"
    if sheet.width < NARROW:
        sheet.heading(caption, sheet.section + 1)
        for theme in table.themes:
            _told(sheet, theme, sheet.section + 2)
    else:
        sheet.caption("Table", caption)
        _tabled(sheet, table, caption)
    missing = missing_sentence(table.uncoded, table.unsettled, table.provisional)
    sheet.notes((table.statement, missing))


def write_joint(sheet: Sheet, display: JointDisplay) -> None:
    """Write a joint display, with a wide column for what the author makes of it."""
    name = joint_name(display).removeprefix(display.id).strip()
    sheet.caption("Table", name, display.id)
    if display.closed_result.strip():
        sheet.add(sheet.run(display.closed_result), "note", keep_next=True)
    if sheet.width < NARROW:
        _joint_told(sheet, display)
    else:
        _joint_tabled(sheet, display)
    compared = [f"{who}: {share}." for who, share in joint_comparison(display)]
    sheet.notes((*compared, *display.notes))


def _joint_tabled(sheet: Sheet, display: JointDisplay) -> None:
    widths = _shares(sheet.width, (15, 12, 13, 38, 22))
    rows = []
    for row in joint_rows(display):
        said = "".join(_quote(sheet, quote) for quote in row.quotes)
        if row.note or not said:
            said += sheet.inside(sheet.run(row.note and f"({row.note})"), "attribution")
        cells = (
            sheet.inside(sheet.run(row.label, bold=True)),
            sheet.inside(sheet.run(row.closed)),
            sheet.inside(sheet.run(row.themed)),
            said,
            sheet.inside(""),
        )
        whole = _lines(sheet, row.quotes, widths[3]) < _HALF_PAGE
        rows.append(markup.table_row(cells, widths, whole=whole))
    sheet.table(joint_columns(display), rows, widths, joint_name(display))


def _joint_told(sheet: Sheet, display: JointDisplay) -> None:
    _answer, closed, themed, _quotes, inference = joint_columns(display)
    for row in joint_rows(display):
        sheet.add(sheet.run(row.label, bold=True), "body", keep_next=True)
        sheet.say(f"{closed}: {row.closed}", keep_next=True)
        sheet.say(f"{themed}: {row.themed}")
        for quote in row.quotes:
            write_quotation(sheet, quote)
        sheet.say(row.note and f"({row.note})", "note")
    sheet.add(sheet.run(f"{inference}:", bold=True), "body")
    sheet.add("", "body")


def write_quotation(sheet: Sheet, quote: Quote) -> None:
    """Write one quote as a paragraph of its own, with where it comes from."""
    if quote.divergent:
        sheet.add(sheet.run(_UNLIKE, bold=True), "quoted from", keep_next=True, after=0)
    sheet.add(sheet.run(f"“{quote.text}”"), "quote", keep_next=_short(quote), after=20)
    sheet.say(_source(quote), "quoted from")


def _tabled(sheet: Sheet, table: QuoteTable, description: str) -> None:
    closed = any(theme.closed_result.strip() for theme in table.themes)
    heads = ("Theme", "People", *(("Closed result",) if closed else ()), "Quotes")
    widths = _shares(sheet.width, (23, 15, 15, 47) if closed else (26, 17, 57))
    rows = []
    for theme in table.themes:
        name = sheet.inside(sheet.run(theme.label, bold=True))
        if theme.meaning.strip():
            name += sheet.inside(sheet.run(theme.meaning), "attribution")
        first, *others = theme_facts(theme)
        people = sheet.inside(sheet.run(first, bold=True))
        people += "".join(sheet.inside(sheet.run(each), "detail") for each in others)
        said = "".join(_quote(sheet, quote) for quote in theme.quotes)
        if theme.note or not said:
            said += sheet.inside(
                sheet.run(theme.note and f"({theme.note})"), "attribution"
            )
        cells = [name, people, said]
        if closed:
            cells.insert(2, sheet.inside(sheet.run(theme.closed_result)))
        lines = max(
            _lines(sheet, theme.quotes, widths[-1]),
            len(theme.meaning) * sheet.letter // widths[0],
        )
        rows.append(markup.table_row(cells, widths, whole=lines < _HALF_PAGE))
    sheet.table(heads, rows, widths, description)


def _told(sheet: Sheet, theme: ThemeQuotes, level: int) -> None:
    sheet.heading(theme.label, level)
    sheet.say(theme.meaning)
    sheet.say("; ".join(theme_facts(theme)))
    sheet.say(theme.closed_result)
    for quote in theme.quotes:
        write_quotation(sheet, quote)
    sheet.say(theme.note and f"({theme.note})", "note")


def _quote(sheet: Sheet, quote: Quote) -> str:
    label = ""
    if quote.divergent:
        label = sheet.inside(sheet.run(_UNLIKE, bold=True), "detail", keep_next=True)
    said = sheet.inside(
        sheet.run(f"“{quote.text}”"), "quote in cell", keep_next=_short(quote)
    )
    return label + said + sheet.inside(sheet.run(_source(quote)), "attribution")


def _source(quote: Quote) -> str:
    reason = quote.reason.removeprefix("unlike the others: ")
    shows = f"shows: {quote.shows}" if quote.shows.strip() else ""
    said = (quote.attribution, quote.reference, shows, reason)
    return " · ".join(each for each in said if each.strip())


def _short(quote: Quote) -> bool:
    """Return whether a quote can stand on one page with what follows it."""
    return len(quote.text) < _LONG


def _lines(sheet: Sheet, quotes: tuple[Quote, ...], width: int) -> int:
    chars = max(10, width // sheet.letter)
    return sum(
        len(quote.text) // chars + quote.text.count("\n") + 3 for quote in quotes
    )


def _shares(width: int, parts: tuple[int, ...]) -> tuple[int, ...]:
    whole = sum(parts)
    wide = [width * part // whole for part in parts]
    wide[-1] += width - sum(wide)
    return tuple(wide)
