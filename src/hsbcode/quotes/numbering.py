"""Numbers for people who are quoted, made for one report and void in any other.

Several quotes under one number can be read together, and a profile comes of it; so
numbers are given only where somebody asks for them (as the COREQ checklist does).
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hsbcode.domain.quotes import Quote, QuoteTable

MOST = 2
"""Quotes under one number before a warning is due."""


def with_report_numbers(
    tables: Sequence[QuoteTable],
) -> tuple[tuple[QuoteTable, ...], tuple[str, ...]]:
    """Return quote tables whose quotes carry shuffled numbers, with warnings.

    The order comes from all quotes of the report together: the same report has the
    same numbers, any other report has others.
    """
    quotes = [q for table in tables for theme in table.themes for q in theme.quotes]
    numbers = _shuffled(quotes)
    counts = Counter(quote.respondent for quote in quotes)
    numbered = tuple(
        replace(
            table,
            themes=tuple(
                replace(
                    theme,
                    quotes=tuple(
                        replace(
                            quote,
                            attribution=(
                                f"{quote.attribution} no. {numbers[quote.respondent]}"
                            ),
                        )
                        for quote in theme.quotes
                    ),
                )
                for theme in table.themes
            ),
            statement=(
                f"{table.statement} Numbers behind attributions were drawn for this "
                "report; the same number is the same person here, and nowhere else."
            ),
        )
        for table in tables
    )
    return numbered, tuple(
        f"No. {numbers[person]} has {count} quotes, which can be read together as one "
        "person; swap one of them, or leave numbers out."
        for person, count in sorted(counts.items(), key=lambda one: numbers[one[0]])
        if count > MOST
    )


def _shuffled(quotes: Sequence[Quote]) -> dict[str, int]:
    every = sorted({f"{quote.unit}\x1f{quote.reference}" for quote in quotes})
    salt = hashlib.blake2b("\x1e".join(every).encode("utf-8", "surrogatepass")).digest()

    def lot(person: str) -> bytes:
        key = person.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(key, key=salt, digest_size=16).digest()

    people = sorted({quote.respondent for quote in quotes}, key=lot)
    return {person: number for number, person in enumerate(people, start=1)}
