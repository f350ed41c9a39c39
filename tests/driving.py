"""Drives the terminal application in tests."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

from textual.pilot import Pilot

from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.screens.coding import CodingScreen

Script: TypeAlias = Callable[[HsbcodeApp, Pilot[str]], Awaitable[None]]


async def settle(pilot: Pilot[str]) -> None:
    """Wait until keys and messages are through and the screen is painted."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    for _ in range(200):
        if not isinstance(pilot.app, HsbcodeApp) or pilot.app.at_rest:
            break
        await asyncio.sleep(0.01)
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()


async def press(pilot: Pilot[str], *keys: str) -> None:
    """Press keys one after the other, then wait."""
    await pilot.press(*keys)
    await settle(pilot)


def drive(
    project: Project | None,
    script: Script,
    *,
    coder: str = "amy",
    size: tuple[int, int] = (80, 24),
    suggestions: bool = False,
    round_: str = "",
) -> HsbcodeApp:
    """Run the application through a script; return it after it has ended."""
    app = HsbcodeApp(project, coder, round_=round_, suggestions=suggestions)

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            await script(app, pilot)

    asyncio.run(run())
    return app


def coding(app: HsbcodeApp) -> CodingScreen:
    """Return the coding screen."""
    return next(s for s in app.screen_stack if isinstance(s, CodingScreen))


def held_codes(path: Path, coder: str, unit: str) -> frozenset[str]:
    """Return what a closed project file holds."""
    with Project.open(path, write=False) as project:
        return project.fold.unit(coder, unit).codes


def shown_text(app: HsbcodeApp) -> str:
    """Return what is on the screen, line by line, as plain text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
