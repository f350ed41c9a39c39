"""Pick a survey question by typing a part of its name."""

from collections.abc import Sequence

from textual.content import Content

from hsbcode.domain.survey import Question
from hsbcode.tui.dialogs.typed_choice import TypedChoice
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


class PickQuestion(TypedChoice):
    """Type, or move with the arrows; the answer is a question's id or ``NO_SPLIT``."""

    keys_words = "type · ↑ ↓ · Enter splits · escape leaves"

    def __init__(self, title: str, questions: Sequence[Question], now: str) -> None:
        super().__init__(title)
        self._questions = tuple(questions)
        self._now = now

    def offers(self, typed: str) -> list[tuple[str, Content]]:
        """Return what fits; first that nothing is split, while nothing is typed."""
        found = fitting(self._questions, typed)[:_MOST]
        rows = [(question.id, self._prompt(question)) for question in found]
        if self._now and not typed.strip():
            rows.insert(0, (NO_SPLIT, plain("  not split", "bold")))
        return rows or [("", plain("No question has that in its name."))]

    def _prompt(self, question: Question) -> Content:
        return joined(
            [
                plain("● " if question.id == self._now else "  "),
                plain(shortened(question.label, _WIDE - 22)),
                plain(f"  {shortened(question.id, 18)}", "dim"),
            ],
            "",
        )
