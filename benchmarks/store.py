"""How long the store takes: folding, pages, opening, presses, backups.

Builds projects in a temporary folder and prints the median CPU and wall time of a
few repetitions beside the load of the machine.

    python benchmarks/store.py [answers ...]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.projects import make_project

from hsbcode.domain.acts import ActKind
from hsbcode.store.project import Project
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession

SIZES = (600, 5_000, 100_000)
ACTS = 100_000
"""Acts in the log of the largest project; smaller ones have one an answer."""
REPEAT = 7
PAGE = 25


def build(path: Path, size: int) -> None:
    """Make a project whose first answers are finished with a code."""
    with make_project(path, [f"answer number {i} on trust" for i in range(size)]) as p:
        acts = []
        for unit in p.answers.unit_ids("what")[: min(size, ACTS) // 2]:
            press = p.log.new_id()
            acts.append(
                p.log.make("amy", press, ActKind.APPLY, unit=unit, code="trust")
            )
            acts.append(p.log.make("amy", p.log.new_id(), ActKind.FINISH, unit=unit))
        p.record(*acts)


def measure(what: str, do: Callable[[], object], repeat: int = REPEAT) -> None:
    """Print the median of a few repetitions, in milliseconds."""
    cpu, wall = [], []
    for _ in range(repeat):
        began = time.process_time(), time.perf_counter()
        do()
        cpu.append(time.process_time() - began[0])
        wall.append(time.perf_counter() - began[1])
    print(
        f"  {what:34} cpu {statistics.median(cpu) * 1000:9.2f} ms"
        f"   wall {statistics.median(wall) * 1000:9.2f} ms"
    )


def run(folder: Path, size: int) -> None:
    """Measure one size."""
    path = folder / f"{size}.hsb"
    build(path, size)
    measure("open and close, writing", lambda: Project.open(path).close())
    with Project.open(path) as project:
        print(f"  {project.log.count()} acts, {path.stat().st_size >> 10} KiB")
        measure("fold the log", project.log.fold)
        session = CodingSession(project, "amy")
        middle = session.units[size // 2 : size // 2 + PAGE]
        unit = session.units[0]
        measure("enter coding", lambda: CodingSession(project, "amy"))
        measure("a page of answers", lambda: session.lines(middle))
        measure("what stands around an answer", lambda: around(session, unit))
        measure("apply or remove a code", lambda: session.toggle(unit, "time"))
        measure("first undo of a sitting", session.undo, 1)
        measure("undo", session.undo)
        measure("next unfinished", session.next_unfinished)
        wish = ListFilter(word="trust")
        measure("filter by a word", lambda: session.filtered(wish))
        measure("backup", lambda: project.backups.make("while coding"), 3)


def around(session: CodingSession, unit: str) -> object:
    """Read what the screen shows of one answer."""
    return session.around(session.unit(unit))


def main() -> None:
    """Measure all sizes."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
            print(f"{size} answers (load {load:.2f})")
            run(Path(folder), size)


if __name__ == "__main__":
    main()
