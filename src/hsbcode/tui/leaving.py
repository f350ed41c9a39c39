"""Leaving: with the place kept, or in a hurry where the file is damaged."""

from collections.abc import Sequence

from textual.widget import Widget

from hsbcode.tui.farewell import farewell
from hsbcode.tui.hanging_up import HangingUp
from hsbcode.tui.opening_projects import OpensProjects


class Leaves(OpensProjects, HangingUp):
    """An application that is left when all that was typed is done."""

    async def action_quit(self) -> None:
        """Leave once the keys typed before this one are done."""
        # They wait in the queues from the focus up to here; this key came past them.
        nodes = self.focused.ancestors_with_self if self.focused else [self.screen]
        self._leave_behind([node for node in nodes if isinstance(node, Widget)])

    def _leave_behind(self, nodes: Sequence[Widget]) -> None:
        if nodes:
            nodes[0].call_later(self._leave_behind, nodes[1:])
        else:
            self.call_later(self.leave)

    def leave(self) -> None:
        """Keep the place, close the file, and say how far one has come."""
        screen = self._coding()
        words = ""
        if screen is not None:
            screen.close()
            words = farewell(screen.session)
        self.begin_leaving()
        self.close_project()
        self.exit("\n".join(filter(None, [words, *self.last_words])))

    def let_go(self) -> None:
        """Close a damaged file without another step."""
        coding = self._coding()
        if coding is not None:
            coding.close_suggestions()
        self.close_project()
