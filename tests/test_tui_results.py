"""The results screen: lists, tables, cells, splits, bars, policies, files."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from shutil import copy

import pytest
from textual import events
from textual.pilot import Pilot

from hsbcode.domain.codebook import Code
from hsbcode.domain.disclosure import SUPPRESSED
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.asking import Ask
from hsbcode.tui.dialogs.behind_cell import BehindCell
from hsbcode.tui.dialogs.dialog import Field
from hsbcode.tui.dialogs.help import Help
from hsbcode.tui.dialogs.pick_question import PickQuestion, fitting
from hsbcode.tui.screens.coder import WhoCodes
from hsbcode.tui.screens.recodes import RecodesScreen
from hsbcode.tui.screens.results import ResultsScreen
from hsbcode.tui.screens.start import StartScreen
from hsbcode.tui.settings_folder import remember_project
from hsbcode.tui.widgets.table_layout import GAP, laid_out
from hsbcode.tui.widgets.table_list import TableList
from hsbcode.tui.widgets.table_view import TableView
from hsbcode.workflows.browsing_results import SURVEY, Wish, read_results
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.log.history import History
from hsbcode.workflows.recoding.deciding import decisions, take_back
from hsbcode.workflows.releasing import set_released_policy
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project as make_one
from tests.small_projects import begin_round, make_project
from tests.test_results_browsing import coded_project
from tests.test_tui_hostile import ANSWERS, HOSTILE, assert_clean


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    project = coded_project(tmp_path / "study.hsb")
    set_released_policy(project, SUPPRESSED)
    project.close()
    return project.path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_demo(tmp_path_factory.mktemp("demo"))[0]


Script = Callable[[HsbcodeApp, Pilot[str]], Awaitable[None]]


def look(path: Path, script: Script, size: tuple[int, int] = (140, 40)) -> HsbcodeApp:
    """Run the results of a project through a script."""
    app = HsbcodeApp(Project.open(path, write=False), results=True)

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            await settle(pilot)
            await script(app, pilot)

    asyncio.run(run())
    return app


def results(app: HsbcodeApp) -> ResultsScreen:
    return next(s for s in app.screen_stack if isinstance(s, ResultsScreen))


async def keys(pilot: Pilot[str], *pressed: str) -> None:
    """Press keys; what a worker brings is shown before the next check."""
    await press(pilot, *pressed)
    await settle(pilot)


def test_the_list_leads_to_a_table_and_back(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = results(app)
        assert "Themes in open answers" in shown_text(app)
        assert "Mentions" in shown_text(app)
        await keys(pilot, "down")
        assert "Teacher" in shown_text(app)
        await keys(pilot, "enter")
        assert screen.in_table
        assert screen.said == "Nurse · n: 14 of 24"
        await keys(pilot, "right", "down")
        assert screen.cell == (1, 1)
        assert screen.said == "Teacher · % of base: 42 %, 10 of 24"
        await keys(pilot, "left", "left")
        assert not screen.in_table
        await keys(pilot, "n", "n", "n")
        assert screen.place == 2
        await keys(pilot, "escape")
        assert isinstance(app.screen, StartScreen)

    look(path, script)


def test_a_narrow_screen_shows_one_of_the_two(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "Mentions" not in shown_text(app)
        await keys(pilot, "enter")
        assert "Mentions" in shown_text(app)
        assert "Themes in open answers" not in shown_text(app)
        await keys(pilot, "end")
        assert "Reference of a number" in shown_text(app)
        await keys(pilot, "escape")
        assert "Themes in open answers" in shown_text(app)

    look(path, script, (80, 24))


def test_letters_typed_behind_the_key_are_not_commands(demo: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await pilot.press("/", *"figure 9", "enter")
        await keys(pilot)
        screen = results(app)
        assert screen.listed is not None
        assert screen.listed.name == "figure_9"
        assert screen.in_table
        assert "confident: identifying" in shown_text(app)
        assert "2 of 1" in screen.list_words
        await keys(pilot, "escape", "escape")
        assert screen.list_words.endswith("tables")
        assert " of " not in screen.list_words
        assert screen.listed is not None
        assert screen.listed.name == "figure_9"
        await keys(pilot, "/", *"zzz")
        assert "No table has that in its name" in shown_text(app)
        await keys(pilot, "escape")
        assert screen.page is not None

    look(demo, script)


def test_no_letter_of_a_burst_is_lost(demo: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        app.post_message(events.Key("slash", "/"))
        for letter in "figure9":
            app.post_message(events.Key(letter, letter))
        await keys(pilot)
        assert app.screen.query_one(Field).value == "figure9"
        assert "No table" in results(app).instead

    look(demo, script)


def test_enter_shows_who_is_in_a_cell_and_what_they_wrote(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await keys(pilot, "enter")
        rows = [row.label for row in results(app).page.table.rows]  # type: ignore[union-attr]
        await keys(pilot, *["down"] * rows.index("Trust"), "enter")
        assert isinstance(app.screen, BehindCell)
        text = shown_text(app)
        assert "2 people:" in text
        assert "Money is short, says person 2" in text
        assert "Nurse · South" in text
        await keys(pilot, "end")
        assert "whose coding counts" in shown_text(app)
        await keys(pilot, "escape")
        await keys(pilot, "r", "enter")
        text = shown_text(app)
        assert "hides this cell" in text
        assert "says person" not in text

    look(path, script)


def test_no_exact_number_stands_under_the_policy(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = results(app)
        assert screen.aside == "exact numbers"
        await pilot.press("r")
        if screen.page is not None:
            assert screen.page.wish.released
        await keys(pilot)
        assert screen.aside == "as released: suppressed"
        assert screen.page is not None
        assert screen.page.wish.released
        assert "[c]" in shown_text(app)
        await keys(pilot, "r")
        assert "[c]" not in shown_text(app)

    look(path, script)


def test_a_table_is_split_and_joined_again(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = results(app)
        await keys(pilot, "enter")
        await pilot.press("b")
        await pilot.press(*"rol", "enter")
        await keys(pilot)
        assert screen.page is not None
        assert screen.page.table.by == "role"
        assert "by “role”" in shown_text(app).lower()
        await keys(pilot, "b")
        assert isinstance(app.screen, PickQuestion)
        await keys(pilot, "enter")
        assert screen.page.table.by == ""

    look(path, script)


def test_a_split_that_cannot_be_is_told_and_taken_back(demo: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = results(app)
        await keys(pilot, "/", *"table_5", "enter", "b", *"role", "enter")
        await keys(pilot)
        assert screen.page is not None
        assert screen.page.wish == Wish(SURVEY, "table_5")
        assert "columns already" in shown_text(app)

    look(demo, script)


def test_bars_and_back(demo: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await keys(pilot, "f")
        assert "█" in shown_text(app)
        await keys(pilot, "/", *"table_5", "enter", "right")
        assert "Early help" in shown_text(app)
        assert "█" in shown_text(app)
        await keys(pilot, "f")
        assert "█" not in shown_text(app)
        assert "n = 65" in shown_text(app)

    look(demo, script)


def test_a_table_is_copied_and_saved(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await keys(pilot, "down", "y")
        assert app.clipboard.splitlines()[1].startswith("Nurse\t14\t58 %")
        await keys(pilot, "s")
        assert isinstance(app.screen, Ask)
        assert "suppressed" in shown_text(app)
        await keys(pilot, "enter")
        assert "Saved T" in results(app).said
        (saved,) = path.parent.glob("*.md")
        assert SUPPRESSED.sentence[:20] in saved.read_text("utf-8")
        await keys(pilot, "s", "enter")
        assert len(list(path.parent.glob("*.md"))) == 2
        await keys(pilot, "s")
        await keys(pilot, "end", *["backspace"] * 3, *".odt", "enter")
        assert "is not written with .odt" in shown_text(app)

    look(path, script)


def test_the_mouse_chooses_tables_and_cells(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = results(app)
        await pilot.click(TableList, offset=(5, 4))
        await keys(pilot)
        assert screen.listed is not None
        assert screen.listed.name == "role"
        page = screen.page
        assert page is not None
        view = screen.query_one(TableView)
        layout = laid_out(page, view.size.width - 1)
        x = layout.label_width + layout.base_width + GAP + layout.widths[0] + GAP
        spot = (x + view.gutter.left + 1, layout.head_height + 1 + view.gutter.top)
        await pilot.click(TableView, offset=spot)
        await keys(pilot)
        assert screen.cell == (1, 1)
        await pilot.click(TableView, offset=spot)
        await keys(pilot)
        assert isinstance(app.screen, BehindCell)

    look(path, script)


def test_help_names_the_keys_of_the_results(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await keys(pilot, "?")
        assert isinstance(app.screen, Help)
        assert "Find a table by typing." in shown_text(app)

    look(path, script)


def test_from_the_coding_screen_and_back(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await keys(pilot, "R")
        assert isinstance(app.screen, ResultsScreen)
        await keys(pilot)
        assert "Mentions" in shown_text(app) or results(app).page is not None
        await keys(pilot, "escape")
        assert not any(isinstance(s, ResultsScreen) for s in app.screen_stack)
        before = coding(app).place
        await keys(pilot, "p")
        assert coding(app).place == before - 1

    drive(Project.open(path), script, coder="ann")


def test_results_wait_while_a_round_is_coded_blind(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await keys(pilot, "R")
        assert app.screen is coding(app)
        assert "blind" in coding(app).said

    project = Project.open(path)
    begin_round(project, "1", "ann", "ben")
    drive(project, script, coder="ann", round_="1")


def test_from_the_start_screen(path: Path) -> None:
    remember_project(path)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await keys(pilot, "r")
        assert isinstance(app.screen, ResultsScreen)
        await keys(pilot, "escape")
        assert isinstance(app.screen, StartScreen)
        Project.open(path).close()

    drive(None, script, coder="")


def test_nothing_imported_and_nothing_coded_is_said(tmp_path: Path) -> None:
    Project.create(tmp_path / "empty.hsb", "study").close()

    async def empty(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "Nothing is imported yet" in results(app).instead
        await keys(pilot, "down", "enter", "b", "f", "r", "y", "s", "end", "n")
        assert isinstance(app.screen, ResultsScreen)
        assert "no table" in results(app).said

    look(tmp_path / "empty.hsb", empty)
    make_project(tmp_path / "uncoded.hsb").close()

    async def uncoded(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "has a coding that counts yet" in shown_text(app)
        await keys(pilot, "enter", "tab", "b", "escape", "f", "y")

    look(tmp_path / "uncoded.hsb", uncoded)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_hostile_labels_and_answers_are_shown(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    codes = [Code("a", f"A {HOSTILE}"), Code("b", HOSTILE * 20)]
    texts = list(ANSWERS.values())
    project = make_one(tmp_path / "[b]h.hsb", texts, codes)
    session = CodingSession(project, "amy")
    for unit in session.units:
        session.apply(unit, "a")
        session.finish(unit)
    project.close()

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert_clean(app)
        await keys(pilot, "enter")
        assert_clean(app)
        await keys(pilot, "enter")
        assert isinstance(app.screen, BehindCell)
        assert_clean(app)
        await keys(pilot, "end")
        assert_clean(app)
        await keys(pilot, "y", "escape", "f", "y")
        assert_clean(app)
        await keys(pilot, "b", *"[/]", "escape", "/", *"[/b]")
        assert_clean(app)

    look(project.path, script, size)


def test_layout_fits_and_says_each_base_once(demo: Path) -> None:
    found = read_results(demo)
    for width in (40, 76, 95):
        for each in found.tables[:60]:
            page = found.page(Wish(each.kind, each.name))
            layout = laid_out(page, width)
            shown = layout.columns_from(0, width)
            wide = layout.label_width + layout.base_width
            wide += sum(GAP + layout.widths[column] for column in shown)
            assert wide <= width or len(shown) == 1, (each, width)
            assert len(layout.cells) == len(page.table.rows)
    heads = laid_out(found.page(Wish(SURVEY, "table_5")), 95)
    assert [head[-1] for head in heads.heads][:2] == ["n = 68", "n = 65"]
    assert heads.cells[0][0] == "12 %"
    rows = laid_out(found.page(Wish(SURVEY, "figure_9")), 95)
    assert rows.bases[0] == "n = 395"
    mixed = laid_out(found.page(Wish(SURVEY, "table_3")), 95)
    assert mixed.cells[0][0] == "76 % (n = 82)"


def test_the_picker_finds_by_every_word(demo: Path) -> None:
    questions = read_results(demo).study.closed_questions
    assert fitting(questions, "agency seven")[0].id == "agency7"
    assert fitting(questions, "") == list(questions)
    assert fitting(questions, "qqq") == []


def test_row_20_a_recode_is_looked_at_decided_and_ended_on_a_screen(
    demo: Path, tmp_path: Path
) -> None:
    """The preview, what hangs on it, who decided; every table follows."""
    path = tmp_path / "larc7.hsb"
    copy(demo, path)
    with Project.open(path) as project:
        take_back(project, coder="lead")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await keys(pilot, "c")
        assert isinstance(app.screen, WhoCodes)
        await keys(pilot, *"kim", "enter")
        screen = app.screen
        assert isinstance(screen, RecodesScreen)
        assert "not in force" in shown_text(app)
        assert "not decided" in shown_text(app)
        await keys(pilot, "a")
        assert screen.said.startswith("First decide for each question")
        await keys(pilot, "c", "l")
        assert screen.said == "a puts it in force as decided here."
        await keys(pilot, "a", "n")
        assert "not in force" in shown_text(app)
        await keys(pilot, "a", "y")
        assert "in force, decided by kim" in shown_text(app)
        await keys(pilot, "escape")
        changed = results(app)._results
        assert changed is not None
        assert [each.decision for each in changed.study.recodes.values()] != []
        await keys(pilot, "c", *"kim", "enter", "x", "y")
        assert screen is not app.screen
        assert "not in force" in shown_text(app)

    look(path, script)
    with Project.open(path, write=False) as project:
        steps = History(project).page(0, 2)
        log = decisions(project)
    assert [step.coder for step in steps] == ["kim", "kim"]
    assert steps[0].words == "set the recode specialist_aware_adj: not in force"
    assert "36 people moved, carried through: a_specialist_support" in steps[1].words
    assert [each.decision.in_force for each in log] == [True, False, True, False]


def test_a_project_without_an_instrument_says_what_recodes_need(path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await keys(pilot, "c", *"kim", "enter")
        assert "keeps no instrument" in shown_text(app)
        await keys(pilot, "a", "x", "c", "n", "escape")
        assert isinstance(app.screen, ResultsScreen)

    look(path, script)
