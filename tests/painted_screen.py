"""What a terminal shows: the screen that a program's bytes paint.

Knows what a full-screen program sends on an alternate screen: moves of the cursor,
text, clearing. Colours are passed over.
"""

import codecs
import re

from rich.cells import cell_len

_SEQUENCE = re.compile(
    r"\x1b\[(?P<given>[0-?]*)[ -/]*(?P<does>[@-~])"
    r"|\x1b[\]P_^X].*?(?:\x07|\x1b\\)"
    r"|\x1b[ -/]*[0-~]",
    re.DOTALL,
)
_UNFINISHED = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*|[\]P_^X][^\x07]*|[ -/]*)?\Z", re.DOTALL
)


class PaintedScreen:
    """A grid of cells.

    Args:
        columns: how many cells a line has.
        lines: how many lines.
    """

    def __init__(self, columns: int, lines: int) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._left = ""
        self.resize(columns, lines)

    def resize(self, columns: int, lines: int) -> None:
        """Begin anew with another size."""
        self.columns, self.lines = columns, lines
        self._cells = [[" "] * columns for _ in range(lines)]
        self._x = self._y = 0

    # --- painting ------------------------------------------------------------------

    def feed(self, sent: bytes) -> None:
        """Take bytes in the order in which they were sent, cut anywhere."""
        words = self._left + self._decode(sent)
        unfinished = _UNFINISHED.search(words)
        end = unfinished.start() if unfinished else len(words)
        words, self._left = words[:end], words[end:]
        at = 0
        for found in _SEQUENCE.finditer(words):
            self._write(words[at : found.start()])
            if found["does"]:
                self._obey(found["given"], found["does"])
            at = found.end()
        self._write(words[at:])

    def _obey(self, given: str, does: str) -> None:
        numbers = [int(part) if part.isdecimal() else 0 for part in given.split(";")]
        first = numbers[0]
        if does in "Hf":
            second = numbers[1] if len(numbers) > 1 else 1
            self._y = min(max(first, 1), self.lines) - 1
            self._x = min(max(second, 1), self.columns) - 1
        elif does == "J":
            self.resize(self.columns, self.lines)
        elif does == "K":
            here = self._cells[self._y]
            here[self._x :] = [" "] * (self.columns - self._x)
        elif does == "h" and given == "?1049":
            self.resize(self.columns, self.lines)

    def _write(self, words: str) -> None:
        if words.isascii() and words.isprintable():
            # Nearly all of a screen: one sign a cell.
            words = words[: self.columns - self._x]
            self._cells[self._y][self._x : self._x + len(words)] = words
            self._x += len(words)
            return
        for sign in words:
            if sign == "\r":
                self._x = 0
            elif sign == "\n":
                self._y = min(self._y + 1, self.lines - 1)
            elif sign >= " ":
                self._put(sign, cell_len(sign))

    def _put(self, sign: str, width: int) -> None:
        here = self._cells[self._y]
        before = self._x - 1
        while before > 0 and not here[before]:
            before -= 1  # the second cell of a wide sign
        if not width or (before >= 0 and here[before].endswith("\u200d")):
            # It belongs to the sign before: an accent, a picture made of several.
            if before >= 0:
                here[before] += sign
            return
        if self._x + width > self.columns:
            return
        here[self._x] = sign
        if width == 2:
            here[self._x + 1] = ""
        self._x += width

    # --- looking -------------------------------------------------------------------

    def row(self, y: int) -> str:
        """Return one line; negative numbers count from the last one."""
        return "".join(self._cells[y]).rstrip()

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.row(y) for y in range(self.lines))

    def cells_of(self, y: int, start: int, end: int) -> str:
        """Return what stands in some cells of a line."""
        return "".join(self._cells[y][start:end])

    def find(self, words: str) -> tuple[int, int] | None:
        """Return (column, line) of the first cell of words, from 0; None = nowhere."""
        for y, cells in enumerate(self._cells):
            at = "".join(cells).find(words)
            if at >= 0:
                length = 0
                for x, cell in enumerate(cells):
                    if length >= at and cell:
                        return x, y
                    length += len(cell)
        return None
