"""Filters narrow each other, can be typed, and are saved by name."""

from dataclasses import replace
from pathlib import Path

import pytest

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.filters import filter_text
from hsbcode.workflows.suggestions.sight import set_hidden_share
from tests.projects import make_project
from tests.small_projects import begin_round

TEXTS = (
    "There is danger at home",
    "Too few hours; really",
    "Nobody trusts us",
    "danger and hours",
    "Nothing",
    "danger = risk",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.hsb", TEXTS, second=("More danger",))


@pytest.fixture
def session(project: Project) -> CodingSession:
    return CodingSession(project, "amy", "what")


def places(session: CodingSession, typed: str) -> list[int]:
    found = session.filtered(session.choice.read(typed))
    return [session.units.index(unit) for unit in found]


def test_conditions_narrow_each_other(session: CodingSession) -> None:
    units = session.units
    session.apply(units[0], "risk")
    session.apply(units[3], "risk")
    session.apply(units[3], "time")
    session.finish(units[3])
    session.flag(units[3], "come_back")
    session.flag(units[5], "safeguarding", "told the lead")
    session.note(units[0], "see the other box")
    assert places(session, "word DANGER") == [0, 3, 5]
    assert places(session, "word danger; unfinished") == [0, 5]
    assert places(session, "code Balancing risk") == [0, 3]
    assert places(session, "code risk; code time") == [3]
    assert places(session, "flagged") == [3, 5]
    assert places(session, "flagged safeguarding") == [5]
    assert places(session, "flagged safeguarding; flagged come back") == [3, 5]
    assert places(session, "memo") == [0]
    assert places(session, "no code; word danger") == [5]
    assert places(session, "finished") == [3]
    assert places(session, "") == [0, 1, 2, 3, 4, 5]


def test_closed_answers_narrow(session: CodingSession) -> None:
    # areas go round: 0, 1, 2, 0, 1, 2
    assert places(session, "area = area 0") == [0, 3]
    assert places(session, "Area = AREA 0 | area 2; word danger") == [0, 3, 5]
    with pytest.raises(UsageConflict, match="Nobody answered “area 9”"):
        session.choice.read("area = area 9")
    with pytest.raises(UsageConflict, match="closed question"):
        session.choice.read("aera = area 1")


def test_suggested_and_not_applied(session: CodingSession) -> None:
    set_hidden_share(session.project, "0")
    assert places(session, "suggested Balancing risk") == [0, 3, 5]
    session.apply(session.units[0], "risk")
    assert places(session, "suggested risk") == [3, 5]


def test_where_coders_differ(project: Project, session: CodingSession) -> None:
    ben = CodingSession(project, "ben", "what")
    for coder, code in ((session, "risk"), (ben, "time")):
        for unit in session.units[:3]:
            coder.apply(unit, code if unit != session.units[1] else "risk")
            coder.finish(unit)
    assert places(session, "differ") == [0, 2]
    settled = CodingSession(project, SETTLED, "what")
    settled.apply(session.units[0], "risk")
    settled.finish(session.units[0])
    assert places(session, "differ") == [2]


def test_a_round_is_blind(project: Project) -> None:
    begin_round(project, "r1", "amy", "ben")
    amy = CodingSession(project, "amy", "what", round_="r1")
    ben = CodingSession(project, "ben", "what", round_="r1")
    for coder, code in ((amy, "risk"), (ben, "time")):
        coder.apply(coder.units[0], code)
        coder.finish(coder.units[0])
    for typed in ("differ", "suggested risk"):
        with pytest.raises(UsageConflict, match="blind"):
            amy.filtered(amy.choice.read(typed))
    outside = CodingSession(project, "amy", "what")
    assert places(outside, "differ") == []


def test_coded_under_an_older_definition(
    project: Project, session: CodingSession
) -> None:
    first, second, third = session.units[:3]
    for unit in (first, second):
        session.apply(unit, "trust")
        session.finish(unit)
    assert places(session, "older") == []
    trust = replace(project.codebook["trust"], definition="Only between colleagues.")
    project.put_codebook(replace(project.codebook.with_code(trust), version=""), "lead")
    session.apply(third, "trust")
    assert places(session, "older") == [0, 1]
    assert session.look_again(first)
    assert not session.look_again(first)
    assert places(session, "older") == [1]
    session.undo()
    assert places(session, "older") == [0, 1]
    assert session.held(first).finished
    # A change of words that does not touch the rules makes nothing older.
    renamed = replace(project.codebook["time"], label="Hours")
    frame = replace(project.codebook.with_code(renamed), version="")
    session.apply(third, "time")
    project.put_codebook(frame, "lead")
    assert places(session, "older") == [0, 1]


@pytest.mark.parametrize(
    "wish",
    [
        ListFilter(unfinished=True, word="a; b", codes=("risk", "time")),
        ListFilter(finished=True, disputed=True, older=True, memo=True, waiting=True),
        ListFilter(flagged=True, flags=("come_back", "no_quote"), no_code=True),
        ListFilter(suggested="time", closed=(("area", ("area 1", "area 2")),)),
        ListFilter(word="x = y"),
    ],
)
def test_a_filter_can_be_typed_as_it_is_kept(
    session: CodingSession, wish: ListFilter
) -> None:
    assert session.choice.read(filter_text(wish)) == wish


def test_filters_are_saved_by_name_for_everybody(
    project: Project, session: CodingSession
) -> None:
    wish = session.choice.read("unfinished; area = area 0")
    assert session.choice.save("  my   area ", wish) == "my area"
    other = CodingSession(project, "ben", "what")
    assert other.choice.read("My Area") == wish
    assert list(other.choice.saved()) == ["my area"]
    for name in ("", "code x", "unfinished", "a;b", "x" * 41):
        with pytest.raises(UsageConflict):
            session.choice.save(name, wish)
    with pytest.raises(UsageConflict, match="no filter"):
        session.choice.save("all of them", ListFilter())
    session.choice.drop("my area")
    assert other.choice.saved() == {}
    with pytest.raises(UsageConflict, match="There is no filter “my area”"):
        other.choice.read("my area")


def test_what_is_unknown_is_named(session: CodingSession) -> None:
    for typed, told in (
        ("unfinnished", "unfinished"),
        ("code Trsut", "Trust"),
        ("flagged safegarding", "safeguarding"),
    ):
        with pytest.raises(UsageConflict) as caught:
            session.choice.read(typed)
        assert told in caught.value.hint


def test_the_name_on_the_frame_has_labels(session: CodingSession) -> None:
    wish = session.choice.read("code risk; area = area 1; word x; unfinished")
    assert session.choice.words(wish) == (
        "not finished, code Balancing risk, “x”, Area: area 1"
    )
