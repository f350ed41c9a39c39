"""The way through the answers."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.tui.walk import Walk
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession
from tests.projects import make_project


def session_of(path: Path, answers: int) -> CodingSession:
    return CodingSession(make_project(path, [f"t{i}" for i in range(answers)]), "amy")


def test_a_finished_answer_leaves_the_list_when_one_leaves_it(tmp_path: Path) -> None:
    session = session_of(tmp_path / "w.hsb", 4)
    walk = Walk(session)
    walk.show(ListFilter(unfinished=True))
    session.finish_without_code(session.units[0])
    assert walk.at == session.units[0]
    assert walk.step(1)
    assert walk.at == session.units[1]
    assert walk.ids == session.units[1:]
    assert walk.words == "3 of 4 answers · not finished"


def test_going_back_over_a_finished_one(tmp_path: Path) -> None:
    session = session_of(tmp_path / "w.hsb", 4)
    walk = Walk(session)
    walk.show(ListFilter(unfinished=True))
    walk.go_to_place(2)
    session.finish_without_code(session.units[2])
    assert walk.step(-1)
    assert walk.at == session.units[1]


def test_a_hidden_answer_joins_the_list_where_it_belongs(tmp_path: Path) -> None:
    session = session_of(tmp_path / "w.hsb", 5)
    session.finish_without_code(session.units[1])
    walk = Walk(session)
    walk.show(ListFilter(unfinished=True))
    walk.go_to_place(2)
    assert walk.go_to(session.units[1])
    assert walk.at == session.units[1]
    assert walk.ids == session.units


def test_an_empty_list_stays_still(tmp_path: Path) -> None:
    session = session_of(tmp_path / "w.hsb", 2)
    walk = Walk(session)
    walk.show(ListFilter(flagged=True))
    assert walk.at is None
    assert not walk.step(1)
    assert not walk.go_to_place(5)


@settings(
    max_examples=25,
    deadline=None,
)
@given(
    moves=st.lists(
        st.one_of(
            st.tuples(st.just("step"), st.integers(-3, 3)),
            st.tuples(st.just("finish"), st.just(0)),
            st.tuples(st.just("filter"), st.integers(0, 2)),
            st.tuples(st.just("go"), st.integers(0, 5)),
        ),
        max_size=25,
    )
)
def test_one_always_stands_somewhere(moves: list[tuple[str, int]]) -> None:
    import tempfile

    wishes = (ListFilter(), ListFilter(unfinished=True), ListFilter(finished=True))
    with tempfile.TemporaryDirectory() as folder:
        session = session_of(Path(folder) / "w.hsb", 6)
        walk = Walk(session)
        for move, by in moves:
            before = walk.at
            if move == "step":
                walk.step(by)
            elif move == "finish" and walk.at and not session.held(walk.at).finished:
                session.finish_without_code(walk.at)
                assert walk.at == before
            elif move == "filter":
                walk.show(wishes[by])
            elif move == "go":
                walk.go_to(session.units[by])
                assert walk.at == session.units[by]
            assert walk.ids == sorted(walk.ids, key=session.units.index)
            assert len(set(walk.ids)) == len(walk.ids)
            assert 0 <= walk.place < max(1, len(walk.ids))
        session.project.close()
