"""Tables of a project: closed questions, themes, themes by closed answers."""

from collections.abc import Sequence

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.results.frequency import frequency_table
from hsbcode.results.theme_by_answer import theme_by_answer_table
from hsbcode.results.themes import theme_table


def all_tables(study: Study, by: Sequence[str] = ()) -> tuple[Table, ...]:
    """Return the tables of a study.

    Frequencies of the closed questions come first, then for each open question its
    themes, then its themes by the questions of ``by``.

    Raises:
        UsageConflict: ``by`` names something that is no closed question.
    """
    closed = [question.id for question in study.closed_questions]
    for wanted in by:
        if wanted not in closed:
            raise UsageConflict(
                f"There is no closed question “{wanted}” to split by.",
                nearest(wanted, closed) or "Closed questions: " + ", ".join(closed),
            )
    numbers = table_numbers(study)
    tables: list[Table] = [
        frequency_table(study, question.id, numbers[question.id])
        for question in study.closed_questions
    ]
    for question in study.open_questions:
        if not any(study.verdicts[u.id].counts for u in study.units[question.id]):
            continue
        number = numbers[question.id]
        tables.append(theme_table(study, question.id, number))
        tables.extend(
            theme_by_answer_table(
                study, question.id, split, f"{number}x{numbers[split][1:]}"
            )
            for split in by
        )
    return tuple(tables)


def table_numbers(study: Study) -> dict[str, str]:
    """Return question → T1, T2 …; the same whatever is coded or asked for.

    A split of table T9 by the question of table T3 is T9x3.
    """
    ordered = (*study.closed_questions, *study.open_questions)
    return {q.id: f"T{place}" for place, q in enumerate(ordered, start=1)}


def chosen(tables: tuple[Table, ...], wanted: Sequence[str]) -> tuple[Table, ...]:
    """Return the tables named by id (T3) or by question.

    Raises:
        UsageConflict: no table has that name.
    """
    if not wanted:
        return tables
    found = []
    for name in wanted:
        hits = [t for t in tables if name in (t.id, t.question)]
        if not hits:
            names = [t.id for t in tables] + [t.question for t in tables]
            raise UsageConflict(f"There is no table “{name}”.", nearest(name, names))
        found.extend(hits)
    return tuple(found)
