"""What leaves a project: the policy in force, and quotes that hide what tables hide."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.cli.app import main
from hsbcode.domain.disclosure import (
    CONFIDENTIAL,
    NO_CONTROL,
    ROUNDED,
    SUPPRESSED,
    DisclosurePolicy,
)
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.quotes.attribution import NOBODY_IN_PARTICULAR, Attributions
from hsbcode.report.as_json import quotes_json
from hsbcode.report.assembling import report_document
from hsbcode.report.html import html
from hsbcode.report.markdown import markdown
from hsbcode.report.plain import quotes_text
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.releasing import release, released_policy
from tests.reporting_study import Said, make_study

Capture = pytest.CaptureFixture[str]
WORDS = ("rain on the roof", "no time left", "phones ring", "long roads", "cold rooms")


def run(*arguments: str | Path, code: int = 0) -> None:
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert (end.value.code or 0) == code


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_demo(tmp_path_factory.mktemp("demo"))[0]


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "larc7.hsb"
    path.write_bytes(made.read_bytes())
    return path


def ninety(rare: int = 4) -> Study:
    """Return a study where few people of one role hold the theme “money”."""
    said = [
        Said(f"p{n}", f"{WORDS[n % 5]} {n}", "money" if n < 30 + rare else "trust")
        for n in range(90)
    ]
    roles = {f"p{n}": ["Boss" if 30 <= n < 60 else "Worker"] for n in range(90)}
    team = {f"p{n}": ["Red" if n % 2 else "Blue"] for n in range(90)}
    return make_study(
        said,
        closed={"role": roles, "team": team},
        options={"role": ("Boss", "Worker"), "team": ("Red", "Blue")},
    )


def quoted(
    study: Study, policy: DisclosurePolicy, fields: tuple[str, ...]
) -> tuple[QuoteTable, ...]:
    limits = release(study, policy, attribution=fields).limits
    return quote_tables(
        study, attribution=fields, beside={"money": "role"}, limits=limits
    )


def test_a_quote_loses_the_answer_whose_cell_is_hidden() -> None:
    study = ninety()
    named = Attributions(study, ["role", "team"])
    assert named.of("p31") == "Boss, Red"
    assert named.of("p31", {("role", "Boss")}) == "Red"
    assert named.of("p31", {("role", "Boss"), ("team", "Red")}) == NOBODY_IN_PARTICULAR
    # of two answers, leaving one out would name it
    assert named.of("p31", {("role", "Worker")}) == "Red"


def test_what_is_left_of_an_attribution_is_shared_by_enough_people() -> None:
    study = ninety()
    teams = {**study.closed["team"], "p31": ("Lone",)}
    study = make_study(
        [Said(p, "x") for p in teams],
        closed={"role": study.closed["role"], "team": teams},
    )
    named = Attributions(study, ["role", "team"])
    assert named.of("p33") == "Boss, Red"
    # every other boss is described with a team, so “Boss” alone would be this one
    assert named.of("p31") == NOBODY_IN_PARTICULAR
    assert named.of("p31", {("role", "Boss")}) == NOBODY_IN_PARTICULAR


@settings(max_examples=15, deadline=None)
@given(rare=st.integers(1, 29), policy=st.sampled_from([ROUNDED, SUPPRESSED]))
def test_no_quote_betrays_a_hidden_cell(rare: int, policy: DisclosurePolicy) -> None:
    study = ninety(rare)
    fields = ("role", "team")
    limits = release(study, policy, attribution=fields).limits["challenge"]
    for table in quoted(study, policy, fields):
        for theme in table.themes:
            hidden = {a for code, _field, a in limits.hidden if code == theme.code}
            for quote in theme.quotes:
                assert not hidden & set(re.split(", | / ", quote.attribution))


def test_themes_beside_quotes_have_the_numbers_of_the_released_table() -> None:
    study = make_study(
        [
            *(Said(f"p{n}", f"{WORDS[n % 5]} {n}", "trust") for n in range(43)),
            *(Said(f"q{n}", f"{WORDS[n % 5]} {n}", "money") for n in range(4)),
            *(Said(f"r{n}", "other", "") for n in range(16)),
        ],
        closed={"role": {f"p{n}": ["Agree"] for n in range(43)}},
    )
    (table,) = quoted(study, ROUNDED, ())
    trust, money = table.themes
    assert (trust.count, trust.base, trust.asked) == (45, 65, 65)
    assert (money.count, money.base, money.asked) == (None, 65, 65)
    assert money.closed_result == "Role: Agree 100 % (base: n = 45)"
    assert money.pool is None
    assert not re.search(r"\d", "".join(q.reason for q in money.quotes) + money.note)
    found = quotes_json(table)["themes"][1]
    assert (found["count"], found["percent"], found["base"]) == (None, None, 65)
    document = report_document("x", quotes=[table])
    for text in (quotes_text(table), markdown(document), html(document)):
        assert CONFIDENTIAL in text.replace("\\", "")
        assert ROUNDED.sentence[:20] in " ".join(text.split())


def test_without_control_quotes_say_so_and_keep_their_numbers() -> None:
    (table,) = quoted(ninety(), NO_CONTROL, ("role",))
    assert table.statement.endswith("Disclosure control: none (internal use).")
    assert {theme.base for theme in table.themes} == {90}


def test_splits_that_only_protect_quotes_are_not_printed() -> None:
    found = release(ninety(), SUPPRESSED, by=["team"], attribution=["role"])
    assert {table.by for table in found.tables} == {"", "team"}
    exact = release(ninety(), NO_CONTROL, by=["team"], attribution=["role"])
    assert [t.id for t in found.tables] == [t.id for t in exact.tables]


def test_the_demo_has_no_control_and_a_new_project_rounds_what_it_releases(
    demo: Path, tmp_path: Path, capsys: Capture
) -> None:
    run("disclosure", demo)
    assert capsys.readouterr().out == "none: none (internal use)\n"
    run("new", tmp_path / "new.hsb")
    run("disclosure", tmp_path / "new.hsb", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["protection"], found["threshold"]) == ("rounded", 10)


def test_the_policy_is_kept_and_can_be_asked_otherwise_once(
    demo: Path, tmp_path: Path, capsys: Capture
) -> None:
    run("disclosure", demo, "suppressed", "--threshold", "5")
    with open_project(demo, write=False) as project:
        assert released_policy(project).threshold == 5
    run("report", demo, "-o", tmp_path / "a.md", "--by", "role2")
    kept = (tmp_path / "a.md").read_text()
    assert "1 to 4 people" in kept
    assert "Who applied each code" not in kept
    # large themes stay printed: no more is hidden than protects the small ones
    assert "130 (41 %)" in kept
    run("report", demo, "-o", tmp_path / "b.html", "--disclosure", "rounded")
    assert "rounded to 5" in (tmp_path / "b.html").read_text()
    capsys.readouterr()
    run("tables", demo, "--table", "role2", "--json")
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert table["disclosure"] == NO_CONTROL.sentence
    run("tables", demo, "--table", "role2", "--disclosure", "rounded", "--json")
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    counts = [row["cells"][0]["count"] for row in table["rows"]]
    assert all(count is None or count % 5 == 0 for count in counts)


def test_quotes_in_a_file_are_released_and_on_the_screen_are_not(
    demo: Path, tmp_path: Path, capsys: Capture
) -> None:
    run("disclosure", demo, "rounded")
    run("quotes", demo, "-o", tmp_path / "q.md")
    assert "rounded to 5" in (tmp_path / "q.md").read_text()
    capsys.readouterr()
    run("quotes", demo)
    assert "Disclosure control: none" in " ".join(capsys.readouterr().out.split())


def test_a_policy_that_is_not_there_is_one_sentence(
    demo: Path, capsys: Capture
) -> None:
    run("disclosure", demo, "roundd", code=1)
    said = capsys.readouterr().err
    assert "no disclosure control “roundd”" in said
    assert "“rounded”" in said
    run("tables", demo, "--disclosure", "x", code=1)
