"""Kernel ridge regression on what the codebook prior gets wrong.

D = (K + aI)⁻¹ (Y − P₀) for all codes at once; a new answer has P₀ + k·D. What an
answer itself taught is taken out in closed form (Rasmussen & Williams 2006, 5.4.2),
and so is what other answers of its respondent, or of the same words, taught. Of very
many coded answers some stand for all (Quiñonero-Candela & Rasmussen 2005, subset of
regressors), so that the time grows with their number and not with its cube.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import linalg

from hsbcode.suggest.features import AnswerRows
from hsbcode.suggest.learning import Flags, Scores

NOISE = 0.8
SHARED = 0.75
"""Part of the likeness of two answers that counts across questions, too."""
OTHER_PEOPLE = 0.25
"""Part that does not count between answers about family, or the young, and answers
about neither; between the two, twice as much."""
LEVEL = 0.05
"""Lets the frequency of a code move, and that under one question as much again."""
MOST_DUAL = 3_000
"""Coded answers up to which each has a weight of its own."""
STANDING_FOR_ALL = 1_500

Rows = npt.NDArray[np.intp]
Singles = npt.NDArray[np.float32]


class Corrections(NamedTuple):
    """What coded answers taught beyond the codebook."""

    rows: Rows
    """The coded answers that carry weights, as places."""
    weights: Scores
    """Shape (len(rows), k)."""
    left_out: Scores
    """What each coded answer is off without itself and its group, shape (n, k); NaN
    where a code was not offered."""


def likeness(answers: AnswerRows, coded: AnswerRows, word_share: float) -> Singles:
    """Return how alike answers and coded answers are, dense, shape (m, n)."""
    across = coded.words.T if coded.across is None else coded.across
    return _weighed((answers.words @ across).toarray(), answers, coded, word_share)


def _weighed(
    products: Any, answers: AnswerRows, coded: AnswerRows, word_share: float
) -> Singles:
    alike = np.asarray(products, dtype=np.float32)
    alike *= np.float32(word_share)
    if coded.dense.shape[1]:
        alike += answers.dense @ coded.dense.T
    same = _same(answers.questions, coded.questions)
    if answers.about is not None and coded.about is not None:
        alike *= across_people(answers.about[:, None], coded.about[None, :])
    if same.all():
        alike += np.float32(2 * LEVEL)
        return alike
    alike *= np.where(same, np.float32(1.0), np.float32(SHARED))
    alike += np.where(same, np.float32(2 * LEVEL), np.float32(LEVEL))
    return alike


def across_people(about: Any, other: Any) -> Singles:
    """Return the part of the likeness that counts: 1, 0.5 between family and young."""
    return np.asarray(1.0 - OTHER_PEOPLE * np.abs(about - other), dtype=np.float32)


def corrections(
    coded: AnswerRows,
    word_share: float,
    wrong: Scores,
    offered: Flags,
    groups: npt.NDArray[np.int64],
    seed: int = 0,
) -> Corrections:
    """Solve for the weights of the coded answers.

    Args:
        coded: the coded answers.
        word_share: how much their words count.
        wrong: truth less prior, shape (n, k).
        offered: where a code was not offered, an answer tells nothing about it.
        groups: answers of one group are left out together.
        seed: chooses those that stand for all.
    """
    count = len(wrong)
    rows: Rows = np.arange(count, dtype=np.intp)
    if count > MOST_DUAL:
        chosen = np.random.default_rng(seed).permutation(count)[:STANDING_FOR_ALL]
        rows = np.sort(chosen).astype(np.intp)
    if count <= MOST_DUAL and coded.products is not None:
        alike = _weighed(coded.products, coded, coded, word_share)
    else:
        alike = likeness(coded, coded.chosen(rows), word_share)
    weights = np.zeros((len(rows), wrong.shape[1]))
    left_out = np.full_like(wrong, np.nan)
    patterns: dict[bytes, list[int]] = {}
    for column in range(wrong.shape[1]):
        patterns.setdefault(offered[:, column].tobytes(), []).append(column)
    for listed in patterns.values():
        columns: Rows = np.array(listed, dtype=np.intp)
        here = offered[:, columns[0]]
        asked = np.flatnonzero(here)
        if not len(asked):
            continue
        carrying = np.flatnonzero(here[rows])
        target = wrong[np.ix_(asked, columns)]
        solved = _exact if count <= MOST_DUAL else _standing_for_all
        whole = len(asked) == count and len(patterns) == 1
        part = alike if whole else alike[np.ix_(asked, carrying)]
        found, off = solved(part, rows[carrying], asked, target, groups[asked])
        weights[np.ix_(carrying, columns)] = found
        left_out[np.ix_(asked, columns)] = off
    return Corrections(rows, weights, left_out)


def _exact(
    alike: Singles, _rows: Rows, _asked: Rows, target: Scores, groups: Rows
) -> tuple[Scores, Scores]:
    alike[np.diag_indices_from(alike)] += np.float32(NOISE)
    factor = linalg.cholesky(alike, lower=True, overwrite_a=True, check_finite=False)
    # of the inverse, the root will do: R with (K + aI)^-1 = R'R, a lower triangle
    invert = linalg.get_lapack_funcs("trtri", (factor,))
    root, _ = invert(factor, lower=True, overwrite_c=True)
    found = (root.T @ (root @ target.astype(np.float32))).astype(np.float64)
    off = found / np.einsum("ij,ij->j", root, root)[:, None]
    for members in _shared(groups):
        part = root[:, members].astype(np.float64)
        off[members] = np.linalg.solve(part.T @ part, found[members])
    return found, off


def _standing_for_all(
    alike: Any, rows: Rows, asked: Rows, target: Scores, groups: Rows
) -> tuple[Scores, Scores]:
    alike = alike.astype(np.float64)
    own = alike[np.searchsorted(asked, rows)]
    matrix = alike.T @ alike + NOISE * own
    matrix[np.diag_indices_from(matrix)] += 1e-6 * len(asked)
    inverse = _inverse((matrix + matrix.T) / 2)
    found = inverse @ (alike.T @ target)
    off = target - alike @ found
    hat = alike @ inverse
    leverage = np.einsum("nm,nm->n", hat, alike)
    wrong = off.copy()
    off /= np.maximum(1.0 - leverage, 0.05)[:, None]
    for members in _shared(groups):
        block = np.eye(len(members)) - hat[members] @ alike[members].T
        block[np.diag_indices_from(block)] += 0.01
        off[members] = np.linalg.solve(block, wrong[members])
    return found, off


def _inverse(matrix: Scores) -> Scores:
    factor = linalg.cholesky(matrix, lower=True, overwrite_a=True, check_finite=False)
    invert: Callable[..., tuple[Scores, int]] = linalg.lapack.dpotri
    # the upper triangle is zero, as the factorisation left it
    inverse, _ = invert(factor, lower=True, overwrite_c=True)
    whole = inverse + inverse.T
    whole[np.diag_indices_from(whole)] /= 2
    return np.asarray(whole)


def _same(questions: Sequence[str | None], others: Sequence[str | None]) -> Flags:
    both = dict.fromkeys([*questions, *others])
    numbers = {asked: at for at, asked in enumerate(both)}
    own = np.array([numbers[asked] for asked in questions], dtype=np.intp)
    other = np.array([numbers[asked] for asked in others], dtype=np.intp)
    return np.asarray(own[:, None] == other[None, :])


def _shared(groups: npt.NDArray[np.int64]) -> list[Rows]:
    order = np.argsort(groups, kind="stable")
    cuts = np.flatnonzero(np.diff(groups[order])) + 1
    return [members for members in np.split(order, cuts) if len(members) > 1]
