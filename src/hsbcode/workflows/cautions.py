"""What a person should look at again before a report is published."""

from collections.abc import Sequence

from hsbcode.domain.errors import ModelError
from hsbcode.domain.quotes import QuoteTable


def name_cautions(tables: Sequence[QuoteTable], language: str) -> tuple[str, ...]:
    """Return sentences on quotes in which the language pipeline sees names.

    Names are proposals: some are missed, and some are none.
    """
    from hsbcode.language.pipeline import names, pipeline

    try:
        chosen = pipeline(language)
    except ModelError as error:
        return (f"Quotes were not looked over for names: {error.message}",)
    if not chosen.finds_names:
        return (
            "Quotes were not looked over for names: no pipeline that finds them is "
            "installed (extra “names”).",
        )
    found = []
    for table in tables:
        for theme in table.themes:
            for quote in theme.quotes:
                seen = [
                    quote.text[name.start : name.end]
                    for name in names(quote.text, language)
                ]
                seen = [
                    word for word in dict.fromkeys(seen) if not _is_short_form(word)
                ]
                if seen:
                    listed = ", ".join(f"“{word}”" for word in seen)
                    found.append(f"{quote.reference} may name somebody: {listed}.")
    read = (
        f"Read every quote: {chosen.name} was used to look for names, and misses some."
    )
    return (*found, read)


def _is_short_form(word: str) -> bool:
    """Whether a word is an abbreviation such as NHS or A&E, not a name."""
    letters = [char for char in word if char.isalpha()]
    return len(word) <= 6 and all(char.isupper() for char in letters)
