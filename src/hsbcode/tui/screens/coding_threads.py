"""Going over many answers in a thread, so that typing never waits for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.message import Message

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.screens.coding_suggest import Suggesting
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.opening import Project, open_project


class Looking(Suggesting):
    """A thread reads the project; what it found is shown when it is done."""

    @dataclass
    class Looked(Message):
        """A thread went over many answers."""

        group: str
        number: int
        """Of the search in its group: an earlier one than the last is forgotten."""
        question: str
        """Under which it was begun; empty: any."""
        take: Callable[[], None]
        """Shows what was found, or tells why nothing was."""

    def __init__(self, session: CodingSession, *, suggestions: bool = True) -> None:
        super().__init__(session, suggestions=suggestions)
        self._searches: dict[str, int] = {}
        self._may_look = True

    def in_thread(
        self,
        look: Callable[[Project], Callable[[], None]],
        question: str = "",
        group: str = "looking",
    ) -> None:
        """Let a thread read the project; what ``look`` returns is called afterwards.

        Args:
            look: reads only; of the session it may use plain values.
            question: drop what was found once another question is on the screen.
            group: of two searches in a group the first one is forgotten.
        """
        if not self._may_look:
            return
        path = self.session.project.path
        number = self._searches[group] = self._searches.get(group, 0) + 1

        def run() -> None:
            try:
                with open_project(path, write=False) as reader:
                    take = look(reader)
            except HsbcodeError as error:
                take = partial(self.tell, error)
            self.post_message(self.Looked(group, number, question, take))

        self.run_worker(run, thread=True, exit_on_error=False, group=group)

    def on_looking_looked(self, message: Looked) -> None:
        """Show what a thread found, unless one has asked for something else since."""
        late = message.number != self._searches.get(message.group)
        if (
            self._may_look
            and not late
            and message.question in ("", self.session.question.id)
        ):
            message.take()

    def close_looking(self) -> None:
        """Drop what threads still find: the project is about to be closed."""
        self._may_look = False
