"""``check`` as it is typed, and on what hsbcode itself wrote."""

import json
import shutil
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.disclosure import ROUNDED
from hsbcode.workflows.checking.drafts import check_draft
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.reporting.writing import write_report


@pytest.mark.parametrize("ending", [".md", ".html"])
def test_a_report_of_our_own_holds_nothing_wrong(
    demo_project: Path, tmp_path: Path, ending: str
) -> None:
    report = tmp_path / f"report{ending}"
    with open_project(demo_project, write=False) as project:
        write_report(project, report, by=["role2"])
        found = check_draft(project, report)
    assert [(one.line, one.found, one.reason) for one in found.faults] == []
    right = [one for one in found.checked if one.verdict == "right"]
    assert len(right) > 1000
    assert {one.kind for one in right} >= {"percentage", "quote"}


def test_one_changed_number_in_a_report_of_our_own_is_found(
    demo_project: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.md"
    with open_project(demo_project, write=False) as project:
        write_report(project, report)
        text = report.read_text("utf-8")
        assert text.count("| Upset | 40 % (n = 578) |") == 1
        report.write_text(
            text.replace("| Upset | 40 % (n = 578) |", "| Upset | 42 % (n = 578) |")
        )
        found = check_draft(project, report)
    assert [one.found for one in found.faults] == ["42 % (n = 578"]


def test_a_report_under_disclosure_control_holds_nothing_wrong(
    demo_project: Path, tmp_path: Path
) -> None:
    from hsbcode.workflows.releasing import set_released_policy

    copy = tmp_path / "copy.hsb"
    shutil.copy(demo_project, copy)
    with open_project(copy) as project:
        set_released_policy(project, ROUNDED)
        report = tmp_path / "report.md"
        write_report(project, report)
        found = check_draft(project, report)
    assert [(one.line, one.found, one.reason) for one in found.faults] == []


PRESS = """Forty per cent of staff say that they are worried.

A third feel anxious (36 per cent). “Nobody has ever said these words at all”, said
one practitioner.
"""


def test_the_command_lists_faults_and_ends_with_one(
    demo_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "press.txt"
    draft.write_text(PRESS)
    with pytest.raises(SystemExit) as ended:
        main(["check", str(demo_project), str(draft)])
    assert ended.value.code == 1
    told = capsys.readouterr().out
    assert "line 1: Forty per cent of staff say that they are worried." in told
    assert "hsbcode trace figure_12.8.1" in told
    assert "36 per cent –" not in told
    assert told.endswith("press.txt: 1 right, 1 rounding only, 2 wrong\n")


def test_json_holds_everything_with_lines(
    demo_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "press.txt"
    draft.write_text(PRESS)
    with pytest.raises(SystemExit):
        main(["check", str(demo_project), str(draft), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["wrong"] == 2
    assert [(one["line"], one["verdict"]) for one in told["checked"]] == [
        (1, "wrong"),
        (3, "rounding only"),
        (3, "right"),
        (3, "wrong"),
    ]


def test_a_clean_draft_ends_with_nought(
    demo_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "press.txt"
    draft.write_text("Of those asked, 36% feel anxious.\n")
    with pytest.raises(SystemExit) as ended:
        main(["check", str(demo_project), str(draft), "--all"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "right: 36% – It is 36 % (210 of 578) “Anxious”" in told
