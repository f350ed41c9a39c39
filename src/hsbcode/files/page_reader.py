"""A web page read into blocks, each with what encloses it."""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from hsbcode.domain.drafts import Passage, PassageKind

_UNSEEN = frozenset(
    (
        *("script", "style", "template", "noscript", "svg", "head", "iframe"),
        *("select", "textarea", "object"),
    )
)
_AROUND_TAGS = frozenset(["nav", "footer", "aside", "form", "dialog", "menu"])
_AROUND_ROLES = frozenset(
    ["navigation", "complementary", "contentinfo", "banner", "search"]
)
_AROUND_NAMES = re.compile(
    r"(?:^|[-_\s])(?:related|recommend\w*|comments?|respond|sidebar|share|sharing|social|"
    r"promo\w*|adverts?|ads?|newsletter|subscribe|cookies?|menu|nav|navbar|breadcrumbs?|"
    r"footer|popular|trending|mostread|most-read|more-?(?:news|stories)|also-?like|teasers?|"
    r"widget|jobs|tags|signup|masthead)(?:[-_\s]|$)"
)
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "nav"),
        *("aside", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td"),
        *("th", "caption", "thead", "tbody", "tfoot", "figure", "figcaption"),
        *("blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("form", "address", "details", "summary", "body", "html"),
    )
)
_VOID = frozenset(
    (
        *("br", "hr", "img", "input", "meta", "link", "source", "wbr", "area"),
        *("base", "col", "embed", "param", "track"),
    )
)
_OPEN_ENDED = frozenset(["p", "li", "dt", "dd", "td", "th", "tr", "option"])
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(slots=True)
class _Element:
    tag: str
    around: bool
    unseen: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with what encloses it."""

    passage: Passage
    level: int
    """Of a heading; 0 for everything else."""
    article: int
    """Number of the outermost article; 0 outside."""
    in_main: bool


class PageReader(HTMLParser):
    """Feeds on a page; ``blocks`` holds its text in order. Nothing is loaded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.stack: list[_Element] = []
        self.text: list[str] = []
        self.line = 1
        self.articles = 0
        self.article = 0
        self.caption = ""
        self.columns: list[str] = []
        self.cells: list[tuple[str, int, str]] = []
        self.rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag == "br":
            self.text.append("\n")
        if tag in _BLOCKS:
            self.flush()
        if tag in _VOID:
            return
        if tag in _OPEN_ENDED and self.stack and self.stack[-1].tag == tag:
            self.pop()
        if tag == "p":
            while self.stack and self.stack[-1].tag == "p":
                self.pop()
        if tag == "table":
            self.caption, self.columns, self.cells, self.rows = "", [], [], 0
        if tag == "tr":
            self.row_ended()
        if tag in ("td", "th"):
            self.cells.append(("", self.getpos()[0], tag))
        elif tag in ("span", "small", "label") and "".join(self.text).strip():
            self.text.append(" ")
        given = {name: value or "" for name, value in attrs}
        names = f"{given.get('class', '')} {given.get('id', '')}".lower()
        outside = not self.within("article") and not self.within("main")
        around = (
            (tag in _AROUND_TAGS and not (tag == "footer" and self.within_text()))
            or given.get("role", "").lower() in _AROUND_ROLES
            or (tag == "header" and outside)
            or (tag not in ("html", "body") and bool(_AROUND_NAMES.search(names)))
        )
        hidden = "hidden" in given or given.get("aria-hidden") == "true"
        if tag == "article" and not self.within("article"):
            self.articles += 1
            self.article = self.articles
        main = tag == "main" or given.get("role") == "main"
        self.stack.append(
            _Element("main" if main else tag, around, tag in _UNSEEN or hidden)
        )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that is closed at once."""
        if tag in _BLOCKS or tag == "br":
            self.flush() if tag in _BLOCKS else self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those that were left open in it."""
        if tag in _BLOCKS:
            self.flush()
        names = [one.tag for one in self.stack]
        wanted = tag if tag in names else "main" if tag == "div" else ""
        if tag == "main" or (tag not in names and tag not in ("div", "section")):
            wanted = tag
        if wanted in names:
            while self.stack and self.pop() != wanted:
                pass
        if tag == "table":
            self.row_ended()
            self.columns = []

    def handle_data(self, data: str) -> None:
        """Take text."""
        if any(one.unseen for one in self.stack):
            return
        if not "".join(self.text).strip() and data.strip():
            blank = len(data) - len(data.lstrip())
            self.text = []
            self.line = self.getpos()[0] + data[:blank].count("\n")
            data = data[blank:]
        self.text.append(data)

    def pop(self) -> str:
        """Close the innermost element and return its name."""
        if self.stack[-1].tag in _BLOCKS:
            self.flush()
        ended = self.stack.pop()
        if ended.tag == "article" and not self.within("article"):
            self.article = 0
        if ended.tag == "tr":
            self.row_ended()
        return ended.tag

    def within(self, tag: str) -> bool:
        """Whether an element of that name is open."""
        return any(one.tag == tag for one in self.stack)

    def within_text(self) -> bool:
        """Whether a part of the text is open, whose footer belongs to it."""
        return any(self.within(tag) for tag in ("article", "blockquote", "td"))

    def flush(self) -> None:
        """End the stretch of text at hand."""
        text, self.text = "".join(self.text).strip(), []
        if not text:
            return
        tags = [one.tag for one in self.stack]
        if "td" in tags or "th" in tags:
            before, line, tag = (
                self.cells.pop() if self.cells else ("", self.line, "td")
            )
            whole = f"{before}\n{text}" if before else text
            self.cells.append((whole, line if before else self.line, tag))
            return
        if "caption" in tags:
            self.caption = text
            return
        level = next((_HEADINGS.index(t) + 1 for t in tags if t in _HEADINGS), 0)
        kind = PassageKind.HEADING if level else PassageKind.PROSE
        if "blockquote" in tags:
            kind = PassageKind.QUOTE
        self.add(Passage(text, self.line, kind), level)

    def row_ended(self) -> None:
        """Turn the cells of a row into passages with row and column."""
        cells, self.cells = self.cells, []
        if not cells:
            return
        self.rows += 1
        if not self.columns and (self.rows == 1 or all(c[2] == "th" for c in cells)):
            self.columns = [text for text, _, _ in cells]
            return
        for place, (text, line, _) in enumerate(cells):
            column = self.columns[place] if place < len(self.columns) else ""
            self.add(
                Passage(
                    text,
                    line,
                    PassageKind.CELL,
                    caption=self.caption,
                    row=cells[0][0] if place else "",
                    column=column,
                ),
                0,
            )

    def add(self, passage: Passage, level: int) -> None:
        """Keep a passage."""
        if any(one.around for one in self.stack):
            passage = replace(passage, kind=PassageKind.AROUND)
        self.blocks.append(Block(passage, level, self.article, self.within("main")))
