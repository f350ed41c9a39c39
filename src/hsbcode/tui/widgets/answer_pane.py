"""The answer in its frame, with what stands around it and the rules of a code."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.domain.codebook import Code
from hsbcode.tui.plain import plain
from hsbcode.tui.states import AnswerState
from hsbcode.tui.widgets.answer_view import AnswerView
from hsbcode.tui.widgets.definition import Definition
from hsbcode.tui.widgets.details import Details


class AnswerPane(Vertical, can_focus=False):
    """Where the eye rests."""

    DEFAULT_CSS = """
    AnswerPane {
        border: round $foreground 60%;
        border-title-color: $foreground;
        border-subtitle-color: $text-muted;
        & > AnswerView { max-height: 70%; }
        & > #empty { display: none; height: auto; padding: 1 2; }
        &.-empty > #empty { display: block; }
        &.-empty > AnswerView, &.-empty > Details { display: none; }
        &.-defining > Definition { display: block; }
    }
    """

    answer: reactive[AnswerState | None] = reactive[AnswerState | None](
        None, init=False
    )
    code_memo: reactive[str] = reactive("", init=False)
    defined: reactive[Code | None] = reactive[Code | None](None, init=False)
    code_at: reactive[str] = reactive("", init=False)
    filter_words: reactive[str] = reactive("", init=False)
    empty_words: reactive[str] = reactive("", init=False)

    def compose(self) -> ComposeResult:
        """Text, then what stands around it."""
        yield Static(plain(""), id="empty", markup=False)
        yield AnswerView(id="answer").data_bind(AnswerPane.answer, AnswerPane.code_at)
        yield Details().data_bind(AnswerPane.answer)
        yield Definition().data_bind(AnswerPane.defined, AnswerPane.code_memo)

    def watch_answer(self, answer: AnswerState | None) -> None:
        """Name the answer on the frame."""
        self.border_title = plain(answer.title if answer else "No answer")
        self.set_class(answer is None, "-empty")

    def watch_filter_words(self, words: str) -> None:
        """Name the filter here, too: the list may be folded away."""
        self.border_subtitle = plain(words)

    def watch_empty_words(self, words: str) -> None:
        """Say why there is no answer, and what to do."""
        self.query_one("#empty", Static).update(plain(words))
