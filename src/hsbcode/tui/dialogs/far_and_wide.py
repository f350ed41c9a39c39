"""Lists of places to go to: what a search found, memos; and how far one has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.dialogs.dialog import Dialog, Field
from hsbcode.tui.dialogs.typed_choice import MOVES, move
from hsbcode.tui.plain import fitted, joined, one_line, plain, shortened
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.progress import QuestionProgress
from hsbcode.workflows.searching import MOST, Hit, Hits, search_answers

if TYPE_CHECKING:
    from textual.timer import Timer

_NAME = 22
_WIDE = 160
_PAUSE = 0.25
"""Seconds without a letter after which is searched."""


class Places(Dialog[str]):
    """Rows to choose one of; the answer is the id of an answer, maybe empty."""

    DEFAULT_CSS = """
    Places > #box { width: 110; }
    """
    keys_words = "↑ ↓ · Enter goes there · escape leaves"

    def __init__(self, title: str, hits: Sequence[Hit]) -> None:
        super().__init__(title)
        self._hits = tuple(hits)

    def compose_box(self) -> ComposeResult:
        """The rows."""
        yield OptionList(*map(_option, self._hits), markup=False)

    def on_mount(self) -> None:
        """Begin at the first row."""
        self.query_one(OptionList).highlighted = 0 if self._hits else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the chosen one."""
        self.dismiss(self._hits[event.option_index].unit)


class SearchAnswers(Dialog[str]):
    """Type words; the answers that hold them all are listed, whatever the question.

    Args:
        path: the project, which a thread reads.
    """

    DEFAULT_CSS = """
    SearchAnswers > #box { width: 110; }
    SearchAnswers {
        & Field { margin: 0; }
        & #told { height: 1; color: $text-muted; margin-bottom: 1; }
        & OptionList > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """
    keys_words = 'words, all of them; "in quotes" together · ↑ ↓ · Enter goes there'

    @dataclass
    class Found(Message):
        """A thread has searched."""

        typed: str
        hits: Hits | None
        error: HsbcodeError | None = None

    def __init__(self, path: Path) -> None:
        super().__init__("Search all answers")
        self._path = path
        self._hits: tuple[Hit, ...] = ()
        self._typed = ""
        self._timer: Timer | None = None
        self._go = False
        """Whether Enter was quicker than the search."""

    def compose_box(self) -> ComposeResult:
        """A line to type in, and what was found."""
        yield Field(select_on_focus=False)
        yield Static(plain("Two letters or more."), id="told", markup=False)
        options = OptionList(markup=False)
        options.can_focus = False
        yield options

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search after a pause."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, lambda: self._search(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the highlighted one, once what was typed was searched for."""
        if event.value.strip() != self._typed:
            self._go = True
            self._search(event.value)
            return
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._hits):
            self.dismiss(self._hits[at].unit)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the clicked one."""
        if event.option_index < len(self._hits):
            self.dismiss(self._hits[event.option_index].unit)

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move the choice while one types."""
        if event.key in MOVES:
            event.stop()
            if self._hits:
                move(self.query_one(OptionList), MOVES[event.key])

    def _search(self, typed: str) -> None:
        typed = typed.strip()
        if len(typed) < 2:
            self._show(Hits((), 0), typed, "Two letters or more.")
            return
        path = self._path

        def run() -> None:
            try:
                with open_project(path, write=False) as reader:
                    hits = search_answers(reader, typed)
            except HsbcodeError as error:
                self.post_message(self.Found(typed, None, error))
                return
            self.post_message(self.Found(typed, hits))

        self.run_worker(
            run, thread=True, exclusive=True, group="search", exit_on_error=False
        )

    def on_search_answers_found(self, message: Found) -> None:
        """Show what was found, unless something else was typed since."""
        if message.typed != self.query_one(Field).value.strip():
            return
        if message.hits is None:
            error = message.error
            self._show(Hits((), 0), message.typed, error.message if error else "")
            return
        total = message.hits.total
        told = f"{total} answers" if total != 1 else "1 answer"
        if total > MOST:
            told += f"; the first {MOST} are listed"
        self._show(
            message.hits, message.typed, told if total else "No answer has that."
        )
        if self._go and self._hits:
            self.dismiss(self._hits[0].unit)
        self._go = False

    def _show(self, hits: Hits, typed: str, told: str) -> None:
        self._typed, self._hits = typed, hits.hits
        self.query_one("#told", Static).update(plain(told))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(map(_option, hits.hits))
        options.highlighted = 0 if hits.hits else None


def _option(hit: Hit) -> Option:
    where = fitted(hit.name, _NAME) if hit.name else ""
    parts = [plain(where, "bold")]
    if hit.label:
        parts.append(plain(shortened(hit.label, _NAME), "dim"))
    parts.append(plain(shortened(one_line(hit.text), _WIDE)))
    return Option(joined(parts, "  "))


def progress_text(rows: Sequence[QuestionProgress]) -> Content:
    """Return progress as lines: one a question and coder, under the question's name."""
    lines: list[Content] = []
    label = ""
    for row in rows:
        if row.label != label:
            label = row.label
            lines.append(plain(shortened(label, 60), "bold"))
        who = row.coder + (f", round {row.round}" if row.round else "")
        if not who:
            lines.append(plain(f"  nobody has begun on its {row.total} answers", "dim"))
            continue
        bar = "█" * (10 * row.finished // max(1, row.total))
        more = [f"{row.begun} begun"] if row.begun else []
        more += [f"{row.no_code} no code"] if row.no_code else []
        more += [f"⚑ {row.flagged}"] if row.flagged else []
        line = (
            f"  {fitted(who, 16)} {row.finished:>6} of {row.total:<6} "
            f"{bar:<10} {row.share_words:>5}"
        )
        lines.append(plain(" · ".join([line, *more])))
    return joined(lines) if lines else plain("There is no open question.")
