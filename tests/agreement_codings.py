"""Codings for the tests of the agreement room."""

import numpy as np
from hypothesis import strategies as st

Codings = dict[str, dict[str, frozenset[str]]]
CODES = ("a", "b", "c", "d")
CODERS = ("ada", "ben", "cem", "dia")

code_sets = st.frozensets(st.sampled_from(CODES), max_size=3)
codings_of_some = st.lists(
    st.dictionaries(st.sampled_from(CODERS), code_sets, max_size=4),
    min_size=1,
    max_size=12,
).map(lambda units: {f"u{place}": by for place, by in enumerate(units)})


def enough(codings: Codings) -> bool:
    return len({coder for by in codings.values() for coder in by}) > 1


def random_codings(seed: int, units: int = 60) -> Codings:
    rng = np.random.default_rng(seed)
    codings: Codings = {}
    for unit in range(units):
        true = rng.random(len(CODES)) < (0.6, 0.3, 0.1, 0.05)
        codings[f"u{unit}"] = {
            coder: frozenset(
                code
                for code, is_true in zip(CODES, true, strict=True)
                if is_true ^ (rng.random() < 0.1)
            )
            for coder in CODERS
            if rng.random() < 0.75
        }
    return codings
