"""The model's parts: codebook prior, corrections, calibration, columns."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse
from sklearn.exceptions import SkipTestWarning
from sklearn.utils import estimator_checks
from sklearn.utils.estimator_checks import parametrize_with_checks

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.files.codebook_files import read_codebook
from hsbcode.suggest import CodeSuggester
from hsbcode.suggest.calibration import calibrated
from hsbcode.suggest.columns import CodeColumns
from hsbcode.suggest.corpus import corpus_vectors
from hsbcode.suggest.correcting import Correction
from hsbcode.suggest.features import AnswerRows
from hsbcode.suggest.ridge import NOISE, corrections, likeness
from hsbcode.suggest.suggestions import suggest

SINGLE = 1e-5
"""Answers are compared in single precision."""

ALLOTMENT = Codebook(
    (
        Code(
            "water",
            "Water",
            definition="Taps, hoses and standpipes on the site",
            keywords=("water", "tap", "hose"),
            examples=("The tap by the gate drips all summer",),
        ),
        Code(
            "paths",
            "Paths",
            definition="Paths between plots and how one gets about on them",
            keywords=("path", "mud", "wheelbarrow"),
        ),
        Code(
            "neighbours",
            "Neighbours",
            definition="Other plotholders and how they behave",
            keywords=("neighbour", "plotholder"),
        ),
        Code("fees", "Fees", definition="What a plot costs", keywords=("rent", "fee")),
        Code("other", "Something else"),
    )
)
WATER = [
    "the tap is broken again",
    "no water since april",
    "carrying cans from the far tap",
    "the standpipe drips",
    "hose pipes left running",
    "more taps please",
]
PATHS = [
    "the path is all mud",
    "wheelbarrows get stuck on the way up",
    "brambles over the main path",
    "paths too narrow",
    "slippery after rain by the gate",
    "mud, mud and mud",
]


def _coded(times: int = 3) -> tuple[list[str], list[set[str]], list[str]]:
    texts = [*WATER, *PATHS] * times
    sets = ([{"water"}] * 6 + [{"paths"}] * 6) * times
    texts = [f"{text} {place}" for place, text in enumerate(texts)]
    return texts, sets, [f"p{place}" for place in range(len(texts))]


# ---- scikit-learn ------------------------------------------------------------------


with warnings.catch_warnings():
    # scikit-learn says that it can hand over only tables of numbers
    warnings.simplefilter("ignore", SkipTestWarning)
    with_checks = parametrize_with_checks([CodeSuggester()])


@with_checks  # type: ignore[untyped-decorator]
def test_scikit_learn_accepts_it(estimator: Any, check: Callable[..., None]) -> None:
    """Checks that hand over tables of numbers do not apply: answers are texts."""
    check(estimator)


@pytest.mark.parametrize(
    "name",
    [
        "check_estimator_repr",
        "check_get_params_invariance",
        "check_mixin_order",
        "check_no_attributes_set_in_init",
        "check_parameters_default_constructible",
        "check_set_params",
        "check_valid_tag_types",
    ],
)
def test_scikit_learn_checks_that_need_no_numbers(name: str) -> None:
    getattr(estimator_checks, name)("CodeSuggester", CodeSuggester())


def test_scikit_learn_names_give_the_same() -> None:
    texts, sets, groups = _coded()
    model = CodeSuggester(ALLOTMENT).fit(texts, sets, groups=groups)
    assert model.classes_.tolist() == list(model.codes_)
    new = ["the tap drips", "mud on the path"]
    assert np.array_equal(model.predict_proba(new), model.scores(new))
    assert model.threshold_ is not None
    assert np.array_equal(model.predict(new), model.scores(new) >= model.threshold_)


# ---- the codebook prior ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The taps are broken", "water"),
        ("my wheelbarrow sinks in", "paths"),
        ("rents went up twice", "fees"),
        ("The standpipe by the gate", "water"),
    ],
)
def test_before_anything_is_coded_the_codebook_ranks(text: str, code: str) -> None:
    model = CodeSuggester(ALLOTMENT).fit([], [], corpus=[*WATER, *PATHS])
    assert model.codes_[int(model.scores([text])[0].argmax())] == code


def test_the_nearest_entry_is_named() -> None:
    model = CodeSuggester(ALLOTMENT).fit([], [], corpus=[*WATER, *PATHS])
    item = model.nearest_item("that tap by the gate drips", None, "water")
    assert item is not None
    assert item.kind == "example"
    assert item.text == "The tap by the gate drips all summer"
    assert 0.4 < item.similarity <= 1.0
    assert model.nearest_item("xqzv", None, "fees") is None
    only = ALLOTMENT.with_code(Code("water", "Water", questions=("q2",)))
    other = CodeSuggester(only).fit([], [], corpus=WATER)
    assert other.nearest_item("water", "q1", "water") is None


def test_a_denied_keyword_speaks_less() -> None:
    model = CodeSuggester(ALLOTMENT).fit([], [], corpus=[*WATER, *PATHS])
    water = model.codes_.index("water")
    said, denied = model.scores(["we have water", "we have no water"])[:, water]
    assert said > denied + 0.1


def test_a_keyword_in_every_answer_tells_nothing() -> None:
    book = ALLOTMENT.with_code(Code("other", "Something else", keywords=("the",)))
    corpus = [f"the {text} and the rest {n}" for n in range(10) for text in WATER]
    model = CodeSuggester(book).fit([], [], corpus=corpus)
    scores = model.scores(["the tap on the site"])[0]
    assert model.codes_[int(scores.argmax())] == "water"
    (found,) = suggest(model, book, "q", ["the tap on the site"])
    assert [each.code for each in found] == ["water"]


def test_an_answer_in_another_language_is_left_to_what_is_common() -> None:
    texts, sets, groups = _coded()
    model = CodeSuggester(ALLOTMENT).fit(texts, sets, groups=groups)
    foreign = ["Żółć gęślą jaźń", "これは水です", "вода здесь есть"]
    scores = model.scores(foreign)
    assert (scores.max(axis=1) < 0.6).all()
    assert suggest(model, ALLOTMENT, "q", foreign) == [[], [], []]


def test_a_wrong_codebook_is_unlearnt() -> None:
    texts, sets, groups = _coded(8)
    wrong = Codebook(
        (
            Code("water", "Paths", definition="Paths", keywords=("path", "mud")),
            Code("paths", "Water", definition="Taps", keywords=("water", "tap")),
        )
    )
    alone = CodeSuggester().fit(texts, sets, groups=groups)
    misled = CodeSuggester(wrong).fit(texts, sets, groups=groups)
    new = ["a tap that drips", "mud on the path", "taps", "narrow paths"]
    for model in (alone, misled):
        first = [model.codes_[at] for at in model.scores(new).argmax(axis=1)]
        assert first == ["water", "paths", "water", "paths"]


# ---- what coded answers teach -------------------------------------------------------


def _rows(words: Any, questions: list[str | None]) -> AnswerRows:
    dense = np.zeros((words.shape[0], 0))
    return AnswerRows(sparse.csr_matrix(words), dense, tuple(questions))


@pytest.mark.parametrize("grouped", [False, True])
def test_leaving_out_in_closed_form_is_leaving_out(grouped: bool) -> None:
    drawn = np.random.default_rng(1)
    words = drawn.random((12, 5))
    words /= np.linalg.norm(words, axis=1, keepdims=True)
    asked: list[str | None] = ["a", "b"] * 6
    rows = _rows(words, asked)
    wrong = drawn.normal(size=(12, 2))
    offered = np.ones((12, 2), dtype=bool)
    offered[1::2, 1] = False
    groups = np.arange(12) // 3 if grouped else np.arange(12)
    found = corrections(rows, 1.0, wrong, offered, groups)
    for row in range(12):
        rest = np.flatnonzero(groups != groups[row])
        part = corrections(
            rows.chosen(rest), 1.0, wrong[rest], offered[rest], groups[rest]
        )
        one = rows.chosen(np.array([row]))
        said = Correction(rows.chosen(rest), part, 1.0).of(one)[0]
        expected = np.where(offered[row], wrong[row] - said, np.nan)
        np.testing.assert_allclose(found.left_out[row], expected, atol=SINGLE)


def test_the_weights_solve_the_ridge() -> None:
    words = np.random.default_rng(2).random((8, 3))
    rows = _rows(words, ["a"] * 8)
    wrong = np.random.default_rng(3).normal(size=(8, 1))
    found = corrections(rows, 1.0, wrong, np.ones((8, 1), dtype=bool), np.arange(8))
    alike = likeness(rows, rows, 1.0)
    again = (alike + NOISE * np.eye(8)) @ found.weights
    np.testing.assert_allclose(again, wrong, atol=SINGLE)


def test_many_answers_at_once_score_as_each_alone() -> None:
    texts, sets, groups = _coded()
    asked = ["q1" if place % 3 else "q2" for place in range(len(texts))]
    model = CodeSuggester(ALLOTMENT).fit(texts, sets, groups=groups, questions=asked)
    new = [f"{text}, and some {n}" for n in range(10) for text in [*WATER, *PATHS]]
    questions = ["q2" if place % 2 else "q1" for place in range(len(new))]
    together = model.scores(new, questions)
    alone = [model.scores([new[at]], [questions[at]])[0] for at in range(len(new))]
    np.testing.assert_allclose(together, np.array(alone), atol=SINGLE)


def test_left_out_scores_know_nothing_of_the_answer_and_its_respondent() -> None:
    texts, sets, groups = _coded()
    odd = [*texts, "zebra crossing", "zebra crossing!", "zebra again"]
    codes = [*sets, {"fees"}, {"fees"}, {"fees"}]
    people = [*groups, "x", "y", "x"]
    model = CodeSuggester(ALLOTMENT).fit(odd, codes, groups=people)
    fees = model.codes_.index("fees")
    assert model.loo_.shape == (len(odd), len(model.codes_))
    # equal texts, and answers of one person, are left out together
    assert (model.loo_[-3:, fees] < 0.3).all()
    assert model.scores(["zebra crossing"])[0, fees] > 0.5


def test_where_a_code_is_not_offered_nothing_is_left_out() -> None:
    book = ALLOTMENT.with_code(Code("fees", "Fees", questions=("q2",)))
    texts, sets, groups = _coded()
    asked = ["q1"] * len(texts)
    model = CodeSuggester(book).fit(texts, sets, groups=groups, questions=asked)
    fees = model.codes_.index("fees")
    assert np.isnan(model.loo_[:, fees]).all()
    assert np.isfinite(np.delete(model.loo_, fees, axis=1)).all()


def test_the_answers_that_spoke_are_named() -> None:
    texts, sets, groups = _coded()
    model = CodeSuggester(ALLOTMENT).fit(texts, sets, groups=groups)
    spoke = model.influences("the standpipe drips", None, "water", most=3)
    assert len(spoke) == 3
    assert all(sets[row] == {"water"} and weight > 0 for row, weight in spoke)
    assert "standpipe" in texts[spoke[0][0]]
    assert abs(spoke[0][1]) >= abs(spoke[1][1]) >= abs(spoke[2][1])
    against = model.influences("mud on the path", None, "water", most=3)
    assert against[0][1] < 0


def test_the_same_word_means_another_thing_under_another_question() -> None:
    texts = [f"more taps {n}" for n in range(30)] * 2
    sets = [{"water"}] * 30 + [{"other"}] * 30
    asked = ["worse"] * 30 + ["better"] * 30
    people = [f"p{n}" for n in range(60)]
    model = CodeSuggester(seed=0).fit(texts, sets, groups=people, questions=asked)
    scores = model.scores(["more taps", "more taps"], ["worse", "better"])
    assert [model.codes_[at] for at in scores.argmax(axis=1)] == ["water", "other"]


# ---- calibration and columns -------------------------------------------------------


def test_calibration_moves_towards_what_was_seen_and_keeps_the_order() -> None:
    drawn = np.random.default_rng(4)
    said = drawn.random((4000, 1))
    truth = drawn.random((4000, 1)) < 0.6 * said
    curve = calibrated(said, truth)
    asked = np.linspace(0, 1, 101)
    shown = curve(asked)
    assert (np.diff(shown) > 0).all()
    assert abs(shown[50] - 0.3) < 0.05
    assert np.isnan(curve(np.array([np.nan]))).all()
    few = calibrated(said[:20], truth[:20])
    assert np.abs(few(asked[10:90]) - asked[10:90]).max() < 0.15


TREE = Codebook(
    (
        Code("site", "Site", keywords=("site",)),
        Code("water", "Water", parent="site", keywords=("tap",)),
        Code("watch", "Watch", parent="site", kind="guard", keywords=("dog",)),
        Code("old", "Old", status="retired", merged_into="water"),
        Code("twin", "Twin", same_as=("fees",)),
        Code("fees", "Fees", same_as=("twin",)),
    )
)


def test_children_come_before_parents_and_score_no_higher() -> None:
    model = CodeSuggester(TREE).fit([], [], corpus=WATER)
    assert model.codes_ == ("water", "watch", "site", "twin", "fees")
    scores = model.scores(["a tap", "a dog"])
    assert scores[0, 2] == scores[0, 0] > 0.3
    assert scores[1, 2] < scores[1, 1]
    # no parent is suggested for what only its child says
    (found,) = suggest(model, TREE, None, ["a tap"])
    assert [each.code for each in found] == ["water"]


def test_merged_codes_and_twins_count_as_what_they_stand_for() -> None:
    columns = CodeColumns.of(TREE, [])
    truth = columns.truth([{"old"}, {"fees"}, {"site", "water"}, set()])
    named = [{columns.ids[at] for at in np.flatnonzero(row)} for row in truth]
    assert named == [{"water"}, {"fees", "twin"}, {"site", "water"}, set()]


# ---- acceptance --------------------------------------------------------------------

FRAME = Codebook(
    (
        Code(
            "entry",
            "Threshold for getting into a service",
            definition="A service exists and turns the case away",
            exclude_when="The grade of the behaviour itself: grade.",
            keywords=("threshold", "criteria", "get into", "referral"),
        ),
        Code(
            "grade",
            "Threshold of behaviour",
            definition="People do not agree how serious one behaviour is",
            exclude_when="The entry condition of a service: entry.",
            keywords=("serious", "agree", "severity", "level of"),
        ),
        Code(
            "aim",
            "AIM assessment",
            kind="named_entity",
            keywords=("aim2", "a.i.m", "aim assess"),
        ),
        Code(
            "parents_deny",
            "Denial by parents",
            definition="Mother, father or carer do not believe it or play it down",
            keywords=("parents deny", "mum says", "dad says", "parents refuse"),
        ),
        Code(
            "child_denies",
            "Denial by the child",
            definition="The child says that it did not happen",
            keywords=("he says", "she says", "child denies"),
        ),
    )
)
ENTRY = [
    "their threshold is so high that no team takes him",
    "criteria too tight to get into the clinic",
    "the threshold for a referral moves every year",
    "we never meet the threshold to get a worker",
    "too high a bar for the team to take it on",
]
GRADE = [
    "schools and police do not agree how serious it is",
    "no agreement on the threshold between play and harm",
    "one says serious, the other says curiosity",
    "we cannot agree what level of behaviour this is",
    "how serious it is depends on who you ask",
]


def _first(model: CodeSuggester, text: str) -> str:
    return model.codes_[int(model.scores([text])[0].argmax())]


def test_row_26_two_meanings_of_threshold_are_told_apart_on_a_held_out_set() -> None:
    texts = [f"{text} ({n})" for n in range(3) for text in [*ENTRY, *GRADE]]
    sets = ([{"entry"}] * 5 + [{"grade"}] * 5) * 3
    held_out = {
        "too high to get into the team": "entry",
        "the threshold keeps them out of the team": "entry",
        "referral refused, the bar is too high": "entry",
        "cannot agree how serious it is": "grade",
        "nobody agrees on the threshold of what is serious": "grade",
        "serious to us, normal to them": "grade",
    }
    model = CodeSuggester(FRAME).fit(texts, sets)
    assert {text: _first(model, text) for text in held_out} == held_out
    # both are suggested, and not for each other's words
    for text in ("too high to get into the team", "cannot agree how serious it is"):
        (found,) = suggest(model, FRAME, None, [text])
        assert found[0].code == held_out[text]


@pytest.mark.parametrize("coded", [False, True])
def test_row_27_a_tool_is_named_and_an_aim_is_not(coded: bool) -> None:
    named = ["AIM2 with the co-worker", "the AIM assessment", "A.I.M. and SDQ"]
    others = ["a wall chart", "none at all", "our own checklist"]
    texts = [f"{text} {n}" for n in range(6) for text in named + others] * coded
    sets = ([{"aim"}] * 3 + [set()] * 3) * 6 * coded
    model = CodeSuggester(FRAME).fit(texts, sets, corpus=texts or named + others)
    asked = ["an AIM2 assessment", "A.I.M.", "our aim is safety"]
    shown = suggest(model, FRAME, None, asked)
    assert ["aim" in {each.code for each in one} for one in shown] == [
        True,
        True,
        False,
    ]


def test_row_28_denial_by_a_parent_is_not_denial_by_the_child() -> None:
    model = CodeSuggester(FRAME).fit([], [], corpus=[*ENTRY, *GRADE])
    assert _first(model, "mum says nothing happened") == "parents_deny"
    assert _first(model, "he says nothing happened") == "child_denies"
    shown = suggest(
        model, FRAME, None, ["mum says nothing happened", "he says nothing happened"]
    )
    assert [one[0].code for one in shown] == ["parents_deny", "child_denies"]


def test_row_29_praise_does_not_get_the_denial_code() -> None:
    deny = ["parents deny it all", "mum says he would never", "dad says boys do that"]
    praise = ["parents are open with us", "most parents want help", "parents were kind"]
    texts = [f"{text} {n}" for n in range(5) for text in deny + praise]
    sets = ([{"parents_deny"}] * 3 + [set()] * 3) * 5
    for model in (
        CodeSuggester(FRAME).fit([], [], corpus=[*ENTRY, *GRADE]),
        CodeSuggester(FRAME).fit(texts, sets),
    ):
        (found,) = suggest(model, FRAME, None, ["parents are usually very open"])
        assert "parents_deny" not in {each.code for each in found}


def test_row_46_below_the_minimum_of_examples_nothing_is_learnt() -> None:
    bare = Codebook((Code("water", "Water"), Code("paths", "Paths")))
    texts, sets, groups = _coded(1)
    model = CodeSuggester(bare).fit(texts, sets, groups=groups)
    assert model.learnt_ == ()
    assert suggest(model, bare, None, ["the tap is broken again"]) == [[]]


def test_vectors_of_a_project_are_reused_for_the_next_learning() -> None:
    texts, sets, groups = _coded()
    vectors = corpus_vectors([*texts, *WATER])
    first = CodeSuggester(ALLOTMENT).fit(texts, sets, groups=groups, corpus=vectors)
    second = CodeSuggester(ALLOTMENT).fit(texts, sets, groups=groups, corpus=vectors)
    assert second.prior_ is first.prior_
    assert np.array_equal(first.scores(PATHS), second.scores(PATHS))
    changed = ALLOTMENT.with_code(Code("fees", "Fees", keywords=("money",)))
    third = CodeSuggester(changed).fit(texts, sets, groups=groups, corpus=vectors)
    assert third.prior_ is not first.prior_


def test_row_30_children_who_recruit_their_peers_get_the_guard() -> None:
    # that the guard stays out of the total: test_row_31 in test_cross_question
    book = read_codebook(Path(__file__).parents[1] / "codebooks" / "larc7.yaml")
    model = CodeSuggester(book).fit([], [])
    recruiting = [
        "Some are groomed by a gang and then made to recruit their peers",
        "A boy who was used himself now recruits other girls, so both apply",
    ]
    mixed_up = "They send sexual exploitation cases here and call it harmful behaviour"
    shown = suggest(model, book, "challenges", [*recruiting, mixed_up])
    assert ["cse_genuine_overlap" in {each.code for each in one} for one in shown] == [
        True,
        True,
        False,
    ]
    assert "cse_confusion" in {each.code for each in shown[2]}
