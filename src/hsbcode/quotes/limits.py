"""Themes with quotes, told no more exactly than the released tables tell them."""

from dataclasses import replace

from hsbcode.domain.quantity_words import USUAL_SCALE, QuantityScale
from hsbcode.domain.quotes import QuoteLimits, ThemeQuotes

_TYPICAL = "typical of the theme"
_UNLIKE = "unlike the others: unlike the typical quotes"


def within_limits(
    theme: ThemeQuotes, limits: QuoteLimits, scale: QuantityScale = USUAL_SCALE
) -> ThemeQuotes:
    """Return a theme with the numbers of the released table, or without them.

    How many answers the quotes were chosen from, and reasons and notes that say so,
    would give a hidden count away; they are left out.
    """
    rows = [row for row in limits.themes.rows if row.key == theme.code]
    share = rows[0].cells[0].share if rows else None
    asked = [
        row.cells[2].share.base for row in limits.themes.rows if row.cells[2].share
    ]
    return replace(
        theme,
        count=share.count if share else None,
        base=rows[0].base if rows else None,
        asked=asked[0] if asked else None,
        quotes=tuple(
            replace(quote, reason=_UNLIKE if quote.divergent else _TYPICAL)
            for quote in theme.quotes
        ),
        pool=None,
        mentions=None,
        word=scale.word_of(share.count, share.base) if share else "",
        note="" if theme.quotes else "no answer may be quoted",
    )
