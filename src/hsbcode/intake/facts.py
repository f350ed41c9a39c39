"""What can be counted about a column before anybody says what it is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hsbcode.intake.vocabulary import NOT_ANSWERED, NOT_ASKED, NOT_TICKED, TICKED

NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?\s?%?")
_DATE = re.compile(
    r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
    r"([T ,]+(\d{1,2}:\d{2}.*|a\.?m.*|p\.?m.*))?|\d{1,2}:\d{2}(:\d{2})?( ?[ap]m)?"
    r"|\d{1,2}[- ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*[- ]\d{2,4}.*"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2},? \d{4}.*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*")
_IP = re.compile(
    r"\s*(\d{1,3}\.){3}\d{1,3}\s*|\s*([0-9a-f]{0,4}:){4,7}[0-9a-f]{0,4}\s*"
)
_PHONE = re.compile(r"\s*(\+|0|\()[\d ()/.-]{8,20}\s*")


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts about one column; markers of missing answers are left out."""

    values: Mapping[str, int]
    """Answer → how often, blank ones left out."""
    rows: int
    """Rows of data."""
    filled: int
    longest: int
    """Characters of the longest answer."""
    mean_length: float
    mean_words: float

    @property
    def distinct(self) -> int:
        """Number of different answers."""
        return len(self.values)

    @property
    def variety(self) -> float:
        """Different answers as a share of all, 0..1."""
        return self.distinct / self.filled if self.filled else 0.0

    @property
    def examples(self) -> tuple[str, ...]:
        """The first three different answers."""
        return tuple(value for value, _ in zip(self.values, range(3), strict=False))

    def share(self, pattern: re.Pattern[str]) -> float:
        """Share of the answers that match a pattern as a whole, 0..1."""
        hits = sum(n for v, n in self.values.items() if pattern.fullmatch(v.strip()))
        return hits / self.filled if self.filled else 0.0

    @property
    def dates(self) -> float:
        """Share of answers that are dates or times."""
        return self.share(_DATE)

    @property
    def numbers(self) -> float:
        """Share of answers that are numbers."""
        return self.share(NUMBER)

    @property
    def personal(self) -> str:
        """What personal detail most answers are, in words, else empty."""
        for pattern, what in (
            (_EMAIL, "e-mail addresses"),
            (_IP, "IP addresses"),
            (_PHONE, "telephone numbers"),
        ):
            if self.filled and self.share(pattern) > 0.5 and self.dates < 0.5:
                return what
        return ""

    @property
    def counts_rows(self) -> bool:
        """Whether the column numbers the rows: 1, 2, 3 …, each once."""
        texts = [value.strip() for value in self.values]
        if len(texts) != self.rows or not all(
            text.isascii() and text.isdigit() and len(text) < 10 for text in texts
        ):
            return False
        numbers = [int(text) for text in texts]
        return max(numbers) - min(numbers) == self.rows - 1 and min(numbers) <= 1

    @property
    def is_tick(self) -> bool:
        """Whether the answers only say ticked or not ticked."""
        known = TICKED | NOT_TICKED
        return bool(self.values) and all(
            value.strip().casefold() in known for value in self.values
        )


def count_columns(rows: Iterable[Sequence[str]]) -> list[Counter[str]]:
    """Return, for each column, how often each value occurs, blank ones included."""
    return [Counter(column) for column in zip(*rows, strict=True)]


def find_markers(columns: Sequence[Mapping[str, int]]) -> tuple[tuple[str, ...], ...]:
    """Return the markers (not asked, not answered) an export uses, if it does.

    EFS Survey writes -66, -77 and -99 into empty cells; they count as markers where
    two of them or more are common across columns.
    """
    common = {
        marker
        for marker in (*NOT_ASKED, *NOT_ANSWERED)
        if sum(1 for column in columns if marker in column) >= 2
    }
    if len(common) < 2:
        return (), ()
    return NOT_ASKED, NOT_ANSWERED


def facts_of(counts: Mapping[str, int], left_out: Iterable[str] = ()) -> Facts:
    """Return the facts about one column.

    Args:
        counts: value → how often, blank ones included.
        left_out: values that are no answers.
    """
    ignored = set(left_out)
    values = {
        value: n
        for value, n in counts.items()
        if value.strip() and value.strip() not in ignored
    }
    filled = sum(values.values())
    return Facts(
        values=values,
        rows=sum(counts.values()),
        filled=filled,
        longest=max(map(len, values), default=0),
        mean_length=_mean(((len(v), n) for v, n in values.items()), filled),
        mean_words=_mean(((len(v.split()), n) for v, n in values.items()), filled),
    )


def _mean(weighted: Iterable[tuple[int, int]], filled: int) -> float:
    return sum(size * n for size, n in weighted) / filled if filled else 0.0
