"""Proposals as JSON values, for people of the project: they hold answers' words."""

from hsbcode.domain.identifying import Proposal
from hsbcode.workflows.redacting.proposing import Proposed, ProposedAnswer

WAITING, LISTED = "waiting", "on the list"


def proposed_as_dict(found: Proposed) -> dict[str, object]:
    """Return what was found; offsets are code points of the whole answer."""
    return {
        "answers": found.looked_through,
        "waiting": found.waiting,
        "without_pipeline": list(found.without_names),
        "proposals": [
            _row(answer, one, state)
            for answer in found.answers
            for state, some in ((WAITING, answer.waiting), (LISTED, answer.listed))
            for one in some
        ],
    }


def _row(answer: ProposedAnswer, one: Proposal, state: str) -> dict[str, object]:
    before, after = answer.around(one)
    return {
        "answer": answer.unit.name,
        "question": answer.unit.question,
        "start": one.span.start,
        "end": one.span.end,
        "words": answer.words(one),
        "before": before,
        "after": after,
        "kind": one.role,
        "why": one.why,
        "source": one.source,
        "state": state,
    }
