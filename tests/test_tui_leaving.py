"""Leaving while something still runs beside the screen."""

import threading
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from tests.driving import coding, drive, settle
from tests.projects import make_project


def test_what_a_thread_finds_after_leaving_reads_no_closed_project(
    tmp_path: Path,
) -> None:
    project = make_project(tmp_path / "p.hsb", ["one", "two"])
    left = threading.Event()
    found: list[int] = []

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        session = screen.session

        def look(reader: Project) -> Callable[[], None]:
            left.wait(10)
            return lambda: found.append(len(session.around(unit).siblings))

        unit = session.unit(session.units[0])
        screen.in_thread(look)
        screen.close()
        app.close_project()
        left.set()
        await settle(pilot)
        screen.in_thread(look)
        await settle(pilot)

    drive(project, script)
    assert found == []
