"""Orders: the same every time, complete, and useful."""

from pathlib import Path

from hsbcode.suggest.next_answers import most_useful
from hsbcode.tui.walk import Walk
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.orders import Order, first_of, most_like, order_kind, shuffled
from tests.projects import make_project

TEXTS = [f"answer number {i}" for i in range(40)]


def test_a_random_order_is_the_same_for_a_seed_and_grows_in_place() -> None:
    units = [f"u{i}" for i in range(200)]
    once = shuffled(units, 7)
    assert once == shuffled(reversed(units), 7)  # type: ignore[arg-type]
    assert once != units
    assert sorted(once) == sorted(units)
    assert once != shuffled(units, 8)
    longer = shuffled([*units, "new"], 7)
    assert [unit for unit in longer if unit != "new"] == once


def test_the_random_order_of_a_coder_is_kept(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", TEXTS)
    amy, ben = CodingSession(project, "amy"), CodingSession(project, "ben")
    order = amy.choice.random_order()
    amy.choice.keep_order(order)
    assert CodingSession(project, "amy").choice.kept_order() == order
    assert ben.choice.kept_order() == Order()
    amy.choice.keep_order(Order())
    assert amy.choice.kept_order() == Order()
    # The seed stays: random again is the same order again.
    assert amy.choice.random_order() == order


def test_most_like_puts_the_answer_itself_first(tmp_path: Path) -> None:
    texts = ["no trust", "too few hours", "hours of driving", "nothing"]
    project = make_project(tmp_path / "p.hsb", texts)
    session = CodingSession(project, "amy")
    units = session.units
    ranked = most_like(project, "what", units[2], texts[2])
    assert ranked == [units[2], units[1], units[0], units[3]]


def test_what_is_not_ranked_follows_as_imported() -> None:
    assert first_of(["c", "x", "a"], ["a", "b", "c", "d"]) == ["c", "a", "b", "d"]
    assert order_kind("rand") == "random"


def test_a_filter_in_another_order(tmp_path: Path) -> None:
    session = CodingSession(make_project(tmp_path / "p.hsb", TEXTS), "amy")
    walk = Walk(session)
    ordered = shuffled(session.units, 3)
    walk.go_to(session.units[5])
    walk.arrange(Order("random", 3), ordered)
    assert walk.at == session.units[5]
    assert walk.ids == ordered
    assert walk.words == "40 answers · random order 3"
    session.finish_without_code(ordered[0])
    walk.show(ListFilter(unfinished=True))
    assert walk.ids == ordered[1:]
    assert walk.words == "39 of 40 answers · not finished · random order 3"
    walk.go_to_place(0)
    assert walk.next_open() == ordered[2]
    walk.arrange(Order(), None)
    assert walk.ids == sorted(ordered[1:], key=session.units.index)


def test_unsure_answers_are_the_most_useful_and_repeats_come_last() -> None:
    import numpy as np
    from scipy import sparse

    texts = ["one two", "one three", "one two", "four"]
    rows = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 1]], float)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    probabilities = np.array([[0.99], [0.5], [0.99], [0.5]])
    ranked = most_useful(texts, sparse.csr_matrix(rows), probabilities)
    # Both in doubt; the one that is like more of the others goes first.
    assert ranked == [1, 3, 0, 2]
    assert sorted(most_useful(texts, sparse.csr_matrix(rows))) == [0, 1, 2, 3]
    assert most_useful([], sparse.csr_matrix((0, 4))) == []
