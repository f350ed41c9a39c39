"""What the order of coding is worth: ``python benchmarks/orders.py [bare]``.

Codes 300 of 1,500 real answers of ``../shared/data/nhs_feedback`` in three orders, ten
at a time, and lets the model learn after each ten; means over three seeds. ``bare``:
without a codebook. Told are the codes seen at least once, the quality on 1,000 other
answers, and how far the shares of codes are off those of all answers, in points:
over everything coded, and over the part that can speak for all.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from suggest import Row, fitted, judged, nhs

from hsbcode.domain.codebook import Codebook
from hsbcode.suggest.corpus import corpus_vectors
from hsbcode.suggest.next_answers import most_useful

POOL, TESTED, CODED, BATCH = 1_500, 1_000, 300, 10
SEEDS = range(3)
ORDERS = ("random", "half random, half useful", "useful only")
ASKED = (60, 100, 300)


class Told(NamedTuple):
    """What one order reached at one number of codings."""

    seen: float
    p1: float
    r5: float
    off: float
    off_fair: float


def off(rows: Sequence[Row], every: Sequence[Row], codes: Sequence[str]) -> float:
    """Return the mean distance of the codes' shares from the true ones, in points."""
    some, all_ = (Counter(c for row in of for c in row.codes) for of in (rows, every))
    gaps = [abs(some[c] / len(rows) - all_[c] / len(every)) for c in codes]
    return 100 * float(np.mean(gaps))


def run(
    order: str, pool: list[Row], test: list[Row], book: Codebook | None, seed: int
) -> dict[int, Told]:
    """Code the pool in one order."""
    vectors = corpus_vectors([row.text for row in (*pool, *test)])
    rows = vectors.transform([row.text for row in pool])
    shuffled = np.random.default_rng(100 + seed).permutation(len(pool)).tolist()
    codes = sorted({code for row in pool for code in row.codes})
    done: list[int] = []
    fair: list[int] = []
    found: dict[int, Told] = {}
    while len(done) < CODED:
        left = [at for at in shuffled if at not in set(done)]
        some: list[int] = []
        if order != "random" and (done or book is not None):
            model = fitted([pool[at] for at in done], book, vectors)
            texts = [pool[at].text for at in left]
            scores = model.scores(texts, [pool[at].question for at in left])
            counts = Counter(code for at in done for code in pool[at].codes)
            learnt = [model.codes_.index(code) for code in model.learnt_]
            ranked = most_useful(
                texts,
                rows[left],
                scores[:, learnt] if learnt else None,
                scores,
                np.array([counts[code] for code in model.codes_]),
            )
            wanted = BATCH // 2 if order.startswith("half") else BATCH
            some = [left[at] for at in ranked[:wanted]]
        chance = [at for at in left if at not in some][: BATCH - len(some)]
        fair += chance
        done += [*chance, *some]
        if len(done) in ASKED:
            coded = [pool[at] for at in done]
            model = fitted(coded, book, vectors)
            asked = [row.question for row in test]
            judged_ = judged(
                model.scores([row.text for row in test], asked), model.codes_, test
            )
            seen = len({code for row in coded for code in row.codes})
            speaks = [pool[at] for at in fair]
            found[len(done)] = Told(
                seen,
                judged_.p1,
                judged_.r5,
                off(coded, pool, codes),
                off(speaks, pool, codes) if speaks else float("nan"),
            )
    return found


def main() -> None:
    """Print a line for each order and number of codings."""
    every, book = nhs()
    frame = None if "bare" in sys.argv[1:] else book
    print(
        f"{'order':<26}{'coded':>6}{'codes':>7}{'P@1':>6}{'R@5':>6}{'off':>6}{'fair':>6}"
    )
    for order in ORDERS:
        runs = []
        for seed in SEEDS:
            mixed = np.random.default_rng(seed).permutation(len(every))
            pool = [every[at] for at in mixed[:POOL]]
            test = [every[at] for at in mixed[POOL : POOL + TESTED]]
            runs.append(run(order, pool, test, frame, seed))
        for count in ASKED:
            mean = Told(*np.mean([each[count] for each in runs], axis=0).tolist())
            print(
                f"{order:<26}{count:>6}{mean.seen:>7.1f}{mean.p1:>6.2f}{mean.r5:>6.2f}"
                f"{mean.off:>6.2f}{mean.off_fair:>6.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
