"""Themes of one open question: people, shares and mentions."""

from hsbcode.domain.coded_question import coded_question, offered_themes
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.numbers.printing import printed_percent
from hsbcode.results.notes import counted, small_base_notes, theme_notes
from hsbcode.results.references import with_references


def theme_table(study: Study, question_id: str, table_id: str) -> Table:
    """Count the people behind each code offered for an open question.

    Rows stand in tree order, parents implied by their children. Columns: people,
    share of the base (people with a finished, codable answer), share of everybody
    who was asked, and mentions (units).

    Raises:
        UsageConflict: there is no such open question.
    """
    coded = coded_question(study, question_id)
    rows = []
    for code in offered_themes(study, coded):
        share = coded.share(code.id)
        of_asked = coded.share_of_asked(code.id)
        cells = (
            Cell(share, str(share.count)),
            Cell(share, printed_percent(share)),
            Cell(of_asked, printed_percent(of_asked)),
            Cell(text=str(coded.mentions(code.id))),
        )
        rows.append(
            Row(
                code.label,
                cells,
                key=code.id,
                base=len(coded.base),
                level=study.codebook.depth(code.id),
            )
        )
    numbered = with_references(table_id, rows)
    more = [
        counted(
            len(coded.base),
            " of ",
            len(coded.asked),
            " who were asked gave an answer that is coded and codable.",
        )
    ]
    return Table(
        id=table_id,
        title=f"Themes in answers to “{coded.question.label}”",
        columns=("n", "% of base", "% of all asked", "Mentions"),
        rows=numbered,
        notes=theme_notes(study, coded, (*more, *small_base_notes(numbered))),
        kind="themes",
        question=question_id,
    )
