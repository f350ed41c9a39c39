"""The report screen: parts, plan, preview, and files that are never written over."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.disclosure import NO_CONTROL
from hsbcode.domain.report_plan import PARTS, USUAL_PARTS, ReportPart
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.screens.quotes import QuotesScreen
from hsbcode.tui.screens.report import ReportScreen
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.releases.register import releases
from hsbcode.workflows.releasing import set_released_policy
from hsbcode.workflows.reporting.plan import report_plan
from tests.driving import drive, press, shown_text
from tests.projects import make_project

SAID = (
    "Nobody at the allotments answers the telephone before the frost is over.",
    "The water is shut off in March and I carry cans up the hill every evening.",
    "Two keys for forty plots: whoever comes late stands before a locked gate.",
    "I was told three different dates for the meeting and missed every one.",
    "The tap by the orchard has dripped since spring and nobody comes to see it.",
    "A letter would do; not all of us read what is put up behind the glass.",
    "The young ones plant late because the shed opens at ten and they work.",
    "My neighbour's ivy has my fence by now, and the committee says wait.",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project in which every answer has a theme."""
    found = make_project(tmp_path / "p.hsb", SAID)
    set_released_policy(found, NO_CONTROL)
    session = CodingSession(found, "amy")
    for place, unit in enumerate(session.units):
        session.apply(unit, "trust" if place % 3 else "time")
        session.finish(unit)
    return found


def screen(app: HsbcodeApp) -> ReportScreen:
    return next(s for s in app.screen_stack if isinstance(s, ReportScreen))


async def to_option(pilot: Pilot[str], name: str) -> None:
    """Put the cursor on a line below the parts."""
    names = ["questions", "by", "disclosure", "template", "coders", "formats", "name"]
    await press(pilot, "end", *["up"] * (len(names) - 1 - names.index(name)))


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
def test_parts_say_what_they_hold_and_are_ticked_moved_kept_and_taken_back(
    project: Project, size: tuple[int, int]
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "O")
        shown = shown_text(app)
        assert " quotes, 0 accepted" in shown
        assert "nothing for it yet" in shown
        await press(pilot, "space", "down", "shift+up")
        assert "not kept as the plan" in shown_text(app)
        assert report_plan(project).parts == USUAL_PARTS
        await press(pilot, "k")
        kept = report_plan(project).parts
        assert kept[0] is ReportPart.QUOTES
        assert ReportPart.SUMMARY not in kept
        assert "not kept" not in shown_text(app)
        await press(pilot, "u")
        assert report_plan(project).parts == USUAL_PARTS
        assert screen(app).draft.order == list(PARTS)
        await press(pilot, "U")
        assert report_plan(project).parts == kept

    drive(project, script, size=size)


def test_the_text_of_a_part_goes_from_quote_to_quote_and_tells_where_each_is_from(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "O")
        await press(pilot, "down", "enter", "down", "down")
        at = screen(app)
        assert at.piece.named == "quote Q1"
        first, last = at.here
        assert "Q1" in at.lines[first]
        assert last > first
        await press(pilot, "y")
        assert app.clipboard.startswith("“")
        assert "(Q1)" in app.clipboard
        await press(pilot, "enter")
        assert "Where Q1 comes from" in shown_text(app)
        await press(pilot, "escape", "home", "down", "y")
        assert at.piece.named == "the table of quotes"
        assert app.clipboard.splitlines()[0].count("\t") > 5
        await press(pilot, "escape", *["down"] * 4, "enter", "enter")
        assert "Which of table T" in shown_text(app)
        await press(pilot, "enter")
        assert "comes from" in shown_text(app)
        await press(pilot, "escape", "escape")
        assert not at.in_text

    drive(project, script)


def test_what_disclosure_control_does_is_seen_before_anything_is_written(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "O")
        await to_option(pilot, "disclosure")
        await press(pilot, "enter", "2")
        assert "hidden" not in shown_text(app)
        await press(pilot, "enter", "3")
        assert "hidden" in shown_text(app)
        assert any("[c]" in line for line in text_of(app, ReportPart.TABLES))
        # quick enough to be known when one comes back to it
        known = len(screen(app).draft.previews)
        await press(pilot, "enter", "2")
        assert len(screen(app).draft.previews) == known
        assert not any("[c]" in line for line in text_of(app, ReportPart.TABLES))

    drive(project, script)


def text_of(app: HsbcodeApp, part: ReportPart) -> list[str]:
    at = screen(app)
    assert at.preview is not None
    pieces = at.preview.pieces(part, at.draft.plan.parts, 76)
    return [line for piece in pieces for line in piece.lines]


def test_a_report_is_written_beside_typing_registered_and_never_over_another(
    project: Project,
) -> None:
    folder = project.path.parent
    (folder / "report.html").write_text("my own words", encoding="utf-8")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "O")
        screen(app).draft.formats = (".md", ".html")
        await press(pilot, "w", "enter")
        assert "report-2" in shown_text(app)
        await press(pilot, "enter")
        assert "report-2.md" in shown_text(app)
        await press(pilot, "escape", "L")
        assert "release 1: report-2.html" in shown_text(app)
        await press(pilot, "1", "2", *"a try", "enter")
        assert [each.reason for each in releases(project)] == ["a try"]
        await press(pilot, "w", "enter")
        assert "report-3" in shown_text(app)

    drive(project, script)
    assert (folder / "report.html").read_text(encoding="utf-8") == "my own words"
    with Project.open(project.path, write=False) as again:
        (release,) = releases(again)
    files = [each.name for each in release.facts.files]
    assert files == ["report-2.html", "report-2.md"]
    written = (folder / "report-2.md").read_text(encoding="utf-8")
    assert any(said in written for said in SAID)


def test_a_report_that_is_stopped_leaves_no_file(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "O")
        screen(app).draft.formats = (".md",)
        await press(pilot, "w", "enter")
        # Both at once: the thread has read nothing when it is stopped.
        await pilot.press("enter", "x")
        await press(pilot, "home")
        assert screen(app).writing is None
        assert "no file was written" in shown_text(app) or list(
            project.path.parent.glob("report*")
        )

    drive(project, script)


def test_from_quotes_to_the_report_and_back_shows_what_was_decided(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "O", "V")
        assert isinstance(app.screen, QuotesScreen)
        await press(pilot, "A", "O")
        assert isinstance(app.screen, ReportScreen)
        assert re.search("quotes, [1-9] accepted", shown_text(app))
        assert len(app.screen_stack) == 3
        await press(pilot, "escape", "V", "O", "V", "escape")
        assert not any(isinstance(s, ReportScreen) for s in app.screen_stack)

    drive(project, script)


def test_what_was_chosen_waits_for_whoever_comes_back(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "O", "space", "escape", "O")
        assert ReportPart.SUMMARY not in screen(app).draft.plan.parts
        assert "not kept as the plan" in shown_text(app)

    drive(project, script)


def test_nothing_coded_is_said_and_no_key_hurts(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", SAID[:2])
    keys = ("space", "space", "less_than_sign", "greater_than_sign", "y", "k", "u")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "O", "down")
        assert "No answer has a coding that counts yet" in shown_text(app)
        for key in (*keys, "x", "L", "enter", "enter", "left", "right", "pagedown"):
            await press(pilot, key)
            assert isinstance(app.screen, ReportScreen), key
        await press(pilot, "escape", "w", "enter", "enter")

    drive(project, script, size=(140, 40))
    assert not list(tmp_path.glob("report*"))


def test_a_project_that_is_read_only_is_written_from_and_keeps_no_plan(
    project: Project,
) -> None:
    path = project.path

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "O")
        assert "read-only" in shown_text(app)
        await press(pilot, "space", "k")
        assert "read-only here" in shown_text(app)
        screen(app).draft.formats = (".md",)
        await press(pilot, "w", "enter", "enter")
        assert "register" in shown_text(app)

    with Project.open(path, write=False) as reading:
        drive(reading, script)
    assert (path.parent / "report.md").exists()
    assert report_plan(project).parts == USUAL_PARTS
    project.close()
