"""An instrument in words: as an overview, or one question at a time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hsbcode.domain.errors import UsageConflict, nearest

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument, Option, Question, Section
    from hsbcode.files.instrument_rules import Derived

_FEW = 6
"""How many labels of a list stand in the overview."""


def overview(form: "Instrument") -> Iterator[str]:
    """Yield an instrument line by line: questions, scales, variables, oddities."""
    from hsbcode.files.instrument_form import questions

    yield f"{form.id}: {form.title}"
    facts = [f"{len(questions(form))} questions", f"language {form.language}"]
    facts += [form.mode] if form.mode else []
    facts += [f"{name} {date}" for name, date in form.fieldwork.items()]
    yield ", ".join(facts)
    if form.forms:
        yield ""
        yield f"Parts, decided by {form.forms.decided_by}"
        for part in form.forms.parts:
            yield f"  {part.id}: {part.label} ({', '.join(part.options)})"
        yield f"  everybody else: {form.forms.otherwise or 'what all see'}"
    for section in form.sections:
        yield ""
        yield f"{section.id}. {section.title} (seen by {section.seen_by})"
        for question in section.questions:
            yield f"  {question.id}: {question.short} – {_answered(form, question)}"
            route = _route(form, question)
            if route:
                yield f"      {route}"
    yield from _scales(form)
    yield from _variables(form)
    yield from _odd(form)


def question_lines(form: "Instrument", name: str) -> Iterator[str]:
    """Yield one question line by line: wording, options or rows, route, oddities.

    Raises:
        UsageConflict: there is no such question.
    """
    section, question = _find(form, name)
    yield f"{question.id}: {question.short}"
    yield question.text
    yield f"{_answered(form, question)}; seen by {section.seen_by}"
    route = _route(form, question)
    yield f"{route or 'asked of all who see the section'} ({question.route.status})"
    yield f"speaks of: {question.unit}; base: {question.base}"
    if question.options:
        yield "Options"
        for option in form.option_sets[question.options].options:
            yield f"  {option.id}: {option.label}{_about(option)}"
    if question.rows:
        yield "Rows"
        for row in form.row_sets[question.rows].rows:
            yield f"  {row.id}: {row.label}" + (f" – {row.text}" if row.text else "")
    if question.scale:
        yield f"Scale {question.scale}, as printed"
        for column in form.scales[question.scale].columns:
            rank = "outside the order" if column.rank is None else f"rank {column.rank}"
            again = f", again ({column.repeats})" if column.repeats else ""
            yield f"  {column.label} ({rank}{again})"
        for label in form.scales[question.scale].never_offered:
            yield f"  {label} (never offered)"
    for words in (question.note, question.undecided and f"open: {question.undecided}"):
        if words:
            yield words
    for entry in form.oddities:
        if {question.id, question.options, question.scale} & set(entry.at):
            yield f"{entry.id}, {entry.kind}: {entry.what} {entry.treatment}"


def instrument_values(form: "Instrument", name: str = "") -> Any:
    """Return an instrument, or one question of it, as JSON values."""
    import msgspec

    return msgspec.to_builtins(_find(form, name)[1] if name else form)


def _find(form: "Instrument", name: str) -> "tuple[Section, Question]":
    for section in form.sections:
        for question in section.questions:
            if question.id == name:
                return section, question
    known = [question.id for one in form.sections for question in one.questions]
    raise UsageConflict(
        f"The instrument {form.id} has no question “{name}”.", nearest(name, known)
    )


def _answered(form: "Instrument", question: "Question") -> str:
    if question.type == "single":
        return f"one of {len(form.option_sets[question.options or ''].options)} answers"
    if question.type == "multi":
        options = form.option_sets[question.options or ""].options
        without = " with none" if any(one.exclusive for one in options) else ""
        return f"ticks on a list of {len(options)}{without}, base: {question.base}"
    if question.type == "grid":
        rows = form.row_sets[question.rows or ""].rows
        return f"grid of {len(rows)} rows, scale {question.scale}"
    return f"own words, {question.boxes} box{'es' * (question.boxes > 1)}"


def _route(form: "Instrument", question: "Question") -> str:
    above = question.route.condition
    if above is None:
        return ""
    _section, source = _find(form, above.question)
    named = form.option_sets[source.options or ""].options
    labels = [f"“{one.label}”" for one in named if one.id in above.any_of]
    return f"only where {above.question} is {' or '.join(labels)}"


def _about(option: "Option") -> str:
    marks = [
        "none of the others beside it" if option.exclusive else "",
        "outside the order" if option.outside else "",
        f"the same as {option.duplicate_of}" if option.duplicate_of else "",
        f"opens {option.opens}" if option.opens else "",
    ]
    said = ", ".join(mark for mark in marks if mark)
    return f" ({said})" if said else ""


def _scales(form: "Instrument") -> Iterator[str]:
    if form.scales:
        yield ""
        yield "Scales, most first"
    for name, scale in form.scales.items():
        ranked = {one.label: one.rank for one in scale.columns if one.rank is not None}
        ordered = sorted(ranked, key=lambda label: -(ranked[label] or 0))
        apart = [one.label for one in scale.columns if one.rank is None]
        yield f"  {name}: {' > '.join(ordered)}" + (
            f"; apart: {', '.join(apart)}" if apart else ""
        )
        if scale.never_offered:
            yield f"      never offered: {', '.join(scale.never_offered)}"


def _variables(form: "Instrument") -> Iterator[str]:
    if form.derived:
        yield ""
        yield "Derived variables"
    for rule in form.derived:
        yield f"  {rule.id}, version {rule.version}: {rule.label} – {_made(rule)}"
        if rule.undecided:
            yield f"      open: {rule.undecided}"


def _made(rule: "Derived") -> str:
    sources = ", ".join(rule.sources)
    if rule.kind == "groups":
        made = f"{sources} in {len(rule.groups)} groups"
        if rule.unmapped:
            made += f"; without a group: {', '.join(rule.unmapped.options)}"
        return made
    if rule.kind == "any_option":
        some = ", ".join(rule.options[:_FEW])
        more = len(rule.options) - _FEW
        return f"any of {some}{f' and {more} more' if more > 0 else ''} in {sources}"
    if rule.kind == "labels":
        return f"{' or '.join(rule.labels)} on {', '.join(rule.scales)}"
    moved = f"{rule.move.option} to {rule.move.to}" if rule.move else "nothing"
    return f"{sources} corrected by codes: {moved}"


def _odd(form: "Instrument") -> Iterator[str]:
    if form.oddities:
        yield ""
        yield "Oddities, kept as they were"
    for entry in form.oddities:
        yield f"  {entry.id}, {entry.kind} ({', '.join(entry.at)}): {entry.what}"
        yield f"      {entry.treatment}"
