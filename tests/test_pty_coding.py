"""A real terminal of 80 x 24: fifty answers, a crash, nothing lost or obeyed."""

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from hsbcode.domain.codebook import Code
from hsbcode.domain.visible import BIDI_CONTROLS
from hsbcode.store.project import Project
from tests.projects import make_project

if sys.platform == "win32":
    pytest.skip("needs a pseudo terminal", allow_module_level=True)

from tests.pty_terminal import Terminal

COUNT = 50
_LEARNT = 5.0
"""Seconds until no thread is begun for suggestions any more."""
KILLED_AT = 24
EVIL = (
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "\x1b]0;evil title\x07",
    "\x1b[2J\x1b[3J\x1b[99;99H",
    "\x1bP+q544e\x1b\\\x1b_G\x1b\\",
    "\x9b31m\x9d0;evil\x9c\x90q",
    "\u202eevil\u202c\u2066x\u2069\u200f",
    "\x00\x7f\x08\x0b\x0c\x0e\x0f",
    "[/b] [@click=app.quit]x[/] [link=http://evil.example]y",
    "👩‍👩‍👧‍👦 e" + "\u0301" * 200 + "\u200b\u200d\ufeff הילד",
)
TEXTS = tuple(
    f"told{number:02} {EVIL[number % len(EVIL)]} end" for number in range(COUNT)
)
CODES = (
    Code("trust", f"Trust {EVIL[0]}", definition=EVIL[2], key="t"),
    Code("risk", f"Risk {EVIL[3]}{EVIL[6]}", keywords=(EVIL[5],)),
)
_OSC = re.compile(rb"\x1b\](.*?)(?:\x07|\x1b\\)", re.DOTALL)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    project = make_project(tmp_path / "study.hsb", TEXTS, CODES)
    project.close()
    return project.path


def start(path: Path, slow: int = 0) -> Terminal:
    return Terminal(["code", str(path), "--coder", "amy"], slow=slow)


def code_one(terminal: Terminal, number: int) -> None:
    """Give the answer on the screen a code, finish it, wait for the next one."""
    seen = len(terminal.sent)
    terminal.write("1" if number % 3 else "2")
    terminal.write(" ")
    if number + 1 < COUNT:
        terminal.read_until(f"told{number + 1:02}", seen)


def wanted(number: int) -> frozenset[str]:
    return frozenset({"trust" if number % 3 else "risk"})


def held(path: Path) -> list[tuple[frozenset[str], bool]]:
    with Project.open(path, write=False) as project:
        units = project.answers.unit_ids("what")
        states = [project.fold.unit("amy", unit) for unit in units]
        return [(state.codes, state.finished) for state in states]


def obeyed(sent: bytes) -> list[str]:
    """Return what a terminal would have obeyed that only data can have sent."""
    found = [told for told in (b"\x00", b"\x7f", b"\x0e", b"\x0b") if told in sent]
    # The application itself names no colours, titles, links or clipboards by OSC.
    found += [osc for osc in _OSC.findall(sent) if osc[:2] in (b"52", b"0;", b"8;")]
    found += [osc for osc in _OSC.findall(sent) if b"evil" in osc]
    found += [told for told in (b"\x1bP+q", b"\x1b_G", b"\x1b[99;99H") if told in sent]
    words = sent.decode("utf-8", "replace")
    seen = {ch for ch in words if ord(ch) in BIDI_CONTROLS or 0x80 <= ord(ch) < 0xA0}
    return [repr(each) for each in (*found, *sorted(seen))]


def test_row_53_fifty_answers_a_kill_midway_and_nothing_accepted_is_lost(
    path: Path,
) -> None:
    with start(path) as terminal:
        terminal.read_until("told00", 0)
        for number in range(KILLED_AT):
            code_one(terminal, number)
        # These are on their way when the machine fails: all of one or nothing of it.
        terminal.write("1 1 1 ")
        terminal.kill()
        assert obeyed(bytes(terminal.sent)) == []

    after = held(path)
    assert after[:KILLED_AT] == [(wanted(n), True) for n in range(KILLED_AT)]
    for codes, finished in after[KILLED_AT:]:
        assert codes <= {"trust"}
        assert not finished or codes
    begin = next(n for n, (_codes, finished) in enumerate(after) if not finished)

    with start(path) as terminal:
        # It goes on where it was: nobody looks for the place.
        terminal.read_until(f"told{begin:02}", 0)
        if after[begin][0]:
            terminal.write("1")
        for number in range(begin, COUNT):
            code_one(terminal, number)
        assert terminal.quit() == 0
        assert f"{COUNT} of {COUNT}" in terminal.sent.decode("utf-8", "replace")
        assert obeyed(bytes(terminal.sent)) == []

    assert held(path)[begin:] == [(wanted(n), True) for n in range(begin, COUNT)]
    assert all(finished for _codes, finished in held(path))


def test_a_slow_terminal_loses_no_key(path: Path) -> None:
    with start(path, slow=20_000) as terminal:
        terminal.read_until("told00", 0)
        # Typed ahead, faster than the line can paint.
        terminal.write("1 " * 6)
        terminal.read_until("told06")
        assert terminal.quit() == 0
    first = held(path)[:7]
    assert first == [*[(frozenset({"trust"}), True)] * 6, (frozenset(), False)]


def test_no_dialog_of_a_real_terminal_passes_data_on(path: Path) -> None:
    with start(path) as terminal:
        terminal.read_until("told00", 0)
        for keys in ("d", "1s.1", "/T", "F", "H", "C", "M", "i", "?", "o", "S", "Q"):
            terminal.write(keys)
            terminal.drain()
            terminal.write("\x1b")
            # An escape alone is told from a sequence by the time behind it.
            terminal.read(0.3)
            terminal.drain()
        assert obeyed(bytes(terminal.sent)) == []
        os.kill(terminal.pid, 0)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="counts threads")
def test_a_stop_that_nobody_foresaw_leaves_one_reader_of_keys(path: Path) -> None:
    with start(path) as terminal:
        terminal.read_until("told00")
        end = time.perf_counter() + _LEARNT
        while time.perf_counter() < end:
            terminal.read()
        before = threads_of(terminal.pid)
        for _ in range(3):
            os.kill(terminal.pid, signal.SIGSTOP)
            os.kill(terminal.pid, signal.SIGCONT)
            terminal.drain()
        assert threads_of(terminal.pid) <= before
        code_one(terminal, 0)
        assert terminal.quit() == 0


def threads_of(pid: int) -> set[Path]:
    """Return the threads of a process."""
    return set(Path(f"/proc/{pid}/task").iterdir())
