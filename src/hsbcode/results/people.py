"""Who fits a condition: masks over respondents, each computed once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hsbcode.domain.closed_data import ClosedData
from hsbcode.domain.closed_form import ClosedForm, ClosedQuestion
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import nearest
from hsbcode.results.answer_states import Mask, holding
from hsbcode.results.derived import labels_of
from hsbcode.results.people_marks import mark_of_one
from hsbcode.results.specs import TableSpecError, Where


@dataclass(frozen=True, slots=True)
class CodingState:
    """How much of an open question's coding stands behind its column of codes."""

    uncoded: int
    unsettled: int
    provisional: int
    uncodable: int
    """Answers with nothing to code."""
    notes: tuple[str, ...] = ()
    """What is said where answers were picked for what they are."""


class People:
    """The respondents of a study, asked about by condition.

    Answers against the route are in no mask.

    Args:
        form: the closed questions, columns of codes among them.
        data: the answers with their states.
        codings: column of codes → how much of it is coded.
        codebook: the frame of the codes.
    """

    def __init__(
        self,
        form: ClosedForm,
        data: ClosedData,
        codings: Mapping[str, CodingState] | None = None,
        codebook: Codebook | None = None,
    ) -> None:
        self.form = form
        self.data = data
        self.codings = dict(codings or {})
        self.codebook = codebook or Codebook()
        self.everybody: Mask = np.ones(len(data.respondents), dtype=np.bool_)
        self.nobody: Mask = ~self.everybody
        self._known: dict[tuple[str, ...], Mask] = {}
        self._marks: npt.NDArray[np.uint64] | None = None

    def question(self, column: str) -> ClosedQuestion:
        """Return the question that a column belongs to.

        Raises:
            TableSpecError: there is no such question, or no data for it.
        """
        questions = self.form.questions
        question = questions.get(column) or questions.get(column.partition(".")[0])
        whole = question is not None and column == question.id
        if question is not None and (whole or column in question.columns):
            return question
        choices = [c for q in self.form.questions.values() for c in (q.id, *q.columns)]
        raise TableSpecError(
            f"There is no closed question “{column[:60]}” in {self.form.id}.",
            nearest(column, choices) or "A row of a grid is written question.row.",
        )

    def routed(self, column: str) -> Mask:
        """Return who could have been asked, also if they left before."""
        self._in_data(column)
        key = ("routed", column)
        if key not in self._known:
            led = np.frombuffer(self.data.routed[column], dtype=np.uint8)
            self._known[key] = led.astype(np.bool_)
        return self._known[key]

    def answered(self, column: str) -> Mask:
        """Return who answered on their route."""
        self._in_data(column)
        key = ("answered", column)
        if key not in self._known:
            at = np.frombuffer(self.data.columns[column].at, dtype=np.int32)
            self._known[key] = (at != 0) & self.routed(column)
        return self._known[key]

    def holding(self, column: str, options: Iterable[str]) -> Mask:
        """Return who chose one of the options on their route."""
        wanted = frozenset(options)
        key = ("holding", column, *sorted(wanted))
        if key not in self._known:
            chose = holding(self.data.columns[column], wanted.intersection)
            self._known[key] = chose & self.answered(column)
        return self._known[key]

    def options(self, column: str, words: Iterable[str]) -> tuple[str, ...]:
        """Return option ids for option ids, labels and rules over labels.

        Empty where one of the words was never on offer: nothing can be said then.

        Raises:
            TableSpecError: a word is neither.
        """
        question = self.question(column)
        by_label = {option.label: option.id for option in reversed(question.options)}
        found: list[str] = []
        for word in words:
            labels = labels_of(self.form, question, word)
            if labels:
                found += [by_label[label] for label in labels]
            elif word in by_label:
                found.append(by_label[word])
            elif question.option(word):
                found.append(word)
            elif question.option(self.codebook.standing(word)):
                # a code that was merged into this one
                found.append(self.codebook.standing(word))
            elif word in question.never_offered:
                return ()
            else:
                known = [*by_label, *(option.id for option in question.options)]
                raise TableSpecError(
                    f"{column} has no option “{word[:60]}”.",
                    nearest(word, known) or f"It has: {', '.join(by_label)}.",
                )
        return tuple(dict.fromkeys(found))

    def where(self, conditions: Iterable[Where]) -> Mask:
        """Return who fits all of the conditions."""
        mask = self.everybody
        for one in conditions:
            if one.answered:
                some = self.nobody
                for name in one.answered:
                    columns = self.question(name).columns
                    for column in (name,) if name in columns else columns:
                        some = some | self.answered(column)
                mask = mask & some
            if one.any_of:
                mask = mask & self.holding(one.column, self._said(one, one.any_of))
            if one.none_of:
                held = self.holding(one.column, self._said(one, one.none_of))
                mask = mask & self.answered(one.column) & ~held
        return mask

    def offered(self, column: str, options: Iterable[str]) -> Mask:
        """Return who had at least one of the options before them.

        Twins that are read as one need not offer the same answers.
        """
        question = self.question(column)
        if question.id not in {pool.id for pool in self.form.pools}:
            return self.routed(column)
        tail = column.removeprefix(question.id)
        found = self.nobody
        for source in question.sources:
            offers = any(self.form.questions[source].option(one) for one in options)
            if offers and f"{source}{tail}" in self.data.columns:
                found = found | self.routed(f"{source}{tail}")
        return found

    def mark_of(self, mask: Mask) -> int:
        """Return the number that stands for some people; see ``people_marks``."""
        if self._marks is None:
            self._marks = np.fromiter(
                map(mark_of_one, self.data.respondents), dtype=np.uint64
            )
        return int(self._marks[mask].sum(dtype=np.uint64))

    def ids(self, mask: Mask) -> frozenset[str]:
        """Return some people by their ids."""
        respondents = self.data.respondents
        return frozenset(respondents[place] for place in np.flatnonzero(mask))

    def words(self, conditions: Iterable[Where]) -> tuple[str, ...]:
        """Return the conditions as people read them."""
        found = []
        for one in conditions:
            if one.answered:
                names = [self.title(name) for name in one.answered]
                found.append(f"answered at least one of: {'; '.join(names)}")
            for given, verb in ((one.any_of, "is"), (one.none_of, "is not")):
                if given:
                    labels = " or ".join(self.labels(one.column, given))
                    found.append(f"{self.title(one.column)} {verb} {labels}")
        return tuple(found)

    def labels(self, column: str, words: Iterable[str]) -> tuple[str, ...]:
        """Return the labels of options given in any way."""
        question = self.question(column)
        given = tuple(words)
        labels = [
            option.label
            for one in self.options(column, given)
            if (option := question.option(one))
        ]
        return tuple(labels) or given

    def title(self, column: str) -> str:
        """Return the label of a question, with the row where it is one of a grid."""
        question = self.question(column)
        tail = column.removeprefix(question.id).removeprefix(".")
        row = next((row.label for row in question.rows if row.id == tail), "")
        return f"{question.label}: {row}" if row else question.label

    def _said(self, condition: Where, words: tuple[str, ...]) -> tuple[str, ...]:
        options = self.options(condition.column, words)
        if not options:
            raise TableSpecError(
                f"{condition.column}: “{words[0][:60]}” was never on offer, so nobody "
                "can be counted by it.",
                "Take the condition out.",
            )
        return options

    def _in_data(self, column: str) -> None:
        self.question(column)
        if column not in self.data.columns:
            raise TableSpecError(
                f"The data have no column {column}.",
                "A row of a grid is written question.row; import what is missing.",
            )
