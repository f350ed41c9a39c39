"""Time and memory of the agreement room at two sizes.

Run with ``python benchmarks/agreement.py``; goals: 10,000 answers by 5 coders with 30
codes and 1,000 resamples in 5 s of CPU, 100,000 answers in 40 s and 1.5 GB. Beside it
stand point estimates of other programs (extra ``dev``), which give no intervals here.
"""

import os
import resource
import sys
import time
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from hsbcode.agreement.report import measure

CODERS = 5
CODES = 30
RESAMPLES = 1000
SIZES = (10_000, 100_000)
MOST_FOR_OTHERS = 20_000


def made_up_codings(
    units: int, seed: int = 0
) -> tuple[dict[str, dict[str, frozenset[str]]], tuple[str, ...]]:
    """Answers with 0 to 4 codes of uneven frequency; coders err; 20 % are missing."""
    rng = np.random.default_rng(seed)
    codes = tuple(f"code_{place:02}" for place in range(CODES))
    frequency = 1 / np.arange(1, CODES + 1)
    frequency /= frequency.sum()
    true_sizes = rng.choice(5, size=units, p=(0.1, 0.45, 0.25, 0.15, 0.05))
    drawn = rng.choice(CODES, size=(units, 4), p=frequency)
    drops = rng.random((units, CODERS, 4)) < 0.15
    adds = rng.random((units, CODERS)) < 0.1
    extra = rng.choice(CODES, size=(units, CODERS), p=frequency)
    missing = rng.random((units, CODERS)) < 0.2
    codings: dict[str, dict[str, frozenset[str]]] = {}
    for unit in range(units):
        true = drawn[unit, : true_sizes[unit]].tolist()
        by: dict[str, frozenset[str]] = {}
        for coder in np.flatnonzero(~missing[unit]).tolist():
            kept = [
                code
                for code, drop in zip(true, drops[unit, coder], strict=False)
                if not drop
            ]
            if adds[unit, coder]:
                kept.append(int(extra[unit, coder]))
            by[f"coder {coder}"] = frozenset(codes[code] for code in kept)
        codings[f"unit {unit}"] = by
    return codings, codes


def others(codings: dict[str, dict[str, frozenset[str]]], codes: Sequence[str]) -> None:
    """Print how long other programs take for parts of it, without any interval."""
    import krippendorff
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import jaccard_distance
    from sklearn.metrics import cohen_kappa_score

    coders = sorted({coder for by in codings.values() for coder in by})

    def data(code: str) -> np.ndarray:
        return np.array(
            [
                [
                    float(code in by[who]) if who in by else np.nan
                    for by in codings.values()
                ]
                for who in coders
            ]
        )

    tables = [data(code) for code in codes]
    start = time.process_time()
    for table in tables:
        krippendorff.alpha(table, level_of_measurement="nominal")
    print(f"  krippendorff, alpha per code: CPU {time.process_time() - start:.2f} s")
    start = time.process_time()
    for table in tables:
        for one, other in combinations(table, 2):
            both = ~np.isnan(one) & ~np.isnan(other)
            cohen_kappa_score(one[both], other[both])
    print(
        "  scikit-learn, kappa per code and pair: "
        f"CPU {time.process_time() - start:.2f} s"
    )

    def distance(one: frozenset[str], other: frozenset[str]) -> float:
        return 0.0 if one == other else float(jaccard_distance(one, other))

    triples = [(who, u, said) for u, by in codings.items() for who, said in by.items()]
    start = time.process_time()
    AnnotationTask(triples, distance).alpha()
    print(f"  nltk, alpha over sets (Jaccard): CPU {time.process_time() - start:.2f} s")


def main() -> None:
    """Print one line per size."""
    sizes = tuple(int(size) for size in sys.argv[1:]) or SIZES
    for units in sizes:
        codings, codes = made_up_codings(units)
        distinct = len({codes for by in codings.values() for codes in by.values()})
        respondents = {unit: f"r{row // 2}" for row, unit in enumerate(codings)}
        for name, groups in (("answers", None), ("respondents", respondents)):
            load = os.getloadavg()[0]
            wall, cpu = time.perf_counter(), time.process_time()
            report = measure(
                codings, codes=codes, respondents=groups, resamples=RESAMPLES
            )
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
            print(
                f"{units:,} units x {CODERS} coders x {CODES} codes, {distinct:,} "
                f"distinct sets, {RESAMPLES:,} resamples of {name}: "
                f"CPU {cpu:.2f} s, wall {wall:.2f} s, peak {peak:.2f} GB, "
                f"load {load:.1f}; MASI alpha {report.sets[0].alpha.value:.3f}, "
                f"{len(report.disagreements):,} disagreements"
            )
        if units <= MOST_FOR_OTHERS:
            others(codings, codes)


if __name__ == "__main__":
    main()
