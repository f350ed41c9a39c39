"""The way to the recodes of a project, from its results."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.tui.screens.coder import WhoCodes
from hsbcode.tui.showing_results import ShowsResults
from hsbcode.workflows.coders import known_coders
from hsbcode.workflows.opening import open_for_writing

if TYPE_CHECKING:
    from hsbcode.domain.recode_previews import RecodePreview
    from hsbcode.tui.screens.results_desk import ResultsDesk
    from hsbcode.workflows.opening import Project


class ShowsRecodes(ShowsResults):
    """An application that shows recodes and writes what is decided about them."""

    def on_results_desk_recodes(self, message: "ResultsDesk.Recodes") -> None:
        """Show the recodes of a project, after asking who decides if nobody codes."""
        if self.who_codes:
            self._show_recodes(message.path, self.who_codes, message.changed)
            return

        def begin(who: str | None) -> None:
            if who:
                self._show_recodes(message.path, who, message.changed)

        known = known_coders(self._project) if self._project is not None else ()
        self.push_screen(WhoCodes(known, "Who decides?"), begin)

    def _show_recodes(self, path: Path, who: str, changed: Callable[[], None]) -> None:
        # what counts is imported when it is asked for
        from hsbcode.tui.screens.recodes import RecodesScreen  # noqa: PLC0415
        from hsbcode.workflows.recoding.deciding import decide, end  # noqa: PLC0415
        from hsbcode.workflows.recoding.looking import look_at_recode  # noqa: PLC0415

        def put_in_force(
            found: "RecodePreview", carry: Sequence[str], leave: Sequence[str]
        ) -> None:
            self._write(
                path,
                lambda to: decide(to, found, carry=carry, leave=leave, coder=who),
            )

        def take_back(found: "RecodePreview") -> None:
            self._write(path, lambda to: end(to, found, coder=who))

        self.push_screen(
            RecodesScreen(
                path.name, lambda rule: look_at_recode(path, rule), put_in_force,
                take_back,
            ),
            lambda any_: changed() if any_ else None,
        )  # fmt: skip

    @property
    def who_codes(self) -> str:
        """Who codes on the coding screen below; empty where nobody does."""
        raise NotImplementedError

    def _write(self, path: Path, act: "Callable[[Project], None]") -> None:
        """Act on the project that is open, or on one opened for that alone."""
        if self._project is not None and self._project.writable:
            act(self._project)
            return
        with open_for_writing(path) as project:
            act(project)
