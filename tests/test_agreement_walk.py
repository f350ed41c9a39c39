"""From a plan to a page: coders, packages, a release, settling, a second round."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hsbcode.cli.command_line import app
from hsbcode.domain.rounds import RoundKind
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from tests.small_projects import make_project

SAID = (
    ("Nobody tells us anything, canaryword {n}", {"trust"}),
    ("There is no money left, canaryword {n}", {"money"}),
    ("Staff were never trained, canaryword {n}", {"skills"}),
    ("They cannot pay for trained staff, canaryword {n}", {"skills", "money"}),
    ("Nothing to add, canaryword {n}", set[str]()),
)
ANSWERS = [(SAID[n % 5][0].format(n=n),) for n in range(60)]
MEANT = {answer[0]: SAID[n % 5][1] for n, answer in enumerate(ANSWERS)}
CODERS = ("amy", "ben", "cem")


def run(*words: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == code, (done.output, done.exception)
    return done.stdout if code == 0 else str(done.exception)


def code_share(path: Path, coder: str, round_: str) -> None:
    """Code as meant; ben misses skills in every other answer, cem adds trust often."""
    with Project.open(path) as project:
        session = CodingSession(project, coder, round_=round_)
        for place, unit in enumerate(session.units):
            codes = set(MEANT[session.unit(unit).text])
            if coder == "ben" and place % 2:
                codes -= {"skills"}
            if coder == "cem" and not place % 4:
                codes |= {"trust"}
            for given in sorted(codes):
                session.apply(unit, given)
            if codes:
                session.finish(unit)
            else:
                session.finish_without_code(unit)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study.hsb"
    make_project(path, ANSWERS).close()
    return path


def worst(agreement: dict[str, object]) -> str:
    codes = agreement["codes"]
    assert isinstance(codes, list)
    judged = [each for each in codes if each["alpha"] is not None]
    return str(min(judged, key=lambda each: each["alpha"])["code"])


def first_round(study: Path, folder: Path, *, send: Sequence[str] = CODERS) -> None:
    run("round", "draw", study, "Pilot", "--size", 30, "--seed", 1)
    run("round", "assign", study, "pilot", *CODERS, "--each", 2)
    folder.mkdir()
    made = run("round", "package", study, "pilot", "-o", folder).split("\n")
    packages = dict(zip(CODERS, sorted(filter(None, made)), strict=True))
    sent = []
    for coder in send:
        package = Path(packages[coder])
        assert coder in package.name
        code_share(package, coder, "pilot")
        sent.append(run("round", "send", package).strip())
    refused = run("agree", study, "--round", "pilot", "--json", code=1)
    assert "what its coders did is closed" in refused
    # one comes twice, and in another order than they were made
    for file in (*reversed(sent), sent[0]):
        run("merge", study, file, "--yes")


def test_row_43_and_44_the_whole_walk(study: Path, tmp_path: Path) -> None:
    assert "assumptions" in run("round", "plan", study)
    first_round(study, tmp_path / "packages")
    assert "3 of 3 back" not in run("round", "release", study, "pilot")
    released = run("agree", study, "--round", "pilot", "--json")
    code = worst(json.loads(released))
    assert code in ("trust", "skills")
    page = run("agree", study, "--page")
    assert "none of these has been settled" in page

    left = json.loads(run("round", "settle", study, "pilot", "--list", "--json"))
    about = json.loads(
        run("round", "settle", study, "pilot", "--list", "--code", code, "--json")
    )
    names = {each["unit"]: each for each in _rows(left)}
    assert set(each["unit"] for each in _rows(about)) <= set(names)
    with Project.open(study) as project:
        texts = {u.id: u.text for u in project.answers.units(list(names))}
    for unit, text in texts.items():
        codes = ";".join(sorted(MEANT[text])) or "0"
        words = ("--codes", codes, "--reason", "As defined.", "--by", "lead")
        run("round", "settle", study, "pilot", "--unit", unit, *words)
    run("round", "settle", study, "pilot", "--close")
    run(
        "codebook",
        "redefine",
        study,
        code,
        "--definition",
        "What people were taught, or were not.",
        "--yes",
    )
    assert run("agree", study, "--round", "pilot", "--json") == released

    run("round", "draw", study, "Second", "--size", 20, "--fresh")
    run("round", "assign", study, "second", *CODERS)
    run("round", "begin", study, "second")
    for coder in CODERS:
        code_share(study, coder, "second")
        refused = run("agree", study, "--round", "second", code=1)
        assert "what its coders did is closed" in refused
    run("round", "release", study, "second")
    assert run("agree", study, "--round", "pilot", "--json") == released

    run("agree", study, "--round", "pilot", "-o", tmp_path / "agreement.html")
    html = (tmp_path / "agreement.html").read_text("utf-8")
    assert "canaryword" not in html
    assert f"Of {len(names)} answers on which the coders differed {len(names)}" in html
    assert f"{len(names)} with a reason" in html
    second = run("agree", study, "--page")
    assert second.startswith("Agreement between coders: Second")
    assert "“Pilot” had been coded and released" in " ".join(second.split())
    planned = json.loads(run("round", "plan", study, "--json"))
    assert (planned["pilot"], planned["pilot_answers"]) == ("second", 20)

    run("round", "draw", study, "Rest", *_each("--rest", CODERS))
    with Project.open(study) as project:
        rest = project.rounds["rest"]
        assert rest.kind is RoundKind.SHARE
        given = [unit for share in rest.shares.values() for unit in share]
        assert sorted(given) == sorted(rest.units)
        assert len(given) == len(set(given)) == 10


def test_a_file_that_never_came_back_is_missing_and_no_no(
    study: Path, tmp_path: Path
) -> None:
    first_round(study, tmp_path / "packages", send=("amy", "ben"))
    refused = run("round", "release", study, "pilot", code=1)
    assert "cem 0/20" in refused
    run("round", "release", study, "pilot", "--unfinished")
    found = json.loads(run("agree", study, "--json"))
    assert found["coders"] == ["amy", "ben"]
    page = " ".join(run("agree", study, "--page").split())
    assert "Missing at the release: 20 codings." in page
    assert "Missing at the release were answers of cem 20." in page


def _rows(found: object) -> list[dict[str, str]]:
    if isinstance(found, dict):
        found = found.get("differences", found.get("answers"))
    assert isinstance(found, list)
    return found


def _each(option: str, values: Sequence[str]) -> list[str]:
    return [word for value in values for word in (option, value)]
