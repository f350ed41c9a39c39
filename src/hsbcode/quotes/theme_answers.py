"""The answers of one open question as the choice of quotes sees them.

Everything that does not change while quotes are swapped is made once for a question:
where answers lie, how sure their codings are, who gave which closed answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from hsbcode.domain.coded_question import CodedQuestion
from hsbcode.domain.counting import Standing
from hsbcode.domain.doubts import Doubt
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.language.topics import same_words, topics
from hsbcode.quotes.balance import NO_ANSWER
from hsbcode.quotes.choosing import Floats, likeness, sureness
from hsbcode.quotes.confidence import confidence
from hsbcode.quotes.pool import POOL_CAP, capped, length_weights, lot, substance
from hsbcode.quotes.suspected import suspected

STANDING_WEIGHTS = {
    Standing.SETTLED: 1.0,
    Standing.EQUAL: 0.95,
    Standing.ONLY: 0.9,
    Standing.LEAD: 0.8,
}
"""What a coding weighs that people talked about, agreed on, or did not compare."""


@dataclass(frozen=True, slots=True)
class ThemeAnswers:
    """The answers of a theme that may be quoted; arrays run alongside ``units``."""

    code: str
    units: tuple[Unit, ...]
    alike: Floats
    """Within the theme, 0..1, shape (n, n)."""
    rows: Floats
    """Directions of the answers, rows of length 1."""
    words: Any
    """TF-IDF of the topic words, CSR, shape (n, width)."""
    matter: Floats
    sure: Floats
    """How likely the coding is by the other people's answers, 0..1."""
    weights: Floats
    lots: tuple[bytes, ...]
    closed: tuple[tuple[str, ...], ...] = ()
    """For each question that quotes are spread over, the answers to it."""
    contrary: Mapping[str, str] = field(default_factory=dict)
    """Unit → why its respondent's closed answer speaks against the theme."""
    doubtful: tuple[Doubt, ...] = ()
    """Answers with the theme that are not offered, because it looks mistaken."""

    def __len__(self) -> int:
        return len(self.units)

    def covered(self, chosen: Sequence[int]) -> Floats:
        """Return how near each answer is to the nearest of some, -1..1, shape (n,)."""
        if not chosen:
            return np.zeros(len(self.units))
        return np.asarray((self.rows @ self.rows[list(chosen)].T).max(axis=1))

    def same_words(self, at: int) -> Floats:
        """Return how alike one answer's words are to those of all, shape (n,)."""
        return same_words(self.words, at)


class QuestionAnswers:
    """What the coded answers to a question say, to choose quotes of its themes.

    Args:
        study: the answers with the coding that counts.
        coded: the open question.
        codes: the themes.
        over: closed questions that quotes are spread over.
        contrary: theme → unit → why its respondent's closed answer contradicts it.
        seed: draws the lots.
    """

    def __init__(
        self,
        study: Study,
        coded: CodedQuestion,
        codes: Iterable[str],
        *,
        over: Sequence[str] = (),
        contrary: Mapping[str, Mapping[str, str]] | None = None,
        seed: int = 0,
    ) -> None:
        self._study = study
        self._seed = seed
        self._over = tuple(over)
        self._contrary = contrary or {}
        carrying = {
            unit.id: unit for units in coded.quotable.values() for unit in units
        }
        for unit in study.units.get(coded.question.id, ()):
            # without a code, but coded: what a theme is not
            if unit.id not in carrying and _is_coded(study, unit.id):
                carrying[unit.id] = unit
        # in an order of their own, so that the order of the survey cannot matter
        self._units = sorted(carrying.values(), key=lambda unit: (unit.text, unit.id))
        self._places = {unit.id: at for at, unit in enumerate(self._units)}
        self._topics = topics([unit.text for unit in self._units])
        self._codes = tuple(sorted(set(codes) | set(coded.quotable)))
        given = np.zeros((len(self._units), len(self._codes)), dtype=bool)
        for column, code in enumerate(self._codes):
            rows = [self._places[unit.id] for unit in coded.quotable.get(code, ())]
            given[rows, column] = True
        self._sure = _sureness_of(
            tuple(unit.text for unit in self._units),
            tuple(unit.respondent for unit in self._units),
            given.tobytes(),
        )
        self.doubts = suspected(
            self._units, self._codes, given, self._sure, study.codebook
        )
        """Theme → its suspected miscodings, the most surprising first."""
        self._exempt = frozenset(
            unit.id
            for unit in self._units
            if study.verdicts[unit.id].standing is Standing.SETTLED
            or unit.id in study.stays
        )

    def doubtful(self, code: str) -> tuple[Doubt, ...]:
        """Return a theme's suspected miscodings that nobody has looked at."""
        found = self.doubts.get(code, ())
        return tuple(doubt for doubt in found if doubt.unit not in self._exempt)

    def theme(
        self, code: str, pool: Iterable[Unit], keep: Iterable[str] = ()
    ) -> ThemeAnswers:
        """Return the answers of a theme.

        Args:
            code: the theme.
            pool: units that may be quoted; suspected miscodings are taken out.
            keep: units that a person took: they stay in, whatever is suspected.
        """
        kept = frozenset(keep)
        among = {unit.id for unit in pool}
        doubtful = tuple(
            doubt
            for doubt in self.doubtful(code)
            if doubt.unit in among and doubt.unit not in kept
        )
        among -= {doubt.unit for doubt in doubtful}
        units = [unit for unit in self._units if unit.id in among]
        units = self._sampled(units, kept)
        at = np.array([self._places[unit.id] for unit in units], dtype=np.int64)
        texts = [unit.text for unit in units]
        sure = self._sure[at, self._codes.index(code)]
        verdicts = self._study.verdicts
        standing = [STANDING_WEIGHTS[verdicts[unit.id].standing] for unit in units]
        return ThemeAnswers(
            code=code,
            units=tuple(units),
            alike=likeness(self._topics.rows[at]),
            rows=self._topics.rows[at],
            words=self._topics.words[at],
            matter=substance(self._topics.sizes[at]),
            sure=sure,
            weights=sureness(sure) * length_weights(texts) * np.array(standing),
            lots=tuple(lot(self._seed, text) for text in texts),
            closed=tuple(
                tuple(self._answer(name, unit) for unit in units) for name in self._over
            ),
            contrary=self._contrary.get(code, {}),
            doubtful=doubtful,
        )

    def _sampled(self, units: list[Unit], kept: frozenset[str]) -> list[Unit]:
        if len(units) <= POOL_CAP:
            return units
        strata = [
            "\x1f".join(self._answer(name, unit) for name in self._over)
            for unit in units
        ]
        drawn = set(capped([u.text for u in units], self._seed, POOL_CAP, strata))
        return [u for at, u in enumerate(units) if at in drawn or u.id in kept]

    def _answer(self, question: str, unit: Unit) -> str:
        given = self._study.closed.get(question, {}).get(unit.respondent, ())
        return " / ".join(given) or NO_ANSWER


@lru_cache(maxsize=16)
def _sureness_of(texts: tuple[str, ...], people: tuple[str, ...], given: bytes) -> Any:
    """Return the confidences; kept, because quotes are chosen after each decision."""
    if not texts:
        return np.zeros((0, 0))
    flags = np.frombuffer(given, dtype=bool).reshape(len(texts), -1)
    return confidence(topics(texts).rows, flags, people)


def _is_coded(study: Study, unit: str) -> bool:
    verdict = study.verdicts.get(unit)
    return verdict is not None and verdict.counts
