"""Work beside the screen: a thread finds something, the screen takes it in."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import work
from textual.message import Message

from hsbcode.tui.saying import Answer, Saying


class WorksBeside(Saying[Answer]):
    """A screen that has things found out while keys go on working."""

    @dataclass
    class Found(Message):
        """A job has finished; ``take`` brings what it found to the screen."""

        take: Callable[[], None]

    @work(thread=True, group="beside")
    def beside(self, job: Callable[[], Callable[[], None]]) -> None:
        """Run a job in a thread; what it returns is called on the screen."""
        self.post_message(self.Found(job()))

    def on_works_beside_found(self, message: Found) -> None:
        """Take in what a job found."""
        message.take()
