"""A guided queue: one answer at a time, one key an answer."""

import contextlib
from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.visible import visible
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.codebook_asking import PickCode
from hsbcode.tui.plain import joined, one_line, plain
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.workflows.codebook_queues import CodeQueue, Waiting

_KEEP, _NONE, _OTHER = "keep", "none", "other"


class QueueScreen(Screen[None]):
    """Decide on each answer with a code that was split or redefined.

    Args:
        queue: what is to be gone through.
    """

    DEFAULT_CSS = """
    QueueScreen {
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
        self._queue = queue
        self._left: tuple[Waiting, ...] = ()
        self._place = 0
        self._several: list[str] | None = None
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
        yield StatusLine()
        yield KeyLine(getattr(self.app, "keymap", {}), "queue")

    def on_mount(self) -> None:
        """Show the first answer."""
        rules = self._queue.code
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
        shown = "" if self._queue.is_split else said
        self.query_one("#rules", Static).update(plain(one_line(shown)))
        self._renew()

    def _renew(self) -> None:
        self._left = self._queue.waiting()
        self._place = max(0, min(self._place, len(self._left) - 1))
        self._several = None
        self._show()

    @property
    def _at(self) -> Waiting:
        if not self._left:
            raise UsageConflict("Nothing is left here.", "escape goes back.")
        return self._left[self._place]

    def _show(self) -> None:
        queue = self._queue
        why = "split" if queue.is_split else "under an older definition"
        words = f"“{one_line(queue.code.label)}” · {why} · {len(self._left)} left"
        self.query_one("#where", Static).update(plain(words))
        scroll = self.query_one(VerticalScroll)
        if self._left:
            unit = queue.unit(self._at)
            whose = " · settled decision" if self._at.coder == SETTLED else ""
            scroll.border_title = plain(
                f"{unit.name}{whose} · {self._place + 1} of {len(self._left)}"
            )
            self.query_one("#answer", Static).update(self._answer())
        else:
            scroll.border_title = plain("")
            done = (
                "Nothing is left for you. escape goes back, u takes back the last one."
            )
            self.query_one("#answer", Static).update(plain(done))
        scroll.scroll_home(animate=False)
        self._show_choices()

    def _answer(self) -> Content:
        queue, waiting = self._queue, self._at
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

    def _show_choices(self) -> None:
        chosen = self._several or []
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
            for number, code in enumerate(self._queue.choices, start=1)
        ]
        if not self._queue.is_split:
            prompts.append(Option(_labelled("y", "it still fits"), id=_KEEP))
        prompts.append(Option(_labelled("/", "another code instead"), id=_OTHER))
        prompts.append(Option(_labelled("0", "take it off"), id=_NONE))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(prompts if self._left else [])
        options.highlighted = None

    def _say(self, words: str) -> None:
        self.query_one(StatusLine).said = words

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except HsbcodeError as error:
            words = visible(f"{error.message} {error.hint}".strip())
            if isinstance(error, UsageConflict) and len(words) < self.size.width:
                self._say(words)
            else:
                self.app.clear_notifications()
                self.notify(words, severity="warning", markup=False, timeout=8)

    # --- deciding ------------------------------------------------------------------

    def _decide(self, codes: list[str], words: str) -> None:
        queue, waiting = self._queue, self._at
        queue.decide(waiting, codes)
        held = queue.project.fold.unit(waiting.coder, waiting.unit, waiting.round)
        if held.finished and not held.applied:
            words += ": now finished as “no code applies”"
        self._renew()
        self._say(f"{words}. u takes it back.")

    def action_queue_digit(self, digit: str) -> None:
        """Give the code of a digit, or gather it."""
        with self._telling():
            choices = self._queue.choices
            if not choices:
                raise UsageConflict("y: it still fits · / another code · 0 take it off")
            if int(digit) > len(choices):
                raise UsageConflict(f"There is no choice {digit}.")
            code = choices[int(digit) - 1]
            if self._several is None:
                self._decide([code.id], f"● {code.label}")
            elif code.id in self._several:
                self._several.remove(code.id)
                self._show_choices()
            else:
                self._several.append(code.id)
                self._show_choices()

    def action_queue_several(self) -> None:
        """Begin to gather several codes for this answer; or give those gathered."""
        with self._telling():
            if self._several:
                label = self._queue.project.codebook.label
                words = ", ".join(map(label, self._several))
                self._decide(self._several, f"● {words}")
            elif self._several is not None:
                self._several = None
                self._show_choices()
                self._say("")
            elif self._queue.choices:
                self._several = []
                self._say("Press the digits of several codes, then + again.")
            else:
                self.action_queue_other()

    def action_queue_fits(self) -> None:
        """Say that the code still fits."""
        with self._telling():
            if self._queue.is_split:
                raise UsageConflict("It was split: a digit says which code it is.")
            self._decide([self._queue.code.id], "It still fits")

    def action_queue_none(self) -> None:
        """Take the code off the answer."""
        with self._telling():
            self._decide([], f"Took off {self._queue.code.label}")

    def action_queue_other(self) -> None:
        """Give any other code instead."""
        with self._telling():
            question = self._queue.unit(self._at).question
            codes = self._queue.project.codebook.offered(question)

            def answer(code: str | None) -> None:
                if code is not None:
                    with self._telling():
                        label = self._queue.project.codebook.label(code)
                        self._decide([code], f"● {label}")

            self.app.push_screen(PickCode("Which code instead?", codes), answer)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was clicked."""
        chosen = event.option_id or ""
        does = {
            _KEEP: self.action_queue_fits,
            _NONE: self.action_queue_none,
            _OTHER: self.action_queue_other,
        }
        if chosen in does:
            does[chosen]()
        else:
            ids = [code.id for code in self._queue.choices]
            self.action_queue_digit(str(ids.index(chosen) + 1))

    # --- moving --------------------------------------------------------------------

    def action_queue_next(self) -> None:
        """Leave this answer for later."""
        self._step(1)

    def action_queue_previous(self) -> None:
        """Go back to one left for later."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._left:
            self._place = (self._place + by) % len(self._left)
            self._several = None
            self._say("")
            self._show()

    def action_queue_undo(self) -> None:
        """Take back the last decision."""
        self._take_back(redo=False)

    def action_queue_redo(self) -> None:
        """Decide again as before undo."""
        self._take_back(redo=True)

    def _take_back(self, *, redo: bool) -> None:
        with self._telling():
            undone = self._queue.undo(redo=redo)
            self._renew()
            if undone.unit is not None:
                units = [waiting.unit for waiting in self._left]
                self._place = units.index(undone.unit) if undone.unit in units else 0
                self._show()
            self._say("Done again." if redo else f"Took back: {undone.words}.")

    def action_leave_queue(self) -> None:
        """Go back; what is left is kept."""
        self.dismiss(None)


def _labelled(label: str, words: str) -> Content:
    return joined([plain(label, "bold"), plain(one_line(words))], " ")
