"""A new project from an export: previewed, written, given codes, opened."""

from pathlib import Path

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose
from hsbcode.tui.screens.start_asking import AskingForProjects

_CODEBOOKS = (
    Choice("", "none yet", "codes are made while coding"),
    Choice("starter", "a few codes to start with"),
    Choice("larc7-core", "harmful sexual behaviour, core frame"),
    Choice("?", "a file…", ".yaml, .xlsx or .csv"),
)


class NewProjects(AskingForProjects):
    """The first screen, as far as it makes projects."""

    def _on_export(self, typed: str | None) -> None:
        if not (typed and typed.strip()):
            return
        export = Path(typed.strip()).expanduser()

        def with_target(target: str | None) -> None:
            if target and target.strip():
                self.preview(export, Path(target.strip()).expanduser())

        self.app.push_screen(
            Ask(
                "The new project",
                "One file holds answers, codes and history.",
                str(export.with_suffix(".hsb")),
            ),
            with_target,
        )

    def preview(self, export: Path, target: Path) -> None:
        """Show how an export is understood; importing makes ``target``."""
        from hsbcode.tui.screens.beginning import preview_of  # noqa: PLC0415

        try:
            preview = preview_of(export, target)
        except HsbcodeError as error:
            self._opener.tell(error)
            return
        self.app.push_screen(preview, self._on_written)

    def _on_written(self, project: Path | None) -> None:
        if project is None:
            return

        def with_codebook(chosen: str | None) -> None:
            if chosen == "?":
                self.app.push_screen(
                    Ask("Codebook", "The path of a .yaml, .xlsx or .csv file."),
                    lambda name: self._with_codes(project, name or ""),
                )
            else:
                self._with_codes(project, chosen or "")

        self.app.push_screen(Choose("Which codes?", _CODEBOOKS), with_codebook)

    def _with_codes(self, project: Path, name: str) -> None:
        from hsbcode.tui.screens.beginning import give_codes  # noqa: PLC0415

        if name.strip():
            try:
                give_codes(project, name.strip())
            except HsbcodeError as error:
                # The project stands; codes can be made, or the file mended and given.
                self._opener.tell(error)
        self._opener.open_path(project)
