"""How long suppression and its audit take, and how much they hide.

    python benchmarks/disclosure.py

Tables of random themes by random answers: 9 x 8, 12 x 9, and 40 themes with a tree.
"""

import random
import time

from hsbcode.domain.disclosure import SUPPRESSED
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.results.disclosure.linked_cells import linked_cells
from hsbcode.results.disclosure.suppression import Suppression


def table(themes: int, answers: int, people: int, seed: int, *, tree: bool) -> Table:
    """Return themes by answers of so many people, some themes and answers rare."""
    dice = random.Random(seed)
    weights = [dice.random() ** 2 + 0.02 for _ in range(answers)]
    given = dice.choices(range(answers), weights, k=people)
    sizes = [*(given.count(answer) for answer in range(answers)), people]
    rows = [Row("Base", tuple(Cell(text=str(size)) for size in sizes), base=people)]
    parent: set[int] = set()
    for theme in range(themes):
        below = tree and theme % 4 != 0
        common = dice.random() ** 2
        among = sorted(parent) if below else range(people)
        holders = {person for person in among if dice.random() < common}
        parent = parent if below else holders
        counts = [0] * answers
        for person in holders:
            counts[given[person]] += 1
        shares = map(Share, (*counts, len(holders)), sizes)
        cells = tuple(Cell(share, str(share.count)) for share in shares)
        rows.append(Row(f"t{theme}", cells, f"t{theme}", people, int(below)))
    columns = (*(f"a{answer}" for answer in range(answers)), "Total")
    notes = TableNotes("all")
    return Table(
        "T1", "t", columns, tuple(rows), notes, "theme by answer", "open", "closed"
    )


def main() -> None:
    print(
        f"{'table':10}{'hidden':>10}{'protect s':>12}{'audit s':>10}{'least width':>13}"
    )
    for themes, answers, people, tree in (
        (9, 8, 600, False),
        (12, 9, 600, False),
        (12, 9, 600, True),
        (40, 9, 600, True),
    ):
        for seed in range(3):
            linked = linked_cells([table(themes, answers, people, seed, tree=tree)])
            chosen = Suppression(linked, SUPPRESSED.threshold)
            began = time.perf_counter()
            hidden = chosen.protect()
            protected = time.perf_counter()
            found = chosen.audit()
            ended = time.perf_counter()
            least = min((high - low for low, high in found.values()), default=0)
            print(
                f"{themes} x {answers}{' tree' if tree else '':5}"
                f"{len(hidden):5}/{len(linked.values):<5}"
                f"{protected - began:10.2f}{ended - protected:10.2f}{least:11.0f}"
            )


if __name__ == "__main__":
    main()
