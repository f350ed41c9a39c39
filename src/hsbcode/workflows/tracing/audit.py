"""The audit file: all that stands behind a report in one workbook, for the manager."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from hsbcode.domain.disclosure import CONFIDENTIAL
from hsbcode.domain.errors import OutputError
from hsbcode.files.writing import check_free, write_file
from hsbcode.store.project import Project
from hsbcode.workflows.reporting.reading import ReportReading
from hsbcode.workflows.tracing.audit_numbers import number_rows
from hsbcode.workflows.tracing.audit_people import coding_rows, quote_rows
from hsbcode.workflows.tracing.audit_steps import (
    decision_rows,
    release_rows,
    version_rows,
)

Values: TypeAlias = tuple[str | int | float | None, ...]

INTERNAL = (
    "INTERNAL: it names coders, shows exact numbers and says who gave which answer. "
    "Do not pass it on with the report."
)


@dataclass(frozen=True, slots=True)
class AuditSheet:
    """One sheet."""

    name: str
    about: str
    columns: tuple[str, ...]
    rows: Sequence[Values]


def audit_sheets(project: Project, reading: ReportReading) -> tuple[AuditSheet, ...]:
    """Return what stands behind a report, sheet by sheet; the first tells what it is.

    Args:
        project: what the report is of.
        reading: the report as it was read (``read_report``).
    """
    sheets = (
        AuditSheet(
            "Numbers",
            "Every number of the report as printed, with the exact number behind it.",
            (
                *("reference", "table", "title", "row", "column", "printed"),
                *("count", "base", "%", "exact count", "exact base", "base rule"),
                *("population", "filter", "unit", "rounding", "recodes"),
                *("disclosure control", "source files", "source columns", "wording"),
            ),
            number_rows(project, reading),
        ),
        AuditSheet(
            "Quotes",
            "Every quote with the answer it comes from, and what was decided on it.",
            (
                *("reference", "question", "theme", "typical or unlike", "printed"),
                *("attribution", "answer", "file", "row", "column", "wave"),
                *("why this one", "decided", "what it shows", "left out or replaced"),
                *("flags cleared", "chosen from", "stored answer"),
            ),
            quote_rows(project, reading),
        ),
        AuditSheet(
            "Codings",
            "Every code of every answer to the questions reported, counted or not.",
            (
                *("question", "code", "theme", "answer", "coded by", "last step"),
                *("version of the codebook", "counts as", "counted", "held back"),
            ),
            coding_rows(project, reading),
        ),
        AuditSheet(
            "Decisions",
            "What was decided beside coding: quotes, words replaced, flags cleared, "
            "differences settled, settings, rounds.",
            ("when (UTC)", "who", "what", "answer", "reason"),
            decision_rows(project),
        ),
        AuditSheet(
            "Codebook",
            "Every version of the codebook.",
            ("number", "version", "id", "when (UTC)", "who", "what", "codes"),
            version_rows(project),
        ),
        AuditSheet(
            "Releases",
            "Every report that was written.",
            (
                *("number", "when (UTC)", "who", "files", "SHA-256", "about"),
                *("disclosure control", "codebook", "numbers", "quotes", "withdrawn"),
                "reason",
            ),
            release_rows(project),
        ),
    )
    return (_front(reading, sheets), *sheets)


def check_audit(path: Path) -> None:
    """Make sure that an audit file can be written there, before any work is done.

    Raises:
        OutputError: it is no .xlsx file, it exists, or its folder does not.
    """
    if path.suffix.lower() != ".xlsx":
        raise OutputError(
            f"{path.name}: an audit file is an .xlsx file.",
            f"For example {path.stem or 'audit'}.xlsx.",
        )
    check_free(path)


def write_audit(project: Project, reading: ReportReading, path: Path) -> Path:
    """Write the audit file of a report; an existing file is never overwritten.

    Args:
        project: what the report is of.
        reading: the report as it was read.
        path: an .xlsx file.

    Raises:
        OutputError: as ``check_audit``, or the folder does not take it.
    """
    check_audit(path)
    write_file(path, _workbook(audit_sheets(project, reading)))
    return path


def _front(reading: ReportReading, sheets: Sequence[AuditSheet]) -> AuditSheet:
    rows: list[Values] = [
        ("Title", reading.document.title),
        ("Classification", INTERNAL),
        *reading.document.record,
    ]
    rows += [(sheet.name, f"{sheet.about} {len(sheet.rows)} rows.") for sheet in sheets]
    rows.append((CONFIDENTIAL, "Not printed, because it would tell of few people."))
    return AuditSheet(
        "About", "Audit file: what stands behind a report", ("what", "value"), rows
    )


def _workbook(sheets: Sequence[AuditSheet]) -> bytes:
    from hsbcode.files.new_workbooks import new_workbook

    target = io.BytesIO()
    book = new_workbook(target, title="Audit file (internal)")
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.write_string(0, 0, sheet.about, bold)
        page.write_string(1, 0, INTERNAL)
        for column, name in enumerate(sheet.columns):
            page.write_string(2, column, name, head)
        for row, values in enumerate(sheet.rows, start=3):
            for column, value in enumerate(values):
                if isinstance(value, int | float):
                    page.write_number(row, column, value)
                elif value:
                    page.write_string(row, column, cell_text(value))
        page.freeze_panes(3, 1)
        page.autofilter(2, 0, max(3, 2 + len(sheet.rows)), len(sheet.columns) - 1)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
    book.close()
    return target.getvalue()


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it: no control codes, and no longer than it."""
    from hsbcode.domain.visible import visible
    from hsbcode.files.new_workbooks import LONGEST_CELL, fits_cell

    shown = visible(text)
    return shown if fits_cell(shown) else f"{shown[: LONGEST_CELL // 2 - 1]}…"


def _widths(sheet: AuditSheet) -> Iterator[int]:
    for column, name in enumerate(sheet.columns):
        longest = max(
            (len(str(row[column] or "")) for row in sheet.rows[:200]), default=0
        )
        yield min(60, max(8, len(name) + 3, longest))
