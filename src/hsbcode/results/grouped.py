"""People in groups that a project makes, as one more closed question."""

from collections.abc import Mapping
from dataclasses import replace

from hsbcode.domain.closed_data import STATES, AnswerState, answers_of
from hsbcode.domain.closed_form import ClosedOption, ClosedQuestion, QuestionType
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question
from hsbcode.results.people import People


def study_with_groups(
    study: Study, name: str, label: str, groups: Mapping[str, str]
) -> Study:
    """Return the study with a closed question that puts everybody in one group.

    Args:
        study: the answers.
        name: id of the new question.
        label: its label.
        groups: respondent → group; the groups stand in the order in which they come.
    """
    options = tuple(dict.fromkeys(groups.values()))
    return replace(
        study,
        questions={
            **study.questions,
            name: Question(name, Kind.CLOSED, label, options=options),
        },
        closed={
            **study.closed,
            name: {person: (group,) for person, group in groups.items()},
        },
        asked={**study.asked, name: frozenset(groups)},
    )


def people_with_groups(
    people: People, name: str, label: str, groups: Mapping[str, str]
) -> People:
    """Return the people with the same question, for tables from specs."""
    options = tuple(dict.fromkeys(groups.values()))
    given = [
        (groups[person],) if person in groups else ()
        for person in people.data.respondents
    ]
    answered = STATES.index(AnswerState.ANSWERED)
    not_routed = STATES.index(AnswerState.NOT_ROUTED)
    question = ClosedQuestion(
        name,
        QuestionType.SINGLE,
        label,
        tuple(ClosedOption(option, option) for option in options),
    )
    return People(
        replace(people.form, questions={**people.form.questions, name: question}),
        replace(
            people.data,
            columns={**people.data.columns, name: answers_of(given)},
            states={
                **people.data.states,
                name: bytes(answered if one else not_routed for one in given),
            },
            routed={**people.data.routed, name: bytes(map(bool, given))},
        ),
        people.codings,
        people.codebook,
    )
