"""How long the coding screen takes: first paint, keys, bytes, saving, idling, memory.

Generated projects, a tenth of their answers coded. Under a real pseudo terminal of
80 x 24: the time to the first painted answer and until its codes stand beside it, from
a key to the first byte that answers it, the work of an idle minute (from ten seconds),
memory. At 140 x 40: the bytes of a key, and how long it takes through a line that
carries few. Headless: the work of a key in the application alone, and the time of one
saved press. The load of the machine stands beside, because wall time follows it.

    python benchmarks/tui.py [--starts 3] [--bauds 38400 9600] [answers ...]

Goals: first paint 0.5 s, 95 of 100 keys within 30 ms, a key that gives a code 2,000
bytes, idle 1 % of a core, 200 MiB, 99 of 100 saved presses within 20 ms; at any size.
Needs a pseudo terminal. Modules are compiled before, as they are once installed.
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
TEXT = "nobody tells us"
ROUNDS = 25
SEQUENCE = ("n", "1", "2", " ", "p", "n", "j", "0")
"""One round: move, code, finish, go back and on, move the cursor, no code."""
IDLE = 10.0
SAVES = 300
WIDE = (140, 40)
BAUDS = (38_400, 9_600)
"""Ten bits carry a byte."""
SLOW_KEY = 0.02
"""Keys whose median is longer are named."""
NAMES = {" ": "space"}


def make(path: Path, answers: int) -> None:
    """Make a project; a tenth of its answers are coded."""
    texts = [
        f"Answer {i}: {TEXT} what the others were told; it takes weeks."
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


def under_terminal(path: Path, starts: int) -> None:
    """Measure the program as people run it."""
    command = ["code", str(path), "--coder", "amy"]
    walls, works, whole = [], [], []
    for left in reversed(range(starts + 1)):
        began = time.perf_counter()
        with Terminal(command) as terminal:
            terminal.read_until(TEXT, 0)
            wall, work_of_start = time.perf_counter() - began, terminal.cpu()
            terminal.read_until("Trust", 0)
            if left < starts:  # the first one compiles
                walls.append(wall)
                works.append(work_of_start)
                whole.append(time.perf_counter() - began)
            if left:
                continue
            # The model is made ready in this time, as it is in life.
            time.sleep(3)
            terminal.drain()
            before = terminal.cpu()
            times = [terminal.press(key) for _ in range(ROUNDS) for key in SEQUENCE]
            terminal.drain()
            work = (terminal.cpu() - before) / len(times)
            # What the last keys began (learning from them) comes to its end.
            wait(terminal, 10)
            terminal.drain()
            before = terminal.cpu()
            time.sleep(IDLE)
            idle = terminal.cpu() - before
            memory = terminal.memory()
            terminal.quit()
    print(
        f"  first paint {1000 * statistics.median(walls):.0f} ms wall "
        f"(best {1000 * min(walls):.0f}), {1000 * statistics.median(works):.0f} ms CPU "
        f"(best {1000 * min(works):.0f}); codes beside it after "
        f"{1000 * statistics.median(whole):.0f} (best {1000 * min(whole):.0f})"
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


def over_a_line(path: Path, bauds: Sequence[int]) -> None:
    """Measure what keys send to a large terminal, and how long slow lines carry it."""
    with Terminal(["code", str(path), "--coder", "amy"], size=WIDE) as terminal:
        terminal.read_until(TEXT, 0)
        wait(terminal, 3)
        print(
            f"  {WIDE[0]} x {WIDE[1]}: {len(terminal.sent):,} bytes to the first pause"
        )
        sent: dict[str, list[int]] = {}
        for key in SEQUENCE * 5:
            before = len(terminal.sent)
            terminal.write(key)
            wait(terminal, 0.4)
            sent.setdefault(key, []).append(len(terminal.sent) - before)
        terminal.quit()
    costs = {key: statistics.median(each) for key, each in sent.items()}
    words = ", ".join(
        f"{NAMES.get(key, key)} {cost:.0f}" for key, cost in costs.items()
    )
    print(f"  bytes a key: {words}; most {max(max(each) for each in sent.values())}")
    for baud in bauds:
        print(
            f"  at {baud:,} baud a code takes {10_000 * costs['1'] / baud:.0f} ms, "
            f"the next answer {10_000 * costs['n'] / baud:.0f} ms"
        )


def wait(terminal: Terminal, seconds: float) -> None:
    """Read for some time."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        terminal.read(0.05)


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
    parser.add_argument("--bauds", type=int, nargs="*", default=BAUDS)
    parser.add_argument("--starts", type=int, default=3)
    given = parser.parse_args()
    for answers in given.answers:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CONFIG_HOME"] = folder
            os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            path = Path(folder) / "study.hsb"
            make(path, answers)
            print(f"{answers:,} answers (load {os.getloadavg()[0]:.1f})", flush=True)
            under_terminal(path, given.starts)
            headless(path)
            over_a_line(path, given.bauds)
            print(f"  (load {os.getloadavg()[0]:.1f})", flush=True)


if __name__ == "__main__":
    main()
