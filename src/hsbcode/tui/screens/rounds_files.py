"""Files that go to coders and come back, from the rounds screen."""

from pathlib import Path

from hsbcode.domain.errors import RoundError
from hsbcode.tui.dialogs.asking import Ask, Confirm, Notice
from hsbcode.tui.screens.rounds_desk import RoundsDesk


class RoundsFiles(RoundsDesk):
    """Write packages, and bring in what is sent back; shown before it is done."""

    def action_round_package(self) -> None:
        """Write a file for each coder."""
        with self.telling():
            name = self.at.id
            usual = str(self.project.path.parent)
            words = "A folder for the files. They hold answers: send them safely."
            self.app.push_screen(
                Ask("Packages", words, usual), lambda typed: self._pack(typed, name)
            )

    def _pack(self, typed: str | None, name: str) -> None:
        if not typed or not typed.strip():
            return
        from hsbcode.workflows.rounds.packages import write_packages  # noqa: PLC0415

        with self.telling():
            folder = Path(typed.strip()).expanduser()
            made = write_packages(self.project, name, folder, self.coder)
            self.show_all(name)
            lines = [line for each in made for line in ("", *each.lines)]
            lines += ["", "With a passphrase, or closed columns: hsbcode round package"]
            self.app.push_screen(Notice("Packages", "\n".join(lines).strip()))

    def action_round_merge(self) -> None:
        """Bring in what a coder sent back, after a look at it."""
        words = "The file that a coder sent back, or another copy of this project."
        self.app.push_screen(Ask("Bring in", words), self._on_file)

    def _on_file(self, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        from hsbcode.workflows.merging.merging import (  # noqa: PLC0415
            Answered,
            looked_over,
        )

        path = Path(typed.strip()).expanduser()
        with self.telling():
            with looked_over(self.project, [path]) as found:
                coming, asked = found.coming, found.asks(Answered())
            if asked:
                raise RoundError(
                    asked[0],
                    f"Say it with: hsbcode merge {self.project.path.name} {path.name}",
                )
            if not coming.anything:
                self.say("There is nothing new in it.")
                return
            lines = [f"{each.what}{coming.steps(each)}" for each in coming.files]
            lines += [f"  {by.words}" for by in coming.coders]
            lines += [f"  new code: {code.label}" for code in coming.told_codes]
            if (coming.told_heads or 1) > 1:
                lines.append(f"  the codebook will have {coming.told_heads} versions")
            lines += ["", "Bring it in? A backup is made before."]
            self.app.push_screen(
                Confirm("Bring in", "\n".join(lines)),
                lambda yes: self._bring_in(path) if yes else None,
            )

    def _bring_in(self, path: Path) -> None:
        from hsbcode.workflows.merging.merging import looked_over  # noqa: PLC0415

        with self.telling():
            with looked_over(self.project, [path]) as found:
                found.bring_in(self.coder)
            self.show_all()
            self.say(f"Brought in {path.name}.")
