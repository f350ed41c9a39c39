"""A blind round tells nobody what others did in it, through whichever door.

What a command or a screen says is compared before and after somebody else coded in the
round: it must be the same, but for how many answers of their share are finished.
"""

import io
import json
import re
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from typer.testing import CliRunner

from hsbcode.cli.command_line import app
from hsbcode.cli.line_mode.session import run_lines
from hsbcode.domain.acts import Span
from hsbcode.domain.codebook import Code
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.history import History
from hsbcode.workflows.memos import read_memos
from hsbcode.workflows.rounds import drawing, phases
from hsbcode.workflows.rounds.packages import write_packages
from hsbcode.workflows.rounds.sending import send_back
from tests.driving import Script, drive, press, shown_text
from tests.small_projects import CODES, make_project

CANARY = "Q7CANARY"
"""Stands in everything that ben writes in the round."""
ANSWERS = [
    (f"{topic} is thin in team {number}",)
    for number, topic in enumerate(
        ["trust", "money", "time", "skill", "staff", "danger"] * 10, start=1
    )
]
AREAS = ["north", "south"] * 30
FRAME = (*CODES, Code("rare", "Zebrafish", keywords=("zebra",)))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cem and dan coded outside rounds; amy has begun her share of a blind round."""
    path = tmp_path_factory.mktemp("drawn") / "p.hsb"
    with make_project(path, ANSWERS, codes=FRAME, closed={"area": AREAS}) as made:
        cem = CodingSession(made, "cem")
        for unit in cem.units[:50]:
            cem.apply(unit, "trust" if "trust" in cem.unit(unit).text else "money")
            cem.finish(unit)
        dan = CodingSession(made, "dan")
        for unit in dan.units[:30]:
            dan.apply(unit, "skills")
            dan.finish(unit)
        drawing.draw_round(made, "r1", drawing.Wanted(size=20, seed=1), "lea")
        drawing.assign_evenly(made, "r1", ["amy", "ben"], "lea")
        phases.begin(made, "r1", "lea")
        amy = CodingSession(made, "amy", round_="r1")
        for unit in amy.units[:5]:
            amy.apply(unit, "money")
            amy.finish(unit)
    return path


@pytest.fixture(scope="module")
def coded(drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after ben has done everything that can be done in a round."""
    path = tmp_path_factory.mktemp("coded") / "p.hsb"
    shutil.copy(drawn, path)
    with Project.open(path) as project:
        ben = CodingSession(project, "ben", round_="r1")
        for unit in ben.units[:15]:
            ben.apply(unit, "rare")
            ben.apply(unit, "money", span=Span(0, 3))
            ben.flag(unit, "safeguarding", f"{CANARY} flagged")
            ben.flag(unit, "no_quote")
            ben.note(unit, f"{CANARY} memo")
            ben.finish(unit)
        ben.finish_without_code(ben.units[16])
        ben.reject(ben.units[17], "trust", "none")
        ben.note_on(f"{CANARY} on a code", "rare")
        ben.note_on(f"{CANARY} on the project")
        ben.remove(ben.units[3], "rare")
        ben.undo()
    return path


@pytest.fixture
def both(drawn: Path, coded: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Copies of both to work with, under the same name."""
    found = []
    for number, path in enumerate((drawn, coded)):
        target = tmp_path / str(number) / "p.hsb"
        target.parent.mkdir()
        shutil.copy(path, target)
        found.append(target)
    return found[0], found[1]


COMMANDS = (
    "search P thin",
    "search P thin --json",
    "memos P",
    "memos P --coder amy",
    "memos P --coder cem",
    "memos P --coder ben",
    "flags P",
    "redact P",
    "redact P --quotes --json",
    "redact P --log --json",
    "codebook show P",
    "codebook show P rare",
    "codebook show P money --json",
    "codebook queue P",
    "codebook improve P --json",
    "codebook history P",
    "suggest P --json",
    "evaluate P --json",
    "doubtful P --json",
    "influence P --json",
    "audit show P",
    "agree P --json",
    "agree P --disagreements",
    "agree P --round r1 --json",
    "agree P --round r1 --disagreements",
    "agree P --page",
    "recode P",
    "quotes P --json",
    "quotes P --code money",
    "commenters P --json",
    "terms P money --json",
    "quotes P --ledger --json",
    "joint P --pair money=area --json",
    "tables P",
    "tables P --json",
    "tables P --by area",
    "disclosure P",
    "limits P",
    "names P",
    "trace P T1",
    "trace P Q1",
    "trace P 1/challenges/1",
    "releases P",
    "split P",
    "history P --code rare",
    "history P --question challenges",
    "history P --answer 1/challenges/1",
    "history P --code money --json",
    "history P --coder amy",
    "round settle P r1 --list",
    "round settle P r1 --equal --yes",
    "round settle P r1 --unit 1/challenges/1 --codes money",
    "round settle P r1 --json",
    "doctor P",
)
"""What reads, as it is typed; P stands for the project."""


def said(path: Path, words: str) -> str:
    """Return all that a command prints, without what differs from call to call."""
    given = [str(path) if word == "P" else word for word in words.split()]
    done = CliRunner().invoke(app, given, env={"COLUMNS": "100"})
    error = f"{type(done.exception).__name__}: {done.exception}"
    told = done.output.replace(str(path), "P")
    text = f"{told}\n{done.exit_code} {error if done.exception else ''}"
    return without_progress(text)


def without_progress(text: str) -> str:
    """Take out how many answers of a share are finished: that may be told."""
    text = re.sub(r"\d of \d back[^.)\n]*", "PROGRESS", text)
    return re.sub(r"\b\d+ ?ms\b|\d+\.\d+ s\b", "TIME", text)


@pytest.mark.parametrize("words", COMMANDS)
def test_no_command_tells_what_others_did(both: tuple[Path, Path], words: str) -> None:
    before, after = (said(path, words) for path in both)
    assert CANARY not in after
    assert after == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_export_holds_what_others_did(both: tuple[Path, Path], ending: str) -> None:
    wrote = []
    for path in both:
        target = path.with_name(f"out.{ending}")
        done = CliRunner().invoke(app, ["export", str(path), "-o", str(target)])
        assert done.exit_code == 0, done.output
        wrote.append(target.read_bytes())
    assert CANARY.encode() not in wrote[1]
    assert len(wrote[0]) == len(wrote[1])
    if ending == "csv":
        assert wrote[0] == wrote[1]


def test_no_report_holds_what_others_did(both: tuple[Path, Path]) -> None:
    wrote = []
    for path in both:
        target = path.with_name("report.md")
        done = CliRunner().invoke(app, ["report", str(path), "-o", str(target)])
        assert done.exit_code == 0, done.output
        text = target.read_text(encoding="utf-8")
        wrote.append(re.sub(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d[\d:.+Z]*", "NOW", text))
    assert CANARY not in wrote[1]
    assert wrote[0] == wrote[1]


def test_the_history_tells_that_there_were_steps_and_nothing_else(
    coded: Path,
) -> None:
    path = coded
    for words in ("history P --limit 1000", "history P --json --limit 1000"):
        told = said(path, words)
        assert CANARY not in told
        assert "Zebrafish" not in told
        steps = [line for line in told.splitlines() if "blind until" in line]
        assert steps
        assert not any("challenges" in line for line in steps)


def test_progress_counts_only_what_is_finished(coded: Path) -> None:
    path = coded
    for more in ([], ["--coder", "ben"]):
        done = CliRunner().invoke(app, ["progress", str(path), "--json", *more])
        (ben,) = (row for row in json.loads(done.output) if row["coder"] == "ben")
        assert (ben["finished"], ben["total"], ben["closed"]) == (16, 20, True)
        told = [ben[name] for name in ("no_code", "begun", "flagged", "picked")]
        assert told == [0, 0, 0, 0]


def test_a_list_of_coders_counts_only_what_is_finished(coded: Path) -> None:
    path = coded
    done = CliRunner().invoke(app, ["coder", "list", str(path), "--json"])
    (ben,) = (row for row in json.loads(done.output) if row["coder"] == "ben")
    assert ben["codings"] == 0


# --- merging and backups -------------------------------------------------------------


def test_backups_count_no_step_of_a_blind_round(both: tuple[Path, Path]) -> None:
    told = []
    for path in both:
        made = said(path, "backup P")
        listed = said(path, "restore P")
        as_json = json.loads(
            CliRunner().invoke(app, ["restore", str(path), "--json"]).stdout
        )
        assert "acts outside blind rounds" in made
        assert "acts outside blind rounds" in listed
        told.append(as_json[0]["acts"])
    with Project.open(both[1]) as again:
        assert told[1] < again.log.count()
        # What ben noted on no answer is about no round.
        loose = sum(act.coder == "ben" and act.round is None for act in again.log.all())
        assert told[1] - told[0] == loose
        phases.release(again, "r1", "lea", unfinished_too=True)
        every = again.log.count()
    assert f"{every} acts." in said(both[1], "backup P")


@pytest.fixture
def sent(tmp_path: Path) -> tuple[Path, dict[str, tuple[Path, Path]]]:
    """A project, and what ben sends after little and after much, in three forms."""
    path = tmp_path / "lead" / "p.hsb"
    path.parent.mkdir()
    with make_project(path, ANSWERS, codes=FRAME) as made:
        drawing.draw_round(made, "r1", drawing.Wanted(size=20, seed=1), "lea")
        drawing.assign_evenly(made, "r1", ["amy", "ben"], "lea")
        (package,) = (
            each.path
            for each in write_packages(made, "r1", tmp_path, "lea")
            if each.coder == "ben"
        )
    forms: dict[str, list[Path]] = {"package": [], "codings": [], "copy": []}
    for much in (False, True):
        folder = tmp_path / str(much)
        folder.mkdir()
        for form, source in (("package", package), ("copy", path)):
            target = folder / f"{form}.hsb"
            shutil.copy(source, target)
            with Project.open(target) as project:
                ben = CodingSession(project, "ben", round_="r1")
                for unit in ben.units[:7]:
                    ben.apply(unit, "money")
                    ben.finish(unit)
                if much:
                    new = ben.create_code(CANARY)
                    for unit in ben.units[:9]:
                        ben.apply(unit, new.id)
                        ben.note(unit, "a memo")
                        ben.flag(unit, "no_quote")
                    ben.reopen(ben.units[0])
                    ben.finish(ben.units[0])
                if form == "package":
                    send_back(project, folder / "ben.codings.gz", memos=True)
            forms[form].append(target)
        forms["codings"].append(folder / "ben.codings.gz")
    return path, {form: (one, two) for form, (one, two) in forms.items()}


@pytest.mark.parametrize("form", ["package", "codings", "copy"])
@pytest.mark.parametrize("words", ["--dry-run", "--dry-run --json", "--yes"])
def test_a_merge_tells_only_what_is_finished(
    sent: tuple[Path, dict[str, tuple[Path, Path]]], form: str, words: str
) -> None:
    path, forms = sent
    told = []
    for number, other in enumerate(forms[form]):
        project = path.with_name(f"p{number}.hsb")
        shutil.copy(path, project)
        heard = said(project, f"merge P {other} {words}")
        assert "7" in heard
        assert CANARY not in heard
        told.append(heard.replace(project.name, "p.hsb"))
    if words == "--yes":
        # Versions of the codebook are everybody's to see, once they are here.
        told = [line.partition("Done.")[0] for line in told]
    assert told[0] == told[1]


def test_the_screen_of_a_merge_tells_only_what_is_finished(
    sent: tuple[Path, dict[str, tuple[Path, Path]]],
) -> None:
    path, forms = sent
    seen: list[str] = []
    for other in forms["codings"]:

        async def script(
            app: HsbcodeApp, pilot: Pilot[str], other: Path = other
        ) -> None:
            await press(pilot, "T")
            await press(pilot, "m")
            app.screen.query_one(Input).value = str(other)
            await press(pilot, "enter")
            seen.append(shown_text(app))

        with Project.open(path) as project:
            drive(project, script, coder="lea", size=(140, 40))
    assert "7 answers finished" in seen[0]
    assert CANARY not in seen[1]
    assert seen[0] == seen[1]


# --- line by line ------------------------------------------------------------------

LINES = (
    *("w", "M", "i", "R", "H", "S thin", "F flagged", "F", "F memo", "F"),
    *("F code rare", "F", "F finished", "F", "F differ", "F", "F doubtful", "F"),
    *("F waiting", "F", "d rare", "Q"),
    *("o similar", "w", "o imported", "n", "n", "w", "q"),
)


@pytest.mark.parametrize(("coder", "round_"), [("amy", "r1"), ("cem", ""), ("lea", "")])
def test_no_line_tells_what_others_did(
    both: tuple[Path, Path],
    coder: str,
    round_: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    heard = []
    for path in both:
        typed = "".join(f"{line}\n" for line in LINES)
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert run_lines(path, coder, "", round_) == 0
        heard.append(without_steps(capsys.readouterr().out))
    assert CANARY not in heard[1]
    assert heard[1] == heard[0]


def without_steps(text: str) -> str:
    """Take out how far others are, and that others did something."""
    kept = []
    for line in text.splitlines():
        if "blind until it is released" in line or re.search(r"\bben\b", line):
            assert CANARY not in line
            assert "Zebrafish" not in line
            continue
        kept.append(line)
    return without_progress("\n".join(kept))


# --- screens ---------------------------------------------------------------------

SCREENS: dict[str, tuple[str, ...]] = {
    "coding": (),
    "notes": ("M",),
    "results": ("R",),
    "codebook": ("C",),
    "a code of the codebook": ("C", "end", "up"),
    "agreement": ("T", "g"),
    "settling": ("T", "s"),
    "filters": ("F",),
    "history": ("H", "e"),
}


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.parametrize(("coder", "round_"), [("amy", "r1"), ("lea", "")])
def test_no_screen_tells_what_others_did(
    both: tuple[Path, Path],
    keys: tuple[str, ...],
    coder: str,
    round_: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    seen: list[str] = []

    def look(keys: tuple[str, ...]) -> Script:
        async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
            for key in keys:
                await press(pilot, key)
            seen.append(without_steps(shown_text(app)))

        return script

    for path in both:
        with Project.open(path) as again:
            drive(again, look(keys), coder=coder, round_=round_, size=(140, 40))
    assert CANARY not in seen[1]
    if "H" not in keys:
        assert seen[1] == seen[0]


# --- after the release --------------------------------------------------------------


def test_all_of_it_is_told_after_the_release(both: tuple[Path, Path]) -> None:
    path = both[1]
    with Project.open(path) as again:
        phases.release(again, "r1", "lea", unfinished_too=True)
    assert f"{CANARY} memo" in said(path, "memos P")
    assert f"{CANARY} flagged" in said(path, "flags P")
    assert "Zebrafish" in said(path, "agree P --round r1")
    assert "applied Zebrafish" in said(path, "history P --limit 1000")


# --- one's own earlier codings, while coding again -----------------------------------


def test_who_codes_again_sees_nothing_of_the_first_time(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.hsb", ANSWERS[:6], codes=FRAME) as project:
        first = CodingSession(project, "amy")
        for unit in first.units:
            first.apply(unit, "rare")
            first.note(unit, f"{CANARY} then")
            first.finish(unit)
        drawing.draw_again(project, "again", "amy", 4, "lea")
        phases.begin(project, "again", "lea")
        again = CodingSession(project, "amy", round_="again")
        assert not any(again.held(unit).anything for unit in again.units)
        assert read_memos(project, "amy", "again") == []
        assert len(History(project, "amy", "again")) == 0
        assert again.undo() is None
        again.apply(again.units[0], "money")
        assert [step.words for step in History(project, "amy", "again").page(0, 9)] == [
            "applied Money"
        ]
        undone = again.undo()
        assert undone is not None
        assert undone.words == "applied Money"
        assert again.undo() is None
        assert again.redo() is not None
        assert again.held(again.units[0]).codes == {"money"}
        outside = first.undo()
        assert outside is not None
        assert outside.words == "finished"
