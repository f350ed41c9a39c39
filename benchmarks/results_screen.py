"""How quick the results screen is: first paint, and keys while answers are read.

Opens a generated project under a pseudo terminal of 80 x 24 and prints the time to the
first painted list, then from a key to the first byte that answers it: while the answers
are read in a worker, and afterwards. Goals: 500 ms and 30 ms. Needs a system with
pseudo terminals.

    python benchmarks/results_screen.py [respondents | project.hsb]
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import keys as coding_keys
from tests.small_projects import make_project

from hsbcode.workflows.coding import CodingSession

PEOPLE = 100_000
CODED = 2_000
ROUNDS = 30
LIST = ("\x1b[B", "\x1b[A", "n", "p")
TABLE = ("\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[5~")
_START = "import sys; from hsbcode.tui.app import run_results; run_results(sys.argv[1])"


def make(path: Path, people: int) -> None:
    """Make a project with some closed questions and one that is coded in part."""
    roles = ("Nurse", "Teacher", "Manager", "Carer")
    project = make_project(
        path,
        [(f"Answer {n}: nobody tells us what others know",) for n in range(people)],
        closed={
            f"question_{q}": [roles[(n + q) % 4] for n in range(people)]
            for q in range(10)
        },
    )
    session = CodingSession(project, "ann")
    for unit in session.units[:CODED]:
        session.apply(unit, "money")
        session.finish(unit)
    project.close()


def told(name: str, times: list[float]) -> str:
    """Return the middle, the 95th percentile and the longest of some seconds."""
    taken = sorted(1000 * each for each in times if each == each)
    return (
        f"{name}: {len(taken)} keys, p50 {statistics.median(taken):.1f} ms, "
        f"p95 {taken[int(0.95 * len(taken))]:.1f} ms, max {taken[-1]:.0f} ms"
    )


def main() -> None:
    wanted = sys.argv[1] if sys.argv[1:] else str(PEOPLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        path = Path(wanted)
        if wanted.isdecimal():
            path = Path(folder) / "results.hsb"
            make(path, int(wanted))
        coding_keys._START = _START
        terminal = coding_keys.Terminal.start(path)
        first = terminal.read_until(b" tables ")
        used = terminal.cpu()
        print(f"first paint {1000 * first:.0f} ms wall, {1000 * used:.0f} ms CPU")
        until = time.perf_counter() + 2
        early = []
        while time.perf_counter() < until:
            early += [terminal.press(key) for key in LIST]
        print(told("while reading", early))
        time.sleep(15)
        calm = [terminal.press(key) for _ in range(ROUNDS) for key in LIST]
        print(told("list", calm))
        terminal.press("\r")
        calm = [terminal.press(key) for _ in range(ROUNDS) for key in TABLE]
        print(told("table", calm))
        terminal.quit()
    print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
