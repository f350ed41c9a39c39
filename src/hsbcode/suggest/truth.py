"""Codings as tables of yes and no: what was given, and what could have been."""

from collections.abc import Collection, Sequence

import numpy as np

from hsbcode.domain.codebook import Codebook
from hsbcode.suggest.measuring import Flags


def coding_table(
    codebook: Codebook,
    codes: Sequence[str],
    code_sets: Sequence[Collection[str]],
    asked: Sequence[str | None],
) -> tuple[Flags, Flags]:
    """Return what was given and what counts, each of shape (n, k).

    A code counts where it is offered under the answer's question. A parent that a
    given child implies is neither right nor wrong, so it does not count there. Twins
    of a given code are given; a merged code is what it was merged into.

    Args:
        codebook: the code frame in force.
        codes: the columns.
        code_sets: what was given to each answer.
        asked: the question of each; None: every code is offered.
    """
    column = {code: place for place, code in enumerate(codes)}
    given = np.zeros((len(code_sets), len(codes)), dtype=bool)
    counts = np.ones_like(given)
    for question in {each for each in asked if each is not None}:
        rows = [row for row, each in enumerate(asked) if each == question]
        counts[rows] = [codebook[code].offered_for(question) for code in codes]
    for row, some in enumerate(code_sets):
        direct = {codebook.standing(code) for code in some}
        every = codebook.implied(some) | direct
        above = {parent for code in every for parent in codebook.ancestors(code)}
        right = (every - above) | direct
        given[row, [column[code] for code in right if code in column]] = True
        counts[row, [column[code] for code in every - right if code in column]] = False
    return given & counts, counts
