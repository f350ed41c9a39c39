"""Pick a survey question by typing a part of its name."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from hsbcode.domain.survey import Question
from hsbcode.tui.dialogs.dialog import Dialog, Field
from hsbcode.tui.plain import joined, plain, shortened

_MOST = 200
_WIDE = 68
NO_SPLIT = "-"
"""The answer that wants no split; no question has it for an id."""


def fitting(questions: Sequence[Question], typed: str) -> list[Question]:
    """Return the questions whose label, wording or id holds every word typed.

    Those that begin with it come first; the others stay in the order of the survey.
    """
    wish = typed.casefold().split()
    found = [
        question
        for question in questions
        if all(
            word in f"{question.label} {question.id} {question.text}".casefold()
            for word in wish
        )
    ]
    start = typed.casefold().strip()
    return sorted(found, key=lambda q: not q.label.casefold().startswith(start))


class PickQuestion(Dialog[str]):
    """Type, or move with the arrows; the answer is a question's id or ``NO_SPLIT``."""

    DEFAULT_CSS = """
    PickQuestion OptionList { max-height: 12; }
    """
    keys_words = "type · ↑ ↓ · Enter splits · escape leaves"

    def __init__(self, title: str, questions: Sequence[Question], now: str) -> None:
        super().__init__(title)
        self._questions = tuple(questions)
        self._now = now
        self._found: list[str] = []
        self._typed = ""

    def compose_box(self) -> ComposeResult:
        """A line to type in, and what fits."""
        yield Field(select_on_focus=False)
        options = OptionList(markup=False)
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Begin with all questions."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits now."""
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the highlighted one."""
        if event.value != self._typed:  # Enter was quicker than the list
            self._show(event.value)
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the clicked one."""
        if event.option_index < len(self._found):
            self.dismiss(self._found[event.option_index])

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move the choice while one types."""
        options = self.query_one(OptionList)
        moves: dict[str, Callable[[], None]] = {
            "down": options.action_cursor_down,
            "up": options.action_cursor_up,
            "pagedown": options.action_page_down,
            "pageup": options.action_page_up,
        }
        if event.key in moves:
            moves[event.key]()
            event.stop()

    def _show(self, typed: str) -> None:
        self._typed = typed
        found = fitting(self._questions, typed)[:_MOST]
        self._found = [question.id for question in found]
        prompts = [
            joined(
                [
                    plain("● " if question.id == self._now else "  "),
                    plain(shortened(question.label, _WIDE - 22)),
                    plain(f"  {shortened(question.id, 18)}", "dim"),
                ],
                "",
            )
            for question in found
        ]
        if self._now and not typed.strip():
            self._found.insert(0, NO_SPLIT)
            prompts.insert(0, plain("  not split", "bold"))
        if not prompts:
            prompts.append(plain("No question has that in its name."))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(prompt) for prompt in prompts)
        options.highlighted = 0
