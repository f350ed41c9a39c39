"""The command line: results on stdout, narration on stderr, exit codes."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.studying import read_study
from tests.test_workflows_importing import HEADER, ROWS, write

Capture = pytest.CaptureFixture[str]


def run(*arguments: str | Path, code: int = 0) -> None:
    """Run a command in this process and look at its exit code."""
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert (end.value.code or 0) == code


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hsb"
    with pytest.raises(SystemExit):
        main(["import", str(path), str(write(tmp_path / "e.csv", ROWS))])
    return path


def test_import_reports_as_json(tmp_path: Path, capsys: Capture) -> None:
    export = write(tmp_path / "e.csv", ROWS)
    run("import", tmp_path / "p.hsb", export, "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["respondents"] == 5
    assert found["never_began"] == 1
    assert found["responses"] == 5
    assert found["blank"] == 3
    kinds = {q["id"]: (q["kind"], q["answered"]) for q in found["questions"]}
    assert kinds["role"] == ("closed", 4)
    assert ("open", 3) in kinds.values()
    assert found["changed"] == []


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    run("import", tmp_path / "p", write(tmp_path / "e.csv", ROWS), "--dry-run")
    assert not (tmp_path / "p.hsb").exists()
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing was written" in said.err


def test_a_missing_project_is_made_after_saying_so(
    tmp_path: Path, capsys: Capture
) -> None:
    run("import", tmp_path / "new", write(tmp_path / "e.csv", ROWS))
    assert "does not exist yet: making it" in capsys.readouterr().err
    assert (tmp_path / "new.hsb").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["code"], 2, "Missing argument"),
        (["nonsense"], 2, "No such command"),
        (["tables", "missing.hsb"], 1, "There is no file"),
        (["agree"], 1, "Name either a project or a table"),
        (["import", "x.hsb"], 1, "Name an export"),
        (["import", "x.hsb", "no.csv"], 1, "no.csv"),
        (["codebook", "check", "nothing"], 1, "nothing"),
        (["codebook", "check", "startr"], 1, "starter"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(
    arguments: list[str], code: int, words: str, capsys: Capture
) -> None:
    run(*arguments, code=code)
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert "Traceback" not in said.err


def test_before_anything_is_coded(project: Path, capsys: Capture) -> None:
    run("agree", project, code=1)
    assert "finished by two coders" in capsys.readouterr().err
    run("report", project, "-o", project.with_name("r.html"), code=1)
    assert not project.with_name("r.html").exists()
    run("quotes", project)
    run("history", project)
    run("flags", project)
    run("tables", project, "--json")
    tables = json.loads(capsys.readouterr().out)["tables"]
    assert [table["kind"] for table in tables] == ["frequency"]


def test_codebook_show_and_round_trip(project: Path, capsys: Capture) -> None:
    run("codebook", "import", project, "starter", "--yes")
    said = capsys.readouterr()
    assert said.out == ""
    assert "new" in said.err
    run("codebook", "show", project, "--json")
    codes = json.loads(capsys.readouterr().out)["codes"]
    assert len(codes) > 5
    for name in ("frame.yaml", "frame.xlsx", "frame.csv"):
        target = project.with_name(name)
        run("codebook", "export", project, "-o", target)
        run("codebook", "export", project, "-o", target, code=1)
        assert "exists" in capsys.readouterr().err
        run("codebook", "check", target)
        run("codebook", "diff", project, target)
        assert "hold the same frame" in capsys.readouterr().err


def test_without_an_answer_the_codebook_is_not_changed(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    run("codebook", "import", project, "starter", code=1)
    assert "Nobody answered, so nothing was changed." in capsys.readouterr().err
    run("codebook", "show", project, "--json")
    assert json.loads(capsys.readouterr().out)["codes"] == []


def test_the_lead_coder_counts_where_coders_differ(
    project: Path, capsys: Capture
) -> None:
    run("codebook", "import", project, "starter", "--yes")
    with open_project(project, write=False) as opened:
        question = next(q for q in opened.answers.questions().values() if q.is_open)
        unit = opened.answers.all_units(question.id)[0]
        codes = [code.id for code in opened.codebook.offered(question.id)][:2]
    codings = project.with_name("c.csv")
    codings.write_text(
        f"unit,coder,codes\n{unit.id},ann,{codes[0]}\n{unit.id},ben,{codes[1]}\n",
        encoding="utf-8",
    )
    run("import", project, "--codings", codings)
    run("agree", project, "--lead", "an", "--resamples", "0", code=1)
    assert "Did you mean “ann”?" in capsys.readouterr().err
    counted = []
    for lead in ("ann", ""):
        run("agree", project, "--lead", lead, "--resamples", "0", "--json")
        capsys.readouterr()
        with open_project(project, write=False) as opened:
            counted.append(read_study(opened).verdicts[unit.id].codes)
    assert counted == [{codes[0]}, set()]
    run("agree", "--input", codings, "--lead", "ann", code=1)


def test_tables_carry_base_and_share(project: Path, capsys: Capture) -> None:
    run("tables", project, "--json")
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    nurse = next(row for row in table["rows"] if row["label"] == "Nurse")
    cell = next(cell for cell in nurse["cells"] if cell["share"] is not None)
    assert (cell["count"], cell["base"], cell["share"]) == (2, 4, 0.5)
    assert nurse["reference"].startswith("T1.")


def test_agree_of_a_table(tmp_path: Path, capsys: Capture) -> None:
    table = tmp_path / "c.csv"
    table.write_text(
        "unit,coder,codes\n1,a,x\n1,b,x\n2,a,\n2,b,\n3,a,x;y\n3,b,x\n4,a,y\n",
        encoding="utf-8",
    )
    run("agree", "--input", table, "--json", "--resamples", "50")
    found = json.loads(capsys.readouterr().out)
    codes = {code["code"]: code for code in found["codes"]}
    assert (codes["x"]["alpha"], codes["x"]["undefined"]) == (1, None)
    assert codes["x"]["units"] == 3
    assert found["shared"] == 3
    assert [each["unit"] for each in found["disagreements"]] == ["3"]


def test_backup_and_restore(project: Path, capsys: Capture) -> None:
    run("backup", project)
    run("restore", project)
    assert "by hand" in capsys.readouterr().out
    run("restore", project, "--number", "9", code=1)
    run("restore", project, "--number", "1")
    assert "kept as" in capsys.readouterr().err
    run("doctor", project)


def test_doctor_says_which_pipeline(capsys: Capture) -> None:
    run("doctor", "--json")
    found = {
        each["what"]: each["words"] for each in json.loads(capsys.readouterr().out)
    }
    assert "names" in found
    assert found["hsbcode"].startswith("0.")


def hsbcode(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "hsbcode", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
        input="",
    )


def test_the_demo_runs_from_any_folder(tmp_path: Path) -> None:
    done = hsbcode("demo", "--no-tui", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "hsbcode-demo"
    made = {path.name for path in folder.iterdir() if path.is_file()}
    assert made == {
        "larc7.hsb",
        "agreement.md",
        "quotes.md",
        "report.html",
        "report.md",
        "codings.csv",
    }
    project = (folder / "larc7.hsb").read_bytes()
    again = hsbcode("demo", "--no-tui", cwd=tmp_path)
    assert again.returncode == 0
    assert "was there already" in again.stdout
    assert (folder / "report-2.html").exists()
    assert (folder / "larc7.hsb").read_bytes() == project
    first, second = (
        (folder / name).read_text(encoding="utf-8")
        for name in ("report.html", "report-2.html")
    )
    assert first == second
    assert "http://" not in first.replace("http://www.w3.org", "")
    assert "<script" not in first


def test_the_reader_may_leave_early(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m hsbcode --help | head -n 1'
    if sys.platform == "win32":
        pytest.skip("needs a POSIX shell")
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert "Traceback" not in done.stderr


def test_every_command_is_in_the_readme_and_has_help(capsys: Capture) -> None:
    from typer.main import get_command

    from hsbcode.cli.command_line import app

    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    command = get_command(app)
    names = command.commands  # type: ignore[attr-defined]
    for name, each in names.items():
        assert each.help, name
        assert f"hsbcode {name}" in readme or f"`{name}`" in readme, name


def test_an_id_used_twice_still_gives_a_map_to_mend_it(
    tmp_path: Path, capsys: Capture
) -> None:
    export = tmp_path / "e.csv"
    export.write_text("id,Comment\n1,good for me\n1,bad for me\n2,a b c\n3,d e f\n")
    map_file = tmp_path / "map.yaml"
    run("import", tmp_path / "p", export, "--write-map", map_file, code=1)
    assert not (tmp_path / "p.hsb").exists()
    mended = map_file.read_text("utf-8").replace("kind: id", "kind: drop")
    map_file.write_text(mended, "utf-8")
    run("import", tmp_path / "p", export, "--map", map_file)
    assert "4 new respondents" in capsys.readouterr().err


def test_import_shows_the_id_an_example_and_traces_in_few_lines(
    tmp_path: Path, capsys: Capture
) -> None:
    export = tmp_path / "e.csv"
    heads = [f"Comment on {name}" for name in "abcdef"]
    rows = [["id", *heads], *([str(n), *["schÃ¶n war das"] * 6] for n in range(3))]
    export.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    run("import", tmp_path / "p", export, "--dry-run")
    told = capsys.readouterr().err
    assert "  id      id\n" in told
    assert told.count("Garbled letters") == 3
    assert "and the same in 3 more columns" in told


def test_codings_that_do_not_fit_are_told(project: Path, capsys: Capture) -> None:
    run("codebook", "import", project, "starter", "--yes")
    table = project.with_name("spans.csv")
    head = "unit,coder,code,start,end\n"
    table.write_text(f"{head}r1/hard_work/1,ann,staff,0,9999\n", "utf-8")
    run("import", project, "--codings", table, code=1)
    assert "characters 0 to 9999 of “staff” lie outside" in capsys.readouterr().err
    table.write_text("unit,coder,codes\n", "utf-8")
    run("import", project, "--codings", table)
    assert "it holds no codings" in capsys.readouterr().err
    table.write_text("unit,coder,codes\nr1/hard_work/1,Ann,staff\n", "utf-8")
    run("import", project, "--codings", table)
    table.write_text("unit,coder,codes\nr2/hard_work/1,ANN,staff\n", "utf-8")
    run("import", project, "--codings", table)
    assert "“ANN” looks like “Ann”" in capsys.readouterr().err


def test_tables_of_the_whole_study_from_its_raw_exports(
    tmp_path: Path, capsys: Capture
) -> None:
    whole = Path(__file__).parents[1] / "data" / "larc7"
    exports = sorted((whole / "exports").glob("*.csv"))
    run("import", tmp_path / "w", *exports, "--map", whole / "map.yaml")
    asked = ("--specs", "larc7-tables", "--instrument", "larc7-instrument")
    capsys.readouterr()
    run("tables", tmp_path / "w.hsb", *asked, "--table", "table_1", "--json")
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    first = table["rows"][0]
    assert first["label"] == "Neglect"
    assert (first["count"], first["base"], first["percent"]) == (80, 185, 43)
    run("tables", tmp_path / "w.hsb", "--specs", "larc7-tables", code=1)
    assert "go together" in capsys.readouterr().err
    released = ("--table", "table_1", "--disclosure", "rounded")
    run("tables", tmp_path / "w.hsb", *asked, *released)
    assert "43 % (n = 185)" in capsys.readouterr().out


def test_specs_of_another_survey_are_refused(tmp_path: Path, capsys: Capture) -> None:
    # "area" is a fact of the instrument and no question of it
    header = HEADER.replace("Role", "Area")
    project = tmp_path / "p.hsb"
    run("import", project, write(tmp_path / "e.csv", ROWS, header))
    capsys.readouterr()
    asked = ("--specs", "larc7-tables", "--instrument", "larc7-instrument")
    run("tables", project, *asked, code=1)
    said = capsys.readouterr()
    assert said.out == ""
    assert "answers to no question of the instrument “larc7”" in said.err
