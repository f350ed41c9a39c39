"""Looking after the installation and a project: what doctor says."""

import platform
from importlib import metadata
from pathlib import Path

from hsbcode import __version__
from hsbcode.domain.errors import HsbcodeError
from hsbcode.store.care import SQLITE_VERSION, Finding, examine
from hsbcode.workflows.shipped import shipped

__all__ = ["Finding", "examine_installation", "examine_names", "examine_project"]

_LIBRARIES = ("textual", "numpy", "scipy", "scikit-learn", "spacy", "Jinja2")
_CHECKSUMS = {
    "known": "its files are the known ones",
    "differ": "its files differ from the known ones",
    "not known": "its files cannot be checked",
}


def examine_installation() -> tuple[Finding, ...]:
    """Look over what hsbcode needs on this machine."""
    found = [
        Finding("hsbcode", True, f"{__version__}, Python {platform.python_version()}"),
        Finding("sqlite", True, SQLITE_VERSION),
    ]
    for name in _LIBRARIES:
        try:
            found.append(Finding(name, True, metadata.version(name)))
        except metadata.PackageNotFoundError:
            found.append(Finding(name, False, "missing: install hsbcode again"))
    for parts in (("codebooks", "larc7-core.yaml"), ("data", "larc7", "map.yaml")):
        try:
            shipped(*parts)
            found.append(Finding("shipped", True, "/".join(parts)))
        except HsbcodeError as error:
            found.append(Finding("shipped", False, error.message))
    found.append(examine_names())
    return tuple(found)


def examine_names() -> Finding:
    """Say which pipeline looks for names, and whether its files are the known ones."""
    from hsbcode.language.pipeline import pipeline

    try:
        chosen = pipeline()
    except HsbcodeError as error:
        return Finding("names", False, error.message)
    does = "finds names" if chosen.finds_names else "splits sentences, finds no names"
    if chosen.folder is not None:
        does += f"; {_CHECKSUMS[chosen.checksums]}"
    return Finding("names", chosen.checksums != "differ", f"{chosen.name}: {does}")


def examine_project(path: Path) -> tuple[Finding, ...]:
    """Look a project over without changing it."""
    return examine(path)
