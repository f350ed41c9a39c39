"""Sentences that stand under tables."""

from collections.abc import Iterable

from hsbcode.domain.coded_question import CodedQuestion, codes_not_offered
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Row, TableNotes
from hsbcode.numbers.printing import LOW_BASE, LOW_MARK

SMALL_COUNT = 5
"""Cells standing for fewer people than this are counted in a note."""


def small_base_notes(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return what must be said about small bases and small counts in the rows."""
    shares = [cell.share for row in rows for cell in row.cells if cell.share]
    notes = []
    if any(0 < share.base < LOW_BASE for share in shares):
        notes.append(
            f"{LOW_MARK}: fewer than {LOW_BASE} people in the base, so the count is "
            "printed and no percentage."
        )
    small = {
        row.reference
        for row in rows
        for cell in row.cells
        if cell.share and 0 < cell.share.count < SMALL_COUNT
    }
    if small:
        rows_words = "1 row has" if len(small) == 1 else f"{len(small)} rows have"
        notes.append(
            f"{rows_words} cells that stand for fewer than {SMALL_COUNT} people; "
            "look at them before anything is published."
        )
    return tuple(notes)


def theme_notes(
    study: Study, coded: CodedQuestion, more: tuple[str, ...] = ()
) -> TableNotes:
    """Return the notes of a table about themes."""
    notes: list[str] = []
    if coded.uncodable:
        notes.append(
            "Answers with nothing to code (validity codes), outside the base: "
            f"{coded.uncodable} of {coded.total}."
        )
    stray = codes_not_offered(study, coded)
    if stray:
        notes.append(
            "Given although the question does not offer them, and not counted here: "
            + ", ".join(study.codebook.label(code) for code in stray)
            + "."
        )
    return TableNotes(
        population=f"all who were asked “{coded.question.label}” "
        f"(n = {len(coded.asked)})",
        base_rule="people with at least one coded, codable answer "
        f"(n = {len(coded.base)})",
        unit="respondents; someone with the same theme in several answers counts once",
        uncoded=coded.uncoded,
        unsettled=coded.unsettled,
        provisional=coded.provisional,
        more=(*notes, *more),
    )
