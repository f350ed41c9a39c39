"""The page on a round: one number, each code in words, settling told apart."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import RoundError, UsageConflict
from hsbcode.domain.rounds import Round
from hsbcode.report.agreement_page import TOO_RARE, code_sentence
from hsbcode.report.document import IntervalRow
from hsbcode.report.html import html
from hsbcode.report.intervals import interval_signs, interval_svg
from hsbcode.report.markdown import markdown
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import agreement_found
from hsbcode.workflows.agreement_results import FoundAgreement, WantedAgreement
from hsbcode.workflows.codebook.edits import make_edit
from hsbcode.workflows.codebook.merging import merging
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.reporting.writing import write_report
from hsbcode.workflows.rounds import drawing, phases
from hsbcode.workflows.rounds.facts import round_facts
from hsbcode.workflows.rounds.page import page_text, round_page
from hsbcode.workflows.rounds.settling import settle
from tests.small_projects import CODES, make_project

Capture = pytest.CaptureFixture[str]
ANSWERS = [(f"canaryanswer number {n}",) for n in range(40)]
HOSTILE = Code("hostile", "=Trust\x1b[31m <b>bold</b> | [x](y)", key="h")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "p.hsb"
    with make_project(path, ANSWERS, codes=[*CODES, HOSTILE]) as made:
        yield made


def code_by(project: Project, name: str, codings: Mapping[str, list[str]]) -> None:
    """Each coder gives the codes of a list to the answers, one after the other."""
    for coder, codes in codings.items():
        session = CodingSession(project, coder, round_=name)
        for unit, code in zip(session.units, codes, strict=True):
            if code:
                session.apply(unit, code)
                session.finish(unit)
            else:
                session.finish_without_code(unit)


def released(project: Project, name: str = "pilot") -> Round:
    """Forty answers: trust in 10 by either, in 8 by both; skills in 3; money in 13."""
    drawing.draw_round(project, name, drawing.Wanted(seed=2), "lead")
    drawing.assign_evenly(project, name, ["amy", "ben"], "lead")
    phases.begin(project, name, "lead")
    alike = ["trust"] * 8 + ["hostile"] * 6 + ["money"] * 12 + ["skills"] * 2
    amy = [*alike, "trust", "trust", "skills", *[""] * 9]
    ben = [*alike, "", "money", "", *[""] * 9]
    code_by(project, name, {"amy": amy, "ben": ben})
    phases.release(project, name, "lead")
    return project.rounds[name]


def found(project: Project, **wanted: str) -> FoundAgreement:
    return agreement_found(project, WantedAgreement(**wanted))  # type: ignore[arg-type]


def one_line(project: Project) -> str:
    return " ".join(page_text(round_page(project, found(project))).split())


# --- what stands on it ------------------------------------------------------------


def test_the_page_says_each_code_in_words_and_which_are_too_rare(
    project: Project,
) -> None:
    released(project)
    page = one_line(project)
    report = found(project).report
    assert f"{report.headline.alpha.value:.2f} Krippendorff's alpha" in page
    assert "Of 10 answers where either used it, both did in 8." in page
    assert "Of 13 answers where either used it, both did in 12." in page
    assert f"used in fewer than {TOO_RARE} answers: Skills." in page
    assert "Krippendorff (2004)" in page
    assert "verdict" in page
    assert "canaryanswer" not in page


def test_a_page_with_three_coders_says_anybody_and_everybody() -> None:
    from hsbcode.domain.agreement import CodeAgreement, Coefficient

    code = CodeAgreement(
        "trust", 60, 120, 0.3, 0.9, 0.8, Coefficient(0.7), (), used=40, agreed=29
    )
    assert code_sentence(code, "trust") == (
        "Of 40 answers where either used trust, both did in 29"
    )
    assert code_sentence(code, two=False) == (
        "Of 40 answers where anybody used it, everybody did in 29"
    )


def test_settling_is_told_apart_and_moves_no_number(project: Project) -> None:
    each = released(project)
    before = round_page(project, found(project))
    numbers = found(project).report
    assert "differed on 3 answers; none of these has been settled" in one_line(project)
    differing = [d.unit for d in numbers.disagreements]
    settle(project, each.id, differing[0], [], "not about that", "lead")
    amys = project.fold.unit("amy", differing[1], "pilot").codes
    settle(project, each.id, differing[1], amys, "", "cem")
    settle(project, each.id, differing[2], ["trust", "money"], "both", "lead")
    assert found(project).report == numbers
    facts = round_facts(project, each)
    settled = facts.settled
    assert (settled.differed, settled.decided, settled.with_reason) == (3, 3, 2)
    assert settled.as_coded_by.get("amy", 0) >= 1
    assert sum(settled.as_coded_by.values()) + settled.as_nobody == 3
    assert settled.by == ("cem", "lead")
    assert facts.late == 0
    page = one_line(project)
    assert "Of 3 answers on which the coders differed 3 were settled afterwards" in page
    assert "by cem and lead, 2 with a reason" in page
    assert before.blocks[0] == round_page(project, found(project)).blocks[0]


def test_a_decision_for_a_code_merged_since_still_favours_its_coder(
    project: Project,
) -> None:
    each = released(project)
    unit = next(
        d.unit
        for d in found(project).report.disagreements
        if d.codings["amy"] == {"skills"}
    )
    make_edit(project, merging(project, ["skills"], "trust"), "lead")
    settle(project, each.id, unit, ["trust"], "", "lead")
    assert round_facts(project, each).settled.as_coded_by == {"amy": 1}
    assert round_facts(project, each).edited_after == 1


def test_facts_say_who_had_coded_the_answers_before(project: Project) -> None:
    amy = CodingSession(project, "amy")
    for unit in amy.units[:7]:
        amy.apply(unit, "trust")
        amy.finish(unit)
    facts = round_facts(project, released(project))
    assert {one.coder: one.seen_before for one in facts.coders} == {"amy": 7, "ben": 0}
    assert [one.answers for one in facts.coders] == [40, 40]
    assert [step.step for step in facts.steps] == [
        "drawn",
        "assigned",
        "begun",
        "released",
    ]
    assert (facts.of, facts.people, facts.shared, facts.unfinished) == (40, 40, 40, 0)
    assert "amy 7" in one_line(project)


def test_a_round_not_released_has_no_facts(project: Project) -> None:
    drawing.draw_round(project, "pilot", drawing.Wanted(size=5), "lead")
    drawing.assign_evenly(project, "pilot", ["amy", "ben"], "lead")
    phases.begin(project, "pilot", "lead")
    with pytest.raises(RoundError, match="what its coders did is closed"):
        round_facts(project, project.rounds["pilot"])


def test_codings_outside_rounds_have_no_page(project: Project) -> None:
    for coder in ("amy", "ben"):
        session = CodingSession(project, coder)
        session.apply(session.units[0], "trust")
        session.finish(session.units[0])
    with pytest.raises(UsageConflict, match="a released round"):
        round_page(project, found(project))


def test_nobody_ever_gave_a_code(project: Project) -> None:
    drawing.draw_round(project, "pilot", drawing.Wanted(size=6), "lead")
    drawing.assign_evenly(project, "pilot", ["amy", "ben"], "lead")
    phases.begin(project, "pilot", "lead")
    code_by(project, "pilot", {"amy": [""] * 6, "ben": [""] * 6})
    phases.release(project, "pilot", "lead")
    page = one_line(project)
    assert "not defined" in page
    assert "were used by nobody here" in page
    html(round_page(project, found(project)))


# --- written --------------------------------------------------------------------------


def test_hostile_labels_reach_no_file_alive(project: Project) -> None:
    released(project)
    document = round_page(project, found(project))
    page = html(document)
    assert "<b>bold" not in page
    assert "\x1b" not in page
    assert "&lt;b&gt;bold" in page
    assert 'contenteditable="true"' in page
    assert "<script" not in page
    assert "\x1b" not in markdown(document)
    assert "\x1b" not in page_text(document)
    for line in markdown(document).splitlines():
        if line.startswith("| ") and "bold" in line:
            assert "\\|" in line


def test_the_command_writes_the_page_and_prints_it(
    project: Project, tmp_path: Path, capsys: Capture
) -> None:
    released(project)
    project.close()

    def run(*words: str) -> str:
        with pytest.raises(SystemExit) as end:
            main(["agree", str(tmp_path / "p.hsb"), *words])
        assert not end.value.code
        return capsys.readouterr().out

    assert run("--page").startswith("Agreement between coders: pilot")
    run("-o", str(tmp_path / "a.html"))
    run("-o", str(tmp_path / "a.md"))
    for name in ("a.html", "a.md"):
        text = (tmp_path / name).read_text("utf-8")
        assert "Of 10 answers where either used it, both did in 8." in text
        assert "canaryanswer" not in text
    assert json.loads(run("--json"))["sets"][0]["distance"] == "masi"
    with pytest.raises(SystemExit) as end:
        main(["agree", str(tmp_path / "p.hsb"), "-o", str(tmp_path / "a.html")])
    assert end.value.code == 1


def test_the_report_holds_the_page_without_counts_under_its_policy(
    project: Project, tmp_path: Path
) -> None:
    released(project)
    amy = CodingSession(project, "amy")
    for unit in amy.units:
        amy.apply(unit, "trust")
        amy.finish(unit)
    write_report(project, tmp_path / "r.md")
    text = (tmp_path / "r.md").read_text("utf-8")
    assert "over whole sets of codes" in text
    assert "What a report of agreement has to say" in text
    assert "both did in" not in text


# --- pictures -------------------------------------------------------------------------


def row(value: float | None, low: float | None, high: float | None) -> IntervalRow:
    return IntervalRow("x", "", "", "", value, low, high)


def test_intervals_are_drawn_between_0_and_1() -> None:
    assert interval_signs(row(0.5, 0.25, 0.75), ()) == "······├─────●─────┤······"
    assert interval_signs(row(0.0, -0.4, 0.5), ())[0] == "●"
    assert interval_signs(row(None, None, None), (0.5,)) == "·" * 12 + "┊" + "·" * 12
    below = interval_svg(row(0.1, -0.4, 0.5), (0.667,))
    assert "<path" in below
    assert "-" not in below.split("viewBox")[1].split("x1=")[1].split('"')[1]
    assert "<circle" not in interval_svg(row(None, None, None), ())
