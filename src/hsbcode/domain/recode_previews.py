"""What a recode would do, as values for people to look at before they decide."""

import re
from dataclasses import dataclass

from hsbcode.domain.recodes import RecodeDecision, RecodeSteps

_NUMBERED = re.compile(r"(figure|table)_\d+")


@dataclass(frozen=True, slots=True)
class AffectedTable:
    """A table or figure that speaks of a question."""

    id: str
    title: str
    changes: bool
    """Whether a number in it changes when the recode is carried through."""

    @property
    def name(self) -> str:
        """``Figure 6`` for figure_6; other ids as they stand."""
        if _NUMBERED.fullmatch(self.id):
            return self.id.replace("_", " ").capitalize()
        return self.id


@dataclass(frozen=True, slots=True)
class Dependent:
    """A question that was asked because of the answer that is recoded."""

    question: str
    label: str
    decision: str
    """``carry``, ``leave`` or empty."""
    answered: int
    """People who answered it."""
    answered_if_carried: int
    tables: tuple[AffectedTable, ...]


@dataclass(frozen=True, slots=True)
class Sister:
    """The same rule on another question: a second figure, never the published one."""

    question: str
    label: str
    code: str
    """Label of the code."""
    steps: RecodeSteps


@dataclass(frozen=True, slots=True)
class RecodePreview:
    """Everything a person needs to decide on a recode."""

    rule: str
    label: str
    version: int
    question: str
    """Label of the open question."""
    code: str
    """Label of the code that moves people."""
    apart: tuple[str, ...]
    start: str
    """Label of the answer that people leave."""
    end: str
    steps: RecodeSteps
    decision: RecodeDecision | None
    """The decision in force; None where there is none."""
    tables: tuple[AffectedTable, ...]
    """Tables of the answer itself."""
    dependents: tuple[Dependent, ...]
    sisters: tuple[Sister, ...]
    expected: int | None
    """People moved according to the instrument."""
    undecided: str
    footnote: str
    references: dict[str, str]
    """Respondent → the reference that people know."""

    @property
    def in_force(self) -> bool:
        """Whether tables are corrected by it."""
        return self.decision is not None
