"""How a project comes to be: from an export, or as the demo.

Apart from the first screen, because what reads files is imported only when asked for;
the demo draws on nearly every room, so it waits still longer.
"""

from pathlib import Path

from hsbcode.domain.errors import ProjectFileError
from hsbcode.tui.screens.import_preview import ImportPreview
from hsbcode.workflows.codebook.frame import read_codebook
from hsbcode.workflows.codebook.importing import apply_codebook
from hsbcode.workflows.importing.bringing_in import look_at
from hsbcode.workflows.opening import open_project, with_suffix
from hsbcode.workflows.shipped import codebook_path
from hsbcode.workflows.tutorial import TUTORIAL_CODER, open_tutorial

_SETUP = "lead"


def demo_project(folder: Path) -> tuple[Path, str]:
    """Return the demo project and who codes in it; made where it is not there yet."""
    from hsbcode.workflows.demo import DEMO_CODER, open_demo  # noqa: PLC0415

    path, _made = open_demo(folder)
    return path, DEMO_CODER


def tutorial_project(folder: Path) -> tuple[Path, str]:
    """Return the project to learn with and who codes in it; made where it is not."""
    path, _made = open_tutorial(folder)
    return path, TUTORIAL_CODER


def preview_of(export: Path, target: Path) -> ImportPreview:
    """Return the screen that shows how an export is understood.

    Raises:
        ImportDataError: the export cannot be read.
        ProjectFileError: the project file is there already.
    """
    target = with_suffix(target)
    if target.exists():
        raise ProjectFileError(
            f"{target.name} is there already.", "Open it, or give another name."
        )
    raw, understanding = look_at(export)
    return ImportPreview(raw, understanding, target, export)


def give_codes(project: Path, name: str) -> None:
    """Give a project the codes of a file, or of a codebook that is shipped."""
    book = read_codebook(codebook_path(name))
    with open_project(project) as opened:
        apply_codebook(opened, book, _SETUP, name)
