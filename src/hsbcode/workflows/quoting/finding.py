"""Quotes, answers and themes by what people type."""

from hsbcode.domain.acts import Span
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.quotes import Quote
from hsbcode.domain.survey import Unit
from hsbcode.workflows.quoting.reviewing import QuoteReview, ThemePlace


def find_quote(review: QuoteReview, reference: str) -> tuple[ThemePlace, Quote]:
    """Return a quote by its reference, with the theme it stands for.

    Raises:
        UsageConflict: there is no such quote.
    """
    wanted = reference.strip().upper()
    for place in review.places:
        for quote in review.theme(place).quotes:
            if quote.reference.upper() == wanted:
                return place, quote
    raise UsageConflict(
        f"There is no quote {reference[:40]}.", "hsbcode quotes PROJECT lists them."
    )


def find_unit(review: QuoteReview, name: str) -> Unit:
    """Return an answer by the reference of a quote, by its name or its id.

    Raises:
        UsageConflict: there is no such answer.
    """
    wanted = name.strip()
    for unit in review.units.values():
        if wanted in (unit.name, unit.id):
            return unit
    if wanted[:1].upper() == "Q" and wanted[1:].isdecimal():
        return review.units[find_quote(review, wanted)[1].unit]
    names = [unit.name for unit in review.units.values()]
    raise UsageConflict(
        f"There is no answer “{wanted[:60]}”.",
        nearest(wanted, names) or "Answers are named like 1003/challenges/1.",
    )


def find_place(review: QuoteReview, theme: str, question: str = "") -> ThemePlace:
    """Return a theme by its code or label; of one question, if several have it.

    Raises:
        UsageConflict: there is no such theme, or several questions have it.
    """
    wanted = theme.strip().casefold()
    found = [
        place
        for place in review.places
        if wanted in (place.code.casefold(), review.theme(place).label.casefold())
        and question in ("", place.question)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        questions = ", ".join(place.question for place in found)
        raise UsageConflict(
            f"“{theme[:60]}” is a theme of several questions.",
            f"Say which with --question: {questions}.",
        )
    known = [place.code for place in review.places]
    raise UsageConflict(
        f"No quote table has a theme “{theme[:60]}”.",
        nearest(theme, known) or f"Themes: {', '.join(dict.fromkeys(known))}.",
    )


def find_words(unit: Unit, words: str) -> Span:
    """Return where words stand in an answer, as offsets into its text.

    Raises:
        UsageConflict: they do not stand there, or more than once.
    """
    wanted = words.strip()
    count = unit.text.count(wanted) if wanted else 0
    if count != 1:
        how = "do not stand" if not count else "stand more than once"
        raise UsageConflict(
            f"These words {how} in {unit.name}.",
            "Give them letter by letter, with enough of them to be the only ones.",
        )
    at = unit.text.index(wanted)
    return Span(at, at + len(wanted))
