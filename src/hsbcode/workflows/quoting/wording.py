"""Words of answers that are not printed: cut out, or replaced by what they name.

What is decided holds wherever the answer is quoted.
"""

from collections.abc import Sequence

from hsbcode.domain import identifying
from hsbcode.domain.acts import ActKind, Span
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.quote_decisions import LOOKED, STAY, Decision, QuoteStep
from hsbcode.domain.survey import Unit
from hsbcode.language.markable import markable
from hsbcode.store.project import Project
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.log.drafted_acts import Draft, write_press
from hsbcode.workflows.quoting.standing import decisions_of

ROLES = identifying.ROLES
"""What may stand in square brackets instead of words."""


def cut(project: Project, unit: Unit, span: Span, by: str) -> None:
    """Leave words of an answer out wherever it is quoted.

    Args:
        project: where it is written.
        unit: the answer.
        span: offsets into the unit's text; grown to whole words.
        by: who cuts.

    Raises:
        UsageConflict: there are no words there, or nothing would be left.
    """
    whole = _whole_words(unit, span)
    gone = [*decisions_of(project).cut_spans(project.fold.whole_of(unit.id)), whole]
    left = [
        word
        for word in markable(unit.text)
        if not any(
            one.start <= word.start + unit.start and word.end + unit.start <= one.end
            for one in gone
        )
    ]
    if not left:
        raise UsageConflict(
            "Nothing of the answer would be left.",
            "Put the quote aside instead.",
        )
    fields = {
        "unit": project.fold.whole_of(unit.id),
        "flag": str(QuoteStep.CUT),
        "start": whole.start,
        "end": whole.end,
    }
    write_press(project, [Draft(ActKind.QUOTE, checked_name(by), fields)])


def uncut(project: Project, unit: Unit, by: str) -> int:
    """Quote all words of an answer again; return how many cuts there were."""
    whole = project.fold.whole_of(unit.id)
    found = decisions_of(project).cuts.get(whole, ())
    return _end_all(project, found, ActKind.UNQUOTE, by)


def redact(project: Project, unit: Unit, span: Span, role: str, by: str) -> None:
    """Replace words of an answer by their role wherever it is quoted.

    Args:
        project: where it is written.
        unit: the answer.
        span: offsets into the unit's text.
        role: one of ``ROLES``.
        by: who decides it.

    Raises:
        UsageConflict: there is no such role, or there are no words there.
    """
    write_press(project, [redaction_draft(project, unit, span, role, by)])


def redaction_draft(
    project: Project, unit: Unit, span: Span, role: str, by: str
) -> Draft:
    """Return the act of one decision on words; ``STAY`` as role: they stay.

    Raises:
        UsageConflict: as ``redact``.
    """
    if role not in (*ROLES, STAY):
        raise UsageConflict(
            f"Words cannot be replaced by [{role[:30]}].",
            nearest(role, ROLES) or f"Roles are: {', '.join(ROLES)}.",
        )
    if not unit.text[span.start : span.end].strip():
        raise UsageConflict("There are no words there.")
    fields = {
        "unit": project.fold.whole_of(unit.id),
        "flag": role,
        "start": span.start + unit.start,
        "end": span.end + unit.start,
    }
    return Draft(ActKind.REDACT, checked_name(by), fields)


def looked_over(project: Project, units: Sequence[Unit], by: str) -> int:
    """Note that somebody read answers for names; return how many are new."""
    known = decisions_of(project).looked
    wholes = dict.fromkeys(project.fold.whole_of(unit.id) for unit in units)
    drafts = [
        Draft(ActKind.REDACT, checked_name(by), {"unit": whole, "flag": LOOKED})
        for whole in wholes
        if whole not in known
    ]
    if drafts:
        write_press(project, drafts)
    return len(drafts)


def unredact(project: Project, unit: Unit, span: Span, by: str) -> int:
    """Take back what was decided on words that touch a stretch; return how many.

    Args:
        project: where it is written.
        unit: the answer.
        span: offsets into the unit's text.
        by: who takes it back.
    """
    whole = project.fold.whole_of(unit.id)
    now = decisions_of(project)
    start, end = span.start + unit.start, span.end + unit.start
    found = [
        one
        for one in (*now.redacted.get(whole, ()), *now.staying.get(whole, ()))
        if one.span is not None and one.span.start < end and start < one.span.end
    ]
    return _end_all(project, found, ActKind.UNREDACT, by)


def _end_all(
    project: Project, found: Sequence[Decision], kind: ActKind, by: str
) -> int:
    drafts = [
        Draft(
            kind,
            checked_name(by),
            {"unit": one.unit, "flag": one.step, "ends": one.act},
        )
        for one in found
    ]
    if drafts:
        write_press(project, drafts)
    return len(drafts)


def _whole_words(unit: Unit, span: Span) -> Span:
    words = [
        word
        for word in markable(unit.text)
        if word.start < span.end and span.start < word.end
    ]
    if not words:
        raise UsageConflict("There are no words there.")
    return Span(words[0].start + unit.start, words[-1].end + unit.start)
