"""Which codings are compared: rounds as released, outside, what is kept out."""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.acts import SETTLED, ActKind, Span
from hsbcode.domain.codebook import Code
from hsbcode.domain.disclosure import ROUNDED
from hsbcode.domain.errors import (
    AgreementError,
    CodingsError,
    HsbcodeError,
    OutputError,
    RoundError,
    UsageConflict,
)
from hsbcode.domain.rounds import Round
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import (
    agreement,
    agreement_found,
    finding_agreement,
)
from hsbcode.workflows.agreement_files import write_found
from hsbcode.workflows.agreement_results import FoundAgreement, WantedAgreement
from hsbcode.workflows.agreement_values import found_json
from hsbcode.workflows.agreement_words import confusion_words
from hsbcode.workflows.codebook.edits import make_edit
from hsbcode.workflows.codebook.merging import merging
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.releasing import released_agreement
from hsbcode.workflows.rounds import drawing, phases
from hsbcode.workflows.table_agreement import agreement_of_file
from tests.small_projects import CODES, make_project

ANSWERS = [(f"answer {n}", f"more of {n}") for n in range(1, 7)]
HELP = [(f"help {n}",) for n in range(1, 5)]
FRAME = (*CODES, Code("helps", "Helps", questions=("help",)))
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = make_project(tmp_path / "p.hsb", ANSWERS, FRAME, more={"help": HELP})
    with made:
        yield made


def begun(project: Project, name: str = "pilot", *coders: str) -> Round:
    drawing.draw_round(project, name, drawing.Wanted(), "lead")
    drawing.assign_evenly(project, name, coders or ("amy", "ben"), "lead")
    return phases.begin(project, name, "lead")


def code(
    project: Project,
    coder: str,
    given: Mapping[str, str],
    round_: str = "",
    question: str = "challenges",
) -> None:
    """Finish answers by their place; "trust money" are two codes, "" is none."""
    session = CodingSession(project, coder, question, round_=round_)
    for unit in session.units:
        said = given.get(session.unit(unit).text)
        if said is None:
            continue
        if not said:
            session.finish_without_code(unit)
            continue
        for each in said.split():
            session.apply(unit, each)
        session.finish(unit)


def alpha_of(found: FoundAgreement, code: str) -> float | None:
    (value,) = (c.alpha.value for c in found.report.codes if c.code == code)
    return value


def run(*arguments: str | Path, code: int = 0) -> None:
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert (end.value.code or 0) == code


AMY = {"answer 1": "trust", "answer 2": "trust", "answer 3": "", "answer 4": "money"}
BEN = {"answer 1": "trust", "answer 2": "money", "answer 3": "", "answer 4": "money"}


# --- rounds ------------------------------------------------------------------------


def test_an_unreleased_round_is_refused_through_every_door(
    project: Project, capsys: Capture, tmp_path: Path
) -> None:
    begun(project)
    code(project, "amy", AMY, "pilot")
    code(project, "ben", BEN, "pilot")
    with pytest.raises(RoundError, match="what its coders did is closed"):
        agreement_found(project, WantedAgreement(round_="pilot"))
    with pytest.raises(AgreementError, match="No answer was finished by two"):
        agreement_found(project)
    path = project.path
    project.close()
    target = tmp_path / "agreement.csv"
    doors: tuple[tuple[str | Path, ...], ...] = (
        ("--round", "pilot"),
        ("--round", "pilot", "--json"),
        ("--round", "pilot", "--disagreements"),
        ("--round", "pilot", "--lead", "amy"),
        ("--round", "pilot", "-o", target),
        ("--round", "Pilot", "--more", "--suggested"),
        ("--json",),
        ("--outside",),
        (),
    )
    for door in doors:
        run("agree", path, *door, code=1)
        said = capsys.readouterr()
        assert said.out == ""
        assert "trust" not in said.err.casefold()
        assert "money" not in said.err.casefold()
    assert not target.exists()
    with Project.open(path, write=False) as again:
        assert not again.settings.get("lead")


def test_row_43_a_round_is_read_as_it_was_released(project: Project) -> None:
    begun(project)
    code(project, "amy", AMY, "pilot")
    code(project, "ben", BEN, "pilot")
    each = phases.release(project, "pilot", "lead", unfinished_too=True)
    before = found_json(agreement_found(project))
    assert before["round"] == "pilot"
    assert before["codes"][0]["coders"] == ["amy", "ben"]
    make_edit(project, merging(project, ["money"], "trust"), "lead")
    late = project.log.make(
        "ben", project.log.new_id(), ActKind.APPLY, unit=each.units[0], code="skills",
        round="pilot",
    )  # fmt: skip
    project.record(late)
    settled = project.log.make(
        SETTLED, project.log.new_id(), ActKind.FINISH, unit=each.units[1]
    )
    project.record(settled)
    after = found_json(agreement_found(project))
    assert after["codes"] == before["codes"]
    assert after["sets"] == before["sets"]
    assert after["pairs"] == before["pairs"]
    assert after["kept_out"]["after_release"] == 1
    assert any("came after the release" in note for note in after["notes"])


def test_the_last_released_round_is_compared_unless_asked_otherwise(
    project: Project,
) -> None:
    code(project, "amy", {"answer 1": "trust"})
    code(project, "ben", {"answer 1": "money"})
    assert agreement_found(project).about == "Codings outside rounds."
    for name, second in (("one", BEN), ("two", AMY)):
        begun(project, name)
        code(project, "amy", AMY, name)
        code(project, "ben", second, name)
    assert agreement_found(project).round is None
    phases.release(project, "one", "lead", unfinished_too=True)
    first = agreement_found(project)
    assert (first.round or Round("", "")).id == "one"
    assert len(first.report.disagreements) == 1
    phases.release(project, "two", "lead", unfinished_too=True)
    second_round = agreement_found(project)
    assert "two" in second_round.about
    assert second_round.report.disagreements == ()
    asked = agreement_found(project, WantedAgreement(round_="one"))
    assert asked.report == first.report
    outside = agreement_found(project, WantedAgreement(outside=True))
    assert [each.distance for each in outside.report.disagreements] == [1]
    with pytest.raises(UsageConflict, match="in a round or outside"):
        agreement_found(project, WantedAgreement(round_="one", outside=True))


def test_self_agreement_is_with_ones_own_earlier_coding(project: Project) -> None:
    code(project, "amy", AMY)
    code(project, "ben", BEN)
    drawing.draw_again(project, "again", "amy", 0, "lead")
    phases.begin(project, "again", "lead")
    code(project, "amy", {**AMY, "answer 4": "trust"}, "again")
    with pytest.raises(RoundError, match="closed"):
        agreement_found(project, WantedAgreement(round_="again"))
    phases.release(project, "again", "lead")
    # what is coded outside afterwards is not earlier
    session = CodingSession(project, "amy", "challenges")
    session.apply(session.units[0], "money")
    assert agreement_found(project).round is None
    found = agreement_found(project, WantedAgreement(round_="again"))
    assert found.report.coders == ("amy", "amy (before)")
    assert found.report.shared == 4
    (only,) = found.report.disagreements
    assert found.units[only.unit].text == "answer 4"
    assert only.codings == {"amy": {"trust"}, "amy (before)": {"money"}}


def test_what_followed_a_suggestion_is_kept_out_of_a_round(project: Project) -> None:
    begun(project)
    for coder, given in (("amy", AMY), ("ben", BEN)):
        code(project, coder, given, "pilot")
    unit = next(u for u in project.rounds["pilot"].units)
    led = project.log.make(
        "ben", project.log.new_id(), ActKind.KEEP, unit=unit, round="pilot",
        shown="a showing",
    )  # fmt: skip
    project.record(led)
    phases.release(project, "pilot", "lead", unfinished_too=True)
    blind = agreement_found(project)
    every = agreement_found(project, WantedAgreement(suggested=True))
    finished = {u.text for u in project.answers.units([unit])} <= set(AMY)
    assert every.report.shared == 4
    assert blind.report.shared == 4 - finished
    assert blind.kept_out.after_suggestion == finished
    assert any("suggestion in sight" in note for note in every.notes) == finished


# --- questions, levels, texts -------------------------------------------------------


def test_over_several_questions_a_code_counts_where_it_is_offered(
    project: Project,
) -> None:
    for coder, given in (("amy", AMY), ("ben", BEN)):
        code(project, coder, given)
        code(project, coder, {"help 1": "helps", "help 2": ""}, question="help")
    found = agreement_found(project)
    units = {each.code: each.units for each in found.report.codes}
    assert units["helps"] == 2
    assert units["trust"] == 6
    assert found.report.shared == 6
    assert [each.question for each in found.questions] == ["challenges", "help"]
    alone = agreement_found(project, WantedAgreement("help"))
    assert alone.report == found.questions[1].report
    assert [each.report for each in agreement(project, "help")] == [alone.report]
    assert alpha_of(alone, "helps") == 1


def test_parents_agree_where_leaves_differ(project: Project) -> None:
    code(project, "amy", {"answer 1": "trust", "answer 2": "money", "answer 3": ""})
    code(project, "ben", {"answer 1": "skills", "answer 2": "money", "answer 3": ""})
    leaf = agreement_found(project)
    parent = agreement_found(project, WantedAgreement(level="parent"))
    assert leaf.report.headline.alpha.value != 1
    assert parent.report.headline.alpha.value == 1
    assert alpha_of(parent, "people") == 1
    assert "trust" not in {each.code for each in parent.report.codes}
    assert parent.level == "parent"
    assert any("top of its branch" in note for note in parent.notes)
    with pytest.raises(UsageConflict, match="no level “parents”"):
        agreement_found(project, WantedAgreement(level="parents"))


def test_each_text_can_count_once(tmp_path: Path) -> None:
    answers = [("None",), ("none ",), ("NONE",), ("no trust",)]
    with make_project(tmp_path / "p.hsb", answers) as made:
        for coder in ("amy", "ben"):
            session = CodingSession(made, coder)
            for unit in session.units[:3]:
                session.finish_without_code(unit)
            session.apply(session.units[3], "trust" if coder == "amy" else "money")
            session.finish(session.units[3])
        every = agreement_found(made)
        once = agreement_found(made, WantedAgreement(distinct=True))
    assert (every.report.shared, once.report.shared) == (4, 2)
    assert once.kept_out.duplicates == 2
    assert any("Each text counts once: 2 answers" in note for note in once.notes)


def test_people_are_resampled_unless_answers_are_wanted(project: Project) -> None:
    codes = ("trust", "money", "", "trust money", "skills")
    both = {f"{w} {n}": codes[n % 5] for w in ("answer", "more of") for n in range(7)}
    code(project, "amy", both)
    code(project, "ben", {**both, "answer 1": "", "more of 1": "", "answer 5": "money"})
    people = agreement_found(project, WantedAgreement(resamples=200))
    answers = agreement_found(project, WantedAgreement(resamples=200, by_answer=True))
    assert "respondents with all their answers" in people.report.method
    one, other = people.report.headline.alpha, answers.report.headline.alpha
    assert one.value == other.value
    assert one.interval != other.interval
    assert one.below is not None
    assert 0 <= one.below.tentative <= one.below.firm <= 1


def test_words_that_two_coders_marked_are_compared(project: Project) -> None:
    for coder, spans in (("amy", [(0, 6)]), ("ben", [(0, 7)])):
        session = CodingSession(project, coder, "challenges")
        for start, end in spans:
            session.apply(session.units[0], "trust", span=Span(start, end))
        session.finish(session.units[0])
        session.finish_without_code(session.units[1])
    (found,) = agreement_found(project).report.spans
    # the second stretch ends in a blank, which decides nothing
    assert (found.code, found.spans, found.units) == ("trust", 2, 2)
    assert found.overlap.value == 1
    assert found.alpha.value == 1


# --- what is written ---------------------------------------------------------------


def test_row_43_the_json_has_the_agreed_form(project: Project, capsys: Capture) -> None:
    code(project, "amy", {**AMY, "answer 5": "unclear"})
    code(project, "ben", {**BEN, "answer 5": "unclear"})
    code(project, "cem", {"answer 1": "trust"})
    path = project.path
    project.close()
    run("agree", path, "--json", "--more", "--resamples", "40")
    found = json.loads(capsys.readouterr().out)
    by_code = {each["code"]: each for each in found["codes"]}
    assert set(by_code["trust"]) >= {
        "code", "units", "coders", "percent", "prevalence", "positive_agreement",
        "alpha", "interval", "undefined",
    }  # fmt: skip
    assert by_code["trust"]["coders"] == ["amy", "ben", "cem"]
    assert by_code["trust"]["undefined"] is None
    assert by_code["skills"]["alpha"] is None
    assert by_code["skills"]["interval"] is None
    assert by_code["skills"]["undefined"] == "no variation: nobody applied it"
    assert by_code["skills"]["percent"] == 1
    assert [each["distance"] for each in found["sets"]] == [
        "masi",
        "jaccard",
        "nominal",
    ]
    for each in found["sets"]:
        assert set(each) >= {"distance", "units", "alpha", "interval", "undefined"}
    pair = found["pairs"][0]
    assert set(pair) >= {"coders", "code", "units", "kappa", "undefined"}
    assert pair["coders"] == ["amy", "ben"]
    assert len(found["matrix"]) == 3
    assert [each["coder"] for each in found["left_out"]] == ["amy", "ben", "cem"]
    assert {each["statistic"] for each in found["more"]} == {
        "fleiss_kappa", "gwet_ac1", "brennan_prediger", "scott_pi", "pooled_kappa",
        "mean_alpha", "multi_valued_alpha",
    }  # fmt: skip
    assert found["confusions"][0]["said"] == ["trust", "money"]
    assert [each["question"] for each in found["questions"]] == ["challenges"]


def test_the_csv_holds_the_same_numbers(project: Project, tmp_path: Path) -> None:
    code(project, "amy", AMY)
    code(project, "ben", BEN)
    found = agreement_found(project, WantedAgreement(more=True, resamples=30))
    target = tmp_path / "a.csv"
    write_found(found, target)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    values = found_json(found)
    for each in values["codes"]:
        (row,) = (r for r in rows if r["about"] == "code" and r["code"] == each["code"])
        assert (float(row["alpha"]) if row["alpha"] else None) == each["alpha"]
        assert float(row["percent"]) == each["percent"]
        assert row["undefined"] == (each["undefined"] or "")
    pairs = [row for row in rows if row["about"] == "pair"]
    assert len(pairs) == len(values["pairs"])
    assert {row["about"] for row in rows} == {"code", "sets", "pair", "coders", "more"}
    with pytest.raises(OutputError):
        write_found(found, target)


def test_confusions_in_words(project: Project) -> None:
    code(project, "amy", AMY)
    code(project, "ben", BEN)
    found = agreement_found(project)
    assert [confusion_words(each, found.labels) for each in found.confusions] == [
        "amy said Trust where ben said Money"
    ]


def test_the_steps_are_told(project: Project) -> None:
    code(project, "amy", AMY)
    code(project, "ben", BEN)
    first, *steps = finding_agreement(project, WantedAgreement(more=True, resamples=5))
    assert first.label == "reading codings"
    assert [step.done for step in steps] == list(range(steps[0].total))
    assert all(step.label for step in steps)


# --- a table without a project -----------------------------------------------------


def of_table(text: str, tmp_path: Path, **wanted: object) -> FoundAgreement:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    steps = agreement_of_file(path, WantedAgreement(resamples=20, **wanted))  # type: ignore[arg-type]
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: FoundAgreement = end.value
            return found


def test_a_table_may_name_people_texts_and_stretches(tmp_path: Path) -> None:
    rows = ["unit,coder,code,start,end,respondent,text"]
    for unit, text in (("1", "no trust."), ("2", "No  TRUST.")):
        rows.append(f"{unit},a,trust,0,8,p{unit},{text}")
        rows.append(f"{unit},b,trust,3,9,p{unit},{text}")
    rows += [f"3,{coder},,,,p3,money" for coder in "ab"]
    rows.append("1,(settled),money,,,p1,no trust.")
    found = of_table("\n".join(rows), tmp_path)
    assert found.report.coders == ("a", "b")
    assert "respondents" in found.report.method
    (span,) = found.report.spans
    assert span.spans == 4
    assert span.overlap.value == 1
    assert span.alpha.value is not None
    once = of_table("\n".join(rows), tmp_path, distinct=True)
    assert (found.report.shared, once.report.shared) == (3, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "t.csv"),
        ("unit,coder,codes\n", "two coders, and there is none"),
        ("unit,coder,codes\n1,a,x\n2,a,y\n", "only “a” coded"),
        ("unit,coder,codes\n1,a,x\n1,(settled),y\n", "only “a” coded"),
        ("unit,codes\n1,x\n", "no column “coder”"),
        ("unit,coder,codes\n1,a,x\n1,a,y\n1,b,x\n", "rows 2 and 3"),
        ("unit,coder,codes\n,a,x\n", "row 2: the column “unit” is empty"),
        ("\x00\x01\x02", "t.csv"),
    ],
)
def test_a_table_that_cannot_be_compared_says_why(
    text: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(HsbcodeError) as raised:
        of_table(text, tmp_path)
    assert isinstance(raised.value, AgreementError | CodingsError)
    assert words in raised.value.message


def test_hostile_names_go_through_a_table_unharmed(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "t.csv"
    names = ('=HYPERLINK("x")', "\x1b[31mred\u202e", "[/b] 🙂", "x" * 20_000)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["unit", "coder", "codes"])
        for place, name in enumerate(names):
            writer.writerow([f"u{place}", name, name])
            writer.writerow([f"u{place}", "-other", ""])
    run("agree", "--input", path, "--resamples", "0")
    assert "\x1b" not in capsys.readouterr().out
    run("agree", "--input", path, "--resamples", "0", "--disagreements")
    assert "\u202e" not in capsys.readouterr().out
    for ending in (".csv", ".md", ".html"):
        run("agree", "--input", path, "--resamples", "0", "-o", tmp_path / f"a{ending}")


@pytest.mark.parametrize(
    "option", ["--outside", "--distinct", "--suggested", "--level parent", "--lead a"]
)
def test_what_only_a_project_has_is_refused_for_a_table(
    option: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("unit,coder,codes\n1,a,x\n1,b,x\n", encoding="utf-8")
    run("agree", "--input", path, *option.split(), code=1)


def test_what_would_tell_a_rare_code_is_not_released(project: Project) -> None:
    code(project, "amy", AMY)
    code(project, "ben", BEN)
    found = agreement_found(project, WantedAgreement(more=True, resamples=20))
    shown = released_agreement(found.report, ROUNDED)
    assert (shown.more, shown.spans) == ((), ())
    for each in shown.codes:
        assert (each.applied, each.used, each.agreed) == (0, 0, 0)
        assert each.percent is each.positive is each.prevalence is None
    assert shown.headline == found.report.headline


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.xlsx"])
def test_an_ending_that_cannot_be_written_is_told_before_any_work(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("unit,coder,codes\n1,a,x\n1,b,x\n", encoding="utf-8")
    run("agree", "--input", table, "-o", tmp_path / name, code=1)
    assert ".csv, .html and .md" in capsys.readouterr().err
