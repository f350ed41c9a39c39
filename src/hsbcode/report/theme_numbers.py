"""The numbers beside a theme's quotes, as every writer prints them."""

from hsbcode.domain.disclosure import CONFIDENTIAL
from hsbcode.domain.quotes import ThemeQuotes
from hsbcode.domain.shares import Share
from hsbcode.numbers.printing import base_text, printed_count, printed_percent


def theme_count(theme: ThemeQuotes) -> str:
    """Return count and percentage, ``34 (43 %)``, or ``[c]`` where they are hidden."""
    if theme.count is None or theme.base is None:
        return CONFIDENTIAL
    return printed_count(Share(theme.count, theme.base))


def theme_base(theme: ThemeQuotes) -> str:
    """Return the base, ``base: n = 80``, or ``[c]`` where it is hidden."""
    return f"base: {CONFIDENTIAL}" if theme.base is None else base_text(theme.base)


def theme_of_asked(theme: ThemeQuotes) -> str:
    """Return the share of all who were asked, ``34 % of 100 asked``."""
    if theme.asked is None:
        return f"{CONFIDENTIAL} of all asked"
    if theme.count is None:
        return f"{CONFIDENTIAL} of {theme.asked} asked"
    share = Share(theme.count, theme.asked)
    return f"{printed_percent(share)} of {theme.asked} asked"


def theme_facts(theme: ThemeQuotes) -> tuple[str, ...]:
    """Return what is said of a theme's size, count and percentage first.

    Base, share of all asked, mentions, the word of quantity and the agreement between
    coders follow as far as the theme has them.
    """
    said = [theme_count(theme), theme_base(theme), theme_of_asked(theme)]
    if theme.mentions is not None:
        said.append(f"mentions: {theme.mentions}")
    if theme.word:
        said.append(f"in words: {theme.word}")
    if theme.agreement:
        said.append(f"agreement: {theme.agreement}")
    return tuple(said)
