"""Frequencies of one closed question."""

from collections import Counter

from hsbcode.domain.questions import answered, asked_of, closed_question, options_of
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.numbers.printing import printed_percent
from hsbcode.results.notes import counted, small_base_notes
from hsbcode.results.references import with_references

NO_ANSWER = "No answer"


def frequency_table(study: Study, question_id: str, table_id: str) -> Table:
    """Count the answers to a closed question, options in their order.

    The base of a single answer is everybody who answered; that of tick boxes is
    everybody who ticked anything. Tick boxes also show the share of all asked,
    because a blank may mean no, not known or skipped.

    Raises:
        UsageConflict: there is no such closed question.
    """
    question = closed_question(study, question_id)
    ticks = question.kind in (Kind.TICK, Kind.TICKS)
    asked = asked_of(study, question_id)
    gave = answered(study, question_id)
    counts: Counter[str] = Counter()
    for values in study.closed.get(question_id, {}).values():
        counts.update(set(values))
    rows = []
    for option in options_of(study, question):
        share = Share(counts[option], len(gave))
        cells = [
            Cell(share, str(share.count)),
            Cell(share, printed_percent(share)),
        ]
        if ticks:
            of_asked = Share(share.count, len(asked))
            cells.append(Cell(of_asked, printed_percent(of_asked)))
        rows.append(Row(option, tuple(cells), key=option, base=len(gave)))
    silent = len(asked) - len(gave)
    blanks = tuple(Cell() for _ in range(2 if ticks else 1))
    rows.append(Row(NO_ANSWER, (Cell(text=str(silent)), *blanks)))
    numbered = with_references(table_id, rows)
    rule = "people who ticked anything" if ticks else "people who answered"
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
    if ticks:
        more.append("Several answers were possible, so percentages add to over 100.")
    return Table(
        id=table_id,
        title=question.label,
        columns=("n", "% of base", "% of all asked") if ticks else ("n", "% of base"),
        rows=numbered,
        notes=TableNotes(
            population=counted(
                f"all who were asked “{question.label}” (n = ", len(asked), ")"
            ),
            base_rule=counted(f"{rule} (base: n = ", len(gave), ")"),
            more=(*more, *small_base_notes(numbered)),
        ),
        kind="frequency",
        question=question_id,
    )
