"""What left the house: every written report, as the project remembers it.

A release holds the printed numbers and, of quotes, which answer was printed with which
attribution and a digest of the printed words; never the words themselves.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class ReleaseStep(StrEnum):
    """What a release act says: its ``flag``."""

    WRITE = "write"
    WITHDRAW = "withdraw"
    """The report never left the house: the release it ``ends`` counts no more."""


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """One file of a report."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """A number as it was printed."""

    reference: str
    """Empty where places are numbers: their cells have none."""
    count: int | None
    """As printed, so rounded where the policy rounds; None where it was hidden."""
    base: int | None
    text: str


@dataclass(frozen=True, slots=True)
class ReleasedRow:
    """One printed row."""

    key: str
    """Code, option or question; stays the same where rows come and go."""
    label: str
    cells: tuple[ReleasedCell, ...]


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """A table or a joint display as it was printed."""

    id: str
    title: str
    kind: str
    question: str
    by: str
    population: str
    columns: tuple[str, ...]
    rows: tuple[ReleasedRow, ...]

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What makes two tables of two reports the same one."""
        spec = self.id if self.kind in ("spec", "joint") else ""
        return self.kind, spec, self.question, self.by


@dataclass(frozen=True, slots=True)
class ReleasedQuote:
    """A quote as it was printed, without its words."""

    reference: str
    code: str
    """The theme."""
    question: str
    unit: str
    digest: str
    """Of the printed words (``text_digest``)."""
    attribution: str


@dataclass(frozen=True, slots=True)
class ReleasedTheme:
    """A theme's numbers as they stood beside its quotes."""

    question: str
    code: str
    label: str
    count: int | None
    base: int | None
    word: str
    """The word of quantity; empty where none was printed."""


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What one report printed, and from which state of the project."""

    title: str
    tables: tuple[ReleasedTable, ...] = ()
    quotes: tuple[ReleasedQuote, ...] = ()
    themes: tuple[ReleasedTheme, ...] = ()
    files: tuple[ReleasedFile, ...] = ()
    codebook: str = ""
    """Version of the codebook."""
    state: str = ""
    """Digest of what it was counted from (``workflows/reporting/record``)."""
    people: int = 0
    """Everybody who took part, exactly: for comparing, never printed."""
    people_digest: str = ""
    """Of their ids, so that an exchange is noticed, too."""
    protection: str = "none"
    threshold: int = 10
    round_to: int = 5
    parts: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    """(what, value), e.g. ``by`` → ``role``."""
    scope: str = ""
    """The part of the study it is about, as ``Area 3``; empty for all of it."""

    @property
    def cells(self) -> int:
        """How many numbers it printed or hid."""
        return sum(len(row.cells) for table in self.tables for row in table.rows)


@dataclass(frozen=True, slots=True)
class Release:
    """A report in the register."""

    id: str
    """The act; its last eight characters name it, too."""
    number: int
    """Its place in the register, from 1; others may come between when copies meet."""
    at: str
    """UTC, ISO 8601."""
    by: str
    facts: ReleaseFacts
    withdrawn: str = ""
    """When it was said that it never left the house; empty while it stands."""
    withdrawn_by: str = ""
    reason: str = ""

    @property
    def short(self) -> str:
        """The end of its id."""
        return self.id[-8:]

    @property
    def names(self) -> str:
        """Its files."""
        return ", ".join(file.name for file in self.facts.files) or self.facts.title

    @property
    def words(self) -> str:
        """How sentences name it: ``report.docx of 2026-11-20 (release 2)``."""
        return f"{self.names} of {self.at[:10]} (release {self.number})"


def text_digest(text: str) -> str:
    """Return the digest of printed words: SHA-256, the first 32 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
