"""A document becomes a file: whole or not at all, and never over another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.errors import OutputError
from hsbcode.files.writing import check_free, write_file
from hsbcode.report.document import Document


@dataclass(frozen=True, slots=True)
class Style:
    """How a report shall look."""

    template: Path | None = None
    """A Word file whose styles, page set-up and header a .docx takes."""


PLAIN_STYLE = Style()


@dataclass(frozen=True, slots=True)
class Written:
    """A document in one format."""

    content: bytes
    notes: tuple[str, ...] = ()
    """What the writer did otherwise than asked, e.g. a style that was not there."""


def _html(document: Document, _style: Style) -> Written:
    from hsbcode.report.html import html

    return Written(html(document).encode("utf-8"))


def _markdown(document: Document, _style: Style) -> Written:
    from hsbcode.report.markdown import markdown

    return Written(markdown(document).encode("utf-8"))


def _docx(document: Document, style: Style) -> Written:
    from hsbcode.report.word.writing import word_file

    return word_file(document, style)


def _xlsx(document: Document, _style: Style) -> Written:
    from hsbcode.report.workbook.writing import workbook_file

    return workbook_file(document)


def _pdf(document: Document, _style: Style) -> Written:
    from hsbcode.report.pdf.writing import pdf_file

    return pdf_file(document)


WRITERS: Mapping[str, Callable[[Document, Style], Written]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".html": _html,
    ".pdf": _pdf,
    ".md": _markdown,
}
"""Ending of the file → writer. Each loads its library when it is asked."""


def written(document: Document, ending: str, style: Style = PLAIN_STYLE) -> Written:
    """Return a document in the format of an ending.

    Raises:
        OutputError: the ending is unknown, or the template cannot be used.
    """
    check_ending(Path(f"report{ending}"))
    return WRITERS[ending.lower()](document, style)


def write_document(
    document: Document, path: Path, style: Style = PLAIN_STYLE
) -> tuple[str, ...]:
    """Write a document in the format its ending names; return the writer's notes.

    Raises:
        OutputError: the ending is unknown, the file exists already, the folder does
            not take it, or the template cannot be used.
    """
    check_output(path)
    made = written(document, path.suffix, style)
    write_file(path, made.content)
    return made.notes


def check_output(path: Path) -> None:
    """Make sure that a report can be written there, before any work is done.

    Raises:
        OutputError: as ``write_document``.
    """
    check_ending(path)
    check_free(path)


def check_ending(path: Path) -> None:
    """Make sure that there is a writer for a path.

    Raises:
        OutputError: there is none.
    """
    if path.suffix.lower() not in WRITERS:
        possible = ", ".join(WRITERS)
        ending = path.suffix or "no ending"
        raise OutputError(
            f"{path.name}: a report cannot be written with {ending}.",
            f"Possible endings are {possible}, e.g. {path.stem or 'report'}.docx.",
        )
