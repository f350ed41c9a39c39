"""Which acts somebody means, from what they typed; each mistake with a near answer."""

from collections.abc import Sequence
from datetime import timedelta

from hsbcode.domain.chosen_acts import ChosenActs
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.moments import day_words, in_words, moment, utc
from hsbcode.store.project import Project

_LISTED = 8


def choose_acts(
    project: Project,
    *,
    coder: str = "",
    question: str = "",
    code: str = "",
    since: str = "",
    until: str = "",
    answers: Sequence[str] = (),
) -> ChosenActs:
    """Return what is meant by what was typed; nothing typed means anything.

    Args:
        project: where the acts are.
        coder: a name.
        question: id or label of an open question.
        code: id or label of a code.
        since: a day or a moment (``domain.moments``), included.
        until: the same, with all of that day or minute.
        answers: names of answers (``reference/question/box``), or references alone.

    Raises:
        UsageConflict: there is no such coder, question, code or answer, or a date is
            none.
    """
    book = project.codebook
    named = named_code(book.codes, code.strip()).id if code.strip() else ""
    return ChosenActs(
        coder=_coder(project, coder.strip()),
        question=_question(project, question.strip()),
        code=named,
        codes=book.read_as(named) if named else frozenset(),
        since=utc(since),
        until=utc(until, end=True),
        units=_units(project, answers) if answers else None,
    )


def named_code(codes: Sequence[Code], name: str) -> Code:
    """Return the code with this id or label.

    Raises:
        UsageConflict: there is none; names the nearest.
    """
    for code in codes:
        if code.id == name:
            return code
    alike = [code for code in codes if code.label.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise UsageConflict(
            f"{len(alike)} codes are called “{name}”.",
            "Name one by its id: " + ", ".join(code.id for code in alike),
        )
    # Where both are alike, the label is what people know.
    known = [*(code.id for code in codes), *(code.label for code in codes)]
    raise UsageConflict(f"There is no code “{name}”.", nearest(name, known))


def words_of(project: Project, chosen: ChosenActs) -> str:
    """Return what is chosen, to stand after “codings”: ``by eva on 3 March 2026``."""
    parts = []
    if chosen.code:
        parts.append(f"with “{project.codebook.label(chosen.code)}”")
    if chosen.question:
        questions = project.answers.questions()
        label = questions[chosen.question].label
        parts.append(f"under “{label}”")
    if chosen.coder:
        parts.append(f"by {chosen.coder}")
    parts.append(_span(chosen))
    return " ".join(filter(None, parts))


def _span(chosen: ChosenActs) -> str:
    since, until = moment(chosen.since), moment(chosen.until)
    if chosen.since and chosen.until:
        first, last = since.astimezone(), until.astimezone()
        day = (last - timedelta(seconds=1)).date()
        # A day of 23 or 25 hours is one, too.
        whole = (first.hour, first.minute, last.hour, last.minute) == (0, 0, 0, 0)
        if whole and first.date() == day:
            return f"on {day_words(day)}"
        if whole:
            return f"from {day_words(first.date())} to {day_words(day)}"
        return f"from {in_words(since)} to {in_words(until - timedelta(minutes=1))}"
    if chosen.since:
        return f"since {in_words(since)}"
    if chosen.until:
        return f"before {in_words(until)}"
    return ""


def _coder(project: Project, name: str) -> str:
    if not name:
        return ""
    names = project.log.names()
    if name in names:
        return name
    listed = ", ".join(names[:_LISTED])
    raise UsageConflict(
        f"“{name}” has done nothing in this project.",
        nearest(name, names) or (f"Coders: {listed}." if listed else ""),
    )


def _question(project: Project, name: str) -> str:
    if not name:
        return ""
    known = project.answers.questions()
    if name in known:
        return name
    alike = [q.id for q in known.values() if q.label.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    opened = [q.id for q in known.values() if q.is_open]
    raise UsageConflict(
        f"There is no question “{name}”.",
        nearest(name, [*known, *(q.label for q in known.values())])
        or "Open questions: " + ", ".join(opened[:_LISTED]) + ".",
    )


def _units(project: Project, answers: Sequence[str]) -> frozenset[str]:
    """Return the units of the answers, earlier texts and former parts among them."""
    by_name: dict[str, set[str]] = {}
    for question in project.answers.questions().values():
        for unit in project.answers.every_unit(question.id):
            box = f"{unit.reference}/{unit.question}/{unit.box}"
            for name in (unit.name, box, unit.reference):
                by_name.setdefault(name, set()).add(unit.id)
    found: set[str] = set()
    for name in answers:
        if name.strip() not in by_name:
            alike = [n for n in by_name if n.split("/")[0] == name.split("/")[0]]
            raise UsageConflict(
                f"There is no answer “{name}”.",
                nearest(name, (alike or list(by_name))[:5000])
                or "An answer is named reference/question/box.",
            )
        found |= by_name[name.strip()]
    return frozenset(found)
