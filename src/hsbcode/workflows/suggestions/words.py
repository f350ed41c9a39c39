"""Figures of suggestions in words: percentages only where there is enough to tell."""

from collections.abc import Callable

from hsbcode.domain.agreement import Interval
from hsbcode.domain.quality import CodeQuality, HumanAgreement, Quality
from hsbcode.suggest.verdicts import LEAST_TO_JUDGE, RULE

__all__ = [
    "RULE",
    "TECHNICAL",
    "calibration_rows",
    "code_rows",
    "human_words",
    "learning_rows",
    "never_given",
    "number",
    "overall_rows",
    "people_rows",
    "production_rows",
    "share_words",
    "technical_rows",
]

_WORDS = (
    (0.95, "nearly always"),
    (0.8, "mostly"),
    (0.6, "more often than not"),
    (0.4, "about every other time"),
    (0.2, "sometimes"),
    (0.05, "seldom"),
)
"""Lowest share, and the word for it; below all of them: hardly ever."""

Row = tuple[str, ...]


def share_words(
    share: float | None, quality: Quality, interval: Interval | None = None
) -> str:
    """Return a share as ``74 of 100 (70 to 78)``, or in words below 100 answers."""
    if share is None:
        return "–"
    if not quality.in_percent:
        return next((word for least, word in _WORDS if share >= least), "hardly ever")
    told = f"{100 * share:.0f} of 100"
    if interval is not None:
        told += f" ({100 * interval.low:.0f} to {100 * interval.high:.0f})"
    return told


def overall_rows(quality: Quality) -> list[Row]:
    """Return what holds over all codes: (what, how often)."""
    q = quality
    return [
        (
            "the first suggestion is right",
            share_words(q.precision_at_1, q, q.precision_at_1_interval),
        ),
        ("  always the commonest code", share_words(q.baseline_at_1, q)),
        ("  the codebook alone", share_words(q.keywords_at_1, q)),
        (
            "a code people gave is among the first five",
            share_words(q.recall_at_5, q, q.recall_at_5_interval),
        ),
    ]


def code_rows(quality: Quality, label: Callable[[str], str]) -> list[Row]:
    """Return (code, answers with it, verdict, in words) for each code people gave."""
    return [
        (
            label(each.code),
            f"{each.positives:,}",
            each.verdict,
            _sentence(each),
        )
        for each in quality.codes
        if each.positives
    ]


def _sentence(code: CodeQuality) -> str:
    # Where it was given too seldom, the sentence says so itself.
    told = code.reason and code.positives >= LEAST_TO_JUDGE
    return f"{code.sentence} ({code.reason})" if told else code.sentence


def never_given(quality: Quality) -> str:
    """Say what was suggested of codes that nobody has given; empty for none."""
    never = [each for each in quality.codes if not each.positives]
    tried = [each for each in never if each.suggested]
    if not tried:
        return ""
    times = sum(each.suggested for each in tried)
    return (
        f"{len(never):,} codes were never given. Suggestions of them: {times:,}, all "
        "of them wrong."
    )


def people_rows(quality: Quality, label: Callable[[str], str]) -> list[Row]:
    """Return (code, what people reach with each other, what suggestions reach)."""
    rows: list[Row] = []
    for each in quality.codes:
        human = each.human
        if human is None or not human.says_enough:
            continue
        rows.append(
            (
                label(each.code),
                human_words(human, quality),
                share_words(each.f1, quality),
            )
        )
    return rows


def human_words(human: HumanAgreement, quality: Quality) -> str:
    """Return how often a second person gives the code, too."""
    told = "too seldom to say"
    if human.says_enough:
        told = share_words(human.positive, quality)
    return f"{told} (given {human.given:,} times, {human.units:,} answers coded twice)"


def learning_rows(quality: Quality) -> list[Row]:
    """Return (coded answers learnt from, first right, among five) per part."""
    return [
        (
            f"{point.coded:,}",
            share_words(point.precision_at_1, quality),
            share_words(point.recall_at_5, quality),
        )
        for point in quality.learning_curve
    ]


def production_rows(quality: Quality) -> list[Row]:
    """Return (limit, answers with a first suggestion, right, how often); by tenths."""
    return [
        (
            f"{point.limit:.2f}",
            f"{point.answers:,} of {quality.units:,}",
            f"{point.right:,}",
            share_words(point.accuracy, quality),
        )
        for point in quality.production_curve
        if round(100 * point.limit) % 10 == 0
    ]


def calibration_rows(quality: Quality) -> list[Row]:
    """Return (scores, suggested, right) per bin of scores."""
    return [
        (
            f"{part.low:.1f} to {part.high:.1f}",
            f"{part.suggested:,}",
            f"{part.right:,}",
            f"{part.mean_score * part.suggested:.0f}",
        )
        for part in quality.calibration
    ]


def technical_rows(quality: Quality, label: Callable[[str], str]) -> list[Row]:
    """Return a row a code with its figures by their technical names."""
    return [
        (
            label(each.code),
            f"{each.positives:,}",
            number(each.precision),
            number(each.recall),
            number(each.f1),
            number(each.ap) + _interval(each.interval),
            number(each.base_rate),
            number(each.keyword_ap),
            number(each.human.alpha if each.human is not None else None),
        )
        for each in quality.codes
        if each.positives or each.suggested
    ]


TECHNICAL = (
    "code",
    "n",
    "precision",
    "recall",
    "F1",
    "AP (95 %)",
    "base rate",
    "AP of keywords",
    "alpha of people",
)


def number(value: float | None) -> str:
    """Return a figure to two places; a dash where it is not defined."""
    return "–" if value is None else f"{value:.2f}"


def _interval(interval: Interval | None) -> str:
    return "" if interval is None else f" ({interval.low:.2f}–{interval.high:.2f})"
