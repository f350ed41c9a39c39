"""Figures of what was held out: of all codes, of each code, and the three curves."""

import numpy as np
import numpy.typing as npt

from hsbcode.domain.quality import (
    CalibrationBin,
    CodeQuality,
    LearningPoint,
    ProductionPoint,
    Quality,
)
from hsbcode.suggest import measuring
from hsbcode.suggest.held_out import HeldOut, KeywordHits, ranks
from hsbcode.suggest.measuring import (
    Flags,
    Floats,
    interval,
    share_interval,
    shares,
    value,
)
from hsbcode.suggest.verdicts import sentence, verdict_of

LIMITS = tuple(step / 20 for step in range(2, 20))
"""Limits of the production curve: .10, .15 … .95."""


class Figures:
    """Counts once for the answers as they are and once for each resample.

    Args:
        held_out: what the models said of answers they had not seen.
        keywords: what the codebook alone says of them.
        judged: the answers that count: shape (n,).
        groups: what is resampled together: shape (n,).
        resamples: resamples behind each interval.
        seed: of the resamples.
    """

    def __init__(
        self,
        held_out: HeldOut,
        keywords: KeywordHits,
        judged: Flags,
        groups: npt.NDArray[np.int64],
        resamples: int,
        seed: int,
    ) -> None:
        coded = held_out.coded
        self._all = held_out
        self._rows = np.flatnonzero(judged)
        self._codes = coded.codes
        self._truth = coded.truth[self._rows]
        self._offered = coded.offered[self._rows]
        self._shown = held_out.shown[self._rows]
        self._scores = held_out.scores[self._rows]
        self._keywords = keywords.keywords[self._rows]
        self._first_keyword = keywords.first[self._rows]
        self._people = np.array([coded.people[row] for row in self._rows.tolist()])
        self._weights = measuring.weights_of(groups[self._rows], resamples, seed)
        self._resamples, self._seed = resamples, seed

    def quality(
        self,
        *,
        folds: int,
        learnt: frozenset[str],
        coded: int,
        limit: float | None,
        shares: tuple[float, ...],
    ) -> Quality:
        """Return all figures together."""
        column = {code: place for place, code in enumerate(self._codes)}
        codes = tuple(
            self._code(column[code.id], code.id in learnt)
            for code in self._all.coded.codebook.in_tree_order()
            if code.id in column
        )
        applied = [code for code in codes if code.positives]
        rows = np.arange(len(self._rows))
        first, among = ranks(self._scores, self._truth)
        with_code = np.asarray(self._truth.any(axis=1))
        commonest = self._all.commonest[self._rows]
        by_keyword = self._truth[rows, self._first_keyword]
        by_keyword &= self._first_keyword >= 0
        always = np.zeros_like(self._truth)
        always[rows, commonest] = True
        people = len(set(self._people[with_code].tolist()))
        micro = self._micro_f1(self._shown)
        at_1, at_5 = self._mean(first), self._mean(among)
        calibration, error = self._calibration()
        return Quality(
            units=len(self._rows),
            respondents=len(set(self._people.tolist())),
            folds=folds,
            codes=codes,
            precision_at_1=value(at_1),
            recall_at_5=value(at_5),
            micro_f1=value(micro),
            baseline_at_1=_share(self._truth[rows, commonest], with_code),
            keywords_at_1=_share(by_keyword, with_code),
            macro_f1=_mean([code.f1 or 0.0 for code in applied]),
            macro_ap=_mean([code.ap or 0.0 for code in applied]),
            ece=error,
            precision_at_1_interval=share_interval(at_1, int(with_code.sum()), people),
            recall_at_5_interval=interval(at_5, people),
            micro_f1_interval=interval(micro, people),
            baseline_micro_f1=value(self._micro_f1(always)),
            keywords_micro_f1=value(self._micro_f1(self._keywords > 0)),
            coded=coded,
            learning_curve=self._learning_curve(shares),
            production_curve=self._production_curve(),
            calibration=calibration,
            limit=limit,
            resamples=self._resamples,
            seed=self._seed,
        )

    # --- over all codes --------------------------------------------------------------

    def _mean(self, by_answer: Floats) -> Floats:
        """Return the mean over answers with a code, once a resample."""
        known = ~np.isnan(by_answer)
        weights = self._weights[known].astype(np.float64)
        return shares(by_answer[known] @ weights, weights.sum(axis=0))

    def _micro_f1(self, shown: Flags) -> Floats:
        hits = (shown & self._truth).sum(axis=1).astype(np.float64)
        both = (shown.sum(axis=1) + self._truth.sum(axis=1)).astype(np.float64)
        return shares(2 * (hits @ self._weights), both @ self._weights)

    def _calibration(self) -> tuple[tuple[CalibrationBin, ...], float | None]:
        scores = self._all.shown_scores[self._rows]
        by_model = ~np.isnan(scores)
        given, right = scores[by_model], self._truth[by_model]
        bins, error = measuring.calibration(given, right)
        places = np.minimum((given * measuring.BINS).astype(np.int64), 9)
        found = tuple(
            CalibrationBin(
                place / measuring.BINS,
                (place + 1) / measuring.BINS,
                count,
                hits,
                float(given[places == place].mean()),
            )
            for place, count, hits in bins
        )
        return found, None if np.isnan(error) else float(error)

    # --- curves ----------------------------------------------------------------------

    def _learning_curve(self, parts: tuple[float, ...]) -> tuple[LearningPoint, ...]:
        ranked = {share: self._all.partial[share][self._rows] for share in parts}
        if parts:
            ranked[1.0] = self._scores
        found = []
        once = self._weights[:, :1]
        for share, scores in ranked.items():
            first, among = ranks(scores, self._truth)
            precisions = []
            for place in range(len(self._codes)):
                offered = self._offered[:, place]
                truth = self._truth[offered, place]
                if truth.any():
                    ap = measuring.average_precisions(
                        scores[offered, place], truth, once[offered]
                    )
                    precisions.append(float(ap[0]))
            found.append(
                LearningPoint(
                    share=share,
                    coded=round(float(np.mean(self._all.learnt_from[share]))),
                    precision_at_1=float(np.nanmean(first)),
                    recall_at_5=float(np.nanmean(among)),
                    macro_ap=_mean(precisions),
                )
            )
        return tuple(found)

    def _production_curve(self) -> tuple[ProductionPoint, ...]:
        best = self._all.top_learnt[self._rows]
        right = self._all.top_is_right[self._rows]
        if np.isnan(best).all():
            return ()
        found = []
        for limit in LIMITS:
            reached = best >= limit
            count, hits = int(reached.sum()), int((reached & right).sum())
            found.append(
                ProductionPoint(
                    limit=limit,
                    answers=count,
                    right=hits,
                    share=count / len(best),
                    accuracy=hits / count if count else None,
                )
            )
        return tuple(found)

    # --- one code --------------------------------------------------------------------

    def _code(self, place: int, learnt: bool) -> CodeQuality:
        offered = self._offered[:, place]
        truth = self._truth[offered, place]
        weights = self._weights[offered]
        shown = self._shown[offered, place]
        hit = self._keywords[offered, place] > 0
        positives, suggested = int(truth.sum()), int(shown.sum())
        right = int((shown & truth).sum())
        of_whom = self._people[offered]
        people = len(set(of_whom[truth].tolist()))
        suggested_to = len(set(of_whom[shown].tolist()))
        counts = np.stack([truth, shown, shown & truth]).astype(np.float32) @ weights
        n, given, hits = counts.astype(np.float64)
        precision, recall = shares(hits, given), shares(hits, n)
        f1 = shares(2 * hits, n + given)
        ap = measuring.average_precisions(self._scores[offered, place], truth, weights)
        spread = interval(ap, people)
        base_rate = positives / len(truth) if len(truth) else None
        by_keyword = beside = None
        keyword_precision = keyword_recall = None
        if hit.any() and positives:
            alone = measuring.average_precisions(
                self._keywords[offered, place], truth, weights
            )
            by_keyword, beside = value(alone), interval(ap - alone)
        if hit.any():
            keyword_precision = float((hit & truth).sum() / hit.sum())
            keyword_recall = (
                float((hit & truth).sum() / positives) if positives else None
            )
        verdict, reason = verdict_of(
            positives,
            people,
            suggested,
            value(precision),
            base_rate,
            spread,
            beside,
        )
        return CodeQuality(
            code=self._codes[place],
            positives=positives,
            suggested=suggested,
            right=right,
            precision=value(precision),
            recall=value(recall),
            f1=value(f1),
            sentence=sentence(positives, suggested, right),
            verdict=verdict,
            reason=reason,
            answers=len(truth),
            respondents=people,
            base_rate=base_rate,
            ap=value(ap),
            interval=spread,
            precision_interval=share_interval(precision, suggested, suggested_to),
            recall_interval=share_interval(recall, positives, people),
            f1_interval=interval(f1, people),
            keyword_precision=keyword_precision,
            keyword_recall=keyword_recall,
            keyword_ap=by_keyword,
            learnt=learnt,
        )


def _share(right: Flags, of: Flags) -> float | None:
    return float(right[of].mean()) if of.any() else None


def _mean(values: list[float]) -> float | None:
    return float(np.mean(values)) if values else None
