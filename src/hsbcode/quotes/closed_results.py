"""The closed result that is set beside a theme, in words."""

from hsbcode.domain.disclosure import CONFIDENTIAL
from hsbcode.domain.questions import base_of, closed_question, options_of
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.numbers.printing import LOW_BASE, base_text, printed_percent

_AGREE = ("agree", "strongly agree")


def closed_result(study: Study, question_id: str, released: Table | None = None) -> str:
    """Return a closed question's result as one line.

    ``Confident in direct work: agree 49 % (base: n = 395)``. On a scale of agreement
    the two agreeing answers are counted together, by their labels and not by their
    place; otherwise it is the commonest answer. A base below ten gives the count.

    Args:
        study: the answers.
        question_id: the closed question.
        released: its frequencies as disclosure control lets them be printed; then
            the result is made of its numbers, or says that it is not printed.

    Raises:
        UsageConflict: there is no such closed question.
    """
    question = closed_question(study, question_id)
    people = base_of(study, question_id)
    options = options_of(study, question)
    if not people or not options:
        return f"{question.label}: no answers ({base_text(len(people))})"
    answers = study.closed.get(question_id, {})
    folded = {option.strip().casefold(): option for option in options}
    if all(label in folded for label in _AGREE):
        wanted = {folded[label] for label in _AGREE}
        name = "agree"
    else:
        counts = {
            option: sum(option in answers.get(person, ()) for person in people)
            for option in options
        }
        # max keeps the first of equals: the order of the instrument
        name = max(options, key=lambda option: counts[option])
        wanted = {name}
    if released is not None:
        return f"{question.label}: {name} {_released(released, wanted)}"
    share = Share(
        sum(bool(wanted.intersection(answers.get(person, ()))) for person in people),
        len(people),
    )
    result = (
        f"{share.count} of {share.base}"
        if share.base < LOW_BASE
        else printed_percent(share)
    )
    return f"{question.label}: {name} {result} ({base_text(share.base)})"


def _released(table: Table, wanted: set[str]) -> str:
    shares = [row.cells[0].share for row in table.rows if row.key in wanted]
    known = [share for share in shares if share is not None]
    if not known or len(known) < len(shares):
        return CONFIDENTIAL
    share = Share(min(sum(s.count for s in known), known[0].base), known[0].base)
    if share.base < LOW_BASE:
        return f"{share.count} of {share.base} ({base_text(share.base)})"
    return f"{printed_percent(share)} ({base_text(share.base)})"
