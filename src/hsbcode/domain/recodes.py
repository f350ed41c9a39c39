"""Recodes driven by codes, as values: who leaves a closed answer, and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hsbcode.domain.shares import Share


class Ground(StrEnum):
    """Why a person is moved, or stays."""

    MOVED = "moved"
    MIXED = "mixed"
    """The code, and another beside it."""
    OTHER = "other"
    """Coded, and without the code."""
    APART = "apart"
    """Holds a code that the rule wants to be counted by itself."""
    UNDECIDED = "undecided"
    """Not coded, or coders differ and nothing is settled."""
    NOTHING = "nothing"
    """Wrote something in which there is nothing to code."""
    SILENT = "silent"
    """Wrote nothing."""


@dataclass(frozen=True, slots=True)
class RecodeDecision:
    """What somebody decided about a recode."""

    rule: str
    version: int
    """Of the rule, when it was decided."""
    by: str
    codebook: str
    """Version of the codebook, when it was decided."""
    moved: int
    """People moved, when it was decided."""
    carry: tuple[str, ...] = ()
    """Dependent questions where those moved count as not asked."""
    leave: tuple[str, ...] = ()
    """Dependent questions that stay as answered."""
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class SisterRecode:
    """Whom the rule of a recode would move on another question; it never does."""

    code: str
    """Label of the code there."""
    grounds: Mapping[str, Ground]


@dataclass(frozen=True, slots=True)
class Recode:
    """A recode as it acts on tables: who has which ground, and what else changes."""

    grounds: Mapping[str, Ground]
    """Respondent → ground; whoever is missing wrote nothing."""
    carried: frozenset[str] = frozenset()
    """Questions, follow-ups included, where those moved count as not asked."""
    decision: RecodeDecision | None = None
    question: str = ""
    """Label of the open question."""
    code: str = ""
    """Label of the code."""
    apart: tuple[str, ...] = ()
    """Labels of the codes counted by themselves."""
    sisters: Mapping[str, SisterRecode] = field(default_factory=dict)
    """Other closed questions that get a second figure under their tables."""


@dataclass(frozen=True, slots=True)
class RecodeSteps:
    """What a recode does to one closed answer; the base stays as it is."""

    base: int
    people: Mapping[Ground, tuple[str, ...]]
    """Ground → respondents who gave the answer, in the order of the survey."""

    def count(self, ground: Ground) -> int:
        """Return how many who gave the answer have a ground."""
        return len(self.people.get(ground, ()))

    @property
    def as_answered(self) -> Share:
        """Everybody who gave the answer."""
        return Share(sum(map(len, self.people.values())), self.base)

    @property
    def moved(self) -> Share:
        """Those whom the codes move."""
        return Share(self.count(Ground.MOVED), self.base)

    @property
    def corrected(self) -> Share:
        """Those who are left."""
        return Share(self.as_answered.count - self.moved.count, self.base)


@dataclass(frozen=True, slots=True)
class RecodeNotes:
    """What stands under each table of a question that a recode touches."""

    line: str = ""
    """For the list of recodes in the footer."""
    sentences: tuple[str, ...] = ()


def steps_of(
    chose: Sequence[str], base: int, grounds: Mapping[str, Ground]
) -> RecodeSteps:
    """Return what becomes of those who gave the answer.

    Args:
        chose: respondents who gave it.
        base: people who answered the question.
        grounds: respondent → ground; whoever is missing wrote nothing.
    """
    people: dict[Ground, list[str]] = {ground: [] for ground in Ground}
    for person in chose:
        people[grounds.get(person, Ground.SILENT)].append(person)
    return RecodeSteps(base, {ground: tuple(who) for ground, who in people.items()})
