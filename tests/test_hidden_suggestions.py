"""Suggestions hidden by design betray nothing, and are kept to compare with."""

import io
import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from typer.testing import CliRunner

from hsbcode.cli.command_line import app
from hsbcode.cli.line_mode.session import run_lines
from hsbcode.domain.acts import ActKind
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.picks import Picked
from hsbcode.domain.showings import HiddenShare
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.screens import coding_suggest
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.suggestions.sight import HIDDEN, hidden_share, set_hidden_share
from tests.driving import coding, drive, press, shown_text
from tests.projects import make_project

Capture = pytest.CaptureFixture[str]
TEXTS = ("There is danger and too few hours.", "Some hours of danger.", "No hit here.")


def frame(*, hit: str) -> tuple[Code, ...]:
    """Codes of which one has the words of the answers; which one is not to be seen."""
    words = ("danger", "hours")
    return tuple(
        Code(name, name.capitalize(), key=name[:2], keywords=words * (name == hit))
        for name in ("trust", "risk", "time")
    )


def project_with(folder: Path, *, hit: str, share: str = "100%") -> Project:
    folder.mkdir(exist_ok=True)
    project = make_project(folder / "s.hsb", TEXTS, frame(hit=hit))
    set_hidden_share(project, share)
    return project


def painted(app: HsbcodeApp) -> list[tuple[str, str]]:
    """Everything on the screen with its colours, as it is painted."""
    return [
        (segment.text, str(segment.style))
        for strip in app.screen._compositor.render_strips()
        for segment in strip
    ]


# --- the share ---------------------------------------------------------------------


def test_the_hidden_share_is_a_hash_of_unit_and_coder() -> None:
    units = [f"unit {number}" for number in range(5000)]
    fifth = HiddenShare(0.2)
    amy = {unit for unit in units if fifth.hides(unit, "amy")}
    assert 0.18 < len(amy) / len(units) < 0.22
    assert amy == {unit for unit in reversed(units) if fifth.hides(unit, "amy")}
    ben = {unit for unit in units if fifth.hides(unit, "ben")}
    assert 0.02 < len(amy & ben) / len(units) < 0.06
    more = HiddenShare(0.2, own={"amy": 0.5})
    assert amy < {unit for unit in units if more.hides(unit, "amy")}
    assert ben == {unit for unit in units if more.hides(unit, "ben")}
    assert not any(HiddenShare(0.0).hides(unit, "amy") for unit in units)
    assert all(HiddenShare(1.0).hides(unit, "amy") for unit in units)


def test_the_share_is_a_setting_for_all_and_for_one(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", TEXTS)
    assert hidden_share(project).of("amy") == 0.2
    set_hidden_share(project, "30%")
    set_hidden_share(project, "0.5", "amy")
    assert hidden_share(project).of("amy") == 0.5
    assert hidden_share(project).of("ben") == 0.3
    for wrong in ("lots", "-1", "130%", "nan"):
        with pytest.raises(UsageConflict, match="is no share of the answers"):
            set_hidden_share(project, wrong)


# --- nothing betrays them ----------------------------------------------------------


def test_the_screen_is_the_same_whatever_would_be_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Learning says that it has begun, at a moment that depends on the machine.
    monkeypatch.setattr(coding_suggest, "_FIRST_LEARNING", 600.0)
    seen: dict[str, list[object]] = {}
    for hit in ("trust", "time"):
        project = project_with(tmp_path / hit, hit=hit)
        # First hints go away by doing, and that is kept.
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / hit))
        monkeypatch.setenv("APPDATA", str(tmp_path / hit))
        looks: list[object] = []

        async def script(
            app: HsbcodeApp, pilot: Pilot[str], looks: list[object] = looks
        ) -> None:
            looks.append(painted(app))
            for keys in ("a", "x", "A", "slash", "escape", "semicolon", "escape"):
                await press(pilot, keys)
                looks.append(painted(app))
            screen = coding(app)
            screen.filter(screen.session.choice.read("suggested risk"))
            looks.append([screen.visible_suggestions(), screen.code_at])

        drive(project, script, suggestions=True, size=(120, 30))
        project.close()
        seen[hit] = looks
    assert seen["trust"] == seen["time"]
    assert "○" not in str(seen["trust"][0])
    assert "Suggestions hidden by design" in str(seen["trust"][0])


def test_nor_do_learning_and_the_useful_order_betray_anything(tmp_path: Path) -> None:
    texts = [f"danger and hours {i}" if i % 2 else f"a word {i}" for i in range(60)]
    seen = []
    for hit in ("trust", "time"):
        (tmp_path / hit).mkdir()
        project = make_project(tmp_path / hit / "s.hsb", texts, frame(hit=hit))
        set_hidden_share(project, "100%")
        project.put_setting("order:amy", {"kind": "imported", "seed": 5}, "amy")
        session = CodingSession(project, "amy")
        for place, unit in enumerate(session.units[:30]):
            session.apply(unit, "risk" if place % 2 else "trust")
            session.finish(unit)

        async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
            screen = coding(app)
            screen.begin_learning()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "learnt from 30 answers" in screen.aside
            assert screen._found, "there is something to hide"
            looks = painted(app)
            screen.put_in_order("useful")
            await app.workers.wait_for_complete()
            await pilot.pause()
            seen.append((looks, screen.walk.ids, painted(app)))

        drive(project, script, suggestions=True)
        project.close()
    assert seen[0] == seen[1]


def test_without_hiding_the_screens_differ(tmp_path: Path) -> None:
    texts = []
    for hit in ("trust", "time"):
        project = project_with(tmp_path / hit, hit=hit, share="0")

        async def script(app: HsbcodeApp, _pilot: Pilot[str]) -> None:
            texts.append(shown_text(app))

        drive(project, script, suggestions=True)
        project.close()
    assert texts[0] != texts[1]
    assert "hidden by design" not in texts[0]


def test_a_filter_by_suggestion_leaves_hidden_answers_out(tmp_path: Path) -> None:
    project = project_with(tmp_path, hit="risk", share="0")
    session = CodingSession(project, "amy")
    wish = session.choice.read("suggested risk")
    assert session.filtered(wish) == session.units[:2]
    set_hidden_share(project, "100%")
    assert session.filtered(wish) == []
    session.finish_without_code(session.units[1])
    # Once it is finished, nothing is hidden any more.
    assert session.filtered(wish) == [session.units[1]]


def test_neither_accepting_nor_declining_works_on_what_is_hidden(
    tmp_path: Path,
) -> None:
    project = project_with(tmp_path, hit="risk")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        title = "Codes · suggestions hidden for this answer by design"
        assert title in shown_text(app)
        for key in ("a", "x", "A"):
            await press(pilot, key)
            assert coding(app).said == HIDDEN
        assert project.fold.unit("amy", coding(app).unit.id).anything is False

    drive(project, script, suggestions=True)


def test_the_prompt_says_that_they_are_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    project_with(tmp_path, hit="risk").close()
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nA\n;ri\n\np\nq\n"))
    assert run_lines(tmp_path / "s.hsb", "amy", "", "") == 0
    said = capsys.readouterr().out
    before, _, after = said.partition("Finished.")
    assert before.count(HIDDEN) == 3
    assert "Suggested" not in before
    assert HIDDEN in after  # the next one is hidden again
    with Project.open(tmp_path / "s.hsb", write=False) as project:
        (finish,) = project.log.of_kind(ActKind.FINISH)
        assert (finish.shown, finish.picked) == ("off", Picked.IMPORTED)
        (showing,) = project.log.showings()
        assert (showing.hidden, showing.codes) == (True, ("risk",))


# --- what is kept ------------------------------------------------------------------


def test_hidden_suggestions_are_kept_at_the_finish_and_shown_after_it(
    tmp_path: Path,
) -> None:
    project = project_with(tmp_path, hit="risk")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "1")
        assert list(project.log.showings()) == []
        await press(pilot, "space")
        (showing,) = project.log.showings()
        assert (showing.hidden, showing.codes, showing.scores) == (
            True,
            ("risk",),
            (None,),
        )
        assert (showing.run, showing.coder) == ("codebook", "amy")
        assert showing.at
        assert {act.shown for act in project.log.of_unit(showing.unit)} == {"off"}
        await press(pilot, "p")
        assert "○" in shown_text(app)
        assert "hidden by design" not in shown_text(app)
        # Taking it back into work hides them again.
        await press(pilot, "r")
        assert "○" not in shown_text(app)

    drive(project, script, suggestions=True)


def test_what_is_in_sight_is_kept_with_the_first_act_and_named_by_all(
    tmp_path: Path,
) -> None:
    project = project_with(tmp_path, hit="risk", share="0")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        unit = coding(app).unit.id
        assert list(project.log.showings()) == []
        await press(pilot, "1", "space")
        (showing,) = project.log.showings()
        assert (showing.hidden, showing.codes) == (False, ("risk",))
        apply, finish = project.log.of_unit(unit)
        assert (apply.shown, finish.shown) == (showing.id, showing.id)
        # An answer without any suggestion says so.
        await press(pilot, "end", "0")
        assert project.log.of_kind(ActKind.FINISH)[-1].shown == "none"

    drive(project, script, suggestions=True)


def test_a_showing_is_written_in_the_transaction_of_its_act(tmp_path: Path) -> None:
    project = project_with(tmp_path, hit="risk", share="0")
    session = CodingSession(project, "amy")
    unit = session.units[0]
    # The first coding under a question settles its digits, too.
    session.apply(session.units[2], "time")
    commits: list[str] = []
    project._connection.set_trace_callback(
        lambda said: commits.append(said) if said == "COMMIT" else None
    )
    shown = session.show(unit, "run 1", ["risk"])
    assert commits == []
    session.apply(unit, "risk", origin="suggestion", shown=shown)
    assert commits == ["COMMIT"]
    assert [each.id for each in project.log.showings()] == [shown]
    # Of another answer nothing is written along.
    session.show(session.units[1], "run 1", ["risk"])
    session.finish(unit)
    assert len(list(project.log.showings())) == 1


# --- the command -------------------------------------------------------------------


def test_the_command_keeps_from_a_coder_what_the_screen_keeps_from_them(
    tmp_path: Path,
) -> None:
    texts = [f"danger and hours, number {i}" for i in range(40)]
    with make_project(tmp_path / "s.hsb", texts, frame(hit="risk")) as project:
        set_hidden_share(project, "50%")
        session = CodingSession(project, "amy")
        session.finish_without_code(session.units[0])
        left = session.units[1:]
        hidden = {unit for unit in left if session.sight.hides(unit)}
        assert 5 < len(hidden) < 35
    arguments = ["suggest", str(tmp_path / "s.hsb"), "--coder", "amy"]
    printed = CliRunner().invoke(app, arguments)
    assert printed.exit_code == 0
    assert f"{len(hidden)} answers hidden for amy by design" in printed.stderr
    found = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    assert found["hidden"] == len(hidden)
    assert {each["unit"] for each in found["units"]} == set(left) - hidden
    # Whoever leads sees all that nobody has coded.
    arguments = ["suggest", str(tmp_path / "s.hsb"), "--json"]
    found = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert found["hidden"] is None
    assert {each["unit"] for each in found["units"]} == set(left)
