"""What was decided about quotes, read from the log."""

from hsbcode.domain.acts import ActKind
from hsbcode.domain.quote_decisions import QuoteDecisions, quote_decisions
from hsbcode.store.project import Project

KINDS = (ActKind.QUOTE, ActKind.UNQUOTE, ActKind.REDACT, ActKind.UNREDACT)


def decisions_of(project: Project) -> QuoteDecisions:
    """Return the decisions that stand."""
    return quote_decisions(
        (act for kind in KINDS for act in project.log.of_kind(kind)),
        words=project.log.body,
        whole_of=project.fold.whole_of,
        standing=project.codebook.standing,
    )
