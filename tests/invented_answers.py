"""Small sets of invented coded answers, read from ``tests/invented``."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.suggest import CodeSuggester

_FOLDER = Path(__file__).parent / "invented"


class Invented(NamedTuple):
    """Coded answers to one question."""

    book: Codebook
    texts: list[str]
    sets: list[frozenset[str]]


def invented(name: str) -> Invented:
    """Return the set of that name."""
    head, _, body = (_FOLDER / f"{name}.txt").read_text("utf-8").partition("\n---\n")
    codes = []
    for line in head.splitlines():
        if line.startswith("code "):
            code, label, meaning, words = map(str.strip, line[5:].split("|"))
            keywords = tuple(word.strip() for word in words.split(",") if word.strip())
            codes.append(Code(code, label, definition=meaning, keywords=keywords))
    rows = [line.split("|", 1) for line in body.strip().splitlines()]
    sets = [frozenset(filter(None, given.strip().split(";"))) for given, _ in rows]
    return Invented(Codebook(tuple(codes)), [text.strip() for _, text in rows], sets)


def first_right(
    model: CodeSuggester, texts: list[str], sets: list[frozenset[str]]
) -> float:
    """Return the share of answers with a code whose likeliest code is right."""
    best = model.scores(texts).argmax(axis=1)
    coded = [at for at, given in enumerate(sets) if given]
    return float(np.mean([model.codes_[best[at]] in sets[at] for at in coded]))


def commonest_right(sets: list[frozenset[str]]) -> float:
    """Return the share that the commonest code alone would get right."""
    coded = [given for given in sets if given]
    counts = Counter(code for given in coded for code in given)
    return counts.most_common(1)[0][1] / len(coded)
