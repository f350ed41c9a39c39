"""An hour of coding in a real terminal, by a script that keeps its own account.

It codes the shipped study, an odd little survey and, if named, an export of one's own,
at 80 x 24 and at 140 x 40, with everything that happens in an hour: undo across
restarts, splits, merges, a wrong name, kills at random moments, a full disk. What must
stand is worked out from the keys alone (``tests/expected_codings.py``) and compared
with the file and with ``hsbcode export``.

    python benchmarks/hour_of_coding.py [--size 80x24] [--seed 1] [--kills 20]
        [--answers 150] [--export EXPORT --question QUESTION]
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests import sitting_scenes as scenes
from tests.coder_at_work import NeverShownError
from tests.sitting import DiffersError, Sitting, run

HARD = (
    "👩‍👩‍👧‍👦 families and 🇬🇧 flags: 日本語の本です, then café naïve words",
    "A long answer that has to be wrapped on a narrow screen: it goes on about "
    "waiting lists, about transport that never comes, about rooms without windows, and "
    "about the people who answer the telephone only on Tuesdays; everything at once",
    "1. waiting lists 2. no transport 3. rooms without windows",
    "waiting lists",
    "Waiting lists.",
    "waiting   lists",
    "=cmd|' /C calc'!A0 [/b] \u202eevil\u202c",
    "نص عربي mixed with English words",
    "They were 3.5 hours late to A&E on 1.2.2023, aged 12.",
    "rooms",
)
CODES = ("Waiting", "Transport", "Rooms", "People", "Weather")


class Hour:
    """The hour at one size of the terminal.

    Args:
        folder: for its projects.
        size: columns and lines.
        seed: of all that is random.
    """

    def __init__(self, folder: Path, size: tuple[int, int], seed: int) -> None:
        self.folder, self.size = folder, size
        self.chance = random.Random(seed)
        self.environment: Mapping[str, str] = {
            **os.environ,
            "XDG_CONFIG_HOME": str(folder / "config"),
            "APPDATA": str(folder / "config"),
        }
        self.keys = self.acts = self.answers = self.failed = 0
        self.sitting: Sitting | None = None

    def sit(self, path: Path, coder: str, question: str) -> Sitting:
        """Begin as a coder who knows the digits."""
        self.sitting = Sitting(
            path,
            coder,
            question,
            size=self.size,
            chance=self.chance,
            environment=self.environment,
        )
        self.sitting.start()
        self.sitting.learn_digits()
        return self.sitting

    def scene(self, name: str, play: Callable[[], None]) -> None:
        """Play one scene and say how it went."""
        began = time.perf_counter()
        try:
            play()
            how = "ok"
        except (DiffersError, NeverShownError) as error:
            self.failed += 1
            how = f"FAILED\n{error}"
        if self.sitting is not None:
            self.keys += self.sitting.keys
            self.acts += self.sitting.acts
            self.answers += self.sitting.answers
            if self.sitting.is_running:
                self.sitting.kill()
            self.sitting = None
        took = time.perf_counter() - began
        print(f"{self.size[0]}x{self.size[1]} {name}: {how} ({took:.0f} s)", flush=True)


# --- the scenes --------------------------------------------------------------------


def afternoon(hour: Hour, path: Path, question: str, answers: int) -> None:
    """Code many answers, look around, undo across restarts, change the codebook."""
    sitting = hour.sit(path, "zoe", question)
    scenes.coding(sitting, answers)
    sitting.create(f"Something new {hour.size[0]}")
    scenes.looking_around(sitting)
    scenes.filtering(sitting)
    scenes.undo_across_restarts(sitting, 12)
    scenes.to_next_open(sitting)
    scenes.one_step_from_the_history(sitting)
    has = dict(sitting.digits)
    scenes.merge(sitting, has["1"], has["2"])
    scenes.rename_and_retire(sitting, has["3"], has["6"])
    scenes.redefine(sitting, has["5"])
    scenes.split_code(sitting, has["4"], ("One half of it", "The other half"))
    scenes.coding(sitting, 20)
    sitting.quit()
    agree = scenes.check_export(sitting, hour.folder)
    print(f"  {agree} answers as expected in the export, {sitting.keys} keys")


def odd_texts(hour: Hour) -> None:
    """Mark words in other scripts, code what says the same, split a list."""
    path = odd_survey(hour)
    sitting = hour.sit(path, "zoe", "hard")
    names = [("hard", f"r{number}", "1") for number in range(1, len(HARD) + 1)]
    sitting.go_to(names[0])
    sitting.work.rest()
    sitting.span_by_keys(0, 0, "1", "👩‍👩‍👧‍👦")
    sitting.span_by_keys(3, 0, "2", "🇬🇧")
    sitting.span_by_keys(6, 2, "3", "日本語")
    sitting.span_by_mouse("café", "naïve", "4", "café naïve")
    sitting.span_by_mouse("の", "で", "1", "の本で")
    sitting.finish()
    sitting.work.rest()
    across = "lists, about transport that never comes, about rooms without windows"
    sitting.span_by_mouse("lists", "windows", "1", across)
    sitting.span_by_mouse("Tuesdays", "once", "2", "Tuesdays; everything at once")
    sitting.finish()
    sitting.compare()
    scenes.alike(sitting, names[3], "1", {*names[3:6]})
    starts = [HARD[2].index(w) for w in ("waiting", "no transport", "rooms")]
    scenes.parts(sitting, names[2], starts, "3")
    sitting.quit()
    scenes.check_export(sitting, hour.folder)


def wrong_name_and_question(hour: Hour) -> None:
    """Code under a wrong name and under a wrong question; mend both; undo; redo."""
    path = odd_survey(hour)
    project = str(path)
    sitting = hour.sit(path, "sam", "hard")
    for _ in range(6):
        sitting.digit("1")
        sitting.digit("2")
        sitting.finish()
    sitting.quit()
    moved = sitting.expected.copy()
    sitting.command("mend", project, "--coder", "sam", "--to-coder", "zoe", "--yes")
    sitting.coder = "zoe"
    sitting.compare()
    sitting.command("undo", project, "--last", "--yes")
    sitting.coder = "sam"
    sitting.compare()
    sitting.command("undo", project, "--redo", "--coder", "project", "--yes")
    sitting.coder = "zoe"
    sitting.compare()
    sitting.command("mend", project, "--coder", "zoe", "--to-question", "help", "--yes")
    sitting.expected.held.clear()
    for (_question, who, box), said in moved.held.items():
        sitting.expected.held["help", who, box] = said
    sitting.compare()


def kills(hour: Hour, path: Path, question: str, times: int) -> None:
    """End the program at random moments."""
    sitting = hour.sit(path, "kim", question)
    sitting.quit()
    steps = scenes.killed(sitting, times)
    sitting.start()
    sitting.quit()
    scenes.check_export(sitting, hour.folder)
    print(f"  {times} kills: {steps} steps acknowledged, {steps} found again")


def machine(hour: Hour, path: Path, question: str) -> None:
    """Resize in a storm, stop and go on, lose the terminal; open the file twice."""
    sitting = hour.sit(path, "lou", question)
    sizes = ((60, 15), (140, 40), (20, 5), (119, 24), (120, 24), (1, 1), (200, 60))
    for _ in range(40):
        sitting.work.resize(*hour.chance.choice(sizes))
        time.sleep(hour.chance.choice((0, 0.01, 0.03)))
    sitting.work.resize(*hour.size)
    sitting.work.until(lambda: sitting.work.place is not None, "the answer")
    sitting.work.rest()
    sitting.code_one()
    sitting.work.signal(signal.SIGTSTP)
    sitting.work.rest(0.3)
    sitting.work.signal(signal.SIGCONT)
    sitting.work.rest(0.3)
    sitting.code_one()
    second = Sitting(
        path,
        "max",
        question,
        size=hour.size,
        chance=hour.chance,
        environment=hour.environment,
    )
    second.start()
    second.work.until_shown("read-only")
    second.work.press("1")
    second.work.until_shown("is read-only here")
    second.quit()
    here = sitting.name
    sitting.digit("1")
    sitting.work.hang_up()
    if sitting.work.until_ended() != 128 + signal.SIGHUP:
        raise DiffersError("A closed terminal does not end the program as it should.")
    sitting.kill()
    sitting.compare()
    sitting.start()
    if sitting.name != here:
        raise DiffersError(f"Begins at {sitting.name}, not at {here}.")
    sitting.quit()


def full_disk(hour: Hour) -> None:
    """Fill the disk midway; only where a small one can be mounted."""
    place = hour.folder / "small"
    place.mkdir()
    if os.system(f"mount -t tmpfs -o size=3m tmpfs {place} 2>/dev/null"):
        print("  left out: no small disk can be mounted here")
        return
    try:
        path = place / "odd.hsb"
        shutil.copy(odd_survey(hour), path)
        sitting = hour.sit(path, "zoe", "hard")
        sitting.code_one()
        with (place / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(4096))
            except OSError:
                pass
        sitting.work.press("1")
        sitting.work.until_shown("could not be written")
        (place / "filler").unlink()
        sitting.compare()
        sitting.digit("2")
        sitting.finish()
        sitting.quit()
    finally:
        if hour.sitting is not None and hour.sitting.is_running:
            hour.sitting.kill()
        os.system(f"umount -l {place}")


# --- the surveys -------------------------------------------------------------------


def odd_survey(hour: Hour) -> Path:
    """Make a little survey of odd texts."""
    number = len(list(hour.folder.glob("odd*.hsb")))
    path = hour.folder / f"odd{number}.hsb"
    export = hour.folder / f"odd{number}.csv"
    quoted = (text.replace('"', '""') for text in HARD)
    rows = [
        f'r{at},North,"{text}","people who listen to me, and tea number {at}"'
        for at, text in enumerate(quoted, 1)
    ]
    export.write_text("\n".join(["id,area,hard,help", *rows]), encoding="utf-8")
    run(hour.environment, "import", str(path), str(export))
    for label in CODES:
        run(hour.environment, "codebook", "add", str(path), label)
    return path


def demo(hour: Hour) -> Path:
    """Make the shipped study."""
    run(hour.environment, "demo", "--no-tui", str(hour.folder / "demo"))
    return hour.folder / "demo" / "larc7.hsb"


def own_survey(hour: Hour, export: Path) -> Path:
    """Import an export, with the shipped codebook to begin with."""
    path = hour.folder / "own.hsb"
    run(hour.environment, "import", str(path), str(export))
    run(hour.environment, "codebook", "import", str(path), "starter", "--yes")
    return path


def play(hour: Hour, given: argparse.Namespace, study: Path) -> None:
    """Play the scenes that are wanted, each on a project of its own."""
    survey, question = study, "challenges"
    if given.export is not None:
        survey, question = own_survey(hour, given.export), given.question

    def of(path: Path) -> Path:
        copied = hour.folder / f"{len(list(hour.folder.glob('*.hsb')))}-{path.name}"
        shutil.copy(path, copied)
        return copied

    played: dict[str, Callable[[], None]] = {
        "afternoon": lambda: afternoon(hour, of(survey), question, given.answers),
        "odd": lambda: odd_texts(hour),
        "mend": lambda: wrong_name_and_question(hour),
        "machine": lambda: machine(hour, of(survey), question),
        "disk": lambda: full_disk(hour),
        "kills": lambda: kills(hour, of(survey), question, given.kills),
    }
    for name, scene in played.items():
        if not given.scene or name in given.scene:
            hour.scene(name, scene)


def main() -> int:
    """Play the hour at each size; return 1 if something was not as it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--size", action="append", help="80x24; repeatable")
    parser.add_argument("--scene", action="append", help="only this one; repeatable")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--answers", type=int, default=150)
    parser.add_argument("--export", type=Path, help="a survey of one's own")
    parser.add_argument("--question", default="", help="its open question")
    given = parser.parse_args()
    failed = 0
    for size in given.size or ["80x24", "140x40"]:
        columns, lines = map(int, size.split("x"))
        with tempfile.TemporaryDirectory() as folder:
            hour = Hour(Path(folder), (columns, lines), given.seed)
            began = time.perf_counter()
            play(hour, given, demo(hour) if given.export is None else Path())
            failed += hour.failed
            print(
                f"{size}: {hour.answers} answers finished with {hour.keys} keys, "
                f"{hour.acts} steps, {time.perf_counter() - began:.0f} s; "
                f"load average {os.getloadavg()[0]:.1f}"
            )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
