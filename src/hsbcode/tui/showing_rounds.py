"""The way to rounds, agreement and settling, from coding or from the first screen."""

from collections.abc import Callable
from pathlib import Path

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.dialogs.asking import Choice, Choose
from hsbcode.tui.showing_codebook import ShowsCodebook
from hsbcode.workflows.opening import Project
from hsbcode.workflows.rounds.reading import open_shares


class ShowsRounds(ShowsCodebook):
    """An application that leads through the rounds of a project."""

    def rounds_path(self, path: Path) -> None:
        """Open a project to look at its rounds; errors are told on the screen."""
        self.open_for(path, self.look_at_rounds)

    def look_at_rounds(self, project: Project, coder: str) -> None:
        """Show the rounds of an open project, over the coding screen or alone."""
        # Coding starts without them.
        from hsbcode.tui.screens.rounds import RoundsScreen  # noqa: PLC0415

        coding = self.is_coding

        def leave() -> None:
            self.pop_screen()
            if coding:
                self.codes_may_differ()
            else:
                self.leave_open_project()

        self.push_screen(
            RoundsScreen(project, coder, leave, _Ways(self, project, coder))
        )

    def settle_round(
        self, project: Project, coder: str, round_: str, code: str = ""
    ) -> None:
        """Go through the differences of a round, or those about one code."""
        from hsbcode.tui.screens.settling import SettlingScreen  # noqa: PLC0415
        from hsbcode.workflows.rounds.settling import Settling  # noqa: PLC0415

        try:
            settling = Settling(project, round_)
        except HsbcodeError as error:
            self.tell(error)
            return
        self.push_screen(SettlingScreen(settling, coder, code))

    def look_at_agreement(self, project: Project, coder: str, round_: str = "") -> None:
        """Show how far coders agree, in a round or outside rounds."""
        from hsbcode.tui.screens.agreement import AgreementScreen  # noqa: PLC0415

        def talk(of_round: str, code: str) -> None:
            self.settle_round(project, coder, of_round, code)

        self.push_screen(AgreementScreen(project, round_, talk, self._kept_agreement))

    @property
    def _kept_agreement(self) -> dict[tuple[object, ...], object]:
        """What was compared → what was found, until the log grows; in memory only."""
        kept: dict[tuple[object, ...], object] = self.__dict__.setdefault(
            "_agreement_found", {}
        )
        return kept

    def offers_round(
        self, project: Project, coder: str, begin: Callable[[str, str], None]
    ) -> bool:
        """Offer the rounds that a coder has answers left in; False if there is none.

        Args:
            project: an open project.
            coder: who codes.
            begin: called with the coder and a round; empty = outside rounds.
        """
        open_ = open_shares(project, coder)
        if not open_:
            return False
        choices = [
            Choice(each.id, f"your share of {each.label}", f"{done} of {total} done")
            for each, done, total in open_
        ]
        choices.append(Choice("", "outside rounds", "what you coded before"))
        self.push_screen(
            Choose(f"What do you code, {coder}?", choices),
            lambda chosen: begin(coder, chosen or ""),
        )
        return True

    def code_in_round(self, project: Project, coder: str, round_: str) -> None:
        """Code somebody's share of a round, instead of what they coded before."""
        raise NotImplementedError


class _Ways:
    """Where one can go from the rounds of a project."""

    def __init__(self, app: ShowsRounds, project: Project, coder: str) -> None:
        self._app = app
        self._project = project
        self._coder = coder

    def code(self, round_: str) -> None:
        """Code one's share of a round."""
        self._app.code_in_round(self._project, self._coder, round_)

    def agree(self, round_: str) -> None:
        """See the agreement of a round."""
        self._app.look_at_agreement(self._project, self._coder, round_)

    def settle(self, round_: str) -> None:
        """Go through the differences of a round."""
        self._app.settle_round(self._project, self._coder, round_)
