"""The next best quotes of a theme, each with what it gains and loses.

For the person who wants a better one: nothing is decided here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hsbcode.domain.survey import Unit
from hsbcode.quotes.balance import NO_ANSWER, Balance
from hsbcode.quotes.choosing import SAID_ALREADY
from hsbcode.quotes.divergent import KINDS, divergent_of
from hsbcode.quotes.pool import LONGEST, NEAR_DUPLICATE, SHORTEST
from hsbcode.quotes.theme_answers import ThemeAnswers
from hsbcode.quotes.theme_choice import reason_of, stands_for

THIN = 4
"""A quote of so few words is marked as thin."""
_NOTABLE = 0.005
"""A change under half a percentage point is none."""
_QUOTED_ELSEWHERE = 0.5
"""What the gain of somebody weighs who is quoted under another theme already."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What some quotes say of their theme, in numbers."""

    coverage: float
    """Mean likeness of the theme's answers to the nearest quote, 0..1."""
    redundancy: float
    """Mean likeness of the quotes among each other, 0..1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that could be quoted."""

    unit: Unit
    kind: str
    """Empty: typical; else how it is unlike the others."""
    reason: str
    before: Standing
    after: Standing
    stands_for: int
    """Answers of the theme that it would be the nearest quote to."""
    length: int
    """In words."""
    sure: float
    """How likely the coding is by the other people's answers, 0..1."""
    gains: tuple[str, ...]
    loses: tuple[str, ...]

    @property
    def words(self) -> str:
        """What it gains and loses, in a few words."""
        said = [self.reason] if self.kind else []
        said += [f"+ {gain}" for gain in self.gains]
        said += [f"− {loss}" for loss in self.loses]
        return "; ".join(said) or self.reason


def candidates(
    theme: ThemeAnswers,
    chosen: Sequence[str],
    *,
    instead_of: str = "",
    refused: Collection[str] = (),
    taken: Collection[str] = (),
    k: int = 2,
    count: int = 8,
) -> tuple[Candidate, ...]:
    """Return the next best answers, the best first, then one of each divergent kind.

    Respondents of the other chosen quotes and near-duplicates of these are left out.

    Args:
        theme: the answers that may be quoted.
        chosen: units quoted as typical now, pinned ones among them.
        instead_of: the chosen one whose place is looked at; empty: one more.
        refused: units put aside.
        taken: respondents quoted elsewhere; they come late, and it is said.
        k: typical quotes wanted, for the shares of closed answers.
        count: typical candidates wanted.
    """
    places = {unit.id: at for at, unit in enumerate(theme.units)}
    now = [places[unit] for unit in chosen if unit in places]
    base = [at for at in now if theme.units[at].id != instead_of]
    people = {theme.units[at].respondent for at in base}
    free = np.array(
        [
            unit.id not in refused
            and unit.id != instead_of
            and unit.respondent not in people
            for unit in theme.units
        ],
        dtype=bool,
    )
    for at in base:
        free &= theme.same_words(at) <= NEAR_DUPLICATE
        free[at] = False
    elsewhere = np.array([unit.respondent in taken for unit in theme.units], dtype=bool)
    gains = _gains(theme, base) * np.where(elsewhere, _QUOTED_ELSEWHERE, 1.0)
    ranked = sorted(
        (int(at) for at in np.flatnonzero(free)),
        key=lambda at: (-round(float(gains[at]), 9), theme.lots[at]),
    )
    told = _Teller(theme, now, base, instead_of, elsewhere, k)
    found = [told.candidate(at, "") for at in ranked[:count]]
    for kind in KINDS:
        other = divergent_of(theme, base, free & ~elsewhere, kind)
        if other is not None:
            found.append(told.candidate(other, kind))
    return tuple(found)


def _gains(theme: ThemeAnswers, base: Sequence[int]) -> npt.NDArray[np.float64]:
    nearest, said = _nearest(theme, base), np.zeros(len(theme))
    for at in base:
        np.maximum(said, theme.alike[at], out=said)
    rises = theme.matter @ np.maximum(theme.alike - nearest[:, None], 0.0)
    return np.asarray(rises * theme.weights * (1.0 - SAID_ALREADY * said))


def _nearest(theme: ThemeAnswers, chosen: Sequence[int]) -> npt.NDArray[np.float64]:
    if not chosen:
        return np.zeros(len(theme))
    return np.asarray(theme.alike[:, list(chosen)].max(axis=1))


def standing(theme: ThemeAnswers, chosen: Sequence[int]) -> Standing:
    """Return how well quotes show a theme.

    Args:
        theme: the answers.
        chosen: places of the quotes.
    """
    if not len(theme):
        return Standing(0.0, 0.0)
    coverage = float(theme.matter @ _nearest(theme, chosen) / theme.matter.sum())
    pairs = len(chosen) * (len(chosen) - 1)
    among = theme.alike[np.ix_(list(chosen), list(chosen))]
    redundancy = float((among.sum() - np.trace(among)) / pairs) if pairs else 0.0
    return Standing(coverage, redundancy)


class _Teller:
    """Says in words what changes when one answer is quoted in the place of another."""

    def __init__(
        self,
        theme: ThemeAnswers,
        now: Sequence[int],
        base: Sequence[int],
        instead_of: str,
        elsewhere: npt.NDArray[np.bool_],
        k: int,
    ) -> None:
        self._theme = theme
        self._now = now
        self._base = base
        self._elsewhere = elsewhere
        self._before = standing(theme, now)
        self._old = next((at for at in now if theme.units[at].id == instead_of), None)
        stood = stands_for(theme, now)
        self._stood = 0 if self._old is None else stood[list(now).index(self._old)]
        self._balance = Balance(theme.closed, k) if theme.closed else None

    def candidate(self, at: int, kind: str) -> Candidate:
        theme = self._theme
        unit = theme.units[at]
        quotes = [*self._base, at]
        after = standing(theme, quotes)
        stands = stands_for(theme, quotes)[-1]
        words = len(unit.text.split())
        gains: list[str] = []
        loses: list[str] = []
        self._of_coverage(after, gains, loses)
        if self._old is not None and stands != self._stood:
            more = stands > self._stood
            told = f"stands for {_answers(stands)} instead of {self._stood}"
            (gains if more else loses).append(told)
        elif self._old is None and stands:
            gains.append(f"stands for {_answers(stands)}")
        self._of_people(at, gains, loses)
        if words <= THIN:
            loses.append(f"thin: {words} words")
        elif words > LONGEST:
            loses.append(f"long: {words} words")
        elif words >= SHORTEST and self._old is not None:
            old = len(theme.units[self._old].text.split())
            if not SHORTEST <= old <= LONGEST:
                gains.append(f"reads well: {words} words instead of {old}")
        if self._elsewhere[at]:
            loses.append("the same person is quoted elsewhere")
        reason = reason_of(theme, self._base, at, kind) if kind else _typical(stands)
        return Candidate(
            unit=unit,
            kind=kind,
            reason=reason,
            before=self._before,
            after=after,
            stands_for=stands,
            length=words,
            sure=float(theme.sure[at]),
            gains=tuple(gains),
            loses=tuple(loses),
        )

    def _of_coverage(self, after: Standing, gains: list[str], loses: list[str]) -> None:
        before = self._before
        change = after.coverage - before.coverage
        if abs(change) >= _NOTABLE:
            told = (
                f"the quotes cover {_points(after.coverage)} of the theme instead of "
                f"{_points(before.coverage)}"
            )
            (gains if change > 0 else loses).append(told)
        if abs(after.redundancy - before.redundancy) < 2 * _NOTABLE:
            return
        if after.redundancy < before.redundancy:
            gains.append("the quotes repeat each other less")
        elif before.redundancy or after.redundancy > 0.1:
            loses.append("the quotes repeat each other more")

    def _of_people(self, at: int, gains: list[str], loses: list[str]) -> None:
        for place, answers in enumerate(self._theme.closed):
            if answers[at] == NO_ANSWER:
                continue
            heard = {answers[each] for each in self._base}
            if answers[at] not in heard:
                gains.append(f"somebody who answered “{answers[at]}”, not heard yet")
            if self._balance is not None:
                used = sum(answers[each] == answers[at] for each in self._base)
                if used >= self._balance.cap(place, answers[at]):
                    loses.append(f"more of “{answers[at]}” than their share")


def _typical(stands: int) -> str:
    return f"would be nearest to {_answers(stands)}"


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _points(share: float) -> str:
    return f"{100 * share:.0f} %"
