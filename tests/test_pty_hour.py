"""A minute of the scripted hour: other scripts, kills, a closed terminal.

The whole of it is ``benchmarks/hour_of_coding.py``.
"""

import os
import random
import signal
import sys
from pathlib import Path

import pytest

from hsbcode.domain.codebook import Code
from tests.projects import make_project

if sys.platform == "win32":
    pytest.skip("needs a pseudo terminal", allow_module_level=True)

from tests import sitting_scenes as scenes
from tests.sitting import Sitting

TEXTS = (
    "👩‍👩‍👧‍👦 families and 🇬🇧 flags: 日本語の本です, then café naïve words",
    "1. waiting lists 2. no transport 3. rooms without windows",
    "waiting lists",
    "Waiting lists.",
    *(f"something that is hard, told for the {number}th time" for number in range(30)),
)
CODES = (
    *(Code(name.lower(), name) for name in ("Waiting", "Transport", "Rooms", "Staff")),
    Code("people", "People", key="p"),
    Code("pay", "Pay", key="pa"),
)


def sit(tmp_path: Path, size: tuple[int, int]) -> Sitting:
    make_project(tmp_path / "p.hsb", TEXTS, CODES).close()
    environment = {
        **os.environ,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "APPDATA": str(tmp_path / "config"),
    }
    sitting = Sitting(
        tmp_path / "p.hsb",
        "zoe",
        "what",
        size=size,
        chance=random.Random(8),
        environment=environment,
    )
    sitting.start()
    sitting.learn_digits()
    return sitting


def test_row_53_words_lists_and_doubles_in_a_real_terminal(tmp_path: Path) -> None:
    sitting = sit(tmp_path, (140, 40))
    first, listed, one, two = sitting.order[:4]
    sitting.work.rest()
    sitting.span_by_keys(6, 2, "3", "日本語")
    sitting.span_by_mouse("café", "naïve", "4", "café naïve")
    sitting.finish()
    scenes.alike(sitting, one, "1", {one, two})
    starts = [TEXTS[1].index(w) for w in ("waiting", "no transport", "rooms")]
    scenes.parts(sitting, listed, starts, "3")
    sitting.quit()
    assert scenes.check_export(sitting, tmp_path) == 3
    assert len(sitting.expected.codes(first)) == 2


def test_row_53_kills_and_a_closed_terminal_lose_nothing(tmp_path: Path) -> None:
    sitting = sit(tmp_path, (80, 24))
    scenes.coding(sitting, 4)
    sitting.quit()
    assert scenes.killed(sitting, 3) >= 0
    # also where whoever started it ignores that the terminal is gone, as under nohup
    for heeded in (signal.SIG_IGN, signal.SIG_DFL):
        before = signal.signal(signal.SIGHUP, heeded)
        try:
            sitting.start()
        finally:
            signal.signal(signal.SIGHUP, before)
        scenes.to_next_open(sitting)
        here = sitting.name
        sitting.digit("1")
        sitting.work.hang_up()
        assert sitting.work.until_ended() == 128 + signal.SIGHUP
        sitting.kill()
        sitting.compare()
    sitting.start()
    assert sitting.name == here
    sitting.quit()
    scenes.check_export(sitting, tmp_path)
