"""Published numbers counted again from the answers."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from hsbcode.domain.errors import HsbcodeError
from hsbcode.results.published import read_published
from hsbcode.results.specs import TableSpecError
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.reproducing import Reproduction, reproduce_published
from tests.closed_surveys import ROOT, WHOLE
from tests.test_cli import run

LIST = ROOT / "codebooks" / "larc7-published.yaml"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_demo(tmp_path_factory.mktemp("demo"))[0]


@pytest.fixture(scope="module")
def counted(demo: Path) -> Reproduction:
    with open_project(demo, write=False) as project:
        return reproduce_published(project, LIST)


def constraints() -> dict[str, dict[str, Any]]:
    text = (WHOLE / "constraints.yaml").read_text(encoding="utf-8")
    return {one["id"]: one for one in yaml.safe_load(text)["constraints"]}


def test_the_list_has_every_published_number_as_it_was_solved_for() -> None:
    listed = {one.id: one for one in read_published(LIST).published}
    for name, known in constraints().items():
        if known["status"] == "own":
            continue
        printed = known.get("percent", known.get("printed", known.get("count")))
        one = listed[name]
        assert printed in (one.percent, one.count), name
        assert one.base == known.get("base"), name
    assert sum(bool(one.printed or one.outside) for one in listed.values()) == 291


def test_each_number_comes_out_unless_it_is_known_why_not(
    counted: Reproduction,
) -> None:
    cannot = {n for n, one in constraints().items() if one["status"] == "cannot"}
    assert {one.number.id for one in counted.of("other")} == cannot
    assert all(one.why for one in counted.of("other"))
    assert len(counted.of("same")) == 235
    (never,) = counted.of("not computed")
    assert (never.number.id, never.why[:4]) == ("s24_mgr_sd", "I-11")
    assert len(counted.of("outside")) == 37


def test_what_the_answers_give_instead_is_what_was_solved(
    counted: Reproduction,
) -> None:
    for one in counted.of("other"):
        takes = constraints()[one.number.id].get("takes")
        if takes and not one.number.id.startswith("s42_"):
            assert one.share is not None
            assert [one.share.count, one.share.base] == takes


def test_the_command_names_what_does_not_come_out(demo: Path, capsys: Capture) -> None:
    run("reproduce", demo, "larc7-published")
    out = capsys.readouterr().out
    assert "s41_use_team" in out
    assert "printed 19 % of 391, here 48 % (186 of 391)" in out
    assert "t1_neglect" not in out
    assert "235 of 291 published numbers come out the same" in out
    run("reproduce", demo, "larc7-published", "--all")
    assert "t1_neglect" in capsys.readouterr().out
    run("reproduce", demo, "larc7-published", "--json")
    found = json.loads(capsys.readouterr().out)
    assert len(found["numbers"]) == 291


def published(folder: Path, *entries: str, instrument: str = "larc7") -> Path:
    lines = ["schema: hsbcode.published/1", f"instrument: {instrument}", "published:"]
    path = folder / "published.yaml"
    path.write_text("\n".join([*lines, *(f"  - {{{one}}}" for one in entries)]))
    return path


def test_a_number_that_is_wrong_is_told(demo: Path, tmp_path: Path) -> None:
    path = published(
        tmp_path,
        "id: a, what: neglect, percent: 44, of: [b_training], keep: ['Yes']",
        "id: b, what: base of it, count: 12, base_of: a",
        "id: c, what: no such question, percent: 3, of: [b_trainnig]",
        "id: d, what: everybody, count: 594, of: []",
    )
    with open_project(demo, write=False) as project:
        found = reproduce_published(project, path)
    assert [str(one.outcome) for one in found.numbers] == [
        "other",
        "other",
        "not computed",
        "same",
    ]
    assert "b_training" in found.numbers[2].why or "no closed" in found.numbers[2].why


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("id: a, what: x, percent: 4", "needs one source, and has none"),
        ("id: a, what: x, percent: 4, of: [q], base_of: a", "of and base_of"),
        ("id: a, what: x, count: 4, base_of: b", "no number “b”"),
        ("id: a, what: x, base_of: a", "neither percent nor count"),
    ],
)
def test_a_list_that_does_not_hold_together_is_refused(
    tmp_path: Path, entry: str, said: str
) -> None:
    with pytest.raises(TableSpecError, match=said):
        read_published(published(tmp_path, entry))


def test_a_list_of_another_survey_is_refused(demo: Path, tmp_path: Path) -> None:
    path = published(tmp_path, "id: a, what: x, count: 4, of: []", instrument="other")
    with (
        open_project(demo, write=False) as project,
        pytest.raises(HsbcodeError, match="about the instrument other"),
    ):
        reproduce_published(project, path)
