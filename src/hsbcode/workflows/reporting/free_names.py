"""Names for the files of a report: never one that is there already."""

from collections.abc import Sequence
from pathlib import Path


def free_together(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the paths, all with the first number at which none of them is taken."""
    number, free = 1, tuple(paths)
    while any(path.exists() or path.is_symlink() for path in free):
        number += 1
        free = tuple(
            path.with_name(f"{path.stem}-{number}{path.suffix}") for path in paths
        )
    return free
