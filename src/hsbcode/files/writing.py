"""Putting a file in place: whole or not at all, never over another by accident."""

import os
import secrets
from pathlib import Path

from hsbcode.domain.errors import OutputError


def write_file(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write ``data`` under a temporary name, then rename it into place.

    Args:
        path: where the file shall be; its folder must exist.
        data: the whole content.
        overwrite: whether an existing file may be replaced.

    Raises:
        OutputError: the file exists, or cannot be written.
    """
    if path.exists() and not overwrite:
        raise OutputError(
            f"{path} exists already and is not overwritten.",
            "Choose another name, or move the old file away.",
        )
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}.")
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as problem:
        part.unlink(missing_ok=True)
        reason = os.strerror(problem.errno) if problem.errno else "unknown reason"
        raise OutputError(f"{path} cannot be written: {reason}.") from problem
