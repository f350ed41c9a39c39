"""Limits: each fact yields its sentence, has a switch, and a report needs them."""

import json
from pathlib import Path

import pytest

from hsbcode.domain.disclosure import NO_CONTROL, ROUNDED
from hsbcode.domain.errors import OutputError, UsageConflict
from hsbcode.domain.limits import StatedFact, Statement
from hsbcode.files.facts_form import FactsError, read_facts
from hsbcode.report.document import Document, FactList, Heading
from hsbcode.report.known_limits import FOUND, IDS, STATED
from hsbcode.report.limits import (
    FoundFacts,
    limit_sentences,
    limits_of,
    require_limits,
    small_bases,
)
from hsbcode.report.methods import SuggestionUse, methods_facts
from hsbcode.results import frequency_table, theme_by_answer_table
from hsbcode.results.disclosure.policy import apply_policy
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.limits import keep_facts, stated_facts, switch_limits
from hsbcode.workflows.opening import create_project, open_project
from tests.report_documents import agreement
from tests.reporting_study import Said, make_study
from tests.test_cli import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_demo(tmp_path_factory.mktemp("demo"))[0]


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "larc7.hsb"
    path.write_bytes(made.read_bytes())
    return path


@pytest.mark.parametrize("name", IDS)
def test_row_40_each_fact_switched_on_yields_its_sentence(name: str) -> None:
    off = dict.fromkeys(IDS, False)
    assert limit_sentences(limits_of(FoundFacts(), switches=off)) == ()
    (sentence,) = limit_sentences(limits_of(FoundFacts(), switches=off | {name: True}))
    assert sentence.endswith(".")
    assert "{" not in sentence
    (limit,) = [
        one for one in limits_of(FoundFacts(), switches=off) if one.sentence == sentence
    ]
    assert limit.id == name
    assert limit.why.startswith("switched off; ")


def test_no_two_facts_say_the_same() -> None:
    sentences = [limit.sentence for limit in limits_of(FoundFacts())]
    assert len(set(sentences)) == len(IDS) == len(STATED) + len(FOUND)


def test_row_40_the_export_fails_without_limits(
    demo: Path, tmp_path: Path, capsys: Capture
) -> None:
    off = [word for name in IDS for word in ("--off", name)]
    run("limits", demo, *off, "--off", "general_link")
    assert "0 of 20" in capsys.readouterr().err
    run("report", demo, "-o", tmp_path / "r.md", code=1)
    said = capsys.readouterr().err
    assert "no section on its limits" in said
    assert "--on perceptions" in said
    assert not (tmp_path / "r.md").exists()
    run("limits", demo, "--on", "association")
    run("report", demo, "-o", tmp_path / "r.md")
    text = (tmp_path / "r.md").read_text("utf-8")
    section = text.partition("## Limits\n\n")[2].partition("\n\n")[0]
    assert section == "- A theme beside a closed result is an association, not a cause."


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Heading("Limits"),),
        (Heading("Limits"), FactList(())),
        (Heading("Limits"), FactList(("  ",))),
        (Heading("Method"), FactList(("Answers were coded.",))),
        (Heading("Limits"), Heading("Method"), FactList(("Answers were coded.",))),
    ],
)
def test_row_40_a_missing_or_empty_section_is_seen(
    blocks: tuple[Heading | FactList, ...],
) -> None:
    with pytest.raises(OutputError, match="limits"):
        require_limits(Document("A report", blocks))


def test_the_study_speaks_in_its_own_words() -> None:
    stated = Statement(
        file="facts.yaml",
        words={"places": "branches", "people": "library users"},
        facts=(
            StatedFact("places_volunteered"),
            StatedFact("people_chose", "Cards lay on the counter."),
            StatedFact("association", on=False),
            StatedFact("closed", "One branch was closed in May."),
        ),
    )
    found = {limit.id: limit for limit in limits_of(FoundFacts(), stated)}
    assert found["places_volunteered"].sentence.startswith("The branches that took")
    assert found["places_volunteered"].why == "stated in facts.yaml"
    assert found["commenters"].sentence.startswith("Library users who write")
    assert found["people_chose"].sentence == "Cards lay on the counter."
    assert not found["association"].on
    assert found["closed"].on
    assert [*found][-1] == "closed"


def test_facts_from_the_coding_are_told_in_figures() -> None:
    study = make_study([Said("a", "x", "money"), Said("b", "y", "trust")])
    facts = methods_facts(
        study,
        ["challenge"],
        agreement=[("Challenges", agreement())],
        suggestions=SuggestionUse(30, 12, 80),
    )
    found = {limit.id: limit for limit in limits_of(FoundFacts(coding=facts))}
    assert "one person (ann)" in found["coding"].sentence
    assert "how far another would agree is not known" in found["coding"].sentence
    assert found["suggestions"].on
    assert "a person decided on every one" in found["suggestions"].sentence
    assert not found["recodes"].on
    assert found["recodes"].sentence.startswith("No closed answer was corrected")


def test_small_bases_are_named_as_they_are_released() -> None:
    roles = {f"p{n}": ["Boss" if n < 22 else "Worker"] for n in range(90)}
    study = make_study(
        [Said(f"p{n}", "x", "money") for n in range(90)], closed={"role": roles}
    )
    tables = [
        frequency_table(study, "role", "T1"),
        theme_by_answer_table(study, "challenge", "role", "T2x1"),
    ]
    assert small_bases(tables, NO_CONTROL) == (("T2x1, Boss (n = 22)",), 30)
    rounded = [apply_policy(table, ROUNDED) for table in tables]
    assert small_bases(rounded, ROUNDED)[0] == ("T2x1, Boss (n = 20)",)
    (limit,) = [
        one
        for one in limits_of(FoundFacts(small_bases=("T2x1, Boss (n = 20)",)))
        if one.id == "small_bases"
    ]
    assert limit.on
    assert "T2x1, Boss (n = 20)." in limit.sentence


def test_the_demo_states_its_facts(demo: Path, capsys: Capture) -> None:
    run("limits", demo, "--json")
    found = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    for name in ("places_volunteered", "own_recruitment", "not_a_sample", "awareness"):
        assert found[name]["on"], name
        assert found[name]["why"] == "stated in facts.yaml"
    assert "amy, ben" in found["coding"]["sentence"]
    assert "alpha" in found["coding"]["sentence"]
    assert found["invented_coders"]["on"]
    assert "“Challenges” (Practitioners write" in found["pooled_units"]["sentence"]
    assert not found["suggestions"]["on"]
    assert "Not decided" not in found["undecided"]["sentence"]
    assert "“Other” is not counted" in found["undecided"]["sentence"]
    assert "tests" in found["no_tests"]["sentence"]


def test_switches_are_kept_and_a_wrong_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with create_project(path) as project:
        switch_limits(project, on=["estimates"], off=["commenters"])
        with pytest.raises(UsageConflict, match="no limit “commenter”"):
            switch_limits(project, off=["commenter"])
        with pytest.raises(UsageConflict, match="on and off at once"):
            switch_limits(project, on=["estimates"], off=["estimates"])
    with open_project(path, write=False) as project:
        assert project.settings["limits"] == {"estimates": True, "commenters": False}


def test_facts_files_are_read_and_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"

    def write(text: str) -> Path:
        path.write_text(f"schema: hsbcode.facts/1\n{text}", encoding="utf-8")
        return path

    good = read_facts(write("facts: [{id: own, sentence: ' It\n rained. '}]"))
    assert good.facts == (StatedFact("own", "It rained."),)
    for text, words in (
        ("facts: [{id: Own}]", "lower-case"),
        ("facts: [{id: a}, {id: a}]", "used twice"),
        ("words: {person: x}", "“person” is not asked for"),
        ("fact: []", "fact"),
    ):
        with pytest.raises(FactsError, match=words):
            read_facts(write(text))
    path.write_text("schema: other/1\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"hsbcode\.facts/1"):
        read_facts(path)
    with create_project(tmp_path / "p.hsb") as project:
        with pytest.raises(UsageConflict, match="no general limit"):
            keep_facts(project, write("facts: [{id: perception}]"))
        assert stated_facts(project) == Statement()
        keep_facts(project, write("facts: [{id: perceptions, holds: false}]"))
        assert stated_facts(project).facts == (StatedFact("perceptions", on=False),)


def test_agreement_of_invented_coders_says_so_wherever_it_is_printed(
    demo_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "so their agreement says nothing of what real coders reach"
    asked = ("agree", demo_project, "--question", "tools", "--resamples", "0")
    run(*asked)
    assert said in capsys.readouterr().out.replace("\n", " ")
    run(*asked, "--json")
    assert said in capsys.readouterr().out
    run(*asked, "-o", tmp_path / "a.md")
    assert said in (tmp_path / "a.md").read_text(encoding="utf-8")
