"""How long the coding screen takes: first paint, keys, saving, idling, memory.

Generated projects, a tenth of their answers coded. Under a real pseudo terminal of
80 x 24: the time to the first painted answer, from a key to the first byte that
answers it, the work of an idle minute (from ten seconds), memory. Headless: the work
of a key in the application alone, and the time of one saved press. The load of the
machine stands beside, because wall time follows it.

    python benchmarks/tui.py [--slow BYTES] [--starts 3] [answers ...]

Goals: first paint 0.5 s, 95 of 100 keys within 30 ms, idle 1 % of a core, 200 MiB,
99 of 100 saved presses within 20 ms; at any size. Needs a pseudo terminal.
"""

import argparse
import asyncio
import csv
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.projects import make_project
from tests.pty_terminal import QUIET, Terminal

from hsbcode.store.project import Project

SIZES = (600, 10_000, 100_000)
ROUNDS = 25
SEQUENCE = ("n", "1", "2", " ", "p", "n", "j", "0")
"""One round: move, code, finish, go back and on, move the cursor, no code."""
IDLE = 10.0
SAVES = 300
SLOW_KEY = 0.02
"""Keys whose median is longer are named."""
NAMES = {" ": "space"}


def make(path: Path, answers: int) -> None:
    """Make a project; a tenth of its answers are coded."""
    texts = [
        f"Answer {i}: nobody tells us what the others were told; it takes weeks."
        for i in range(answers)
    ]
    with make_project(path, texts) as project:
        units = project.answers.unit_ids("what")
    codings = path.with_suffix(".csv")
    with codings.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(["unit", "coder", "codes"])
        # From the middle on, so that the screen begins at the first answer.
        for place, unit in enumerate(units[answers // 2 :][: answers // 10]):
            table.writerow([unit, "amy", ("trust", "risk;time")[place % 2]])
    subprocess.run(
        [sys.executable, "-m", "hsbcode", "import", str(path), "--codings", codings],
        check=True,
        capture_output=True,
    )


def spread(seconds: Sequence[float], unit: str = "ms wall") -> str:
    """Return median, 95th and 99th of a hundred, and the longest."""
    taken = sorted(1000 * each for each in seconds if not math.isnan(each))
    lost = len(seconds) - len(taken)
    at = [taken[min(len(taken) - 1, int(share * len(taken)))] for share in (0.95, 0.99)]
    return (
        f"p50 {statistics.median(taken):.1f}, p95 {at[0]:.1f}, p99 {at[1]:.1f}, "
        f"max {taken[-1]:.0f} {unit}" + (f"; {lost} without an answer" if lost else "")
    )


def under_terminal(path: Path, starts: int, slow: int) -> None:
    """Measure the program as people run it."""
    command = ["code", str(path), "--coder", "amy"]
    walls, works = [], []
    for left in reversed(range(starts)):
        with Terminal(command, slow=slow) as terminal:
            walls.append(terminal.read_until("Answer 0", 0))
            works.append(terminal.cpu())
            if left:
                continue
            # The model is made ready in this time, as it is in life.
            time.sleep(3)
            terminal.drain()
            before = terminal.cpu()
            times = [terminal.press(key) for _ in range(ROUNDS) for key in SEQUENCE]
            terminal.drain()
            work = (terminal.cpu() - before) / len(times)
            time.sleep(3)
            terminal.drain()
            before = terminal.cpu()
            time.sleep(IDLE)
            idle = terminal.cpu() - before
            memory = terminal.memory()
            terminal.quit()
    print(
        f"  first paint {1000 * statistics.median(walls):.0f} ms wall "
        f"(best {1000 * min(walls):.0f}), {1000 * statistics.median(works):.0f} ms CPU"
    )
    print(f"  {len(times)} keys: {spread(times)}; {1000 * work:.1f} ms CPU a key")
    for place, key in enumerate(SEQUENCE):
        of_key = [each for each in times[place :: len(SEQUENCE)] if each == each]
        if of_key and statistics.median(of_key) > SLOW_KEY:
            name = NAMES.get(key, key)
            print(f"    slow: {name} {1000 * statistics.median(of_key):.1f} ms")
    print(
        f"  idle {100 * idle / IDLE:.2f} % of a core ({60 * idle / IDLE:.2f} s a "
        f"minute); {memory:.0f} MiB"
    )


def headless(path: Path) -> None:
    """Measure the work of keys without a terminal, and saving."""
    from hsbcode.tui.app import HsbcodeApp
    from hsbcode.workflows.coding import CodingSession

    async def run(project: Project) -> list[float]:
        app = HsbcodeApp(project, "amy")
        works = []
        async with app.run_test(size=(80, 24)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause(QUIET)
            for _ in range(ROUNDS):
                for key in SEQUENCE:
                    before = time.process_time()
                    await pilot.press(NAMES.get(key, key))
                    works.append(time.process_time() - before)
        return works

    with Project.open(path) as project:
        print(f"  headless: {spread(asyncio.run(run(project)), 'ms CPU')}")
        session = CodingSession(project, "ben")
        saves = []
        for unit in session.units[:SAVES]:
            began = time.perf_counter()
            session.apply(unit, "trust")
            saves.append(time.perf_counter() - began)
    print(f"  one saved press: {spread(saves)}")


def main() -> None:
    """Measure all sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", nargs="*", type=int, default=SIZES)
    parser.add_argument("--slow", type=int, default=0, help="bytes a second it takes")
    parser.add_argument("--starts", type=int, default=3)
    given = parser.parse_args()
    for answers in given.answers:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CONFIG_HOME"] = folder
            path = Path(folder) / "study.hsb"
            make(path, answers)
            print(f"{answers:,} answers (load {os.getloadavg()[0]:.1f})", flush=True)
            under_terminal(path, given.starts, given.slow)
            headless(path)
            print(f"  (load {os.getloadavg()[0]:.1f})", flush=True)


if __name__ == "__main__":
    main()
