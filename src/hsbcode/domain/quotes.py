"""Quotes as values: what the quotes room hands to reports and screens."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hsbcode.domain.acts import Span
from hsbcode.domain.disclosure import NO_CONTROL, DisclosurePolicy
from hsbcode.domain.tables import Table


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words of an answer that are replaced wherever it is quoted."""

    span: Span
    """Offsets into the text of the box."""
    role: str
    """What stands there instead, in square brackets: ``place``, ``name`` …"""
    by: str = ""
    """Who decided it; empty for a name on the project's list."""

    @property
    def mask(self) -> str:
        """What is printed instead."""
        return f"[{self.role}]"


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
    by: str = ""
    """Who chose or accepted it; empty while it is only proposed."""
    shows: str = ""
    """What it shows, in the words of whoever chose it."""
    redactions: tuple[Redaction, ...] = ()
    source: str = ""
    """SHA-256 of the answer it comes from, so that a change of the text is noticed."""


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
    mentions: int | None = None
    """Answers, or parts of them, with the theme; None where it is hidden."""
    word: str = ""
    """The word of quantity for its share; empty where no word may stand for it."""
    agreement: str = ""
    """Agreement between coders on the theme, in words; empty if it is not measured."""


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
    policy: DisclosurePolicy = NO_CONTROL
    """How sentences beside the tables tell numbers of people and answers."""


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
