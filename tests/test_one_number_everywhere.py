"""One number has one value: a report written in every format and read back."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import Table as WordTable
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from hsbcode.domain.disclosure import CONFIDENTIAL, SUPPRESSED
from hsbcode.domain.quotes import Quote
from hsbcode.domain.tables import Table
from hsbcode.domain.visible import visible
from hsbcode.report.document import Document, JointBlock, QuoteBlock, TableBlock
from hsbcode.report.flat import LEVEL, REFERENCE
from hsbcode.report.grids import table_grid
from hsbcode.report.joint_words import joint_name, joint_rows
from hsbcode.report.pdf.glyphs import stand_in
from hsbcode.report.writing import WRITERS, written
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.reporting.plan import report_plan
from hsbcode.workflows.reporting.reading import read_report

NUMBER = re.compile(r"[+−-]?\d+(?:\.\d+)?")
FORMATS = (".docx", ".html", ".md", ".pdf", ".xlsx")


@pytest.fixture(scope="module")
def report(demo_project: Path) -> Document:
    with open_project(demo_project, write=False) as project:
        return read_report(project, report_plan(project), policy=SUPPRESSED).document


@pytest.fixture(scope="module")
def pdf_text(files: dict[str, bytes]) -> str:
    return pdf_words(files[".pdf"])


@pytest.fixture(scope="module")
def files(report: Document) -> dict[str, bytes]:
    return {ending: written(report, ending).content for ending in FORMATS}


def squeezed(text: str) -> str:
    """A text without what a format may add between its words."""
    return re.sub(r"[\s\u200b\u00a0]", "", visible(text))


def tables(report: Document) -> list[Table]:
    return [block.table for block in report.blocks if isinstance(block, TableBlock)]


def quotes(report: Document) -> Iterator[Quote]:
    for block in report.blocks:
        if isinstance(block, QuoteBlock):
            for theme in block.table.themes:
                yield from theme.quotes
        elif isinstance(block, JointBlock):
            for row in block.display.rows:
                yield from row.quotes


class Cells(HTMLParser):
    """The words of every element that has an id."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(dict(attrs).get("id") or "")
        if tag in ("meta", "br", "input", "hr", "link"):
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for each in filter(None, self._open):
            self.words[each] = self.words.get(each, "") + data


def word_tables(content: bytes) -> dict[str, list[list[str]]]:
    """Reference in the caption → rows of the table under it, with its further parts."""
    found: dict[str, list[list[str]]] = {}
    reference = ""
    for each in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(each, WordTable):
            rows = [[cell.text for cell in row.cells] for row in each.rows]
            if reference not in found or not reference:
                found[reference] = rows
                continue
            for whole, more in zip(found[reference], rows, strict=True):
                whole.extend(more[1:])
        elif match := re.search(r"\(reference: (.+)\)$", each.text):
            reference = match[1]
        elif not each.text.startswith("Continued:"):
            reference = ""
    return found


def sheets(content: bytes) -> dict[str, list[dict[str, object]]]:
    """Title in A1 → rows under the head, as head → value."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found: dict[str, list[dict[str, object]]] = {}
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        width = len(rows[-1])
        top = next((n for n, r in enumerate(rows) if n and all(r[:width])), 0)
        heads = [str(head) for head in rows[top]]
        found[str(rows[0][0])] = [
            dict(zip(heads, row, strict=True)) for row in rows[top + 1 :]
        ]
    return found


def pdf_words(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return squeezed("".join(page.extract_text() for page in pages))


def has(text: str, wanted: str) -> bool:
    """Whether a text holds words, also where the end of one page lies between."""
    return wanted in text or any(
        wanted[:at] in text and wanted[at:] in text for at in range(1, len(wanted))
    )


def numbers(text: str) -> list[float]:
    return [float(n.replace("−", "-")) for n in NUMBER.findall(text)]


def of_row(row: Mapping[str, Any]) -> Counter[float]:
    """The numbers in a workbook's row, but for those that are not printed elsewhere."""
    own = (LEVEL, REFERENCE, next(iter(row)))
    found: Counter[float] = Counter()
    for head, value in row.items():
        if head not in own:
            found.update([value] if isinstance(value, float) else numbers(value))
    return found


def test__formats_are_all_read(files: dict[str, bytes]) -> None:
    assert set(files) == set(WRITERS)


def test_the_report_has_what_there_is_to_compare(report: Document) -> None:
    found = tables(report)
    texts = [cell.text for table in found for row in table.rows for cell in row.cells]
    assert len(found) > 40
    assert len(texts) > 1000
    assert sum(CONFIDENTIAL in text for text in texts) > 100
    assert len(list(quotes(report))) > 50
    assert sum(isinstance(block, JointBlock) for block in report.blocks) == 18


def test__html(report: Document, files: dict[str, bytes]) -> None:
    words = Cells(files[".html"].decode("utf-8")).words
    for table in tables(report):
        for row in table.rows:
            for cell in row.cells:
                if cell.reference:
                    assert words.get(cell.reference, "").strip() == cell.text


def test__docx(report: Document, files: dict[str, bytes]) -> None:
    found = word_tables(files[".docx"])
    for table in tables(report):
        rows = found[table.id][-len(table.rows) :]
        for row, said in zip(table.rows, rows, strict=True):
            wanted = [squeezed(cell.text) for cell in row.cells]
            assert [squeezed(each) for each in said[1:]] == wanted, table.id


def test__markdown(report: Document, files: dict[str, bytes]) -> None:
    text = squeezed(re.sub(r"\\(.)", r"\1", files[".md"].decode("utf-8")))
    for table in tables(report):
        at = text.index(squeezed(f"**{table_grid(table).name}**"))
        for row in table.rows:
            cells = "|".join((row.label, *(cell.text for cell in row.cells)))
            found = text.find(squeezed(f"|{cells}|"), at)
            assert found >= 0, (table.id, row.label)
            at = found


def test__pdf(report: Document, pdf_text: str) -> None:
    text = pdf_text
    for table in tables(report):
        at = text.index(squeezed(table_grid(table).name))
        for row in table.rows:
            cells = "".join((row.label, *(cell.text for cell in row.cells)))
            found = text.find(squeezed(cells), at)
            assert found >= 0, (table.id, row.label, cells)
            at = found


def test__xlsx(report: Document, files: dict[str, bytes]) -> None:
    found = sheets(files[".xlsx"])
    for table in tables(report):
        rows = found[table_grid(table).name]
        for row, said in zip(table.rows, rows, strict=True):
            printed = [n for cell in row.cells for n in numbers(cell.text)]
            assert of_row(said) == Counter(printed), (table.id, row.label)
            hidden = sum(CONFIDENTIAL in cell.text for cell in row.cells)
            marks = sum(value == CONFIDENTIAL for value in said.values())
            assert bool(hidden) == bool(marks)
            assert marks >= hidden


def test__quotes_say_the_same_words(
    report: Document, files: dict[str, bytes], pdf_text: str
) -> None:
    cells = {
        squeezed(str(value))
        for rows in sheets(files[".xlsx"]).values()
        for row in rows
        for value in row.values()
    }
    in_workbook = "\n".join(sorted(cells))
    word = docx.Document(io.BytesIO(files[".docx"]))
    said = [paragraph.text for paragraph in word.paragraphs]
    said += [c.text for t in word.tables for r in t.rows for c in r.cells]
    everywhere = {
        ".docx": squeezed("".join(said)),
        ".html": squeezed("".join(Cells(files[".html"].decode()).words.values())),
        ".md": squeezed(re.sub(r"\\(.)", r"\1", files[".md"].decode())).replace(
            "<br>", ""
        ),
        ".pdf": pdf_text,
        ".xlsx": in_workbook,
    }
    for quote in quotes(report):
        for ending, text in everywhere.items():
            wanted = squeezed(quote.text)
            if ending == ".pdf":
                # what no font here can draw is printed by its code
                wanted = "".join(c if c in text else stand_in(c) for c in wanted)
            assert has(text, wanted), (ending, quote.reference)


def test_row_39_joint_displays_say_the_same_numbers(
    report: Document, files: dict[str, bytes], pdf_text: str
) -> None:
    found = sheets(files[".xlsx"])
    text = pdf_text
    page = squeezed(files[".html"].decode())
    for block in report.blocks:
        if not isinstance(block, JointBlock):
            continue
        display = block.display
        rows = found[joint_name(display)]
        for row, values in zip(joint_rows(display), rows, strict=True):
            shares = {
                head: value
                for head, value in values.items()
                if not head.startswith(("Quotes", "Note", "What follows", "References"))
            }
            printed = numbers(row.closed) + numbers(row.themed)
            assert of_row(shares) == Counter(printed), display.id
            for words in (row.closed, row.themed):
                assert squeezed(words) in text
                assert squeezed(words) in page
