"""The lock beside a file that is worked on elsewhere: who has it, for other machines.

Where locks of the operating system reach, it keeps others out. Through a service that
syncs folders only the words travel, and late: those are advice to people, and what two
have done is brought together when it is published.
"""

import contextlib
import dataclasses
import errno
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hsbcode.store.lease import Holder, Lease, myself

_FORGOTTEN = timedelta(hours=24)
"""Nobody sits that long: the word of a machine that crashed."""
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.EIO}


class Notice:
    """Our word beside the original, or somebody else's."""

    def __init__(self, original: Path) -> None:
        self._lease = Lease(original)
        self.other: Holder | None = None
        """Who seems to have it open on another machine."""
        self.refused = ""
        """Why nobody can write there."""

    def take(self) -> bool:
        """Leave our word; False where somebody has the lock, or none can be made."""
        if not self._lease.take():
            self.other = _holder(self._lease.read())
            if self._lease.error in _NO_LOCKS:
                # Some network folders know no locks; the copy is safe all the same.
                return True
            self.refused = self._lease.problem
            return False
        found, me = _holder(self._lease.read()), myself()
        if (
            found is not None
            and (found.name, found.host) != (me.name, me.host)
            and not _is_forgotten(found)
        ):
            self.other = found
            return True
        with contextlib.suppress(OSError):
            self._lease.write(json.dumps(dataclasses.asdict(me)))
        return True

    def give_back(self) -> None:
        """Take our word away, and leave anybody else's."""
        self._lease.give_back(leave=self.other is not None)


def _holder(words: str) -> Holder | None:
    try:
        found = Holder(**json.loads(words))
    except (ValueError, TypeError):
        return None
    said = (found.name, found.host, found.since)
    return found if all(isinstance(each, str) for each in said) else None


def _is_forgotten(holder: Holder) -> bool:
    try:
        return datetime.now(UTC) - datetime.fromisoformat(holder.since) > _FORGOTTEN
    except (ValueError, TypeError):
        return True
