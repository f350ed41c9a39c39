"""What the agreement room hands on: coefficients as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


TENTATIVE, FIRM = 0.667, 0.8
"""Below the first Krippendorff (2004) drops a variable, below the second he draws
tentative conclusions only. Limits to quote with their source, and no verdict."""


class Below(NamedTuple):
    """Share of the resamples below each of Krippendorff's limits, 0..1."""

    tentative: float
    """Below .667."""
    firm: float
    """Below .800."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its interval, or the reason why there is none."""

    value: float | None
    interval: Interval | None = None
    undefined: str | None = None
    """The reason, e.g. ``no variation``; then ``value`` is None."""
    below: Below | None = None
    """None where there is no interval."""


NOT_MEASURED = Coefficient(None, undefined="not measured")


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
    """Cohen's."""


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
    coders: tuple[str, ...] = ()
    """Who judged it beside somebody else, sorted."""
    applied: int = 0
    """Judgements that applied it."""
    used: int = 0
    """Of the units, those in which anybody applied it."""
    agreed: int = 0
    """Of these, those in which everybody who judged it did: "of 40 answers where
    either used *trust*, both did in 29"."""


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
    percent: float | None = None
    """Share of units to which both gave the same set, 0..1."""
    kappa: Coefficient = NOT_MEASURED
    """Cohen's kappa of whole sets as values: equal or not."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Agreement of the others without one coder: who is the odd one out?"""

    coder: str
    units: int
    """Finished by two of the others or more."""
    alpha: Coefficient
    """Over code sets (MASI)."""
    by_code: Mapping[str, Coefficient] = field(default_factory=dict)
    """Code → alpha of its yes/no data; without intervals."""


@dataclass(frozen=True, slots=True)
class OtherCoefficient:
    """A second opinion, for those who ask for it."""

    statistic: str
    """``fleiss_kappa``, ``gwet_ac1``, ``brennan_prediger``, ``scott_pi``,
    ``pooled_kappa``, ``mean_alpha`` or ``multi_valued_alpha``."""
    found: Coefficient
    units: int
    code: str = ""
    """Empty: over whole sets of codes."""
    coders: tuple[str, ...] = ()
    """The two it is about; empty: everybody."""


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """Agreement about where in the text a code stands."""

    code: str
    units: int
    """Units finished by two coders or more (and where the code was offered)."""
    spans: int
    """Stretches marked in them, by all coders together."""
    overlap: Coefficient
    """F1: how many of one coder's stretches touch one of another's, both ways."""
    alpha: Coefficient
    """Krippendorff's alpha of the characters, each marked or not."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Where one coder gave one code and another coder another in its stead."""

    coders: tuple[str, str]
    said: tuple[str, str]
    """The code that only the first gave, the one that only the second gave; empty
    where the other gave none that the first had not."""
    units: tuple[str, ...]
    """In the order of the disagreements."""

    @property
    def n(self) -> int:
        """In how many units."""
        return len(self.units)


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
    left_out: tuple[LeftOut, ...] = ()
    """With three coders or more: the others without each of them."""
    spans: tuple[SpanAgreement, ...] = ()
    """Codes of which anybody marked a stretch of words."""
    more: tuple[OtherCoefficient, ...] = ()
    """Only where they were asked for."""

    @property
    def headline(self) -> SetAgreement:
        """Agreement over whole sets with MASI distance: the one number to name."""
        return self.sets[0]
