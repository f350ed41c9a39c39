"""Quotes as values: what the quotes room hands to reports and screens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim answer, chosen for a reason."""

    reference: str
    """``Q1``, ``Q2`` …"""
    unit: str
    respondent: str
    text: str
    """Verbatim."""
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
    count: int
    base: int
    """Respondents with at least one finished, codable unit of the question."""
    asked: int
    """Everybody who was asked the question."""
    closed_result: str
    """The closed result set beside the theme, in words, or an empty string."""
    quotes: tuple[Quote, ...]
    pool: int
    """Answers the quotes were chosen from."""
    note: str = ""
    """Why there are fewer quotes than asked for, if so."""


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
