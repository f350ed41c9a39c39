"""What the figures of a code mean in words, by rules that are written down here."""

from hsbcode.domain.agreement import Interval
from hsbcode.domain.quality import Verdict

LEAST_TO_JUDGE = 10
"""Answers with a code below which nothing is said of its suggestions."""
LEAST_PEOPLE = 5
"""Respondents with it, for the same."""
LEAST_SUGGESTED = 5
"""Suggestions of it below which nobody knows how many are right."""
WIDEST = 0.5
"""Interval of average precision that still says something."""
RIGHT_ENOUGH = 0.5
"""Share of a code's suggestions that has to be right for them to be useful."""

RULE = (
    f"useful: applied to {LEAST_TO_JUDGE} answers of {LEAST_PEOPLE} people or more, "
    "ranked surely better than by guessing, not surely worse than by its keywords "
    "alone, and at least half of its suggestions were right; weak: judged, and not "
    "so; not enough to say: fewer answers, fewer than "
    f"{LEAST_SUGGESTED} suggestions, or an interval wider than a half"
)


def sentence(positives: int, suggested: int, right: int) -> str:
    """Return how often a code was suggested rightly, in words."""
    if suggested == 0:
        words = "never suggested"
    else:
        were = "was" if right == 1 else "were"
        words = f"of {suggested} suggested, {right} {were} right"
    if positives < LEAST_TO_JUDGE:
        answers = "answer" if positives == 1 else "answers"
        words += f"; applied to {positives} {answers} only, too few to judge"
    return words


def verdict_of(
    positives: int,
    respondents: int,
    suggested: int,
    precision: float | None,
    base_rate: float | None,
    interval: Interval | None,
    beside_keywords: Interval | None,
) -> tuple[Verdict, str]:
    """Return the verdict on a code, and the reason for it.

    Args:
        positives: judged answers with the code.
        respondents: people who gave them.
        suggested: how often it was suggested.
        precision: share of these that were right; None: it never was.
        base_rate: share of answers with it, which guessing reaches.
        interval: 95 % interval of its average precision.
        beside_keywords: interval of what it is above that of its keywords alone;
            None: it has none.
    """
    if positives < LEAST_TO_JUDGE:
        short = f"applied to {positives} of the {LEAST_TO_JUDGE} answers it takes"
        return "not enough to say", short
    if respondents < LEAST_PEOPLE:
        short = f"from {respondents} of the {LEAST_PEOPLE} people it takes"
        return "not enough to say", short
    if interval is None or base_rate is None:
        return "not enough to say", "cannot be told from guessing"
    if interval.high - interval.low > WIDEST:
        return "not enough to say", "too few answers to tell how good it is"
    if interval.low <= base_rate:
        return "weak", "hardly better than guessing"
    if beside_keywords is not None and beside_keywords.high < 0:
        return "weak", "its keywords alone do better"
    if precision is None or not suggested:
        return "weak", "never suggested"
    if suggested < LEAST_SUGGESTED:
        times = "once" if suggested == 1 else f"{suggested} times"
        return "not enough to say", f"suggested {times} only"
    if precision < RIGHT_ENOUGH:
        return "weak", "more often wrong than right"
    if beside_keywords is not None and beside_keywords.low > 0:
        return "useful", "better than its keywords alone"
    return "useful", ""
