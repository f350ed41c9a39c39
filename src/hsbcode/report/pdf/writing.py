"""A document as tagged PDF (PDF/UA-1), set by typst inside this process."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from hsbcode.domain.errors import OutputError
from hsbcode.report.charts import svg
from hsbcode.report.document import Document
from hsbcode.report.pdf.glyphs import drawable, missing_characters, stand_in
from hsbcode.report.pdf.layout import page_values, with_texts
from hsbcode.report.writing import Written

_STANDARD = "ua-1"
_MADE = 946_684_800
"""Seconds of 2000-01-01, so that equal documents give equal bytes."""


def pdf_file(document: Document) -> Written:
    """Return a document as PDF/UA-1 on A4; equal documents give equal bytes.

    Texts reach the layout as data only. The fonts that come with typst are used; those
    of the machine only where a character needs them. A character that no font here can
    draw is printed by its code (``‹U+65E5›``), and that is told in the notes.

    Raises:
        OutputError: the page could not be set.
    """
    values, charts = page_values(document)
    drawn = {
        name: svg(block.chart, block.source, brief=block.brief).encode()
        for name, block in charts.items()
    }
    values = with_texts(values, drawable)
    wanted = frozenset(each for each in _characters(values, drawn) if each > "\x7f")
    system_fonts, gone = False, _without_glyph(wanted, system_fonts=False)
    if gone:
        found = _without_glyph(gone, system_fonts=True)
        system_fonts, gone = found != gone, found
    return Written(_made(values, drawn, gone, system_fonts), _notes(gone))


def _made(
    values: dict[str, Any],
    drawn: dict[str, bytes],
    gone: frozenset[str],
    system_fonts: bool,
) -> bytes:
    """Set the pages; what turns out to be without a glyph is replaced, too."""
    while True:
        try:
            return _set(values, drawn, gone, system_fonts=system_fonts)
        except typst.TypstError as problem:
            missing = missing_characters(problem.diagnostic)
            if missing <= gone:
                raise OutputError(
                    f"The PDF could not be made: {_reason(problem)}",
                    "Write .docx or .html instead.",
                ) from None
            gone |= missing


def _without_glyph(characters: frozenset[str], *, system_fonts: bool) -> frozenset[str]:
    """Return the characters that none of the fonts can draw, from a page of its own."""
    if not characters:
        return frozenset()
    values, _ = page_values(Document("characters", ()))
    page = {"kind": "facts", "facts": sorted(characters)}
    try:
        _set({**values, "blocks": [page]}, {}, frozenset(), system_fonts=system_fonts)
    except typst.TypstError as problem:
        return missing_characters(problem.diagnostic) & characters
    return frozenset()


def _characters(value: Any, drawn: dict[str, bytes]) -> set[str]:
    texts = [json.dumps(value, ensure_ascii=False)]
    texts.extend(each.decode("utf-8") for each in drawn.values())
    return set().union(*texts)


def _set(
    values: dict[str, Any],
    drawn: dict[str, bytes],
    gone: frozenset[str],
    *,
    system_fonts: bool,
) -> bytes:
    table = {ord(each): stand_in(each) for each in gone}
    shown = with_texts(values, lambda text: text.translate(table)) if gone else values
    data = json.dumps(shown, ensure_ascii=False).encode("utf-8")
    # files by name are taken, which its types do not say
    making: Any = typst.Compiler
    compiler = making(
        {"main.typ": _layout(), "report.json": data, **drawn},
        ignore_system_fonts=not system_fonts,
    )
    made: bytes = compiler.compile(
        format="pdf", pdf_standards=_STANDARD, timestamp=_MADE
    )
    return made


@cache
def _layout() -> bytes:
    return files("hsbcode.report.pdf").joinpath("report.typ").read_bytes()


def _reason(problem: typst.TypstError) -> str:
    # what the compiler says may quote an answer
    return "the layout was refused." if "`" in problem.message else problem.message


def _notes(gone: frozenset[str]) -> tuple[str, ...]:
    if not gone:
        return ()
    return (
        f"{len(gone)} characters have no font on this machine and stand in the PDF by "
        "their codes, e.g. ‹U+65E5›; .docx and .html show them.",
    )
