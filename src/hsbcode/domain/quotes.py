"""Quotes as values: what the quotes room hands to reports and screens."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hsbcode.domain.tables import Table


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim answer, chosen for a reason."""

    reference: str
    """``Q1``, ``Q2`` …"""
    unit: str
    respondent: str
    text: str
    """Verbatim, but for names that are masked (``[place]``)."""
    attribution: str
    reason: str
    """Why this one, in words."""
    divergent: bool = False
    """Chosen because it is unlike the theme's other answers."""


@dataclass(frozen=True, slots=True)
class ThemeQuotes:
    """One row of the themed quote table."""

    code: str
    label: str
    meaning: str
    count: int | None
    """None where disclosure control hides it."""
    base: int | None
    """Respondents with at least one finished, codable unit of the question."""
    asked: int | None
    """Everybody who was asked the question."""
    closed_result: str
    """The closed result set beside the theme, in words, or an empty string."""
    quotes: tuple[Quote, ...]
    pool: int | None
    """Answers the quotes were chosen from; None under disclosure control."""
    note: str = ""
    """Why there are fewer quotes than asked for, if so."""


@dataclass(frozen=True, slots=True)
class QuoteLimits:
    """What quotes may give away: the released tables they stand beside."""

    sentence: str
    """The disclosure policy in words."""
    themes: Table
    """Themes of the open question, as released."""
    frequencies: Mapping[str, Table] = field(default_factory=dict)
    """Closed question → its frequencies, as released."""
    hidden: frozenset[tuple[str, str, str]] = frozenset()
    """Code, closed question and answer whose count together is not released."""


@dataclass(frozen=True, slots=True)
class QuoteTable:
    """Themes with their quotes for one open question."""

    question: str
    question_label: str
    themes: tuple[ThemeQuotes, ...]
    statement: str
    """How the quotes were chosen: pool, method, seed, caps."""
    uncoded: int
    unsettled: int
    provisional: int
