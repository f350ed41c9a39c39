"""What the quotes screen shows: rows and texts, made from values."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quotes import Quote
from hsbcode.domain.survey import Unit
from hsbcode.tui.plain import joined, one_line, plain
from hsbcode.tui.widgets.sentence_list import SentenceRow
from hsbcode.workflows.quoting.reviewing import QuoteReview, ThemePlace
from hsbcode.workflows.quoting.words import answer_lines, theme_lines, theme_share

_LONGEST = 200
"""Characters of an answer that a row can show."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list of quotes."""

    unit: Unit | None = None
    """None in a heading."""
    quote: Quote | None = None
    """What is quoted; None for a next best answer."""
    words: str = ""
    """What a next best answer would gain and lose."""

    @property
    def answer(self) -> Unit:
        """The answer of the line.

        Raises:
            UsageConflict: it is a heading.
        """
        if self.unit is None:
            raise UsageConflict("No quote is here.", "↑ ↓ go to one.")
        return self.unit


def theme_rows(
    review: QuoteReview,
) -> tuple[tuple[SentenceRow, ...], list[int | None]]:
    """Return a row a theme under its question, and row → theme (None: a heading)."""
    rows: list[SentenceRow] = []
    themes: list[int | None] = []
    before = ""
    for at, place in enumerate(review.places):
        if place.question != before:
            before = place.question
            label = one_line(review.table(place).question_label)
            rows.append(SentenceRow(label, "", heading=True))
            themes.append(None)
        theme = review.theme(place)
        taken = sum(bool(quote.by) for quote in theme.quotes)
        rows.append(
            SentenceRow(
                one_line(theme.label),
                theme_share(theme),
                f"{taken} of {len(theme.quotes)}",
                quiet=bool(theme.quotes) and taken == len(theme.quotes),
            )
        )
        themes.append(at)
    return tuple(rows), themes


def quote_row(line: Line) -> SentenceRow:
    """Return the row of a quote, of a next best answer, or of a heading."""
    if line.unit is None:
        return SentenceRow(line.words, "", heading=True)
    if line.quote is None:
        words = one_line(line.unit.text[:_LONGEST])
        return SentenceRow(f"  {words}", line.words, quiet=True)
    sign = "●" if line.quote.by else "○"
    kind = "unlike the others" if line.quote.divergent else "typical"
    state = f"by {line.quote.by}" if line.quote.by else "proposed"
    words = one_line(line.quote.text[:_LONGEST])
    return SentenceRow(f"{sign} {words}", f"{kind}, {state}")


def theme_text(review: QuoteReview, place: ThemePlace | None) -> Content:
    """Return what a theme is, with its numbers; or why there is none."""
    if place is None:
        return plain(
            "No answer has a coding that counts yet, so there is nothing to "
            "quote.\n\nCode answers first; quotes are proposed from them."
        )
    first, *rest = theme_lines(review.theme(place))
    return joined([plain(first, "bold"), *(plain(line, "dim") for line in rest)])


def answer_text(review: QuoteReview, line: Line) -> Content:
    """Return an answer in full: as printed, who, why, who decided what."""
    if line.unit is None:
        return plain(line.words)
    found = answer_lines(review, line.unit, line.quote, line.words)
    return joined(
        [
            joined([plain(f"{what}: ", "bold"), plain(words)], "")
            if what
            else plain(words)
            for what, words in found
        ]
    )


def listed(lines: Sequence[str]) -> Content:
    """Return lines as one text."""
    return joined([plain(line) for line in lines])
