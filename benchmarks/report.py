"""How long the whole report of the demo study takes, stage by stage.

    python benchmarks/report.py [PROJECT.hsb]

Times are quoted with the load of the machine; CPU time is what to compare.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hsbcode.report.charts import svg
from hsbcode.report.document import ChartBlock
from hsbcode.report.writing import WRITERS, Style, written
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.reporting.plan import report_plan
from hsbcode.workflows.reporting.reading import read_report

ENDINGS = (".docx", ".xlsx", ".html", ".pdf")


@contextmanager
def stage(name: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name:28} {wall:6.2f} s wall  {cpu:6.2f} s CPU")


def main() -> None:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{os.cpu_count()} cores, load {load}")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        if len(sys.argv) > 1:
            path = Path(sys.argv[1])
        else:
            with stage("building the demo"):
                path, _made = open_demo(out)
        with open_project(path, write=False) as project:
            with stage("reading the project"):
                document = read_report(project, report_plan(project)).sent
            charts = [each for each in document.blocks if isinstance(each, ChartBlock)]
            with stage(f"drawing {len(charts)} charts"):
                for each in charts:
                    svg(each.chart, each.source, brief=each.brief)
            for ending in ENDINGS:
                with stage(f"writing {ending}"):
                    written(document, ending, Style())
            assert set(ENDINGS) <= set(WRITERS)
        print()
        copy = out / "copy.hsb"
        shutil.copy(path, copy)
        files = [part for each in ENDINGS for part in ("-o", str(out / f"r{each}"))]
        before, start = os.times(), time.perf_counter()
        # a process of its own, as somebody who types it starts it
        subprocess.run(
            [sys.executable, "-m", "hsbcode", "report", str(copy), *files],
            check=True,
            capture_output=True,
        )
        after, wall = os.times(), time.perf_counter() - start
        cpu = sum(after[2:4]) - sum(before[2:4])
        print(f"{'hsbcode report, four files':28} {wall:6.2f} s wall  {cpu:6.2f} s CPU")


if __name__ == "__main__":
    main()
