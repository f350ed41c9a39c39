"""Codes beside closed answers: counted in tables, filtered by, split by."""

from dataclasses import replace

import pytest

from hsbcode.domain.errors import CodebookError, HsbcodeError
from hsbcode.domain.picked_part import PickedPart
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.results.coded_columns import with_codes
from hsbcode.results.counted import people_of_cell
from hsbcode.results.engine import compute, makeable
from hsbcode.results.people import People
from hsbcode.results.specs import (
    Line,
    TableFile,
    TableSpec,
    TableSpecError,
    Where,
    counts_codes,
)
from tests.closed_surveys import asked, cell, single, survey
from tests.reporting_study import Said, make_study

ROLES = ["Boss"] * 12 + ["Clerk"] * 28


def coded(said: list[Said]) -> tuple[People, Study]:
    """Return forty people with a role, and what they said."""
    people = asked(
        survey(single("role", "Boss", "Clerk")), [{"role": r} for r in ROLES]
    )
    study = make_study(said, people=[f"p{n}" for n in range(40)])
    return with_codes(people, study), study


def said(people: range, codes: str | None, question: str = "challenge") -> list[Said]:
    return [Said(f"p{n}", "words", codes, question=question) for n in people]


SOME = [
    *said(range(0, 10), "trust_child"),
    *said(range(10, 20), "money"),
    *said(range(20, 30), ""),
    *said(range(30, 34), "empty"),
    *said(range(34, 38), None),
]


def rows(**more: object) -> TableSpec:
    line = Line(codes_of="challenge", **more)  # type: ignore[arg-type]
    return TableSpec(id="codes", title="Codes", rows=(line,))


def test_codes_are_counted_out_of_people_with_a_codable_answer() -> None:
    people, _study = coded(SOME)
    table = compute(rows(), people)
    # ten have no code at all and stay inside; nothing to code and uncoded are outside
    assert cell(table, "trust_child").text == "33 % (n = 30)"
    assert cell(table, "trust").text == "33 % (n = 30)"
    assert "BR8" in table.notes.base_rule
    assert (table.notes.uncoded, table.notes.unsettled) == (4, 0)
    assert {row.key for row in table.rows}.isdisjoint({"empty", "tools_only"})


def test_answers_picked_for_what_they_are_are_left_out_and_told() -> None:
    _people, study = coded(SOME)
    units = [unit.id for unit in study.units["challenge"]]
    picked = dict.fromkeys(units[5:10], "useful")
    part = PickedPart(
        "challenge", len(units), frozenset(units[:5] + units[10:]), picked
    )
    study = replace(study, picked={"challenge": part})
    bare = asked(survey(single("role", "Boss", "Clerk")), [{"role": r} for r in ROLES])
    table = compute(rows(), with_codes(bare, study))
    assert cell(table, "trust_child").text == "20 % [u] (n = 25)"
    (note,) = [each for each in table.notes.more if each.startswith("Counted are")]
    assert "33 of 38" in note
    assert "5 because the suggestions learn most" in note
    every = compute(rows(), with_codes(bare, replace(study, all_coded=True)))
    assert cell(every, "trust_child").text == "33 % (n = 30)"
    assert any("33 others can speak for all" in each for each in every.notes.more)


def test_rows_below_a_code_with_a_least_number_of_people() -> None:
    people, _study = coded(SOME)
    below = compute(rows(below="trust"), people)
    assert [row.key for row in below.rows] == ["trust_child", "trust_parent"]
    more_than_one = compute(rows(below="trust", min_count=2), people)
    assert [row.key for row in more_than_one.rows] == ["trust_child"]
    assert any("fewer than 2 people" in note for note in more_than_one.notes.more)


def test_definitions_are_printed_where_they_are_wanted() -> None:
    people, _study = coded(SOME)
    line = Line(codes_of="challenge", only=("money",))
    table = compute(TableSpec(id="t", title="T", rows=(line,), describe=True), people)
    assert table.rows[0].description == "Too little of it."
    assert "Money: Too little of it." in table.notes.more


def test_a_closed_table_is_filtered_and_split_by_a_theme() -> None:
    people, _study = coded(SOME)
    said_so = Where(column="codes.challenge", any_of=("trust",))
    spec = TableSpec(
        id="roles", title="Roles", rows=(Line(options_of="role"),), filter=(said_so,)
    )
    assert cell(compute(spec, people), "Boss").text == "100 % [u] (n = 10)"
    split = compute(
        TableSpec(id="roles", title="Roles", rows=(Line(options_of="role"),)),
        people,
        by="codes.challenge",
        table_id="rolesx9",
    )
    assert split.columns[0] == "Winning trust"
    assert split.columns[-1] == "Total"
    assert split.id == "rolesx9"
    boss = next(row for row in split.rows if row.key == "Boss")
    assert boss.cells[0].share is not None
    assert (boss.cells[0].share.count, boss.cells[0].share.base) == (10, 10)
    assert boss.cells[-1].share is not None
    assert (boss.cells[-1].share.count, boss.cells[-1].share.base) == (12, 30)


def test_a_person_with_a_code_in_two_questions_counts_once() -> None:
    people, _study = coded(
        [
            *said(range(0, 6), "money"),
            *said(range(4, 12), "money", "tools"),
            *said(range(12, 20), "", "tools"),
        ]
    )
    spec = TableSpec(
        id="all", title="All", rows=(Line(question="codes", keep=("money",)),)
    )
    table = compute(spec, people)
    assert table.rows[0].cells[0].text == "60 % [u] (n = 20)"
    counted, base = people_of_cell(people, spec, table.rows[0].key, 0)
    assert counted == {f"p{n}" for n in range(12)}
    assert len(base) == 20


def test_people_of_a_cell_are_those_its_numbers_say() -> None:
    people, _study = coded(SOME)
    spec = TableSpec(id="r", title="R", rows=(Line(options_of="role"),))
    for by in ("", "codes.challenge"):
        table = compute(spec, people, by=by)
        for row in table.rows:
            for place, found in enumerate(row.cells):
                counted, base = people_of_cell(people, spec, row.key, place, by=by)
                share = found.share or Share(0, 0)
                assert (len(counted), len(base)) == (share.count, share.base)
    with pytest.raises(TableSpecError):
        people_of_cell(people, spec, "Chef", 0)


def test_tables_of_codes_wait_until_something_is_coded() -> None:
    people, _study = coded(said(range(5), None))
    file = TableFile(
        schema="hsbcode.tables/1",
        instrument="small",
        tables=(rows(), TableSpec(id="r", title="R", rows=(Line(options_of="role"),))),
    )
    assert [spec.id for spec in makeable(file, people)] == ["r"]
    assert counts_codes(rows().names)
    assert not counts_codes(["codes_of_conduct", "role"])


def test_a_question_called_codes_stays_a_question() -> None:
    form = survey(single("codes", "A", "B"))
    people = asked(form, [{"codes": "A"}] * 12)
    both = with_codes(people, make_study(said(range(12), "money")))
    assert not both.codings.keys() & {"codes"}
    assert "codes.challenge" in both.codings


def test_a_code_that_is_not_there_is_named_with_the_nearest() -> None:
    people, _study = coded(SOME)
    with pytest.raises(HsbcodeError) as caught:
        compute(rows(below="trusst"), people)
    assert "trust" in caught.value.hint
    with pytest.raises(TableSpecError) as unknown:
        compute(rows(only=("mony",)), people)
    assert "mony" in unknown.value.message
    assert not isinstance(unknown.value, CodebookError)
