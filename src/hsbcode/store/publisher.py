"""When a copy that is worked on is put back, and what is said about it."""

import sqlite3
import threading
import time
from collections.abc import Callable

from hsbcode.domain.narration import tell
from hsbcode.store.connection import reason
from hsbcode.store.joining import Joined
from hsbcode.store.meeting import meet, words_of_joining, words_of_parting
from hsbcode.store.opened import Opened
from hsbcode.store.publishing import How, Parcel, Sent, pack, send
from hsbcode.store.work_copy import WorkCopy

EVERY_SECONDS = 300
_AGAIN_SECONDS = 60
_MOST_MEETINGS = 4


class Publisher:
    """Puts one open copy back.

    Packing and settling are for the main thread, which alone writes; sending may take
    long and can be done in another.
    """

    def __init__(
        self, opened: Opened, copy: WorkCopy, on_joined: Callable[[Joined], None]
    ) -> None:
        self.copy = copy
        self._opened = opened
        self._on_joined = on_joined
        self._one_at_a_time = threading.Lock()
        self._next = time.monotonic() + EVERY_SECONDS
        self._told = ""

    @property
    def has_changes(self) -> bool:
        """Whether something was done that the original does not hold."""
        return self._changes() != self.copy.record.changes

    def pack_if_due(self) -> Parcel | None:
        """Pack the present state, if something changed and minutes have passed."""
        if time.monotonic() < self._next or self._one_at_a_time.locked():
            return None
        self._next = time.monotonic() + EVERY_SECONDS
        if not self.has_changes:
            return None
        try:
            return pack(self.copy, self._opened.connection, self._changes())
        except (OSError, sqlite3.Error) as error:
            self._tell_failure(reason(error))
            return None

    def send(self, parcel: Parcel) -> Sent:
        """Put a parcel in place; in any thread."""
        with self._one_at_a_time:
            return send(self.copy, parcel)

    def settle(self, sent: Sent, *, quiet: bool = False) -> Sent:
        """Say what is to be said, and bring together what was changed by two.

        With ``quiet`` the caller says himself that it failed.
        """
        for _ in range(_MOST_MEETINGS):
            if sent.how is not How.CHANGED:
                break
            sent = self._meet_and_send(sent)
        if sent.how is How.FAILED:
            self._told = sent.why if quiet else self._told
            self._tell_failure(sent.why)
        elif sent.how is How.DONE:
            self._told = ""
            if sent.put_back:
                tell(f"{sent.target.name} was not there any more and was put back.")
        return sent

    def publish(self, *, quiet: bool = False, again: bool = False) -> Sent | None:
        """Put the present state in place now; None where nothing had changed.

        Args:
            quiet: the caller says himself that it failed.
            again: put back what was published before and deleted since.
        """
        with self._one_at_a_time:
            # What another thread is just sending may be all there is.
            if not self.has_changes and not (again and not self.copy.target.exists()):
                return None
        return self.settle(self._pack_and_send(), quiet=quiet)

    def publish_as_reader(self) -> Sent:
        """Put in place what another window has saved by now; it goes on meanwhile."""
        return self.settle(self._pack_and_send(), quiet=True)

    def meet(self) -> None:
        """Bring in what the original went on to hold."""
        self._meet_and_send(Sent(How.CHANGED, self.copy.real, theirs=self.copy.real))

    def _pack_and_send(self) -> Sent:
        try:
            parcel = pack(self.copy, self._opened.connection, self._changes())
        except (OSError, sqlite3.Error) as error:
            return Sent(How.FAILED, self.copy.target, reason(error))
        return self.send(parcel)

    def _meet_and_send(self, sent: Sent) -> Sent:
        theirs = sent.theirs or sent.target
        if self._opened.lease is None:
            return Sent(
                How.FAILED,
                sent.target,
                "somebody else changed it; the window that has it open brings both "
                "together",
            )
        try:
            met = meet(self.copy, self._opened.connection, theirs)
        except (OSError, sqlite3.Error) as error:
            return Sent(How.FAILED, sent.target, reason(error))
        if met.joined.apart:
            tell(words_of_parting(self.copy, met))
        else:
            self._on_joined(met.joined)
            if met.joined.acts or met.joined.answers:
                tell(words_of_joining(self.copy.original.name, met))
        return self._pack_and_send()

    def _tell_failure(self, why: str) -> None:
        """Say once why it does not work; it is tried again by itself."""
        self._next = time.monotonic() + _AGAIN_SECONDS
        if why != self._told:
            self._told = why
            tell(
                f"{self.copy.target.name} could not be brought up to date: {why}. Your "
                "work is safe in the copy on this machine, and is put back as soon as "
                "that can be done."
            )

    def _changes(self) -> int:
        counter = self._opened.counter
        return counter.read() if counter is not None else -1
