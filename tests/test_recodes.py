"""Recodes driven by codes: who is moved, what depends on it, and what is printed."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copy

import pytest
from _pytest.capture import CaptureResult

from hsbcode.domain.acts import SETTLED, ActKind, Origin
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.counted_text import CountedText
from hsbcode.domain.counting import Standing, Verdict
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.recode_grounds import CodeCondition, grounds_of, twins
from hsbcode.domain.recodes import Ground
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.domain.tables import Table
from hsbcode.results.recode_notes import tenths
from hsbcode.results.recoded_specs import both_versions
from hsbcode.results.specs import Line, Population, TableFile, TableSpec, Where
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.demo import open_demo
from hsbcode.workflows.kept_forms import keep_instrument
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.recoding.deciding import (
    apply_recode,
    decisions,
    preview,
    rule_names,
    take_back,
)
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.survey_tables import kept_tables
from tests.closed_surveys import cell
from tests.small_projects import make_project
from tests.test_cli import run

Capture = pytest.CaptureFixture[str]

CODES = (
    Code("confused", "Another subject"),
    Code("only_boats", "Boats alone", parent="confused", kind="recode"),
    Code("boats_twin", "Boats and no other", kind="recode", same_as=("only_boats",)),
    Code("library", "The library", kind="named_entity"),
    Code("vague", "Cannot be told", kind="named_entity"),
    Code("real_overlap", "Boats in the library", parent="confused", kind="guard"),
    Code("when", "When it was", kind="attribute"),
    Code("shouting", "Shouting", kind="flag"),
    Code("empty", "Nothing", kind="validity"),
)
INSTRUMENT = """\
schema: hsbcode.instrument/1
id: harbour
title: Harbour
option_sets:
  yes_no: {options: [{id: "yes", label: "Yes"}, {id: "no", label: "No"}]}
  liking: {options: [{id: good, label: "Good"}, {id: bad, label: "Bad"}]}
sections:
  - id: A
    title: Everyone
    seen_by: all
    questions:
      - {id: aware, type: single, short: Aware, text: "Do you know it?",
         options: yes_no, recoded_by: aware_adj, dependents: [named, liked],
         route: {status: section}}
      - {id: named, type: open, short: Named, text: "What is it called?",
         belongs_to: {question: aware, option: "yes"}, codes: service,
         route: {status: printed, if: {question: aware, any_of: ["yes"]}}}
      - {id: liked, type: single, short: Liked, text: "And is it good?",
         options: liking,
         route: {status: printed, if: {question: aware, any_of: ["yes"]}}}
derived:
  - id: aware_adj
    label: Aware, corrected
    version: 1
    kind: recode
    from: [aware]
    move: {option: "yes", to: not_aware}
    when: {question: named, every_service_coded: only_boats}
    stays: [{codes: [vague], then: counted apart}, {codes: [], then: unchanged}]
    dependents: [liked]
"""
CONDITION = CodeCondition(
    "service", frozenset(("only_boats", "boats_twin")), frozenset(("vague",))
)


def said(capsys: Capture, *words: str | Path, code: int = 0) -> CaptureResult[str]:
    """Run a command and return what it wrote."""
    capsys.readouterr()
    run(*words, code=code)
    return capsys.readouterr()


def study_of(
    *codings: Sequence[str] | None,
    standing: Standing = Standing.SETTLED,
    text: str = "x",
) -> Study:
    """Return one person, ``p``, with a unit for each coding; None is not coded."""
    units = tuple(
        Unit(f"u{at}", f"b{at}", "p", "1", "service", at, len(codings), text)
        for at in range(len(codings))
    )
    return Study(
        name="s",
        respondents=(),
        questions={},
        closed={},
        asked={},
        units={"service": units},
        verdicts={
            unit.id: Verdict(Standing.UNCODED)
            if codes is None
            else Verdict(standing, frozenset(codes))
            for unit, codes in zip(units, codings, strict=True)
        },
        codebook=Codebook(CODES),
    )


def ground(study: Study, in_bulk: Sequence[str] = ()) -> Ground:
    return grounds_of(study, CONDITION, in_bulk).get("p", Ground.SILENT)


@pytest.mark.parametrize(
    ("codings", "expected"),
    [
        ([["only_boats"]], Ground.MOVED),
        ([["boats_twin"]], Ground.MOVED),
        ([["only_boats", "boats_twin"], ["boats_twin"]], Ground.MOVED),
        ([["only_boats", "confused", "when", "shouting"]], Ground.MOVED),
        ([["only_boats"], ["empty"]], Ground.MOVED),
        ([["only_boats", "real_overlap"]], Ground.MIXED),
        ([["only_boats", "gone_from_the_frame"]], Ground.MIXED),
        ([["only_boats"], []], Ground.MIXED),
        ([["library"]], Ground.OTHER),
        ([[]], Ground.OTHER),
        ([["vague"]], Ground.APART),
        ([["only_boats", "vague"]], Ground.APART),
        ([["empty", "only_boats"]], Ground.NOTHING),
        ([["only_boats"], None], Ground.UNDECIDED),
        ([None], Ground.UNDECIDED),
    ],
)
def test_whom_the_codes_move(
    codings: list[Sequence[str] | None], expected: Ground
) -> None:
    assert ground(study_of(*codings)) is expected


@pytest.mark.parametrize(
    "codings", [[["only_boats", "library"]], [["only_boats"], ["library"]]]
)
def test_row_22_a_service_of_the_kind_asked_for_beside_another_stays(
    codings: list[Sequence[str]],
) -> None:
    assert ground(study_of(*codings)) is Ground.MIXED


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing.ONLY, Ground.MOVED),
        (Standing.EQUAL, Ground.MOVED),
        (Standing.LEAD, Ground.UNDECIDED),
        (Standing.UNSETTLED, Ground.UNDECIDED),
    ],
)
def test_only_a_coding_that_people_agree_on_moves(
    standing: Standing, expected: Ground
) -> None:
    assert ground(study_of(["only_boats"], standing=standing)) is expected


def test_nobody_is_moved_by_a_blank_or_by_what_was_accepted_in_bulk() -> None:
    assert ground(study_of(["only_boats"], text=" \n")) is Ground.SILENT
    assert ground(study_of(["only_boats"]), in_bulk=["u0"]) is Ground.UNDECIDED


def test_a_rule_may_name_the_codes_that_protect() -> None:
    named = CodeCondition(
        "service", CONDITION.codes, protecting=frozenset(("library",))
    )
    boats = study_of(["only_boats", "real_overlap"])
    assert grounds_of(boats, named)["p"] is Ground.MOVED
    library = study_of(["only_boats", "library"])
    assert grounds_of(library, named)["p"] is Ground.MIXED


def test_twins_are_found_from_either_side() -> None:
    book = Codebook(CODES)
    both = {"only_boats", "boats_twin"}
    assert twins("only_boats", book) == twins("boats_twin", book) == both
    assert twins("library", book) == {"library"}


# --- the reference study ---------------------------------------------------------


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_demo(tmp_path_factory.mktemp("demo"))[0]


@pytest.fixture
def project(demo: Path, tmp_path: Path) -> Project:
    copy(demo, tmp_path / "copy.hsb")
    return open_project(tmp_path / "copy.hsb")


def tables_of(project: Project) -> Mapping[str, Table]:
    return {one.id: one for one in kept_tables(project, read_study(project))}


def test_row_20_both_values_stand_beside_an_unchanged_base(project: Project) -> None:
    found = preview(project)
    assert found.rule == "specialist_aware_adj"
    assert found.steps.as_answered == Share(236, 586)
    assert found.steps.moved == Share(36, 586) == Share(found.expected or 0, 586)
    assert found.steps.corrected == Share(200, 586)
    assert tenths(found.steps.as_answered) == "40.3 %"
    assert tenths(found.steps.corrected) == "34.1 %"
    assert found.steps.count(Ground.APART) == 18
    assert found.steps.count(Ground.SILENT) == 46
    tables = tables_of(project)
    before, after = tables["text_2_2_aware"], tables["text_2_2_aware_corrected"]
    assert cell(before, "yes").text == "40 % (n = 586)"
    assert cell(after, "yes").text == "34 % (n = 586)"
    assert cell(after, "not_aware").share == Share(36, 586)
    assert cell(after, "no").share == Share(208, 586)
    for table in (before, after):
        (footnote,) = (note for note in table.notes.more if note.startswith("Recode"))
        assert "236 of 586 (40.3 %), corrected 200 of 586 (34.1 %)" in footnote
        assert "Decided by lead when it moved 36." in footnote
        assert "specialist_aware_adj, version 1" in table.notes.recodes
    assert before.notes.recodes.endswith("here as answered")


def test_row_21_dependents_are_listed_and_nothing_happens_silently(
    project: Project,
) -> None:
    take_back(project)
    count = project.log.count()
    found = preview(project)
    changing = {
        each.question: {table.name for table in each.tables if table.changes}
        for each in found.dependents
    }
    assert changing == {
        "a_specialist_support": {"Figure 6", "Table 3"},
        "a_threshold": {"text_2_2_threshold"},
    }
    for leave in ((), ("a_threshold",)):
        with pytest.raises(UsageConflict, match=r"a_specialist_support.*Figure 6"):
            apply_recode(project, leave=leave)
    assert project.log.count() == count
    tables = tables_of(project)
    assert "text_2_2_aware_corrected" not in tables
    assert tables["text_2_2_aware"].notes.recodes == "none"


def test_dependents_left_and_carried_say_so_under_their_tables(
    project: Project,
) -> None:
    left = tables_of(project)
    assert cell(left["figure_6"], "train").text == "49 % (n = 168)"
    assert "not carried through" in left["figure_6"].notes.recodes
    threshold = "a_threshold"
    apply_recode(project, carry=["a_specialist_support"], leave=[threshold])
    tables = tables_of(project)
    figure = tables["figure_6"]
    share = cell(figure, "train").share
    assert share is not None
    assert share.base == 146
    assert "not carried" not in figure.notes.recodes
    assert any("count as not asked here" in note for note in figure.notes.more)
    assert tables["table_3"] != left["table_3"]
    as_answered = tables["text_2_2_threshold"]
    assert {row.base for row in as_answered.rows} == {236}
    assert any("as they answered here" in note for note in as_answered.notes.more)
    assert tables["text_2_4"].rows == left["text_2_4"].rows
    study = read_study(project)
    assert len(study.asked["a_specialist_support"]) == 200
    apply_recode(project, carry=[threshold, "a_specialist_support"])
    carried = tables_of(project)["text_2_2_threshold"]
    assert {row.base for row in carried.rows} == {200}


def test_row_23_a_sister_question_gets_a_second_figure_of_its_own(
    project: Project, capsys: Capture
) -> None:
    first, second = preview(project).sisters
    assert (first.question, second.question) == ("b_training", "c_training")
    assert first.steps.as_answered == Share(141, 398)
    assert 0 < first.steps.moved.count < 20
    assert first.steps.corrected.base == 398
    text = said(capsys, "recode", project.path).out
    assert "35.4 %" in text
    assert tenths(first.steps.corrected) in text
    assert text.count("not part of the") == 2
    training = tables_of(project)["text_4_2"]
    assert cell(training, "all").text == "35 % (n = 398)"
    (second_figure,) = (note for note in training.notes.more if "comparison" in note)
    assert "not part of the published figure" in second_figure
    assert "132 of 398 (33.2 %), without the 9" in second_figure
    values = json.loads(said(capsys, "recode", project.path, "--json").out)
    assert values["sensitivity"][0]["published"] is False
    assert values["sensitivity"][0]["as_answered"]["percent"] == 35


def test_the_json_of_a_preview_has_exact_and_printed_shares(
    project: Project, capsys: Capture
) -> None:
    values = json.loads(said(capsys, "recode", project.path, "--json").out)
    yes, moved, corrected = values["steps"]
    assert (yes["count"], yes["base"], yes["percent"]) == (236, 586, 40)
    assert yes["share"] == pytest.approx(236 / 586)
    assert (moved["count"], corrected["count"], corrected["percent"]) == (36, 200, 34)
    assert {each["decision"] for each in values["dependents"]} == {"leave"}
    assert len(values["respondents"]["moved"]) == 36
    assert all(name.isdigit() for name in values["respondents"]["moved"])


# --- deciding, on another survey --------------------------------------------------


@pytest.fixture
def harbour(tmp_path: Path) -> Project:
    """Return five people who know it, of whom the first two are coded as boats."""
    project = make_project(
        tmp_path / "harbour.hsb",
        [("The boats",), ("Boats [/b]",), ("The library",), ("=A1",), ()],
        CODES,
        "service",
        closed={"aware": ["Yes"] * 5, "liked": ["Good", "Bad", "Good", "Bad", "Good"]},
    )
    path = tmp_path / "harbour.yaml"
    path.write_text(INSTRUMENT, encoding="utf-8")
    keep_instrument(project, path)
    code(project, "ann", ["only_boats", "only_boats", "library", ""])
    return project


def code(project: Project, coder: str, codes: Sequence[str]) -> None:
    session = CodingSession(project, coder, "service")
    for unit, given in zip(session.units, codes, strict=False):
        if given:
            session.apply(unit, given)
            session.finish(unit)


def test_later_coding_moves_people_and_the_log_remembers(harbour: Project) -> None:
    assert rule_names(harbour) == ("aware_adj",)
    found = apply_recode(harbour, leave=["liked"], coder="lea")
    assert found.steps.moved == Share(2, 5)
    assert found.decision is not None
    assert found.decision.by == "lea"
    assert read_study(harbour).closed["aware_adj"].values().__len__() == 5
    code(harbour, "ben", ["only_boats", "library"])
    now = preview(harbour)
    assert now.steps.count(Ground.MOVED) == 1
    assert now.steps.count(Ground.UNDECIDED) == 2
    (entry,) = decisions(harbour)
    assert (entry.decision.moved, entry.moved_now) == (2, 1)
    assert entry.decision.codebook == harbour.codebook.version
    corrected = read_study(harbour).closed["aware_adj"]
    assert sorted(said for (said,) in corrected.values()) == [
        "Not aware (recoded)",
        *["Yes"] * 4,
    ]
    settle(harbour, 1, "only_boats")
    assert preview(harbour).steps.count(Ground.MOVED) == 2


def settle(project: Project, place: int, given: str) -> None:
    unit = project.answers.unit_ids("service")[place]
    press = project.log.new_id()
    project.record(
        project.log.make(
            SETTLED, press, ActKind.APPLY, unit=unit, code=given, origin="settling"
        ),
        project.log.make(SETTLED, press, ActKind.FINISH, unit=unit),
    )


def test_what_was_accepted_in_bulk_moves_nobody(harbour: Project) -> None:
    unit = harbour.answers.unit_ids("service")[3]
    press = harbour.log.new_id()
    harbour.record(
        harbour.log.make(
            "ann", press, ActKind.APPLY, unit=unit, code="only_boats", origin="bulk"
        ),
        harbour.log.make("ann", press, ActKind.FINISH, unit=unit),
    )
    assert preview(harbour).steps.count(Ground.MOVED) == 2
    assert preview(harbour).steps.count(Ground.UNDECIDED) == 1


@pytest.mark.parametrize("name", ["only_boats", "real_overlap", "empty"])
def test_row_45_codes_that_decide_more_are_never_accepted_in_bulk(
    harbour: Project, name: str
) -> None:
    session = CodingSession(harbour, "eva", "service")
    unit = session.units[0]
    with pytest.raises(UsageConflict, match="never accepted in bulk"):
        session.apply(unit, name, origin=Origin.BULK)
    assert not session.held(unit).applied
    assert session.apply(unit, "library", origin=Origin.BULK)
    assert session.apply(unit, name, origin=Origin.SUGGESTION)


def test_taking_back_leaves_everything_as_answered(harbour: Project) -> None:
    before = read_study(harbour)
    apply_recode(harbour, carry=["liked"])
    carried = read_study(harbour)
    assert len(carried.closed["liked"]) == 3
    assert len(carried.asked["liked"]) == 3
    assert len(carried.closed["aware"]) == 5
    with pytest.raises(UsageConflict, match="in force already"):
        apply_recode(harbour, carry=["liked"])
    take_back(harbour, coder="lea")
    assert read_study(harbour) == before
    with pytest.raises(UsageConflict, match="not in force"):
        take_back(harbour)
    log = decisions(harbour, "aware_adj")
    assert [each.decision.in_force for each in log] == [True, False]


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"leave": ["like"]}, "liked"),
        ({"leave": ["liked"], "carry": ["liked"]}, "choose one"),
        ({"rule": "aware_ad", "leave": ["liked"]}, "aware_adj"),
    ],
)
def test_a_decision_that_makes_no_sense_is_told(
    harbour: Project, wish: dict[str, list[str]], words: str
) -> None:
    with pytest.raises(UsageConflict) as told:
        apply_recode(harbour, **wish)  # type: ignore[arg-type]
    assert words in f"{told.value.message} {told.value.hint}"
    assert not decisions(harbour)


def test_a_rule_that_changed_since_is_to_be_decided_again(
    harbour: Project, tmp_path: Path
) -> None:
    apply_recode(harbour, leave=["liked"])
    path = tmp_path / "second.yaml"
    path.write_text(INSTRUMENT.replace("version: 1", "version: 2"), encoding="utf-8")
    keep_instrument(harbour, path)
    assert "decided again" in preview(harbour).footnote
    apply_recode(harbour, leave=["liked"])
    assert "decided again" not in preview(harbour).footnote


def test_frequencies_of_the_answer_name_the_recode(
    harbour: Project, capsys: Capture
) -> None:
    apply_recode(harbour, carry=["liked"])
    harbour.close()
    text = said(
        capsys, "tables", harbour.path, "--table", "aware", "--table", "aware_adj"
    ).out
    assert text.count("Recode Aware, corrected (aware_adj, version 1)") == 2
    liked = said(capsys, "tables", harbour.path, "--table", "liked").out
    assert "count as not asked here" in liked


def test_the_command_says_what_is_missing(
    tmp_path: Path, harbour: Project, capsys: Capture
) -> None:
    plain = make_project(tmp_path / "plain.hsb")
    plain.close()
    harbour.close()
    assert "keeps no instrument" in said(capsys, "recode", plain.path, code=1).err
    assert (
        "--apply"
        in said(capsys, "recode", harbour.path, "--leave", "liked", code=1).err
    )
    refused = said(capsys, "recode", harbour.path, "--apply", "--log", code=1).err
    assert "Choose one" in refused
    assert (
        "Nothing has been decided" in said(capsys, "recode", harbour.path, "--log").err
    )
    run("recode", harbour.path, "--apply", "--carry", "liked", "--coder", "lea")
    (entry,) = json.loads(said(capsys, "recode", harbour.path, "--log", "--json").out)
    assert (entry["by"], entry["carry"], entry["moved_then"]) == ("lea", ["liked"], 2)
    assert "=A1" not in said(capsys, "recode", harbour.path).out


# --- specs -------------------------------------------------------------------------


def specs(*tables: TableSpec) -> TableFile:
    where = (Where(column="aware", any_of=("yes",)),)
    return TableFile(
        schema="hsbcode.tables/1",
        instrument="harbour",
        tables=tables,
        populations=(Population("knowing", "Knowing", where),),
    )


def test_tables_of_the_answer_get_their_other_version_once() -> None:
    one = TableSpec("one", "One", (Line(options_of="aware"),), base="BR1")
    who = TableSpec("who", "Who", (Line(options_of="liked"),), population="knowing")
    only = Where(answered=("aware",))
    other = TableSpec("other", "Other", (Line(options_of="liked"),), filter=(only,))
    made = both_versions(specs(one, who, other), {"aware": "aware_adj"})
    assert [spec.id for spec in made.tables] == [
        "one",
        "one_corrected",
        "who",
        "who_corrected",
        "other",
    ]
    assert made.tables[1].rows == (Line(options_of="aware_adj"),)
    assert made.tables[1].base == ""
    assert made.tables[3].filter == (Where(column="aware_adj", any_of=("yes",)),)
    assert both_versions(made, {"aware": "aware_adj"}) == made


def test_a_table_of_the_corrected_answer_alone_gets_the_one_as_answered() -> None:
    lone = TableSpec("lone", "Lone", (Line(options_of="aware_adj"),))
    made = both_versions(specs(lone), {"aware": "aware_adj"})
    assert [spec.id for spec in made.tables] == ["lone", "lone_as_answered"]


def test_a_footnote_keeps_no_number_that_tells_a_hidden_one() -> None:
    note = CountedText(("Of ", 40, " some ", 3, " left."), str, "Some left.")
    assert note == "Of 40 some 3 left."
    assert note.again(lambda part: "[c]" if part == 3 else str(part)) == "Some left."
    assert note.again(lambda part: "5" if part == 3 else str(part)).endswith("5 left.")
