"""The codes as columns of the model: which, where offered, and what implies what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.suggest.learning import Flags, Scores


@dataclass(frozen=True, slots=True)
class CodeColumns:
    """Codes in the order of the columns, with the codebook they come from."""

    ids: tuple[str, ...]
    book: Codebook | None

    @classmethod
    def of(
        cls, book: Codebook | None, code_sets: Sequence[Collection[str]]
    ) -> "CodeColumns":
        """Return the codes that can be applied, or without a codebook those seen."""
        if book is None:
            return cls(tuple(sorted({c for codes in code_sets for c in codes})), None)
        return cls(tuple(_children_first(book)), book)

    @property
    def codes(self) -> list[Code | None]:
        """The code of each column; None without a codebook."""
        return [None if self.book is None else self.book[code] for code in self.ids]

    def in_frame_order(self, some: Collection[str]) -> tuple[str, ...]:
        """Return some of the codes, parents before children."""
        order = self.book.in_tree_order() if self.book is not None else ()
        every = [code.id for code in order] if order else self.ids
        return tuple(code for code in every if code in some)

    def truth(self, code_sets: Sequence[Collection[str]]) -> Flags:
        """Return what was coded, shape (n, k).

        Twins (``same_as``) count with a code, parents do not; a merged code counts
        as the one it was merged into.
        """
        truth = np.zeros((len(code_sets), len(self.ids)), dtype=bool)
        column = {code: place for place, code in enumerate(self.ids)}
        known: dict[frozenset[str], list[int]] = {}
        for row, codes in enumerate(code_sets):
            given = frozenset(codes)
            if given not in known:
                every = self._with_twins(given)
                known[given] = [column[code] for code in every if code in column]
            truth[row, known[given]] = True
        return truth

    def offered(self, questions: Sequence[str | None]) -> Flags:
        """Return which code can be applied to an answer to each question, (n, k)."""
        offered = np.ones((len(questions), len(self.ids)), dtype=bool)
        if self.book is None:
            return offered
        codes = [self.book[code] for code in self.ids]
        for question in {asked for asked in questions if asked is not None}:
            rows = [row for row, asked in enumerate(questions) if asked == question]
            offered[rows] = [code.offered_for(question) for code in codes]
        return offered

    def settled(self, found: Scores, questions: Sequence[str | None]) -> Scores:
        """Put 0 where a code is not offered, and parents above their children."""
        offered = self.offered(questions)
        found[~offered] = 0.0
        if self.book is None:
            return found
        column = {code: place for place, code in enumerate(self.ids)}
        for code in self.ids:
            if self.book[code].kind in ("guard", "flag"):
                continue
            over = (column[up] for up in self.book.ancestors(code) if up in column)
            for above in over:
                raised = np.maximum(found[:, above], found[:, column[code]])
                found[:, above] = np.where(offered[:, above], raised, 0.0)
        return found

    def _with_twins(self, codes: frozenset[str]) -> frozenset[str]:
        if self.book is None:
            return codes
        every = self.book.implied(codes)
        above = {up for code in every for up in self.book.ancestors(code)}
        return (every - above) | {self.book.standing(code) for code in codes}


def _children_first(book: Codebook) -> list[str]:
    """Return the codes that can be applied, siblings in frame order."""
    order: list[str] = []
    stack = [(code, False) for code in reversed(book.children(None))]
    while stack:
        code, done = stack.pop()
        if done:
            order.append(code.id)
        else:
            stack.append((code, True))
            stack += [(child, False) for child in reversed(book.children(code.id))]
    return [code for code in order if book[code].can_be_applied]
