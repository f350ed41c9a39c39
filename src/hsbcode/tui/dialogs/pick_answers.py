"""Closed answers to filter by: which question, then which of its answers."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from hsbcode.domain.survey import Question
from hsbcode.tui.dialogs.dialog import Dialog
from hsbcode.tui.dialogs.pick_question import fitting
from hsbcode.tui.dialogs.typed_choice import TypedChoice
from hsbcode.tui.plain import joined, plain, shortened
from hsbcode.tui.widgets.tick_list import TickList

_WIDE = 66
_MOST = 200


class PickClosed(TypedChoice):
    """Type a part of a closed question's name; the answer is its id.

    Args:
        questions: the most useful ones first.
        now: those that are filtered by, shown with a dot.
    """

    def __init__(self, questions: Sequence[Question], now: Collection[str]) -> None:
        super().__init__("People who answered")
        self._questions = tuple(questions)
        self._now = frozenset(now)

    def offers(self, typed: str) -> list[tuple[str, Content]]:
        """Return the closed questions that fit."""
        found = fitting(self._questions, typed)[:_MOST]
        rows = [(question.id, self._prompt(question)) for question in found]
        return rows or [("", plain("No closed question has that in its name."))]

    def _prompt(self, question: Question) -> Content:
        mark = "●" if question.id in self._now else " "
        parts = [plain(f"{mark} {shortened(question.label, _WIDE - 20)}")]
        parts.append(plain(f"  {shortened(question.id, 18)}", "dim"))
        return joined(parts, "")


class PickAnswers(Dialog[tuple[str, ...]]):
    """Tick answers to one question; whoever gave one of them passes.

    Enter without a tick takes the answer under the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "none", "none", show=False),
    ]
    keys_words = (
        "space ticks · Enter takes · x: this question no longer · escape leaves"
    )

    def __init__(
        self, title: str, options: Sequence[str], ticked: Collection[str]
    ) -> None:
        super().__init__(title)
        self._options = tuple(options)
        self._ticked = {option for option in options if option in ticked}
        self._had = bool(ticked)

    def compose_box(self) -> ComposeResult:
        """The answers."""
        rows = (Option(self._row(option)) for option in self._options)
        ticks = TickList(*rows, markup=False)
        ticks.highlighted = 0
        yield ticks

    def on_tick_list_ticked(self, message: TickList.Ticked) -> None:
        """Tick an answer, or take its tick away."""
        self._toggle(message.place)

    def on_tick_list_taken(self) -> None:
        """Answer with what is ticked."""
        at = self.query_one(TickList).highlighted
        if not self._ticked and not self._had and at is not None:
            self._ticked.add(self._options[at])
        self.dismiss(tuple(each for each in self._options if each in self._ticked))

    def action_none(self) -> None:
        """Answer that the question is no condition any more."""
        self.dismiss(())

    def _toggle(self, at: int) -> None:
        if at < len(self._options):
            self._ticked ^= {self._options[at]}
            options = self.query_one(TickList)
            options.replace_option_prompt_at_index(at, self._row(self._options[at]))

    def _row(self, option: str) -> Content:
        mark = "[x]" if option in self._ticked else "[ ]"
        return plain(f"{mark} {shortened(option, _WIDE)}")
