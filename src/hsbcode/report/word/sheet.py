"""The paper blocks are written on: styles, width, and what is counted on the way."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hsbcode.report.word import markup

_NOT_NAME = re.compile(r"\W", re.ASCII)
_FEW_ROWS = 12
_BELOW_A_TABLE = 160
_WITHOUT_SPACE = ("default", "body", "list", "quote", "draft")
_LONG_HEAD = 400
_LONG = 1500
"""Letters; what is longer may be broken over pages."""


@dataclass(slots=True)
class Sheet:
    """What has been written so far, as XML, and how more is written."""

    ids: Mapping[str, str]
    """Role → style id."""
    width: int
    """Twips between the margins."""
    add_image: Callable[[bytes], str]
    """PNG → id of its relationship."""
    letter: int = 96
    """Twips that a letter in a table takes, on average."""
    language: str = ""
    """Tag for every run, where the file is in another language."""
    tables: int = 0
    figures: int = 0
    drawing: int = 0
    """The greatest number that a drawing has."""
    bookmark: int = 0
    names: set[str] = field(default_factory=set)
    """Names of bookmarks, in lower case."""
    level: int = 0
    """Of the last heading."""
    section: int = 0
    """Of the last heading of the document, not of a theme inside a block."""
    turn: bool = False
    """Whether the next paragraph begins a page."""
    parts: list[str] = field(default_factory=list)

    def run(self, text: str, *, bold: bool = False) -> str:
        """Return text as a run."""
        return markup.run(text, bold=bold, language=self.language)

    def inside(
        self,
        content: str,
        role: str = "cell",
        *,
        keep_next: bool | None = None,
        indent: int = 0,
        right: bool = False,
    ) -> str:
        """Return a paragraph of a cell around runs."""
        return markup.paragraph(
            content, self.ids[role], keep_next=keep_next, indent=indent, right=right
        )

    def add(
        self,
        content: str,
        role: str,
        *,
        keep_next: bool | None = None,
        before: int = 0,
        after: int | None = None,
    ) -> None:
        """Write a paragraph around runs; what is 0 or None is left to its style."""
        turn, self.turn = self.turn, False
        below = bool(self.parts) and self.parts[-1].startswith("<w:tbl>")
        self.parts.append(
            markup.paragraph(
                content,
                self.ids[role],
                keep_next=keep_next,
                new_page=turn,
                before=_BELOW_A_TABLE if below and role in _WITHOUT_SPACE else before,
                after=after,
            )
        )

    def say(
        self, text: str, role: str = "body", *, keep_next: bool | None = None
    ) -> None:
        """Write a text as one paragraph; one without words is left out."""
        if len(text) > _LONG:
            keep_next = False
        if markup.printable(text).strip():
            self.add(self.run(text), role, keep_next=keep_next)

    def heading(self, text: str, level: int) -> None:
        """Write a heading; no level is left out on the way down."""
        if text.strip():
            self.level = max(1, min(level, self.level + 1))
            self.say(" ".join(text.split()), f"heading {min(3, self.level)}")

    def caption(self, kind: str, text: str, reference: str = "") -> None:
        """Write a caption with its number, ``Table 3. Themes (reference: T3)``.

        Args:
            kind: ``Table`` or ``Figure``; Word counts each for itself.
            text: what is shown.
            reference: what ``trace`` and other sentences call it.
        """
        if kind == "Table":
            self.tables += 1
        else:
            self.figures += 1
        number = str(self.tables if kind == "Table" else self.figures)
        counted = markup.field(f"SEQ {kind} \\* ARABIC", number, self.language)
        label = f"{markup.run(f'{kind} ', language=self.language)}{counted}"
        label = self._marked(label, reference)
        words = f". {' '.join(text.split())}" if text.strip() else ""
        tail = f" (reference: {reference})" if reference else ""
        said = label + self.run(words + tail)
        if kind == "Table":
            self.add(said, "caption", keep_next=True)
        else:
            # below its picture, and free from what follows
            self.add(said, "caption", keep_next=False, before=60, after=240)

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[str],
        widths: Sequence[int],
        description: str,
        right: Sequence[bool] = (),
    ) -> None:
        """Write a table with a header row.

        Args:
            heads: texts of the header row.
            rows: as ``markup.table_row`` makes them.
            widths: of the columns, in twips.
            description: what it is, in words.
            right: which columns are aligned to the right; none if empty.
        """
        sides = right or (False,) * len(heads)
        # a head that is higher than a page could never be repeated
        short = max(map(len, heads)) <= _LONG_HEAD
        head = markup.table_row(
            [
                self.inside(self.run(text), "cell head", keep_next=short, right=side)
                for text, side in zip(heads, sides, strict=True)
            ],
            widths,
            head=short,
            whole=short,
        )
        self.parts.append(
            markup.table([head, *rows], widths, self.ids["table"], description)
        )

    def notes(self, notes: Sequence[str]) -> None:
        """Write what stands under a table, as one small paragraph."""
        self.say(" ".join(note.strip() for note in notes if note.strip()), "note")

    def picture(self, png: bytes, size: tuple[int, int], described: str) -> None:
        """Write a picture in a paragraph of its own, its caption after it."""
        self.drawing += 1
        shown = markup.picture(self.add_image(png), self.drawing, size, described)
        self.add(shown, "default", keep_next=True)

    def _marked(self, content: str, reference: str) -> str:
        name = _NOT_NAME.sub("_", reference)[:40]
        if not name or not name[0].isalpha() or name.lower() in self.names:
            return content
        self.names.add(name.lower())
        self.bookmark += 1
        return markup.bookmarked(content, name, self.bookmark)


def kept_together(place: int, rows: int) -> bool:
    """Return whether a row stays with the next: small tables whole, no lonely rows."""
    if place == rows - 1:
        return False
    return rows <= _FEW_ROWS or place < 2 or place == rows - 2
