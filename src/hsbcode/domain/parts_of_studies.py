"""A study reduced to some of its people."""

from collections.abc import Collection
from dataclasses import replace

from hsbcode.domain.study import Study


def only_people(study: Study, people: Collection[str]) -> Study:
    """Return the study as if nobody but these people had taken part.

    Questions, codebook and sources stay; nothing of anybody else is left, in answers,
    codings, flags or dates.
    """
    kept = frozenset(people)
    units = {
        question: tuple(unit for unit in of_question if unit.respondent in kept)
        for question, of_question in study.units.items()
    }
    names = {unit.id for of_question in units.values() for unit in of_question}
    return replace(
        study,
        respondents=tuple(one for one in study.respondents if one.id in kept),
        closed={
            question: {who: given for who, given in values.items() if who in kept}
            for question, values in study.closed.items()
        },
        asked={question: who & kept for question, who in study.asked.items()},
        units=units,
        verdicts={unit: one for unit, one in study.verdicts.items() if unit in names},
        held_back=study.held_back & names,
        coders={unit: who for unit, who in study.coders.items() if unit in names},
        picked={
            question: part.among(names, len(units.get(question, ())))
            for question, part in study.picked.items()
        },
        dates={unit: day for unit, day in study.dates.items() if unit in names},
    )
