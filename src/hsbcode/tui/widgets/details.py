"""Under the answer: its codes, memo, flags, suggestions, and the person's others."""

from collections import Counter
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.tui.plain import joined, one_line, plain, shortened
from hsbcode.tui.states import AnswerState, Beside

_QUOTE = 60
_OTHER = 300
_EARLIER = 30
_LABEL = 48
_GRID = 3
"""Labels with the same beginning from which they are rows of one grid."""


class Details(VerticalScroll, can_focus=False):
    """What stands around an answer, in words."""

    DEFAULT_CSS = """
    Details {
        height: 1fr;
        padding: 0 1;
        border-top: hkey $foreground 20%;
        scrollbar-size-vertical: 1;
        & > Static { height: auto; }
    }
    """

    answer: reactive[AnswerState | None] = reactive[AnswerState | None](
        None, init=False
    )

    def compose(self) -> ComposeResult:
        """One text that grows."""
        yield Static(plain(""), markup=False)

    def watch_answer(self, answer: AnswerState | None) -> None:
        """Tell what stands around another answer."""
        parts = around(answer) if answer is not None else []
        self.query_one(Static).update(joined(parts))
        self.scroll_home(animate=False)


def around(answer: AnswerState) -> list[Content]:
    """Return one text a line: codes first, other answers last."""
    text = answer.unit.text
    lines = []
    if answer.codes:
        lines.append(_labelled("●", " · ".join(answer.codes)))
    for coded in answer.spans:
        words = shortened(text[coded.span.start : coded.span.end], _QUOTE)
        lines.append(_labelled("●", f"{coded.label}: “{words}”"))
    if answer.doubt:
        lines.append(_labelled("doubtful", answer.doubt))
    lines += [
        _labelled("⚑", flag.replace("_", " ") + (f": {note}" if note else ""))
        for flag, note in answer.flags
    ]
    lines += [_labelled("memo", note) for note in answer.notes]
    lines += [_beside(other) for other in answer.beside if other.name[:4] == "part"]
    lines += [
        _labelled(
            former.words,
            f"{former.judgement} (“{shortened(former.text, _EARLIER)}”)",
        )
        for former in answer.earlier
    ]
    for shown in answer.suggestions:
        words = ", ".join(f"“{word}”" for word in shown.suggestion.words)
        tail = f": {words}" if words else ""
        lines.append(_labelled("○", f"{shown.label} ({shown.strength}){tail}"))
    lines += [_beside(other) for other in answer.beside if other.name[:4] != "part"]
    lines += [
        _labelled(shortened(label, _LABEL), shortened(other, _OTHER))
        for label, other in answer.elsewhere
    ]
    lines += _closed(answer.closed)
    return lines


def _closed(closed: Sequence[tuple[str, str]]) -> list[Content]:
    """Return what the person ticked: one paragraph, then a line for each grid."""
    grids = Counter(_grid_of(label) for label, _value in closed)
    alone: list[tuple[str, str]] = []
    rows: dict[str, list[tuple[str, str]]] = {}
    for label, value in closed:
        grid = _grid_of(label)
        if grid and grids[grid] >= _GRID:
            rows.setdefault(grid, []).append((label[len(grid) + 2 :], value))
        else:
            alone.append((label, value))
    lines = [_said(alone)] if alone else []
    for grid, answers in rows.items():
        lines.append(joined([plain(one_line(grid), "bold"), _said(answers)], "  "))
    return lines


def _said(answers: Sequence[tuple[str, str]]) -> Content:
    parts = [
        joined([plain(_asked(label), "dim"), plain(one_line(value))], " ")
        for label, value in answers
    ]
    return joined(parts, " · ")


def _asked(label: str) -> str:
    """Return a label before its answer; one that asks needs no colon."""
    label = shortened(label, _LABEL)
    return label if label.endswith(("?", ":", "…")) else f"{label}:"


def _grid_of(label: str) -> str:
    """Return the question of a row of a grid: what stands before the row's label."""
    grid, colon, _row = label.partition(": ")
    return grid if colon else ""


def _beside(other: Beside) -> Content:
    mark = "✓ " if other.finished else "● " if other.codes else ""
    codes = " · ".join(other.codes) or ("no code" if other.finished else "")
    judged = f"  {mark}{codes}" if codes else ""
    return _labelled(other.name, shortened(other.text, _OTHER) + judged)


def _labelled(label: str, text: str) -> Content:
    return joined([plain(label, "bold"), plain(text)], " ")
