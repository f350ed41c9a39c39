"""Merged codes: read as one everywhere, changed nowhere, and two again after undo."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.acts import SETTLED, Act, ActKind, Span
from hsbcode.domain.code import Code
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_edits import merged
from hsbcode.domain.coded_question import coded_question, offered_themes
from hsbcode.domain.errors import CodebookError, UsageConflict
from hsbcode.domain.fold import Fold
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import agreement
from hsbcode.workflows.codebook.comments import comment, comments_on
from hsbcode.workflows.codebook.edits import make_edit, restoring, undo_edit
from hsbcode.workflows.codebook.merging import merging
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.exporting import export_codings, import_codings
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.suggestions.learnt_from import counting_codings, own_codings
from tests.projects import make_project
from tests.test_fold import logs

TEXTS = ("one", "two", "three", "four")
CODES = (
    Code("trust", "Trust", key="t", keywords=("rely",)),
    Code("early_trust", "Early trust", parent="trust"),
    Code("building", "Building trust", definition="It takes time.", same_as=("time",)),
    Code("time", "Time"),
    Code("blank", "Blank", kind="validity"),
    Code("held", "Held", kind="container"),
    Code("old", "Old", status="retired"),
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.hsb", TEXTS, CODES)


def code(project: Project, coder: str, given: Mapping[int, tuple[str, ...]]) -> None:
    """Code and finish answers, by their place."""
    session = CodingSession(project, coder)
    for place, codes in given.items():
        unit = session.units[place]
        for each in codes:
            session.apply(unit, each)
        if codes:
            session.finish(unit)
        else:
            session.finish_without_code(unit)


def merge(project: Project, *codes: str) -> str:
    return make_edit(project, merging(project, codes[:-1], codes[-1]), "lead")


# --- what a merge makes of a frame ----------------------------------------------------


def test_the_target_takes_over_what_hung_on_the_merged_code() -> None:
    frame = merged(Codebook(CODES), ["trust"], "building")
    assert frame["trust"].status == "retired"
    assert frame["trust"].merged_into == "building"
    assert frame["early_trust"].parent == "building"
    assert frame["building"].keywords == ("rely",)
    assert frame["building"].definition == "It takes time."
    assert frame.redirects == {"trust": "building"}
    assert frame.read_as("building") == {"building", "trust"}
    assert frame.implied(["trust"]) == {"building", "time"}
    # a second merge is followed to its end
    again = merged(frame, ["building"], "time")
    assert again.redirects == {"trust": "time", "building": "time"}
    assert again["time"].same_as == ()
    assert again["early_trust"].parent == "time"


def test_a_parent_is_merged_into_its_own_child() -> None:
    frame = merged(Codebook(CODES), ["trust"], "early_trust")
    assert frame["early_trust"].parent is None
    assert frame.ancestors("early_trust") == ()


def test_the_target_is_offered_wherever_one_of_them_was() -> None:
    codes = (
        Code("a", "A", questions=("q1",)),
        Code("b", "B", questions=("q2",)),
        Code("c", "C"),
    )
    assert merged(Codebook(codes), ["a"], "b")["b"].questions == ("q2", "q1")
    assert merged(Codebook(codes), ["a"], "c")["c"].questions == ()
    assert merged(Codebook(codes), ["c"], "a")["a"].questions == ()


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("trust", "trust", "“Trust” is one code already."),
        ("trust", "old", "“Old” is retired, so nothing becomes “Old”."),
        ("trust", "blank", "“Trust” is of the kind content, “Blank” of the kind"),
        ("trust", "held", "“Trust” is of the kind content, “Held” of the kind"),
    ],
)
def test_what_decides_other_things_is_not_merged(
    source: str, target: str, sentence: str
) -> None:
    with pytest.raises(UsageConflict) as caught:
        merged(Codebook(CODES), [source], target)
    assert caught.value.message.startswith(sentence)


def test_a_circle_of_merges_is_not_sound() -> None:
    from hsbcode.domain.codebook import check

    with pytest.raises(CodebookError) as caught:
        check(
            [
                Code("a", "A", status="retired", merged_into="b"),
                Code("b", "B", status="retired", merged_into="a"),
            ]
        )
    assert "lie in a circle (a → b → a)" in caught.value.message


# --- reading --------------------------------------------------------------------------


@given(logs(), st.sampled_from([{}, {"a": "b"}, {"b": "a"}, {"a": "c", "b": "c"}]))
def test_redirecting_a_fold_is_folding_with_the_redirects(
    log: list[Act], redirects: dict[str, str]
) -> None:
    fold = Fold.of(log)
    before = Fold.of(log).passes
    fold.redirect(redirects)
    assert fold.passes == Fold.of(log, redirects).passes
    for units in fold.passes.values():
        assert not any(redirects.keys() & held.applied for held in units.values())
    fold.redirect({})
    assert fold.passes == before


def test_the_merge_holds_wherever_codings_are_read(
    project: Project, tmp_path: Path
) -> None:
    code(project, "amy", {0: ("trust", "building"), 1: ("trust",), 2: ("time",)})
    code(project, "ben", {0: ("building",), 1: ("building",), 2: ("time",)})
    before = agreement(project, resamples=0)[0].report
    assert len(before.disagreements) == 2
    acts = list(project.log.all())
    merge(project, "trust", "building")
    # nothing that was done is changed
    assert list(project.log.all())[: len(acts)] == acts

    session = CodingSession(project, "amy")
    first, second = session.units[:2]
    assert session.held(first).codes == {"building"}
    assert session.held(second).codes == {"building"}
    assert "trust" not in {each.id for each in session.codes}

    study = read_study(project)
    coded = coded_question(study, "what")
    assert coded.count("building") == 2 + 1  # its twin “time” counts for it, too
    assert coded.count("trust") == 0
    assert "trust" not in {each.id for each in offered_themes(study, coded)}

    assert own_codings(project, "amy")[first] == {"building"}
    assert counting_codings(project)[second] == {"building"}
    after = agreement(project, resamples=0)[0].report
    assert after.disagreements == ()
    out = tmp_path / "codings.csv"
    export_codings(project, out)
    assert "trust" not in out.read_text("utf-8").replace("Building trust", "")

    # the same after the file is opened again
    project.close()
    with Project.open(project.path, write=False) as again:
        assert again.fold.unit("amy", first).codes == {"building"}


def test_a_code_applied_after_the_merge_does_not_count_twice(project: Project) -> None:
    code(project, "amy", {0: ("trust",)})
    merge(project, "trust", "building")
    session = CodingSession(project, "amy")
    assert not session.apply(session.units[0], "building")
    assert session.remove(session.units[0], "building")
    assert session.held(session.units[0]).codes == frozenset()
    session.undo()
    assert session.held(session.units[0]).codes == {"building"}
    undo_edit(project, "lead")
    assert session.held(session.units[0]).codes == {"trust"}


def test_one_step_of_a_merged_code_is_taken_back_alone(project: Project) -> None:
    session = CodingSession(project, "amy")
    unit = session.units[0]
    session.apply(unit, "building")
    session.apply(unit, "trust")
    merge(project, "trust", "building")
    session.undo()
    undo_edit(project, "lead")
    assert session.held(unit).codes == {"building"}


def test_the_same_words_coded_with_both_are_shown_once(project: Project) -> None:
    session = CodingSession(project, "amy")
    unit = session.units[2]
    for each in ("trust", "building"):
        session.apply(unit, each, span=Span(0, 3))
    merge(project, "trust", "building")
    assert session.held(unit).spans() == (("building", Span(0, 3)),)


def test_undo_makes_them_two_and_keeps_what_came_later(project: Project) -> None:
    code(project, "amy", {0: ("trust",), 1: ("building",)})
    frame = project.codebook
    merge(project, "trust", "building")
    code(project, "ben", {2: ("building",)})
    undo_edit(project, "lead")
    assert project.codebook.codes == frame.codes
    held = project.fold.passes["amy", None]
    assert {next(iter(each.codes)) for each in held.values()} == {"trust", "building"}
    undo_edit(project, "lead", redo=True)
    assert project.codebook.redirects == {"trust": "building"}


def test_restoring_a_merged_code_gives_it_its_codings_back(project: Project) -> None:
    code(project, "amy", {0: ("trust",)})
    merge(project, "trust", "building")
    merge(project, "building", "time")
    make_edit(project, restoring(project, "trust"), "lead")
    assert project.codebook["trust"].can_be_applied
    unit = CodingSession(project, "amy").units[0]
    assert project.fold.unit("amy", unit).codes == {"trust"}


def test_the_preview_counts_what_the_merge_does(project: Project) -> None:
    code(project, "amy", {0: ("trust", "building"), 1: ("trust",)})
    code(project, "ben", {0: ("building",), 1: ("building",)})
    code(project, "cleo", {3: ("trust",)})
    press = project.log.new_id()
    unit = CodingSession(project, "amy").units[1]
    project.record(
        project.log.make(SETTLED, press, ActKind.APPLY, unit=unit, code="trust"),
        project.log.make(SETTLED, press, ActKind.FINISH, unit=unit),
    )
    comment(project, "trust", "What about [/b]?", "ben")
    proposed = merging(project, ["Trust"], "Building trust")
    assert proposed.words == "merge “Trust” into “Building trust”"
    assert proposed.lines[:5] == (
        "Trust: 4 codings of 3 answers by amy, cleo, 1 settled",
        "Building trust: 3 codings of 2 answers by amy, ben",
        "together: 6 codings of 3 answers by amy, ben, cleo, 1 settled",
        "Several of them on one answer count once: 1 coding fewer.",
        "2 answers on which coders differ only in these codes would agree.",
    )
    assert "Every memo stays, and 1 comment on them." in proposed.lines
    # a preview changes nothing
    assert project.codebook.redirects == {}
    make_edit(project, proposed, "lead")
    assert [each.text for each in comments_on(project, "building")] == [
        "What about [/b]?"
    ]


def test_codings_from_before_a_merge_come_in_as_what_they_are(
    project: Project, tmp_path: Path
) -> None:
    code(project, "amy", {0: ("trust",), 1: ("building",)})
    table = tmp_path / "codings.csv"
    export_codings(project, table)
    merge(project, "trust", "building")
    # what is there already is not added twice, nor is it a contradiction
    acts = project.log.count()
    import_codings(project, table)
    assert project.log.count() == acts
    other = table.read_text("utf-8").replace("amy", "ben")
    table.write_text(other, "utf-8")
    import_codings(project, table)
    held = project.fold.passes["ben", None].values()
    assert [each.codes for each in held] == [{"building"}] * 2


def test_a_pinned_digit_goes_to_the_code_that_stays(project: Project) -> None:
    rest = [""] * 6
    project.put_setting("digits:what", ["trust", "", "early_trust", *rest], "amy")
    merge(project, "trust", "time")
    session = CodingSession(project, "amy")
    assert session.digits == {"1": "time", "3": "early_trust"}
    project.put_setting("digits:what", ["trust", "time", "", *rest], "amy")
    session.renew()
    assert session.digits == {"2": "time"}
