"""Where a quote comes from: why this one, who decided it, what was left out of it."""

from collections.abc import Iterator, Sequence

from hsbcode.domain.acts import ActKind, Span
from hsbcode.domain.quote_decisions import Decision
from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.quotes.attribution import Attributions
from hsbcode.quotes.verbatim import digest
from hsbcode.store.project import Project
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.tracing.codings import Facts, definition_facts

_HOLDING_BACK = ("identifiable", "safeguarding", "no_quote")


def quote_facts(
    project: Project, study: Study, theme: ThemeQuotes, quote: Quote, unit: Unit
) -> Facts:
    """Return what there is to say of a quote beside what is said of its answer.

    Args:
        project: what it belongs to.
        study: its answers and decisions.
        theme: the theme it stands for.
        quote: the quote.
        unit: the answer it comes from.
    """
    found = [("theme", theme.label)]
    if theme.word and theme.count is not None:
        said = f"{theme.word}: {theme.count} of {theme.base}"
        found.append(("word of quantity", said))
    if theme.agreement:
        found.append(("agreement on the theme", theme.agreement))
    found += _attribution(project, study, quote)
    found.append(("why this one", quote.reason))
    if quote.shows:
        found.append(("what it shows", quote.shows))
    found.append(("decided", decided_words(study, theme.code, unit)))
    others = [f"{q.reference}" for q in theme.quotes if q.unit != quote.unit]
    found.append(("chosen from", f"{theme.pool} answers"))
    found.append(("beside it", ", ".join(others) or "no other quote of the theme"))
    found += [
        ("put aside for it", f"{_name(study, one.unit)}, {_who(one)}")
        for one in study.quoting.refused.get(theme.code, ())
    ]
    found += list(left_out(study, quote, unit))
    found += list(cleared_flags(project, unit))
    if stored := stored_words(quote, unit):
        found.append(("stored answer", stored))
    found += definition_facts(project, theme.code, [unit], study)
    return found


def found_quote(
    tables: Sequence[QuoteTable], reference: str
) -> tuple[QuoteTable, ThemeQuotes, Quote] | None:
    """Return the quote of a reference, with its theme and its table."""
    for table in tables:
        for theme in table.themes:
            for quote in theme.quotes:
                if quote.reference == reference:
                    return table, theme, quote
    return None


def cleared_flags(project: Project, unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield the flags that kept an answer from being quoted and were cleared."""
    stretches = project.fold.stretches(unit.id)
    for act in (act for one in stretches for act in project.log.of_unit(one)):
        closed = not project.fold.is_open(act.round)
        if act.kind != ActKind.UNFLAG or act.flag not in _HOLDING_BACK or closed:
            continue
        first = project.log.of_press(act.press)[0]
        reason = project.log.body(act.body)
        why = f": {reason}" if reason else ""
        flag = str(act.flag).replace("_", " ")
        yield "flag cleared", f"{flag}, {_day(act.at)} by {first.coder}{why}"


def stored_words(quote: Quote, unit: Unit) -> str:
    """Return whether an answer is the one that was quoted; '' where that is unknown."""
    if not quote.source:
        return ""
    same = quote.source == digest(unit.text)
    return "as it was quoted" if same else "CHANGED since it was quoted"


def _attribution(project: Project, study: Study, quote: Quote) -> Facts:
    rule = attribution_rule(project)
    named = Attributions(study, rule)
    alike = sum(
        named.of(person.id) == quote.attribution
        for person in study.respondents
        if person.began
    )
    return [
        ("attribution", quote.attribution),
        (
            "described so",
            f"{alike} people of the sample; at least {named.at_least} are needed",
        ),
        ("rule of attribution", named.statement()),
    ]


def decided_words(study: Study, code: str, unit: Unit) -> str:
    """Return who decided that an answer is quoted for a theme, and why."""
    for one in study.quoting.taken.get(code, ()):
        if one.unit == unit.id:
            how = "the program's proposal accepted" if one.proposed else "chosen"
            return f"{how}, {_who(one)}"
    return "proposed by the program; nobody has looked at it yet"


def left_out(study: Study, quote: Quote, unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield what is cut from a quote or replaced in it, and by whom."""
    whole = study.wholes.get(unit.id, unit.id)
    decided = study.quoting
    for one in decided.cuts.get(whole, ()):
        yield "cut", f"{_place(one.span)}, {_who(one)}"
    by_span = {one.span: one for one in decided.redacted.get(whole, ())}
    for redaction in quote.redactions:
        held = by_span.get(redaction.span)
        who = _who(held) if held is not None else "by the project's list of names"
        yield "replaced", f"{redaction.mask} for {_place(redaction.span)}, {who}"
    for one in decided.staying.get(whole, ()):
        yield "looked at and left", f"{_place(one.span)}, {_who(one)}"
    if whole in decided.looked:
        yield "read for names", _who(decided.looked[whole])


def _place(span: Span | None) -> str:
    if span is None:
        return "the answer"
    return f"characters {span.start + 1} to {span.end}"


def _who(one: Decision) -> str:
    why = f": {one.words}" if one.words else ""
    return f"{_day(one.at)} by {one.by}{why}"


def _day(at: str) -> str:
    return at[:16].replace("T", " ")


def _name(study: Study, unit: str) -> str:
    every = (one for some in study.units.values() for one in some)
    return next((one.name for one in every if one.id == unit), "an answer")
