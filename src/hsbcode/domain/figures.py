"""Published numbers, what is said of them, and what is found wrong with them."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

EVERYONE = "all"


class Unit(StrEnum):
    """What a number counts."""

    PERCENT = "percent"
    COUNT = "count"
    POINTS = "points"
    OTHER = "other"


class Kind(StrEnum):
    """How exactly a number was meant."""

    EXACT = "exact"
    BASE = "base"
    BOUND = "bound"
    ABOUT = "about"


class Relation(StrEnum):
    """How a filter holds people against a variable."""

    IS = "=="
    HAS = "has"
    LACKS = "lacks"
    OTHER = "in words"


class Check(StrEnum):
    """The tests a list of numbers is put to."""

    WHOLE_NUMBER = "whole number"
    ADDED_SHARES = "added shares"
    ROUNDING = "rounding"
    BASE_LIMIT = "base limit"
    SAMPLE_SIZE = "sample size"
    EQUAL_TOTALS = "equal totals"
    TOTAL_IN_RANGE = "total in range"
    SAME_BASE = "same thing, same base"
    SAME_VALUE = "same thing, same value"
    POPULATION = "population"
    ON_OFFER = "answer on offer"
    CLAIM = "claim in words"


class Weight(StrEnum):
    """A contradiction cannot be true; a question wants an explanation."""

    CONTRADICTION = "contradiction"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Filter:
    """A narrowing of a population, such as ``region == north``."""

    variable: str
    relation: Relation
    value: str

    def __str__(self) -> str:
        """Return the filter as it is written."""
        if self.relation is Relation.OTHER:
            return self.value
        return f"{self.variable} {self.relation} {self.value}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number."""

    id: str
    value: Fraction
    """As printed: 43 for 43%."""
    unit: Unit
    kind: Kind = Kind.EXACT
    digits: int = 0
    """Decimals printed."""
    what: str = ""
    doc: str = ""
    where: str = ""
    population: str = ""
    filter: Filter | None = None
    measure: tuple[str, ...] = ()
    """Questions whose answers are counted."""
    keep: tuple[str, ...] = ()
    """Answers counted, sorted."""
    base: int | None = None
    parts: tuple[str, ...] = ()
    """Figures whose printed values were added."""
    same_as: str = ""

    @property
    def is_share(self) -> bool:
        """Whether it is an exact percentage of a printed base."""
        return (
            self.unit is Unit.PERCENT
            and self.kind is Kind.EXACT
            and self.base is not None
        )

    @property
    def printed(self) -> str:
        """The number as it stands on paper, e.g. ``43% of 185``."""
        number = f"{float(self.value):.{self.digits}f}"
        if self.unit is not Unit.PERCENT:
            return number
        return f"{number}%" + (f" of {self.base}" if self.base is not None else "")

    @property
    def name(self) -> str:
        """Id and place, for sentences."""
        return f"{self.id} ({self.where})" if self.where else self.id


@dataclass(frozen=True, slots=True)
class Group:
    """A population, and what is known of its size; each field is one limit."""

    id: str
    n: int | None = None
    within: str = ""
    counted_by: str = ""
    """The figure that counts it, such as the share who said yes."""
    parts: tuple[str, ...] = ()
    """Groups that make it up."""
    apart_from: str = ""
    """A group it shares nobody with."""


@dataclass(frozen=True, slots=True)
class Split:
    """Figures that cut the same people into groups that share nobody."""

    id: str
    parts: tuple[str, ...]
    total: str = ""
    """The figure for all of them together."""
    whole: bool = True
    """Whether the groups hold everyone."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about figures, and the predicate it stands for."""

    id: str
    text: str
    predicate: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureList:
    """Everything a check of published numbers knows."""

    title: str
    figures: tuple[Figure, ...]
    groups: tuple[Group, ...] = ()
    splits: tuple[Split, ...] = ()
    sums: tuple[Split, ...] = ()
    """Counts that add up to their total."""
    claims: tuple[Claim, ...] = ()
    by_id: dict[str, Figure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {figure.id: figure for figure in self.figures}
        object.__setattr__(self, "by_id", by_id)


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not fit, in a sentence that names the figures."""

    check: Check
    weight: Weight
    sentence: str
    figures: tuple[str, ...]
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Untested:
    """A claim that could not be tested, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class FigureReport:
    """The result of all checks on one list."""

    title: str
    figures: int
    shares: int
    """Percentages with a printed base."""
    possible: int
    """Those that some whole number of people gives."""
    findings: tuple[Finding, ...]
    holding: tuple[str, ...]
    """Claims that the printed figures bear out."""
    untested: tuple[Untested, ...]
