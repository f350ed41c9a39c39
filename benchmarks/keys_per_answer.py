"""How many keys coding takes: 100 short answers, two codes each, on the real screen.

A script presses what a coder would press and counts: a digit for the nine most used
codes, ``;`` and letters for those with a key, ``/`` and the beginning of a name for the
rest, space to finish. The coding is checked at the end. A second pass codes the same
answers with ``=`` wherever several say the same.

    python benchmarks/keys_per_answer.py
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.projects import make_project
from textual.pilot import Pilot

from hsbcode.domain.codebook import Code
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.code_alike import CodeAlike
from hsbcode.tui.screens.coding import CodingScreen

ANSWERS = 100
SEED = 20
NAMES = (
    *("Time", "Money", "Staff", "Training", "Trust", "Parents", "Schools", "Waiting"),
    *("Housing", "Health", "Police", "Courts", "Language", "Distance", "Records"),
    *("Leadership", "Turnover", "Supervision", "Thresholds", "Feedback", "Privacy"),
    *("Transport", "Foster care", "Weekends", "Paperwork", "Referrals", "Stigma"),
    *("Youth work", "Internet", "Evidence"),
)
"""The first nine have digits, the next twelve a key of one or two letters."""
SAYINGS = (
    *("never enough {0}, and {1} as well", "{0} and {1}", "{1} before {0}"),
    *("we lack {0}; {1} too", "mostly {0}, sometimes {1}"),
)


def _codes() -> tuple[Code, ...]:
    made = []
    for place, name in enumerate(NAMES):
        key = f"{name[0]}{name[-1]}".lower() if 9 <= place < 21 else ""
        made.append(Code(name.lower().replace(" ", "_"), name, key=key))
    return tuple(made)


def _script() -> list[tuple[str, tuple[Code, Code]]]:
    """Return answers, each with its two codes; some codes are much more common."""
    chance = random.Random(SEED)
    codes = _codes()
    weights = [1 / (1 + place) for place in range(len(codes))]
    found: list[tuple[str, tuple[Code, Code]]] = []
    while len(found) < ANSWERS:
        one, two = chance.choices(codes, weights, k=2)
        if one is not two:
            saying = chance.choice(SAYINGS)
            text = saying.format(one.label.lower(), two.label.lower())
            found.append((text, (one, two)))
    return found


def keys_for(code: Code, digits: dict[str, str], codes: tuple[Code, ...]) -> list[str]:
    """Return the keys that apply a code, the fewest there are."""
    for digit, known in digits.items():
        if known == code.id:
            return [digit]
    if code.key:
        return [";", *code.key]
    for length in range(1, len(code.label) + 1):
        typed = code.label[:length].lower()
        others = [c for c in codes if c.label.lower().startswith(typed)]
        if others == [code]:
            return ["/", *typed, "enter"]
    return ["/", *code.label.lower(), "enter"]


async def _code_all(app: HsbcodeApp, pilot: Pilot[str], *, alike: bool) -> list[str]:
    script = _script()
    screen = next(s for s in app.screen_stack if isinstance(s, CodingScreen))
    session = screen.session
    wanted = dict(zip(session.units, script, strict=True))
    pressed: list[str] = []

    async def press(*keys: str) -> None:
        pressed.extend(keys)
        await pilot.press(*("space" if key == " " else key for key in keys))
        await app.workers.wait_for_complete()
        await pilot.pause()

    while (unit := screen.walk.at) is not None and session.tally().finished < ANSWERS:
        text, codes = wanted[unit]
        for code in codes:
            await press(*keys_for(code, session.digits, session.codes))
        same = [u for u in session.units if wanted[u][0] == text]
        if alike and len(same) > 1:
            await press("=")
            if isinstance(app.screen, CodeAlike):
                await press("enter")
                continue
        await press(" ")
        if alike and session.held(screen.walk.at or "").finished:
            await press("N")
    for unit, (_text, codes) in wanted.items():
        assert session.held(unit).codes == {code.id for code in codes}
    return pressed


def measure(*, alike: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["APPDATA"] = folder
        texts = [text for text, _codes_of in _script()]
        project = make_project(Path(folder) / "keys.hsb", texts, _codes())
        app = HsbcodeApp(project, "amy", suggestions=False)
        pressed: list[str] = []

        async def run() -> None:
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                pressed.extend(await _code_all(app, pilot, alike=alike))

        began = time.perf_counter()
        asyncio.run(run())
        took = time.perf_counter() - began
    kinds = Counter(_kind(key) for key in pressed)
    how = "with = where several say the same" if alike else "one by one"
    print(
        f"{how}: {len(pressed)} keys for {ANSWERS} answers with two codes each, "
        f"{len(pressed) / ANSWERS:.2f} an answer; "
        + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        + f"; {1000 * took / len(pressed):.0f} ms a key, everything painted"
    )


def _kind(key: str) -> str:
    if key.isdecimal():
        return "digits"
    return {" ": "space", "enter": "Enter"}.get(
        key, key if key in ";/=N" else "letters"
    )


def main() -> None:
    measure(alike=False)
    measure(alike=True)
    print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
