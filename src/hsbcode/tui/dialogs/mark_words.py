"""Words of an answer to be marked: to leave them out, or to replace them."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from hsbcode.domain.acts import Span
from hsbcode.domain.passes import UnitState
from hsbcode.domain.survey import Unit
from hsbcode.tui.dialogs.dialog import Dialog, text
from hsbcode.tui.states import AnswerState, CodedWords
from hsbcode.tui.widgets.answer_view import AnswerView


class MarkWords(Dialog[Span]):
    """An answer in which arrows choose words; Enter takes them.

    Args:
        title: what the words are marked for.
        unit: the answer.
        marked: stretches that are dealt with already, in its text, with a word each.
        hint: a line above the answer.
    """

    DEFAULT_CSS = """
    MarkWords > #box { width: 100; }
    MarkWords AnswerView { max-height: 100%; margin-top: 1; }
    """
    keys_words = "← → words · shift+→ longer · ↑ ↓ lines · Enter takes · escape leaves"

    def __init__(
        self,
        title: str,
        unit: Unit,
        marked: Sequence[tuple[Span, str]] = (),
        hint: str = "",
    ) -> None:
        super().__init__(title)
        self._unit = unit
        self._marked = tuple(marked)
        self._hint = hint
        self._span: Span | None = None

    def compose_box(self) -> ComposeResult:
        """The answer, to be marked."""
        if self._hint:
            yield text(self._hint)
        with VerticalScroll(can_focus=False):
            yield AnswerView()

    def on_mount(self) -> None:
        """Begin at the first word."""
        view = self.query_one(AnswerView)
        view.answer = AnswerState(
            unit=self._unit,
            state=UnitState.UNSEEN,
            codes=(),
            spans=tuple(CodedWords(word, word, span) for span, word in self._marked),
            beside=(),
            earlier=(),
            elsewhere=(),
            closed=(),
            notes=(),
            flags=(),
            suggestions=(),
        )
        view.can_focus = True
        view.focus()
        self.call_after_refresh(view.begin)

    def on_answer_view_marked(self, message: AnswerView.Marked) -> None:
        """Keep what is marked."""
        self._span = message.span

    def on_answer_view_wanted(self) -> None:
        """Take the marked words."""
        self.dismiss(self._span)

    def on_answer_view_left(self) -> None:
        """Take none."""
        self.dismiss(None)
