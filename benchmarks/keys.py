"""How long a key takes: the coding screen under a pseudo terminal of 80 x 24.

Opens generated projects, measures the start (to the first painted answer) and the
time from a key to the first byte of the answer to it, and prints wall and CPU time
beside the load of the machine. Needs a system with pseudo terminals.

    python benchmarks/keys.py [answers ...]
"""

import fcntl
import os
import pty
import resource
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.projects import make_project

SIZES = (600, 100_000)
ROUNDS = 30
SEQUENCE = ("n", "1", "2", " ", "p", "n", "j", "0")
"""One round: move, code, finish, go back and on, move the cursor, no code."""
QUIET = 0.03
_START = (
    "import sys; from hsbcode.tui.app import run_app; "
    "sys.exit(run_app(sys.argv[1], 'amy'))"
)


@dataclass
class Terminal:
    """A child process under a pseudo terminal."""

    pid: int
    fd: int

    @classmethod
    def start(cls, path: Path) -> "Terminal":
        pid, fd = pty.fork()
        if pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
            os.execv(sys.executable, [sys.executable, "-c", _START, str(path)])
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        return cls(pid, fd)

    def read(self, wait: float) -> bytes:
        ready, _w, _x = select.select([self.fd], [], [], wait)
        if not ready:
            return b""
        try:
            return os.read(self.fd, 1 << 16)
        except OSError:
            return b""

    def read_until(self, sign: bytes, wait: float = 60) -> float:
        """Return the seconds until ``sign`` was painted."""
        began = time.perf_counter()
        seen = b""
        while sign not in seen:
            got = self.read(wait)
            if not got:
                raise SystemExit(f"The screen never showed {sign!r}.")
            seen += got
        return time.perf_counter() - began

    def drain(self) -> None:
        while self.read(QUIET):
            pass

    def press(self, key: str) -> float:
        """Return the seconds from a key to the first byte that answers it."""
        self.drain()
        began = time.perf_counter()
        os.write(self.fd, key.encode())
        if not self.read(2):
            return float("nan")
        return time.perf_counter() - began

    def cpu(self) -> float:
        """Return the CPU seconds used so far; nan where the system does not tell."""
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_text()
        except OSError:
            return float("nan")
        fields = stat.rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def quit(self) -> None:
        os.write(self.fd, b"\x11")
        while self.read(1):
            pass
        os.waitpid(self.pid, 0)


def measure(answers: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        path = Path(folder) / "keys.hsb"
        texts = (
            f"Answer {i}: nobody tells us what the others were told; it takes weeks."
            for i in range(answers)
        )
        make_project(path, tuple(texts)).close()
        terminal = Terminal.start(path)
        first = terminal.read_until(b"Answer 0")
        start_cpu = terminal.cpu()
        time.sleep(3)  # the model is made ready in this time, as it is in life
        terminal.drain()
        before = terminal.cpu()
        times = [terminal.press(key) for _ in range(ROUNDS) for key in SEQUENCE]
        cpu = terminal.cpu() - before
        terminal.quit()
    lost = sum(1 for each in times if each != each)
    taken = sorted(1000 * each for each in times if each == each)
    print(
        f"{answers:>7} answers: first paint {1000 * first:.0f} ms wall, "
        f"{1000 * start_cpu:.0f} ms CPU; "
        f"{len(taken)} keys: p50 {statistics.median(taken):.1f} ms, "
        f"p95 {taken[int(0.95 * len(taken))]:.1f} ms, max {taken[-1]:.0f} ms wall, "
        f"{1000 * cpu / len(times):.1f} ms CPU a key"
        + (f"; {lost} without an answer" if lost else "")
    )


def main() -> None:
    sizes = [int(each) for each in sys.argv[1:]] or list(SIZES)
    for answers in sizes:
        measure(answers)
    load = os.getloadavg()[0]
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"load average {load:.1f}; children used "
        f"{children.ru_utime + children.ru_stime:.1f} s of CPU"
    )


if __name__ == "__main__":
    main()
