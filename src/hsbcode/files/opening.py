"""Reading the bytes of a file, or a sentence why that is not possible."""

import os
from pathlib import Path

from hsbcode.domain.errors import HsbcodeError, nearest

LARGEST_EXPORT = 1 << 30


def read_bytes(path: Path, error: type[HsbcodeError], limit: int) -> bytes:
    """Return the content of a file.

    Args:
        path: the file.
        error: what to raise.
        limit: greatest size in bytes.

    Raises:
        error: the file is missing, a folder, unreadable or larger than ``limit``.
    """
    if path.is_dir():
        raise error(f"{path} is a folder, not a file.")
    try:
        size = path.stat().st_size
        if size > limit:
            raise error(
                f"{path.name} has {size / 1e6:,.1f} MB; the limit is "
                f"{limit / 1e6:,.0f} MB.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        hint = ""
        if path.parent.is_dir():
            hint = nearest(path.name, (p.name for p in path.parent.iterdir()))
        raise error(f"There is no file {path}.", hint) from None
    except OSError as problem:
        reason = os.strerror(problem.errno) if problem.errno else "unknown reason"
        raise error(f"{path} cannot be read: {reason}.") from problem
