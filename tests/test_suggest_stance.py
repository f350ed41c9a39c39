"""How an answer stands to its topic, and answers that were learnt from themselves."""

from pathlib import Path

import numpy as np
import pytest

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.language.meaning import installed
from hsbcode.store.project import Project
from hsbcode.suggest import CodeSuggester
from hsbcode.suggest.leaning import Leaning
from hsbcode.suggest.products import KnownProducts
from hsbcode.suggest.stance import Stance, stance_of, told_apart
from hsbcode.suggest.suggestions import suggest
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.suggestions.embedding import (
    choose_embeddings,
    embeddings_wanted,
    meaning_at_once,
)
from hsbcode.workflows.suggestions.learnt_from import counting_codings
from hsbcode.workflows.suggestions.suggesting import Suggester
from tests.projects import make_project

FRAME = Codebook(
    (
        Code("denial", "Denial", kind="container"),
        Code(
            "parents_deny",
            "Denial by parents",
            parent="denial",
            definition="Mother or father do not believe it",
            keywords=("parents deny",),
        ),
        Code(
            "child_denies",
            "Denial by the child",
            parent="denial",
            definition="The child says that it did not happen",
            keywords=("denies",),
        ),
        Code("time", "Time", definition="Too few hours", keywords=("hours",)),
    )
)
PARENTS = ["Mum", "Dad", "Parents", "Mother", "The family", "Her father"]
CHILD = ["He", "The boy", "She", "The lad", "Our pupil", "The young person"]
SAID = [
    "says nothing happened",
    "won't believe it",
    "will not accept it",
    "plays it down",
]
HOURS = ["Not enough hours", "Too many visits, too few hours", "Hours are short"]


def _coded() -> tuple[list[str], list[set[str]]]:
    texts = [f"{who} {said}" for who in PARENTS for said in SAID]
    sets = [{"parents_deny"}] * len(texts)
    texts += [f"{who} {said}" for who in CHILD for said in SAID]
    sets += [{"child_denies"}] * (len(texts) - len(sets))
    texts += [f"{some}, week {week}" for some in HOURS for week in range(8)]
    sets += [{"time"}] * (len(texts) - len(sets))
    return texts, sets


@pytest.mark.parametrize(
    ("text", "praises", "about"),
    [
        ("Parents are usually very open", True, 1),
        ("Mum says nothing happened", False, 1),
        ("he says nothing happened", False, -1),
        ("the young people are great", True, -1),
        ("young, and helpful", True, 0),
        ("Parents and children alike", False, 0),
        ("parents are open, it's the grandparents who close ranks", False, 1),
        ("not very helpful", False, 0),
        ("helpful but slow", False, 0),
        ("staff were kind. The lift was out of order", False, 0),
        ("Actually, brilliant", True, 0),
        ("sehr freundlich", False, 0),
        ("", False, 0),
        ("\u202e[/b]\x1b", False, 0),
    ],
)
def test_what_an_answer_is_about(text: str, praises: bool, about: int) -> None:
    assert stance_of(text) == Stance(praises, about)


def test_people_matter_only_where_the_codes_tell_them_apart() -> None:
    assert told_apart(code.label for code in FRAME)
    assert not told_apart(["Denial by parents", "Time"])
    assert not told_apart([])


def test_row_28_who_denies_makes_the_difference() -> None:
    texts, sets = _coded()
    model = CodeSuggester(FRAME).fit(texts, sets)
    for text, code in (
        ("mum told us nothing happened", "parents_deny"),
        ("he told us nothing happened", "child_denies"),
    ):
        best = int(model.scores([text], ["challenges"]).argmax())
        assert model.codes_[best] == code
        assert suggest(model, FRAME, "challenges", [text])[0][0].code == code


def test_row_29_praise_is_no_denial() -> None:
    texts, sets = _coded()
    texts += ["Parents are open once they know us, but dad won't have it"] * 2
    texts += ["Most parents are very helpful", "Families are lovely", "mum is great"]
    sets += [{"parents_deny"}] * 2 + [set(), set(), set()]
    model = CodeSuggester(FRAME).fit(texts, sets)
    for text in ("parents are usually very open", "The parents are really friendly"):
        shown = suggest(model, FRAME, "challenges", [text])[0]
        assert "parents_deny" not in {each.code for each in shown}


def test_what_only_praise_never_has_is_lowered_and_nothing_is_raised() -> None:
    praise = np.array([True] * 10 + [False] * 10)
    truth = np.zeros((20, 2), dtype=bool)
    truth[:10, 0] = truth[10:, 1] = True
    offered = np.ones_like(truth)
    leaning = Leaning.learnt(praise, truth, offered)
    assert leaning.ratios[0] == 1.0
    assert 0.1 <= leaning.ratios[1] < 0.6
    found = np.full((2, 2), 0.5)
    lowered = leaning.lowered(found, np.array([True, False]))
    assert lowered[0, 1] < 0.4
    assert lowered[0, 0] == lowered[1, 0] == lowered[1, 1] == 0.5
    unknown = Leaning.learnt(praise[:0], truth[:0], offered[:0])
    assert (unknown.ratios == 1.0).all()


def test_an_answer_learnt_from_does_not_speak_for_itself() -> None:
    texts, sets = _coded()
    texts.append("zebra crossing in front of the gate")
    sets.append({"time"})
    model = CodeSuggester(FRAME).fit(texts, sets)
    last = len(texts) - 1
    time = model.codes_.index("time")
    itself = model.scores([texts[last]])[0, time]
    assert model.scores([texts[last]], None, [last])[0, time] < itself - 0.1
    assert model.scores([texts[last]], None, [None])[0, time] == itself
    left_out = model.scores(texts, None, list(range(len(texts))))
    np.testing.assert_allclose(left_out, np.nan_to_num(model.loo_), atol=1e-9)
    shown = suggest(model, FRAME, None, [texts[last]], rows=[last])[0]
    assert "time" not in {each.code for each in shown}


def test_products_are_the_same_whatever_was_asked_before() -> None:
    drawn = np.random.default_rng(0).random((9, 4)).astype(np.float32)
    from scipy import sparse

    known = KnownProducts(sparse.csr_matrix(drawn))
    for places in ([1, 2], [2, 1, 5], [8, 8, 0], list(range(9)), [3]):
        at = np.array(places)
        found = known.of(at)
        assert found is not None
        np.testing.assert_allclose(found, drawn[at] @ drawn[at].T, rtol=1e-5)
        found[:] = -1  # a copy: what is kept does not change


# ---- in a project ------------------------------------------------------------------


def test_a_parent_that_a_code_implies_is_not_suggested(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.hsb", ["the soup was cold food"], FAMILY) as p:
        session = CodingSession(p, "amy", "what")
        unit = session.unit(session.units[0])
        suggester = Suggester(session)
        assert "meal" in {each.code for each in suggester.at_once(unit)}
        session.apply(unit.id, "soup")
        assert "meal" not in {each.code for each in suggester.at_once(unit)}


FAMILY = (
    Code("meal", "Meal", keywords=("food",)),
    Code("soup", "Soup", parent="meal", keywords=("soup",)),
)


def test_embeddings_are_on_until_they_are_switched_off(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.hsb", ["a", "b"]) as project:
        assert embeddings_wanted(project)
        choose_embeddings(project, "off")
        assert not embeddings_wanted(project)
        assert meaning_at_once(project, ["a"]) is None
        choose_embeddings(project, "on")
        assert embeddings_wanted(project)


@pytest.mark.skipif(not installed(), reason="the extra embeddings is not installed")
def test_what_is_read_for_meaning_is_kept_beside_the_project(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.hsb", ["a tap", "a path"]) as project:
        vectors = meaning_at_once(project, ["a tap", "a path"])
        assert vectors is not None
        assert not vectors.missing(["a tap", "a path"])
    assert (tmp_path / "p.hsb.cache").exists()


def test_rows_28_and_29_on_the_codings_of_the_demo(demo_project: Path) -> None:
    with Project.open(demo_project, write=False) as project:
        book, codings = project.codebook, counting_codings(project)
        asked = [q.id for q in project.answers.questions().values() if q.is_open]
        every = [unit for q in asked for unit in project.answers.all_units(q)]
    units = [unit for unit in every if unit.id in codings]
    model = CodeSuggester(book).fit(
        [unit.text for unit in units],
        [codings[unit.id] for unit in units],
        groups=[unit.respondent for unit in units],
        questions=[unit.question for unit in units],
        corpus=[unit.text for unit in every],
    )
    said = [
        "parents are usually very open",
        "he says nothing happened",
        "mum says nothing happened",
        "the child denies it happened",
        "Parents refuse to believe it",
    ]
    shown = suggest(model, book, "challenges", said)
    denial = ["en_parents_denial" in {each.code for each in some} for some in shown]
    assert denial == [False, False, True, False, True]
    assert shown[3][0].code == "en_no_responsibility"
