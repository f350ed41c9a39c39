"""How well quotes show the range of a theme, against simpler ways to choose them.

Reads coded surveys beside the checkout (../shared/data), if they are there:

    python benchmarks/quotes.py [--draws 10] [--answers 600] [-k 5]

A theme is a group of codes; the codes inside it are hidden from the choice and show
how much of the theme's range the quotes meet.
"""

import argparse
import csv
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hsbcode.language.vectors import similarity as similarity_of
from hsbcode.quotes import choose_quotes

SHARED = Path(__file__).parents[2] / "shared" / "data"
LEAST = 25
"""Answers a theme needs in a draw."""

Floats = npt.NDArray[np.float64]


class Answer(NamedTuple):
    text: str
    themes: tuple[str, ...]
    hidden: frozenset[str]
    respondent: str


class Case(NamedTuple):
    texts: list[str]
    hidden: list[frozenset[str]]
    groups: list[str]
    alike: Floats
    confidence: Floats


def napire(name: str) -> list[Answer]:
    """Causes or effects: the theme is the category, the code is hidden."""
    with (SHARED / "napire_2018" / name).open(encoding="utf-8") as stream:
        return [
            Answer(
                row["text"],
                tuple(filter(None, row["categories"].split(";"))),
                frozenset(row["codes"].split(";")),
                row["respondent"],
            )
            for row in csv.DictReader(stream)
            if row["text"].strip()
        ]


def nhs() -> list[Answer]:
    """Comments of 4 to 80 words: a code is the theme, the other codes are hidden."""
    path = SHARED / "nhs_feedback" / "data.csv"
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return [
        Answer(
            row["text"],
            tuple(row["codes"].split(";")),
            frozenset((*row["codes"].split(";"), f"feels {row['sentiment']}")),
            row["respondent"],
        )
        for row in rows
        if 4 <= len(row["text"].split()) <= 80
    ]


def cases(answers: Sequence[Answer], draws: int, size: int) -> list[Case]:
    """Return themes of random small surveys."""
    found = []
    for draw in range(draws):
        rng = np.random.default_rng(draw)
        picked = rng.choice(len(answers), min(size, len(answers)), replace=False)
        survey = [answers[at] for at in picked]
        themes: dict[str, list[Answer]] = defaultdict(list)
        for answer in survey:
            for theme in answer.themes:
                themes[theme].append(answer)
        for theme, members in sorted(themes.items()):
            if len(members) < LEAST:
                continue
            texts = [answer.text for answer in members]
            alike = similarity_of(texts)
            found.append(
                Case(
                    texts,
                    [answer.hidden - {theme} for answer in members],
                    [answer.respondent for answer in members],
                    alike,
                    # nearness to the theme's centre, as a coder's model would have it
                    alike.mean(axis=0) / alike.mean(axis=0).max(),
                )
            )
    return found


def at_random(case: Case, k: int, seed: int) -> Sequence[int]:
    rng = np.random.default_rng(seed)
    return [int(at) for at in rng.permutation(len(case.texts))[:k]]


def longest(case: Case, k: int, seed: int) -> Sequence[int]:
    return sorted(range(len(case.texts)), key=lambda at: -len(case.texts[at]))[:k]


def nearest_centre(case: Case, k: int, seed: int) -> Sequence[int]:
    return [int(at) for at in np.argsort(-case.alike.sum(axis=0), kind="stable")[:k]]


def typical(case: Case, k: int, seed: int) -> Sequence[int]:
    return choose_quotes(
        case.texts, similarity=case.alike, groups=case.groups, k=k, seed=seed
    )


def typical_and_sure(case: Case, k: int, seed: int) -> Sequence[int]:
    return choose_quotes(
        case.texts,
        similarity=case.alike,
        confidence=list(case.confidence),
        groups=case.groups,
        k=k,
        seed=seed,
    )


WAYS: dict[str, Callable[[Case, int, int], Sequence[int]]] = {
    "random": at_random,
    "longest": longest,
    "nearest centre": nearest_centre,
    "choose_quotes": typical,
    "… × confidence": typical_and_sure,
}


def measures(case: Case, chosen: Sequence[int], k: int) -> tuple[float, ...]:
    """Return coverage, redundancy, hidden codes met, words."""
    at = list(chosen)
    covered = float(case.alike[:, at].max(axis=1).mean())
    among = case.alike[np.ix_(at, at)]
    pairs = len(at) * (len(at) - 1)
    redundant = float((among.sum() - np.trace(among)) / pairs) if pairs else 0.0
    every = frozenset().union(*case.hidden)
    met = frozenset().union(*(case.hidden[i] for i in at))
    share = len(met) / max(1, min(k, len(every)))
    words = float(np.mean([len(case.texts[i].split()) for i in at]))
    return covered, redundant, min(1.0, share), words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--answers", type=int, default=600)
    parser.add_argument("-k", type=int, default=5)
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("No coded surveys beside the checkout; nothing to measure.")
        return
    surveys = {
        "napire causes": napire("causes.csv"),
        "napire effects": napire("effects.csv"),
        "nhs": nhs(),
    }
    for name, answers in surveys.items():
        found = cases(answers, options.draws, options.answers)
        print(f"\n{name}: {len(found)} themes, k = {options.k}")
        print(f"{'':16}{'coverage':>10}{'redundant':>10}{'hidden':>8}{'words':>7}  ms")
        for way, choose in WAYS.items():
            began = time.perf_counter()
            chosen = [choose(case, options.k, at) for at, case in enumerate(found)]
            spent = 1000 * (time.perf_counter() - began) / max(1, len(found))
            rows = [
                measures(case, each, options.k)
                for case, each in zip(found, chosen, strict=True)
            ]
            covered, redundant, hidden, words = np.mean(rows, axis=0)
            print(
                f"{way:16}{covered:10.3f}{redundant:10.3f}{hidden:8.3f}{words:7.1f}"
                f"  {spent:.1f}"
            )


if __name__ == "__main__":
    main()
