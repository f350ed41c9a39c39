"""How far suggestions can be trusted, as values: judged on answers not learnt from."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from hsbcode.domain.agreement import Interval

Verdict: TypeAlias = Literal["useful", "weak", "not enough to say"]

LEAST_GIVEN = 10
LEAST_FOR_SHARES = 100
"""Coded answers from which shares are given as percentages; below it, in words."""


@dataclass(frozen=True, slots=True)
class HumanAgreement:
    """How far people agree with each other about a code, without any suggestion."""

    units: int
    """Answers that two people coded blind."""
    positive: float | None
    """Chance that the other one applied the code, too, 0..1 (Dice 1945)."""
    alpha: float | None
    """Krippendorff's alpha of the yes/no data; None where it is not defined."""
    given: int = 0
    """How often they gave it, all together."""

    @property
    def says_enough(self) -> bool:
        """Whether it was given often enough to tell anything."""
        return self.positive is not None and self.given >= LEAST_GIVEN


@dataclass(frozen=True, slots=True)
class CodeQuality:
    """How far the suggestions of one code can be trusted, out of fold."""

    code: str
    positives: int
    """Judged answers to which people applied it."""
    suggested: int
    right: int
    precision: float | None
    """Share of its suggestions that were right; None where it was never suggested."""
    recall: float | None
    """Share of the answers with it that had it suggested."""
    f1: float | None
    sentence: str
    """In words, e.g. ``of 10 suggested, 8 were right``."""
    verdict: Verdict = "not enough to say"
    reason: str = ""
    """Why this verdict, in a few words; empty where it is useful."""
    answers: int = 0
    """Judged answers where the code was offered."""
    respondents: int = 0
    """People with it."""
    base_rate: float | None = None
    """Share of those answers with the code: what guessing reaches as AP."""
    ap: float | None = None
    """Average precision of its ranking, 0..1."""
    interval: Interval | None = None
    """95 % interval of ``ap``: respondents resampled."""
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None
    f1_interval: Interval | None = None
    keyword_precision: float | None = None
    """The same for keyword hits alone."""
    keyword_recall: float | None = None
    keyword_ap: float | None = None
    learnt: bool = False
    """Whether a model of all coded answers has learnt it; else from the codebook."""
    human: HumanAgreement | None = None

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values; shares 0..1 and unrounded."""
        return {
            "code": self.code,
            "n": self.positives,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "ap": self.ap,
            "interval": _pair(self.interval),
            "verdict": self.verdict,
            "sentence": self.sentence,
            "reason": self.reason,
            "answers": self.answers,
            "respondents": self.respondents,
            "suggested": self.suggested,
            "right": self.right,
            "base_rate": self.base_rate,
            "precision_interval": _pair(self.precision_interval),
            "recall_interval": _pair(self.recall_interval),
            "f1_interval": _pair(self.f1_interval),
            "keyword_precision": self.keyword_precision,
            "keyword_recall": self.keyword_recall,
            "keyword_ap": self.keyword_ap,
            "learnt": self.learnt,
            "human": None
            if self.human is None
            else {
                "answers": self.human.units,
                "given": self.human.given,
                "positive": self.human.positive,
                "alpha": self.human.alpha,
            },
        }


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """What a part of the coded answers is worth, judged on the same answers."""

    share: float
    """Of the coded answers learnt from: 1/8, 1/4, 1/2, 1."""
    coded: int
    """Coded answers learnt from, mean over folds."""
    precision_at_1: float
    recall_at_5: float
    macro_ap: float | None


@dataclass(frozen=True, slots=True)
class ProductionPoint:
    """What one limit lets through."""

    limit: float
    """Lowest score 0..1 of a first suggestion that is shown."""
    answers: int
    """Answers whose first suggestion reaches it."""
    right: int
    share: float
    """Of all judged answers (production rate)."""
    accuracy: float | None
    """Share of them that were right; None where there are none."""


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Suggestions with about the same score, and how many of them were right."""

    low: float
    high: float
    suggested: int
    right: int
    mean_score: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Out-of-fold quality over all codes; folds keep a respondent together."""

    units: int
    """Coded answers it was judged on."""
    respondents: int
    folds: int
    codes: tuple[CodeQuality, ...]
    precision_at_1: float | None
    recall_at_5: float | None
    micro_f1: float | None
    baseline_at_1: float | None
    """Always suggesting the commonest code."""
    keywords_at_1: float | None
    """Suggesting by codebook hits alone."""
    reason: str = ""
    """Why nothing could be judged, in a sentence."""
    macro_f1: float | None = None
    """Mean over the codes that were applied."""
    macro_ap: float | None = None
    ece: float | None = None
    """Expected calibration error of the suggestions shown with a score."""
    precision_at_1_interval: Interval | None = None
    recall_at_5_interval: Interval | None = None
    micro_f1_interval: Interval | None = None
    baseline_micro_f1: float | None = None
    """Suggesting the commonest code for every answer."""
    keywords_micro_f1: float | None = None
    coded: int = 0
    """Coded answers that were there to learn from."""
    judged: str = ""
    """Which of them it was judged on, and why, in a sentence."""
    learning_curve: tuple[LearningPoint, ...] = ()
    production_curve: tuple[ProductionPoint, ...] = ()
    calibration: tuple[CalibrationBin, ...] = ()
    limit: float | None = None
    """The limit that was chosen for this project; None: the model's own."""
    resamples: int = 0
    seed: int = 0

    @property
    def in_percent(self) -> bool:
        """Whether there are enough answers for percentages; else words."""
        return self.units >= LEAST_FOR_SHARES

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values; shares 0..1 and unrounded."""
        return {
            "answers": self.units,
            "micro_f1": self.micro_f1,
            "macro_f1": self.macro_f1,
            "macro_ap": self.macro_ap,
            "p_at_1": self.precision_at_1,
            "r_at_5": self.recall_at_5,
            "ece": self.ece,
            "codes": [code.as_dict() for code in self.codes],
            "reason": self.reason,
            "coded": self.coded,
            "judged": self.judged,
            "respondents": self.respondents,
            "folds": self.folds,
            "seed": self.seed,
            "resamples": self.resamples,
            "intervals": {
                "p_at_1": _pair(self.precision_at_1_interval),
                "r_at_5": _pair(self.recall_at_5_interval),
                "micro_f1": _pair(self.micro_f1_interval),
            },
            "baselines": {
                "commonest_code": {
                    "p_at_1": self.baseline_at_1,
                    "micro_f1": self.baseline_micro_f1,
                },
                "keywords": {
                    "p_at_1": self.keywords_at_1,
                    "micro_f1": self.keywords_micro_f1,
                },
            },
            "learning_curve": [
                {
                    "share": point.share,
                    "coded": point.coded,
                    "p_at_1": point.precision_at_1,
                    "r_at_5": point.recall_at_5,
                    "macro_ap": point.macro_ap,
                }
                for point in self.learning_curve
            ],
            "production_curve": [
                {
                    "limit": point.limit,
                    "answers": point.answers,
                    "right": point.right,
                    "share": point.share,
                    "accuracy": point.accuracy,
                }
                for point in self.production_curve
            ],
            "calibration": [
                {
                    "low": part.low,
                    "high": part.high,
                    "suggested": part.suggested,
                    "right": part.right,
                    "mean_score": part.mean_score,
                }
                for part in self.calibration
            ],
            "limit": self.limit,
        }


def with_people(
    quality: Quality, people: dict[str, HumanAgreement], judged: str
) -> Quality:
    """Return a quality with people's own agreement, and what it was judged on."""
    codes = tuple(replace(each, human=people.get(each.code)) for each in quality.codes)
    return replace(quality, codes=codes, judged=judged)


def _pair(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
