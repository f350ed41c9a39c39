"""Published numbers against each other, without data."""

from pathlib import Path

from hsbcode.domain.figures import FigureReport
from hsbcode.files.figure_files import read_figures
from hsbcode.results.figure_checks.checking import check_figures


def check_figure_file(path: Path) -> FigureReport:
    """Check a list of published numbers.

    Raises:
        FigureListError: the file cannot be read as such a list.
    """
    return check_figures(read_figures(path))
