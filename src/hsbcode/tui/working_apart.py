"""Work in a process of its own beside the screen: told of on the way, ended at will."""

from dataclasses import dataclass
from typing import Any

from textual import work
from textual.message import Message

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.progress import Progress
from hsbcode.tui.saying import Answer, Saying
from hsbcode.workflows.suggestions.apart import Apart


class WorksApart(Saying[Answer]):
    """A screen with one such work at a time."""

    _work: Apart | None = None

    @dataclass
    class Step(Message, bubble=False):
        """The work is on its way."""

        work: Apart
        at: Progress

        def can_replace(self, message: Message) -> bool:
            """Only the last one counts."""
            return isinstance(message, WorksApart.Step)

    @dataclass
    class Done(Message, bubble=False):
        """The work is done, or could not be."""

        work: Apart
        found: Any
        error: HsbcodeError | None = None

    @property
    def is_working(self) -> bool:
        """Whether a process is at work."""
        return self._work is not None

    def start(self, apart: Apart) -> None:
        """Begin a work; an earlier one is ended."""
        self.stop()
        self._work = apart
        self._run_apart(apart)

    def stop(self) -> None:
        """End the work, if there is any."""
        if self._work is not None:
            self._work.stop()
            self._work = None

    @work(thread=True, exit_on_error=False, group="apart")
    def _run_apart(self, apart: Apart) -> None:
        try:
            steps = apart.run()
            while True:
                try:
                    self.post_message(self.Step(apart, next(steps)))
                except StopIteration as end:
                    self.post_message(self.Done(apart, end.value))
                    return
        except HsbcodeError as error:
            self.post_message(self.Done(apart, None, error))

    def on_works_apart_step(self, message: Step) -> None:
        """Say how far it is."""
        if message.work is self._work and message.at.total:
            at = message.at
            self.aside = f"{at.label}: {at.done} of {at.total}"

    def on_works_apart_done(self, message: Done) -> None:
        """Take in what was found; a work that was ended counts no more."""
        if message.work is self._work:
            self._work = None
            self.aside = ""
            self.work_done(message.found, message.error)

    def work_done(self, found: Any, error: HsbcodeError | None) -> None:
        """Show what was found, or why nothing was."""
        raise NotImplementedError
