"""Agreement about where in a text a code stands: overlap, and character by character.

A code that a coder gave to the whole answer marks all of it. White space and marks
at the ends of a stretch decide nothing and are cut off before.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from hsbcode.agreement.coefficients import NOTHING_SHARED, alpha_from_totals
from hsbcode.agreement.draws import Draws, coefficient
from hsbcode.agreement.judgements import MISSING, Judgements
from hsbcode.domain.agreement import Coefficient, SpanAgreement

Stretch: TypeAlias = tuple[int, int]
"""Half-open offsets into the text of the unit."""

_ALL_THE_SAME = "no variation: all characters are marked, or none"
_NEVER_MARKED = "nobody marked it in an answer that two coders finished"
_NO_LENGTH = "the texts are not known"
_JUDGED, _MARKED, _OPPOSED, _PAIRS = range(4)
_FIRST, _SECOND, _FIRST_MET, _SECOND_MET, _PER_PAIR = range(5)


@dataclass(frozen=True, slots=True)
class Marks:
    """The stretches that coders marked."""

    spans: Mapping[str, Mapping[str, Sequence[tuple[str, int, int]]]]
    """Unit → coder → (code, start, end); offsets into the text of the unit."""
    lengths: Mapping[str, int]
    """Unit → characters of its text; without one nothing is said of characters."""


def trimmed(text: str, start: int, end: int) -> Stretch | None:
    """Return a stretch without white space and punctuation at its ends."""

    def decides(character: str) -> bool:
        return unicodedata.category(character)[0] not in "ZPC"

    inside = [at for at in range(start, min(end, len(text))) if decides(text[at])]
    return (inside[0], inside[-1] + 1) if inside else None


def span_agreements(
    judgements: Judgements, draws: Draws, marks: Marks
) -> tuple[SpanAgreement, ...]:
    """Measure agreement about the place of each code that anybody marked."""
    units = set(judgements.units)
    marked = {
        code
        for unit, by in marks.spans.items()
        if unit in units
        for spans in by.values()
        for code, _start, _end in spans
    }
    return tuple(
        _one_code(judgements, draws, marks, place)
        for place, code in enumerate(judgements.codes)
        if code in marked
    )


def _one_code(
    judgements: Judgements, draws: Draws, marks: Marks, place: int
) -> SpanAgreement:
    code = judgements.codes[place]
    said = judgements.given != MISSING
    if judgements.offered is not None:
        said &= judgements.offered[:, place, None]
    gave = judgements.members[:, place][judgements.given] & said
    lengths = np.array([marks.lengths.get(unit, 0) for unit in judgements.units])
    table = np.zeros((len(said), _PAIRS + _PER_PAIR * len(judgements.pairs)))
    coders = said.sum(axis=1)
    table[:, _JUDGED] = coders * lengths * (coders > 1)
    count = 0
    for row in np.flatnonzero(gave.any(axis=1) & (coders > 1)).tolist():
        unit = judgements.units[row]
        own = marks.spans.get(unit, {})
        stretches: list[list[Stretch]] = []
        for column, coder in enumerate(judgements.coders):
            spans = [
                (start, end) for name, start, end in own.get(coder, ()) if name == code
            ]
            count += len(spans)
            if gave[row, column] and not spans:
                spans = [(0, max(int(lengths[row]), 1))]
            stretches.append(spans)
        _characters(table[row], stretches, int(coders[row]))
        for number, (one, other) in enumerate(judgements.pairs):
            if said[row, one] and said[row, other]:
                start = _PAIRS + _PER_PAIR * number
                first, second = stretches[one], stretches[other]
                table[row, start + _FIRST] = len(first)
                table[row, start + _SECOND] = len(second)
                table[row, start + _FIRST_MET] = _met(first, second)
                table[row, start + _SECOND_MET] = _met(second, first)
    sums = draws.totals(lambda part: table[part], table.shape[1])
    return SpanAgreement(
        code,
        int((coders > 1).sum()),
        count,
        coefficient(_overlap(sums[_PAIRS:]), _NEVER_MARKED),
        _alpha(sums, bool(coders.max(initial=0) > 1), bool(lengths.any())),
    )


def _characters(
    row: npt.NDArray[np.float64], stretches: Sequence[Sequence[Stretch]], coders: int
) -> None:
    """Count marked characters, and those on which coders differ, piece by piece."""
    ends = sorted({at for spans in stretches for span in spans for at in span})
    for start, end in pairwise(ends):
        yes = sum(
            any(one <= start and end <= other for one, other in spans)
            for spans in stretches
        )
        row[_MARKED] += (end - start) * yes
        row[_OPPOSED] += (end - start) * yes * (coders - yes) / (coders - 1)


def _met(spans: Sequence[Stretch], others: Sequence[Stretch]) -> int:
    """Count the stretches that have a character in common with another's."""
    return sum(
        any(start < stop and begin < end for begin, stop in others)
        for start, end in spans
    )


def _overlap(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return F1 of overlap, the mean over coder pairs of whom one marked anything."""
    by_pair = sums.reshape(-1, _PER_PAIR, sums.shape[1])
    first, second, first_met, second_met = by_pair.transpose(1, 0, 2)
    share_1 = first_met / np.maximum(first, 1)
    share_2 = second_met / np.maximum(second, 1)
    both = share_1 + share_2
    f1 = np.zeros(both.shape)
    np.divide(2 * share_1 * share_2, both, out=f1, where=both > 0)
    marked = first + second > 0
    mean = np.full(sums.shape[1], np.nan)
    pairs = marked.sum(axis=0)
    np.divide((f1 * marked).sum(axis=0), pairs, out=mean, where=pairs > 0)
    return mean


def _alpha(sums: npt.NDArray[np.float64], shared: bool, known: bool) -> Coefficient:
    """Return alpha of the characters, each of them a unit with yes or no."""
    if not known:
        return Coefficient(None, undefined=_NO_LENGTH)
    judged, marked = sums[_JUDGED], sums[_MARKED]
    by_draw = alpha_from_totals(
        judged, 2 * sums[_OPPOSED], 2 * marked * (judged - marked)
    )
    return coefficient(by_draw, _ALL_THE_SAME if shared else NOTHING_SHARED)
