"""Typical and divergent quotes: what is chosen, and what never is."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.quotes import choose_divergent, choose_quotes
from hsbcode.quotes.pool import capped, length_weights
from tests.reporting_study import HOSTILE

FILL = "and that is how it has been for us here every single week of the year"
TWO_TOPICS = (
    f"parents deny what happened {FILL}",
    f"parents deny that it happened {FILL} again",
    f"the parents deny what happened {FILL} too",
    "funding was cut so there is no specialist service left anywhere near our town",
    "funding for the specialist service was cut and nothing has come in its place",
)


def test_each_topic_gets_a_quote() -> None:
    chosen = choose_quotes(TWO_TOPICS, k=2)
    assert len(chosen) == 2
    assert {at < 3 for at in chosen} == {True, False}
    assert chosen[0] < 3


def test_the_order_of_the_answers_does_not_matter() -> None:
    rng = np.random.default_rng(3)
    texts = [f"{FILL} {word}" for word in ("one", "two", "three")] + list(TWO_TOPICS)
    expected = [texts[at] for at in choose_quotes(texts, k=4, seed=5)]
    for _ in range(5):
        order = [texts[at] for at in rng.permutation(len(texts))]
        assert [order[at] for at in choose_quotes(order, k=4, seed=5)] == expected


def test_ties_fall_by_the_seed_and_not_by_the_order() -> None:
    texts = [f"{word} {FILL}" for word in ("alpha", "beta", "gamma", "delta")]
    alike = np.eye(4)
    firsts = {choose_quotes(texts, similarity=alike, k=1, seed=s) for s in range(40)}
    assert len(firsts) == 4
    assert len({choose_quotes(texts, similarity=alike, k=1) for _ in range(3)}) == 1


def test_near_duplicates_are_not_both_chosen() -> None:
    alike = np.array([[1, 0.96, 0.1], [0.96, 1, 0.1], [0.1, 0.1, 1]])
    chosen = choose_quotes(["a b", "a c", "d e"], similarity=alike, k=3)
    assert len(chosen) == 2
    assert 2 in chosen
    assert len(choose_quotes([FILL, FILL + " ", FILL], k=3)) == 1


def test_one_of_each_respondent() -> None:
    chosen = choose_quotes(TWO_TOPICS, groups=["p", "p", "q", "p", "p"], k=5)
    assert len(chosen) == 2


def test_confidence_moves_the_choice() -> None:
    texts = [f"{word} {FILL}" for word in ("alpha", "beta")]
    alike = np.array([[1.0, 0.5], [0.5, 1.0]])
    for sure in (0, 1):
        confidence = [1.0 if at == sure else 0.0 for at in range(2)]
        chosen = choose_quotes(texts, similarity=alike, confidence=confidence, k=1)
        assert chosen == (sure,)


def test_lengths_are_a_soft_wish() -> None:
    weights = length_weights(["no", "word " * 12, "word " * 60, "word " * 600, ""])
    assert weights[1] == weights[2] == 1
    assert 0.5 < weights[0] < 1
    assert 0.5 < weights[3] < 1
    assert choose_quotes(["no", "never"], similarity=np.eye(2), k=2)


def test_vectors_stand_in_for_similarity() -> None:
    vectors = np.array([[1.0, 0], [0.9, 0.1], [0, 2.0], [0, 0]])
    chosen = choose_quotes(["a", "b", "c", "d"], vectors=vectors, k=4)
    assert set(chosen) == {1, 2, 3}


def test_nothing_to_choose_from() -> None:
    assert choose_quotes([]) == ()
    assert choose_quotes(["", "  \n"]) == ()
    assert choose_quotes(["a word"], k=0) == ()
    assert choose_quotes(["...", "?"], k=2)


def test_arguments_of_the_wrong_length_are_refused() -> None:
    with pytest.raises(ValueError, match="groups has 1 entries for 2 texts"):
        choose_quotes(["a", "b"], groups=["p"])


def test_a_large_pool_is_sampled_by_the_seed() -> None:
    texts = [f"answer {n}" for n in range(50)]
    assert capped(texts, 1, 20) == capped(texts, 1, 20)
    assert capped(texts, 1, 20) != capped(texts, 2, 20)
    assert len(capped(texts, 1, 20)) == 20
    drawn = {texts[at] for at in capped(texts, 1, 20)}
    back = texts[::-1]
    assert {back[at] for at in capped(back, 1, 20)} == drawn


def test_three_thousand_answers_are_no_trouble() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.random((3000, 8))
    texts = [f"answer number {n}" for n in range(3000)]
    chosen = choose_quotes(texts, vectors=vectors, k=3)
    assert len(set(chosen)) == 3


def test_hostile_texts_can_be_chosen() -> None:
    chosen = choose_quotes(HOSTILE, k=len(HOSTILE))
    blank = {at for at, text in enumerate(HOSTILE) if not text.strip()}
    assert not blank & set(chosen)
    assert len(chosen) == len(HOSTILE) - len(blank)


def test_the_divergent_quote_is_what_the_others_leave_out() -> None:
    chosen = choose_quotes(TWO_TOPICS[:3], k=1)
    alike = np.ones((5, 5))
    alike[:3, 3:] = alike[3:, :3] = 0.1
    alike[3, 0] = alike[0, 3] = alike[3, 1] = alike[1, 3] = 0.3
    alike[3, 2] = alike[2, 3] = 0.3
    assert choose_divergent(TWO_TOPICS, chosen, similarity=alike) == (4,)


def test_a_stray_word_is_not_taken_for_divergent() -> None:
    texts = [f"parents deny it {FILL}", "zzz", f"our funding was cut {FILL} twice"]
    alike = np.array([[1, 0, 0.1], [0, 1, 0], [0.1, 0, 1]])
    assert choose_divergent(texts, [0], similarity=alike) == (2,)


def test_no_divergent_quote_from_the_same_person() -> None:
    alike = np.eye(2)
    assert choose_divergent(["a", "b"], [0], similarity=alike, groups=["p", "p"]) == ()
    assert choose_divergent(["a", "b"], [], similarity=alike) == ()
    assert choose_divergent(["a", " "], [0], similarity=alike) == ()


def test_importing_the_room_does_not_load_scikit_learn() -> None:
    code = "import sys, hsbcode.quotes; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b c", "d e f", "", "g"]), max_size=12),
    st.integers(0, 6),
    st.integers(0, 3),
    st.randoms(use_true_random=False),
)
def test_a_choice_is_always_allowed(
    texts: list[str], k: int, seed: int, random: object
) -> None:
    rng = np.random.default_rng(seed)
    vectors = rng.random((len(texts), 3))
    groups = [str(n) for n in rng.integers(0, 4, len(texts))]
    chosen = choose_quotes(texts, vectors=vectors, groups=groups, k=k, seed=seed)
    assert chosen == choose_quotes(
        texts, vectors=vectors, groups=groups, k=k, seed=seed
    )
    assert len(chosen) <= k
    assert all(texts[at].strip() for at in chosen)
    assert len({groups[at] for at in chosen}) == len(chosen)
    assert len({texts[at] for at in chosen}) == len(chosen)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 7), st.integers(1, 3), st.integers(0, 10_000))
def test_greedy_covers_at_least_two_thirds_of_the_best(
    n: int, k: int, seed: int
) -> None:
    from itertools import combinations

    rng = np.random.default_rng(seed)
    vectors = rng.random((n, 3))
    rows = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    alike = np.minimum(rows @ rows.T, 0.95)
    np.fill_diagonal(alike, 1.0)
    texts = [f"{n} {FILL}" for n in range(n)]
    k = min(k, n)

    def covered(chosen: tuple[int, ...]) -> float:
        return float(alike[:, list(chosen)].max(axis=1).sum())

    best = max(covered(each) for each in combinations(range(n), k))
    assert covered(choose_quotes(texts, similarity=alike, k=k)) >= (1 - 1 / np.e) * best
