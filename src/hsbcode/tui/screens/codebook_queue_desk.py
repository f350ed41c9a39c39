"""What the guided queue stands on: the answers left, the choices, the words."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.plain import joined, one_line, plain
from hsbcode.tui.saying import Saying
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.workflows.codebook.queues import CodeQueue, Waiting

KEEP, NONE, OTHER = "keep", "none", "other"


class QueueDesk(Saying[None]):
    """State of the queue, and showing it.

    Args:
        queue: what is to be gone through.
    """

    DEFAULT_CSS = """
    QueueDesk {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #rules { height: auto; max-height: 4; padding: 0 1; color: $text-muted; }
        & > VerticalScroll {
            height: 1fr;
            border: round $primary;
            border-title-color: $foreground;
            padding: 0 1;
        }
        & VerticalScroll > Static { height: auto; }
        & OptionList {
            height: auto;
            max-height: 10;
            border: none;
            background: transparent;
        }
    }
    """
    BINDINGS = bindings_of("queue")
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, queue: CodeQueue) -> None:
        super().__init__(id="queue")
        self.queue = queue
        self.left: tuple[Waiting, ...] = ()
        self.place = 0
        self.several: list[str] | None = None
        """Codes gathered for one answer; None where a digit decides at once."""

    # --- showing -------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Where one is, the answer, the choices, two lines."""
        yield Static(id="where", markup=False)
        yield Static(id="rules", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(id="answer", markup=False)
        options = OptionList(markup=False)
        options.can_focus = False
        yield options
        yield StatusLine().data_bind(QueueDesk.said)
        yield KeyLine(getattr(self.app, "keymap", {}), "queue")

    def on_mount(self) -> None:
        """Show the first answer."""
        rules = self.queue.code
        said = " ".join(
            filter(
                None,
                (
                    rules.definition,
                    f"Include: {rules.include_when}" if rules.include_when else "",
                    f"Exclude: {rules.exclude_when}" if rules.exclude_when else "",
                ),
            )
        )
        shown = "" if self.queue.is_split else said
        self.query_one("#rules", Static).update(plain(one_line(shown)))
        self.renew()

    def renew(self) -> None:
        """Read what is left after a decision."""
        self.left = self.queue.waiting()
        self.place = max(0, min(self.place, len(self.left) - 1))
        self.several = None
        self.show()

    @property
    def at(self) -> Waiting:
        """The answer on the screen.

        Raises:
            UsageConflict: nothing is left.
        """
        if not self.left:
            raise UsageConflict("Nothing is left here.", "escape goes back.")
        return self.left[self.place]

    def show(self) -> None:
        """Show the answer and the choices."""
        queue = self.queue
        why = "split" if queue.is_split else "under an older definition"
        words = f"“{one_line(queue.code.label)}” · {why} · {len(self.left)} left"
        self.query_one("#where", Static).update(plain(words))
        scroll = self.query_one(VerticalScroll)
        if self.left:
            unit = queue.unit(self.at)
            whose = " · settled decision" if self.at.coder == SETTLED else ""
            scroll.border_title = plain(
                f"{unit.name}{whose} · {self.place + 1} of {len(self.left)}"
            )
            self.query_one("#answer", Static).update(self._answer())
        else:
            scroll.border_title = plain("")
            done = (
                "Nothing is left for you. escape goes back, u takes back the last one."
            )
            self.query_one("#answer", Static).update(plain(done))
        scroll.scroll_home(animate=False)
        self.show_choices()

    def _answer(self) -> Content:
        queue, waiting = self.queue, self.at
        unit = queue.unit(waiting)
        shown = plain(unit.text)
        lines = []
        for start, end in queue.spans(waiting):
            begin, stop = max(0, start - unit.start), end - unit.start
            shown = shown.stylize("underline", begin, stop)
            lines.append(_labelled("coded words", unit.text[begin:stop]))
        others = queue.beside(waiting)
        if others:
            lines.append(_labelled("other codes", " · ".join(others)))
        return joined([shown, plain(""), *lines]) if lines else shown

    def show_choices(self) -> None:
        """Show which codes it may be given; those gathered have a dot."""
        chosen = self.several or []
        prompts = [
            Option(
                joined(
                    [
                        plain(f"{number} ", "bold"),
                        plain("● " if code.id in chosen else "  "),
                        plain(one_line(code.label)),
                        plain(f"  {one_line(code.definition)}", "dim"),
                    ],
                    "",
                ),
                id=code.id,
            )
            for number, code in enumerate(self.queue.choices, start=1)
        ]
        if not self.queue.is_split:
            prompts.append(Option(_labelled("y  ", "it still fits"), id=KEEP))
        prompts.append(Option(_labelled("/  ", "another code instead"), id=OTHER))
        prompts.append(Option(_labelled("0  ", "take it off"), id=NONE))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(prompts if self.left else [])
        options.highlighted = None


def _labelled(label: str, words: str) -> Content:
    return joined([plain(label, "bold"), plain(one_line(words))], " ")
