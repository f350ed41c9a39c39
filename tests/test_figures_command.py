"""``check-figures`` as it is typed, and inventories in their own shape."""

import json
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.figures import Check
from hsbcode.files.figure_files import read_figures
from hsbcode.results.figure_checks.checking import check_figures

HARBOUR = Path(__file__).parent / "figures" / "harbour.yaml"

INVENTORY = HARBOUR.with_name("inventory.yaml")


def test_an_inventory_gives_its_splits_routes_and_claims() -> None:
    report = check_figures(read_figures(INVENTORY))
    told = {(f.check, f.figures[0]): f.sentence for f in report.findings}
    assert set(told) == {
        (Check.BASE_LIMIT, "pier"),
        (Check.BASE_LIMIT, "useful"),
        (Check.EQUAL_TOTALS, "n"),
        (Check.CLAIM, "trained"),
    }
    # 30 of 60 pilots said yes, and 90 - 60 others may have been asked.
    assert "at most 60 people" in told[Check.BASE_LIMIT, "useful"]
    assert "add up to 80, not to 90" in told[Check.EQUAL_TOTALS, "n"]


def test_the_findings_are_printed_line_by_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check-figures", str(HARBOUR)])
    assert ended.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("contradiction · whole number: w_tea (Section 1)")
    assert "not tested · c_words: there is no figure “the”." in "\n".join(lines)
    assert lines[-1].startswith("Harbour library survey: 27 figures; ")


def test_a_sound_list_ends_with_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sound.json"
    figure = {"id": "a\x1b[31m", "value": 43, "base_n": 185, "what": "=1+1 \u202e"}
    path.write_text(
        json.dumps({"schema": "hsbcode.figures/1", "figures": [figure]}), "utf-8"
    )
    with pytest.raises(SystemExit) as ended:
        main(["check-figures", str(path), "--json"])
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_file_that_is_no_list_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("- 1\n", "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["check-figures", str(path)])
    assert ended.value.code == 1
    assert "x.yaml" in capsys.readouterr().err


def test_the_example_of_the_form_says_what_its_page_says(tmp_path: Path) -> None:
    page = Path(__file__).parents[1] / "docs" / "figures-form.md"
    example = page.read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "example.yaml"
    path.write_text(example, "utf-8")
    report = check_figures(read_figures(path))
    assert [f.check for f in report.findings] == [Check.WHOLE_NUMBER, Check.BASE_LIMIT]
    assert "at most 28 people" in report.findings[1].sentence
    assert report.holding == ("c1",)
