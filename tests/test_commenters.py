"""Who commented at all, compared with who did not."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.disclosure import CONFIDENTIAL, ROUNDED, SUPPRESSED
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.study import Study
from hsbcode.results.commenters import commenters, commenters_table, people_behind
from hsbcode.results.disclosure.commenters import protected_commenters
from hsbcode.workflows.commenting import commenting_tables, released_commenters
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tracing.references import trace
from tests.reporting_study import Said, make_study


def surveyed() -> Study:
    """90 people; 40 of 60 workers wrote, 10 of 30 bosses; one wrote nothing codable."""
    said = [Said(f"w{n}", f"work {n}", "money") for n in range(40)]
    said += [Said(f"b{n}", f"boss {n}", None) for n in range(10)]
    said += [Said("w0", "again", "money", box=2), Said("b20", "n/a", "empty")]
    said += [Said("w50", "   ", None)]
    people = [f"w{n}" for n in range(60)] + [f"b{n}" for n in range(30)]
    roles = {one: ["Worker" if one[0] == "w" else "Boss"] for one in people}
    del roles["b29"]
    return make_study(said, people=people, closed={"role": roles})


def test_people_with_a_codable_answer_are_counted_with_their_answers() -> None:
    people, comments = commenters(surveyed(), "challenge")
    assert (len(people), comments) == (50, 51)
    assert not {"b20", "w50"} & people
    table = commenters_table(surveyed(), "challenge", ["role"], "C1")
    printed = [(r.label, *(cell.text for cell in r.cells)) for r in table.rows]
    assert printed == [
        ("Everybody who was asked", "56 % (50)", "44 % (40)", ""),
        ("Role: answered", "100 % (50)", "98 % (39)", ""),
        ("Worker", "80 % (40)", "51 % (20)", "+28.7"),
        ("Boss", "20 % (10)", "49 % (19)", "−28.7"),
    ]
    notes = " ".join(table.notes.more)
    assert "50 of 90 people who were asked gave at least one codable answer" in notes
    assert "51 answers" in notes
    assert table.rows[2].cells[2].reference == "C1.3.3"


def test_no_percentage_and_no_difference_on_a_base_under_thirty() -> None:
    said = [Said(f"w{n}", "words", "money") for n in range(29)]
    people = [f"w{n}" for n in range(90)]
    study = make_study(
        said, people=people, closed={"role": {one: ["Worker"] for one in people}}
    )
    table = commenters_table(study, "challenge", ["role"], "C1")
    worker = table.rows[2]
    assert [cell.text for cell in worker.cells] == [
        "29 of 29 [low]",
        "100 % (61)",
        "–",
    ]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("ABC "), st.booleans()), min_size=1, max_size=120
    ),
    st.sampled_from([ROUNDED, SUPPRESSED]),
)
def test_no_small_number_is_printed_and_none_follows(
    people: list[tuple[str, bool]], policy: object
) -> None:
    assert policy in (ROUNDED, SUPPRESSED)
    control = ROUNDED if policy == ROUNDED else SUPPRESSED
    names = [f"p{n}" for n in range(len(people))]
    study = make_study(
        [
            Said(n, "words", "money")
            for n, (_, w) in zip(names, people, strict=True)
            if w
        ],
        people=names,
        closed={
            "role": {
                n: [a] for n, (a, _) in zip(names, people, strict=True) if a.strip()
            }
        },
        options={"role": ("A", "B", "C")},
    )
    exact = commenters_table(study, "challenge", ["role"], "C1")
    shown = protected_commenters(exact, control)
    for row in shown.rows:
        for cell in row.cells:
            if cell.share is not None:
                assert not control.is_small(cell.share.count)
                assert not control.is_small(cell.share.base)
    if control == SUPPRESSED:
        # a question is told whole or not at all: nothing is left to take away from
        told = {cell.share is None for row in shown.rows[1:] for cell in row.cells[:2]}
        assert len(told) <= 1
    for row in shown.rows:
        if row.cells[0].share is None or row.cells[1].share is None:
            assert row.cells[2].text in ("", CONFIDENTIAL)


def test_the_demo_compares_on_what_quotes_are_signed_with(demo_project: Path) -> None:
    with open_project(demo_project, write=False) as project:
        study = read_study(project)
        tables = commenting_tables(project, study)
        assert [table.id for table in tables] == [
            f"C{n}" for n in range(1, 6)
        ] or tables
        assert {row.key for row in tables[0].rows} >= {"commented", "role2", "agency7"}
        (one,) = commenting_tables(
            project, study, questions=["challenges"], by=["b_training"]
        )
        assert "HSB training" in one.rows[1].label
        for name, said in (("area", "no place"), ("challenges", "no options")):
            with pytest.raises(UsageConflict, match=said):
                commenting_tables(project, study, by=[name])
        found = trace(project, f"{one.id}.1.1")
        share = one.rows[0].cells[0].share
        assert share is not None
        assert len(found.respondents) == share.count == found.numbers["count"]
        people = people_behind(study, one, one.rows[0], 0)
        assert len(people) == share.count
        with pytest.raises(UsageConflict, match="no row 400"):
            trace(project, f"{one.id}.400")
        released = released_commenters(project, study, SUPPRESSED)
        assert all(t.notes.disclosure == SUPPRESSED.sentence for t in released)
