"""How long whole commands take: import, tables, quotes, agreement, report and more.

Writes an invented export, imports it, has two invented coders code it at random, and
runs each command as a process of its own; prints CPU, wall time and peak memory
beside the load of the machine. Needs a system with ``os.wait4``.

    python benchmarks/commands.py [--repeat 3] [--slow] [answers ...]
"""

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hsbcode.store.project import Project

SIZES = (600, 5_000, 100_000)
WORDS = (
    *("training", "time", "staff", "trust", "families", "police", "sharing", "risk"),
    *("supervision", "confidence", "fear", "parents", "engagement", "culture"),
    *("online", "missing", "children", "boundaries", "budget", "records", "stress"),
)
FAST = (
    "--help",
    "import P E",
    "codebook show P",
    "tables P --by role",
    "quotes P",
    "agree P",
    "history P",
    "trace P T3.1",
    "doctor P",
    "backup P",
    "restore P",
    "export P -o N.csv",
    "report P -o N.html --by role",
)
SLOW = ("suggest P", "evaluate P")


def write_export(path: Path, size: int) -> None:
    """Write an export of one open and two closed questions."""
    chance = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(["id", "role", "area", "What is the biggest challenge?"])
        for number in range(size):
            words = chance.choices(WORDS, k=chance.randint(2, 30))
            role = chance.choice(("Nurse", "Teacher", "Officer"))
            area = chance.choice(("North", "South", "West"))
            table.writerow([f"R{number}", role, area, " ".join(words)])


def write_codings(project: Path, path: Path) -> None:
    """Let amy code everything, and ben a third of it."""
    chance = random.Random(2)
    with Project.open(project, write=False) as opened:
        codes = [code.id for code in opened.codebook if code.can_be_applied]
        questions = opened.answers.questions().values()
        units = [u for q in questions for u in opened.answers.unit_ids(q.id)]
    with path.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(["unit", "coder", "codes"])
        for unit in units:
            chosen = chance.sample(codes, chance.choice((0, 1, 1, 2)))
            table.writerow([unit, "amy", ";".join(chosen)])
            if chance.random() < 0.33:
                again = chosen if chance.random() < 0.7 else chance.sample(codes, 1)
                table.writerow([unit, "ben", ";".join(again)])


def run(command: list[str]) -> tuple[float, float, int]:
    """Run a command; return CPU seconds, wall seconds and peak memory in MiB."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "hsbcode", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
    wall = time.perf_counter() - began
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss >> 10


def tell(name: str, runs: list[tuple[float, float, int]]) -> None:
    """Print the medians of some runs."""
    cpu, wall, memory = (
        statistics.median(column) for column in zip(*runs, strict=True)
    )
    print(f"  {name:30} cpu {cpu:8.2f} s   wall {wall:8.2f} s   {memory:6.0f} MiB")


def measure(folder: Path, size: int, repeat: int, commands: tuple[str, ...]) -> None:
    """Measure one size."""
    export, project = folder / f"{size}.csv", folder / f"{size}.hsb"
    codings = folder / f"{size}-codings.csv"
    write_export(export, size)
    tell("import into a new project", [run(["import", str(project), str(export)])])
    run(["codebook", "import", str(project), "starter", "--yes"])
    write_codings(project, codings)
    bring = ["import", str(project), "--codings", str(codings)]
    tell("import codings", [run(bring)])
    places = {"P": str(project), "E": str(export)}
    for command in commands:
        runs = []
        for number in range(repeat):
            fresh = str(folder / f"{size}-{len(command)}-{number}")
            words = [places.get(word, word) for word in command.split()]
            runs.append(run([word.replace("N.", f"{fresh}.") for word in words]))
        tell(command, runs)


def main() -> None:
    """Measure all sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", nargs="*", type=int, default=SIZES)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--slow", action="store_true", help="suggest, evaluate, too")
    given = parser.parse_args()
    commands = FAST + (SLOW if given.slow else ())
    with tempfile.TemporaryDirectory() as folder:
        for size in given.answers:
            print(f"{size} answers (load {os.getloadavg()[0]:.2f})")
            measure(Path(folder), size, given.repeat, commands)


if __name__ == "__main__":
    main()
