"""What an export is understood to hold, for a person to confirm or change."""

from hsbcode.domain.errors import ImportDataError
from hsbcode.domain.survey import Kind
from hsbcode.files.map_files import MapFile
from hsbcode.intake.columns import ANSWERS, ColumnGuess, Understanding
from hsbcode.intake.describing import describe
from hsbcode.intake.facts import count_columns, facts_of, find_markers
from hsbcode.intake.grouping import group_columns
from hsbcode.intake.guessing import Guess, choose_id, guess_column
from hsbcode.intake.headers import count_header_rows, read_heads
from hsbcode.intake.mapping import apply_map, to_map
from hsbcode.intake.reading import RawExport
from hsbcode.intake.splitting import split_heads

__all__ = ["ANSWERS", "ColumnGuess", "Understanding", "to_map", "understand"]


def understand(
    raw: RawExport,
    found_map: MapFile | None = None,
    *,
    header_rows: int | None = None,
    map_name: str = "map.yaml",
) -> Understanding:
    """Say what an export holds: from a map where there is one, else guessed.

    With a map, only the columns it names are kept; the others are listed as dropped.

    Args:
        raw: the export.
        found_map: a map made by hand or kept from an earlier import.
        header_rows: how many rows are headers; None counts them.
        map_name: file name of the map, for messages.

    Raises:
        ImportDataError: no rows below the headers, or the map does not fit.
    """
    if found_map is not None:
        rows = found_map.header_rows or header_rows
        return apply_map(_guess(raw, rows), found_map, map_name)
    return _guess(raw, header_rows)


def _guess(raw: RawExport, header_rows: int | None) -> Understanding:
    count = header_rows or count_header_rows(raw.rows)
    count = min(count, len(raw.rows))
    heads = split_heads(read_heads(raw.rows, count))
    data = raw.rows[count:]
    if not data:
        raise ImportDataError(
            f"{raw.file} has {count} header row{'s' * (count > 1)} and no answers.",
            "Export the survey again, or give fewer header rows.",
        )
    counts = count_columns(data)
    not_asked, not_answered = find_markers(counts)
    facts = [facts_of(column, (*not_asked, *not_answered)) for column in counts]
    id_column, notes = choose_id(heads, facts)
    guesses = [guess_column(h, f) for h, f in zip(heads, facts, strict=True)]
    if id_column is not None:
        guesses[id_column] = Guess(Kind.ID, "every row holds another value")
    guesses, groups = group_columns(heads, facts, guesses)
    columns = describe(heads, facts, guesses, groups)
    if len(heads) == 1 and not heads[0].header.rstrip().endswith(("?", ":")):
        notes = (
            *notes,
            f"Row {raw.numbers[count - 1]} is taken as the question; if it is an "
            "answer, write the question into a row above it.",
        )
    if not_asked:
        notes = (*notes, _marker_note(not_asked, not_answered))
    return Understanding(
        columns=columns,
        header_rows=count,
        id_column=id_column,
        not_asked=not_asked,
        not_answered=not_answered,
        notes=notes,
    )


def _marker_note(not_asked: tuple[str, ...], not_answered: tuple[str, ...]) -> str:
    return (
        f"{' and '.join(not_asked)} are read as “not asked”, "
        f"{' and '.join(not_answered)} as “asked and left empty”."
    )
