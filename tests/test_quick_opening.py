"""What lets a project be seen at once: late checks, a glance, commands on demand."""

import asyncio
import importlib
import os
import sys
from pathlib import Path

import pytest
import typer
from textual.pilot import Pilot
from typer.main import get_command, get_group

from hsbcode.cli.app import ORDER, screen_arguments
from hsbcode.cli.command_line import app as command_line
from hsbcode.domain.errors import ProjectFileError
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.screens.opening import Opening
from hsbcode.workflows import glancing
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.glancing import glance
from tests.driving import coding, drive, held_codes, press, shown_text
from tests.projects import make_project

TEXTS = [f"Answer {i}: nobody tells us; it takes weeks." for i in range(400)]
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    made = tmp_path / "p.hsb"
    make_project(made, TEXTS).close()
    return made


def damage(path: Path) -> bytes:
    """Spoil the pages at the end of a file, which no opening reads."""
    whole = bytearray(path.read_bytes())
    for start in range(len(whole) // 2, len(whole) - PAGE, PAGE):
        whole[start : start + 200] = b"\xff" * 200
    path.write_bytes(whole)
    return bytes(whole)


# --- the file is looked at later ---------------------------------------------------


def test_a_file_checked_later_is_read_at_once_and_written_after(path: Path) -> None:
    with Project.open(path, check_later=True) as project:
        session = CodingSession(project, "amy")
        session.apply(session.units[0], "trust")
        assert project.is_checked
        holder = project.holder
        assert holder is not None
        unit = session.units[0]
    assert held_codes(path, "amy", unit) == {"trust"}


def test_nothing_is_written_to_a_damaged_file_that_is_checked_later(path: Path) -> None:
    spoilt = damage(path)
    project = Project.open(path, check_later=True)
    with pytest.raises(ProjectFileError, match=r"p\.hsb is damaged") as found:
        project.put_setting("a", 1, "amy")
    assert "hsbcode restore p.hsb" in found.value.hint
    with pytest.raises(ProjectFileError, match="is damaged"):
        project.make_sure()
    project.close()
    assert path.read_bytes() == spoilt
    assert not path.with_name("p.hsb.lock").exists()


def test_a_file_may_be_closed_before_the_verdict(path: Path) -> None:
    for _ in range(20):
        project = Project.open(path, check_later=True)
        project.close()
        project.close()
    with Project.open(path) as again:
        assert again.writable


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_damaged_file_is_left_with_a_sentence_and_its_code(path: Path) -> None:
    from tests.pty_terminal import Terminal

    spoilt = damage(path)
    with Terminal(["code", str(path), "--coder", "amy"]) as terminal:
        terminal.read_until("is damaged", 0)
        terminal.read_until("hsbcode restore p.hsb", 0)
        _pid, status = os.waitpid(terminal.pid, 0)
        terminal.pid = 0
    assert os.waitstatus_to_exitcode(status) == 1
    assert path.read_bytes() == spoilt


# --- a large project is seen before it is read -------------------------------------


@pytest.fixture
def large(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(glancing, "_LARGE", 300)
    return path


def test_a_small_project_needs_no_glance(path: Path) -> None:
    with Project.open(path, write=False) as project:
        assert glance(project, "amy") is None


def test_a_glance_shows_the_answer_where_one_goes_on(large: Path) -> None:
    with Project.open(large) as project:
        seen = glance(project, "amy")
        assert seen is not None
        assert (seen.total, seen.text) == (400, TEXTS[0])
        session = CodingSession(project, "amy")
        session.keep_place(session.units[7])
        left = glance(project, "amy")
        assert left is not None
        assert left.text == TEXTS[7]
        # The next time one is cut off after finishing: only the log knows the place.
        session.finish_without_code(session.units[9])
        cut_off = glance(project, "amy")
        assert cut_off is not None
        assert cut_off.text == ""
        nobody = glance(project, "")
        assert nobody is not None
        assert nobody.text == ""
        other = glance(project, "ben")
        assert other is not None
        assert other.text == TEXTS[0]


def test_a_glance_never_shows_another_answer_than_the_screen_begins_with(
    large: Path,
) -> None:
    with Project.open(large) as project:
        session = CodingSession(project, "amy")
        session.finish_without_code(session.units[0])
        seen = glance(project, "amy")
        assert seen is not None
        assert seen.text == ""


def test_keys_typed_during_the_glance_code_the_answer(large: Path) -> None:
    shown: list[str] = []

    class Watched(HsbcodeApp):
        def _ask_who(self, project: Project) -> None:
            assert isinstance(self.screen, Opening)
            shown.append(shown_text(self))
            for key in ("1", "space"):
                self.simulate_key(key)
            self.call_later(super()._ask_who, project)

    project = Project.open(large)
    first, second = project.answers.unit_ids("what")[:2]
    app = Watched(project, "amy", suggestions=False)

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(100):
                await pilot.pause(0.02)
                if app.is_coding and coding(app).session.held(first).finished:
                    break
            await press(pilot, "1")
            assert coding(app).walk.at == second
            assert [type(s).__name__ for s in app.screen_stack[1:]] == ["CodingScreen"]

    asyncio.run(run())
    app.close_project()
    assert "Answer 0" in shown[0]
    assert "400 answers: counting what was coded" in shown[0]
    assert held_codes(large, "amy", first) == {"trust"}


def test_who_codes_a_large_project_is_asked_and_may_stay_unsaid(large: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await pilot.pause(0.2)
        await press(pilot, "escape")
        assert not any(isinstance(screen, Opening) for screen in app.screen_stack)

    drive(Project.open(large), script, coder="")


# --- commands on demand ------------------------------------------------------------


def test_each_module_adds_what_the_table_of_commands_says() -> None:
    for module in set(ORDER.values()):
        group = typer.Typer(rich_markup_mode=None)
        importlib.import_module(f"hsbcode.cli.{module}").add_to(group)
        added = set(get_group(group).commands)
        assert added == {name for name, of in ORDER.items() if of == module}, module


def test_plain_ways_to_the_screen_need_no_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert screen_arguments([]) == {}
    assert screen_arguments(["code", "p.hsb"]) == {"path": "p.hsb"}
    words = ["code", "p.hsb", "--coder", "amy", "--round", "R1"]
    assert screen_arguments(words) == {"path": "p.hsb", "coder": "amy", "round_": "R1"}
    for other in (
        *(["--help"], ["code"], ["code", "--help"], ["code", "p.hsb", "--plain"]),
        *(["code", "p.hsb", "--coder"], ["code", "p.hsb", "--coder", "--plain"]),
        *(["code", "p.hsb", "extra"], ["code", "p.hsb", "--filter", "flagged"]),
        *(["code", "p.hsb", "--coder", "a", "--coder", "b"], ["tables", "p.hsb"]),
        ["code", "--coder", "amy", "p.hsb"],
    ):
        assert screen_arguments(other) is None, other
    # The shell asks what could follow: the screen must not open.
    monkeypatch.setenv("_HSBCODE_COMPLETE", "complete_bash")
    assert screen_arguments([]) is None


def test_the_options_that_need_no_parser_are_those_of_code() -> None:
    code = get_command(command_line).commands["code"]  # type: ignore[attr-defined]
    told = {option for each in code.params for option in each.opts}
    assert {"--coder", "--question", "--round"} <= told


def test_codings_brought_in_are_no_sitting_that_was_cut_off(path: Path) -> None:
    with Project.open(path) as project:
        session = CodingSession(project, "amy")
        unit = session.units[5]
        press = project.log.new_id()
        project.record(
            project.log.make(
                "amy", press, "apply", unit=unit, code="trust", origin="import"
            ),
            project.log.make("amy", press, "finish", unit=unit),
        )
        assert project.log.last_judgement("amy") is None
        session.apply(session.units[2], "risk")
        last = project.log.last_judgement("amy")
        assert last is not None
        assert last.unit == session.units[2]
