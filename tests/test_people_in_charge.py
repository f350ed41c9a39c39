"""People decide: nothing is applied without them, and their judgement is kept apart."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from typer.testing import CliRunner

from hsbcode.cli.command_line import app as command_line
from hsbcode.domain.acts import ActKind, Origin
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.results.themes import theme_table
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.suggestions.audit_sample import (
    audit_progress,
    audit_samples,
    draw_audit,
)
from hsbcode.workflows.suggestions.followed import ENOUGH, influence_lines
from hsbcode.workflows.suggestions.influence import influence
from hsbcode.workflows.suggestions.learnt_from import (
    audit_codings,
    counting_codings,
    own_codings,
)
from hsbcode.workflows.suggestions.sight import set_hidden_share
from hsbcode.workflows.suggestions.suggesting import Suggester
from tests.driving import coding, drive, press
from tests.projects import CODES, make_project

TEXTS = [f"danger and hours, number {i}" for i in range(40)]
LOOKED_AT = tuple(
    Code(kind, kind.replace("_", " ").capitalize(), kind=kind, keywords=("danger",))
    for kind in ("validity", "recode", "recode_candidate", "guard")
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.hsb", TEXTS, (*CODES, *LOOKED_AT))
    set_hidden_share(made, "0")
    return made


# --- row 45: a person decides ------------------------------------------------------


def test_row_45_no_code_reaches_a_table_without_an_accepting_person(
    project: Project,
) -> None:
    session = CodingSession(project, "amy")
    suggester = Suggester(session)
    suggested = {
        unit: suggester.at_once(session.unit(unit)) for unit in session.units[:3]
    }
    assert all(suggested.values())

    def counted() -> int:
        table = theme_table(read_study(project), "what", "T1")
        return sum(int(row.cells[0].text) for row in table.rows)

    # Suggesting, showing, and finishing beside suggestions put nothing into a table.
    first, second, third = suggested
    session.show(first, "run 1", [each.code for each in suggested[first]])
    session.reject(first, "risk", "none")
    session.finish_without_code(first, shown="none")
    assert counted() == 0
    session.apply(second, "time", origin=Origin.SUGGESTION)
    assert counted() == 0  # begun is not finished
    session.finish(second)
    assert counted() == 1
    applied = project.log.of_kind(ActKind.APPLY)
    assert [(act.coder, act.origin) for act in applied] == [("amy", "suggestion")]
    assert third not in project.fold.passes["amy", None]


@pytest.mark.parametrize("code", [code.id for code in LOOKED_AT])
def test_row_45_what_decides_more_than_a_theme_is_never_accepted_in_bulk(
    project: Project, code: str
) -> None:
    session = CodingSession(project, "amy")
    first, second, *_ = session.units
    with pytest.raises(UsageConflict, match="never accepted in bulk"):
        session.apply(first, code, origin=Origin.BULK)
    with pytest.raises(UsageConflict, match="never given in bulk"):
        session.together.code([first, second], [code])
    session.apply(first, code)
    assert session.together.refused([code])
    assert not project.fold.unit("amy", second).anything
    # By itself, looked at, it can be accepted.
    assert session.apply(second, code, origin=Origin.SUGGESTION)


def test_row_45_accepting_all_on_the_screen_leaves_them_out(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        shown = {each.code for each in screen.visible_suggestions()}
        assert shown & {code.id for code in LOOKED_AT}
        await press(pilot, "A")
        codes = screen.session.held(screen.unit.id).codes
        assert codes
        assert not codes & {code.id for code in LOOKED_AT}
        for code in codes:
            assert screen.session.codebook.label(code) in screen.said

    drive(project, script, suggestions=True)


def test_accepting_costs_as_much_as_declining() -> None:
    from hsbcode.tui.commands import COMMANDS

    keys = {each.id: each.keys for each in COMMANDS if each.id in ("accept", "reject")}
    assert [len(each) for each in keys.values()] == [1, 1]


# --- the audit sample --------------------------------------------------------------


def test_an_audit_sample_is_drawn_by_its_seed_and_only_grows(project: Project) -> None:
    sample = draw_audit(project, size="25%", seed=7)
    assert (len(sample.units), sample.of) == (10, 40)
    other = make_project(project.path.with_name("q.hsb"), TEXTS)
    assert draw_audit(other, size="10", seed=7).units == sample.units
    more = draw_audit(project, size="14")
    assert more.units[:10] == sample.units
    assert audit_samples(project)["what"] == more
    with pytest.raises(UsageConflict, match="are in the audit sample"):
        draw_audit(project, size="5")
    with pytest.raises(UsageConflict, match="drawn with the seed 7"):
        draw_audit(project, size="20", seed=8)
    for wrong in ("0", "many", "200%", "41", "nan"):
        with pytest.raises(UsageConflict, match="is no size for a sample"):
            draw_audit(project, size=wrong)
    with pytest.raises(UsageConflict, match="no open question"):
        draw_audit(project, "waht")


def test_an_audit_sample_is_of_answers_that_nobody_had_begun(project: Project) -> None:
    session = CodingSession(project, "amy")
    for unit in session.units[:30]:
        session.finish_without_code(unit)
    sample = draw_audit(project, size="6")
    assert set(sample.units) < set(session.units[30:])
    assert sample.of == 10


def test_audit_answers_are_coded_blind_and_never_learnt_from(project: Project) -> None:
    sample = draw_audit(project, size="6")
    session = CodingSession(project, "amy")
    wish = session.choice.read("audit")
    listed = session.filtered(wish)
    assert set(listed) == set(sample.units)
    assert all(session.sight.hides(unit) for unit in listed)
    others = [unit for unit in session.units if unit not in listed]
    assert not any(session.sight.hides(unit) for unit in others)
    for unit in (*listed[:4], *others[:5]):
        session.apply(unit, "risk")
        session.finish(unit)
    assert set(own_codings(project, "amy")) == set(others[:5])
    assert set(counting_codings(project)) == set(others[:5])
    assert set(audit_codings(project)) == set(listed[:4])
    (progress,) = audit_progress(project)
    assert (progress.finished, progress.coders) == (4, {"amy": 4})


def test_a_part_of_an_audit_answer_is_an_audit_answer(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", ["1. no time 2. no trust"], CODES)
    set_hidden_share(project, "0")
    draw_audit(project, size="1")
    session = CodingSession(project, "amy")
    proposed = session.parts.by_rule(session.unit(session.units[0]))
    assert proposed is not None
    session.parts.split(proposed)
    assert len(session.units) == 2
    assert all(session.sight.hides(unit) for unit in session.units)


# --- did the suggestions lead? -----------------------------------------------------


def judged(
    project: Project, coder: str, *, shown_agree: int, hidden_agree: int, each: int
) -> None:
    """Finish 2 × ``each`` answers; half with the first suggestion hidden."""
    session = CodingSession(project, coder)
    for place, unit in enumerate(session.units[: 2 * each]):
        hidden, number = divmod(place, each)
        agrees = number < (hidden_agree if hidden else shown_agree)
        shown = session.sight.show(
            unit, "run 1", [("risk", 0.8), ("time", 0.3)], hidden=bool(hidden)
        )
        origin = Origin.HAND if hidden else Origin.SUGGESTION
        session.apply(unit, "risk" if agrees else "trust", origin=origin, shown=shown)
        session.finish(unit, picked="imported", shown=shown)


def test_agreement_with_and_without_sight_is_told_apart(project: Project) -> None:
    judged(project, "amy", shown_agree=20, hidden_agree=8, each=20)
    found = influence(project)
    everybody = found.everybody
    assert (everybody.shown.count, everybody.shown.base) == (20, 20)
    assert (everybody.hidden.count, everybody.hidden.base) == (8, 20)
    assert everybody.difference == pytest.approx(0.6)
    low, high = everybody.interval or (0.0, 0.0)
    assert 0.3 < low < 0.6 < high < 0.9
    assert "follow them more often" in everybody.words
    assert everybody.words.startswith("+60 points (from +")
    (accepted,) = found.acceptance
    assert (accepted.suggested, accepted.accepted) == (40, 20)
    assert accepted.passed_over == 20
    lines = influence_lines(found)
    assert "in 20 of 20 answers (100 %) with it in sight" in lines[0]
    # What is changed after the first finish may follow what was hidden before.
    session = CodingSession(project, "amy")
    for unit in session.units[20:40]:
        session.apply(unit, "risk", origin=Origin.SUGGESTION, shown="none")
    assert influence(project).everybody == everybody


def test_equal_agreement_is_no_difference(project: Project) -> None:
    judged(project, "amy", shown_agree=10, hidden_agree=10, each=20)
    everybody = influence(project).everybody
    assert everybody.difference == 0
    assert "no difference that chance could not have made" in everybody.words


def test_too_few_is_said_and_no_number_given(project: Project) -> None:
    judged(project, "amy", shown_agree=5, hidden_agree=1, each=ENOUGH - 1)
    everybody = influence(project).everybody
    assert everybody.interval is None
    assert everybody.difference is None
    assert "Too few to say: 19 answers" in everybody.words
    assert influence(project).everybody == everybody


def test_answers_picked_for_what_they_are_are_left_out(project: Project) -> None:
    session = CodingSession(project, "amy")
    for unit, way in zip(session.units, ("useful", "filter", "random"), strict=False):
        shown = session.sight.show(unit, "run 1", [("risk", 0.8)])
        session.apply(unit, "risk", shown=shown)
        session.finish(unit, picked=way, shown=shown)
    session.finish_without_code(session.units[3])  # as an older file has it
    found = influence(project)
    assert (found.everybody.shown.base, found.picked) == (1, 2)


def test_the_commands_print_and_set(project: Project) -> None:
    judged(project, "amy", shown_agree=20, hidden_agree=8, each=20)
    path = str(project.path)
    project.close()
    run = CliRunner().invoke
    said = run(command_line, ["influence", path])
    assert said.exit_code == 0
    assert "in 8 of 20 answers (40 %) without" in said.stdout
    told = run(command_line, ["influence", path, "--json"]).stdout
    assert '"difference": 0.6' in told
    assert run(command_line, ["influence", path, "--hide", "30%"]).exit_code == 0
    share = run(command_line, ["influence", path]).stderr
    assert "hidden for 30 % of the answers" in share
    assert run(command_line, ["audit", "show", path]).exit_code == 0
    drawn = run(command_line, ["audit", "draw", path, "--size", "5"])
    assert isinstance(drawn.exception, UsageConflict)  # all 40 are begun


def test_the_methods_of_a_report_tell_it(project: Project) -> None:
    from hsbcode.workflows.coding_facts import suggestion_use

    judged(project, "amy", shown_agree=20, hidden_agree=8, each=20)
    told = suggestion_use(project).influence
    assert told.startswith("All coders: the first suggestion was given in 20 of 20")
    assert "+60 points" in told
