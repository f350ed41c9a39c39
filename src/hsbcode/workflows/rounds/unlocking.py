"""Unlocking a package that was locked with a passphrase."""

from pathlib import Path

from hsbcode.domain.errors import ProjectFileError


def unlock_file(path: Path, passphrase: str, output: Path | None = None) -> Path:
    """Write the unlocked file beside the locked one; return where.

    Args:
        path: the locked file.
        passphrase: the one it was locked with.
        output: where; None drops the ending ``.age``.

    Raises:
        ProjectFileError: it cannot be read.
        UsageConflict: it is not locked, or does not open with this passphrase.
        OutputError: there is a file of that name already.
    """
    from hsbcode.files.locking import SUFFIX, unlock
    from hsbcode.files.writing import check_free, write_file

    stripped = path.name.removesuffix(SUFFIX)
    target = output or path.with_name(
        stripped if stripped != path.name else path.name + ".hsb"
    )
    check_free(target)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ProjectFileError(
            f"{path.name} cannot be read: {(error.strerror or 'no file').lower()}."
        ) from error
    write_file(target, unlock(data, passphrase, path.name))
    return target
