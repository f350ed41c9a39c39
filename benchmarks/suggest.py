"""How good and how fast suggestions are: ``python benchmarks/suggest.py``.

Reads the real answers of ``../shared/data/nhs_feedback``, repeated texts dropped.
Trains on n coded answers, judges on 1,500 others, means over seeds; P@1 and R@5 rank
only codes with a score above 0. Times are CPU times of one thread.
"""

import csv
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import yaml

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.ids import derived_id, slug
from hsbcode.domain.survey import Unit
from hsbcode.suggest import CodeSuggester, messages
from hsbcode.suggest.evidence import CodebookEvidence
from hsbcode.suggest.features import corpus_vectors
from hsbcode.suggest.suggestions import suggest

DATA = Path(__file__).parents[2] / "shared" / "data" / "nhs_feedback"
SEEDS = 3
TESTED = 1_500

Row = tuple[str, frozenset[str], str, str]


def read() -> tuple[list[Row], Codebook]:
    entries = yaml.safe_load((DATA / "codebook_full.yaml").read_text("utf-8"))["codes"]
    codes = [
        Code(
            slug(entry["label"]),
            entry["label"],
            definition=entry["definition"],
            keywords=tuple(entry["keywords"]),
            examples=tuple(entry["examples"]),
        )
        for entry in entries
    ]
    # the file lists the commonest code first, which would help ties
    book = Codebook(tuple(sorted(codes, key=lambda code: derived_id(code.id))))
    with (DATA / "data.csv").open(encoding="utf-8", newline="") as source:
        every = {row["text"]: row for row in csv.DictReader(source)}
    rows = []
    for row in every.values():
        known = frozenset(slug(code) for code in row["codes"].split(";")) & {
            code.id for code in book
        }
        if known:
            rows.append((row["text"], known, row["respondent"], row["question"]))
    return rows, book


def judge(model: CodeSuggester, test: list[Row]) -> tuple[float, float, float]:
    started = time.process_time()
    scores = model.scores([row[0] for row in test], [row[3] for row in test])
    spent = time.process_time() - started
    first = among = 0.0
    for row, found in zip(test, scores, strict=True):
        ranked = [
            model.codes_[at]
            for at in np.argsort(-found, kind="stable")[:5]
            if found[at]
        ]
        first += bool(ranked) and ranked[0] in row[1]
        among += len(row[1].intersection(ranked)) / len(row[1])
    return first / len(test), among / len(test), spent


def learning_curve(rows: list[Row], book: Codebook) -> None:
    vectors = corpus_vectors([row[0] for row in rows])
    print("codebook  coded   P@1   R@5  fit s  score s/1,500")
    for given in (book, None):
        for count in (0, 20, 50, 200, 1000):
            if given is None and count == 0:
                continue
            means = []
            for seed in range(SEEDS):
                order = np.random.default_rng(seed).permutation(len(rows))
                train = [rows[at] for at in order[:count]]
                test = [rows[at] for at in order[-TESTED:]]
                started = time.process_time()
                model = CodeSuggester(given).fit(
                    [row[0] for row in train],
                    [row[1] for row in train],
                    groups=[row[2] for row in train],
                    questions=[row[3] for row in train],
                    corpus=vectors,
                )
                fit = time.process_time() - started
                first, among, spent = judge(model, test)
                means.append((first, among, fit, spent))
            first, among, fit, spent = np.mean(means, axis=0)
            name = "yes" if given is not None else "no"
            print(
                f"{name:8} {count:6} {first:5.2f} {among:5.2f} {fit:6.2f} {spent:6.2f}"
            )


def pages(rows: list[Row], book: Codebook) -> None:
    started = time.process_time()
    evidence = CodebookEvidence(book)
    prepared = time.process_time() - started
    spent = []
    for start in range(0, 2_000, 50):
        started = time.process_time()
        for row in rows[start : start + 50]:
            evidence.suggestions(row[0])
        spent.append(time.process_time() - started)
    print(
        f"codebook evidence: prepare {1e3 * prepared:.1f} ms, page of 50 answers x "
        f"{len(book)} codes {1e3 * float(np.median(spent)):.1f} ms, "
        f"p95 {1e3 * float(np.percentile(spent, 95)):.1f} ms"
    )
    train = rows[:200]
    model = CodeSuggester(book).fit(
        [row[0] for row in train],
        [row[1] for row in train],
        questions=[row[3] for row in train],
    )
    started = time.process_time()
    suggest(model, book, train[0][3], [row[0] for row in rows[1_000:1_050]])
    page = 1e3 * (time.process_time() - started)
    print(f"model page of 50 answers, explained: {page:.0f} ms")


def process(rows: list[Row], book: Codebook) -> None:
    units = [
        Unit(str(at), "", row[2], "", row[3], 1, 1, row[0])
        for at, row in enumerate(rows)
    ]
    codings = {str(at): rows[at][1] for at in range(200)}
    requests = [
        messages.answers_message(units),
        messages.learn_message(book, codings),
        messages.suggest_message(rows[300][3], [str(at) for at in range(300, 350)]),
    ]
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *messages.WORKER],
        input=b"".join(messages.encode(request) for request in requests),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    print(
        f"process: start, {len(rows)} answers, 200 codings, first page: "
        f"{time.perf_counter() - started:.1f} s wall"
    )


def main() -> None:
    if not DATA.exists():
        print(f"There are no real answers at {DATA.name}; nothing to measure.")
        return
    rows, book = read()
    learning_curve(rows, book)
    pages(rows, book)
    process(rows, book)


if __name__ == "__main__":
    main()
