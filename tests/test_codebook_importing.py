"""A codebook edited by hand comes back: renamed codes are asked about, merges stay."""

from dataclasses import replace
from pathlib import Path

import pytest

from hsbcode.domain.code import Code
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_changes import likenesses
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.edits import make_edit
from hsbcode.workflows.codebook.frame import read_codebook, write_codebook
from hsbcode.workflows.codebook.importing import (
    apply_codebook,
    checked_renames,
    compare,
    maybe_renamed,
)
from hsbcode.workflows.codebook.merging import merging, splitting
from hsbcode.workflows.codebook.queues import queues
from hsbcode.workflows.coding import CodingSession
from tests.projects import make_project

CODES = (
    Code("trust", "Trust", definition="Relying on others."),
    Code("staff_time", "Time of staff", parent="trust"),
    Code("money", "Money"),
)
BY_HAND = (
    Code("building_trust", "Building trust"),
    Code("staff_time", "Time of staff", parent="building_trust"),
    Code("housing", "Housing"),
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.hsb", ("one", "two", "three"), CODES)
    session = CodingSession(made, "amy")
    for unit in session.units:
        session.apply(unit, "trust")
        session.finish(unit)
    return made


def test_a_missing_code_beside_a_like_new_one_is_asked_about(project: Project) -> None:
    (doubt,) = maybe_renamed(project, Codebook(BY_HAND))
    assert doubt.question == (
        "“Trust” (trust, 3 codings of 3 answers by amy) is not in the file, and "
        "“Building trust” (building_trust) is new there. Is it the same code, renamed?"
    )


def test_renamed_codes_keep_their_ids_and_codings(project: Project) -> None:
    new = Codebook(BY_HAND)
    renamed = checked_renames(project, new, ["trust=building_trust"])
    changes = {each.code: each for each in compare(project, new, renamed)}
    # the file has no definitions at all, so it takes none away
    assert changes["trust"].fields == ("label",)
    assert (changes["trust"].codings, changes["trust"].look_again) == (3, False)
    assert changes["housing"].what == "new"
    assert changes["money"].what == "absent"
    apply_codebook(project, new, "lead", renamed=renamed)
    book = project.codebook
    assert book["trust"].label == "Building trust"
    assert book["trust"].definition == "Relying on others."
    assert book["staff_time"].parent == "trust"
    assert "building_trust" not in book
    # absence takes nothing out
    assert book["money"].can_be_applied
    assert queues(project) == ()


def test_another_definition_in_a_file_leaves_a_queue(project: Project) -> None:
    new = Codebook((replace(CODES[0], definition="Only of workers."), *CODES[1:]))
    apply_codebook(project, new, "lead")
    assert [(line.code, line.by_coder) for line in queues(project)] == [
        ("trust", (("amy", 3),))
    ]


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("trust", "“trust” is no pair of codes."),
        ("truss=building_trust", "“truss” is no code that the project has"),
        ("staff_time=building_trust", "“staff_time” is no code that the project has"),
        ("trust=nothing", "“nothing” is no code that is new in the file."),
    ],
)
def test_wrong_pairs_are_named(project: Project, pair: str, sentence: str) -> None:
    with pytest.raises(UsageConflict) as caught:
        checked_renames(project, Codebook(BY_HAND), [pair])
    assert caught.value.message.startswith(sentence)


def test_one_code_is_renamed_once(project: Project) -> None:
    pairs = ["trust=building_trust", "money=building_trust"]
    with pytest.raises(UsageConflict, match="renamed once"):
        checked_renames(project, Codebook(BY_HAND), pairs)


@pytest.mark.parametrize("ending", [".yaml", ".xlsx", ".csv"])
def test_a_file_from_before_or_after_a_merge_does_not_undo_it(
    project: Project, tmp_path: Path, ending: str
) -> None:
    before = tmp_path / f"before{ending}"
    write_codebook(project.codebook, before)
    make_edit(project, merging(project, ["trust"], "money"), "lead")
    make_edit(project, splitting(project, "staff_time", ["Hours", "Shifts"]), "lead")
    after = tmp_path / f"after{ending}"
    write_codebook(project.codebook, after)
    book = project.codebook
    for file in (after, before):
        apply_codebook(project, read_codebook(file), "lead")
        assert project.codebook.redirects == {"trust": "money"}
        assert project.codebook["trust"].status == "retired"
        assert project.codebook["staff_time"].split_into == (
            book["staff_time"].split_into
        )


def test_the_yaml_of_a_frame_keeps_its_merges(project: Project, tmp_path: Path) -> None:
    make_edit(project, merging(project, ["trust"], "money"), "lead")
    write_codebook(project.codebook, tmp_path / "f.yaml")
    assert read_codebook(tmp_path / "f.yaml").codes == project.codebook.codes


def test_only_like_labels_are_asked_about() -> None:
    old = Codebook((Code("a", "Fear of losing the home"), Code("b", "Money")))
    new = Codebook((Code("c", "Fear of loosing the home"), Code("d", "Food")))
    assert [(x.old.id, x.new.id) for x in likenesses(old, new)] == [("a", "c")]
    # a code in use is not asked about for a retired one, nor a theme for a code
    retired = Codebook((Code("a", "Trust", status="retired"),))
    assert likenesses(retired, Codebook((Code("t", "Trust in us"),))) == ()
    holds = Codebook((Code("a", "Trust", kind="container"),))
    assert likenesses(holds, Codebook((Code("t", "Trust in us"),))) == ()
    # the same definition under any name is the same code
    same = Codebook((Code("x", "Alpha", definition="It hurts."),))
    other = Codebook((Code("y", "Omega", definition="It hurts."),))
    assert len(likenesses(same, other)) == 1
