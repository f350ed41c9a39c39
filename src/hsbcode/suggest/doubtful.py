"""Codings that leave-one-out finds surprising.

What the model would say of a coded answer if it had not learnt from it, beside what
people said: the further apart, the sooner somebody should look again.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.doubts import Doubt
from hsbcode.suggest.model import CodeModel
from hsbcode.suggest.truth import coding_table

LEAST_SURPRISE = 0.45
"""Below it, hardly one look in ten finds a changed code on real answers."""
_PLAUSIBLE = 0.3
"""From here on a given code is not in doubt itself."""
_UNJUDGED = 0.5
"""What stands for codes with too few examples to be judged."""
_EXTRA = 0.65
"""Weight of a code too many: it is the error that is found least surely."""


def doubtful(
    model: CodeModel,
    codebook: Codebook,
    units: Sequence[str],
    codings: Mapping[str, Collection[str]],
    questions: Mapping[str, str],
    least: float = LEAST_SURPRISE,
) -> list[Doubt]:
    """Return the codings that are surprising, the most surprising first.

    An answer is the more doubtful the likelier the best code it was not given is, and
    the less likely the worst code it was given. Only codes that the model has learnt
    are judged.

    Args:
        model: what was learnt.
        codebook: the code frame in force.
        units: the answers it was given to learn from, in that order.
        codings: unit → codes to be judged; units not learnt from are left out.
        questions: unit → its question.
        least: lowest surprise that is listed, 0..1.
    """
    rows = [
        (place, units[row])
        for place, row in enumerate(model.rows_)
        if units[row] in codings
    ]
    if not rows or not model.learnt_:
        return []
    names = [unit for _place, unit in rows]
    given, counts = coding_table(
        codebook,
        model.codes_,
        [codings[unit] for unit in names],
        [questions[unit] for unit in names],
    )
    scores = np.nan_to_num(model.loo_[[place for place, _unit in rows]])
    learnt = np.isin(model.codes_, model.learnt_)
    judged = given & learnt
    worst = np.where(judged, scores, np.inf)
    best = np.where(counts & ~given & learnt, scores, 0.0)
    held = np.where(given, np.where(learnt, scores, _UNJUDGED), 0.0).max(axis=1)
    found = []
    for row, unit in enumerate(names):
        low, high = int(np.argmin(worst[row])), int(np.argmax(best[row]))
        likely = float(best[row, high])
        if not given[row].any():
            unlikely = 0.0
        else:
            unlikely = float(worst[row, low]) if judged[row].any() else _UNJUDGED
        surprise = likely - unlikely
        extra = _EXTRA * float(held[row]) * (1 - unlikely)
        kind = "instead"
        if given[row].sum() > 1 and judged[row].any() and extra > surprise:
            kind, surprise = "extra", extra
        elif not judged[row].any() or unlikely >= _PLAUSIBLE:
            kind = "missing"
        if surprise < least:
            continue
        found.append(
            Doubt(
                unit,
                kind,
                "" if kind == "missing" else model.codes_[low],
                "" if kind == "extra" else model.codes_[high],
                min(1.0, surprise),
            )
        )
    found.sort(key=lambda doubt: -doubt.score)
    return found
