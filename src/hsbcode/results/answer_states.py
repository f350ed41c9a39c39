"""The four states of a cell: answered, skipped, not routed, left early.

A route is a hypothesis: an answer against it stays an answer, and is listed.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from hsbcode.domain.closed_data import STATES, Answers, AnswerState, ClosedData
from hsbcode.domain.closed_form import ALL, ClosedForm, ClosedQuestion
from hsbcode.domain.errors import InstrumentError

Mask = npt.NDArray[np.bool_]
_PLACE = {state: place for place, state in enumerate(STATES)}


def with_states(
    form: ClosedForm,
    respondents: Sequence[str],
    columns: Mapping[str, Answers],
    last_pages: Sequence[str] = (),
) -> ClosedData:
    """Return the data with the state of every cell.

    A cell is *answered* if it holds an answer; else *not routed* if the respondent's
    part of the form or the question's condition does not lead there; else *left
    early* if its page comes after the last page reached; else *skipped*.

    Args:
        form: questions, routes and pages.
        respondents: their ids.
        columns: column → answers, in the order of the respondents.
        last_pages: the last page each one reached; '' or nothing at all where this
            is not known: nobody then counts as having left.

    Raises:
        InstrumentError: a page that is not in the form, or a route from a question
            without answers in the data.
    """
    size = len(respondents)
    reached = _reached(form, last_pages, size)
    page_of = {
        question: place
        for place, page in enumerate(form.pages)
        for question in page.questions
    }
    parts = _parts(form, columns, size)
    routes: dict[str, Mask] = {}
    states: dict[str, bytes] = {}
    routed: dict[str, bytes] = {}
    strange: dict[str, int] = {}
    for question in form.questions.values():
        led = _route(form, question, columns, parts, routes, size)
        gone = reached < page_of.get(question.id, -1)
        offered = {option.id for option in question.options}
        for column in question.columns:
            if column not in columns:
                continue
            answers = columns[column]
            given = np.frombuffer(answers.at, dtype=np.int32) != 0
            state = np.full(size, _PLACE[AnswerState.SKIPPED], dtype=np.uint8)
            state[gone] = _PLACE[AnswerState.LEFT_EARLY]
            state[~led] = _PLACE[AnswerState.NOT_ROUTED]
            state[given] = _PLACE[AnswerState.ANSWERED]
            states[column] = state.tobytes()
            routed[column] = led.astype(np.uint8).tobytes()
            odd = int((given & ~holding(answers, offered.issuperset)).sum())
            if odd:
                strange[column] = odd
    return ClosedData(tuple(respondents), dict(columns), states, routed, strange)


def holding(answers: Answers, wanted: Callable[[tuple[str, ...]], object]) -> Mask:
    """Return who gave an answer that fits; ``wanted`` sees each distinct answer."""
    fits = np.fromiter(
        (bool(wanted(choice)) for choice in answers.choices),
        dtype=np.bool_,
        count=len(answers.choices),
    )
    found: Mask = fits[np.frombuffer(answers.at, dtype=np.int32)]
    return found


def _reached(
    form: ClosedForm, last_pages: Sequence[str], size: int
) -> npt.NDArray[np.int64]:
    order = {page.id: place for place, page in enumerate(form.pages)}
    order[""] = len(form.pages)
    if not last_pages:
        return np.full(size, len(form.pages), dtype=np.int64)
    unknown = sorted(set(last_pages) - set(order))
    if unknown:
        raise InstrumentError(
            f"The last page “{unknown[0][:40]}” is none of the pages of {form.id}.",
            f"Pages: {', '.join(page.id for page in form.pages) or 'none are listed'}.",
        )
    return np.fromiter((order[one] for one in last_pages), dtype=np.int64, count=size)


def _parts(
    form: ClosedForm, columns: Mapping[str, Answers], size: int
) -> dict[str, Mask]:
    """Return part of the form → who sees it."""
    found = {ALL: np.ones(size, dtype=np.bool_)}
    if not form.decided_by:
        return found
    deciding = _source(form, form.decided_by, columns)
    decided = np.zeros(size, dtype=np.bool_)
    for part, options in form.parts.items():
        found[part] = holding(deciding, set(options).intersection)
        decided |= found[part]
    if form.otherwise:
        found[form.otherwise] = found[form.otherwise] | ~decided
    return found


def _route(
    form: ClosedForm,
    question: ClosedQuestion,
    columns: Mapping[str, Answers],
    parts: Mapping[str, Mask],
    known: dict[str, Mask],
    size: int,
) -> Mask:
    if question.id in known:
        return known[question.id]
    led = parts.get(question.seen_by, np.zeros(size, dtype=np.bool_))
    known[question.id] = led  # a route that leads to itself ends here
    condition = question.condition
    if condition is not None:
        above = form.questions[condition.question]
        met = holding(
            _source(form, above.id, columns), set(condition.any_of).intersection
        )
        led = led & met & _route(form, above, columns, parts, known, size)
    known[question.id] = led
    return led


def _source(form: ClosedForm, name: str, columns: Mapping[str, Answers]) -> Answers:
    if name not in columns:
        raise InstrumentError(
            f"Routes of {form.id} hang on {name}, and the data have no such column.",
            f"Import the column of {name}, or take the route out of the instrument.",
        )
    return columns[name]
