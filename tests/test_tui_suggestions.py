"""Suggestions on the coding screen: shown, recorded as seen, accepted, declined."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.acts import ActKind, Origin
from hsbcode.domain.codebook import Code
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.widgets.code_panel import CodePanel
from hsbcode.workflows.suggestions.sight import set_hidden_share
from tests.driving import coding, drive, press, shown_text
from tests.projects import CODES, make_project
from tests.small_projects import begin_round

TEXTS = ("There is danger and too few hours.", "Some hours.", "No hit here.")


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    odd = Code("odd", "Not codable", kind="validity", keywords=("danger",))
    made = make_project(tmp_path / "s.hsb", TEXTS, (*CODES, odd))
    set_hidden_share(made, "0")
    return made


def acts_of(project: Project, kind: ActKind) -> list[tuple[str | None, ...]]:
    return [
        (act.code, act.origin, act.shown)
        for act in project.log.all()
        if act.kind == kind
    ]


def test_accepting_and_declining_say_what_was_seen(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        assert "○" in shown_text(app)
        await press(pilot, "down", "a")
        (applied,) = acts_of(project, ActKind.APPLY)
        assert applied[:2] == ("risk", Origin.SUGGESTION)
        assert applied[2] not in ("none", "off", None)
        await press(pilot, "x")
        (declined,) = acts_of(project, ActKind.REJECT)
        assert declined[2] == applied[2]
        await press(pilot, "1")
        by_hand = acts_of(project, ActKind.APPLY)[1]
        assert by_hand == ("trust", Origin.HAND, applied[2])
        assert len(screen.visible_suggestions()) == 1

    drive(project, script, suggestions=True)


def test_accepting_all_leaves_validity_codes(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "A")
        assert screen.session.held(screen.unit.id).codes == {"risk", "time"}
        assert "Balancing risk" in screen.said
        assert "Time" in screen.said

    drive(project, script, suggestions=True)


def test_no_suggestion_is_recorded_as_none(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "end", "1")
        assert acts_of(project, ActKind.APPLY) == [("trust", Origin.HAND, "none")]
        await press(pilot, "a")
        assert "There is no suggestion here" in shown_text(app)

    drive(project, script, suggestions=True)


def test_a_blind_round_shows_none_and_says_off(project: Project) -> None:
    begin_round(project, "1", "amy", "ben")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        text = shown_text(app)
        assert "○" not in text
        assert "round 1, blind" in text
        await press(pilot, "1", "A")
        assert acts_of(project, ActKind.APPLY) == [("trust", Origin.HAND, "off")]
        assert "each code is applied by itself" in shown_text(app)

    drive(project, script, suggestions=True, round_="1")


def test_a_model_is_learnt_beside_coding(tmp_path: Path) -> None:
    texts = [f"trust word {i}" if i % 2 else f"many hours {i}" for i in range(40)]
    project = make_project(tmp_path / "s.hsb", texts)
    set_hidden_share(project, "0")
    from hsbcode.workflows.coding import CodingSession

    session = CodingSession(project, "amy")
    for place, unit in enumerate(session.units[:30]):
        session.apply(unit, "trust" if place % 2 else "time")
        session.finish(unit)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        screen.begin_learning()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "learnt from 30 answers" in screen.aside
        await press(pilot, "n")
        found = screen.visible_suggestions()
        assert {each.source for each in found} <= {"model", "codebook"}
        assert any(each.source == "model" for each in found)
        # Of 30 codings a percentage would pretend to know more than it does.
        shown = shown_text(app).split("Codes", 1)[1]
        assert " %" not in shown
        assert "likely" in shown or "possible" in shown

    drive(project, script, suggestions=True)


def test_who_begins_with_nothing_coded_gets_what_is_learnt_on_the_way(
    tmp_path: Path,
) -> None:
    texts = [f"trust word {i}" if i % 2 else f"many hours {i}" for i in range(40)]
    project = make_project(tmp_path / "s.hsb", texts)
    set_hidden_share(project, "0")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        screen.begin_learning()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "from the codebook" in screen.aside
        digits = {code: digit for digit, code in screen.session.digits.items()}
        for place in range(30):
            await press(pilot, digits["trust" if place % 2 else "time"], "space")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "suggestions learnt from" in screen.aside
        await press(pilot, "n")
        assert any(each.source == "model" for each in screen.visible_suggestions())

    drive(project, script, suggestions=True)


def test_the_prompt_suggests_what_was_learnt_on_the_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hsbcode.cli.line_mode.suggestions import LineSuggestions
    from hsbcode.workflows.coding import CodingSession

    texts = [f"trust word {i}" if i % 2 else f"many hours {i}" for i in range(40)]
    project = make_project(tmp_path / "s.hsb", texts)
    set_hidden_share(project, "0")
    session = CodingSession(project, "amy")
    suggestions = LineSuggestions(session)
    for place, unit in enumerate(session.units[:20]):
        assert suggestions._learning is None
        suggestions.read_out(unit)
        session.apply(unit, "trust" if place % 2 else "time")
        session.finish(unit)
    suggestions.read_out(session.units[20])
    thread = suggestions._learning
    assert thread is not None
    thread.join(60)
    capsys.readouterr()
    suggestions.read_out(session.units[21])
    assert "Suggested: Trust (likely: “trust”" in capsys.readouterr().out
    suggestions.close()


def test_w_asks_about_the_suggestion_unless_the_cursor_was_put_on_a_code(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "1", "space")  # the cursor stays behind on Trust
        suggested = screen.visible_suggestions()[0]
        assert screen.code_at != suggested.code
        await press(pilot, "W")
        await app.workers.wait_for_complete()
        await pilot.pause()
        label = project.codebook.label(suggested.code)
        assert f"Why “{label}”?" in shown_text(app)
        assert "Suggested from the codebook, by its keyword." in shown_text(app)
        await press(pilot, "escape", "1", "1", "W")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Why “Trust”?" in shown_text(app)

    drive(project, script, suggestions=True)


def test_each_answer_begins_at_the_codes_with_digits(tmp_path: Path) -> None:
    codes = tuple(Code(f"c{n}", f"Code number {n}") for n in range(90))
    project = make_project(tmp_path / "s.hsb", TEXTS, codes)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        panel = coding(app).query_one(CodePanel)
        await press(pilot, "slash", *"number 77", "enter")
        await pilot.pause()
        assert panel.scroll_offset.y > 0
        await press(pilot, "space")
        await pilot.pause()
        assert panel.scroll_offset.y == 0

    drive(project, script)
