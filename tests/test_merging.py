"""Merging whole copies: the union of logs, what is asked, codebooks side by side."""

import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsbcode.cli.app import main
from hsbcode.domain import ids
from hsbcode.domain.code import Code
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_heads import heads_of, shared_base, together
from hsbcode.domain.errors import HsbcodeError, RoundError, UsageConflict
from hsbcode.domain.survey import Box, Respondent
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.edits import adding, make_edit, redefining, renaming
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.undoing import take_back
from hsbcode.workflows.merging.heads import choose, read_heads
from hsbcode.workflows.merging.merging import HERE, Answered, Merge, looked_over
from hsbcode.workflows.naming_coders import list_coders, rename
from hsbcode.workflows.naming_coders import renaming as renaming_coder
from hsbcode.workflows.suggestions.sight import hidden_share, set_hidden_share
from tests.small_projects import begin_round, make_project


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.hsb") as project:
        yield project


def copy_of(project: Project, name: str) -> Path:
    target = project.path.with_name(name)
    shutil.copy(project.path, target)
    return target


def apply(path: Path, coder: str, code: str, place: int = 0) -> None:
    with Project.open(path) as project:
        session = CodingSession(project, coder)
        session.apply(session.units[place], code)


def one_person(merging: Merge) -> Answered:
    return Answered({pair: pair[1] for pair in merging.unnamed(Answered())})


def merge(project: Project, *paths: Path, answered: Answered | None = None) -> int:
    with looked_over(project, paths) as merging:
        return merging.bring_in("lead", answered or one_person(merging)).acts


# --- whatever was done, in whatever order --------------------------------------------


def work(path: Path, seed: int, skew: int) -> None:
    """Do this and that in a copy, on a machine whose clock is wrong."""
    rng, real = random.Random(seed), time.time_ns
    wrong_clock = patch("time.time_ns", lambda: real() + skew * 1_000_000_000)
    with wrong_clock, Project.open(path) as project:
        for _step in range(rng.randint(0, 12)):
            session = CodingSession(project, rng.choice(["amy", "ben"]))
            unit = rng.choice(session.units)
            held = session.held(unit)
            match rng.randint(0, 6):
                case 0 | 1:
                    session.toggle(unit, rng.choice(["trust", "money", "skills"]))
                case 2 if held.finished:
                    session.reopen(unit)
                case 2 if held.codes:
                    session.finish(unit)
                case 2:
                    session.finish_without_code(unit)
                case 3:
                    session.flag(unit, "come_back")
                case 4:
                    session.note(unit, f"memo {seed}")
                case 5:
                    session.undo()
                case _:
                    label = f"code {rng.randint(0, 3)}"
                    if label not in {code.label for code in project.codebook}:
                        make_edit(project, adding(project, label), session.coder)


def state(project: Project) -> object:
    return (
        sorted(act for act in project.log.all()),
        project.fold.passes,
        [code for code in project.codebook],
        project.codebook_heads,
    )


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    seeds=st.lists(st.integers(0, 10**6), min_size=2, max_size=3, unique=True),
    skews=st.lists(st.integers(-(10**8), 10**8), min_size=3, max_size=3),
    order=st.randoms(use_true_random=False),
)
def test_files_meet_in_any_order_and_any_number_of_times(
    seeds: Sequence[int], skews: Sequence[int], order: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_project(folder / "p.hsb").close()
        work(folder / "p.hsb", 1, 0)
        copies = []
        for seed, skew in zip(seeds, skews, strict=False):
            copies.append(folder / f"c{seed}.hsb")
            shutil.copy(folder / "p.hsb", copies[-1])
            work(copies[-1], seed, skew)
        found = []
        for attempt in range(2):
            target = folder / f"t{attempt}.hsb"
            shutil.copy(copies[attempt], target)
            others = [path for path in copies * 2 if path != copies[attempt]]
            order.shuffle(others)
            with Project.open(target) as project:
                for path in others:
                    merge(project, path)
                found.append(state(project))
            with Project.open(target) as again:
                assert state(again) == found[-1]
        assert found[0] == found[1]
        # Associative: two that met before meet the third.
        with Project.open(folder / "t0.hsb") as one:
            assert merge(one, folder / "t1.hsb") == 0


def test_the_preview_changes_nothing_and_reads_a_file_that_is_open(
    lead: Project, tmp_path: Path
) -> None:
    other = copy_of(lead, "q.hsb")
    apply(other, "ben", "trust")
    before = lead.path.read_bytes()
    with Project.open(lead.path, write=False) as reading:
        assert not reading.writable
        with looked_over(reading, [other]) as merging:
            (by,) = merging.coming.coders
            assert (by.coder, by.codings, by.answers) == ("ben", 1, 1)
            with pytest.raises(HsbcodeError, match="read-only"):
                merging.bring_in("lead")
        with pytest.raises(HsbcodeError):
            reading.put_setting("lead", "eve", "eve")
    assert lead.path.read_bytes() == before


def test_copies_beside_the_project_are_found(
    lead: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lead.close()
    beside = tmp_path / "p (Ben's conflicted copy 2026-11-23).hsb"
    shutil.copy(lead.path, beside)
    apply(beside, "ben", "trust")
    main_ends(["merge", str(lead.path), "--yes"])
    assert "ben: 1 coding on 1 answer" in capsys.readouterr().out
    with Project.open(lead.path) as project:
        assert project.fold.coders() == ("ben",)


def main_ends(arguments: list[str], code: int = 0) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert (ended.value.code or 0) == code


# --- who is who ----------------------------------------------------------------------


def test_one_name_in_two_files_is_never_silently_one(lead: Project) -> None:
    other = copy_of(lead, "q.hsb")
    apply(other, "ben", "trust")
    here = CodingSession(lead, "ben")
    here.apply(here.units[0], "money")
    with looked_over(lead, [other]) as merging:
        assert merging.unnamed(Answered()) == (("q.hsb", "ben"),)
        with pytest.raises(RoundError, match="is that one person") as asked:
            merging.bring_in("lead")
        assert "--as FILE=NAME" in asked.value.hint
    with looked_over(lead, [other]) as merging:
        merging.bring_in("lead", Answered({("q.hsb", "ben"): "benno"}))
    unit = here.units[0]
    assert lead.fold.unit("ben", unit).codes == {"money"}
    assert lead.fold.unit("benno", unit).codes == {"trust"}
    with Project.open(lead.path, write=False) as again:
        assert again.fold.passes == lead.fold.passes
        assert {row.coder for row in list_coders(again)} == {"ben", "benno"}
    assert merge(lead, other) == 0
    session = CodingSession(lead, "benno")
    undone = session.undo()
    assert undone is not None
    assert lead.fold.unit("ben", unit).codes == {"money"}
    assert not lead.fold.unit("benno", unit).codes


def test_a_new_name_is_followed_and_files_with_the_old_one_fit(lead: Project) -> None:
    begin_round(lead, "pilot", "amy", "ben")
    other = copy_of(lead, "q.hsb")
    session = CodingSession(lead, "ben")
    session.apply(session.units[0], "trust")
    lead.put_setting("lead", "ben", "lead")
    shown = renaming_coder(lead, "ben", "Benjamin", "lead")
    assert shown.rounds == ("pilot",)
    press = rename(lead, shown)
    assert dict(lead.settings)["lead"] == "Benjamin"
    assert lead.rounds["pilot"].coders == ("Benjamin", "amy")
    with Project.open(other) as there:
        late = CodingSession(there, "ben", round_="pilot")
        late.apply(late.units[0], "money")
    merge(lead, other)
    assert lead.fold.pass_of("Benjamin", "pilot")
    assert not lead.fold.pass_of("ben", "pilot")
    assert lead.fold.coders() == ("Benjamin",)
    assert lead.log.names() == ("Benjamin", "lead")
    undone = CodingSession(lead, "Benjamin", round_="pilot").undo()
    assert undone is not None
    assert not lead.fold.pass_of("Benjamin", "pilot")
    take_back(lead, press, "lead")
    assert lead.rounds["pilot"].coders == ("amy", "ben")
    assert dict(lead.settings)["lead"] == "ben"


def test_a_new_name_takes_its_own_share_and_place_along(lead: Project) -> None:
    set_hidden_share(lead, "40%", "ben", "lead")
    session = CodingSession(lead, "ben")
    session.apply(session.units[0], "trust")
    lead.put_setting("place:ben", {"question": "challenges", "unit": "u"}, "ben")
    shown = renaming_coder(lead, "ben", "Benjamin", "lead")
    assert any("share of answers without suggestions" in line for line in shown.lines)
    press = rename(lead, shown)
    assert hidden_share(lead).own == {"Benjamin": 0.4}
    assert lead.settings["place:Benjamin"] == lead.settings["place:ben"]
    take_back(lead, press, "lead")
    assert hidden_share(lead).own == {"ben": 0.4}
    assert lead.fold.coders() == ("ben",)


def test_two_people_cannot_become_one_name(lead: Project) -> None:
    for coder in ("amy", "ben"):
        CodingSession(lead, coder).apply(
            lead.answers.unit_ids("challenges")[0], "trust"
        )
    with pytest.raises(UsageConflict, match="amy is somebody here already"):
        renaming_coder(lead, "ben", "amy", "lead")
    with pytest.raises(UsageConflict, match="“bne” has coded nothing") as caught:
        renaming_coder(lead, "bne", "eve", "lead")
    assert caught.value.hint == "Did you mean “ben”?"
    rename(lead, renaming_coder(lead, "ben", "benno", "lead"))
    rename(lead, renaming_coder(lead, "benno", "ben", "lead"))
    assert lead.fold.coders() == ("amy", "ben")


def test_a_day_under_the_wrong_name_is_reassigned(
    lead: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    CodingSession(lead, "ben").apply(lead.answers.unit_ids("challenges")[0], "trust")
    lead.close()
    path = str(lead.path)
    main_ends(
        ["coder", "reassign", path, "ben", "cem", "--since", "today", "--dry-run"]
    )
    with Project.open(lead.path, write=False) as project:
        assert project.fold.coders() == ("ben",)
    main_ends(["coder", "reassign", path, "ben", "cem", "--since", "today", "--yes"])
    with Project.open(lead.path, write=False) as project:
        assert project.fold.coders() == ("cem",)
    main_ends(["undo", path, "--last", "--yes"])
    with Project.open(lead.path, write=False) as project:
        assert project.fold.coders() == ("ben",)


# --- settings ------------------------------------------------------------------------


def test_what_both_set_is_asked(lead: Project) -> None:
    other = copy_of(lead, "q.hsb")
    lead.put_setting("lead", "amy", "lead")
    with Project.open(other) as there:
        there.put_setting("lead", "ben", "ben")
    with looked_over(lead, [other]) as merging:
        assert merging.coming.files[0].settings == {"lead": ("amy", "ben")}
        with pytest.raises(RoundError, match=r"“lead” was set here and in q.hsb"):
            merging.bring_in("lead")
        merging.bring_in("lead", Answered(settings={"lead": HERE}))
    assert lead.settings["lead"] == "amy"
    assert merge(lead, other) == 0


# --- other studies, other texts ------------------------------------------------------


def test_what_does_not_fit_is_refused(lead: Project, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with make_project(tmp_path / "x" / "other.hsb", [("other words",)]):
        pass
    with (
        pytest.raises(RoundError, match="another text for the answer 1/challenges/1"),
        looked_over(lead, [tmp_path / "x" / "other.hsb"]),
    ):
        pass
    with Project.create(tmp_path / "y.hsb", study="another one"):
        pass
    with (
        pytest.raises(RoundError, match=r"y.hsb belongs to another study than p.hsb"),
        looked_over(lead, [tmp_path / "y.hsb"]),
    ):
        pass
    with (
        pytest.raises(RoundError, match=r"gone.hsb cannot be read"),
        looked_over(lead, [tmp_path / "gone.hsb"]),
    ):
        pass


def test_the_same_export_imported_twice_meets(lead: Project, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    path = tmp_path / "x" / "own.hsb"
    with make_project(path) as own:
        CodingSession(own, "ben").apply(own.answers.unit_ids("challenges")[0], "trust")
    assert merge(lead, path) > 0
    assert lead.fold.coders() == ("ben",)
    assert [code.id for code in lead.codebook] == [code.id for code in own_codes(path)]


def own_codes(path: Path) -> Codebook:
    with Project.open(path, write=False) as own:
        return own.codebook


# --- codebooks side by side ----------------------------------------------------------


def test_heads_and_their_last_shared_version() -> None:
    parents = {"a": (), "b": ("a",), "c": ("b",), "d": ("b",), "e": ("c", "d")}
    assert heads_of(parents) == ("e",)
    del parents["e"]
    assert heads_of(parents) == ("c", "d")
    assert shared_base(parents, ["c", "d"]) == "b"
    assert shared_base({"a": (), "b": ()}, ["a", "b"]) == ""


def test_what_one_changed_holds_and_what_both_changed_stays() -> None:
    base = Codebook((Code("a", "A"), Code("b", "B", definition="as it was")))
    one = Codebook(
        (
            Code("a", "A one"),
            Code("b", "B", definition="one"),
            Code("n1", "New", key="n"),
        )
    )
    two = Codebook(
        (Code("a", "A"), Code("b", "B", definition="two"), Code("n2", "new ", key="n"))
    )
    found = together(base, {"1": one, "2": two})
    assert [code.label for code in found.frame] == ["A one", "B", "New", "new "]
    assert found.frame["b"].definition == "as it was"
    assert [code.key for code in found.frame][2:] == ["n", ""]
    (clash,) = found.clashes
    assert (clash.code, clash.field) == ("b", "definition")
    assert clash.values == {"1": "one", "2": "two"}
    assert found.same_named == (("n1", "n2"),)


def test_each_put_below_the_other_is_no_frame_and_nothing_breaks() -> None:
    base = Codebook((Code("a", "A"), Code("b", "B")))
    one = Codebook((Code("a", "A", parent="b"), Code("b", "B"), Code("c", "C")))
    two = Codebook((Code("a", "A"), Code("b", "B", parent="a")))
    frame = together(base, {"1": one, "2": two}).frame
    assert [(code.id, code.parent) for code in frame] == [
        ("a", None),
        ("b", None),
        ("c", None),
    ]


def test_the_lead_chooses_and_the_choice_has_two_parents(lead: Project) -> None:
    other = copy_of(lead, "q.hsb")
    make_edit(lead, redefining(lead, "trust", {"definition": "here"}), "lead")
    with Project.open(other) as there:
        make_edit(there, redefining(there, "trust", {"definition": "there"}), "ben")
        make_edit(there, renaming(there, "money", "Funding"), "ben")
    merge(lead, other)
    assert lead.codebook["money"].label == "Funding"
    assert lead.codebook["trust"].definition == ""
    heads = lead.codebook_heads
    found = read_heads(lead)
    assert [clash.field for clash in found.together.clashes] == ["definition"]
    with pytest.raises(UsageConflict, match="in different ways") as caught:
        choose(lead, "together", "lead")
    assert "--take trust=" in caught.value.hint
    number = str(found.number(max(heads)))
    version = choose(lead, "together", "lead", take={"trust": number})
    assert lead.codebook_heads == (version,)
    assert lead.codebook["trust"].definition in ("here", "there")
    assert lead.codebook["money"].label == "Funding"
    with Project.open(lead.path, write=False) as again:
        assert again.codebook == lead.codebook
    with Project.open(other) as there:
        merge(there, lead.path)
        assert there.codebook == lead.codebook
        assert there.codebook_heads == (version,)


def test_one_version_alone_keeps_codes_that_were_given(lead: Project) -> None:
    other = copy_of(lead, "q.hsb")
    make_edit(lead, adding(lead, "Of the lead"), "lead")
    with Project.open(other) as there:
        session = CodingSession(there, "ben")
        code = session.create_code("Of ben")
        session.apply(session.units[0], code.id)
    merge(lead, other)
    mine = next(each for each in read_heads(lead).versions if each.coder == "lead")
    choose(lead, str(mine.number), "lead")
    assert lead.codebook[code.id].status == "retired"
    assert lead.codebook.label(code.id) == "Of ben"
    with pytest.raises(UsageConflict, match="nothing to choose"):
        choose(lead, "together", "lead")


def test_answers_that_only_the_other_copy_has_come_in(lead: Project) -> None:
    other = copy_of(lead, "q.hsb")
    with Project.open(other) as there:
        person = Respondent(ids.respondent_id("test study", "2", "9"), "2", "9", 1)
        box = Box(
            ids.box_id(person.id, "challenges", 1, 1),
            person.id,
            "challenges",
            1,
            "A later answer",
            1,
        )
        with there.transaction():
            source = there.answers.add_source(
                ("2", "later.csv", "0" * 64, "2026-02-01T00:00:00+00:00", 1, "")
            )
            there.answers.add_respondents([person], source)
            there.answers.add_boxes([box], source)
        session = CodingSession(there, "ben")
        session.apply(session.units[-1], "trust")
    before = lead.answers.counts()["units"]
    with looked_over(lead, [other]) as merging:
        assert merging.coming.files[0].answers
        merging.bring_in("lead")
    assert lead.answers.counts()["units"] == before + 1
    (held,) = lead.fold.pass_of("ben").items()
    assert lead.answers.units([held[0]])[0].text == "A later answer"


def test_an_erased_memo_stays_erased(lead: Project) -> None:
    session = CodingSession(lead, "ben")
    session.note(session.units[0], "to be erased")
    other = copy_of(lead, "q.hsb")
    with sqlite3.connect(other) as raw:
        raw.execute("UPDATE bodies SET text = '' WHERE text = 'to be erased'")
    raw.close()
    apply(other, "amy", "trust")
    merge(lead, other)
    assert b"to be erased" not in lead.path.read_bytes()
