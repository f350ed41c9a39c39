"""Sentences that stand under tables."""

from collections.abc import Iterable

from hsbcode.domain.coded_question import CodedQuestion, codes_not_offered
from hsbcode.domain.counted_text import CountedText, Part
from hsbcode.domain.picked_part import PickedPart
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Row, TableNotes
from hsbcode.numbers.printing import LOW_BASE, LOW_MARK, printed_percent

SMALL_COUNT = 5
"""Cells standing for fewer people than this are counted in a note."""


def counted(*parts: Part) -> CountedText:
    """Return a sentence whose counts and shares a policy can print otherwise."""
    return CountedText(
        parts, lambda p: printed_percent(p) if isinstance(p, Share) else str(p)
    )


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
        least = min(
            (s for s in shares if 0 < s.count < SMALL_COUNT), key=lambda s: s.count
        )
        people = "1 person" if least.count == 1 else f"{least.count} people"
        whom = (
            f"{printed_percent(least)} of {least.base} is {people}"
            if least.base >= LOW_BASE
            else f"{people} of {least.base}"
        )
        notes.append(
            f"{rows_words} cells that stand for fewer than {SMALL_COUNT} people "
            f"({whom}); look at them before anything is published."
        )
    return tuple(notes)


def theme_notes(
    study: Study, coded: CodedQuestion, more: tuple[str, ...] = ()
) -> TableNotes:
    """Return the notes of a table about themes."""
    notes: list[str] = []
    if coded.uncodable:
        notes.append(
            counted(
                "Answers with nothing to code (validity codes), outside the base: ",
                coded.uncodable,
                " of ",
                coded.total,
                ".",
            )
        )
    stray = codes_not_offered(study, coded)
    if stray:
        notes.append(
            "Given although the question does not offer them, and not counted here: "
            + ", ".join(study.codebook.label(code) for code in stray)
            + "."
        )
    notes += picked_notes([coded])
    return TableNotes(
        population=counted(
            f"all who were asked “{coded.question.label}” (n = ", len(coded.asked), ")"
        ),
        base_rule=counted(
            "people with at least one coded, codable answer (n = ",
            len(coded.base),
            ")",
        ),
        unit="respondents; someone with the same theme in several answers counts once",
        uncoded=coded.uncoded,
        unsettled=coded.unsettled,
        provisional=coded.provisional,
        more=(*notes, *more),
    )


def picked_notes(coded: Iterable[CodedQuestion]) -> list[str]:
    """Return what must be said where answers were picked for what they are."""
    return [picked_note(one.picked, one.left_out) for one in coded if one.picked]


def picked_note(part: PickedPart, left_out: int) -> str:
    """Return the note for one question.

    Args:
        part: how its coded answers were picked.
        left_out: how many of them are in no count.
    """
    if not left_out:
        return counted(
            "Of the answers ",
            part.coded,
            f" are coded, and some of these were picked for what they are: {part.ways}."
            f" Shares over all of them can be off while {part.total:,} answers are not"
            " all coded; ",
            len(part.fair),
            " others can speak for all.",
        )
    return counted(
        "Counted are the coded answers that came by no choice of what they say: ",
        len(part.fair),
        " of ",
        part.coded,
        f". Left out, because shares with them can be off while {part.total:,} answers "
        f"are not all coded: {part.ways}.",
    )
