"""``hsbcode quote``: decisions on quotes, one a command."""

import json
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.quoting.reviewing import QuoteReview, read_review

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_demo(tmp_path_factory.mktemp("demo"))[0]


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "larc7.hsb"
    path.write_bytes(made.read_bytes())
    return path


def run(*arguments: str | Path, code: int = 0) -> None:
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert (end.value.code or 0) == code


def review(path: Path) -> QuoteReview:
    with open_project(path, write=False) as project:
        return read_review(project)


def acts(path: Path) -> int:
    with open_project(path, write=False) as project:
        return project.log.count()


def units(path: Path, place: int = 0) -> list[str]:
    found = review(path)
    return [quote.unit for quote in found.theme(found.places[place]).quotes]


def test_accept_better_refuse_and_undo(demo: Path, capsys: Capture) -> None:
    before = units(demo)
    run("quote", "accept", demo, "Q1", "--coder", "lea")
    run("quote", "better", demo, "Q2", "--reason", "shorter", "--coder", "lea")
    after = units(demo)
    assert after[0] == before[0]
    assert before[1] not in after
    capsys.readouterr()
    run("quote", "decided", demo, "--json")
    said = json.loads(capsys.readouterr().out)
    assert {one["decision"] for one in said} == {"take", "refuse"}
    assert [one["words"] for one in said if one["decision"] == "refuse"] == ["shorter"]
    assert {one["by"] for one in said} == {"lea"}
    run("quote", "undo", demo, "--coder", "lea")
    assert units(demo)[:2] == before[:2]
    run("quote", "undo", demo, "--redo", "--coder", "lea")
    assert before[1] not in units(demo)
    run("quote", "refuse", demo, "Q1", "--coder", "lea")
    assert before[0] not in units(demo)
    run("quote", "undo", demo, "--coder", "somebody", code=1)


def test_the_next_best_and_a_swap_with_one_of_them(demo: Path, capsys: Capture) -> None:
    found = review(demo)
    place = found.places[0]
    run("quote", "next", demo, place.code, "--question", place.question, "--json")
    listed = json.loads(capsys.readouterr().out)
    assert listed
    assert all(0 <= each["coverage"][1] <= 1 for each in listed)
    name = listed[2]["answer"]
    run("quote", "swap", demo, "Q1", name, "--reason", "plainer words")
    now = review(demo)
    assert name in [now.units[q.unit].name for q in now.theme(place).quotes]
    run("quote", "free", demo, place.code, name, "--question", place.question)


def test_words_are_cut_and_replaced_letter_by_letter(
    demo: Path, capsys: Capture
) -> None:
    unit = review(demo).units[units(demo)[0]]
    words = " ".join(unit.text.split()[1:3])
    run("quote", "cut", demo, unit.name, words)
    first = unit.text.split()[0]
    run("quote", "redact", demo, "Q1", f"{first} ", "--role", "place")
    shown = review(demo)
    text = shown.theme(shown.places[0]).quotes[0].text
    assert text.startswith("[place]")
    assert "[…]" in text
    assert words not in text
    run("quote", "whole", demo, unit.name)
    run("quote", "unredact", demo, unit.name, first + " ")
    shown = review(demo)
    assert shown.theme(shown.places[0]).quotes[0].text == unit.text.strip()
    capsys.readouterr()
    run("quote", "cut", demo, unit.name, "words that are not there", code=1)
    told = capsys.readouterr().err
    assert unit.name in told
    assert unit.text not in told


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("accept", "{}", "Q999"), "lists them"),
        (("accept", "{}"), "Q12"),
        (("next", "{}", "enggement"), "engagement"),
        (("next", "{}", "engagement"), "--question"),
        (("swap", "{}", "Q1", "nobody/here/1"), ""),
        (("redact", "{}", "Q1", "x", "--role", "plase"), ""),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    demo: Path, capsys: Capture, arguments: tuple[str, ...], hint: str
) -> None:
    before = acts(demo)
    run("quote", *(each.format(demo) for each in arguments), code=1)
    told = capsys.readouterr().err
    assert hint in told
    assert "Traceback" not in told
    assert acts(demo) == before
