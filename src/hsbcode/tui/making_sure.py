"""A file is shown before it is known to be whole; where it is damaged, one leaves.

Whoever leaves is told so in the terminal, where the backups are a command away. Nothing
was written before: every step that is written waits for the verdict.
"""

from textual.app import App

from hsbcode.domain.errors import HsbcodeError
from hsbcode.workflows.opening import Project

_LOOK = 0.1
"""Seconds between looks whether there is a verdict."""


class MakingSure(App[str]):
    """An application that waits for the verdict on a file beside its work.

    Attributes:
        damage: why the file that was open cannot be used.
    """

    damage: HsbcodeError | None = None

    def make_sure_of(self, project: Project) -> None:
        """Look again until it is known whether the file is whole."""
        if not project.is_open:
            return
        if not project.is_checked:
            self.set_timer(_LOOK, lambda: self.make_sure_of(project))
            return
        try:
            project.make_sure()
        except HsbcodeError as error:
            self.damage = error
            self.let_go()
            self.exit(return_code=1)

    def let_go(self) -> None:
        """Close the file without another step."""
        raise NotImplementedError
