"""Columns that are one box: the same question asked on two forms of a survey."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from hsbcode.domain.errors import ImportDataError
from hsbcode.domain.survey import ClosedAnswer
from hsbcode.intake.columns import ColumnGuess
from hsbcode.intake.reading import RawExport

_LISTED = 12


@dataclass(frozen=True, slots=True)
class Doubled:
    """A closed question answered in two columns that are one box."""

    respondent: str
    """Id of the respondent."""
    question: str
    kept: str
    """Header of the column whose answer is kept."""
    passed_over: str


def by_box(columns: Sequence[ColumnGuess]) -> tuple[tuple[ColumnGuess, ...], ...]:
    """Return the columns of each box, in the order of the boxes."""
    ordered = sorted(columns, key=lambda column: (column.box, column.position))
    return tuple(
        tuple(same) for _, same in groupby(ordered, key=lambda column: column.box)
    )


def headers_of(columns: Sequence[ColumnGuess]) -> tuple[str, ...]:
    """Return one entry a box: its header, or its headers joined by a stroke."""
    return tuple(" / ".join(c.header for c in same) for same in by_box(columns))


def refuse_two_texts(
    raw: RawExport,
    columns: Sequence[ColumnGuess],
    start: int,
    missing: frozenset[str],
) -> None:
    """Make sure that nobody wrote into two columns that are one box.

    Args:
        raw: the export.
        columns: those of one open question.
        start: number of header rows.
        missing: values that are no answers.

    Raises:
        ImportDataError: names the row and both columns. Neither text may be lost, and
            which of the two is meant only a person can say.
    """
    for same in by_box(columns):
        if len(same) < 2:
            continue
        for row, number in zip(raw.rows[start:], raw.numbers[start:], strict=True):
            filled = [c for c in same if _is_text(row[c.position], c, missing)]
            if len(filled) > 1:
                one, other = filled[:2]
                raise ImportDataError(
                    f"{raw.file}, row {number}: columns “{one.header}” and "
                    f"“{other.header}” are both filled, and the map makes both box "
                    f"{one.box} of “{one.question}”.",
                    "Give the columns boxes of their own in the map, or questions "
                    "of their own.",
                )


def _is_text(cell: str, column: ColumnGuess, missing: frozenset[str]) -> bool:
    plain = cell.strip()
    return bool(plain) and plain not in missing and plain not in column.blank


def first_kept(
    parts: Sequence[tuple[ColumnGuess, Sequence[ClosedAnswer]]],
) -> tuple[list[ClosedAnswer], list[Doubled]]:
    """Return one answer a respondent, and who gave two.

    Args:
        parts: the columns of one closed question in order, each with its answers.
    """
    kept: dict[str, tuple[ColumnGuess, ClosedAnswer]] = {}
    doubled = []
    for column, answers in parts:
        for answer in answers:
            first, _ = kept.setdefault(answer.respondent, (column, answer))
            if first is not column:
                doubled.append(
                    Doubled(
                        answer.respondent, answer.question, first.header, column.header
                    )
                )
    return [answer for _, answer in kept.values()], doubled


def told(doubled: Sequence[Doubled], rows: dict[str, int]) -> list[str]:
    """Return one sentence for each two columns that the same people answered.

    Args:
        doubled: who answered twice.
        rows: respondent → row in the file.
    """
    pairs: dict[tuple[str, str, str], list[int]] = {}
    for one in doubled:
        key = (one.question, one.kept, one.passed_over)
        pairs.setdefault(key, []).append(rows[one.respondent])
    sentences = []
    for (question, kept, other), numbers in pairs.items():
        some = ", ".join(str(number) for number in numbers[:_LISTED])
        more = len(numbers) - _LISTED
        some += f" and {more} more" if more > 0 else ""
        sentences.append(
            f"“{question}” is answered in two columns in row{'s' * (len(numbers) > 1)} "
            f"{some}: the answer in “{kept}” is kept, not the one in “{other}”."
        )
    return sentences
