"""Labels as an export has them, turned into columns of option ids."""

import re
from collections.abc import Iterable, Mapping, Sequence

from hsbcode.domain.closed_data import Answers, answers_of
from hsbcode.domain.closed_form import ClosedForm, ClosedQuestion, QuestionType

TICKED = frozenset({"1"})
_NOT_WORDS = re.compile(r"[\W_]+")


def columns_from_rows(
    form: ClosedForm, rows: Sequence[Mapping[str, str]]
) -> dict[str, Answers]:
    """Return the answers of every closed question, column by column.

    Args:
        form: the questions.
        rows: one mapping a respondent. Single answers under ``question``, rows of
            grids under ``question.row``, ticks under ``question.option`` with ``1``
            for a tick. Empty means no answer; ``None`` is a word like any other.
    """
    found: dict[str, Answers] = {}
    for question in form.questions.values():
        if question.type is QuestionType.MULTI:
            found[question.id] = _ticks(question, rows)
            continue
        for column in question.columns:
            found[column] = answers_from_labels(
                question, (row.get(column, "") for row in rows)
            )
    return found


def answers_from_labels(question: ClosedQuestion, labels: Iterable[str]) -> Answers:
    """Return single answers given as labels; '' is no answer.

    A label meets its option exactly, or after case, quotes, blanks and punctuation
    are set aside and only one option fits. A label that is not on offer is kept as
    it stands: it is an answer, and no option.
    """
    known: dict[str, tuple[str, ...]] = {"": ()}
    for option in question.options:
        known.setdefault(option.label, (option.id,))
        known.setdefault(option.id, (option.id,))
    folded: dict[str, set[str]] = {}
    for option in question.options:
        folded.setdefault(folded_label(option.label), set()).add(option.id)

    def chosen(label: str) -> tuple[str, ...]:
        near = folded.get(folded_label(label), set())
        if not label.strip():
            return ()
        return tuple(near) if len(near) == 1 else (label,)

    def answers() -> Iterable[tuple[str, ...]]:
        for label in labels:
            if label not in known:
                known[label] = chosen(label)
            yield known[label]

    return answers_of(answers())


def answers_from_ticks(
    question: ClosedQuestion, ticked: Iterable[tuple[str, ...]]
) -> Answers:
    """Return ticks given as labels, one tuple a respondent; () is nothing ticked.

    A label that the list holds twice is ``Label`` at first and ``Label (2)`` then. A
    label that is not on the list is kept as it stands.
    """
    ids = question.tick_labels
    return answers_of(
        tuple(dict.fromkeys(ids.get(label, label) for label in labels))
        for labels in ticked
    )


def _ticks(question: ClosedQuestion, rows: Sequence[Mapping[str, str]]) -> Answers:
    ids = [option.id for option in question.options]
    names = [f"{question.id}.{option}" for option in ids]
    flags = zip(*([row.get(name, "") for row in rows] for name in names), strict=True)
    known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def answers() -> Iterable[tuple[str, ...]]:
        for marks in flags:
            if marks not in known:
                known[marks] = tuple(
                    option
                    for option, mark in zip(ids, marks, strict=True)
                    if mark in TICKED
                )
            yield known[marks]

    return answers_of(answers())


def folded_label(label: str) -> str:
    """Return a label without case, quotes, blanks and punctuation."""
    return _NOT_WORDS.sub(" ", label.casefold()).strip()
