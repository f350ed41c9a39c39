"""Folds that keep a respondent, and a repeated text, on one side."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hsbcode.language.words import folded_text

Indices = npt.NDArray[np.intp]
_GRID = np.round(np.arange(0.2, 0.921, 0.02), 2)


def joined_groups(texts: Sequence[str], groups: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return a group number for each text, 0..g-1.

    Texts of one respondent share a group, and so do texts that are equal but for
    case, punctuation and white space, and whatever these join.
    """
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for text, group in zip(texts, groups, strict=True):
        same = root(("text", folded_text(text) or text.strip()))
        parent[same] = root(("respondent", group))
    roots = [root(("respondent", group)) for group in groups]
    numbers: dict[tuple[str, str], int] = {}
    return np.array(
        [numbers.setdefault(r, len(numbers)) for r in roots], dtype=np.int64
    )


def grouped_folds(
    groups: npt.NDArray[np.int64], folds: int, seed: int
) -> list[tuple[Indices, Indices]]:
    """Return (training, test) indices of each fold.

    Groups are shuffled, then each goes, largest first, to the smallest fold. Fewer
    groups than folds give fewer folds; a single group gives none.
    """
    sizes = Counter(groups.tolist())
    order = list(sizes)
    np.random.default_rng(seed).shuffle(order)
    order.sort(key=lambda group: -sizes[group])
    count = min(folds, len(order))
    if count < 2:
        return []
    filled = [0] * count
    fold_of: dict[int, int] = {}
    for group in order:
        smallest = filled.index(min(filled))
        fold_of[group] = smallest
        filled[smallest] += sizes[group]
    members: dict[int, list[int]] = defaultdict(list)
    for row, group in enumerate(groups.tolist()):
        members[fold_of[group]].append(row)
    every = np.arange(len(groups))
    return [
        (np.setdiff1d(every, members[fold]), np.array(members[fold], dtype=np.intp))
        for fold in range(count)
    ]


def best_threshold(
    scores: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]
) -> float:
    """Return the threshold with the best F1 over all given pairs.

    Of several that are equally good, the middle one; 0.5 where none finds anything.

    Args:
        scores: any shape; NaN where there is no score.
        truth: same shape.
    """
    known = ~np.isnan(scores)
    flat, right = scores[known], truth[known]
    if not right.any():
        return 0.5
    f1 = []
    for threshold in _GRID:
        shown = flat >= threshold
        hits = int((shown & right).sum())
        f1.append(2 * hits / (int(shown.sum()) + int(right.sum())))
    if max(f1) == 0:
        return 0.5
    best = np.flatnonzero(np.array(f1) == max(f1))
    return float(_GRID[best[len(best) // 2]])
