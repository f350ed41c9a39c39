"""A second, sound study about something else: every check keeps silent on it."""

import csv
import json
import re
import shlex
from collections import Counter
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest
import yaml

from hsbcode.files.codebook_files import read_codebook
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.survey_tables import kept_tables
from tests.closed_surveys import cell
from tests.test_cli import Capture, run

HERE = Path(__file__).parents[1] / "data" / "allotments"
EXPORT = HERE / "plotholders-2025.csv"
CODERS = ("iris", "tomasz", "settled")
NEWER = ("Less than a year", "1 - 3 years")
SITES = {"mill": "Mill Lane", "rope": "Ropewalk", "chapel": "Chapel Field"}
COLUMNS = {
    "paths": "The paths are kept clear",
    "water": "There is enough water",
    "rubbish": "Rubbish is dealt with",
    "safe": "The site feels safe",
    "rent": "The rent is fair",
    "loss": "Was anything stolen or damaged on your plot this year?",
}
IMPROVE = ("First thing", "Second thing")
ADVICE = "Open-Ended Response"

with EXPORT.open(encoding="utf-8", newline="") as _file:
    _ASKED, _ITEMS, *_ROWS = csv.reader(_file, delimiter=";")
_NAMES = [
    item if item not in ("", "Response") else asked
    for asked, item in zip(_ASKED, _ITEMS, strict=True)
]
PEOPLE = [dict(zip(_NAMES, row, strict=True)) for row in _ROWS]
FIGURES: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "figures.yaml").read_text("utf-8")
)["figures"]


def commands() -> list[list[str]]:
    """Return the commands of the study's README, one list of words each."""
    blocks = re.findall(
        r"^```\n(.*?)^```", (HERE / "README.md").read_text(), re.M | re.S
    )
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything was typed that the study's README says."""
    place = tmp_path_factory.mktemp("plots")
    for source in HERE.rglob("*.*"):
        target = place / source.relative_to(HERE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for words in commands():
            run(*words)
    return place


def test_the_study_says_that_it_is_invented() -> None:
    for name in ("README.md", "instrument.yaml", "codebook.yaml", "draft.md"):
        assert "invented" in (HERE / name).read_text("utf-8").lower(), name


def test_the_readme_takes_one_from_export_to_report(folder: Path) -> None:
    assert len(commands()) == 10
    page = (folder / "plots.html").read_text("utf-8")
    assert "standpipe" in page
    assert "192.0.2." not in page


def test_enough_people_wrote_in_many_ways() -> None:
    both = [[one[box] for box in IMPROVE if one[box]] for one in PEOPLE]
    assert sum(map(bool, both)) >= 60
    assert sum(bool(one[ADVICE]) for one in PEOPLE) >= 40
    texts = [text for some in both for text in some]
    texts += [one[ADVICE] for one in PEOPLE if one[ADVICE]]
    twice = {text for text, n in Counter(texts).items() if n > 1}
    assert twice == {"-", "n/a", "none"}
    openings = Counter(" ".join(text.lower().split()[:3]) for text in texts)
    assert max(n for words, n in openings.items() if " " in words) < 4
    lengths = sorted(map(len, texts))
    assert lengths[len(lengths) // 4] < 35 < 55 < lengths[-len(lengths) // 4]
    assert lengths[-1] > 200


def test_the_import_finds_nothing_odd(tmp_path: Path, capsys: Capture) -> None:
    files = ("--map", HERE / "map.yaml", "--instrument", HERE / "instrument.yaml")
    run("import", tmp_path / "p.hsb", EXPORT, *files, "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["respondents"] == len(PEOPLE) == 72
    told = found["instrument"]
    assert set(told["counts"].values()) == {0}
    assert told["findings"] == told["not_in_the_instrument"] == told["no_column"] == []
    assert found["changed"] == found["doubled"] == []
    assert {one["column"] for one in found["dropped"]} == {
        "Collector ID",
        "Start Date",
        "End Date",
        "IP Address",
    }


@pytest.mark.parametrize(
    ("column", "old", "new", "count"),
    [
        ("How big is it?", "Half plot", "A half plot", "unlisted"),
        ("Whom did you tell first?", "", "Nobody", "off_route"),
        ("Nothing yet", "", "Nothing yet", "exclusive"),
    ],
)
def test_the_same_import_sees_a_fault_put_in(
    tmp_path: Path, capsys: Capture, column: str, old: str, new: str, count: str
) -> None:
    place = _NAMES.index(column)
    rows = [list(row) for row in _ROWS]
    faulty = next(row for row in rows if row[place] == old and row[10])
    faulty[place] = new
    export = tmp_path / "e.csv"
    with export.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([_ASKED, _ITEMS, *rows])
    files = ("--map", HERE / "map.yaml", "--instrument", HERE / "instrument.yaml")
    run("import", tmp_path / "p.hsb", export, *files, "--json")
    counts = json.loads(capsys.readouterr().out)["instrument"]["counts"]
    assert {name for name, n in counts.items() if n} == {count}


def share_of(figure: dict[str, Any]) -> tuple[int, int]:
    """Count a published figure from the bare export: how many, out of how many."""
    question, _, row = str(figure["questions"][0]).partition(".")
    _, _, group = str(figure.get("filter", "")).partition(" == ")
    people = [one for one in PEOPLE if in_group(one, group)]
    if question == "hands":
        (option,) = figure["keep"]
        counted = [one[option] == option for one in people]
    else:
        column = COLUMNS[row or question]
        counted = [one[column] in figure["keep"] for one in people if one[column]]
    return sum(counted), len(counted)


def in_group(one: dict[str, str], group: str) -> bool:
    if group in SITES:
        return one["Which site is your plot on?"] == SITES[group]
    newer = one["How long have you had it?"] in NEWER
    return not group or newer == (group == "newer")


def place_of(figure: dict[str, Any]) -> tuple[str, str, int]:
    """Return table, row and column of a published figure."""
    kind, row, group = (*str(figure["id"]).removeprefix("f_").split("_"), "", "")[:3]
    at = {"": 0, "mill": 1, "rope": 2, "chapel": 3, "newer": 1, "older": 2}
    if kind == "loss":
        return "loss", row, 0
    if kind in COLUMNS:
        return "state", kind, at[row]
    assert not group
    return "hands", kind, at[row]


PUBLISHED = [f for f in FIGURES if f.get("questions") and f.get("unit") != "count"]


@pytest.mark.parametrize("figure", PUBLISHED, ids=[f["id"] for f in PUBLISHED])
def test_each_published_share_is_that_of_the_export(figure: dict[str, Any]) -> None:
    count, base = share_of(figure)
    assert base == figure["base_n"]
    assert floor(Fraction(100 * count, base) + Fraction(1, 2)) == figure["value"]


def test_the_tables_are_the_published_figures(folder: Path) -> None:
    with open_project(folder / "plots.hsb", write=False) as project:
        tables = {t.id: t for t in kept_tables(project, read_study(project))}
    seen = set()
    for figure in PUBLISHED:
        if figure["id"] == "f_loss":
            continue  # the table has the three sites only
        table, row, column = place_of(figure)
        found = cell(tables[table], row, column)
        count, base = share_of(figure)
        assert found.share is not None
        assert (found.share.count, found.share.base) == (count, base), figure["id"]
        seen.add(table)
    assert seen == {"loss", "state", "hands"}


def test_row_19_published_figures_without_a_fault_are_passed_in_silence(
    capsys: Capture,
) -> None:
    run("check-figures", HERE / "figures.yaml", "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["findings"] == []
    assert found["not_tested"] == []
    assert len(found["claims_that_hold"]) == 3


def test_one_wrong_figure_is_not_passed(tmp_path: Path) -> None:
    text = (HERE / "figures.yaml").read_text("utf-8")
    wrong = tmp_path / "figures.yaml"
    wrong.write_text(text.replace("f_loss_rope, value: 36", "f_loss_rope, value: 37"))
    assert wrong.read_text() != text
    run("check-figures", wrong, code=1)


def test_each_coding_gives_codes_that_its_question_offers(folder: Path) -> None:
    frame = read_codebook(HERE / "codebook.yaml")
    assert 15 <= len(frame) <= 25
    texts = {}
    for one in PEOPLE:
        written = (("improve/1", IMPROVE[0]), ("improve/2", IMPROVE[1]))
        for unit, name in (*written, ("start/1", ADVICE)):
            if one[name]:
                texts[f"{one['Respondent ID']}/{unit}"] = one[name]
    passes: dict[str, dict[str, set[str]]] = {}
    for coder in CODERS:
        with (HERE / "codings" / f"{coder}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        passes[coder] = {
            r["unit"]: set(filter(None, r["codes"].split(";"))) for r in rows
        }
        assert len(passes[coder]) == len(rows)
        for unit, codes in passes[coder].items():
            assert unit in texts
            assert codes
            for code in codes:
                assert frame[code].can_be_applied
                assert frame[code].offered_for(unit.split("/")[1]), (unit, code)
    iris, tomasz, settled = passes.values()
    assert set(iris) == set(texts) > set(tomasz)
    apart = {unit for unit in tomasz if iris[unit] != tomasz[unit]}
    assert set(settled) == apart
    used = {code for codes in iris.values() for code in codes}
    assert used == {code.id for code in frame if code.can_be_applied}


def test_the_draft_quotes_what_was_written_and_prints_what_was_counted() -> None:
    draft = (HERE / "draft.md").read_text("utf-8")
    flat = " ".join(draft.split())
    quotes = re.findall(r'"([^"]+)"', flat)
    texts = [one[name] for one in PEOPLE for name in (*IMPROVE, ADVICE)]
    assert len(quotes) == 4
    for quote in quotes:
        assert any(quote in text for text in texts), quote
    printed = {int(n) for n in re.findall(r"(\d+)%", flat)}
    themes = {39, 27, 26, 28, 25}
    assert printed <= {figure["value"] for figure in FIGURES} | themes


def test_check_finds_nothing_wrong_with_the_draft(
    folder: Path, capsys: Capture
) -> None:
    run("check", folder / "plots.hsb", HERE / "draft.md", "--json")
    assert json.loads(capsys.readouterr().out)
