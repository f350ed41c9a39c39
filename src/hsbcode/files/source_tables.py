"""A table as a file has it: rows of text cells, and where each row stood."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Rows of a text file or of one sheet, every cell as text, every row as wide."""

    file: str
    """Name of the file, without its folder."""
    sha256: str
    """Of the bytes of the file."""
    rows: tuple[tuple[str, ...], ...]
    """All rows with any content, header rows included."""
    numbers: tuple[int, ...]
    """Row numbers as a spreadsheet program shows them, from 1."""
    lines: tuple[int, ...]
    """Line of the file on which each row begins (the row number in a workbook)."""
    encoding: str = ""
    """Empty for a workbook."""
    delimiter: str = ""
    """Empty for a workbook, and for a text file with one column."""
    sheet: str = ""
    """Empty for a text file."""
    sheets: tuple[str, ...] = ()
    """Every sheet of the workbook."""
    notes: tuple[str, ...] = ()
    """What was done to read it, in sentences."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.file

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0
