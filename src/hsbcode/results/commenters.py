"""Who wrote anything at all in an open question, beside those who wrote nothing.

People who comment are seldom like people who do not, so what a quote table says of the
ones must not be read as said of all.
"""

from collections.abc import Sequence
from dataclasses import replace

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.counting import is_codable
from hsbcode.domain.disclosure import CONFIDENTIAL, NO_CONTROL, DisclosurePolicy
from hsbcode.domain.quantity_words import LEAST_BASE
from hsbcode.domain.questions import (
    answered,
    asked_of,
    closed_question,
    open_question,
    options_of,
    with_answer,
)
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.numbers.printing import LOW_MARK, NO_BASE, gap_text, printed_share
from hsbcode.results.notes import counted
from hsbcode.results.people_marks import mark
from hsbcode.results.references import with_references

KIND = "commenters"
COMMENTED, SILENT, GAP = 0, 1, 2
"""Places of the cells of a row."""
_APART = "\x1f"
_EVERYBODY = "commented"


def commenters(study: Study, question_id: str) -> tuple[frozenset[str], int]:
    """Return who gave at least one codable answer, and how many answers they gave.

    What nobody has coded yet counts as codable as long as it is not blank.

    Raises:
        UsageConflict: there is no such open question.
    """
    question = open_question(study, question_id)
    people: set[str] = set()
    comments = 0
    for unit in study.units.get(question.id, ()):
        verdict = study.verdicts.get(unit.id)
        decided = verdict is not None and verdict.counts
        codable = not decided or is_codable(
            verdict.codes if verdict else (), study.codebook
        )
        if unit.text.strip() and codable:
            people.add(unit.respondent)
            comments += 1
    return frozenset(people), comments


def commenters_table(
    study: Study, question_id: str, by: Sequence[str], table_id: str
) -> Table:
    """Compare those who commented with those who did not on closed questions.

    The first row counts both of everybody who was asked. For each closed question a row
    says how many of either answered it, then each answer has a row with its share of
    these. Differences are in points, from unrounded shares. On bases under thirty there
    is no percentage. Nothing is tested: the people were not drawn by chance.

    Raises:
        UsageConflict: a question is not there, or of the other kind.
    """
    question = open_question(study, question_id)
    asked = asked_of(study, question.id)
    wrote, comments = commenters(study, question.id)
    groups = (wrote & asked, asked - wrote)
    rows = [
        Row(
            "Everybody who was asked",
            (*(_cell(group, asked) for group in groups), Cell()),
            key=_EVERYBODY,
            base=len(asked),
        )
    ]
    for name in by:
        closed = closed_question(study, name)
        gave = answered(study, name)
        told = [group & gave for group in groups]
        rows.append(
            Row(
                f"{closed.label}: answered",
                (
                    *(
                        _cell(some, all_)
                        for some, all_ in zip(told, groups, strict=True)
                    ),
                    Cell(),
                ),
                key=name,
                base=len(asked & gave),
            )
        )
        for option in options_of(study, closed):
            holders = with_answer(study, name, option)
            cells = (*(_cell(some & holders, some) for some in told), Cell())
            key = f"{name}{_APART}{option}"
            rows.append(Row(option, cells, key=key, base=len(asked & gave), level=1))
    table = Table(
        id=table_id,
        title=f"Who answered “{question.label}” in words, and who did not",
        columns=("Commented", "Did not comment", "Difference in points"),
        rows=with_references(table_id, rows),
        notes=_notes(study, question_id, by, groups, comments),
        kind=KIND,
        question=question_id,
    )
    return printed_commenters(table)


def printed_commenters(table: Table, policy: DisclosurePolicy = NO_CONTROL) -> Table:
    """Return the table with its shares and differences as text.

    Differences are made of the numbers that are printed, so that none is told by them.
    """
    rows = []
    for row in table.rows:
        one, other, gap = row.cells
        texts = [_text(cell, policy) for cell in (one, other)]
        difference = ""
        if _APART in row.key:
            difference = _gap(one.share, other.share, policy)
        cells = (
            replace(one, text=texts[0], percent=None),
            replace(other, text=texts[1], percent=None),
            replace(gap, text=difference),
        )
        rows.append(replace(row, cells=cells))
    return replace(table, rows=tuple(rows))


def question_of(row: Row) -> str:
    """Return the closed question that a row is about; empty for the first row."""
    return "" if row.key == _EVERYBODY else row.key.partition(_APART)[0]


def people_behind(
    study: Study, table: Table, row: Row, column: int | None
) -> frozenset[str]:
    """Return the people whom a cell counts, or a whole row."""
    asked = asked_of(study, table.question)
    wrote, _comments = commenters(study, table.question)
    groups = {None: asked, COMMENTED: wrote & asked, SILENT: asked - wrote}
    group = groups.get(column, asked)
    if row.key == _EVERYBODY:
        return group
    name, _apart, option = row.key.partition(_APART)
    return group & (
        with_answer(study, name, option) if option else answered(study, name)
    )


def _cell(people: frozenset[str], base: frozenset[str]) -> Cell:
    share = Share(len(people), len(base))
    return Cell(share, who=mark(people), whole=mark(base))


def _text(cell: Cell, policy: DisclosurePolicy) -> str:
    if cell.share is None:
        return cell.text or NO_BASE
    if not cell.share.base:
        return NO_BASE
    if cell.share.base < max(LEAST_BASE, policy.no_percentage_under):
        return f"{cell.share.count} of {cell.share.base} {LOW_MARK}"
    return printed_share(cell.share)


def _gap(one: Share | None, other: Share | None, policy: DisclosurePolicy) -> str:
    if one is None or other is None:
        return CONFIDENTIAL
    if min(one.base, other.base) < max(LEAST_BASE, policy.no_percentage_under):
        return NO_BASE
    return gap_text(one, other)


def _notes(
    study: Study,
    question_id: str,
    by: Sequence[str],
    groups: Sequence[frozenset[str]],
    comments: int,
) -> TableNotes:
    coded = coded_question(study, question_id)
    wrote, silent = groups
    more: list[str] = [
        counted(
            len(wrote),
            " of ",
            len(wrote) + len(silent),
            " people who were asked gave at least one codable answer, ",
            comments,
            " answers in all.",
        ),
        "A difference in points is commented minus did not comment, from unrounded "
        "shares. It describes these people; no test is made, because they were not "
        "drawn by chance.",
        f"{LOW_MARK}: fewer than {LEAST_BASE} people in the base, so there is no "
        "percentage and no difference.",
    ]
    several = [
        study.questions[name].label
        for name in by
        if study.questions[name].kind in (Kind.TICK, Kind.TICKS)
    ]
    if several:
        listed = ", ".join(f"“{label}”" for label in several)
        more.append(f"Several answers were possible: {listed}.")
    return TableNotes(
        population=counted(
            "people who were asked (n = ", len(wrote) + len(silent), ")"
        ),
        base_rule=(
            "of an answer, those of the column who answered the closed question; of "
            "the first row, everybody who was asked"
        ),
        uncoded=coded.uncoded,
        unsettled=coded.unsettled,
        provisional=coded.provisional,
        more=tuple(more),
    )
