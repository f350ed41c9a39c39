"""HTML: one file, no requests, everything escaped, tables a machine can read."""

import re
from html.parser import HTMLParser

import pytest

from hsbcode.domain.visible import visible
from hsbcode.report.document import Document, Heading, Paragraph
from hsbcode.report.html import html
from tests.report_documents import document_of, hostile_document
from tests.reporting_study import HOSTILE, Said, make_study

VOID = {"meta", "br", "input"}
DRAWN = {"svg", "g", "path", "rect", "line", "text", "tspan"}
"""What a picture inside the page is made of."""


class Page(HTMLParser):
    """Collects elements and words, and checks that tags are closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return "".join(self.words)


@pytest.fixture(scope="module")
def hostile() -> str:
    return html(hostile_document())


def test_hostile_text_is_shown_and_does_nothing(hostile: str) -> None:
    page = Page(hostile)
    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "link", "iframe", "object", "form", "b"}
    allowed = {
        *("lang", "charset", "name", "content", "http-equiv", "class", "id", "dir"),
        *("role", "tabindex", "aria-labelledby", "scope", "href"),
        *("type", "checked"),
    }
    said = [each for each in page.elements if each[0] not in DRAWN]
    assert {key for _, attributes in said for key in attributes} <= allowed
    drawn = {key for name, keys in page.elements if name in DRAWN for key in keys}
    assert not {key for key in drawn if key.startswith("on") or "href" in key}
    for text in HOSTILE:
        if text.strip() and len(text) < 1000:
            assert visible(text) in page.text
    assert "7 * 7" in page.text


def test_no_control_character_is_in_the_file(hostile: str) -> None:
    assert hostile == visible(hostile)
    hostile.encode("utf-8")


def test_nothing_is_asked_of_the_network(hostile: str) -> None:
    style = hostile[hostile.index("<style>") : hostile.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    for _, attributes in Page(hostile).elements:
        assert not {"src", "srcset", "action", "style"} & set(attributes)
        assert (attributes.get("href") or "#").startswith("#")


def test_every_link_leads_to_a_place_on_the_page(hostile: str) -> None:
    page = Page(hostile)
    ids = {a["id"] for _, a in page.elements if "id" in a}
    targets = {(a["href"] or "").removeprefix("#") for a in page.all("a")}
    assert {"content", "contents"} <= targets
    assert targets <= ids


def test_ids_are_unique(hostile: str) -> None:
    ids = [a["id"] for _, a in Page(hostile).elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert "T3.2.1" in ids
    assert "Q1" in ids


def test_tables_have_captions_and_scopes(hostile: str) -> None:
    page = Page(hostile)
    tables = len(page.all("table"))
    assert tables == 7
    assert len(page.all("caption")) == tables
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))
    regions = [a for a in page.all("div") if a.get("role") == "region"]
    captions = {caption["id"] for caption in page.all("caption")}
    captions |= {caption["id"] for caption in page.all("figcaption")}
    assert len(captions) > tables
    assert {region["aria-labelledby"] for region in regions} == captions
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("h1")) == 1


def test_the_quote_table_is_a_real_table() -> None:
    study = make_study(
        [Said(f"p{n}", f"“no”  money\nfor the {n} of us", "money") for n in range(12)],
        closed={"role": {f"p{n}": ["Manager"] for n in range(12)}},
    )
    source = html(document_of(study))
    page = Page(source)
    heads = re.findall(r'<th scope="col">([^<]*)</th>', source)[:4]
    assert heads == ["Theme", "n (%)", "Closed result", "Quotes"]
    quotes = page.all("blockquote")
    assert [quote["id"] for quote in quotes] == ["Q1", "Q2", "Q3"]
    assert quotes[2]["class"] == "unlike"
    assert "Unlike the others" in page.text
    assert re.search(r"““no”  money\nfor the \d+ of us”", page.text)
    assert "Manager · Q1 · nearest to" in page.text
    assert "12 (100 %)" in page.text
    assert "DRAFT" not in source
    assert source == html(document_of(study))


def test_a_draft_says_so_and_why() -> None:
    page = html(Document("R", (Heading("H"), Paragraph("P")), "3 of 9 missing.", "de"))
    assert "<title>DRAFT: R</title>" in page
    assert "<strong>DRAFT</strong> – 3 of 9 missing." in page
    assert '<html lang="de">' in page


def test_an_empty_document_is_a_page() -> None:
    assert Page(html(Document("", ()))).all("h1")
