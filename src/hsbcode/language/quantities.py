"""Quantities in a sentence: percentages, counts, bases, fractions, words of quantity.

English. Nothing here knows a survey: what a quantity speaks of is decided elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from hsbcode.language.number_words import fraction_of, number_of
from hsbcode.language.quantity_forms import (
    AMOUNT_WORD,
    BASE,
    BOUNDS,
    COUNT,
    COUNT_OF,
    FRACTION,
    GREW,
    GROWS_AFTER,
    HALF_OF,
    LEADING_BASE,
    NUMBERED,
    ORDINAL_NEXT,
    PERCENT,
    POINTS,
    SHARED,
    VERB_NEXT,
)


class QuantityKind(StrEnum):
    """What a quantity is."""

    PERCENT = "percentage"
    FRACTION = "fraction"
    COUNT = "count"
    COUNT_OF = "count of a base"
    BASE = "base"
    POINTS = "points"
    WORD = "word of quantity"


class Bound(StrEnum):
    """How a quantity limits what it speaks of."""

    EXACT = ""
    OVER = "over"
    JUST_OVER = "just over"
    UNDER = "under"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    NEARLY = "nearly"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity with half-open offsets into its sentence."""

    start: int
    end: int
    kind: QuantityKind
    value: Fraction
    """Per cent for shares, people for counts and bases, points for differences."""
    bound: Bound = Bound.EXACT
    digits: int = 0
    base: int | None = None
    """The number of people printed with it."""
    word: str = ""
    """For words of quantity: ``most``, ``many`` …"""
    not_a_share: str = ""
    """Why it is no share of people: a growth, an interval."""


_BEFORE = tuple((Bound(name), pattern) for name, pattern in BOUNDS.items())
_OF_BASE = re.compile(r"\d\s(?:out\s)?of\s$")
"""Before a base: "54 of 337, 16 %" shares no per cent sign."""
_AFTER_AT_LEAST = re.compile(r"^\s?(?:or\smore|and\sover|or\sover|\+)")


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence in their order; none overlaps another."""
    text = sentence.replace("\u00a0", " ").replace("\u202f", " ").replace("\n", " ")
    text = text.replace("\t", " ").lower()
    if len(text) != len(sentence):  # a letter whose lower case is longer
        text = "".join(c.lower() if len(c.lower()) == 1 else c for c in sentence)
    taken = bytearray(len(text))
    found: list[Quantity] = []
    for finder in (_points, _percents, _bases, _counts_of, _fractions, _counts, _words):
        for quantity in finder(text):
            if not any(taken[quantity.start : quantity.end]):
                taken[quantity.start : quantity.end] = b"\1" * (
                    quantity.end - quantity.start
                )
                found.append(_bounded(quantity, text))
    return _with_bases(sorted(found, key=lambda one: one.start), text)


def _points(text: str) -> Iterator[Quantity]:
    for match in POINTS.finditer(text):
        if (value := _exact(match[1])) is not None:
            yield Quantity(
                *match.span(), QuantityKind.POINTS, value, digits=_digits(match[1])
            )


def _percents(text: str) -> Iterator[Quantity]:
    for match in (*PERCENT.finditer(text), *SHARED.finditer(text)):
        value = _exact(match[1])
        if value is None:
            continue
        before, after = text[: match.start()], text[match.end() :]
        if match.re is SHARED and (NUMBERED.search(before) or _OF_BASE.search(before)):
            continue
        no_share = ""
        if GREW.search(before) or GROWS_AFTER.match(after):
            no_share = "a growth or an interval, not a share of people"
        yield Quantity(
            *match.span(),
            QuantityKind.PERCENT,
            value,
            digits=_digits(match[1]),
            not_a_share=no_share,
        )


def _bases(text: str) -> Iterator[Quantity]:
    for match in (*BASE.finditer(text), *LEADING_BASE.finditer(text)):
        if (value := number_of(match[1])) is not None:
            yield Quantity(*match.span(), QuantityKind.BASE, Fraction(value))


def _counts_of(text: str) -> Iterator[Quantity]:
    for match in COUNT_OF.finditer(text):
        count, base = number_of(match[1]), number_of(match[2])
        if count is None or base is None or base == 0 or count > base:
            continue
        small = base in (10, 20, 100) or base < 10
        if small and re.search(r"\sin\s|\sout\s", match[0]):
            share = Fraction(100 * count, base)
            yield Quantity(*match.span(), QuantityKind.FRACTION, share)
        elif not small and not re.search(r"\sin\s", match[0]):
            yield Quantity(
                *match.span(), QuantityKind.COUNT_OF, Fraction(count), base=base
            )


def _fractions(text: str) -> Iterator[Quantity]:
    for match in FRACTION.finditer(text):
        share = fraction_of(match[1])
        after = text[match.end() :]
        if share is None or ORDINAL_NEXT.match(after):
            continue
        if re.match(rf"^\s(?:of\s)?(?:an?\s|the\s)?(?:{HALF_OF.pattern})", after):
            continue
        several = share.numerator > 1
        bounded = any(pattern.search(text[: match.start()]) for _, pattern in _BEFORE)
        alone = re.match(r"^\s?(?:$|[.,;)])", after) and match[1] != "half"
        counted = re.match(r"(?:an?|one)\s|half$", match[1]) is not None
        if several or (counted and (bounded or alone or VERB_NEXT.match(after))):
            yield Quantity(*match.span(), QuantityKind.FRACTION, 100 * share)


def _counts(text: str) -> Iterator[Quantity]:
    for match in COUNT.finditer(text):
        value = number_of(match[1])
        if value is not None and not (match[1] == "one" and value == 1):
            start, end = match.span(1)
            yield Quantity(start, end, QuantityKind.COUNT, Fraction(value))


def _words(text: str) -> Iterator[Quantity]:
    for match in AMOUNT_WORD.finditer(text):
        word = re.sub(r"\s+", " ", match[1]).strip()
        yield Quantity(*match.span(1), QuantityKind.WORD, Fraction(0), word=word)


def _bounded(quantity: Quantity, text: str) -> Quantity:
    if quantity.kind in (QuantityKind.WORD, QuantityKind.BASE):
        return quantity
    before = text[max(0, quantity.start - 40) : quantity.start]
    for bound, pattern in _BEFORE:
        if (match := pattern.search(before)) is not None:
            start = quantity.start - (len(before) - match.start())
            return replace(quantity, bound=bound, start=start)
    if _AFTER_AT_LEAST.match(text[quantity.end : quantity.end + 12]):
        return replace(quantity, bound=Bound.AT_LEAST)
    return quantity


def _with_bases(found: list[Quantity], text: str) -> tuple[Quantity, ...]:
    """Give each share the base that is printed behind it, or leads the sentence."""
    kept: list[Quantity] = []
    leading: Quantity | None = None
    for place, quantity in enumerate(found):
        if quantity.kind is QuantityKind.BASE and LEADING_BASE.match(
            text, quantity.start
        ):
            leading = quantity
            continue
        if quantity.kind is QuantityKind.BASE and kept:
            last = kept[-1]
            between = text[last.end : quantity.start]
            near = len(between) < 60 and not re.search(r"[.;]\s", between)
            if _is_share(last) and near and last.base is None:
                end = last.end if re.search(r"[a-z]{3}", between) else quantity.end
                kept[-1] = replace(last, base=int(quantity.value), end=end)
                continue
        if (
            quantity.kind is QuantityKind.COUNT
            and kept
            and kept[-1].kind in (QuantityKind.PERCENT, QuantityKind.FRACTION)
            and quantity.bound is Bound.EXACT
            and re.fullmatch(
                r"\s(?:out\s)?of\s(?:the\s|all\s|our\s)*",
                text[kept[-1].end : quantity.start],
            )
        ):
            kept[-1] = replace(kept[-1], base=int(quantity.value), end=quantity.end)
            continue
        kept.append(found[place])
    if leading is not None:
        shares = [one for one in kept if one.start > leading.start and _is_share(one)]
        if not shares:
            return tuple(sorted((leading, *kept), key=lambda one: one.start))
        base = int(leading.value)
        kept = [
            replace(one, base=base) if one in shares and one.base is None else one
            for one in kept
        ]
    return tuple(kept)


def _is_share(quantity: Quantity) -> bool:
    return quantity.kind in (QuantityKind.PERCENT, QuantityKind.FRACTION)


def _exact(words: str) -> Fraction | None:
    plain = words.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return Fraction(plain)
    value = number_of(words)
    return None if value is None else Fraction(value)


def _digits(words: str) -> int:
    return len(words.partition(".")[2])
