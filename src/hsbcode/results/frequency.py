"""Frequencies of one closed question."""

from collections import Counter
from collections.abc import Iterator

from hsbcode.domain.counted_text import CountedText
from hsbcode.domain.questions import (
    answered,
    asked_of,
    base_of,
    closed_question,
    options_of,
)
from hsbcode.domain.recodes import RecodeNotes
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.numbers.printing import printed_percent
from hsbcode.results.notes import counted, small_base_notes
from hsbcode.results.references import with_references

NO_ANSWER = "No answer"


def frequency_table(
    study: Study, question_id: str, table_id: str, *, unsure: str = "inside"
) -> Table:
    """Count the answers to a closed question, options in their order.

    The base is that of ``base_of``: who answered, or ticked anything; everybody who
    was asked where the instrument says that a blank may mean no. Other tick boxes also
    show the share of all asked.

    Args:
        study: the answers.
        question_id: a closed question.
        table_id: of the table.
        unsure: ``outside`` takes answers as Unsure out of the base.

    Raises:
        UsageConflict: there is no such closed question.
    """
    question = closed_question(study, question_id)
    several = question.kind in (Kind.TICK, Kind.TICKS)
    ticks = several and question_id not in study.everyone
    asked = asked_of(study, question_id)
    gave = answered(study, question_id)
    base = base_of(study, question_id, unsure=unsure)
    left_out = study.outside.get(question_id, ()) if unsure == "outside" else ()
    counts: Counter[str] = Counter()
    for person in gave:
        counts.update(set(study.closed[question_id][person]))
    rows = []
    for option in options_of(study, question):
        share = Share(counts[option], len(base))
        if option in left_out:
            outside = (Cell(text=str(share.count)), Cell(), *([Cell()] * ticks))
            rows.append(Row(f"{option} (outside the base)", outside))
            continue
        cells = [
            Cell(share, str(share.count)),
            Cell(share, printed_percent(share)),
        ]
        if ticks:
            of_asked = Share(share.count, len(asked))
            cells.append(Cell(of_asked, printed_percent(of_asked)))
        rows.append(Row(option, tuple(cells), key=option, base=len(base)))
    silent = len(asked) - len(gave)
    blanks = tuple(Cell() for _ in range(2 if ticks else 1))
    rows.append(Row(NO_ANSWER, (Cell(text=str(silent)), *blanks)))
    numbered = with_references(table_id, rows)
    recodes = study.recode_notes.get(question_id, RecodeNotes())
    of_all = Share(len(gave), len(asked))
    more: list[str] = [
        counted(
            "Answered by ",
            of_all.count,
            " of ",
            of_all.base,
            " who were asked (",
            of_all,
            ").",
        )
    ]
    if several:
        more.append("Several answers were possible, so percentages add to over 100.")
    more.extend(stray_note(study, question_id))
    return Table(
        id=table_id,
        title=question.label,
        columns=("n", "% of base", "% of all asked") if ticks else ("n", "% of base"),
        rows=numbered,
        notes=TableNotes(
            population=counted(
                f"all who were asked “{question.label}” (n = ", len(asked), ")"
            ),
            base_rule=counted(
                f"{counting_rule(study, question_id, unsure)} (base: n = ",
                len(base),
                ")",
            ),
            recodes=recodes.line or "none",
            more=(*more, *recodes.sentences, *small_base_notes(numbered)),
        ),
        kind="frequency",
        question=question_id,
    )


def counting_rule(study: Study, question_id: str, unsure: str = "inside") -> str:
    """Return in words who is the base of a closed question."""
    question = closed_question(study, question_id)
    if question_id in study.everyone:
        words = "everybody who was asked; a blank may mean no, not known or skipped"
    elif question.kind in (Kind.TICK, Kind.TICKS):
        words = "people who ticked anything"
    else:
        words = "people who answered"
    if question_id not in study.outside:
        return words
    switch = (
        "not knowing stays inside"
        if unsure == "inside"
        else "not knowing and not applicable are left out"
    )
    return f"{words}; {switch}"


def stray_note(study: Study, question_id: str) -> Iterator[CountedText]:
    """Yield how many answered against the route, if anybody did."""
    stray = study.off_route.get(question_id)
    if stray:
        yield counted(
            "Answered against the route, kept and not counted: ", len(stray), "."
        )
