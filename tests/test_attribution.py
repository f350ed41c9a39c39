"""Who is quoted: ladders, patterns, hidden cells, and what is refused."""

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.attribution import AttributionRule, Field, Rung
from hsbcode.domain.counting import Standing, Verdict
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.quotes.attribution import Attributions
from hsbcode.quotes.numbering import with_report_numbers
from hsbcode.quotes.quote_table import quote_table
from hsbcode.workflows.log.setting_words import setting_words
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.quoting.attribution import (
    attribution_rule,
    set_attribution_rule,
    typed_rule,
)
from hsbcode.workflows.quoting.settings import attribution_of, set_attribution
from hsbcode.workflows.studying import read_study
from tests.reporting_study import Said, make_study

LADDERS = "role=a_role/role2/Professional, agency=a_agency/agency7"

# Invented, like everybody in them.
CHALLENGES = (
    "Getting a father to sit at the same table as the school takes months.",
    "Nobody will say who pays once the assessment is done.",
    "The thresholds differ from one desk to the next.",
    "I have had one afternoon of training in eleven years.",
    "Parents hear the word and stop listening.",
    "There is no bed for a child who cannot stay at home.",
    "Waiting lists",
    "By the time the meeting is held the family has moved on twice.",
)
COMMENTS = (
    "Thank you for asking us, nobody has before.",
    "What helps is one person who stays, whatever the plan is called.",
    "More time.",
)


def two_ladders(at_least: int = 10, pattern: str = "") -> AttributionRule:
    return AttributionRule(
        (
            Field("role", (Rung("job"), Rung("job2")), "Professional"),
            Field("agency", (Rung("desk"), Rung("desk3"))),
        ),
        pattern,
        at_least,
    )


JOB2 = {"J1": "K1", "J2": "K1", "J3": "K2"}
DESK3 = {"D1": "E1", "D2": "E1", "D3": "E2", "D4": "E3"}


def study_of(people: list[tuple[str, str]]) -> Study:
    jobs = {f"p{n}": job for n, (job, _desk) in enumerate(people) if job}
    desks = {f"p{n}": desk for n, (_job, desk) in enumerate(people) if desk}
    closed = {
        "job": {p: [job] for p, job in jobs.items()},
        "job2": {p: [JOB2[job]] for p, job in jobs.items()},
        "desk": {p: [desk] for p, desk in desks.items()},
        "desk3": {p: [DESK3[desk]] for p, desk in desks.items()},
    }
    options = {
        "job": tuple(JOB2),
        "job2": ("K1", "K2"),
        "desk": tuple(DESK3),
        "desk3": ("E1", "E2", "E3"),
    }
    names = [f"p{n}" for n in range(len(people))]
    return make_study([], people=names, closed=closed, options=options)


def test_less_is_said_step_by_step_until_enough_people_share_it() -> None:
    people = [("J1", "D1")] * 10 + [("J2", "D2")] * 6 + [("J3", "D3")] * 3
    people += [("J3", "D4")] * 8
    named = Attributions(study_of(people), two_ladders())
    assert named.of("p0") == "K1, E1"  # joined by six who could not be described alone
    assert named.of("p10") == "K1, E1"
    assert named.of("p16") == "J3"
    assert named.of("nobody") == "Professional"


def test_a_finer_step_stays_where_enough_people_share_it() -> None:
    people = [("J1", "D1")] * 12 + [("J2", "D2")] * 11 + [("J1", "D2")] * 10
    named = Attributions(study_of(people), two_ladders())
    assert {named.of(f"p{n}") for n in range(12)} == {"J1, D1"}
    assert named.of("p12") == "J2, D2"
    assert named.of("p23") == "J1, D2"


@pytest.mark.parametrize(
    ("pattern", "both", "role", "agency"),
    [
        ("", "Boss, Police", "Boss", "Police"),
        ("{role} in {agency}", "Boss in Police", "Boss", "Police"),
        ("({agency}: {role})", "(Police: Boss)", "(Boss)", "(Police)"),
    ],
)
def test_signs_before_a_part_go_with_it(
    pattern: str, both: str, role: str, agency: str
) -> None:
    rule = AttributionRule(
        (Field("role", (Rung("a"),)), Field("agency", (Rung("b"),))), pattern
    )
    assert rule.printed({"role": "Boss", "agency": "Police"}) == both
    assert rule.printed({"role": "Boss"}) == role
    assert rule.printed({"agency": "Police"}) == agency
    assert rule.printed({}) == "Respondent"


def test_answers_can_be_printed_as_families_stated_in_the_project() -> None:
    people = [("J1", "D1")] * 6 + [("J1", "D3")] * 6
    rule = AttributionRule(
        (
            Field(
                "desk",
                (Rung("desk"), Rung("desk", {"D1": "Blue light", "D3": "Blue light"})),
            ),
        )
    )
    named = Attributions(study_of(people), rule)
    assert {named.of(f"p{n}") for n in range(12)} == {"Blue light"}
    # a family of which one answer must not be known is not told
    assert named.of("p0", {("desk", "D1")}) == "Respondent"


def test_leaving_one_answer_out_does_not_name_it() -> None:
    people = [("J1", "D1")] * 20 + [("J1", "D3")] * 20 + [("J1", "D4")] * 30
    named = Attributions(study_of(people), two_ladders())
    said = {named.of(f"p{n}", {("desk", "D1"), ("desk3", "E1")}) for n in range(70)}
    assert said == {"J1", "J1, D4"}
    assert named.of("p20", {("desk", "D1"), ("desk3", "E1")}) == "J1"


jobs = st.sampled_from(["J1", "J2", "J3", ""])
desks = st.sampled_from(["D1", "D2", "D3", "D4", ""])
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "job": ("J1", "J2", "J3"),
    "job2": ("K1", "K2"),
    "desk": ("D1", "D2", "D3", "D4"),
    "desk3": ("E1", "E2", "E3"),
}
OF_ANSWER = {answer: name for name, some in QUESTIONS.items() for answer in some}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(jobs, desks), max_size=70),
    st.integers(5, 12),
    st.frozensets(st.sampled_from(sorted(OF_ANSWER)), max_size=5),
)
def test_never_fewer_than_asked_for_and_never_a_hidden_cell(
    people: list[tuple[str, str]], at_least: int, unsaid: frozenset[str]
) -> None:
    study = study_of(people)
    named = Attributions(study, two_ladders(at_least))
    hidden = {(OF_ANSWER[answer], answer) for answer in unsaid}
    everybody = [f"p{n}" for n in range(len(people))]
    said = {person: named.of(person, hidden) for person in everybody}
    alike = Counter(said.values())
    for person, words in said.items():
        parts = [word for word in words.split(", ") if word != "Professional"]
        if not parts:
            continue
        sharing = {
            one
            for one in everybody
            if all(w in study.closed[OF_ANSWER[w]].get(one, ()) for w in parts)
        }
        assert person in sharing
        assert len(sharing) >= at_least
        assert alike[words] >= at_least
        assert not unsaid & set(parts)
        for question, answer in hidden:
            gave = {p for p in everybody if answer in study.closed[question].get(p, ())}
            assert not sharing <= gave
            assert not {p for p in everybody if said[p] == words} <= gave


# --- rows of the acceptance table -----------------------------------------------------


@pytest.fixture(scope="module")
def larc(demo_project: Path) -> Study:
    with open_project(demo_project, write=False) as project:
        return read_study(project)


def ladders_of_larc(study: Study) -> AttributionRule:
    assert {"a_role", "role2", "a_agency", "agency7"} <= study.questions.keys()
    return AttributionRule(
        (
            Field("role", (Rung("a_role"), Rung("role2")), "Professional"),
            Field("agency", (Rung("a_agency"), Rung("agency7"))),
        ),
        "{role}, {agency}",
    )


def fixture_quotes(study: Study) -> list[QuoteTable]:
    """Put eleven invented answers into the mouths of eleven respondents."""
    people = [r for r in study.respondents if r.began][5::53][:11]
    tables = []
    said = {"challenges": CHALLENGES, "additional_comments": COMMENTS}
    speakers = iter(people)
    for question, texts in said.items():
        template = study.units[question][0]
        units = tuple(
            replace(
                template,
                id=f"{question}{n}",
                respondent=next(speakers).id,
                reference=f"r{n}",
                text=text,
            )
            for n, text in enumerate(texts)
        )
        code = next(
            code.id
            for code in study.codebook.themes()
            if code.offered_for(question) and code.kind == "content"
        )
        coded = Verdict(Standing.SETTLED, frozenset({code}))
        own = replace(
            study,
            units={**study.units, question: units},
            verdicts={unit.id: coded for unit in units},
        )
        tables.append(
            quote_table(
                own,
                question,
                attribution=ladders_of_larc(study),
                k=len(units),
                codes=[code],
            )
        )
    return tables


def test_row_34_eleven_quotes_print_in_one_pattern_without_area_or_free_text(
    larc: Study,
) -> None:
    quotes = [
        quote
        for table in fixture_quotes(larc)
        for theme in table.themes
        for quote in theme.quotes
    ]
    assert sorted(q.text for q in quotes) == sorted([*CHALLENGES, *COMMENTS])
    known = {
        option
        for name in ("a_role", "role2", "a_agency", "agency7")
        for option in larc.questions[name].options
    }
    areas = larc.questions["area"].options
    assert areas
    for quote in quotes:
        role, comma, agency = quote.attribution.partition(", ")
        assert role in known | {"Professional"}, quote.attribution
        assert agency in known if comma else agency == ""
        assert not any(area in quote.attribution for area in areas)
        assert not re.search(r"\bother\b$", quote.attribution, re.IGNORECASE)


def test_row_35_a_manager_in_a_volunteer_service_gets_the_group_only(
    larc: Study,
) -> None:
    volunteer = "Voluntary and community sector"
    managers = [
        person
        for person, given in larc.closed["a_agency"].items()
        if given == (volunteer,) and larc.closed["role2"].get(person) == ("Managers",)
    ]
    assert 0 < len(managers) < 10
    named = Attributions(larc, ladders_of_larc(larc))
    for person in managers:
        role, _comma, agency = named.of(person).partition(", ")
        assert agency == "Other agencies"
        assert role in ("Managers", "Service or team manager")
    # the only one of them: everybody else answers that they work elsewhere
    alone = managers[0]
    agencies = {
        person: ("Police",) if given == (volunteer,) and person != alone else given
        for person, given in larc.closed["a_agency"].items()
    }
    single = replace(larc, closed={**larc.closed, "a_agency": agencies})
    words = Attributions(single, ladders_of_larc(single)).of(alone)
    assert words.endswith(", Other agencies")
    assert volunteer not in words


# --- the project's setting ------------------------------------------------------------


@pytest.fixture
def demo(demo_project: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_project, tmp_path))


def test_what_is_typed_is_kept_and_read_back(demo: Path) -> None:
    with open_project(demo) as project:
        assert attribution_of(project) == ("role2", "agency7")
        rule = typed_rule(
            project,
            LADDERS,
            pattern="{role} in {agency}",
            at_least=12,
            families=["a_agency:Police=Emergency services"],
        )
        set_attribution_rule(project, rule, "amy")
        assert attribution_rule(project) == rule
        assert attribution_of(project) == ("a_role", "role2", "a_agency", "agency7")
        assert rule.fields[1].ladder[1].families == {"Police": "Emergency services"}
        # what is not typed again stays
        assert typed_rule(project, at_least=20).pattern == "{role} in {agency}"
        told = setting_words("attribution", project.settings["attribution"])
        assert "role=a_role/role2/Professional" in told
        set_attribution_rule(project, typed_rule(project, "none", at_least=10), "amy")
        assert attribution_of(project) == ()


def test_settings_of_older_versions_are_read(demo: Path) -> None:
    with open_project(demo) as project:
        project.put_setting("attribution", ["role2"], "amy")
        assert attribution_rule(project).fields == (Field("role2", (Rung("role2"),)),)
        set_attribution(project, ["role2", "agency7"], "amy")
        assert project.settings["attribution"] == ["role2", "agency7"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("area", "says where people belong"),
        ("challenges", "holds what people wrote"),
        ("a_age_groups", "tells ages"),
        ("role2,board=a_lscb", "sits on a board"),
        ("last_page", "how the form was filled in"),
        ("rolle2", "no closed question “rolle2”"),
        ("role=a_role/rolle2", "no closed question “rolle2”"),
        ("ro le=role2", "cannot be the name"),
        ("role=role2,role=agency7", "called “role”"),
        ("role=", "names no question"),
    ],
)
def test_what_no_quote_may_tell_is_refused(
    demo_project: Path, typed: str, said: str
) -> None:
    with (
        open_project(demo_project, write=False) as project,
        pytest.raises(UsageConflict, match=said),
    ):
        set_attribution_rule(project, typed_rule(project, typed))


def test_a_pattern_holds_each_part_once_and_nobody_asks_for_too_few() -> None:
    fields = (Field("role", (Rung("role"),)), Field("agency", (Rung("agency"),)))
    for pattern in ("{role}", "{role} {role} {agency}", "{role} {agancy}"):
        with pytest.raises(UsageConflict):
            AttributionRule(fields, pattern)
    with pytest.raises(UsageConflict, match="too few"):
        AttributionRule(fields, at_least=4)
    assert AttributionRule(fields, at_least=5).at_least == 5


def test_numbers_are_of_one_report_and_many_quotes_of_one_are_told() -> None:
    said = [Said("p1", f"money is short in {place}", "money") for place in "abc"]
    said = [replace_box(one, box) for box, one in enumerate(said, start=1)]
    said += [Said(f"p{n}", f"no money at all for {n} of us", "money") for n in (2, 3)]
    table = quote_table(make_study(said), "challenge", k=5)
    twice = replace(table.themes[0], quotes=table.themes[0].quotes * 3)
    numbered, warnings = with_report_numbers([replace(table, themes=(twice,))])
    people = {q.respondent: q.attribution for q in numbered[0].themes[0].quotes}
    assert sorted(people.values()) == [
        f"Respondent no. {n}" for n in range(1, len(people) + 1)
    ]
    assert len(warnings) == len(people)
    assert "3 quotes" in warnings[0]
    assert with_report_numbers([table]) == with_report_numbers([table])


def replace_box(said: Said, box: int) -> Said:
    return said._replace(box=box)
