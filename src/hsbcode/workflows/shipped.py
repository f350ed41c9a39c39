"""The codebooks and the invented study that come with hsbcode."""

from pathlib import Path

from hsbcode.domain.errors import OutputError, UsageConflict, nearest

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
    """Return a codebook (instrument, table) file: a path, or a shipped one by name.

    Raises:
        UsageConflict: it is neither a file nor the name of a shipped one.
    """
    path = Path(name)
    if path.exists() or path.suffix:
        return path
    known = sorted(each.stem for each in shipped("codebooks").glob("*.yaml"))
    if name not in known:
        raise UsageConflict(
            f"“{name}” is neither a file nor the name of a shipped one.",
            nearest(name, known) or "Shipped are: " + ", ".join(known),
        )
    return shipped("codebooks", f"{name}.yaml")
