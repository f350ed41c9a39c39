"""The codebooks and the invented study that come with hsbcode."""

from pathlib import Path

from hsbcode.domain.errors import OutputError

_PACKAGE = Path(__file__).parents[1]


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file, in a wheel or in a checkout.

    Raises:
        OutputError: the installation is not whole.
    """
    for root in (_PACKAGE, _PACKAGE.parents[1]):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise OutputError(
        f"The shipped file {'/'.join(parts)} is missing.", "Install hsbcode again."
    )


def codebook_path(name: str) -> Path:
    """Return a codebook file: a path as given, or a shipped one by its name."""
    path = Path(name)
    if path.exists() or path.suffix:
        return path
    return shipped("codebooks", f"{name}.yaml")
