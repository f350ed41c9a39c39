"""Files locked with a passphrase, in the age format (age-encryption.org/v1)."""

from hsbcode.domain.errors import UsageConflict

SUFFIX = ".age"
MAGIC = b"age-encryption.org/v1"
SHORTEST = 8
_EXTRA = 'The optional part for it is missing: pip install "hsbcode[lock]"'


def lock(data: bytes, passphrase: str) -> bytes:
    """Return data locked with a passphrase; about a second, which is meant.

    Raises:
        UsageConflict: the passphrase is too short, or the library is missing.
    """
    if len(passphrase) < SHORTEST:
        raise UsageConflict(
            f"A passphrase has at least {SHORTEST} characters.",
            "Four words that have nothing to do with each other are a good one.",
        )
    try:
        import pyrage  # noqa: PLC0415 - an optional part
    except ImportError:
        raise UsageConflict("Files cannot be locked here.", _EXTRA) from None
    return bytes(pyrage.passphrase.encrypt(data, passphrase))


def unlock(data: bytes, passphrase: str, name: str) -> bytes:
    """Return what was locked.

    Args:
        data: the locked file.
        passphrase: the one it was locked with.
        name: of the file, for the message.

    Raises:
        UsageConflict: it is another passphrase, no locked file, or damaged.
    """
    if not data.startswith(MAGIC):
        raise UsageConflict(f"{name} is not locked with a passphrase.")
    try:
        import pyrage  # noqa: PLC0415 - an optional part
    except ImportError:
        raise UsageConflict(f"{name} cannot be unlocked here.", _EXTRA) from None
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError:
        raise UsageConflict(
            f"{name} does not open with this passphrase, or it is damaged."
        ) from None
