"""From an instrument file to the plain values that tables are computed with."""

from hsbcode.domain.closed_form import (
    ClosedForm,
    ClosedOption,
    ClosedQuestion,
    ClosedRow,
    DerivedRule,
    NoPool,
    OpenQuestion,
    OptionGroup,
    Page,
    Pool,
    QuestionType,
    RouteCondition,
)
from hsbcode.files.instrument_form import (
    Fact,
    Instrument,
    Option,
    Question,
    Scale,
)
from hsbcode.files.instrument_rules import Derived

_CLOSED = frozenset(QuestionType)


def closed_form(form: Instrument, pages: tuple[Page, ...] = ()) -> ClosedForm:
    """Return the closed questions, categories and rules of a checked instrument.

    Facts of kind ``category`` with listed values become questions that nobody asked;
    one shown as a number is labelled by its place in the list.
    """
    questions = {
        fact.id: _fact(fact)
        for fact in form.facts
        if fact.kind == "category" and fact.values
    }
    for section in form.sections:
        for question in section.questions:
            if question.type in _CLOSED:
                questions[question.id] = _question(form, question, section.seen_by)
    forms = form.forms
    return ClosedForm(
        id=form.id,
        title=form.title,
        questions=questions,
        decided_by=forms.decided_by if forms else "",
        parts={part.id: tuple(part.options) for part in forms.parts} if forms else {},
        otherwise=(forms.otherwise or "") if forms else "",
        pools=tuple(
            Pool(one.id, tuple(one.sources), one.caution or "")
            for one in form.pooled
            if set(one.sources) <= set(questions)
        ),
        no_pools=tuple(
            NoPool(tuple(one.questions), one.reason) for one in form.not_poolable
        ),
        derived=tuple(derived_rule(one) for one in form.derived),
        pages=pages,
    )


def open_questions(form: Instrument) -> tuple[OpenQuestion, ...]:
    """Return the open questions of a checked instrument, in the order of the file."""
    return tuple(
        OpenQuestion(
            question.id,
            question.short,
            question.codes or "",
            section.seen_by,
            _condition(question),
        )
        for section in form.sections
        for question in section.questions
        if question.type not in _CLOSED
    )


def derived_rule(rule: Derived) -> DerivedRule:
    """Return one rule over answers as a plain value."""
    return DerivedRule(
        id=rule.id,
        label=rule.label,
        kind=rule.kind,
        version=rule.version,
        sources=tuple(rule.sources),
        groups=tuple(
            OptionGroup(one.id, one.label, tuple(one.options), one.outside)
            for one in rule.groups
        ),
        unmapped=tuple(rule.unmapped.options) if rule.unmapped else (),
        options=tuple(rule.options),
        scales=tuple(rule.scales),
        labels=tuple(rule.labels),
        report_counts=tuple(rule.report_counts),
        move=(rule.move.option, rule.move.to) if rule.move else ("", ""),
        undecided=rule.undecided or "",
    )


def _fact(fact: Fact) -> ClosedQuestion:
    return ClosedQuestion(
        id=fact.id,
        type=QuestionType.SINGLE,
        label=fact.id.replace("_", " ").capitalize(),
        options=tuple(
            ClosedOption(value, str(place) if fact.shown_as == "number" else value)
            for place, value in enumerate(fact.values, start=1)
        ),
    )


def _question(form: Instrument, question: Question, seen_by: str) -> ClosedQuestion:
    scale = form.scales.get(question.scale or "")
    if scale is not None:
        options = _columns(scale)
    else:
        options = tuple(
            _option(one) for one in form.option_sets[question.options or ""].options
        )
    rows = form.row_sets[question.rows].rows if question.rows else []
    return ClosedQuestion(
        id=question.id,
        type=QuestionType(question.type),
        label=question.short,
        options=options,
        rows=tuple(ClosedRow(row.id, row.label) for row in rows),
        base=question.base,
        unit=question.unit,
        scale=question.scale or "",
        top_two=tuple(scale.top_two) if scale else (),
        never_offered=tuple(scale.never_offered) if scale else (),
        seen_by=seen_by,
        condition=_condition(question),
    )


def _condition(question: Question) -> RouteCondition | None:
    above = question.route.condition
    return RouteCondition(above.question, tuple(above.any_of)) if above else None


def _option(option: Option) -> ClosedOption:
    return ClosedOption(
        id=option.id,
        label=option.label,
        outside=option.outside,
        exclusive=option.exclusive,
        duplicate_of=option.duplicate_of or "",
    )


def _columns(scale: Scale) -> tuple[ClosedOption, ...]:
    # A label printed twice is one answer: nobody can tell the two columns apart.
    return tuple(
        ClosedOption(one.label, one.label, rank=one.rank, outside=one.rank is None)
        for one in scale.columns
        if one.repeats is None
    )
