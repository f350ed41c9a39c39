"""What the README tells people to type works as it stands there."""

import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from typer.main import get_command

from hsbcode.cli.app import main
from hsbcode.cli.command_line import app
from hsbcode.workflows.opening import open_project

README = Path(__file__).parents[1] / "README.md"
_OPENS_A_SCREEN = ("code", "demo", "tutorial", "results")
_EXPORT = """\
Response ID,Your role,How many years?,Challenge 1,Challenge 2,Anything else
1,Nurse,1 - 5,Nobody has time to talk to the families,The waiting list is long,Thanks
2,Teacher,1 - 5,Parents do not trust us at first,,More training would help a lot
3,Nurse,6 - 10,"Money, always money",Information is not passed on,
4,Teacher,6 - 10,We never know who is responsible,Too little training,None
5,Nurse,1 - 5,,Staff leave and nobody replaces them,
"""
_FRAME = (
    ("code", "theme", "definition", "include", "exclude", "example", "keywords"),
    ("Staff", "Resources", "Too few people.", "", "", "no staff", "staff; leave"),
    ("Money", "Resources", "Too little of it.", "", "", "no funds", "money; cuts"),
)


def code_blocks() -> list[str]:
    return re.findall(r"^```\n(.*?)^```", README.read_text("utf-8"), re.M | re.S)


def commands() -> list[list[str]]:
    """Return every hsbcode line of a code block, split like a shell does."""
    found = [
        shlex.split(line.rpartition("&& ")[2], comments=True)
        for block in code_blocks()
        for line in block.splitlines()
        if re.match(r"(?:pip install .*&& )?hsbcode ", line)
    ]
    return [words[1:] for words in found]


def opens_a_screen(words: list[str]) -> bool:
    if len(words) == 1 and words[0].endswith(".hsb"):
        return True
    return words[0] in _OPENS_A_SCREEN and not {"--plain", "--no-tui"} & set(words)


def _write_codings(path: Path, codings: Path) -> None:
    """Write what two coders might have said about the answers of a project."""
    with open_project(path, write=False) as project:
        units = [
            unit
            for question in project.answers.questions().values()
            if question.is_open
            for unit in project.answers.all_units(question.id)
        ]
        first, second = (code.id for code in project.codebook.codes[1:3])
    lines = [f"{unit.id},{who},{first}" for unit in units for who in ("ann", "ben")]
    lines[0] = f"{units[0].id},ann,{second}"
    codings.write_text("\n".join(["unit,coder,codes", *lines]), encoding="utf-8")


def test_the_code_blocks_are_read() -> None:
    found = commands()
    assert ["demo", "--no-tui"] in found
    assert ["demo"] in found
    assert len([words for words in found if not opens_a_screen(words)]) >= 15


def test_every_command_of_the_code_blocks_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("export.csv").write_text(_EXPORT, encoding="utf-8")
    with xlsxwriter.Workbook("frame.xlsx") as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(_FRAME):
            sheet.write_row(at, 0, row)
    done: set[tuple[str, ...]] = set()
    for words in commands():
        if opens_a_screen(words) or tuple(words) in done:
            continue
        done.add(tuple(words))
        if "--codings" in words:
            _write_codings(Path(words[1]), Path(words[-1]))
        monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
        with pytest.raises(SystemExit) as end:
            main(words)
        said = capsys.readouterr()
        assert not end.value.code, f"hsbcode {shlex.join(words)}: {said.err}"
        assert said.out or said.err, words
    assert Path("my-report.html").exists()


def _options(command: Any) -> set[str]:
    """Return the options of a command and of those below it."""
    found = {"--help"}
    for each in command.params:
        found.update((*each.opts, *each.secondary_opts))
    for below in getattr(command, "commands", {}).values():
        found |= _options(below)
    return found


def _lines() -> Iterator[str]:
    """Yield what is written as code in the README, one span or line at a time."""
    for row in README.read_text("utf-8").splitlines():
        if not row.startswith(("hsbcode ", "pip ", "python ")):
            yield from re.findall(r"`([^`]+)`", row)
    for words in commands():
        yield "hsbcode " + shlex.join(words)


def test_every_command_and_option_that_is_mentioned_exists() -> None:
    every = get_command(app)
    known: dict[str, Any] = every.commands  # type: ignore[attr-defined]
    everything = _options(every)
    seen = set()
    for line in _lines():
        words = line.replace("\\|", " ").split() or ["|"]
        options = {word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)}
        if words[0] == "hsbcode" and words[1:] and re.fullmatch("[a-z-]+", words[1]):
            seen.add(words[1])
            assert words[1] in known, line
            assert options <= _options(known[words[1]]), line
        elif words[0].startswith("--"):
            assert options <= everything, line
    assert seen >= {"import", "agree", "quotes", "tables", "report", "trace", "demo"}


def test_the_options_in_the_table_of_commands_belong_to_their_command() -> None:
    known = get_command(app).commands  # type: ignore[attr-defined]
    rows = re.findall(
        r"^\| (`hsbcode [a-z].*?`.*?) \| (.*) \|$", README.read_text("utf-8"), re.M
    )
    checked = 0
    for commands_cell, does in rows:
        named = re.findall(r"`hsbcode ([a-z-]+)", commands_cell)
        allowed = set().union(*(_options(known[name]) for name in named))
        told = set(re.findall(r"`(--?[a-z-]+)", does))
        assert told <= allowed, (named, told - allowed)
        checked += len(told)
    assert checked > 15
