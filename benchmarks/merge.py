"""Merging what four coders did: 4 x 25,000 steps into one project.

``python benchmarks/merge.py``: whole copies, packages, and files of codings.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.small_projects import make_project

from hsbcode.domain.acts import ActKind
from hsbcode.files.sent_codings import SUFFIX
from hsbcode.store.project import Project
from hsbcode.workflows.merging.merging import looked_over
from hsbcode.workflows.rounds import drawing
from hsbcode.workflows.rounds.packages import write_packages
from hsbcode.workflows.rounds.sending import send_back

CODERS = ("amy", "ben", "cem", "dan")
ANSWERS = 6_250
CODES = ("trust", "skills", "money")


def code(path: Path, coder: str, round_: str | None) -> None:
    """Write 25,000 steps of one coder: three codes and a finish on each answer."""
    with Project.open(path) as project:
        log = project.log
        units = project.answers.unit_ids("challenges")
        acts = []
        for unit in units:
            press = log.new_id()
            fields = {
                "unit": unit,
                "round": round_,
                "codebook": project.codebook.version,
            }
            acts += [
                log.make(
                    coder, press, ActKind.APPLY, code=code, origin="hand", **fields
                )
                for code in CODES
            ]
            acts.append(log.make(coder, press, ActKind.FINISH, **fields))
        project.record(*acts)


def timed(label: str, project: Project, paths: list[Path]) -> None:
    """Merge and say how long each half took."""
    cpu, began = time.process_time(), time.perf_counter()
    with looked_over(project, paths) as merging:
        looked = time.perf_counter()
        merging.bring_in("lead")
    done = time.perf_counter()
    print(
        f"{label}: {merging.coming.acts:,} steps; looked over in "
        f"{looked - began:.3f} s, united in {done - looked:.3f} s (with a backup), "
        f"processor time in all {time.process_time() - cpu:.3f} s"
    )


def main() -> None:
    """Measure; the load of the machine is told with it."""
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    answers = [(f"answer number {n} with some words in it",) for n in range(ANSWERS)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with make_project(folder / "p.hsb", answers) as project:
            drawing.draw_round(project, "pilot", drawing.Wanted(), "lead")
            drawing.assign_evenly(project, "pilot", CODERS, "lead")
            made = write_packages(project, "pilot", folder, "lead")
        copies, sent = [], []
        for each in made:
            copies.append(folder / f"copy-{each.coder}.hsb")
            shutil.copy(folder / "p.hsb", copies[-1])
            code(copies[-1], each.coder, None)
            code(each.path, each.coder, "pilot")
            with Project.open(each.path) as package:
                sent.append(send_back(package, each.path.with_suffix(SUFFIX)).path)
        for label, paths in (
            ("whole copies", copies),
            ("packages", [each.path for each in made]),
            ("files of codings", sent),
        ):
            target = folder / f"into {label}.hsb"
            shutil.copy(folder / "p.hsb", target)
            with Project.open(target) as project:
                timed(label, project, paths)
                timed(f"{label} again", project, paths)


if __name__ == "__main__":
    sys.exit(main())
