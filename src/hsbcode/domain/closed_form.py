"""What the closed questions of an instrument mean to tables: options, routes, rules.

Options are known by id. A column of a grid has no id of its own: its label is the id.
"""

from dataclasses import dataclass, field
from enum import StrEnum

ALL = "all"
"""Seen by everybody."""


class QuestionType(StrEnum):
    """How a closed question is answered."""

    SINGLE = "single"
    MULTI = "multi"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class ClosedOption:
    """One answer on offer."""

    id: str
    label: str
    rank: int | None = None
    """Larger is more, whichever way the scale is printed."""
    outside: bool = False
    """Not knowing, not applicable: in the base, outside any order."""
    exclusive: bool = False
    """None of the above."""
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """One row of a grid."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class RouteCondition:
    """True where the answer to a question holds one of the options."""

    question: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosedQuestion:
    """One closed question, a joined pair of twins, a derived variable or a fact."""

    id: str
    type: QuestionType
    label: str
    options: tuple[ClosedOption, ...]
    rows: tuple[ClosedRow, ...] = ()
    base: str = "answered"
    """``answered``, ``ticked`` (a list with none), ``asked`` (a list without) or
    ``coded`` (codes given to an open answer)."""
    unit: str = "person"
    scale: str = ""
    top_two: tuple[str, ...] = ()
    never_offered: tuple[str, ...] = ()
    seen_by: str = ALL
    condition: RouteCondition | None = None
    sources: tuple[str, ...] = ()
    """The questions it is made from; empty for a question as asked."""
    caution: str = ""
    """What must be printed when it was joined from twins."""
    rule: str = ""
    """How it was made, and the recodes that touch it, for the footer."""
    notes: tuple[str, ...] = ()
    """Sentences that stand under every table with it."""
    taken_out: bool = False
    """A recode carried through takes some people's answers out."""

    @property
    def columns(self) -> tuple[str, ...]:
        """``question.row`` for a grid, else the question alone."""
        if self.type is QuestionType.GRID:
            return tuple(f"{self.id}.{row.id}" for row in self.rows)
        return (self.id,)

    @property
    def tick_labels(self) -> dict[str, str]:
        """Label → id of a tick list; a label printed twice is ``Label (2)`` then."""
        labels: dict[str, str] = {}
        seen: dict[str, int] = {}
        for option in self.options:
            seen[option.label] = place = seen.get(option.label, 0) + 1
            name = option.label if place == 1 else f"{option.label} ({place})"
            labels[name] = option.id
        return labels

    def option(self, option_id: str) -> ClosedOption | None:
        """Return an option by id."""
        return next((one for one in self.options if one.id == option_id), None)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One open question: under which names its answers come, and who sees it."""

    id: str
    label: str
    codes: str = ""
    """The name that it shares with its twins; empty where it has none."""
    seen_by: str = ALL
    condition: RouteCondition | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """Twin questions that may be read as one."""

    id: str
    sources: tuple[str, ...]
    caution: str = ""


@dataclass(frozen=True, slots=True)
class NoPool:
    """Twins that may not be joined."""

    questions: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options joined under one name."""

    id: str
    label: str
    options: tuple[str, ...]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class DerivedRule:
    """A variable made from answers; rules speak of ids and labels, not positions."""

    id: str
    label: str
    kind: str
    """``groups``, ``any_option``, ``labels`` or ``recode``."""
    version: int = 1
    sources: tuple[str, ...] = ()
    groups: tuple[OptionGroup, ...] = ()
    unmapped: tuple[str, ...] = ()
    """Options without a group: an answer among them stops the build."""
    options: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    report_counts: tuple[str, ...] = ()
    move: tuple[str, str] = ("", "")
    """For a recode: the option that people leave and where they go."""
    undecided: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the form; pages stand in the order in which they are met."""

    id: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """The closed questions of an instrument with routes and rules."""

    id: str
    title: str
    questions: dict[str, ClosedQuestion]
    """By id, in the order of the form; joined and derived ones follow."""
    decided_by: str = ""
    """The question that decides who sees which part."""
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Part of the form → the options that lead there."""
    otherwise: str = ""
    pools: tuple[Pool, ...] = ()
    no_pools: tuple[NoPool, ...] = ()
    derived: tuple[DerivedRule, ...] = ()
    pages: tuple[Page, ...] = ()
