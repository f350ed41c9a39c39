"""Ready-made tables from elsewhere, kept as they were and never counted with."""

from dataclasses import dataclass

NOT_OURS = "not computed here, and outside disclosure control"


@dataclass(frozen=True, slots=True)
class BroughtTable:
    """A table that somebody else computed, cell by cell as its file had it."""

    id: str
    """``B1`` …; a cell is ``B1.row.column``, the first row below the heads is 1."""
    file: str
    """Name of the file, without its folder."""
    sheet: str
    """Empty for a text file."""
    digest: str
    """SHA-256 of the file."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()
    """Row of the file in which each row stood, from 1."""

    @property
    def origin(self) -> str:
        """Where it comes from: ``results.xlsx, sheet “Feelings”``."""
        return f"{self.file}, sheet “{self.sheet}”" if self.sheet else self.file

    @property
    def label(self) -> str:
        """What stands beside every number of it."""
        return f"brought from {self.origin}; {NOT_OURS}"

    def row_words(self, place: int) -> str:
        """Return one row in words: ``Confident: % 49; n 395 (brought from …)``."""
        name, *cells = self.rows[place]
        told = "; ".join(
            f"{head} {cell}".strip()
            for head, cell in zip(self.heads[1:], cells, strict=True)
            if cell.strip()
        )
        return f"{name}: {told} ({self.label})" if told else f"{name} ({self.label})"
