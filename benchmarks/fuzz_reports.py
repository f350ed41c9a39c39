"""Many random reports: none may give anybody away.

Each is a small random study with codes, flags, redactions, cuts, decisions on quotes,
a disclosure policy and attributions; what is printed of it is searched for what must
not be there (``tests/fuzzed_reports.py``). A failure names its seed.

    python benchmarks/fuzz_reports.py [--reports 10000] [--first 0]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fuzzed_reports import check, every_quote, random_report, settled

_EVERY = 500


def main() -> int:
    """Make and check the reports; return how many failed, at most 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    given = parser.parse_args()
    began, quotes, failed = time.perf_counter(), 0, []
    with (
        tempfile.TemporaryDirectory() as folder,
        settled(Path(folder) / "p.hsb") as project,
    ):
        for done, seed in enumerate(range(given.first, given.first + given.reports), 1):
            fuzzed = random_report(seed, project)
            quotes += sum(1 for _quote in every_quote(fuzzed))
            try:
                check(fuzzed)
            except AssertionError as problem:
                failed.append(seed)
                print(f"FAILED {problem}")
            if done % _EVERY == 0:
                print(f"{done} reports, {quotes} quotes, {len(failed)} failed")
    seconds = time.perf_counter() - began
    print(
        f"{given.reports} reports with {quotes} quotes in {seconds:.0f} s: "
        f"{len(failed)} failed{f': seeds {failed[:20]}' if failed else ''}"
    )
    return min(len(failed), 1)


if __name__ == "__main__":
    raise SystemExit(main())
