"""All tables of the reference study on 100,000 respondents: goal under 10 s."""

import csv
import time
from pathlib import Path

from hsbcode.files.instrument_checks import read_instrument
from hsbcode.files.instrument_values import closed_form
from hsbcode.results.engine import compute_all
from hsbcode.results.preparing import people_of
from hsbcode.results.specs import read_tables

ROOT = Path(__file__).parents[1]
PEOPLE = 100_000


def main() -> None:
    with (ROOT / "data/larc7/solved.csv").open(encoding="utf-8") as file:
        solved = list(csv.DictReader(file))
    rows = (solved * (PEOPLE // len(solved) + 1))[:PEOPLE]
    form = closed_form(read_instrument(ROOT / "codebooks/larc7-instrument.yaml"))
    tables = read_tables(ROOT / "codebooks/larc7-tables.yaml")
    start = time.perf_counter()
    people, _ = people_of(form, tables, [str(n) for n in range(PEOPLE)], rows)
    between = time.perf_counter()
    made = compute_all(tables, people)
    end = time.perf_counter()
    print(f"columns, states, variables: {between - start:.1f} s")
    print(f"{len(made)} tables: {end - between:.1f} s")


if __name__ == "__main__":
    main()
