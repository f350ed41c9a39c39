"""What a model learns from, checked; and what tells one learning from another."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.suggest.learning import sampled

MOST_LEARNT = 20_000
"""Coded answers that are learnt from; of more, a random part."""


@dataclass(frozen=True, slots=True)
class CodedAnswers:
    """Answers, row by row: their codes, questions and respondents."""

    texts: Sequence[str]
    code_sets: Sequence[Collection[str]]
    questions: Sequence[str | None]
    people: Sequence[str]

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        code_sets: Sequence[Collection[str]],
        questions: Sequence[str | None] | None,
        groups: Sequence[str] | None,
    ) -> "CodedAnswers":
        """Return the answers; without ``groups`` everybody is another respondent.

        Raises:
            ModelError: the arguments differ in length, or a set of codes is a text.
        """
        asked = same_length("questions", questions, len(texts), None)
        people = same_length("groups", groups, len(texts), "")
        if groups is None:
            people = [str(row) for row in range(len(texts))]
        if len(code_sets) != len(texts):
            raise ModelError(
                f"There are {len(texts)} answers and {len(code_sets)} sets of codes."
            )
        if any(isinstance(codes, str) for codes in code_sets):
            raise ModelError(
                "The codes of an answer are a set of ids, not one text.",
                'Give {"food"}, or ["food", "noise"], for each answer.',
            )
        return cls(texts, code_sets, asked, people)

    def __len__(self) -> int:
        """Return the number of answers."""
        return len(self.texts)

    def some(self, seed: int) -> tuple["CodedAnswers", list[int]]:
        """Return those that are learnt from, and their rows."""
        rows = sampled(len(self), seed, MOST_LEARNT)
        if len(rows) == len(self):
            return self, rows
        return CodedAnswers(
            [self.texts[row] for row in rows],
            [self.code_sets[row] for row in rows],
            [self.questions[row] for row in rows],
            [self.people[row] for row in rows],
        ), rows

    def run(self, book: Codebook | None, seed: int, *, embeddings: bool) -> str:
        """Return an id: the same for the same answers in any order, and codebook."""
        if not len(self):
            return ""
        every = zip(self.texts, self.questions, self.code_sets, strict=True)
        rows = sorted(
            (text, asked or "", sorted(codes)) for text, asked, codes in every
        )
        whole = json.dumps([seed, _told(book), embeddings, rows])
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


def same_length(
    name: str, given: Sequence[Any] | None, count: int, default: Any
) -> Sequence[Any]:
    """Return what was given for each answer, or the default.

    Raises:
        ModelError: there are more or fewer than answers.
    """
    if given is None:
        return [default] * count
    if len(given) != count:
        raise ModelError(f"There are {count} answers and {len(given)} {name}.")
    return given


@lru_cache(maxsize=4)
def _told(book: Codebook | None) -> str:
    return repr(book)
