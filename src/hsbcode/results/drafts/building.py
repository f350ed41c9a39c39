"""Measures made from a study: closed questions and the themes of open ones."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from hsbcode.domain.answer_scales import answer_scale
from hsbcode.domain.coded_question import coded_question, offered_themes
from hsbcode.domain.questions import (
    answered,
    asked_of,
    base_of,
    options_of,
)
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question
from hsbcode.domain.tables import Table
from hsbcode.language.survey_words import names_in
from hsbcode.results.drafts.measures import Measure, Reading, Thing, holding

MOST_OPTIONS = 200
_AMOUNT = frozenset(("time",))
_SOMEBODY = names_in("staff people persons professionals workers workforce employees")


def measures(study: Study, tables: Iterable[Table]) -> tuple[Measure, ...]:
    """Return a measure for each closed question and each coded open question.

    Args:
        study: the answers.
        tables: frequencies and themes of the same study, for the references.
    """
    by_question = {t.question: t for t in tables if t.kind in ("frequency", "themes")}
    batteries = _batteries(study)
    found: list[Measure] = []
    for question in study.closed_questions:
        if len(question.options) <= MOST_OPTIONS:
            table = by_question.get(question.id)
            found.append(_closed(study, question, table, batteries))
    found += [
        _themes(study, question, by_question.get(question.id))
        for question in study.open_questions
        if any(study.verdicts[u.id].counts for u in study.units[question.id])
    ]
    return tuple(found)


def _closed(
    study: Study,
    question: Question,
    table: Table | None,
    batteries: Mapping[str, tuple[str, str]],
) -> Measure:
    options, copies = _merged(options_of(study, question))
    several = question.kind in (Kind.TICK, Kind.TICKS)
    base = base_of(study, question.id)
    gave, asked = answered(study, question.id), asked_of(study, question.id)
    bases = [base, *((gave, asked) if several else ())]
    scale = None if several else answer_scale(options)
    reading = Reading.ANSWERS
    if not several and _is_yes_no(options):
        reading = Reading.YES_NO
    elif scale is not None or (not several and _are_amounts(options)):
        reading = Reading.SCALE
    made = Measure(
        id=question.id,
        label=question.label,
        reading=reading,
        options=options,
        labels=options,
        holders=_holders(study, question.id, copies),
        bases=tuple(dict.fromkeys(bases)),
        scale=scale,
        references=_references(table),
        text=question.text,
        several=several,
    )
    battery, row = batteries.get(question.id, ("", question.label))
    wording = _wording(study, question)
    statement = wording.rpartition(" – ")[2] if battery else wording
    asked_words = names_in(wording)
    if reading is Reading.ANSWERS:
        context = names_in(question.label) | asked_words
        subjects = _subjects(options)
        things = tuple(
            Thing(
                made,
                option,
                option,
                subjects[option],
                frozenset(),
                (context | names_in(option)) - subjects[option],
            )
            for option in options
        )
    else:
        subject = _telling(names_in(row) or names_in(question.label))
        things = (
            Thing(
                made,
                "",
                row,
                subject,
                names_in(statement) - subject,
                (names_in(battery) | (asked_words if battery else frozenset()))
                - subject,
            ),
        )
    return holding(made, things)


def _wording(study: Study, question: Question) -> str:
    """Return how a question was put; of a corrected one, how the original was."""
    made = re.match(r"Made from ([\w.]+(?:, [\w.]+)*)", question.text)
    names = made[1].split(", ") if made else []
    sources = [study.questions[n] for n in names if n in study.questions]
    texts = [one.text for one in sources if question.label.startswith(one.label)]
    return " ".join(texts) or question.text


def _telling(names: frozenset[str]) -> frozenset[str]:
    """Return the concepts without words that only say that people are meant."""
    return names - _SOMEBODY or names


def _holders(
    study: Study, question: str, copies: Mapping[str, Sequence[str]]
) -> dict[str, frozenset[str]]:
    """Return option → who gave it, read in one go."""
    first = {copy: option for option, several in copies.items() for copy in several}
    found: dict[str, set[str]] = {option: set() for option in copies}
    gave = answered(study, question)
    for person, values in study.closed.get(question, {}).items():
        if person in gave:
            for value in values:
                found[first[value]].add(person)
    return {option: frozenset(people) for option, people in found.items()}


def _are_amounts(options: Sequence[str]) -> bool:
    """Whether most answers only say how much or how often, and name nothing."""
    return 2 * sum(names_in(one) <= _AMOUNT for one in options) > len(options)


def _merged(options: Iterable[str]) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Return the options, one printed twice ("Anxious (2)") with its first place."""
    copies: dict[str, list[str]] = {}
    for option in options:
        first = re.sub(r"\s\(\d\)$", "", option)
        copies.setdefault(first if first in copies else option, []).append(option)
    return tuple(copies), copies


def _subjects(options: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return what each answer is about: not what half of the answers share."""
    own = {option: _subject(option) for option in options}
    counts = Counter(name for names in own.values() for name in names)
    telling = [option for option in options if own[option]]
    common = {n for n, c in counts.items() if c > 1 and 2 * c >= len(telling)}
    return {o: names - common or names_in(o) for o, names in own.items()}


def _subject(option: str) -> frozenset[str]:
    """Return what an answer is about; explanations in brackets do not name it."""
    short = option.partition("(")[0].partition(" - ")[0]
    return names_in(short) or names_in(option)


def _themes(study: Study, question: Question, table: Table | None) -> Measure:
    coded = coded_question(study, question.id)
    themes = offered_themes(study, coded)
    nobody: frozenset[str] = frozenset()
    made = Measure(
        id=question.id,
        label=question.label,
        reading=Reading.THEMES,
        options=tuple(code.id for code in themes),
        labels=tuple(code.label for code in themes),
        holders={code.id: coded.people.get(code.id, nobody) for code in themes},
        bases=(coded.base, coded.asked),
        references=_references(table),
        text=question.text,
        several=True,
    )
    context = names_in(f"{question.label} {question.text}")
    things = tuple(
        Thing(
            made,
            code.id,
            code.label,
            names_in(code.label),
            names_in(" ".join(code.keywords)) - names_in(code.label),
            context - names_in(code.label),
        )
        for code in themes
    )
    return holding(made, things)


def _references(table: Table | None) -> dict[str, str]:
    if table is None:
        return {}
    found = {"": table.id}
    for row in table.rows:
        if row.key:
            cells = [cell for cell in row.cells if cell.share is not None]
            found[row.key] = cells[-1].reference if cells else row.reference
            if len(cells) > 1:
                found[row.key] = cells[1].reference
    return found


def _is_yes_no(options: Iterable[str]) -> bool:
    plain = {option.strip().casefold() for option in options}
    return {"yes", "no"} <= plain and len(plain) <= 5


def _batteries(study: Study) -> dict[str, tuple[str, str]]:
    """Return question → battery and row, for rows of one grid.

    Rows of a grid share the beginning of their labels ("Confidence: identifying").
    """
    parts: dict[str, list[tuple[str, str]]] = {}
    for question in study.closed_questions:
        for mark in (": ", " – ", " - ", " ["):
            head, found, tail = question.label.partition(mark)
            if found:
                parts.setdefault(head, []).append((question.id, tail.rstrip("]")))
                break
    return {
        question: (head, tail)
        for head, rows in parts.items()
        if len(rows) > 1
        for question, tail in rows
    }
