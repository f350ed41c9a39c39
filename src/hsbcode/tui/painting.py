"""Only what has changed goes to the terminal: a slow line makes one wait for each byte.

Textual paints the whole screen anew whenever something may have moved, which is at
nearly every key: 30 kB at 140 x 40. Here is kept what stands where.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.control import Control
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.strip import Strip

from hsbcode.tui.painted_cells import differing

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen

_OF_UNSURE_WIDTH = re.compile(
    "[\u0300-\u036f\u0590-\u1fff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2600-\U0010ffff]"
)
"""Terminals differ in how many cells these take, or in what order they show them."""

_SIZES_AT_START = 2
"""The size is told by the application, and again by the terminal as it begins."""


class Piece(NamedTuple):
    """A stretch of a line, as one widget has it."""

    y: int
    x: int
    strip: Strip

    @property
    def is_unsure(self) -> bool:
        """Whether it may take other cells than it should."""
        return _OF_UNSURE_WIDTH.search(self.strip.text) is not None

    @property
    def end(self) -> int:
        """The column after it."""
        return self.x + self.strip.cell_length


class Changes(CompositorUpdate):
    """What is to be painted over what stands there."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces = tuple(pieces)

    def render_segments(self, console: Console) -> str:
        """Return it as a terminal takes it."""
        return "".join(
            Control.move_to(piece.x, piece.y).segment.text + piece.strip.render(console)
            for piece in self.pieces
        )

    def __rich_console__(
        self, _console: Console, _options: ConsoleOptions
    ) -> RenderResult:
        for piece in self.pieces:
            yield Control.move_to(piece.x, piece.y).segment
            yield from piece.strip


class Painted:
    """What stands on the terminal, line by line."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, Piece]] = {}
        """Line → column → the piece that begins there; no two have a cell in common."""
        self._size: Size | None = None

    def forget(self) -> None:
        """Know nothing: somebody else may have painted."""
        self._lines = {}

    def changes(self, update: LayoutUpdate | ChopsUpdate) -> Changes:
        """Return what of an update differs from what stands; from now on it stands."""
        if isinstance(update, LayoutUpdate):
            if self._size not in (None, update.region.size):
                self.forget()
            self._size = update.region.size
            pieces = _of_layout(update)
        else:
            pieces = _of_chops(update)
        return Changes(self._with_the_rest(self._paint(piece) for piece in pieces))

    def _paint(self, piece: Piece) -> Piece | None:
        """Let a piece stand; return what of it is to be painted."""
        if not piece.strip.cell_length:
            return None
        line = self._lines.setdefault(piece.y, {})
        before = line.get(piece.x)
        if before is None or before.end != piece.end:
            before = _cut_out(line, piece)
        line[piece.x] = piece
        if before is None:
            return piece
        if before.strip is piece.strip or before.strip == piece.strip:
            return None
        if before.is_unsure or piece.is_unsure:
            return piece
        return _difference(before.strip, piece)

    def _with_the_rest(self, painted: Iterable[Piece | None]) -> Iterator[Piece]:
        """Yield pieces; of lines whose widths are unsure all that follows, too."""
        unsure: dict[int, int] = {}
        for piece in painted:
            if piece is None:
                continue
            yield piece
            if piece.is_unsure:
                unsure[piece.y] = min(piece.end, unsure.get(piece.y, piece.end))
        for y, end in unsure.items():
            yield from (self._lines[y][x] for x in sorted(self._lines[y]) if x >= end)


def _of_layout(update: LayoutUpdate) -> Iterator[Piece]:
    for y, line in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in line:
            yield Piece(y, x, strip)
            x += strip.cell_length


def _of_chops(update: ChopsUpdate) -> Iterator[Piece]:
    for y, start, end in update.spans:
        ends = update.chop_ends[y]
        for chop_end, (x, strip) in zip(ends, update.chops[y].items(), strict=False):
            if strip is None or x > end or chop_end <= start:
                continue
            yield Piece(y, x, strip.crop(0, min(chop_end, end) - x))


def _cut_out(line: dict[int, Piece], new: Piece) -> Piece | None:
    """Take out of a line what stands in the cells of a piece; None if that is unsure.

    A dialog cuts the lines behind it otherwise than the screen it lies over.
    """
    strips: list[Strip] = []
    at = new.x
    for old in sorted(line.values(), key=lambda each: each.x):
        if old.x >= new.end or new.x >= old.end:
            continue
        del line[old.x]
        if old.is_unsure:
            continue
        if old.x < new.x:
            line[old.x] = Piece(old.y, old.x, old.strip.crop(0, new.x - old.x))
        if old.end > new.end:
            line[new.end] = Piece(old.y, new.end, old.strip.crop(new.end - old.x))
        start, end = max(old.x, new.x), min(old.end, new.end)
        if start == at:
            strips.append(old.strip.crop(start - old.x, end - old.x))
            at = end
    return Piece(new.y, new.x, Strip.join(strips)) if at == new.end else None


def _difference(before: Strip, piece: Piece) -> Piece | None:
    """Return the part of a piece that differs from what stood in the same cells."""
    start, end = differing(before, piece.strip)
    if start == end:
        return None
    return Piece(piece.y, piece.x + start, piece.strip.crop(start, end).simplify())


class PaintsChanges(App[str]):
    """An application that sends a terminal what differs from what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = Painted()
        self._sizes_told = 0

    def on_mount(self) -> None:
        """Paint everything when one comes back to a program that was stopped."""
        self.app_resume_signal.subscribe(self, lambda _app: self.paint_all())

    def on_resize(self, _event: events.Resize) -> None:
        """Paint everything: the terminal has moved its lines about."""
        self._sizes_told += 1
        if self._sizes_told > _SIZES_AT_START:
            self._painted.forget()

    def paint_all(self) -> None:
        """Paint everything anew."""
        self._painted.forget()
        self.screen.refresh(layout=True)

    def _display(
        self, screen: "Screen[object]", renderable: RenderableType | None
    ) -> None:
        goes_out = self._running and not self._batch_count and not self.is_headless
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and goes_out:
            super()._display(screen, self._painted.changes(renderable))
            return
        if renderable is not None:
            self._painted.forget()
        super()._display(screen, renderable)
