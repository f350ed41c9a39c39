"""How answers were picked is remembered, and what rests on picked answers says so."""

import io
from pathlib import Path

import numpy as np
import pytest
from textual.pilot import Pilot

from hsbcode.cli.line_mode.session import run_lines
from hsbcode.domain.acts import ActKind
from hsbcode.domain.counting import Standing
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.picks import Picked, picked_words, random_place, with_followed
from hsbcode.quotes.quote_table import quote_table
from hsbcode.results.themes import theme_table
from hsbcode.store.project import Project
from hsbcode.suggest.next_answers import most_useful, seldom_first
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.walk import Walk
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.orders import Order, half_useful, picked_by, shuffled
from hsbcode.workflows.progress import read_progress
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.suggestions.picked import picked_notes
from tests.driving import coding, drive, press
from tests.projects import make_project

TEXTS = [f"answer number {i} about {'danger' if i % 3 else 'hours'}" for i in range(30)]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.hsb", TEXTS)


def picks(project: Project) -> list[str | None]:
    return [act.picked for act in project.log.of_kind(ActKind.FINISH)]


# --- remembering -------------------------------------------------------------------


def test_every_finish_on_the_screen_says_how_its_answer_was_picked(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "0", "2", "space")
        screen.moved(screen.walk.choose(screen.session.units[20]))
        await press(pilot, "0", "0")
        screen.filter(screen.session.choice.read("word hours; unfinished"))
        await press(pilot, "0")
        screen.filter(screen.session.choice.read("unfinished"))
        await press(pilot, "0")
        screen.put_in_order("random")
        await press(pilot, "0")

    drive(project, script)
    assert picks(project) == [
        "imported",
        "imported",
        "chosen",
        "imported",
        "filter",
        "imported",
        "random",
    ]


def test_the_prompt_remembers_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project(tmp_path / "p.hsb", TEXTS).close()
    typed = "0\ng 9\n0\n0\nF word hours; unfinished\n0\nF\no random\n0\nu\nU\nq\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run_lines(tmp_path / "p.hsb", "amy", "", "") == 0
    with Project.open(tmp_path / "p.hsb", write=False) as project:
        # Undo and redo bring back how it was picked.
        wanted = ["imported", "chosen", "imported", "filter", "random", "random"]
        assert picks(project) == wanted


def test_the_order_can_be_chosen_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(tmp_path / "p.hsb", TEXTS).close()
    monkeypatch.setattr("sys.stdin", io.StringIO("0\nq\n"))
    assert run_lines(tmp_path / "p.hsb", "amy", "", "", order="useful") == 0
    assert "Order: half random, half most useful." in capsys.readouterr().out
    with Project.open(tmp_path / "p.hsb", write=False) as project:
        assert picks(project) == ["random"]
    with pytest.raises(UsageConflict, match="no order"):
        run_lines(tmp_path / "p.hsb", "amy", "", "", order="sideways")


def test_coding_together_picks_the_others_for_being_alike(project: Project) -> None:
    session = CodingSession(project, "amy")
    first, second, *_ = session.units
    session.together.code([first, second], [], here=first, picked="imported")
    assert picks(project) == ["imported", "bulk"]


def test_what_a_filter_and_an_order_make_of_an_answer() -> None:
    every, useful = ListFilter(), Order("useful", useful=frozenset({"u"}))
    assert picked_by(every, Order(), "u") == Picked.IMPORTED
    assert picked_by(ListFilter(unfinished=True), Order(), "u") == Picked.IMPORTED
    assert picked_by(every, useful, "u") == Picked.USEFUL
    assert picked_by(every, useful, "v") == Picked.RANDOM
    assert picked_by(every, Order("similar"), "u") == Picked.SIMILAR
    assert picked_by(ListFilter(word="x"), useful, "u") == Picked.FILTER
    assert picked_by(ListFilter(audit=True), Order(), "u") == Picked.AUDIT
    assert picked_by(ListFilter(audit=True, word="x"), Order(), "u") == Picked.FILTER
    assert picked_by(every, Order(), "u", round_="1") == Picked.ROUND
    assert picked_by(ListFilter(audit=True), Order(), "u", chosen=True) == (
        Picked.CHOSEN
    )


def test_an_answer_come_back_to_stays_chosen_and_the_next_one_is_not(
    project: Project,
) -> None:
    walk = Walk(CodingSession(project, "amy"))
    walk.choose(walk.ids[7])
    ways = []
    for by in (0, 1, -1):
        walk.step(by)
        ways.append(walk.picked)
    assert ways == [Picked.CHOSEN, Picked.IMPORTED, Picked.CHOSEN]


# --- half random, half most useful -------------------------------------------------


def test_every_second_answer_is_there_for_its_use() -> None:
    units = [f"u{i}" for i in range(20)]
    left = [unit for unit in units if unit not in ("u3", "u4")]
    ranked = ["u9", "u8", "u7"]
    ordered, order = half_useful(units, left, ranked, seed=5)
    chance = [unit for unit in shuffled(left, 5) if unit not in order.useful]
    assert [unit for unit in ordered if unit in chance] == chance
    assert ordered[:6][1::2] == [unit for unit in ranked if unit in order.useful]
    assert ordered[-2:] == ["u3", "u4"]
    assert sorted(ordered) == sorted(units)
    assert (order.kind, order.seed) == ("useful", 5)
    assert half_useful([], [], [], seed=1)[0] == []


def test_answers_likely_to_hold_a_seldom_code_are_looked_for() -> None:
    rng = np.random.default_rng(0)
    scores = rng.uniform(0.0, 0.1, (200, 3))
    scores[:, 0] = 0.5  # coded often
    scores[17, 1], scores[40, 1], scores[88, 2] = 0.9, 0.8, 0.7
    coded = np.array([50, 0, 4])
    allowed = np.ones(200, dtype=bool)
    found = seldom_first(scores, coded, allowed)
    assert found[:2] == [17, 40]
    assert 88 in found[:8]
    allowed[17] = False
    assert seldom_first(scores, coded, allowed)[0] == 40
    assert seldom_first(scores, np.array([9, 9, 9]), allowed) == []
    # A code that has about the same score everywhere is looked for nowhere.
    assert seldom_first(np.full((50, 1), 0.3), np.array([0]), allowed[:50]) == []


def test_doubt_and_seldom_codes_take_turns() -> None:
    from scipy import sparse

    texts = [f"text {i}" for i in range(6)]
    rows = sparse.csr_matrix(np.eye(6))
    doubt = np.array([[0.5], [0.4], [0.3], [0.2], [0.1], [0.05]])
    scores = np.hstack([doubt, np.array([[0.0], [0.0], [0.0], [0.0], [0.0], [0.9]])])
    ranked = most_useful(texts, rows, doubt, scores, np.array([30, 1]))
    assert ranked[:3] == [0, 5, 1]
    assert sorted(ranked) == list(range(6))


def test_hidden_answers_come_by_chance_only(tmp_path: Path) -> None:
    from hsbcode.workflows.suggestions.sight import set_hidden_share

    project = make_project(tmp_path / "p.hsb", TEXTS)
    set_hidden_share(project, "50%")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        screen.put_in_order("useful")
        await app.workers.wait_for_complete()
        await pilot.pause()
        useful = screen.walk.order.useful
        assert useful
        assert not any(screen.session.sight.hides(unit) for unit in useful)
        assert any(screen.session.sight.hides(unit) for unit in screen.walk.ids)
        ways = [screen.walk.picked]
        await press(pilot, "0")
        ways.append(screen.walk.picked)
        assert ways == [Picked.RANDOM, Picked.USEFUL]

    drive(project, script, suggestions=True)
    assert project.settings["order:amy"]["seed"] > 0  # type: ignore[index]


# --- what can speak for all --------------------------------------------------------


def test_as_far_as_the_random_order_was_followed_everything_is_a_sample() -> None:
    units = shuffled([f"u{i}" for i in range(100)], 3)
    followed = units[:20]
    found: dict[str, str | None] = dict.fromkeys(followed[::2], "random")
    found |= dict.fromkeys(followed[1::2], "useful")
    found |= dict.fromkeys(units[60:70], "useful")
    fair = with_followed(found, 3, units)
    # The last one of the order that was followed came by chance.
    assert fair == frozenset(followed[:19])
    # Jumping ahead in a random order is not following it.
    found[units[90]] = "random"
    assert with_followed(found, 3, units) == fair | {units[90]}
    assert with_followed({"u9": "useful", "u8": None}, 3, units) == {"u8"}
    assert random_place("u1", 3) != random_place("u1", 4)


def test_as_far_as_the_order_of_import_was_followed_everything_counts() -> None:
    units = [f"u{i}" for i in range(100)]
    found: dict[str, str | None] = dict.fromkeys(units[:40], "imported")
    # Equal answers were coded together with the first of them, here and further on.
    found |= dict.fromkeys([*units[10:16], *units[70:75]], "bulk")
    fair = with_followed(found, 3, units)
    assert fair == frozenset(units[:40])
    del found[units[39]]
    found[units[60]] = "imported"
    assert with_followed(found, 3, units) == frozenset([*units[:39], units[60]])


def test_words_name_every_way_with_its_number() -> None:
    ways = ["useful"] * 3 + ["chosen", "imported", None]
    assert picked_words(ways) == (
        "3 because the suggestions learn most from them, "
        "1 because somebody went to them"
    )
    assert picked_words(["random", None]) == ""


def coded(project: Project, ways: dict[int, str], code: str = "risk") -> CodingSession:
    session = CodingSession(project, "amy")
    for place, way in ways.items():
        unit = session.units[place]
        if way == "useful":
            session.apply(unit, code)
            session.finish(unit, picked=way)
        else:
            session.finish_without_code(unit, picked=way)
    return session


def test_tables_and_progress_say_what_rests_on_picked_answers(
    project: Project,
) -> None:
    coded(project, dict.fromkeys(range(4), "imported") | {9: "useful", 12: "useful"})
    words = picked_notes(project)["what"]
    assert words == (
        "Of 30 answers 6 are coded, and 2 of these were picked for what they are: 2 "
        "because the suggestions learn most from them. Shares over all of them can be "
        "off; the 4 others can speak for all."
    )
    table = theme_table(read_study(project, all_coded=True), "what", "T1")
    assert any(each.startswith("Of the answers 6 are") for each in table.notes.more)
    (row,) = read_progress(project, "amy")
    assert (row.finished, row.picked) == (6, 2)


def test_only_what_can_speak_for_all_is_counted(project: Project) -> None:
    session = coded(project, {0: "imported", 1: "random", 9: "useful", 12: "useful"})
    study = read_study(project)
    table = theme_table(study, "what", "T1")
    risk = next(row for row in table.rows if row.key == "risk")
    assert (risk.cells[0].text, risk.base) == ("0", 2)
    # What nobody coded yet is told apart from what is left out.
    assert table.notes.uncoded == 26
    assert (
        "Counted are the coded answers that came by no choice of what they say: 2 of "
        "4. Left out, because shares with them can be off while 30 answers are not all "
        "coded: 2 because the suggestions learn most from them."
    ) in table.notes.more
    every = theme_table(read_study(project, all_coded=True), "what", "T1")
    risk = next(row for row in every.rows if row.key == "risk")
    assert (risk.cells[0].text, risk.base) == ("2", 4)
    assert any("2 others can speak for all" in each for each in every.notes.more)
    # A coding is a coding, whatever is counted: it is exported, and may be quoted.
    assert study.verdicts[session.units[9]].standing == Standing.ONLY
    quoted = quote_table(study, "what")
    (theme,) = [each for each in quoted.themes if each.code == "risk"]
    assert (theme.count, theme.base, theme.pool) == (0, 2, 2)
    assert theme.quotes
    assert "are quoted and not counted" in quoted.statement


def test_nothing_is_said_where_all_is_coded_or_nothing_was_picked(
    project: Project,
) -> None:
    coded(project, dict.fromkeys(range(5), "imported"))
    assert picked_notes(project) == {}
    session = coded(project, dict.fromkeys(range(5, 30), "useful"))
    assert session.tally().finished == 30
    assert picked_notes(project) == {}
    assert read_study(project).left_out("what") == {}
    assert theme_table(read_study(project), "what", "T1").rows[0].base == 30
