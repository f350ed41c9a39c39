"""A list whose rows are ticked: space ticks, Enter takes what is ticked."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import OptionList


class TickList(OptionList):
    """Says which row is to be ticked, and when the choice is made.

    Keys are taken as they come in: a binding with priority would overtake an arrow.
    """

    @dataclass
    class Ticked(Message):
        """A row is to be ticked, or its tick to be taken away."""

        place: int

    class Taken(Message):
        """What is ticked is what is wanted."""

    def on_key(self, event: events.Key) -> None:
        """Take space and Enter."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Taken())
        elif event.key == "space":
            event.stop()
            event.prevent_default()
            self.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick a row that was clicked, too."""
        event.stop()
        self.post_message(self.Ticked(event.option_index))

    def move(self, rows: int) -> None:
        """Move the cursor, at most to an end."""
        last = self.option_count - 1
        self.highlighted = max(0, min((self.highlighted or 0) + rows, last))
