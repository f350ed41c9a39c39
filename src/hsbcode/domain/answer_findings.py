"""What in the answers does not fit the instrument; the answers themselves are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any


class FindingKind(StrEnum):
    """In which way an answer does not fit."""

    UNLISTED = "unlisted"
    OFF_ROUTE = "off_route"
    NEVER_OFFERED = "never_offered"
    SEVERAL = "several"
    EXCLUSIVE = "exclusive"

    @property
    def words(self) -> str:
        """What a count of them is called."""
        return _WORDS[self]


_WORDS = {
    FindingKind.UNLISTED: "not on the list",
    FindingKind.OFF_ROUTE: "against the route",
    FindingKind.NEVER_OFFERED: "never offered",
    FindingKind.SEVERAL: "with two answers where one is possible",
    FindingKind.EXCLUSIVE: "with none of the above beside other ticks",
}
_ALIKE = 3
"""How many people with one and the same finding a short list names."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A respondent and where the answers came from."""

    reference: str
    file: str
    row: int
    """Row in the file, from 1, header rows included."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit, and everybody in whose answers it was found."""

    kind: FindingKind
    question: str
    """``question`` or ``question.row``, as the project calls it."""
    answer: str
    """Label or labels as given; empty for people's own words and for secret facts."""
    why: str
    """What the instrument says instead, as part of a sentence."""
    people: tuple[int, ...]
    """Places in the list of origins."""


@dataclass(frozen=True, slots=True)
class AnswerFindings:
    """The answers of an import, or of a project, held against an instrument."""

    instrument: str
    origins: tuple[Origin, ...]
    """Everybody whose answers were looked at."""
    findings: tuple[Finding, ...]
    """By kind, then in the order of the form."""
    unknown: tuple[str, ...] = ()
    """Questions (or options of tick lists) that the instrument does not have."""
    lacking: tuple[str, ...] = ()
    """Questions (or options of tick lists) for which there is no column."""
    remarks: tuple[str, ...] = ()
    """Further things to know, each a sentence."""
    known: int = 0
    """How many questions the instrument and the answers share."""

    @property
    def counts(self) -> dict[FindingKind, int]:
        """Answers by kind; every kind is there."""
        found = dict.fromkeys(FindingKind, 0)
        for one in self.findings:
            found[one.kind] += len(one.people)
        return found

    @property
    def total(self) -> int:
        """How many answers do not fit; one answer may in two ways."""
        return sum(len(one.people) for one in self.findings)

    @property
    def respondents(self) -> int:
        """How many people gave such an answer."""
        return len({person for one in self.findings for person in one.people})

    def sentence(self) -> str:
        """Return the counts in words."""
        if not self.origins:
            return "There are no answers yet to hold against the instrument."
        looked = f"{len(self.origins)} respondent{'s' * (len(self.origins) != 1)}"
        if not self.findings:
            return f"{looked}: every answer fits the instrument {self.instrument}."
        parts = [f"{n} {kind.words}" for kind, n in self.counts.items() if n]
        answers = f"{self.total} answer{'s' * (self.total != 1)}"
        verb, they = ("do", "they are") if self.total != 1 else ("does", "it is")
        return (
            f"{answers} ({self.respondents} of {looked}) {verb} not fit the "
            f"instrument {self.instrument}; {they} kept: {', '.join(parts)}."
        )

    def notes(self) -> tuple[str, ...]:
        """Return what else there is to know, in sentences."""
        if not self.origins:
            return ()
        notes = list(self.remarks)
        if self.unknown:
            notes.append(f"Not in the instrument: {some_of(self.unknown)}.")
        if self.lacking:
            notes.append(
                f"In the instrument, but no column here: {some_of(self.lacking)}."
            )
        return tuple(notes)

    def lines(self, limit: int) -> tuple[str, ...]:
        """Return at most ``limit`` findings as sentences, one a respondent.

        Each kind has its share of them, and of people with one and the same finding
        three are named, so that a common fault does not hide a rare one.
        """
        kinds = [
            list(islice(self._lines(kind), limit))
            for kind, count in self.counts.items()
            if count
        ]
        share = max(1, limit // max(1, len(kinds)))
        left = limit - sum(min(share, len(lines)) for lines in kinds)
        listed: list[str] = []
        for lines in kinds:
            more = max(0, min(left, len(lines) - share))
            left -= more
            listed += lines[: share + more]
        return tuple(listed[:limit])

    def all_lines(self) -> Iterator[str]:
        """Yield every finding as a sentence, one a respondent."""
        for one in self.findings:
            for person in one.people:
                yield self._line(one, person)

    def of_question(self, question: str) -> dict[FindingKind, int]:
        """Return the counts of a question; kinds without any are out."""
        found: dict[FindingKind, int] = {}
        for one in self.findings:
            if one.question == question:
                found[one.kind] = found.get(one.kind, 0) + len(one.people)
        return found

    def lines_of(self, question: str, limit: int) -> tuple[str, ...]:
        """Return at most ``limit`` findings of a question, one a respondent."""
        lines = (
            self._line(one, person)
            for one in self.findings
            if one.question == question
            for person in one.people
        )
        return tuple(islice(lines, limit))

    def _lines(self, kind: FindingKind) -> Iterator[str]:
        for one in self.findings:
            if one.kind is not kind:
                continue
            for person in one.people[:_ALIKE]:
                yield self._line(one, person)
            more = len(one.people) - _ALIKE
            if more > 0:
                yield f"  … and the same of {more} more"

    def _line(self, found: Finding, person: int) -> str:
        origin = self.origins[person]
        answer = f" “{_short(found.answer)}”" if found.answer else ""
        where = f"{origin.reference} ({origin.file}, row {origin.row})"
        return f"{where}, {found.question}{answer}: {found.why}"

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON values, one entry an answer."""
        return {
            "instrument": self.instrument,
            "looked_at": len(self.origins),
            "respondents": self.respondents,
            "counts": {kind.value: n for kind, n in self.counts.items()},
            "findings": [
                {
                    "kind": one.kind.value,
                    "respondent": self.origins[person].reference,
                    "file": self.origins[person].file,
                    "row": self.origins[person].row,
                    "question": one.question,
                    "answer": one.answer or None,
                    "why": one.why,
                }
                for one in self.findings
                for person in one.people
            ],
            "not_in_the_instrument": list(self.unknown),
            "no_column": list(self.lacking),
            "remarks": list(self.remarks),
        }


def some_of(names: Sequence[str], at_most: int = 8) -> str:
    """Return the first of some names, and how many more there are."""
    more = len(names) - at_most
    return ", ".join(names[:at_most]) + (f" and {more} more" if more > 0 else "")


def _short(label: str, longest: int = 60) -> str:
    plain = " ".join(label.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
