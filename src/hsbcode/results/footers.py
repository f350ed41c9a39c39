"""What stands under a table made from a spec: everything needed to defend it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from hsbcode.domain.closed_data import STATES, AnswerState
from hsbcode.domain.closed_form import ClosedQuestion, QuestionType
from hsbcode.domain.tables import Row, TableNotes
from hsbcode.results.answer_states import Mask
from hsbcode.results.base_rules import WORDS, BaseRule
from hsbcode.results.cells import (
    LEFT_OUT,
    MARK_BASE,
    NOT_ASKED,
    NOT_OFFERED,
    SMALL_MARK,
    Counted,
)
from hsbcode.results.layout import PlainLine
from hsbcode.results.notes import counted, small_base_notes
from hsbcode.results.people import People
from hsbcode.results.specs import Population, TableSpec, Where

if TYPE_CHECKING:
    from hsbcode.domain.counted_text import Part

ROUNDING = {
    "once": "whole percentages, half up, each share rounded once",
    "sum_of_parts": "each answer rounded half up by itself, the rounded parts added",
}


def footer(
    people: People,
    spec: TableSpec,
    population: Population,
    scope: Mask,
    lines: Sequence[PlainLine],
    cells: Sequence[Counted],
    rows: Sequence[Row],
) -> TableNotes:
    """Return the notes of a table.

    Args:
        people: the respondents.
        spec: the table.
        population: whom it speaks of.
        scope: who is in population and filter.
        lines: all rows and columns.
        cells: what was counted.
        rows: what is printed.
    """
    used = _used(people, (*population.where, *spec.filter), lines, cells)
    size = int(people.where(population.where).sum())
    units = dict.fromkeys(
        one.unit for cell in cells for one in [people.question(cell.column)]
    )
    recodes = dict.fromkeys(one.rule for one in used if one.rule)
    codings = [people.codings[q.id] for q in used if q.id in people.codings]
    return TableNotes(
        population=counted(f"{population.label} (n = ", size, ")"),
        filter="; ".join(people.words(spec.filter)) or "none",
        base_rule=_rule_words(spec, cells),
        rounding=ROUNDING[spec.rounding]
        if spec.measure == "share"
        else "none (counts)",
        unit="respondents; answers speak of: " + ", ".join(units),
        recodes="; ".join(recodes) or "none",
        uncoded=sum(one.uncoded for one in codings) if codings else None,
        unsettled=sum(one.unsettled for one in codings) if codings else None,
        provisional=sum(one.provisional for one in codings) if codings else None,
        more=tuple(_more(people, spec, scope, lines, cells, rows, used)),
    )


def _used(
    people: People,
    scope: tuple[Where, ...],
    lines: Sequence[PlainLine],
    cells: Sequence[Counted],
) -> tuple[ClosedQuestion, ...]:
    names = [cell.column for cell in cells]
    names += [
        name
        for conditions in (scope, *(line.where for line in lines))
        for one in conditions
        for name in (
            one.column,
            *(each for each in one.answered if people.question(each).taken_out),
        )
        if name
    ]
    names += [line.option.column for line in lines if line.option]
    return tuple({one.id: one for one in map(people.question, names)}.values())


def _rule_words(spec: TableSpec, cells: Sequence[Counted]) -> str:
    rules = dict.fromkeys(cell.rule for cell in cells)
    words = "; ".join(f"{rule}: {WORDS[rule]}" for rule in rules)
    switch = (
        "not knowing stays inside"
        if spec.unsure == "inside"
        else "not knowing and not applicable are left out"
    )
    bases = [cell.share.base for cell in cells if cell.is_share]
    low, high = min(bases, default=0), max(bases, default=0)
    parts: tuple[Part, ...] = ("base n = ", low)
    if low != high:
        parts = ("bases n = ", low, " to ", high)
    return counted(f"{words}; {BaseRule.UNSURE}: {switch}; ", *parts)


def _more(
    people: People,
    spec: TableSpec,
    scope: Mask,
    lines: Sequence[PlainLine],
    cells: Sequence[Counted],
    rows: Sequence[Row],
    used: Sequence[ClosedQuestion],
) -> Iterable[str]:
    if spec.note:
        yield spec.note
    yield from dict.fromkeys(
        note
        for question in used
        if question.id in people.codings
        for note in people.codings[question.id].notes
    )
    if spec.keep:
        yield f"Counted: {', '.join(people.labels(cells[0].column, spec.keep))}."
    for question in used:
        if question.caution:
            yield f"{question.label}: {question.caution}"
    yield from dict.fromkeys(note for question in used for note in question.notes)
    for row in rows:
        if row.description:
            yield f"{row.label}: {row.description}"
    for least in sorted({line.min_count for line in lines if line.min_count}):
        yield f"Rows of fewer than {least} people are left out."
    columns = tuple(dict.fromkeys(cell.column for cell in cells))
    yield from _blanks(people, scope, columns)
    yield from _stray(people, columns)
    for column in dict.fromkeys(line.groups_of for line in lines if line.groups_of):
        lost = int((scope & ~people.answered(column)).sum())
        if lost:
            yield counted(
                f"{people.title(column)}: ", lost, " of the population in no group."
            )
    if any(one.type is QuestionType.MULTI for one in map(people.question, columns)):
        yield "Several answers were possible, so percentages may add to over 100."
    yield from _marks([cell.text for row in rows for cell in row.cells])
    yield from small_base_notes(rows)


def _stray(people: People, columns: Sequence[str]) -> Iterable[str]:
    """Say what was answered against the form; it is kept."""
    for column in columns:
        title = people.title(column)
        stray = len(people.data.off_route(column))
        odd = people.data.strange.get(column, 0)
        if stray:
            yield counted(f"{title}: ", stray, " against the route, kept, not counted.")
        if odd:
            yield counted(
                f"{title}: ", odd, " not on offer, kept, in the base and in no option."
            )


def _marks(texts: Sequence[str]) -> Iterable[str]:
    """Explain the marks that stand in cells."""
    if NOT_OFFERED in texts:
        yield f"“{NOT_OFFERED}”: the form had no such answer, so nothing can be said."
    if NOT_ASKED in texts:
        yield f"“{NOT_ASKED}”: nobody in this group saw the question."
    if LEFT_OUT in texts:
        yield f"“{LEFT_OUT}”: not knowing or not applicable, outside of the base."
    if any(SMALL_MARK in text for text in texts):
        yield f"{SMALL_MARK}: base under {MARK_BASE}, to be read with caution."


def _blanks(people: People, scope: Mask, columns: Sequence[str]) -> Iterable[str]:
    """Say how many cells are empty and why, over the questions of the table."""
    counts: dict[AnswerState, list[int]] = {state: [] for state in STATES}
    for column in columns:
        if column in people.codings:
            continue
        states = np.frombuffer(people.data.states[column], dtype=np.uint8)[scope]
        found = Counter(dict(zip(*np.unique(states, return_counts=True), strict=True)))
        for place, state in enumerate(STATES):
            counts[state].append(int(found[place]))
    parts: list[Part] = []
    for state, name in (
        (AnswerState.SKIPPED, "left blank"),
        (AnswerState.LEFT_EARLY, "left the form before"),
        (AnswerState.NOT_ROUTED, "not asked"),
    ):
        low, high = min(counts[state], default=0), max(counts[state], default=0)
        if high:
            parts += [", " if parts else "", f"{name} ", low]
            parts += [] if low == high else [" to ", high]
    if parts:
        yield counted("Of the population: ", *parts, ".")
