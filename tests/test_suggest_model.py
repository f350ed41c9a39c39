"""The model: what it learns, when, and how it explains itself."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone

import hsbcode.suggest
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.domain.ids import slug
from hsbcode.domain.suggestions import Suggestion
from hsbcode.language.vectors import text_vectorizer
from hsbcode.suggest import CodeSuggester
from hsbcode.suggest.folds import best_threshold, grouped_folds, joined_groups
from hsbcode.suggest.suggestions import model_state, suggest

NHS = Path(__file__).parents[2] / "shared" / "data" / "nhs_feedback" / "data.csv"

BOOK = Codebook(
    (
        Code("group", "Group", kind="container"),
        Code("food", "Food", parent="group"),
        Code("noise", "Noise", parent="group"),
        Code("parking", "Parking", keywords=("parking",)),
        Code("unclear", "Unclear", kind="validity"),
        Code("gone", "Gone", status="retired", keywords=("parking",)),
    )
)
FOOD = ["meals", "lunch", "soup", "breakfast", "dinner"]
NOISE = ["loud", "shouting", "alarms", "music", "banging"]


def _coded(count: int = 40) -> tuple[list[str], list[frozenset[str]], list[str]]:
    texts, sets = [], []
    for n in range(count):
        if n % 2:
            texts.append(f"The {FOOD[n % 5]} on day {n} was cold and tasteless")
            sets.append(frozenset({"food"}))
        else:
            texts.append(f"At night {NOISE[n % 5]} kept me awake, bed {n}")
            sets.append(frozenset({"noise"}))
    return texts, sets, [f"r{n // 2}" for n in range(count)]


def _fitted(book: Codebook | None = BOOK) -> CodeSuggester:
    texts, sets, groups = _coded()
    return CodeSuggester(book).fit(texts, sets, groups=groups)


# ---- the estimator -------------------------------------------------------------


def test_it_learns_what_is_shown_often_enough() -> None:
    model = _fitted()
    assert model.codes_ == ("food", "noise", "parking", "unclear")
    assert model.learnt_ == ("food", "noise")
    assert model.threshold_ is not None
    scores = model.scores(["cold soup for lunch", "the alarms all night"])
    assert scores.shape == (2, 4)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert scores[0, 0] > model.threshold_ > scores[0, 1]
    assert scores[1, 1] > model.threshold_ > scores[1, 0]


def test_the_same_seed_gives_the_same_scores_and_run() -> None:
    first, second = _fitted(), _fitted()
    new = ["soup and music", "parking", ""]
    assert np.array_equal(first.scores(new), second.scores(new))
    assert first.run_ == second.run_
    texts, sets, groups = _coded()
    sets[0] = frozenset()
    other = CodeSuggester(BOOK).fit(texts, sets, groups=groups)
    assert other.run_ != first.run_


def test_it_is_an_estimator() -> None:
    copy = clone(CodeSuggester(BOOK, seed=3))
    assert copy.get_params() == {"codebook": BOOK, "embeddings": None, "seed": 3}
    assert not hasattr(copy, "codes_")


def test_nothing_coded_leaves_the_codebook() -> None:
    model = CodeSuggester(BOOK).fit([], [])
    assert (model.learnt_, model.threshold_, model.run_) == ((), None, "")
    scores = model.scores(["parking is bad", "soup"])
    parking = model.codes_.index("parking")
    assert scores[0].argmax() == parking
    assert scores[0, parking] > 0.5 > scores[1].max()
    assert np.array_equal(scores, model.prior_scores(["parking is bad", "soup"]))
    assert model.scores([]).shape == (0, 4)
    assert model.loo_.shape == (0, 4)


def test_nothing_at_all_is_an_error() -> None:
    with pytest.raises(ModelError, match="nothing to learn"):
        CodeSuggester().fit([], [])


def test_lengths_that_differ_are_named() -> None:
    with pytest.raises(ModelError, match="2 answers and 1 sets"):
        CodeSuggester().fit(["a", "b"], [["x"]])
    with pytest.raises(ModelError, match="set of ids"):
        CodeSuggester().fit(["a"], ["food"])
    with pytest.raises(ModelError, match="1 answers and 2 groups"):
        CodeSuggester().fit(["a"], [["x"]], groups=["r", "s"])
    with pytest.raises(ModelError, match="1 answers and 0 questions"):
        _fitted().scores(["a"], questions=[])


def test_without_a_codebook_the_codes_seen_are_the_columns() -> None:
    model = _fitted(None)
    assert model.codes_ == ("food", "noise")
    assert model.scores(["cold soup"])[0, 0] > 0.5


@pytest.mark.parametrize(
    ("coded", "positives", "people", "learnt"),
    [
        (20, 5, 5, True),
        (19, 5, 5, False),
        (20, 4, 4, False),
        (20, 5, 2, False),
        (20, 20, 20, False),
    ],
)
def test_when_a_code_is_learnt(
    coded: int, positives: int, people: int, learnt: bool
) -> None:
    texts = [f"word{n} thing" for n in range(coded)]
    sets = [["food"] if n < positives else [] for n in range(coded)]
    groups = [f"r{n % people}" for n in range(coded)]
    model = CodeSuggester(BOOK).fit(texts, sets, groups=groups)
    assert (model.learnt_ == ("food",)) is learnt


def test_where_a_code_is_not_offered_is_missing_and_not_no() -> None:
    book = Codebook((Code("food", "Food", questions=("q1",)), Code("noise", "Noise")))
    texts, sets, groups = _coded()
    # the same words under q2, where nobody could apply "food"
    asked = ["q1"] * 40 + ["q2"] * 40
    model = CodeSuggester(book).fit(
        texts * 2,
        sets + [codes - {"food"} for codes in sets],
        groups=groups * 2,
        questions=asked,
    )
    scores = model.scores(["cold soup for lunch"] * 2, ["q1", "q2"])
    assert scores[0, 0] > 0.6
    assert scores[1, 0] == 0


def test_many_codings_are_learnt_with_a_bounded_search_for_the_threshold() -> None:
    texts = [f"{'soup' if n % 2 else 'music'} {n}" for n in range(1_050)]
    sets = [["food" if n % 2 else "noise"] for n in range(1_050)]
    model = CodeSuggester(BOOK).fit(texts, sets)
    assert model.threshold_ is not None
    assert model.scores(["soup"])[0, 0] > model.threshold_


def test_fitted_vectors_serve_as_the_corpus() -> None:
    texts, sets, groups = _coded()
    vectors = text_vectorizer([*texts, "something else entirely"])
    model = CodeSuggester(BOOK).fit(texts, sets, groups=groups, corpus=vectors)
    assert model.features_.vectors is vectors
    assert model.scores(["cold soup"])[0, 0] > 0.5


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_text_can_be_learnt_from_and_scored(texts: list[str]) -> None:
    coded, sets, groups = _coded(20)
    every = coded + texts
    model = CodeSuggester(BOOK).fit(
        every,
        sets + [frozenset({"food"})] * len(texts),
        groups=groups + ["odd"] * len(texts),
    )
    scores = model.scores([*texts, "x" * 20_000])
    assert np.isfinite(scores).all()
    for found in suggest(model, BOOK, "q", texts):
        for suggestion in found:
            assert all(word.strip() for word in suggestion.words)


def test_answers_without_words_survive() -> None:
    texts = ["!!", "", "🎉", "\x00"] * 10
    sets = [["food"] if n % 4 == 0 else [] for n in range(40)]
    model = CodeSuggester(BOOK).fit(texts, sets)
    assert np.isfinite(model.scores(["", "abc"])).all()


def test_the_room_offers_the_estimator_and_nothing_else() -> None:
    assert hsbcode.suggest.CodeSuggester is CodeSuggester
    with pytest.raises(AttributeError):
        _ = hsbcode.suggest.Nothing


# ---- folds -----------------------------------------------------------------------


def test_equal_texts_and_respondents_are_joined() -> None:
    groups = joined_groups(
        ["None.", "long answer", "none", "another", "👍", "?"],
        ["a", "a", "b", "c", "d", "e"],
    )
    assert groups[0] == groups[1] == groups[2]
    assert len(set(groups.tolist())) == 4


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=60),
    st.integers(2, 6),
    st.integers(0, 3),
)
def test_folds_part_the_rows_and_never_a_group(
    numbers: list[int], folds: int, seed: int
) -> None:
    groups = np.array(numbers, dtype=np.int64)
    parts = grouped_folds(groups, folds, seed)
    if len(set(numbers)) < 2:
        assert parts == []
        return
    tested = np.concatenate([test for _, test in parts])
    assert sorted(tested.tolist()) == list(range(len(numbers)))
    for train, test in parts:
        assert not set(groups[train].tolist()) & set(groups[test].tolist())


def test_the_best_threshold_parts_right_from_wrong() -> None:
    scores = np.array([[0.9, 0.45], [0.5, np.nan], [0.3, 0.1]])
    truth = np.array([[True, False], [True, True], [False, False]])
    assert 0.45 < best_threshold(scores, truth) <= 0.5
    assert 0.3 < best_threshold(scores[:, :1], truth[:, :1]) < 0.5
    assert best_threshold(scores, np.zeros_like(truth)) == 0.5


# ---- suggestions -------------------------------------------------------------------


def test_the_model_comes_first_and_the_codebook_speaks_for_the_rest() -> None:
    (found,) = suggest(_fitted(), BOOK, "q", ["Cold soup, and parking is dear"])
    assert [(s.code, s.source) for s in found] == [
        ("food", "model"),
        ("parking", "codebook"),
    ]
    assert found[0].score is not None
    assert found[0].strength == ("likely" if found[0].score >= 0.6 else "possible")
    assert 1 <= len(found[0].words) <= 3
    assert set(found[0].words) & {"Cold", "soup", "Cold soup"}
    assert found[1] == Suggestion("parking", "codebook", None, ("parking",), "keyword")


def test_under_the_threshold_nothing_is_said() -> None:
    assert suggest(_fitted(), BOOK, "q", ["zzz qqq", ""]) == [[], []]


def test_a_learnt_code_is_not_suggested_by_its_keyword_too() -> None:
    texts, sets, groups = _coded()
    book = BOOK.with_code(Code("food", "Food", keywords=("corridor",)))
    model = CodeSuggester(book).fit(texts, sets, groups=groups)
    (found,) = suggest(model, book, "q", ["alarms in the corridor, shouting, music"])
    assert [s.code for s in found if s.source == "codebook"] == []


def test_words_stand_in_the_answer_and_fall_back_to_characters() -> None:
    model = _fitted()
    (known,) = suggest(model, BOOK, "q", ["TASTELESS   and cold"])
    assert set(known[0].words) <= {"TASTELESS", "cold"}
    (unknown,) = suggest(model, BOOK, "q", ["breakfasts"])
    assert (unknown[0].code, unknown[0].words) == ("food", ("breakfasts",))


def test_a_word_without_topic_explains_where_nothing_else_does() -> None:
    texts = ["No", "nothing"] * 10 + [f"more {FOOD[n % 5]} please" for n in range(20)]
    sets = [["noise"]] * 20 + [["food"]] * 20
    asked = ["q1"] * 40
    model = CodeSuggester(BOOK).fit(texts, sets, questions=asked)
    (found,) = suggest(model, BOOK, "q1", ["NO!"])
    assert [(s.code, s.words) for s in found] == [("noise", ("NO",))]


def test_the_limit_and_the_question_are_kept() -> None:
    book = BOOK.with_code(Code("food", "Food", questions=("other",)))
    text = "Cold soup, loud music, and parking is dear"
    assert len(suggest(_fitted(), BOOK, "q", [text], limit=1)[0]) == 1
    (found,) = suggest(_fitted(), book, "q", [text])
    assert "food" not in [s.code for s in found]


def test_without_a_model_the_codebook_alone_speaks() -> None:
    (found,) = suggest(None, BOOK, "q", ["parking"])
    assert [s.code for s in found] == ["parking"]


def test_the_state_says_what_suggestions_rest_on() -> None:
    model = _fitted()
    state = model_state(model, BOOK)
    assert (state.learnt, state.from_codebook) == (("food", "noise"), ("parking",))
    assert (state.coded, state.run, state.threshold) == (
        40,
        model.run_,
        model.threshold_,
    )
    assert state.reason == ""


def test_the_state_says_why_there_is_nothing() -> None:
    bare = Codebook((Code("a", "A"),))
    assert "No coded answers and no keywords yet" in model_state(None, bare).reason
    few = CodeSuggester(bare).fit(["x"], [["a"]])
    state = model_state(few, bare)
    assert "1 coded answers are too few" in state.reason
    assert state.run == ""
    assert "no codes yet" in model_state(None, Codebook()).reason


# ---- real answers --------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.skipif(not NHS.exists(), reason="no real surveys beside the checkout")
def test_two_hundred_real_codings_beat_the_commonest_code() -> None:
    with NHS.open(encoding="utf-8", newline="") as source:
        every = {row["text"]: row for row in csv.DictReader(source)}
    rows = list(every.values())
    order = np.random.default_rng(0).permutation(len(rows))
    train = [rows[at] for at in order[:200]]
    test = [rows[at] for at in order[200:1200]]

    def codes(row: dict[str, str]) -> frozenset[str]:
        return frozenset(slug(code) for code in row["codes"].split(";"))

    model = CodeSuggester().fit(
        [row["text"] for row in train],
        [codes(row) for row in train],
        groups=[row["respondent"] for row in train],
        questions=[row["question"] for row in train],
        corpus=[row["text"] for row in rows[:2000]],
    )
    scores = model.scores(
        [row["text"] for row in test], [row["question"] for row in test]
    )
    first = [model.codes_[at] for at in scores.argmax(axis=1)]
    right = np.mean([code in codes(row) for code, row in zip(first, test, strict=True)])
    uses = [code for row in train for code in codes(row)]
    commonest = max(sorted(set(uses)), key=uses.count)
    baseline = np.mean([commonest in codes(row) for row in test])
    assert right > 0.5
    assert right > baseline + 0.2


def test_of_very_many_answers_some_stand_for_all() -> None:
    texts = [f"the food was cold {i % 97}" for i in range(3000)]
    texts += [f"a long wait again {i % 89}" for i in range(3000)]
    sets = [{"food"}] * 3000 + [{"wait"}] * 3000
    model = CodeSuggester(seed=1).fit(texts, sets)
    assert model.coded_ == 6000
    assert set(model.learnt_) == {"food", "wait"}
    again = CodeSuggester(seed=1).fit(texts, sets)
    assert model.run_ == again.run_
    food, wait = model.scores(["the food was cold"])[0]
    assert food > 0.8 > 0.2 > wait
    # what it says of its own answers it says without them
    assert np.isfinite(model.loo_).all()
    assert (model.loo_.argmax(axis=1) == (np.arange(6000) >= 3000)).mean() > 0.95
