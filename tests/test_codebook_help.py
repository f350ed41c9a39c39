"""What coded answers say about the codebook: keywords, overlaps, missing codes."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.codebook_help import CodebookHelp
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.kept_names import KeptName
from hsbcode.store.project import Project
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.keyword_proposals import log_odds, proposed_keywords
from hsbcode.suggest.missing_codes import missing_codes
from hsbcode.suggest.overlaps import overlaps
from hsbcode.suggest.telling_words import TellingWords
from hsbcode.workflows.codebook import edits
from hsbcode.workflows.codebook.help_lines import help_lines, told_lines
from hsbcode.workflows.codebook.improving import (
    codebook_help,
    making_code,
    taking_keyword,
)
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.naming import change_names
from hsbcode.workflows.rounds import drawing
from hsbcode.workflows.rounds.phases import begin
from tests.projects import make_project

Capture = pytest.CaptureFixture[str]

BOOK = Codebook(
    (
        Code("food", "Meals", keywords=("soup",)),
        Code("noise", "Quiet at night"),
        Code("ward", "Ward team", kind="named_entity"),
    )
)
FOOD = (
    "the dinner was cold again",
    "dinner came late on most days",
    "little choice of dinner for my daughter",
    "soup and dinner were both fine",
    "a warm dinner would be nice",
)
NOISE = (
    "televisions on until midnight",
    "the televisions kept me awake",
    "please turn televisions down",
    "doors banging and loud televisions",
    "trolleys all night long",
)
WARD = (
    "the team on Willow was kind",
    "we liked Willow and its nurses",
    "thank you to Willow from us",
    "nurses on Willow were busy",
    "everybody on Willow helped",
)
PARKING = (
    "nowhere to park the car",
    "car park full and dear",
    "the car park was full at nine",
    "we drove round to park the car",
    "park and ride was full",
)


def coded() -> tuple[list[str], list[set[str]], list[str]]:
    texts = [*FOOD, *NOISE, *WARD]
    codes = [{"food"}] * 5 + [{"noise"}] * 5 + [{"ward"}] * 5
    return texts, codes, [f"r{n}" for n in range(15)]


def proposals(
    names: Sequence[KeptName] = (), people: Sequence[str] | None = None
) -> dict[str, list[str]]:
    texts, codes, own = coded()
    found = proposed_keywords(
        BOOK, texts, codes, people or own, ["q"] * len(texts), names
    )
    every: dict[str, list[str]] = {}
    for each in found:
        every.setdefault(each.code, []).append(each.keyword)
    return every


def test_words_that_stand_for_a_code_are_proposed() -> None:
    found = proposals()
    assert found["food"] == ["dinner"]
    assert found["noise"] == ["televisions"]


def test_what_a_keyword_finds_already_is_not_proposed() -> None:
    book = Codebook((Code("food", "Meals", keywords=("dinners",)), Code("x", "X")))
    texts, codes, people = coded()
    found = proposed_keywords(book, texts, codes, people, ["q"] * 15)
    assert [each.keyword for each in found] == []
    below = Codebook((Code("food", "Meals"), Code("late", "Late", "food")))
    child = Codebook(
        (below["food"], Code("late", "Late", "food", keywords=("dinner",)))
    )
    assert proposed_keywords(below, texts, codes, people, ["q"] * 15)
    assert not proposed_keywords(child, texts, codes, people, ["q"] * 15)


def test_a_proposed_keyword_finds_what_it_was_found_in() -> None:
    texts, codes, people = coded()
    for each in proposed_keywords(BOOK, texts, codes, people, ["q"] * 15):
        code = Code(each.code, "x", keywords=(each.keyword,))
        evidence = codebook_evidence(Codebook((code,)))
        found = sum(bool(evidence.keyword_counts(text)) for text in texts)
        assert found >= each.answers, each.keyword


def test_no_word_of_two_people_enters_a_codebook() -> None:
    people = ["a", "b"] * 7 + ["a"]
    assert proposals(people=people) == {}


def test_names_on_the_list_are_never_proposed() -> None:
    assert proposals()["ward"] == ["willow"]
    assert "ward" not in proposals([KeptName("Willow")])


def test_words_written_as_names_are_proposed_for_named_entities_only() -> None:
    book = Codebook((Code("ward", "Ward team"), Code("food", "Meals")))
    texts, codes, people = coded()
    found = proposed_keywords(book, texts, codes, people, ["q"] * 15)
    assert {each.keyword for each in found} == {"dinner"}


def test_a_code_is_compared_where_it_is_offered_only() -> None:
    book = Codebook((Code("food", "Meals", questions=("q",)), Code("noise", "Quiet")))
    texts, codes, people = coded()
    asked = ["q"] * 5 + ["other"] * 10
    found = proposed_keywords(book, texts, codes, people, asked)
    assert {each.code for each in found} == {"noise"}


def test_log_odds_follow_the_counts() -> None:
    assert log_odds(5, 10, 5, 10) == pytest.approx(0)
    assert log_odds(8, 10, 2, 10) > 1.5
    assert log_odds(2, 10, 8, 10) == pytest.approx(-log_odds(8, 10, 2, 10))
    assert log_odds(80, 100, 20, 100) > log_odds(8, 10, 2, 10)
    assert log_odds(10, 10, 10, 10) == pytest.approx(0)
    assert log_odds(0, 10, 10, 10) < 0 < log_odds(10, 10, 0, 10)


def test_numbers_empty_words_and_denials_are_no_topic() -> None:
    words = TellingWords(["I don't know 4 times what 24/7 means, it's not x"])
    assert {term[0] for term in words.of[0] if len(term) == 1} == {"time", "mean"}


# ---- overlaps --------------------------------------------------------------------


def test_overlaps_say_what_codes_share() -> None:
    book = Codebook(
        (
            Code("a", "A", keywords=("waiting", "queue")),
            Code("b", "B", keywords=("waits",)),
            Code("c", "C"),
            Code("d", "D", parent="c"),
            Code("e", "E", questions=("q1",), keywords=("room",)),
            Code("f", "F", questions=("q2",), keywords=("room",)),
        )
    )
    sets = [{"b", "c"}, {"b", "c"}, {"c", "b"}, {"c", "d"}, {"c", "d"}, {"d", "c"}]
    found = {(o.first, o.second): o for o in overlaps(book, sets)}
    # a child is no overlap of its parent; codes of other questions never meet
    assert set(found) == {("a", "b"), ("b", "c")}
    assert found["a", "b"].keywords == ("waiting",)
    assert (found["b", "c"].both, found["b", "c"].either) == (3, 6)
    assert found["b", "c"].share == pytest.approx(0.5)


# ---- missing codes -----------------------------------------------------------------


def test_answers_that_no_code_explains_become_a_candidate() -> None:
    texts = [*FOOD, *NOISE, *PARKING]
    units = [f"u{n}" for n in range(15)]
    unexplained = [0.1] * 10 + [0.9] * 5
    people = [f"r{n}" for n in range(15)]
    found = missing_codes(BOOK, "q", units, texts, people, unexplained)
    assert found[0].words[0] in ("park", "car", "full")
    assert set(found[0].units) <= set(units[10:])
    assert len(found[0].examples) == 3
    again = missing_codes(BOOK, "q", units, texts, people, unexplained)
    assert again == found


def test_what_two_people_say_is_no_candidate() -> None:
    people = ["a", "b"] * 8
    texts = [*FOOD, *NOISE, *PARKING]
    unexplained = [0.1] * 10 + [0.9] * 5
    units = [f"u{n}" for n in range(15)]
    assert missing_codes(BOOK, "q", units, texts, people[:15], unexplained) == []


def test_nothing_unexplained_gives_no_candidate() -> None:
    texts, people = list(FOOD), [f"r{n}" for n in range(5)]
    for value in (0.0, 1.0):
        assert not missing_codes(BOOK, "q", people, texts, people, [value] * 5)


# ---- in a project ------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    texts = [*FOOD, *NOISE, *WARD, *PARKING]
    with make_project(tmp_path / "p.hsb", texts, tuple(BOOK)) as project:
        session = CodingSession(project, "amy")
        codes = ["food"] * 5 + ["noise"] * 5 + ["ward"] * 5
        for unit, code in zip(session.units, codes, strict=False):
            session.apply(unit, code)
            session.finish(unit)
        for unit in session.units[15:]:
            session.finish_without_code(unit)
    return tmp_path / "p.hsb"


def helped(project: Project, coder: str = "", question: str = "") -> CodebookHelp:
    steps = codebook_help(project, coder, question)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: CodebookHelp = end.value
            return found


def test_a_keyword_is_taken_and_given_back(path: Path) -> None:
    with Project.open(path) as project:
        found = helped(project)
        assert (found.coded, found.without_keywords) == (20, ("noise", "ward"))
        (proposal,) = found.of_code("food")
        assert proposal.sentence == "of 5 answers with “dinner”, 5 have the code"
        before = project.codebook["food"].meaning
        edits.make_edit(project, taking_keyword(project, proposal), "amy")
        assert project.codebook["food"].keywords == ("soup", "dinner")
        assert project.codebook["food"].meaning == before
        with pytest.raises(UsageConflict):
            taking_keyword(project, proposal)
        assert not any(
            line.about == proposal for line in help_lines(found, project.codebook)
        )
    with Project.open(path) as project:
        edits.undo_edit(project, "amy")
        assert project.codebook["food"].keywords == ("soup",)


def test_a_code_is_made_of_answers_that_none_explains(path: Path) -> None:
    with Project.open(path) as project:
        found = helped(project)
        about = found.missing[0]
        texts = [u.text for u in project.answers.units(list(about.units))]
        assert set(texts) <= set(PARKING)
        edits.make_edit(project, making_code(project, about, "Parking"), "amy")
        made = next(code for code in project.codebook if code.label == "Parking")
        assert made.keywords == about.words
        left = [line.about for line in help_lines(found, project.codebook, "", [about])]
        assert about not in left


def test_every_line_can_be_told(path: Path) -> None:
    with Project.open(path, write=False) as project:
        found = helped(project)
        lines = list(help_lines(found, project.codebook, "noise"))
        assert lines[0].label == "Keywords for “Quiet at night”"
        assert lines[1].label == "“televisions” → Quiet at night"
        for line in lines:
            assert bool(told_lines(line, project, found)) == (line.about is not None)


def test_names_on_the_list_of_the_project_are_left_out(path: Path) -> None:
    with Project.open(path) as project:
        assert helped(project).of_code("ward")
        change_names(project, add=["Willow"], coder="amy")
        assert not helped(project).of_code("ward")


def test_nothing_of_a_round_that_is_not_released_is_told(tmp_path: Path) -> None:
    texts = [*FOOD, *NOISE]
    with make_project(tmp_path / "r.hsb", texts, tuple(BOOK)) as project:
        drawing.draw_round(project, "one", drawing.Wanted(), "lead")
        drawing.assign_evenly(project, "one", ["amy", "ben"], "lead")
        begin(project, "one", "lead")
        session = CodingSession(project, "amy", round_="one")
        for unit in session.units:
            session.apply(unit, "food")
            session.finish(unit)
        found = helped(project)
        assert (found.coded, found.keywords) == (0, ())
        assert helped(project, "ben").coded == 0
        own = helped(project, "amy")
        assert (own.coded, own.own_only) == (len(session.units), "amy")


def test_an_empty_project_says_nothing_and_lives(tmp_path: Path) -> None:
    with make_project(tmp_path / "e.hsb", ["hm", "", "?"], ()) as project:
        found = helped(project)
        assert found == CodebookHelp(0, (), (), (), (), {})


def test_a_wrong_question_is_told(path: Path) -> None:
    with Project.open(path, write=False) as project, pytest.raises(UsageConflict):
        helped(project, question="whot")


# ---- the command -------------------------------------------------------------------


def run(*arguments: object) -> int:
    try:
        main(["codebook", "improve", *map(str, arguments)])
    except SystemExit as end:
        return int(str(end.code or 0))
    return 0


def test_the_command_tells_and_takes(path: Path, capsys: Capture) -> None:
    assert run(path) == 0
    said = capsys.readouterr().out
    assert "From 20 coded answers." in said
    assert "televisions" in said
    assert "perhaps a missing code" in said
    assert run(path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["without_keywords"] == ["noise", "ward"]
    assert all(
        unit in told["names"] for each in told["missing"] for unit in each["units"]
    )
    assert run(path, "--code", "Quiet at night", "--take", "televisions") == 0
    assert "Quiet at night: televisions" in capsys.readouterr().out
    assert run(path, "--code", "noise", "--take", "Televisions") == 1
    assert "has the keyword" in capsys.readouterr().err
    assert run(path, "--take", "televisions") == 1
    assert run(path, "--code", "nose") == 1
    assert "noise" in capsys.readouterr().err
