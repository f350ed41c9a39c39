"""Decisions on proposals, written as acts: replaced, stays, read through."""

from collections.abc import Iterable, Sequence

from hsbcode.domain.acts import ActKind, Origin, Span
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.identifying import Proposal
from hsbcode.domain.quote_decisions import LOOKED, STAY
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.log.drafted_acts import Draft, write_press
from hsbcode.workflows.quoting.wording import redaction_draft
from hsbcode.workflows.redacting.proposing import ProposedAnswer

_NOBODY = "project"


def accept_proposals(
    project: Project, answers: Iterable[ProposedAnswer], by: str, role: str = ""
) -> tuple[int, str]:
    """Replace what is proposed in some answers, in one step.

    Args:
        project: where it is written.
        answers: with the proposals that are meant.
        by: who decides.
        role: what stands instead; by default what each was proposed as.

    Returns:
        How many stretches, and the press; an empty one where there was nothing.

    Raises:
        UsageConflict: nobody is named, or there is no such role.
    """
    drafts = [
        _decided(project, each.unit, one, role or one.role, by)
        for each in answers
        for one in each.waiting
    ]
    return _written(project, drafts, by)


def keep_proposals(
    project: Project, answers: Iterable[ProposedAnswer], by: str
) -> tuple[int, str]:
    """Let what is proposed in some answers stand, in one step; as above.

    Raises:
        UsageConflict: nobody is named.
    """
    drafts = [
        _decided(project, each.unit, one, STAY, by)
        for each in answers
        for one in each.waiting
    ]
    return _written(project, drafts, by)


def look_over(project: Project, units: Sequence[Unit], by: str) -> tuple[int, str]:
    """Note that somebody read whole answers: what still waits in them stays.

    Raises:
        UsageConflict: nobody is named.
    """
    who = checked_person(by)
    wholes = dict.fromkeys(project.fold.whole_of(unit.id) for unit in units)
    ended = {act.ends for act in project.log.of_kind(ActKind.UNREDACT)}
    known = {
        act.unit
        for act in project.log.of_kind(ActKind.REDACT)
        if act.flag == LOOKED and act.id not in ended
    }
    drafts = [
        Draft(ActKind.REDACT, who, {"unit": whole, "flag": LOOKED})
        for whole in wholes
        if whole not in known
    ]
    return _written(project, drafts, by)


def replace_words(
    project: Project, units: Sequence[Unit], words: str, role: str, by: str
) -> tuple[int, str]:
    """Replace words that nobody proposed, wherever they stand in some answers.

    Args:
        project: where it is written.
        units: whole answers.
        words: exactly as they are written there.
        role: what stands instead.
        by: who decides.

    Raises:
        UsageConflict: none of the answers holds them, or there is no such role.
    """
    drafts = []
    for unit in units:
        at = unit.text.find(words) if words.strip() else -1
        while at >= 0:
            span = Span(at, at + len(words))
            drafts.append(redaction_draft(project, unit, span, role, by))
            at = unit.text.find(words, span.end)
    if not drafts:
        raise UsageConflict(
            "None of these answers holds the words, written so.",
            "Capitals and signs count; hsbcode search PROJECT finds answers by words.",
        )
    return _written(project, drafts, by)


def _decided(
    project: Project, unit: Unit, proposal: Proposal, role: str, by: str
) -> Draft:
    draft = redaction_draft(project, unit, proposal.span, role, by)
    proposed = Origin.SUGGESTION if role == proposal.role else Origin.HAND
    return Draft(draft.kind, draft.coder, {**draft.fields, "origin": str(proposed)})


def _written(project: Project, drafts: Sequence[Draft], by: str) -> tuple[int, str]:
    checked_person(by)
    if not drafts:
        return 0, ""
    return len(drafts), write_press(project, drafts)[0].press


def checked_person(by: str) -> str:
    """Return who decides, checked.

    Raises:
        UsageConflict: nobody is named.
    """
    who = checked_name(by)
    if who == _NOBODY:
        raise UsageConflict(
            "Somebody has to decide what is replaced.", "Say who, with --coder NAME."
        )
    return who
