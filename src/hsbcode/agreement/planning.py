"""How many answers have to be coded twice for an interval of a wanted width."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from threadpoolctl import threadpool_limits

from hsbcode.agreement.draws import Draws
from hsbcode.agreement.judgements import Judgements, judgements_from
from hsbcode.agreement.per_code import code_agreements
from hsbcode.agreement.whole_sets import set_agreements
from hsbcode.domain.agreement import Coefficient
from hsbcode.domain.sampling import Z_95

OVER_SETS = ""
"""The name under which whole sets of codes stand among codes."""
_STEPS = (0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32)


def width_for_pair(alpha: float, prevalence: float, answers: int) -> float:
    """Return how wide a 95 % interval of alpha will be, from assumptions.

    Two coders give a code alike often, with a true agreement ``alpha``. Large-sample
    variance of the intraclass kappa, which alpha of two coders comes to (Bloch &
    Kraemer 1989, Biometrics 45; the form used by Donner & Eliasziw 1992):
    ``(1-k)/n · ((1-k)(1-2k) + k(2-k) / (2p(1-p)))``.

    Args:
        alpha: expected, below 1.
        prevalence: share of judgements that give the code, above 0 and below 1.
        answers: how many both code.

    Returns:
        From end to end; at most 2.
    """
    return min(2.0, 2 * Z_95 * math.sqrt(_variance(alpha, prevalence) / answers))


def size_for_pair(width: float, alpha: float, prevalence: float) -> int:
    """Return how many answers two coders have to code for an interval so wide.

    The same formula as ``width_for_pair``, solved for the number of answers.
    """
    return math.ceil(_variance(alpha, prevalence) * (2 * Z_95 / width) ** 2)


def _variance(alpha: float, prevalence: float) -> float:
    return (1 - alpha) * (
        (1 - alpha) * (1 - 2 * alpha)
        + alpha * (2 - alpha) / (2 * prevalence * (1 - prevalence))
    )


def pilot_widths(
    codings: Mapping[str, Mapping[str, frozenset[str]]],
    *,
    codes: Sequence[str],
    respondents: Mapping[str, str],
    offered: Mapping[str, frozenset[str]] | None = None,
    answers: Iterable[int],
    resamples: int = 400,
    seed: int = 0,
) -> dict[int, dict[str, float]]:
    """Return how wide intervals would be if a pilot had had more answers, or fewer.

    The pilot's respondents are drawn with replacement, as many as so many answers
    have, and each sample is measured (Efron & Tibshirani 1993, section 25.4, on
    samples of another size than the data).

    Args:
        codings: unit → coder → codes, of the pilot.
        codes: every code that can occur.
        respondents: unit → respondent.
        offered: unit → codes offered there.
        answers: numbers of answers to try.
        resamples: samples of each number.
        seed: the same seed gives the same widths.

    Returns:
        Number → code, or ``OVER_SETS`` → width of the 95 % interval; codes without an
        interval are left out.
    """
    judgements = judgements_from(codings, codes, respondents, offered)
    if not judgements.units:
        return {}
    people = int(judgements.respondents.max()) + 1
    found: dict[int, dict[str, float]] = {}
    with threadpool_limits(1, user_api="blas"):
        for each in sorted(set(answers)):
            drawn = max(1, round(each * people / len(judgements.units)))
            draws = _draws(judgements, people, drawn, resamples, seed)
            widths = {
                code.code: width
                for code in code_agreements(judgements, draws)
                if (width := _width(code.alpha)) is not None
            }
            whole = _width(set_agreements(judgements, draws)[0].alpha)
            if whole is not None:
                widths[OVER_SETS] = whole
            found[each] = widths
    return found


def numbers_to_try(pilot: int, at_most: int) -> tuple[int, ...]:
    """Return numbers of answers around a pilot, up to as many as there are."""
    tried = {max(2, round(step * pilot)) for step in _STEPS}
    return tuple(sorted({each for each in tried if each < at_most} | {at_most}))


def size_from_widths(
    widths: Mapping[int, Mapping[str, float]], code: str, width: float
) -> int | None:
    """Return the number of answers from which an interval is as narrow as wanted.

    Between two numbers that were tried, a width goes with 1/√n.

    Returns:
        None where no number that was tried is enough.
    """
    enough: int | None = None
    # from the top down: in few answers a rare code may be narrow by luck
    for each in sorted(widths, reverse=True):
        found = widths[each].get(code)
        if found is None or found > width:
            break
        enough = each
    if enough is None:
        return None
    below = max((each for each in widths if each < enough), default=0)
    # what exactly this width would need, seen from the number that is enough
    needed = math.ceil(enough * (widths[enough][code] / width) ** 2)
    return min(enough, max(needed, below + 1))


def _draws(
    judgements: Judgements, people: int, drawn: int, resamples: int, seed: int
) -> Draws:
    weights = np.ones((people, 1 + resamples), dtype=np.uint16)
    rng = np.random.default_rng(seed)
    weights[:, 1:] = rng.multinomial(drawn, np.full(people, 1 / people), resamples).T
    return Draws(weights, judgements.respondents)


def _width(found: Coefficient) -> float | None:
    return found.interval.high - found.interval.low if found.interval else None
