"""Columns of an export held against the questions of an instrument."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from hsbcode.domain.closed_form import QuestionType
from hsbcode.domain.errors import nearest
from hsbcode.domain.survey import Kind, Question
from hsbcode.files.instrument_form import Instrument
from hsbcode.files.instrument_values import closed_form, open_questions

_Expected: TypeAlias = tuple[tuple[Kind, ...], str]
"""Kinds of column that fit, and what people gave."""
_KINDS: dict[QuestionType, _Expected] = {
    QuestionType.SINGLE: ((Kind.CLOSED,), "one answer"),
    QuestionType.GRID: ((Kind.CLOSED,), "one answer a row"),
    QuestionType.MULTI: ((Kind.TICK, Kind.TICKS), "several ticks"),
}
_OWN_WORDS: _Expected = ((Kind.OPEN,), "their own words")
_WITHOUT = (Kind.ID, Kind.DATE, Kind.PERSONAL, Kind.DROP)


@dataclass(frozen=True, slots=True)
class ColumnNotes:
    """How the questions of the answers and of the instrument meet."""

    unknown: tuple[str, ...]
    """Questions and options of tick lists that the instrument does not have."""
    lacking: tuple[str, ...]
    """Those of the instrument for which there is no column."""
    remarks: tuple[str, ...]
    """Questions read as something else than they are, each a sentence."""
    known: int
    """How many questions both have; facts apart."""


def column_notes(
    instrument: Instrument,
    there: Mapping[str, Question],
    own: Collection[str] = (),
) -> ColumnNotes:
    """Return which questions both have, and which only one of them.

    Args:
        instrument: what was asked.
        there: the questions of the answers, by id.
        own: those that need no place in the instrument, such as the last page.
    """
    expected = _expected(instrument)
    facts = {fact.id for fact in instrument.facts}
    asked = {
        name: question
        for name, question in there.items()
        if question.kind not in _WITHOUT and name not in facts and name not in own
    }
    return ColumnNotes(
        unknown=tuple(_unknown(instrument, asked, expected)),
        lacking=tuple(_lacking(instrument, there)),
        remarks=tuple(
            f"{name} is read as {question.kind}, but people gave {expected[name][1]}."
            for name, question in asked.items()
            if name in expected and question.kind not in expected[name][0]
        ),
        known=sum(name in expected for name in asked),
    )


def _expected(instrument: Instrument) -> dict[str, _Expected]:
    found: dict[str, _Expected] = {
        name: _OWN_WORDS
        for one in open_questions(instrument)
        for name in (one.id, one.codes)
        if name
    }
    for question in closed_form(instrument).questions.values():
        found.update(dict.fromkeys(question.columns, _KINDS[question.type]))
    return found


def _unknown(
    instrument: Instrument, asked: Mapping[str, Question], expected: Collection[str]
) -> Iterator[str]:
    closed = closed_form(instrument).questions
    for name, question in asked.items():
        if name not in expected:
            near = nearest(name, expected)
            yield f"{name} ({near})" if near else name
        elif question.kind is Kind.TICK and name in closed:
            labels = closed[name].tick_labels
            yield from (
                f"“{option}” of {name}"
                for option in question.options
                if option not in labels
            )


def _lacking(instrument: Instrument, there: Mapping[str, Question]) -> Iterator[str]:
    form = closed_form(instrument)
    optional = {
        fact.id
        for fact in instrument.facts
        if fact.may_be_missing or fact.source in form.questions
    }
    for question in form.questions.values():
        missing = [column for column in question.columns if column not in there]
        if len(missing) == len(question.columns) and question.id not in optional:
            yield question.id
        elif len(missing) < len(question.columns):
            yield from missing
        known = there.get(question.id)
        if known is not None and known.kind is Kind.TICK:
            yield from (
                f"“{label}” of {question.id}"
                for label in question.tick_labels
                if label not in known.options
            )
    for one in open_questions(instrument):
        if one.id not in there and one.codes not in there:
            yield one.id
