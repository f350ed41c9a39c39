"""Twin questions read as one: only where the instrument says so, rows met by id."""

from array import array
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from hsbcode.domain.closed_data import STATES, Answers, AnswerState, ClosedData
from hsbcode.domain.closed_form import (
    ClosedForm,
    ClosedOption,
    ClosedQuestion,
    ClosedRow,
    Pool,
)
from hsbcode.domain.errors import UsageConflict

_ANSWERED = STATES.index(AnswerState.ANSWERED)
_NOT_ROUTED = STATES.index(AnswerState.NOT_ROUTED)


def pool_of(form: ClosedForm, sources: Sequence[str]) -> Pool:
    """Return the pool that joins these questions.

    Raises:
        UsageConflict: the instrument does not join them, with its reason.
    """
    wanted = set(sources)
    for pool in form.pools:
        if set(pool.sources) == wanted:
            return pool
    names = " and ".join(sources)
    for refused in form.no_pools:
        if set(refused.questions) <= wanted:
            raise UsageConflict(
                f"{names} may not be read as one question: {refused.reason}",
                "Make a table of each of them.",
            )
    raise UsageConflict(
        f"The instrument does not say that {names} may be read as one question.",
        "Add them to `pooled` with a caution, or make a table of each.",
    )


def with_pools(form: ClosedForm, data: ClosedData) -> tuple[ClosedForm, ClosedData]:
    """Return form and data with every pool as a question of its own.

    A respondent's answer is the one on the route; a row that one twin lacks is not
    routed for those who saw that twin.
    """
    questions = dict(form.questions)
    columns, states = dict(data.columns), dict(data.states)
    routed = dict(data.routed)
    for pool in form.pools:
        twins = [form.questions[name] for name in pool.sources]
        joined = _joined(pool, twins)
        questions[pool.id] = joined
        for column in joined.columns:
            tail = column.removeprefix(pool.id)
            sources = [
                f"{twin.id}{tail}"
                for twin in twins
                if f"{twin.id}{tail}" in data.columns
            ]
            columns[column], states[column], routed[column] = coalesced(data, sources)
    return (
        replace(form, questions=questions),
        replace(data, columns=columns, states=states, routed=routed),
    )


def coalesced(data: ClosedData, sources: Sequence[str]) -> tuple[Answers, bytes, bytes]:
    """Return answers, states and routes of several columns read as one.

    Answers against the route stay in their own column only.
    """
    size = len(data.respondents)
    places: dict[tuple[str, ...], int] = {(): 0}
    at = np.zeros(size, dtype=np.int32)
    state = np.full(size, _NOT_ROUTED, dtype=np.uint8)
    led_anywhere = np.zeros(size, dtype=np.bool_)
    for name in sources:
        answers = data.columns[name]
        led = np.frombuffer(data.routed[name], dtype=np.uint8).astype(np.bool_)
        moved = np.array(
            [places.setdefault(one, len(places)) for one in answers.choices],
            dtype=np.int32,
        )
        here = np.where(led, moved[np.frombuffer(answers.at, dtype=np.int32)], 0)
        own = np.frombuffer(data.states[name], dtype=np.uint8)
        state = np.where(led & ~led_anywhere, own, state)
        at = np.where(at == 0, here, at).astype(np.int32)
        led_anywhere |= led
    state[at > 0] = _ANSWERED
    found = answers_at(tuple(places), at)
    return found, state.tobytes(), led_anywhere.astype(np.uint8).tobytes()


def answers_at(
    choices: tuple[tuple[str, ...], ...], at: npt.NDArray[np.int32]
) -> Answers:
    """Return answers from places computed as an array of 32-bit numbers."""
    places = array("i")
    places.frombytes(np.ascontiguousarray(at, dtype=np.int32).tobytes())
    return Answers(choices, places)


def _joined(pool: Pool, twins: Sequence[ClosedQuestion]) -> ClosedQuestion:
    first = twins[0]
    options: dict[str, ClosedOption] = {}
    rows: dict[str, ClosedRow] = {}
    for twin in twins:
        for option in twin.options:
            if not option.duplicate_of:
                options.setdefault(option.id, option)
        for row in twin.rows:
            rows.setdefault(row.id, row)
    return ClosedQuestion(
        id=pool.id,
        type=first.type,
        label=first.label,
        options=tuple(sorted(options.values(), key=lambda one: one.exclusive)),
        rows=tuple(rows.values()),
        base=first.base,
        unit=joined_unit(twins),
        scale=first.scale,
        top_two=first.top_two,
        never_offered=first.never_offered,
        sources=pool.sources,
        caution=pool.caution,
        rule="; ".join(dict.fromkeys(twin.rule for twin in twins if twin.rule)),
        notes=tuple(dict.fromkeys(note for twin in twins for note in twin.notes)),
    )


def joined_unit(questions: Sequence[ClosedQuestion]) -> str:
    """Return the units that the answers speak of, joined by *and*."""
    return " and ".join(dict.fromkeys(one.unit for one in questions))
