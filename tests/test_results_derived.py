"""States of a cell, and variables made by rules over labels."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from hsbcode.domain.closed_data import AnswerState
from hsbcode.domain.closed_form import ClosedForm
from hsbcode.domain.errors import InstrumentError, UsageConflict
from hsbcode.domain.shares import Share
from hsbcode.results.engine import compute, makeable
from hsbcode.results.people import People
from hsbcode.results.pooling import pool_of
from hsbcode.results.preparing import people_of
from hsbcode.results.specs import (
    Line,
    TableSpec,
    TableSpecError,
    Where,
    read_tables,
)
from tests.closed_surveys import (
    asked,
    cell,
    grid,
    larc7,
    larc7_form,
    larc7_made,
    larc7_tables,
    solved_rows,
    survey,
)


def people_from(form: ClosedForm, rows: list[dict[str, str]]) -> People:
    names = [f"p{number}" for number in range(len(rows))]
    return people_of(form, larc7_tables(), names, rows)[0]


def reversed_scales(form: ClosedForm) -> ClosedForm:
    questions = {
        name: replace(one, options=one.options[::-1]) if one.scale else one
        for name, one in form.questions.items()
    }
    return replace(form, questions=questions)


def test_row_02_one_option_printed_twice_counts_once() -> None:
    people, made = larc7()
    log = next(one for one in made if one.id == "b_feelings.anxious")
    assert log.counts == {"anxious": 108, "anxious_2": 52, "either": 108 + 52 - 17}
    assert people.question("b_feelings").option("anxious_2") is None
    role = "Front line practitioner or carer"
    one = {"a_role": role, "b_feelings.anxious_2": "1"}
    both = {**one, "b_feelings.anxious": "1"}
    few = people_from(larc7_form(), [one, both])
    assert int(few.holding("feelings", ["anxious"]).sum()) == 2


def test_row_03_scales_printed_the_other_way_round_change_nothing() -> None:
    rows = solved_rows()
    names = [row["respondent_id"] for row in rows]
    people, _ = people_of(reversed_scales(larc7_form()), larc7_tables(), names, rows)
    for spec in makeable(larc7_tables(), people):
        if not any(line.keep_each or line.options_of for line in spec.columns):
            again = compute(spec, people, larc7_tables().populations)
            assert again.rows == larc7_made()[spec.id].rows


@pytest.mark.parametrize("turn", [1, -1])
def test_row_04_top_two_are_labels_in_any_column_order(turn: int) -> None:
    labels = ("Not at all", "Not a lot", "Somewhat", "A little", "A lot")[::turn]
    question = replace(
        grid("g", labels, "a", scale="impact"), top_two=("Somewhat", "A lot")
    )
    rows = ["A lot"] * 10 + ["A little"] * 5 + ["Somewhat"] * 5
    spec = TableSpec(
        id="T", title="T", rows=(Line(id="r", question="g.a", keep=("top_two",)),)
    )
    table = compute(spec, asked(survey(question), [{"g.a": one} for one in rows]))
    assert cell(table, "r").text == "75 % [u] (n = 20)"


def test_row_05_an_option_never_offered_is_not_zero() -> None:
    table = larc7_made()["text_2_4_managers"]
    assert cell(table, "strongly").text == "not offered"
    assert cell(table, "strongly").share is None
    people, _ = larc7()
    column = "c_leadership.partnership_support"
    never = Where(column=column, any_of=("Strongly disagree",))
    spec = TableSpec(
        id="T", title="T", rows=(Line(options_of="a_role"),), filter=(never,)
    )
    with pytest.raises(TableSpecError, match="never on offer"):
        compute(spec, people)
    wrong = TableSpec(
        id="T", title="T", rows=(Line(question=column, keep=("disagree_any",)),)
    )
    with pytest.raises(InstrumentError, match="does not speak of c_leadership"):
        compute(wrong, people)


def test_row_06_rows_of_two_forms_meet_by_id() -> None:
    people, _ = larc7()
    spec = TableSpec(
        id="T",
        title="T",
        keep=("most_or_a_lot",),
        rows=(
            Line(question="groups.learning_disabilities"),
            Line(question="groups.mental_health"),
        ),
        columns=(Line(groups_of="role2"),),
    )
    table = compute(spec, people)
    assert cell(table, "groups.learning_disabilities", 0).text == "not asked"
    assert cell(table, "groups.learning_disabilities", 1).share is not None
    shares = [cell(table, "groups.mental_health", at).share for at in (0, 1)]
    bases = [
        sum(bool(row[f"{form}_groups.mental_health"]) for row in solved_rows())
        for form in "bc"
    ]
    assert [share.base if share else 0 for share in shares] == bases


def test_row_07_eighteen_agencies_become_seven_or_the_build_stops() -> None:
    made = next(one for one in larc7()[1] if one.id == "agency7")
    assert list(made.counts.values()) == [110, 103, 41, 72, 52, 89, 122]
    assert sum(made.counts.values()) == 589
    assert made.undecided
    rows = [{"a_agency": "Police"}, {"a_agency": "Secure justice setting"}]
    with pytest.raises(InstrumentError, match="Secure justice setting") as stopped:
        people_from(larc7_form(), rows)
    assert "secure_justice" in stopped.value.hint
    form = larc7_form()
    mapped = [
        replace(
            rule,
            unmapped=(),
            groups=tuple(
                replace(one, options=(*one.options, "secure_justice"))
                if one.id == "other"
                else one
                for one in rule.groups
            ),
        )
        if rule.id == "agency7"
        else rule
        for rule in form.derived
    ]
    people = people_from(replace(form, derived=tuple(mapped)), rows)
    assert int(people.holding("agency7", ["other"]).sum()) == 2


def test_an_answer_off_the_list_stops_a_grouping_without_being_told() -> None:
    with pytest.raises(InstrumentError) as stopped:
        people_from(larc7_form(), [{"a_agency": "my secret words"}])
    assert "secret" not in stopped.value.message + stopped.value.hint


def test_labels_meet_without_case_quotes_and_punctuation() -> None:
    people = people_from(
        larc7_form(), [{"a_agency": "children’s services - FOSTERING"}]
    )
    assert people.data.columns["a_agency"].of(0) == ("cs_fostering",)
    assert not people.data.strange


def test_four_states_of_an_empty_cell() -> None:
    front = "Front line practitioner or carer"
    rows = [
        {"a_role": front, "b_training": "Yes", "last_page": "b7"},
        {"a_role": front, "b_training": "", "last_page": "b7"},
        {"a_role": front, "b_training": "", "last_page": "b4"},
        {"a_role": "Service or team manager", "last_page": "c5"},
        {"a_role": "", "b_training": "No", "last_page": "a2"},
    ]
    data = people_from(larc7_form(), rows).data
    assert [data.state("b_training", at) for at in range(5)] == [
        AnswerState.ANSWERED,
        AnswerState.SKIPPED,
        AnswerState.LEFT_EARLY,
        AnswerState.NOT_ROUTED,
        AnswerState.ANSWERED,
    ]
    assert data.off_route("b_training") == ("p4",)
    assert data.state("b_training_impact.confidence", 0) is AnswerState.SKIPPED
    assert data.state("b_training_impact.confidence", 1) is AnswerState.NOT_ROUTED
    with pytest.raises(InstrumentError, match="b99"):
        people_from(larc7_form(), [{"last_page": "b99"}])


def test_states_of_the_reference_study() -> None:
    data = larc7()[0].data
    places = range(len(data.respondents))
    found = Counter(data.state("b_methods_wanted", at) for at in places)
    assert found[AnswerState.ANSWERED] == 351
    assert found[AnswerState.LEFT_EARLY] == 11
    assert found[AnswerState.NOT_ROUTED] == 195
    assert set(data.off_route("b_hsb_3m")) == {"5116096", "5117716", "5120978"}
    assert data.strange == {"b_training_impact.other": 1, "c_leadership.ownership": 1}


def test_a_joined_question_takes_the_answer_and_the_state_on_the_route() -> None:
    manager = {"a_role": "Service or team manager", "last_page": "c5"}
    rows = [
        {**manager, "b_hsb_12m": "1 - 5", "c_hsb_12m": "6 - 10"},
        {**manager, "b_hsb_12m": "1 - 5"},
        {**manager, "last_page": "a2"},
        {"a_role": "", "b_hsb_12m": "1 - 5"},
    ]
    people = people_from(larc7_form(), rows)
    pooled = people.data.columns["hsb_12m"]
    assert [pooled.of(at) for at in range(4)] == [("v6_10",), (), (), ()]
    assert people.data.columns["b_hsb_12m"].of(1) == ("v1_5",)
    assert [people.data.state("hsb_12m", at) for at in range(4)] == [
        AnswerState.ANSWERED,
        AnswerState.SKIPPED,
        AnswerState.LEFT_EARLY,
        AnswerState.NOT_ROUTED,
    ]
    assert people.holding("hsb_12m_band", ["six_plus"]).tolist() == [
        *(True, False, False, False)
    ]


def test_what_may_not_be_joined_is_refused_with_the_reason() -> None:
    form = larc7_form()
    assert pool_of(form, ["c_groups", "b_groups"]).id == "groups"
    with pytest.raises(UsageConflict, match="own training against"):
        pool_of(form, ["b_training", "c_training"])
    with pytest.raises(UsageConflict, match="does not say"):
        pool_of(form, ["b_training_impact", "c_training_impact"])
    spec = TableSpec(
        id="T",
        title="T",
        keep=("most_or_a_lot",),
        rows=(Line(pooled=("b_factors.neglect", "c_factors.neglect")),),
    )
    table = compute(spec, larc7()[0])
    assert table.rows[0].key == "factors.neglect"
    assert any("managers those of the agency" in note for note in table.notes.more)


def test_tables_of_another_instrument_are_refused() -> None:
    form = replace(larc7_form(), id="other")
    with pytest.raises(TableSpecError, match="larc7"):
        people_from(form, [])


def test_a_study_without_people_makes_every_table() -> None:
    people = people_from(larc7_form(), [])
    for spec in makeable(larc7_tables(), people):
        table = compute(spec, people, larc7_tables().populations)
        assert all(one.share is None for row in table.rows for one in row.cells)


def test_the_file_of_tables_holds_every_table_and_figure() -> None:
    file = larc7_tables()
    assert {one.id for one in file.elsewhere} == {"figure_1"}
    numbered = {f"figure_{number}" for number in range(1, 15)}
    made = {one.id for one in file.tables} | {one.id for one in file.elsewhere}
    assert numbered | {f"table_{number}" for number in range(1, 6)} <= made


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("rounding: bankers", "rounding"),
        ("population: nobody", "population"),
        ("measure: mean", "measure"),
        ("colour: red", "colour"),
        ("top: many", "top"),
    ],
)
def test_a_wrong_word_in_a_file_of_tables_is_named(
    tmp_path: Path, wrong: str, said: str
) -> None:
    path = tmp_path / "tables.yaml"
    lines = (
        "schema: hsbcode.tables/1",
        "instrument: small",
        "tables:",
        "  - id: T",
        "    title: T",
        "    rows: [{options_of: q}]",
        f"    {wrong}",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(TableSpecError, match=f"tables.yaml.*{said}"):
        read_tables(path)
    path.write_text("\n".join(lines[:-1]), encoding="utf-8")
    assert read_tables(path).tables[0].id == "T"


def test_anxious_in_figure_12_counts_either_box() -> None:
    assert cell(larc7_made()["figure_12"], "anxious").share == Share(210, 578)
