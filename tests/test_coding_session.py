"""One coder at one question: everything a screen can ask for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hsbcode.domain.acts import FLAGS, Origin, Span
from hsbcode.domain.codebook import Code, check
from hsbcode.domain.errors import (
    CodebookError,
    HsbcodeError,
    ProjectFileError,
    UsageConflict,
)
from hsbcode.domain.passes import UnitState
from hsbcode.store.project import Project
from hsbcode.workflows.answer_lines import ListFilter, Tally
from hsbcode.workflows.codebook.importing import apply_codebook
from hsbcode.workflows.coders import checked_name, known_coders, near_equal
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.undoing import what_undo_would_do
from tests.small_projects import ANSWERS, CODES, begin_round, make_project

ELSEWHERE = Code("elsewhere", "Elsewhere", questions=("wishes",))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(
        tmp_path / "p.hsb",
        codes=[*CODES, ELSEWHERE],
        closed={"role": ["boss", "clerk", "", "clerk"]},
        more={"wishes": [["A pony"], ["Time"]]},
    ) as made:
        yield made


@pytest.fixture
def session(project: Project) -> CodingSession:
    return CodingSession(project, "eva", "challenges")


def codes_of(session: CodingSession, place: int = 0) -> set[str]:
    return set(session.held(session.units[place]).codes)


# --- beginning --------------------------------------------------------------------


def test_a_project_without_open_questions_is_refused(tmp_path: Path) -> None:
    with (
        Project.create(tmp_path / "p.hsb") as empty,
        pytest.raises(UsageConflict) as caught,
    ):
        CodingSession(empty, "eva")
    assert caught.value.message == "p.hsb has no open question to code."


def test_an_unknown_question_is_named_with_the_nearest(project: Project) -> None:
    with pytest.raises(UsageConflict) as caught:
        CodingSession(project, "eva", "chalenges")
    assert caught.value.message == "There is no open question “chalenges”."
    assert caught.value.hint == "Did you mean “challenges”?"
    with pytest.raises(UsageConflict, match="role"):
        CodingSession(project, "eva", "role")


def test_what_is_offered_and_which_digits_it_has(session: CodingSession) -> None:
    offered = [code.id for code in session.codes]
    assert offered == ["trust", "skills", "money", "unclear"]
    assert session.digits == {"1": "trust", "2": "skills", "3": "money", "4": "unclear"}
    session.switch("wishes")
    assert [code.id for code in session.codes] == [*offered, "elsewhere"]
    assert [line.unit.text for line in session.lines(session.units)] == [
        "A pony",
        "Time",
    ]


def test_lines_and_what_stands_around_them(session: CodingSession) -> None:
    lines = session.lines(session.units)
    assert [line.unit.text for line in lines] == [
        t for row in ANSWERS for t in row if t
    ]
    around = session.around(lines[0].unit)
    assert [unit.text for unit in around.siblings] == list(ANSWERS[0])
    assert around.closed == (("Role", "boss"),)
    assert session.around(lines[3].unit).closed == ()
    with pytest.raises(UsageConflict, match=r"^That answer is not in this project\.$"):
        session.unit("nowhere")


# --- coding -----------------------------------------------------------------------


def test_apply_remove_and_toggle(session: CodingSession) -> None:
    unit = session.units[0]
    assert session.apply(unit, "trust")
    assert not session.apply(unit, "trust")
    assert codes_of(session) == {"trust"}
    assert session.remove(unit, "trust")
    assert not session.remove(unit, "trust")
    assert session.toggle(unit, "money", shown="off")
    assert not session.toggle(unit, "money")
    assert codes_of(session) == set()
    assert session.held(unit).state is UnitState.UNSEEN
    kinds = [act.kind for act in session.project.log.of_unit(unit)]
    assert kinds == ["apply", "remove", "apply", "remove"]


def test_how_a_code_came_is_kept(session: CodingSession) -> None:
    unit = session.units[0]
    showing = session.show(unit, "run 1", ["money", "trust"])
    session.apply(unit, "money", origin=Origin.SUGGESTION, shown=showing)
    act = session.project.log.of_unit(unit)[-1]
    assert (act.origin, act.shown) == ("suggestion", showing)
    assert act.codebook == session.codebook.version
    assert session.reject(unit, "trust", showing)
    assert not session.reject(unit, "trust", showing)


@pytest.mark.parametrize(
    ("code", "error", "sentence"),
    [
        ("people", UsageConflict, "“People” cannot be applied: it only holds other"),
        ("old_topic", UsageConflict, "“Old topic” is retired."),
        ("elsewhere", UsageConflict, "“Elsewhere” is not offered under question “cha"),
        ("trusst", CodebookError, "The codebook has no code “trusst”."),
    ],
)
def test_codes_that_cannot_be_applied(
    session: CodingSession, code: str, error: type[HsbcodeError], sentence: str
) -> None:
    before = session.project.log.count()
    with pytest.raises(error) as caught:
        session.apply(session.units[0], code)
    assert caught.value.message.startswith(sentence)
    with pytest.raises(error):
        session.pin(1, code)
    assert session.project.log.count() == before


def test_spans_are_codings_of_their_own(session: CodingSession) -> None:
    unit = session.units[0]
    text = session.unit(unit).text
    assert session.apply(unit, "trust", span=Span(7, 13))
    assert text[7:13] == "trusts"
    assert not session.apply(unit, "trust", span=Span(7, 13))
    assert session.apply(unit, "trust", span=Span(0, 6))
    assert session.apply(unit, "trust")
    assert session.held(unit).spans() == (("trust", (0, 6)), ("trust", (7, 13)))
    session.remove(unit, "trust")
    assert codes_of(session) == set()
    session.undo()
    assert session.held(unit).spans() == (("trust", (0, 6)), ("trust", (7, 13)))
    assert None in session.held(unit).applied["trust"].values()


@pytest.mark.parametrize("span", [(3, 3), (5, 2), (-1, 3), (0, 999), (999, 1000)])
def test_spans_outside_the_answer_are_refused(
    session: CodingSession, span: tuple[int, int]
) -> None:
    with pytest.raises(UsageConflict) as caught:
        session.apply(session.units[0], "trust", span=Span(*span))
    assert caught.value.message == (
        f"Characters {span[0]} to {span[1]} are not a stretch of 1/challenges/1, "
        "which has 0 to 25."
    )


def test_finishing_needs_a_judgement(session: CodingSession) -> None:
    unit = session.units[0]
    with pytest.raises(UsageConflict) as caught:
        session.finish(unit)
    assert caught.value.message == "This answer has no code yet."
    session.apply(unit, "trust")
    with pytest.raises(UsageConflict) as caught:
        session.finish_without_code(unit)
    assert caught.value.message == "This answer has codes: Trust."
    session.finish(unit)
    session.finish(unit)
    assert session.held(unit).state is UnitState.CODED
    session.finish_without_code(session.units[1])
    session.finish_without_code(session.units[1])
    assert session.held(session.units[1]).state is UnitState.NO_CODE
    assert session.tally() == Tally(2, 5)
    assert session.reopen(unit)
    assert not session.reopen(unit)
    assert session.tally() == Tally(1, 5)
    # The codebook, the digits, and what was judged.
    assert session.project.log.count() == 2 + 4


def test_changing_codes_leaves_a_finished_answer_finished(
    session: CodingSession,
) -> None:
    unit = session.units[0]
    session.apply(unit, "trust")
    session.finish(unit)
    session.apply(unit, "money")
    session.remove(unit, "trust")
    assert session.held(unit).finished
    assert session.tally() == Tally(1, 5)


@pytest.mark.parametrize("flag", FLAGS)
def test_flags(session: CodingSession, flag: str) -> None:
    unit = session.units[0]
    assert session.flag(unit, flag, "why")
    (body,) = session.held(unit).flags[flag].values()
    assert session.project.log.body(body) == "why"
    assert not session.flag(unit, flag)
    assert session.held(unit).flags == {}
    session.undo()
    assert [*session.held(unit).flags] == [flag]


def test_an_unknown_flag(session: CodingSession) -> None:
    with pytest.raises(UsageConflict) as caught:
        session.flag(session.units[0], "come back")
    assert caught.value.hint == "Did you mean “come_back”?"


def test_a_memo_is_replaced_and_can_be_taken_back(session: CodingSession) -> None:
    unit = session.units[0]
    session.note(unit, "  ")
    assert session.project.log.count() == 1
    session.note(unit, "first ")
    session.note(unit, "second")
    session.note(unit, "second")
    assert session.notes(unit) == ("second",)
    session.note(unit, "")
    assert session.notes(unit) == ()
    seen = []
    while session.undo():
        seen.append(session.notes(unit))
    assert seen == [("second",), ("first",), ()]
    seen = []
    while session.redo():
        seen.append(session.notes(unit))
    assert seen == [("first",), ("second",), ()]


# --- looking for answers ----------------------------------------------------------


def test_filters(session: CodingSession) -> None:
    first, second, third, fourth, fifth = session.units
    session.apply(first, "trust")
    session.finish(first)
    session.apply(second, "trust")
    session.finish_without_code(third)
    session.flag(fourth, "come_back")
    filtered: Callable[[ListFilter], list[str]] = session.filtered
    assert filtered(ListFilter()) == session.units
    assert filtered(ListFilter(finished=True)) == [first, third]
    assert filtered(ListFilter(unfinished=True)) == [second, fourth, fifth]
    assert filtered(ListFilter(codes=("trust",))) == [first, second]
    assert filtered(ListFilter(codes=("trust",), unfinished=True)) == [second]
    assert filtered(ListFilter(flagged=True)) == [fourth]
    assert filtered(ListFilter(word="MONEY")) == [third]
    assert filtered(ListFilter(word="[/B]")) == [fourth]
    assert filtered(ListFilter(word="%")) == []
    assert ListFilter(finished=True, codes=("trust",), word="x").words == (
        "finished, code trust, “x”"
    )


def test_the_next_unfinished_goes_round_once(session: CodingSession) -> None:
    units = session.units
    assert session.next_unfinished() == units[0]
    assert session.next_unfinished(units[0]) == units[1]
    assert session.next_unfinished(units[-1]) == units[0]
    for unit in units[:-1]:
        session.finish_without_code(unit)
    assert session.next_unfinished(units[-1]) == units[-1]
    session.finish_without_code(units[-1])
    assert session.next_unfinished(units[2]) is None


def test_coders_and_rounds_do_not_see_each_other(session: CodingSession) -> None:
    unit = session.units[0]
    session.apply(unit, "trust")
    session.finish(unit)
    begin_round(session.project, "r1", "eva", "ben")
    for other in (
        CodingSession(session.project, "ben", "challenges"),
        CodingSession(session.project, "eva", "challenges", round_="r1"),
    ):
        assert not other.held(unit).anything
        assert other.tally() == Tally(0, 5)
    assert CodingSession(session.project, "ben").undo() is None
    assert session.project.fold.coders() == ("eva",)


# --- digits, codes, places --------------------------------------------------------


def test_pins_move_one_code_and_leave_the_others(session: CodingSession) -> None:
    session.pin(9, "trust")
    assert session.digits == {
        "2": "skills",
        "3": "money",
        "4": "unclear",
        "9": "trust",
    }
    session.pin(2, "trust")
    assert session.digits == {"2": "trust", "3": "money", "4": "unclear"}
    assert CodingSession(session.project, "ben", "challenges").digits["2"] == "trust"
    session.switch("wishes")
    assert session.digits["1"] == "trust"
    for digit in (0, 10):
        with pytest.raises(UsageConflict):
            session.pin(digit, "trust")


def test_a_new_code_is_offered_here_only_and_can_be_undone(
    session: CodingSession,
) -> None:
    assert session.undo_stacks.next_undo is None
    code = session.create_code("  Süßes & Saures ")
    assert code.label == "Süßes & Saures"
    assert code.questions == ("challenges",)
    assert code in session.codes
    with pytest.raises(UsageConflict, match=r"^There is a code “Süßes & Saures” alr"):
        session.create_code("SÜSSES & saures")
    with pytest.raises(CodebookError):
        session.create_code(" ")
    session.apply(session.units[0], code.id)
    session.undo()
    session.undo()
    assert code.id not in session.codebook
    assert code not in session.codes
    session.redo()
    assert code in session.codes


def test_undoing_a_code_leaves_later_codes_and_codes_in_use(
    session: CodingSession,
) -> None:
    mine = session.create_code("Mine")
    ben = CodingSession(session.project, "ben", "challenges")
    his = ben.create_code("His")
    session.undo()
    assert mine.id not in session.codebook
    assert his.id in session.codebook
    session.redo()
    ben.apply(ben.units[0], mine.id)
    session.undo()
    assert mine.id in session.codebook
    assert ben.held(ben.units[0]).codes == {mine.id}
    child = Code("child", "Child", parent=his.id)
    apply_codebook(
        session.project, session.codebook.__class__(check([his, child])), "eva"
    )
    ben.undo()  # his use of the first code
    ben.undo()
    assert his.id in session.codebook


def test_undoing_an_edit_brings_labels_and_order_back(session: CodingSession) -> None:
    before = session.codebook
    trust = Code("trust", "Confidence", parent="people", key="t")
    codes = [trust if code.id == "trust" else code for code in reversed(before.codes)]
    new = before.__class__(check(codes), title="Other")
    changes = apply_codebook(session.project, new, "eva")
    assert [(change.code, change.fields) for change in changes] == [
        ("trust", ("label",))
    ]
    assert session.codebook.label("trust") == "Confidence"
    undone = session.undo()
    assert undone is not None
    assert undone.words == "changed the codebook"
    assert session.codebook.codes == before.codes
    assert session.codebook.title == before.title
    session.redo()
    assert session.codebook.codes == new.codes
    assert session.codebook.title == "Other"


def test_the_place_where_one_stopped(session: CodingSession, tmp_path: Path) -> None:
    assert session.place() is None
    session.keep_place(session.units[2])
    count = session.project.log.count()
    session.keep_place(session.units[2])
    assert session.project.log.count() == count
    session.switch("wishes")
    assert session.place() is None
    wish = session.units[1]
    session.keep_place(wish)
    session.project.close()
    with Project.open(tmp_path / "p.hsb") as again:
        later = CodingSession(again, "eva")
        assert later.question.id == "wishes"
        assert later.place() == wish
        assert CodingSession(again, "ben").place() is None
        assert later.undo() is None
        later.keep_place(None)
        assert later.place() is None


# --- undo -------------------------------------------------------------------------


def test_undo_says_what_it_took_back(session: CodingSession) -> None:
    unit = session.units[0]
    assert session.undo() is None
    assert session.redo() is None
    session.apply(unit, "trust")
    session.finish(unit)
    press = session.undo_stacks.next_undo
    assert press is not None
    words, at, units = what_undo_would_do(session.project, press)
    assert (words, units) == ("finished", 1)
    undone = session.undo()
    assert undone is not None
    assert (undone.words, undone.unit, undone.at) == ("finished", unit, at)
    assert session.tally().finished == 0
    undone = session.undo()
    assert undone is not None
    assert undone.words == "applied Trust"
    session.redo()
    session.redo()
    assert session.held(unit).state is UnitState.CODED
    assert session.tally().finished == 1


def test_undo_reaches_into_earlier_sittings(
    session: CodingSession, tmp_path: Path
) -> None:
    unit = session.units[0]
    session.apply(unit, "trust")
    session.apply(unit, "money")
    session.undo()
    session.project.close()
    with Project.open(tmp_path / "p.hsb") as again:
        later = CodingSession(again, "eva", "challenges")
        later.redo()
        assert codes_of(later) == {"trust", "money"}
        later.undo()
        later.undo()
        assert codes_of(later) == set()
        assert later.undo() is None


def test_undo_of_a_press_that_was_ended_otherwise_moves_on(
    session: CodingSession,
) -> None:
    unit = session.units[0]
    session.apply(unit, "trust")
    session.apply(unit, "money")
    log = session.project.log
    (act,) = session.held(unit).applied["money"]
    session.project.record(log.make("lead", "x", "remove", unit=unit, ends=act))
    session.undo()
    assert codes_of(session) == {"trust"}
    session.undo()
    assert codes_of(session) == set()
    session.redo()
    session.redo()
    assert session.redo() is None
    assert codes_of(session) == {"trust"}


# --- read only --------------------------------------------------------------------


def test_a_second_window_can_look_but_not_code(
    session: CodingSession, tmp_path: Path
) -> None:
    unit = session.units[0]
    session.apply(unit, "trust")
    with Project.open(tmp_path / "p.hsb") as second:
        reader = CodingSession(second, "eva", "challenges")
        assert not reader.writable
        assert codes_of(reader) == {"trust"}
        reader.keep_place(unit)
        tries: list[Callable[[], object]] = [
            lambda: reader.apply(unit, "money"),
            lambda: reader.remove(unit, "trust"),
            lambda: reader.finish(unit),
            lambda: reader.finish_without_code(reader.units[1]),
            lambda: reader.flag(unit, "come_back"),
            lambda: reader.note(unit, "memo"),
            lambda: reader.reject(unit, "money", "none"),
            lambda: reader.create_code("New"),
            lambda: reader.pin(1, "money"),
            lambda: reader.undo(),
        ]
        for attempt in tries:
            with pytest.raises(ProjectFileError, match=r"^p\.hsb is read-only here: "):
                attempt()
        assert codes_of(reader) == {"trust"}
        assert reader.tally() == Tally(0, 5)
        assert reader.digits["1"] == "trust"
    assert codes_of(session) == {"trust"}


# --- coders -----------------------------------------------------------------------


def test_names_of_coders(session: CodingSession) -> None:
    assert known_coders(session.project) == ()
    session.apply(session.units[0], "trust")
    assert known_coders(session.project) == ("eva",)
    assert near_equal("Eva ", ("eva",)) == "eva"
    assert near_equal("eva", ("eva", "Eva")) is None
    assert near_equal("martha", ("eva", "marta")) == "marta"
    assert near_equal("zoe", ("eva",)) is None
    assert checked_name("  Eva   Maria ") == "Eva Maria"


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 41, "a\x1b[0m", "(settled)", "\u202eb"]
)
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(UsageConflict):
        checked_name(name)
