"""The first line: file, question, coder, and how far one has come."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from hsbcode.numbers.rounding import percent
from hsbcode.tui.plain import fitted, one_line, plain, shortened
from hsbcode.tui.states import Heading

_BAR = 10
_EIGHTHS = " ▏▎▍▌▋▊▉"


class TitleLine(Widget, can_focus=False):
    """Where one is, on the left; progress, on the right."""

    DEFAULT_CSS = """
    TitleLine { height: 1; background: $panel; color: $foreground; }
    """

    heading: reactive[Heading] = reactive(Heading())

    def render(self) -> Content:
        """Return the line; what does not fit is cut on the left side first."""
        heading = self.heading
        width = self.size.width
        right = f" {progress(heading.finished, heading.total)} "
        room = max(0, width - len(right))
        ends = [heading.coder]
        if heading.round:
            blind = ", blind" if heading.blind else ""
            ends.append(f"round {heading.round}{blind}")
        if heading.read_only:
            ends.append("read-only")
        end = " · ".join(ends)
        file = shortened(heading.file, max(8, room // 3))
        left = max(4, room - len(file) - len(one_line(end)) - 7)
        question = shortened(heading.question, left)
        return plain(fitted(f" {file} · {question} · {end}", room) + right)


def progress(finished: int, total: int) -> str:
    """Return e.g. ``143 of 412 ███▌        35 %``."""
    share = finished / total if total else 0.0
    eighths = int(share * _BAR * 8)
    bar = "█" * (eighths // 8)
    if eighths % 8:
        bar += _EIGHTHS[eighths % 8]
    return f"{finished} of {total} {bar:<{_BAR}} {percent(finished, total):>5}"
