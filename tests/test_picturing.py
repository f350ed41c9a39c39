"""Charts from the command line: bars under tables, pictures in a folder."""

from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.errors import HsbcodeError, OutputError, UsageConflict
from hsbcode.workflows.picturing import table_bars, write_pictures
from tests.chart_tables import one_question

Capture = pytest.CaptureFixture[str]
_EXPORT = "id,role,sure\n" + "".join(
    f"{n},{'Nurse' if n % 3 else 'Cook'},{'Agree' if n % 4 else 'Unsure'}\n"
    for n in range(1, 25)
)


@pytest.fixture
def project(tmp_path: Path, capsys: Capture) -> Path:
    export = tmp_path / "export.csv"
    export.write_text(_EXPORT, "utf-8")
    path = tmp_path / "study.hsb"
    run("import", path, export)
    capsys.readouterr()
    return path


def run(*words: object) -> None:
    with pytest.raises(SystemExit) as end:
        main([str(word) for word in words])
    assert not end.value.code


def test_bars_stand_under_their_tables(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    run("tables", project, "--bars")
    said = capsys.readouterr().out
    assert "Nurse     ████" in said
    assert said.index("% of base") < said.index("████")
    run("tables", project, "--ascii")
    said = capsys.readouterr().out
    assert "Nurse     ####" in said
    assert "█" not in said
    run("tables", project)
    assert "Nurse     ####" not in capsys.readouterr().out


def test_a_dumb_terminal_gets_plain_signs(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    run("tables", project, "--bars")
    said = capsys.readouterr().out
    assert "####" in said
    assert "█" not in said


def test_pictures_lie_in_a_folder_with_their_numbers(
    project: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "new" / "pictures"
    run("tables", project, "--pictures", folder, "--table", "role")
    printed = capsys.readouterr().out.split()
    assert [Path(line).suffix for line in printed] == [".svg", ".png", ".txt"]
    words = Path(printed[2]).read_text("utf-8")
    assert words.startswith("Bar chart, 2 bars. ")
    assert "% of base" in words
    assert Path(printed[0]).read_text("utf-8").startswith("<svg")
    with pytest.raises(SystemExit) as end:
        main(["tables", str(project), "--pictures", str(folder)])
    assert end.value.code == 1
    assert "exists already" in capsys.readouterr().err


def test_names_of_files_are_harmless_and_nothing_is_half_written(
    tmp_path: Path,
) -> None:
    tables = [one_question({"A": 9, "B": 4}, id="../x"), one_question({"A": 20})]
    (tmp_path / "T1.png").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"T1\.png exists already"):
        write_pictures(tables, tmp_path, "study")
    assert [path.name for path in tmp_path.iterdir()] == ["T1.png"]
    (tmp_path / "T1.png").unlink()
    written = write_pictures(tables, tmp_path, "study")
    assert {path.parent for path in written} == {tmp_path}
    assert written[0].name == "---x.svg"


def test_a_folder_that_is_a_file_and_tables_without_charts(tmp_path: Path) -> None:
    there = tmp_path / "file"
    there.write_text("x", "utf-8")
    table = one_question({"A": 20})
    with pytest.raises(OutputError, match="is a file"):
        write_pictures([table], there, "study")
    with pytest.raises(UsageConflict, match="None of these tables has a chart"):
        write_pictures([], tmp_path, "study")
    assert issubclass(UsageConflict, HsbcodeError)
    assert table_bars(one_question({})) == ""
