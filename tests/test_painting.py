"""What goes to the terminal is what differs from what stands there."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from hsbcode.tui.painting import Changes, Painted
from tests.projects import make_project

WIDTH, HEIGHT = 12, 3
STYLES = (Style(bold=True), Style(color="red"), Style(reverse=True), None)
Cell = tuple[str, Style | None]
Grid = dict[tuple[int, int], Cell]

segments = st.tuples(
    st.text(alphabet="ab 家é", max_size=4), st.sampled_from(STYLES)
).map(lambda made: Segment(*made))


@st.composite
def lines(draw: st.DrawFn) -> list[Strip]:
    """A line of the terminal, cut into pieces anywhere."""
    whole = Strip(draw(st.lists(segments, max_size=6)))
    whole = whole.adjust_cell_length(WIDTH)
    cuts = sorted(draw(st.sets(st.integers(1, WIDTH - 1), max_size=3)))
    return [*whole.divide([*cuts, WIDTH])]


layouts = st.lists(lines(), min_size=HEIGHT, max_size=HEIGHT).map(
    lambda made: LayoutUpdate([*made], Region(0, 0, WIDTH, HEIGHT))
)


@st.composite
def partials(draw: st.DrawFn) -> ChopsUpdate:
    """An update of some pieces of some lines."""
    chops: list[dict[int, Strip | None]] = []
    ends = []
    for line in draw(st.lists(lines(), min_size=HEIGHT, max_size=HEIGHT)):
        row: dict[int, Strip | None] = {}
        stops = []
        x = 0
        for strip in line:
            row[x] = draw(st.sampled_from([strip, strip, None]))
            x += strip.cell_length
            stops.append(x)
        chops.append(row)
        ends.append(stops)
    spans = []
    for y in sorted(draw(st.sets(st.integers(0, HEIGHT - 1), min_size=1))):
        start = draw(st.integers(0, WIDTH - 1))
        spans.append((y, start, draw(st.integers(start + 1, WIDTH))))
    return ChopsUpdate(chops, spans, ends)


def put(grid: Grid, y: int, x: int, strip: Strip) -> None:
    """Paint a strip, cell by cell."""
    for segment in strip:
        for character in segment.text:
            cells = Segment(character).cell_length
            for step in range(cells):
                grid[y, x + step] = (character if not step else "", segment.style)
            x += cells


def paint(grid: Grid, update: LayoutUpdate | ChopsUpdate) -> None:
    """Paint an update as it would be without us."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips):
            put(grid, y, 0, Strip.join(line))
        return
    for y, start, end in update.spans:
        for stop, (x, strip) in zip(
            update.chop_ends[y], update.chops[y].items(), strict=True
        ):
            if strip is not None and x <= end and stop > start:
                put(grid, y, x, strip.crop(0, min(stop, end) - x))


def paint_changes(grid: Grid, changes: Changes) -> None:
    for piece in changes.pieces:
        put(grid, piece.y, piece.x, piece.strip)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(layouts, partials()), min_size=2, max_size=6))
def test_the_terminal_shows_what_it_would_if_everything_were_painted(
    updates: list[LayoutUpdate | ChopsUpdate],
) -> None:
    painted = Painted()
    expected: Grid = {}
    shown: Grid = {}
    for update in updates:
        paint(expected, update)
        paint_changes(shown, painted.changes(update))
        assert shown == expected


def test_what_stands_is_not_sent_again_until_it_is_forgotten() -> None:
    line = [Strip([Segment("abc", Style(bold=True)), Segment("def"), Segment("ghi")])]
    again = [Strip([Segment("abc", Style(bold=True)), Segment("xyz"), Segment("ghi")])]
    size = Region(0, 0, 9, 1)
    painted = Painted()
    assert len(painted.changes(LayoutUpdate([line], size)).pieces) == 1
    assert painted.changes(LayoutUpdate([line], size)).pieces == ()
    (piece,) = painted.changes(LayoutUpdate([again], size)).pieces
    assert (piece.y, piece.x, piece.strip.text) == (0, 3, "xyz")
    painted.forget()
    assert painted.changes(LayoutUpdate([again], size)).pieces[0].strip.text == (
        "abcxyzghi"
    )
    # Another size: the terminal has moved its lines about.
    wider = Region(0, 0, 10, 1)
    assert painted.changes(LayoutUpdate([again], wider)).pieces != ()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_key_costs_few_bytes_and_coming_back_paints_everything(
    tmp_path: Path,
) -> None:
    from tests.pty_terminal import Terminal

    path = tmp_path / "p.hsb"
    make_project(path, [f"Answer {i} on trust" for i in range(60)]).close()
    place = {"XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    command = ["code", str(path), "--coder", "amy"]
    with Terminal(command, size=(140, 40), environment=place) as terminal:
        terminal.read_until("Answer 0", 0)
        settle(terminal, 2.0)
        cost = {}
        for key in ("n", "1", "2", " ", "j", "0"):
            before = len(terminal.sent)
            terminal.write(key)
            settle(terminal, 0.6)
            cost[key] = len(terminal.sent) - before
        assert all(0 < sent < 3000 for sent in cost.values()), cost
        assert cost["1"] < 2000
        before = len(terminal.sent)
        os.kill(terminal.pid, signal.SIGTSTP)
        settle(terminal, 0.5)
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.read_until("Balancing", before)
        terminal.read_until("60 answers", before)
        assert terminal.quit() == 0


def settle(terminal: "object", seconds: float) -> None:
    """Read for some time."""
    from tests.pty_terminal import Terminal

    assert isinstance(terminal, Terminal)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        terminal.read(0.1)
