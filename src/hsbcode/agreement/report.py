"""One run of the agreement room: every coefficient over one set of codings."""

from collections.abc import Generator, Mapping, Sequence

from threadpoolctl import threadpool_limits

from hsbcode.agreement.disagreements import disagreements
from hsbcode.agreement.draws import draw
from hsbcode.agreement.judgements import judgements_from
from hsbcode.agreement.more import more_coefficients
from hsbcode.agreement.per_code import code_agreements
from hsbcode.agreement.spans import Marks, span_agreements
from hsbcode.agreement.whole_sets import coder_pair, set_agreements
from hsbcode.agreement.without_one import each_left_out
from hsbcode.domain.agreement import AgreementReport, CoderPair, OtherCoefficient
from hsbcode.domain.progress import Progress


def measure(
    codings: Mapping[str, Mapping[str, frozenset[str]]],
    *,
    codes: Sequence[str],
    respondents: Mapping[str, str] | None = None,
    offered: Mapping[str, frozenset[str]] | None = None,
    marks: Marks | None = None,
    more: bool = False,
    resamples: int = 1000,
    seed: int = 0,
) -> AgreementReport:
    """Measure how far coders agree: ``measuring``, run to its end."""
    steps = measuring(
        codings,
        codes=codes,
        respondents=respondents,
        offered=offered,
        marks=marks,
        more=more,
        resamples=resamples,
        seed=seed,
    )
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: AgreementReport = end.value
            return report


def measuring(
    codings: Mapping[str, Mapping[str, frozenset[str]]],
    *,
    codes: Sequence[str],
    respondents: Mapping[str, str] | None = None,
    offered: Mapping[str, frozenset[str]] | None = None,
    marks: Marks | None = None,
    more: bool = False,
    resamples: int = 1000,
    seed: int = 0,
) -> Generator[Progress, None, AgreementReport]:
    """Measure how far coders agree, per code and over whole sets of codes.

    Only finished passes belong here, and only people: a settled coding is nobody's.
    Intervals are percentile intervals over resamples of whole respondents among those
    with a unit that two coders finished. A coefficient that is not defined carries
    its reason instead of a number.

    Args:
        codings: unit → coder → codes; an absent coder is missing, an empty set is
            the judgement that no code applies.
        codes: every code that can occur, in the order of the report.
        respondents: unit → respondent, whose units are resampled together; None =
            each unit is resampled by itself.
        offered: unit → codes offered there; a code not offered is missing for that
            unit, not "no" (whole sets are compared as given). An absent unit offers
            all codes.
        marks: the stretches of words that codes were given to, if any.
        more: also the second opinions (Fleiss, AC1, Brennan-Prediger, Scott, pooled
            kappa, mean alpha, multi-valued alpha).
        resamples: resamples behind each interval; 0 = no intervals.
        seed: the same seed gives the same intervals.

    Raises:
        AgreementError: fewer than two coders, an applied code that is not among
            ``codes``, or a unit without respondent.
    """
    judgements = judgements_from(codings, codes, respondents, offered)
    pairs = len(judgements.pairs)
    total = pairs + 4 + more
    # One thread: waiting threads cost more than they give at these sizes, and the
    # digits do not depend on the machine's cores.
    with threadpool_limits(1, user_api="blas"):
        yield Progress(0, total, "each code")
        draws = draw(judgements.respondents, resamples, seed)
        by_code = code_agreements(judgements, draws)
        yield Progress(1, total, "whole sets of codes")
        sets = set_agreements(judgements, draws)
        matrix: list[CoderPair] = []
        for place, pair in enumerate(judgements.pairs):
            coders = " and ".join(judgements.coders[each] for each in pair)
            yield Progress(2 + place, total, coders)
            matrix.append(coder_pair(judgements, draws, pair))
        yield Progress(2 + pairs, total, "everybody left out once")
        left_out = each_left_out(judgements, draws)
        yield Progress(3 + pairs, total, "stretches of words, disagreements")
        spans = span_agreements(judgements, draws, marks) if marks is not None else ()
        disputed = disagreements(judgements)
        opinions: Sequence[OtherCoefficient] = ()
        if more:
            yield Progress(4 + pairs, total, "second opinions")
            every = judgements_from(codings, codes, respondents, offered, least=1)
            opinions = more_coefficients(
                every, draw(every.respondents, resamples, seed)
            )
    return AgreementReport(
        coders=judgements.coders,
        units=judgements.all_units,
        shared=len(judgements.units),
        codings=judgements.all_codings,
        codes=by_code,
        sets=sets,
        matrix=tuple(matrix),
        disagreements=disputed,
        resamples=resamples,
        seed=seed,
        method=_method(resamples, seed, respondents is not None, offered is not None),
        left_out=left_out,
        spans=spans,
        more=tuple(opinions),
    )


def _method(resamples: int, seed: int, by_respondent: bool, by_offer: bool) -> str:
    """Say for the methods section what was computed and how missing counts."""
    drawn = "respondents with all their answers" if by_respondent else "answers"
    interval = (
        f"95 % intervals are percentiles of {resamples:,} bootstrap resamples of "
        f"{drawn} (seed {seed})"
        if resamples
        else "no intervals were computed"
    )
    offer = "; a code counts only where it was offered" if by_offer else ""
    return (
        "Krippendorff's alpha, per code on yes/no data and over whole sets of codes "
        "with MASI, Jaccard and nominal distance, and Cohen's kappa for every two "
        "coders; answers finished by fewer than two coders are left out, an answer a "
        "coder did not finish is missing, and a finished answer without codes is the "
        f"judgement that no code applies{offer}; {interval}."
    )
