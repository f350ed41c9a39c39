"""What the agreement room hands on: coefficients as values."""

from dataclasses import dataclass
from typing import NamedTuple


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its interval, or the reason why there is none."""

    value: float | None
    interval: Interval | None = None
    undefined: str | None = None
    """The reason, e.g. ``no variation``; then ``value`` is None."""


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two coders on one code, over the units both finished."""

    coders: tuple[str, str]
    units: int
    both: int
    """Both applied it."""
    only_first: int
    only_second: int
    neither: int
    percent: float | None
    """Share of units on which they agree, 0..1."""
    kappa: Coefficient


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement about one code."""

    code: str
    units: int
    """Units finished by two coders or more (and where the code was offered)."""
    codings: int
    """Judgements (unit x coder) behind it."""
    prevalence: float | None
    """Share of those judgements that applied the code, 0..1."""
    percent: float | None
    """Mean share of agreeing coder pairs per unit, 0..1."""
    positive: float | None
    """Agreement on the yes side (Dice), 0..1."""
    alpha: Coefficient
    pairs: tuple[PairAgreement, ...]


@dataclass(frozen=True, slots=True)
class SetAgreement:
    """Krippendorff's alpha over whole sets of codes."""

    distance: str
    """``masi``, ``jaccard`` or ``nominal``."""
    alpha: Coefficient
    units: int


@dataclass(frozen=True, slots=True)
class CoderPair:
    """Two coders over whole answers."""

    coders: tuple[str, str]
    units: int
    alpha: Coefficient
    """Alpha over code sets (MASI), the two coders alone."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit two or more coders coded differently."""

    unit: str
    codings: dict[str, frozenset[str]]
    """Coder → codes."""
    disputed: frozenset[str]
    """Codes that some applied and some did not."""
    distance: float
    """Mean MASI distance between its coder pairs: 0 equal, 1 nothing shared."""


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Everything one run of the agreement room found."""

    coders: tuple[str, ...]
    units: int
    """Units finished by at least one coder."""
    shared: int
    """Units finished by two coders or more."""
    codings: int
    codes: tuple[CodeAgreement, ...]
    sets: tuple[SetAgreement, ...]
    matrix: tuple[CoderPair, ...]
    disagreements: tuple[Disagreement, ...]
    """Most disputed first."""
    resamples: int
    seed: int
    method: str
    """A sentence for the methods section: what was resampled, how missing counts."""
