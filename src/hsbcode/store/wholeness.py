"""Whether every page of a file can be read, found out while it is shown already.

A large file takes a tenth of a second for each 100 MB. SQLite works without the lock of
the interpreter, so that a thread costs the screen nothing meanwhile.
"""

import contextlib
import sqlite3
import threading
from pathlib import Path

_OK = "ok"


def verdict(connection: sqlite3.Connection) -> str:
    """Return "ok", or what is wrong with the file; it quotes nothing that is in it."""
    return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])


class WholenessCheck(threading.Thread):
    """Looks at a whole file through a connection of its own, which only reads.

    Args:
        file: what SQLite works on; somebody has opened it, so its journal is settled.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(name="wholeness", daemon=True)
        self.error: sqlite3.Error | None = None
        """Why it could not be read to its end."""
        self.found = ""
        """The verdict; empty until there is one."""
        self._connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode=ro",
            uri=True,
            isolation_level=None,
            timeout=5,
            check_same_thread=False,
        )
        self.start()

    def run(self) -> None:
        """Look; the verdict is kept."""
        try:
            self.found = verdict(self._connection)
        except sqlite3.Error as error:
            self.error = error
        finally:
            self._connection.close()

    def is_whole(self) -> bool:
        """Wait for the verdict; whether all is well.

        Raises:
            sqlite3.Error: it could not be read to its end.
        """
        self.join()
        if self.error is not None:
            raise self.error
        return self.found == _OK

    def stop(self) -> None:
        """End it without a verdict; nothing happens where there is one."""
        with contextlib.suppress(sqlite3.ProgrammingError):  # it has closed by itself
            self._connection.interrupt()
        self.join()
