"""What a person can change about how an export was understood, before it is written."""

from hsbcode.domain.survey import Kind
from hsbcode.intake.changing import (
    joined,
    renamed,
    split_off,
    with_header_rows,
    with_id_column,
    with_kind,
)
from hsbcode.intake.columns import ANSWERS, ColumnGuess, Understanding
from hsbcode.intake.reading import RawExport

__all__ = [
    "ANSWERS",
    "ColumnGuess",
    "Kind",
    "RawExport",
    "Understanding",
    "joined",
    "renamed",
    "split_off",
    "with_header_rows",
    "with_id_column",
    "with_kind",
]
