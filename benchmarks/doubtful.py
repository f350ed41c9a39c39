"""Whether doubtful codings are found: ``python benchmarks/doubtful.py``.

In real coded answers one label in twenty is changed: a code is exchanged for another,
left out, or added. The list of doubtful codings should hold these answers at its
head. Chance is one in twenty; what people coded was not free of errors before, so
not every other answer at the head is a false alarm. Means over seeds.
"""

import time

import numpy as np
from suggest import NHS, Row, enisear, nhs

from hsbcode.domain.codebook import Codebook
from hsbcode.suggest import CodeSuggester
from hsbcode.suggest.corpus import corpus_vectors
from hsbcode.suggest.doubtful import doubtful

SEEDS = 5
SHARE = 0.05
KINDS = ("exchanged", "left out", "added")


def spoilt(
    sets: list[set[str]], draw: np.random.Generator
) -> tuple[list[set[str]], dict[int, str]]:
    """Change the labels of one answer in twenty; return which, and how."""
    every = [code for codes in sets for code in codes]
    changed = [set(codes) for codes in sets]
    coded = [row for row, codes in enumerate(sets) if codes]
    rows = draw.choice(coded, size=round(SHARE * len(sets)), replace=False)
    how: dict[int, str] = {}
    for number, row in enumerate(rows.tolist()):
        how[row] = KINDS[number % len(KINDS)]
        if how[row] != "added":
            changed[row].remove(str(draw.choice(sorted(sets[row]))))
        if how[row] != "left out":
            others = [code for code in every if code not in sets[row]]
            changed[row].add(str(draw.choice(others)))
    return changed, how


def measure(name: str, rows: list[Row], book: Codebook, count: int) -> None:
    """Print how many of the changed answers stand at the head of the list."""
    vectors = corpus_vectors([row.text for row in rows])
    found = []
    for seed in range(SEEDS):
        draw = np.random.default_rng(seed)
        some = [rows[at] for at in draw.permutation(len(rows))[:count]]
        changed, how = spoilt([set(row.codes) for row in some], draw)
        started = time.process_time()
        model = CodeSuggester(book).fit(
            [row.text for row in some],
            changed,
            groups=[row.respondent for row in some],
            questions=[row.question for row in some],
            corpus=vectors,
        )
        units = [str(at) for at in range(len(some))]
        asked = {str(at): row.question for at, row in enumerate(some)}
        codings = dict(zip(units, changed, strict=True))
        doubts = doubtful(model, book, units, codings, asked)
        spent = time.process_time() - started
        order = [int(doubt.unit) for doubt in doubts]
        head = order[: len(how)]
        by_kind = [
            sum(how.get(row) == kind for row in order[: 3 * len(how)])
            / list(how.values()).count(kind)
            for kind in KINDS
        ]
        hits = [row in how for row in order]
        found.append(
            [
                np.mean(hits[:20]),
                sum(row in how for row in head) / len(how),
                *by_kind,
                len(order) / len(some),
                np.mean(hits) if hits else 0,
                spent,
            ]
        )
    first, among, *kinds, listed, right, spent = np.mean(found, axis=0)
    of_kinds = ", ".join(
        f"{kind} {share:.2f}" for kind, share in zip(KINDS, kinds, strict=True)
    )
    print(
        f"{name:9} {len(some):5} coded: of the first 20 {first:.2f} changed "
        f"({first / SHARE:.0f} times chance), of the first {round(SHARE * len(some))} "
        f"{among:.2f}; among three times as many: {of_kinds}; listed {listed:.2f} of "
        f"all, {right:.2f} of them changed; {spent:.1f} s"
    )


def main() -> None:
    """Measure on both sets."""
    if not NHS.exists():
        print(f"There are no real answers at {NHS.name}; nothing to measure.")
        return
    rows, book = nhs()
    for count in (200, 600, 2000):
        measure("nhs", rows, book, count)
    measure("appraisal", *enisear(), count=1001)


if __name__ == "__main__":
    main()
