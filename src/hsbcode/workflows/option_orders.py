"""Options in the order of the instrument; without one, in an order of their own."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hsbcode.domain.answer_scales import answer_scale
from hsbcode.domain.closed_form import ClosedForm, ClosedQuestion, QuestionType
from hsbcode.domain.option_order import in_order
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument

_MIDDLE = re.compile(r"\s*(neither|neutral|no change|mixed)\b", re.I)


def in_steady_order(study: Study) -> Study:
    """Return the study with options in an order that no respondent decides.

    Tick boxes keep the order of their columns, numbers stand by size, a known scale
    from most to least; all others by their text. Else the rows of a table would hang
    on who happened to answer first.
    """
    return replace(
        study,
        questions={
            name: question
            if question.kind is Kind.TICK
            else replace(question, options=_steady(question.options))
            for name, question in study.questions.items()
        },
    )


def _steady(options: tuple[str, ...]) -> tuple[str, ...]:
    by_text = sorted(options, key=lambda option: (option.casefold(), option))
    scale = answer_scale(by_text)
    if scale is None:
        return in_order(by_text)
    if not scale.has_two_ends:
        return (*scale.more, *scale.apart)
    middle = [label for label in scale.apart if _MIDDLE.match(label)]
    rest = [label for label in scale.apart if label not in middle]
    return (*scale.more[::-1], *middle, *scale.less[::-1], *rest)


def in_instrument_order(study: Study, instrument: "Instrument") -> Study:
    """Return the study with the options of its closed questions as the form has them.

    Ranked columns of a grid stand by rank, in the direction in which they are
    printed. Labels that were seen and are not in the instrument follow at the end.
    """
    from hsbcode.files.instrument_values import closed_form

    form = closed_form(instrument)
    facts = {fact.id for fact in instrument.facts}
    return replace(
        study,
        questions={
            name: _ordered(question, form, facts)
            for name, question in study.questions.items()
        },
    )


def _ordered(question: Question, form: ClosedForm, facts: set[str]) -> Question:
    asked = form.questions.get(question.id.partition(".")[0])
    if asked is None or question.is_open or question.id not in asked.columns:
        return question
    # A fact is known by its value; what it is shown as is for tables to say.
    labels = [o.id for o in asked.options] if asked.id in facts else _labels(asked)
    return replace(question, options=tuple(dict.fromkeys((*labels, *question.options))))


def _labels(asked: ClosedQuestion) -> list[str]:
    if asked.type is QuestionType.MULTI:
        return list(asked.tick_labels)
    ranked = [option for option in asked.options if option.rank is not None]
    falling = len(ranked) > 1 and (ranked[0].rank or 0) > (ranked[-1].rank or 0)
    ranked.sort(key=lambda option: option.rank or 0, reverse=falling)
    return [
        option.label
        for option in (*ranked, *(one for one in asked.options if one.rank is None))
    ]
