"""Many codings mended at once: previewed, one step, one undo, nothing lost."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.acts import SETTLED, Act, ActKind, Origin, Span
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.fold import Fold
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.history import History
from hsbcode.workflows.log.undoing import take_back
from hsbcode.workflows.mending.choosing_acts import choose_acts
from hsbcode.workflows.mending.chosen_codings import Chosen, choose_codings
from hsbcode.workflows.mending.codings import Wish, apply_mending, preview
from hsbcode.workflows.mending.preview import Mending
from hsbcode.workflows.splitting import cutting as splitting
from hsbcode.workflows.splitting import previews as split_previews
from tests.projects import CODES, make_project
from tests.small_projects import begin_round
from tests.test_cli import Capture, run

TEXTS = ("Nobody tells us.", "Too few hours.", "There is danger.", "Nothing.")
FRAME = (
    *CODES,
    Code("waits", "Waiting", questions=("what",)),
    Code("waits_more", "Waiting", questions=("more",)),
    Code("alone", "Alone", questions=("what",), same_as=("lonely",)),
    Code("lonely", "Lonely", questions=("more",)),
    Code("here", "Only here", questions=("what",)),
    Code("unclear", "Unclear", kind="validity"),
    Code("blank", "Blank", kind="validity"),
    Code("old", "Old", status="retired"),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "p.hsb"
    with make_project(path, TEXTS, FRAME, second=("More.", "And more.")) as made:
        yield made


def chosen(project: Project, **wish: object) -> Chosen:
    return choose_codings(project, choose_acts(project, **wish))  # type: ignore[arg-type]


def shown(project: Project, wish: Wish, **chosen_by: object) -> Mending:
    return preview(project, chosen(project, **chosen_by), wish)


def mended(project: Project, wish: Wish, **chosen_by: object) -> Mending:
    found = shown(project, wish, **chosen_by)
    apply_mending(project, found, "lead")
    return found


def states(project: Project, coder: str) -> list[tuple[frozenset[str], bool]]:
    held = [project.fold.unit(coder, unit) for unit in project.answers.unit_ids("what")]
    return [(each.codes, each.finished) for each in held]


def everything(project: Project) -> object:
    """Return what is true now, without the ids of the acts that say so."""
    found = []
    for (coder, round_), units in project.fold.passes.items():
        for unit, held in units.items():
            applied = {c: sorted(map(str, a.values())) for c, a in held.applied.items()}
            flags = {
                flag: sorted(map(str, a.values())) for flag, a in held.flags.items()
            }
            notes = sorted(map(str, held.notes.values()))
            found.append(
                (coder, str(round_), unit, applied, held.finished, flags, notes,
                 sorted(held.rejected))
            )  # fmt: skip
    return sorted(found, key=str)


@pytest.fixture
def coded(project: Project) -> Project:
    """Eva: trust and time, finished; risk, not finished; a span; no code applies."""
    eva = CodingSession(project, "eva")
    first, second, third, fourth = eva.units
    eva.apply(first, "trust")
    eva.apply(first, "time", origin=Origin.SUGGESTION)
    eva.finish(first)
    eva.apply(second, "risk")
    eva.apply(third, "trust", span=Span(0, 5))
    eva.finish(third)
    eva.finish_without_code(fourth)
    return project


# --- which codings -------------------------------------------------------------------


def test_codings_are_counted_with_judgements_that_no_code_applies(
    coded: Project,
) -> None:
    today = datetime.now(UTC).astimezone().date()
    found = chosen(coded, coder="eva", since="today", until="today")
    assert found.sentence == (
        f"5 codings of 4 answers by eva on {today.day} {today:%B %Y}"
    )
    assert chosen(coded, coder="eva", code="trust").number == "2 codings of 2 answers"
    assert chosen(coded, question="what", code="Time").number == "1 coding of 1 answer"
    assert chosen(coded, answers=["0001"]).number == "2 codings of 1 answer"


def test_what_does_not_stand_is_not_mended(coded: Project) -> None:
    eva = CodingSession(coded, "eva")
    eva.remove(eva.units[1], "risk")
    with pytest.raises(UsageConflict, match="No coding with “Balancing risk” stands"):
        chosen(coded, code="risk")
    with pytest.raises(UsageConflict, match="which codings"):
        chosen(coded)
    with pytest.raises(UsageConflict, match="No coding"):
        chosen(coded, coder="eva", until="2020-01-01")


def test_looking_changes_nothing(coded: Project) -> None:
    before = coded.log.count()
    found = shown(coded, Wish(), coder="eva")
    assert dict((now, number) for now, _then, number in found.codes) == {
        "Trust": 2,
        "Time": 1,
        "Balancing risk": 1,
        "no code applies": 1,
    }
    assert coded.log.count() == before


# --- taking off ----------------------------------------------------------------------


def test_removing_reopens_what_loses_its_last_code(coded: Project) -> None:
    before = everything(coded)
    found = mended(coded, Wish(remove=True), coder="eva", code="trust")
    assert found.sentence == "2 codings of 2 answers with “Trust” by eva: remove"
    assert "1 answer loses its last code and count as not finished." in found.notes
    assert states(coded, "eva") == [
        (frozenset({"time"}), True),
        (frozenset({"risk"}), False),
        (frozenset(), False),
        (frozenset(), True),  # what was judged without a code stays judged
    ]
    newest = History(coded).page(0, 1)[0]
    assert newest.words == "removed 2 codings of 2 answers with “Trust” by eva"
    assert newest.by == "lead for eva"
    take_back(coded, newest.press, "lead")
    assert everything(coded) == before


def test_removing_a_day_takes_judgements_without_code_and_leaves_flags(
    coded: Project,
) -> None:
    eva = CodingSession(coded, "eva")
    eva.flag(eva.units[0], "identifiable", "a name")
    mended(coded, Wish(remove=True), coder="eva", since="today")
    assert states(coded, "eva") == [(frozenset(), False)] * 4
    assert eva.held(eva.units[0]).flags


# --- another code --------------------------------------------------------------------


def test_replacing_keeps_spans_finishes_and_counts_once(coded: Project) -> None:
    before = everything(coded)
    eva = CodingSession(coded, "eva")
    found = mended(coded, Wish(code="Time"), coder="eva", code="trust")
    assert found.codes == (("Trust", "Time", 2),)
    assert "1 coding stands there already and count once." in found.notes
    first, _second, third, _fourth = eva.units
    assert eva.held(first).codes == {"time"}
    assert len(eva.held(first).applied["time"]) == 1
    assert eva.held(third).spans() == (("time", Span(0, 5)),)
    assert eva.held(first).finished
    assert eva.held(third).finished
    (made,) = (
        act
        for act in coded.log.of_kind(ActKind.APPLY)
        if act.unit == third and act.code == "time"
    )
    assert (made.origin, made.shown) == ("hand", "none")
    take_back(coded, History(coded).page(0, 1)[0].press, "lead")
    assert everything(coded) == before


def test_a_code_that_cannot_be_given_is_refused(coded: Project) -> None:
    def wish(instead: str, **by: str) -> None:
        shown(coded, Wish(code=instead), **by)

    with pytest.raises(UsageConflict, match="not offered under question “what”"):
        wish("lonely", code="trust")
    with pytest.raises(UsageConflict, match="retired"):
        wish("old", code="trust")
    with pytest.raises(UsageConflict, match="never given in bulk"):
        wish("unclear", code="trust")
    with pytest.raises(UsageConflict, match="have the code “Trust” already"):
        wish("trust", code="trust")
    with pytest.raises(UsageConflict, match="2 codes are called “Waiting”"):
        wish("Waiting", code="trust")


def test_one_validity_code_gives_way_to_another(project: Project) -> None:
    eva = CodingSession(project, "eva")
    eva.apply(eva.units[0], "unclear")
    mended(project, Wish(code="blank"), code="unclear")
    assert eva.held(eva.units[0]).codes == {"blank"}


# --- another name --------------------------------------------------------------------


def test_a_day_under_the_wrong_name_moves_with_all_that_belongs_to_it(
    coded: Project,
) -> None:
    eva = CodingSession(coded, "eva")
    eva.flag(eva.units[0], "safeguarding", "what was said")
    eva.note(eva.units[1], "think of it")
    eva.reject(eva.units[1], "staff", "none")
    before, was = everything(coded), states(coded, "eva")
    found = mended(coded, Wish(coder="ann"), coder="eva", since="today")
    assert found.sentence.endswith(": move to ann")
    assert "1 flag and 1 memo go along." in found.notes
    assert "ann has coded nothing here yet." in found.notes
    assert states(coded, "ann") == was
    assert ("eva", None) not in coded.fold.passes
    ann = CodingSession(coded, "ann")
    assert ann.notes(ann.units[1]) == ("think of it",)
    assert "staff" in ann.held(ann.units[1]).rejected
    (body,) = ann.held(ann.units[0]).flags["safeguarding"].values()
    assert coded.log.body(body) == "what was said"
    take_back(coded, History(coded).page(0, 1)[0].press, "lead")
    assert everything(coded) == before


def test_what_is_moved_keeps_its_day_origin_and_order(coded: Project) -> None:
    old = [a for a in coded.log.of_kind(ActKind.APPLY) if a.coder == "eva"]
    mended(coded, Wish(coder="ann"), coder="eva")
    new = [a for a in coded.log.of_kind(ActKind.APPLY) if a.coder == "ann"]

    def kept(act: Act) -> tuple[object, ...]:
        return (act.unit, act.code, act.at, act.origin, act.shown, act.start, act.end)

    assert list(map(kept, new)) == list(map(kept, old))
    # so what was moved by mistake is found again by its day
    assert chosen(coded, coder="ann", until="today").number == "5 codings of 4 answers"


def test_two_names_of_one_person_become_one(coded: Project) -> None:
    eve = CodingSession(coded, "Eve")
    first, second, _third, fourth = eve.units
    eve.apply(first, "trust")
    eve.apply(second, "time")
    eve.finish(second)
    eve.apply(fourth, "staff")
    found = mended(coded, Wish(coder="eva"), coder="Eve")
    assert any("3 of the answers are coded there, too" in note for note in found.notes)
    assert "1 coding stands there already and count once." in found.notes
    assert states(coded, "eva") == [
        (frozenset({"trust", "time"}), True),
        (frozenset({"risk", "time"}), True),
        (frozenset({"trust"}), True),
        (frozenset({"staff"}), True),
    ]
    assert ("Eve", None) not in coded.fold.passes
    # both orders of acts are still there to be read
    coders = [act.coder for act in coded.log.all() if act.kind == ActKind.APPLY]
    assert coders == [*["eva"] * 4, *["Eve"] * 3, *["eva"] * 2]


def test_one_code_of_a_finished_answer_moves_finished_and_leaves_the_rest(
    coded: Project,
) -> None:
    mended(coded, Wish(coder="ann"), coder="eva", code="trust")
    assert states(coded, "eva")[0] == (frozenset({"time"}), True)
    assert states(coded, "eva")[2] == (frozenset(), False)
    assert states(coded, "ann") == [
        (frozenset({"trust"}), True),
        (frozenset(), False),
        (frozenset({"trust"}), True),
        (frozenset(), False),
    ]


def test_names_that_cannot_be(coded: Project) -> None:
    with pytest.raises(UsageConflict, match="They are eva's already"):
        shown(coded, Wish(coder="eva"), coder="eva")
    with pytest.raises(UsageConflict, match="bracket"):
        shown(coded, Wish(coder=SETTLED), coder="eva")
    found = shown(coded, Wish(coder="Eva"), coder="eva")
    assert "Eva has coded nothing here yet, and looks like eva." in found.notes


def test_settled_codings_are_mended_only_if_they_are_named(coded: Project) -> None:
    unit = coded.answers.unit_ids("what")[0]
    coded.record(
        coded.log.make(SETTLED, "press", ActKind.APPLY, unit=unit, code="staff")
    )
    assert chosen(coded, since="today").coders == ("eva",)
    with pytest.raises(UsageConflict, match="nobody's own"):
        shown(coded, Wish(coder="ann"), coder=SETTLED)
    mended(coded, Wish(code="risk"), coder=SETTLED)
    assert coded.fold.unit(SETTLED, unit).codes == {"risk"}


# --- another question ----------------------------------------------------------------


def test_codings_move_to_the_same_persons_answer_with_the_code_offered_there(
    project: Project,
) -> None:
    eva = CodingSession(project, "eva")
    first, second, third, _fourth = eva.units
    eva.apply(first, "waits", span=Span(0, 4))
    eva.finish(first)
    eva.apply(second, "alone")
    eva.apply(second, "here")
    eva.finish(second)
    eva.apply(third, "trust")
    before = everything(project)
    found = mended(project, Wish(question="more"), coder="eva", since="today")
    assert found.codings == 2
    assert set(found.codes) == {("Waiting", "", 1), ("Alone", "Lonely", 1)}
    assert any("1 stretch of words" in note for note in found.notes)
    assert any("“Only here”" in note for note in found.notes)
    assert any(note.startswith("1 coding stays as before") for note in found.notes)
    more = CodingSession(project, "eva", "more")
    held = [more.held(unit) for unit in more.units]
    assert [(h.codes, h.finished) for h in held] == [
        (frozenset({"waits_more"}), True),
        (frozenset({"lonely"}), True),
    ]
    assert states(project, "eva") == [
        (frozenset(), False),
        (frozenset({"here"}), True),
        (frozenset({"trust"}), False),
        (frozenset(), False),
    ]
    take_back(project, History(project).page(0, 1)[0].press, "lead")
    assert everything(project) == before


def test_under_the_right_question_only_the_code_changes(project: Project) -> None:
    more = project.answers.unit_ids("more")
    # codes of the other question, as an earlier codebook had allowed
    project.record(
        project.log.make("eva", "p", ActKind.APPLY, unit=more[0], code="waits"),
        project.log.make("eva", "p", ActKind.APPLY, unit=more[1], code="trust"),
    )
    found = mended(project, Wish(question="more"), question="more")
    assert found.codings == 1
    assert project.fold.unit("eva", more[0]).codes == {"waits_more"}
    assert project.fold.unit("eva", more[1]).codes == {"trust"}
    with pytest.raises(UsageConflict, match="Nothing can be moved"):
        shown(project, Wish(question="more"), question="more")
    with pytest.raises(UsageConflict, match="no open question “area”"):
        shown(project, Wish(question="area"), question="more")


# --- rounds, parts, a look that is stale ---------------------------------------------


def test_rounds_that_are_not_released_are_left_alone(coded: Project) -> None:
    begin_round(coded, "r1", "eva", "ben")
    blind = CodingSession(coded, "eva", round_="r1")
    blind.apply(blind.units[0], "trust")
    found = mended(coded, Wish(coder="ann"), coder="eva")
    assert "Codings in r1 are left as they are until it is released." in found.notes
    assert blind.held(blind.units[0]).codes == {"trust"}


def test_mending_does_not_tell_what_was_coded_in_a_blind_round(
    project: Project,
) -> None:
    begin_round(project, "r1", "eva", "ben")
    blind = CodingSession(project, "eva", round_="r1")
    blind.apply(blind.units[0], "trust")
    blind.flag(blind.units[0], "come_back")
    said = set()
    for code in ("trust", "risk"):
        for unit in blind.units[:2]:
            name = blind.unit(unit).name
            with pytest.raises(UsageConflict) as refused:
                chosen(project, coder="eva", code=code, answers=(name,))
            words = f"{refused.value} {refused.value.hint}"
            for label in ("Trust", "Balancing risk"):
                words = words.replace(label, "C")
            said.add(words.replace(name, "N"))
    assert len(said) == 1
    assert "left as they are until it is released" in said.pop()


def test_a_stretch_in_a_part_goes_with_its_finish(tmp_path: Path) -> None:
    texts = ("1. Denial from them 2. Not enough hours",)
    with make_project(tmp_path / "p.hsb", texts) as project:
        (whole,) = project.answers.all_units("what")
        proposed = split_previews.by_rule(project, whole)
        assert proposed is not None
        splitting.split(project, [proposed], "lead")
        eva = CodingSession(project, "eva")
        first, second = map(eva.unit, eva.units)
        eva.apply(second.id, "time", span=Span(second.start, second.start + 3))
        eva.finish(second.id)
        before = everything(project)
        mended(project, Wish(coder="ann"), coder="eva")
        held = CodingSession(project, "ann").held(second.id)
        assert (held.codes, held.finished) == (frozenset({"time"}), True)
        assert not eva.held(second.id).anything
        take_back(project, History(project).page(0, 1)[0].press, "lead")
        assert everything(project) == before
        # A coding of before the split is seen in its part, and goes with it.
        mended(project, Wish(remove=True), code="time")
        assert not eva.held(second.id).finished
        assert not eva.held(first.id).anything


def test_what_changed_since_it_was_shown_is_looked_at_again(coded: Project) -> None:
    found = shown(coded, Wish(coder="ann"), coder="eva")
    eva = CodingSession(coded, "eva")
    eva.remove(eva.units[0], "trust")
    before = everything(coded)
    with pytest.raises(UsageConflict, match="changed since"):
        apply_mending(coded, found, "lead")
    assert everything(coded) == before


def test_mending_is_one_step_of_whoever_did_it(coded: Project) -> None:
    before = everything(coded)
    apply_mending(coded, shown(coded, Wish(coder="ann"), coder="eva"), "ann")
    ann = CodingSession(coded, "ann")
    undone = ann.undo()
    assert undone is not None
    assert undone.words.startswith("moved 5 codings of 4 answers by eva")
    assert undone.units == 4
    assert everything(coded) == before
    ann.redo()
    assert ("eva", None) not in coded.fold.passes


_SETS = st.sets(st.sampled_from(("trust", "time", "waits")))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_mending_and_taking_it_back_leaves_all_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("mend") / "p.hsb"
    with make_project(path, TEXTS, FRAME, second=("More.", "And more.")) as project:
        for who in ("eva", "ann"):
            session = CodingSession(project, who)
            for unit in session.units:
                for code in data.draw(
                    st.sets(st.sampled_from(("trust", "time", "waits")))
                ):
                    session.apply(unit, code)
                if data.draw(st.booleans()):
                    held = session.held(unit)
                    (session.finish if held.codes else session.finish_without_code)(
                        unit
                    )
        before = everything(project)
        wish = data.draw(
            st.sampled_from(
                (Wish(remove=True), Wish(code="time"), Wish(coder="ann"),
                 Wish(question="more"))
            )
        )  # fmt: skip
        try:
            press = apply_mending(
                project, shown(project, wish, coder="eva", since="today"), "lead"
            )
        except UsageConflict:
            assert everything(project) == before
            return
        for unit in project.answers.unit_ids("what"):
            held = project.fold.unit("eva", unit)
            # nobody's answer came to say “no code applies” by mending
            if held.finished and not held.codes:
                assert (unit, frozenset(), True) in [
                    (entry[2], frozenset(entry[3]), entry[4])
                    for entry in before  # type: ignore[attr-defined]
                    if entry[0] == "eva"
                ]
        assert project.fold.passes == Fold.of(project.log.all()).passes
        take_back(project, press, "lead")
        assert everything(project) == before


# --- the command ---------------------------------------------------------------------


def test_mend_shows_asks_and_does(
    coded: Project, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = coded.path
    coded.close()
    run("mend", path, "--coder", "eva")
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "5 codings of 4 answers by eva."
    assert "Nothing was changed" in said.err
    run("mend", path, "--coder", "eva", "--to-coder", "ann", "--remove", code=1)
    assert "Choose one of" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.readline", lambda: "n\n")
    run("mend", path, "--coder", "eva", "--to-coder", "ann")
    assert "Nothing was changed" in capsys.readouterr().err
    run("mend", path, "--coder", "eva", "--to-coder", "ann", "--yes", "--json")
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["codings"], found["answers"]) == (5, 4)
    with Project.open(path, write=False) as project:
        assert states(project, "ann")[3] == (frozenset(), True)
    run("undo", path, "--press", found["press"][-8:], "--yes")
    with Project.open(path, write=False) as project:
        assert states(project, "eva")[3] == (frozenset(), True)
    run("mend", path, code=1)
    assert "Say which codings are meant" in capsys.readouterr().err


def test_times_are_local_and_days_whole(coded: Project) -> None:
    now = datetime.now(UTC).astimezone()
    hour = timedelta(hours=1)
    assert chosen(coded, since=f"{now - hour:%Y-%m-%d %H:%M}").answers == 4
    with pytest.raises(UsageConflict):
        chosen(coded, until=f"{now - hour:%Y-%m-%d %H:%M}")
    assert chosen(coded, until=f"{now:%Y-%m-%d %H:%M}").answers == 4


def test_codes_that_were_merged_are_mended_as_what_they_are_read_as(
    coded: Project,
) -> None:
    book = coded.codebook
    merged = replace(book["time"], merged_into="trust", status="retired")
    frame = tuple(merged if code.id == "time" else code for code in book)
    coded.put_codebook(Codebook(frame), "lead")
    before = everything(coded)
    assert chosen(coded, coder="eva", code="trust").number == "3 codings of 2 answers"
    assert chosen(coded, coder="eva", code="time").number == "1 coding of 1 answer"
    found = mended(coded, Wish(coder="ann"), coder="eva", code="trust")
    assert found.codes == (("Trust", "", 3),)
    assert states(coded, "ann")[0] == (frozenset({"trust"}), True)
    # the code as it was given goes along, so that merging can still be undone
    given = [a.code for a in coded.log.of_kind(ActKind.APPLY) if a.coder == "ann"]
    assert sorted(filter(None, given)) == ["time", "trust", "trust"]
    take_back(coded, History(coded).page(0, 1)[0].press, "lead")
    assert everything(coded) == before
