"""Edits of a code frame: what they change, what they keep, who did them."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hsbcode.domain import codebook_edits as frames
from hsbcode.domain.code import Code
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_changes import differences
from hsbcode.domain.errors import CodebookError, HsbcodeError, UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.codebook import edits
from hsbcode.workflows.codebook.comments import comment, comments
from hsbcode.workflows.codebook.history import diff, find_version, versions
from hsbcode.workflows.codebook.use import Use, examples, find_code, uses
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.undoing import take_back
from tests.projects import CODES, make_project

if TYPE_CHECKING:
    from collections.abc import Callable

FRAME = Codebook(CODES)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.hsb", ("one", "two", "three"), boxes=2)


def test_a_new_name_keeps_the_id() -> None:
    frame = frames.renamed(FRAME, "trust", "  Trust  in \n others ")
    assert frame["trust"].label == "Trust in others"
    assert [code.id for code in frame] == [code.id for code in FRAME]


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda: frames.renamed(FRAME, "trust", "time"), "There is a code “Time”"),
        (lambda: frames.renamed(FRAME, "trust", "Trust"), "It is called “Trust”"),
        (lambda: frames.renamed(FRAME, "trust", " "), "A code needs a label."),
        (lambda: frames.moved(FRAME, "risk", "staff"), "“Staff safety” lies below"),
        (lambda: frames.moved(FRAME, "staff", "risk"), "“Staff safety” stands there"),
        (lambda: frames.restored(FRAME, "trust"), "“Trust” is in use."),
        (lambda: frames.redefined(FRAME, "time", {"keywords": ("hours",)}), "“Time”"),
        (lambda: frames.added(FRAME, Code("trust", "New")), "There is a code with"),
        (
            lambda: frames.divided(FRAME, "trust", [Code("x", "X")]),
            "“Trust” is split into two other codes at least.",
        ),
        (
            lambda: frames.divided(FRAME, "trust", [FRAME["trust"], Code("x", "X")]),
            "“Trust” is split into two other codes at least.",
        ),
    ],
)
def test_what_cannot_be_done_is_said(edit: object, sentence: str) -> None:
    with pytest.raises(UsageConflict) as caught:
        edit()  # type: ignore[operator]
    assert caught.value.message.startswith(sentence)


def test_one_label_under_two_themes_is_two_codes() -> None:
    both = frames.added(
        frames.added(FRAME, Code("o1", "Other", parent="risk")),
        Code("o2", "Other", parent="trust"),
    )
    with pytest.raises(UsageConflict):
        frames.added(both, Code("o3", "other", parent="risk"))
    with pytest.raises(UsageConflict, match="2 codes are called"):
        find_code(both, "other")


def test_a_key_given_away_is_not_taken_back() -> None:
    gone = frames.retired(FRAME, "trust")
    taken = frames.added(gone, Code("tea", "Tea", key="t"))
    assert frames.restored(taken, "trust")["trust"].key == ""
    assert frames.restored(gone, "trust")["trust"].key == "t"


def test_wording_keeps_the_meaning_and_redefining_ends_it() -> None:
    better = frames.redefined(
        FRAME, "trust", {"definition": "Relying on others."}, same_meaning=True
    )
    assert FRAME["trust"].meaning in better["trust"].wordings
    other = frames.redefined(better, "trust", {"exclude_when": "Only courtesy."})
    assert other["trust"].wordings == ()
    words = frames.redefined(FRAME, "trust", {"keywords": ("rely",)})
    assert words["trust"].meaning == FRAME["trust"].meaning


def test_numbers_count_answers_people_and_coders_once(project: Project) -> None:
    for coder in ("amy", "ben"):
        session = CodingSession(project, coder)
        # two boxes of the same person
        for unit in session.units[:2]:
            session.apply(unit, "trust")
    used = uses(project)
    assert used["trust"] == Use(4, 2, 1, ("amy", "ben"), 0)
    assert used["trust"].words == "4 codings of 2 answers by amy, ben"
    assert set(used) == {"trust"}
    assert uses(project, "ben")["trust"].codings == 2
    (first, second) = examples(project, "trust")
    assert {first.unit.text, second.unit.text} == {"one"}
    assert first.coders == ("amy", "ben")


def test_every_edit_is_a_version_with_a_name(project: Project) -> None:
    frame = project.codebook
    wanted: tuple[Callable[[], edits.Proposed], ...] = (
        lambda: edits.adding(project, "Hope", id_="hope", parent="Trust"),
        lambda: edits.renaming(project, "hope", "Hoping"),
        lambda: edits.moving(project, "hope", ""),
        lambda: edits.redefining(project, "hope", {"definition": "It may be good."}),
        lambda: edits.retiring(project, "hope"),
        lambda: edits.restoring(project, "hope"),
    )
    for proposed in wanted:
        edits.make_edit(project, proposed(), "amy")
    found = versions(project)
    assert [each.words for each in found[1:]] == [
        "added “Hope”",
        "renamed “Hope” to “Hoping”",
        "moved “Hoping” to the top",
        "redefined “Hoping”",
        "retired “Hoping”",
        "took “Hoping” into use again",
    ]
    assert {each.coder for each in found[1:]} == {"amy"}
    assert [each.number for each in versions(project, "hope")] == [2, 3, 4, 5, 6, 7]
    assert find_version(project, "v2").act == find_version(project, found[1].id).act
    (changed,) = diff(project, "2", "v3")
    assert [(f.name, f.before, f.after) for f in changed.fields] == [
        ("label", "Hope", "Hoping")
    ]
    with pytest.raises(UsageConflict):
        find_version(project, "v99")
    for _ in range(6):
        edits.undo_edit(project, "amy")
    assert project.codebook.codes == frame.codes
    with pytest.raises(UsageConflict, match="no edit to undo"):
        edits.undo_edit(project, "amy")
    edits.undo_edit(project, "amy", redo=True)
    assert project.codebook["hope"].label == "Hope"


def test_an_edit_is_undone_from_the_coding_screen_too(project: Project) -> None:
    edits.make_edit(project, edits.renaming(project, "trust", "Faith"), "amy")
    session = CodingSession(project, "amy")
    undone = session.undo()
    assert undone is not None
    assert undone.words == "renamed Faith"
    assert project.codebook["trust"].label == "Trust"


def test_comments_have_a_name_and_can_be_taken_back(project: Project) -> None:
    comment(project, "trust", "Is courtesy trust?", "ben")
    comment(project, "trust", "No. \x1b[31m[/b]", "amy")
    said = comments(project)
    assert [(each.coder, each.text) for each in said] == [
        ("ben", "Is courtesy trust?"),
        ("amy", "No. \x1b[31m[/b]"),
    ]
    press = project.log.all()
    last = list(press)[-1].press
    undone = take_back(project, last, "amy")
    assert undone.words == "commented on Trust"
    assert [each.coder for each in comments(project)] == ["ben"]
    take_back(project, undone.acts[0].press, "amy")
    assert len(comments(project)) == 2
    with pytest.raises(UsageConflict):
        comment(project, "trust", " \n", "amy")
    with pytest.raises(CodebookError) as caught:
        comment(project, "trusst", "x", "amy")
    assert caught.value.hint == "Did you mean “Trust”?"


def test_a_read_only_window_changes_nothing(project: Project) -> None:
    project.close()
    with Project.open(project.path, write=False) as reader:
        before = reader.codebook
        with pytest.raises(HsbcodeError):
            edits.make_edit(reader, edits.retiring(reader, "trust"), "amy")
        assert reader.codebook == before


def test_differences_name_fields_not_wordings() -> None:
    other = frames.redefined(FRAME, "trust", {"definition": "Else."}, same_meaning=True)
    (change,) = differences(FRAME, other)
    assert change.names == ("definition",)
