"""Which answers a report would quote now, and what still waits in them."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from hsbcode.domain.joint import JointDisplay, printed_quotes
from hsbcode.domain.progress import Progress
from hsbcode.domain.quotes import QuoteTable
from hsbcode.language.kept_names import folded_name
from hsbcode.store.project import Project
from hsbcode.workflows.disclosure_setting import released_policy
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.quoting.settings import beside_of
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.redacting.proposing import Proposed, propose
from hsbcode.workflows.studying import read_study


@dataclass(frozen=True, slots=True)
class WaitingQuote:
    """A quote with words that may identify somebody, on which nobody decided."""

    reference: str
    answer: str
    """Name of the answer it comes from."""
    words: tuple[str, ...]
    """They stand in the printed quote."""


def quoted_wholes(project: Project) -> frozenset[str]:
    """Return the whole answers that a report would quote now.

    Raises:
        UsageConflict: the study cannot be read.
    """
    # loaded here: displays are made from the same study as redactions are
    from hsbcode.workflows.joint.displays import joint_displays

    study = read_study(project)
    tables = quote_tables(
        study, attribution=attribution_rule(project), beside=beside_of(project)
    )
    displays = joint_displays(project, study, released_policy(project), quotes=tables)
    return wholes_of(project, tables, displays)


def wholes_of(
    project: Project,
    tables: Sequence[QuoteTable],
    displays: Sequence[JointDisplay] = (),
) -> frozenset[str]:
    """Return the whole answers that quote tables and joint displays quote."""
    return frozenset(
        project.fold.whole_of(quote.unit) for quote in printed_quotes(tables, displays)
    )


def waiting_quotes(
    project: Project,
    tables: Sequence[QuoteTable],
    displays: Sequence[JointDisplay] = (),
) -> tuple[WaitingQuote, ...]:
    """Return the quotes in whose printed words something waits for a decision.

    Args:
        project: an open project.
        tables: quotes as they are printed.
        displays: joint displays of the same report.

    Raises:
        ModelError: the language pipeline cannot be used.
    """
    found = _ended(propose(project, wholes=wholes_of(project, tables, displays)))
    by_unit = {each.unit.id: each for each in found.answers}
    waiting = []
    for quote in printed_quotes(tables, displays):
        answer = by_unit.get(project.fold.whole_of(quote.unit))
        if answer is None:
            continue
        printed = folded_name(quote.text)
        words = dict.fromkeys(answer.words(one) for one in answer.waiting)
        still = tuple(word for word in words if folded_name(word) in printed)
        if still:
            waiting.append(WaitingQuote(quote.reference, answer.unit.name, still))
    return tuple(waiting)


def _ended(steps: Generator[Progress, None, Proposed]) -> Proposed:
    """Return what a job finds, at its end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Proposed = end.value
            return found
