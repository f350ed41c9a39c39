"""Small exports written for the tests of the intake room."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from hsbcode.intake.building import Intake, build
from hsbcode.intake.reading import RawExport, read_export
from hsbcode.intake.understanding import ColumnGuess, Understanding, understand

SHARED = Path(__file__).parents[2] / "shared"


def export(folder: Path, rows: Sequence[Sequence[str]], mark: str = ",") -> RawExport:
    """Write rows as CSV and read them as an export."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark).writerows(rows)
    path = folder / "export.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return read_export(path)


def understood(folder: Path, rows: Sequence[Sequence[str]]) -> Understanding:
    """Understand rows without a map."""
    return understand(export(folder, rows))


def built(folder: Path, rows: Sequence[Sequence[str]]) -> Intake:
    """Understand and build rows without a map."""
    raw = export(folder, rows)
    return build(raw, understand(raw), study="study")


def column(known: Understanding, header: str) -> ColumnGuess:
    """Return the column whose header begins so."""
    return next(c for c in known.columns if c.header.startswith(header))


def many(words: str, count: int = 30) -> list[str]:
    """Return ``count`` different answers in own words."""
    return [f"{words} number {n} because of reason {n * 7}" for n in range(count)]
