"""Quotes spread over the kinds of people who hold a theme.

A partition matroid for each closed question: of the people who gave one answer to it no
more are quoted than their share of the theme, rounded up, and one. Where there are few
quotes this hardly binds; so, too, everybody in a group that is large enough for a quote
of its own (the quota of Droop 1881: more than 1 / (k + 1)) is heard first.
"""

from collections import Counter
from collections.abc import Sequence
from math import ceil

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]

NO_ANSWER = ""
"""People who did not answer are a kind of their own, and no group to be heard."""


class Balance:
    """What may be chosen next, so that no kind of people speaks for all.

    Args:
        closed: for each closed question the answer of each text's respondent.
        k: quotes wanted.
        hear_large: choose from large groups first that are not heard yet.
    """

    def __init__(
        self, closed: Sequence[Sequence[str]], k: int, *, hear_large: bool = True
    ) -> None:
        self.k = k
        self._closed = [np.array(list(answers), dtype=object) for answers in closed]
        self._counts = [Counter(answers) for answers in closed]
        self._hear_large = hear_large

    def cap(self, question: int, answer: str) -> int:
        """Return how many quotes may come from people who gave an answer."""
        counts = self._counts[question]
        # in whole numbers: shares as decimals would round 3 · ⅓ up
        return ceil(self.k * counts[answer] / max(1, counts.total())) + 1

    def allowed(self, chosen: Sequence[int]) -> Flags | None:
        """Return which texts no cap forbids, shape (n,); None without questions."""
        found: Flags | None = None
        for place, answers in enumerate(self._closed):
            used = Counter(answers[list(chosen)].tolist())
            full = [a for a, count in used.items() if count >= self.cap(place, a)]
            within = ~np.isin(answers, np.array(full, dtype=object))
            found = within if found is None else found & within
        return found

    def first(self, chosen: Sequence[int], free: Flags) -> Flags:
        """Return those of ``free`` to choose from now: of a large group not heard yet.

        As long as there are more quotes to choose than groups waiting, anybody may
        come; at the end those who wait.
        """
        if not self._hear_large:
            return free
        left = self.k - len(chosen)
        for place, answers in enumerate(self._closed):
            heard = set(answers[list(chosen)].tolist())
            waiting = [a for a in self._large(place) if a not in heard]
            if waiting and len(waiting) >= left:
                own = free & np.isin(answers, np.array(waiting, dtype=object))
                # two questions may ask for different people; the first one wins
                if own.any():
                    free = own
        return free

    def _large(self, question: int) -> list[str]:
        counts = self._counts[question]
        return [
            answer
            for answer, count in counts.items()
            if answer != NO_ANSWER and count * (self.k + 1) > counts.total()
        ]
