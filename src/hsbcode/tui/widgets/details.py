"""Under the answer: its codes, memo, flags, suggestions, and the person's others."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.tui.plain import joined, one_line, plain, shortened
from hsbcode.tui.states import AnswerState

_QUOTE = 60
_OTHER = 300


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
    for label, span in answer.spans:
        words = shortened(text[span.start : span.end], _QUOTE)
        lines.append(_labelled("●", f"{label}: “{words}”"))
    lines += [
        _labelled("⚑", flag.replace("_", " ") + (f": {note}" if note else ""))
        for flag, note in answer.flags
    ]
    lines += [_labelled("memo", note) for note in answer.notes]
    for shown in answer.suggestions:
        words = ", ".join(f"“{word}”" for word in shown.suggestion.words)
        tail = f": {words}" if words else ""
        lines.append(_labelled("○", f"{shown.label} ({shown.strength}){tail}"))
    lines += [
        _labelled(f"slot {other.box}", shortened(other.text, _OTHER))
        for other in answer.siblings
    ]
    if answer.closed:
        values = " · ".join(value for _question, value in answer.closed)
        lines.append(plain(one_line(values), "dim"))
    return lines


def _labelled(label: str, text: str) -> Content:
    return joined([plain(label, "bold"), plain(text)], " ")
