"""The page on a round: put together, written, printed on a terminal."""

from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import AgreementError, UsageConflict
from hsbcode.domain.rounds import Round, RoundKind
from hsbcode.store.project import Project
from hsbcode.workflows.agreement_results import FoundAgreement
from hsbcode.workflows.rounds.facts import round_facts

if TYPE_CHECKING:
    from hsbcode.report.document import Block, Document


def has_page(found: FoundAgreement) -> bool:
    """Whether a page can be made of it: of a released round of several coders."""
    return found.round is not None and found.round.kind is RoundKind.TEAM


def round_page(project: Project, found: FoundAgreement) -> "Document":
    """Return the page on a round; nothing of the text of an answer is on it.

    Args:
        project: an open project.
        found: agreement in the round.

    Raises:
        RoundError: the round is not released.
        UsageConflict: it was not a round of several coders that was compared.
    """
    from hsbcode.report.agreement_page import page_document

    each = _of_team(found)
    facts = round_facts(project, each)
    return page_document(
        facts,
        found.report,
        found.labels,
        confusions=found.confusions,
        led=_led(project, each),
        notes=found.notes,
    )


def write_page(project: Project, found: FoundAgreement, path: Path) -> None:
    """Write the page to a .md or .html file; never over an existing one.

    Raises:
        OutputError: the file exists, or its ending is not known.
    """
    from hsbcode.report.writing import write_document

    write_document(round_page(project, found), path)


def page_text(document: "Document", width: int = 100) -> str:
    """Return the page for a terminal."""
    from hsbcode.report.plain import document_text

    return document_text(document, width)


def released_blocks(project: Project, policy: DisclosurePolicy) -> tuple["Block", ...]:
    """Return what the report of a study says of the round released last.

    Args:
        project: an open project.
        policy: disclosure control: where it protects, nothing is said from which it
            follows how often a code was given.

    Returns:
        Nothing where no round of several coders was released.
    """
    from hsbcode.report.agreement_page import behind_it, first_sheet
    from hsbcode.workflows.agreeing import agreement_found
    from hsbcode.workflows.releasing import released_agreement

    try:
        found = agreement_found(project)
    except AgreementError:
        return ()
    if found.round is None or not has_page(found):
        return ()
    facts = round_facts(project, found.round)
    first = first_sheet(
        facts,
        found.report,
        found.labels,
        led=_led(project, found.round),
        notes=found.notes,
        in_words=not policy.protects,
    )
    shown = released_agreement(found.report, policy)
    told = () if policy.protects else found.confusions
    return (*first, *behind_it(facts, shown, found.labels, told, level=3))


def _of_team(found: FoundAgreement) -> Round:
    if found.round is None or not has_page(found):
        raise UsageConflict(
            "A page is made of a released round that several people coded.",
            "Draw one with hsbcode round draw; for other codings leave out --page.",
        )
    return found.round


def _led(project: Project, each: Round) -> tuple[str, ...]:
    if each.suggestions == "off":
        return ()
    from hsbcode.workflows.rounds.led import led_in
    from hsbcode.workflows.rounds.led_values import led_lines

    return tuple(led_lines(led_in(project, each))[:2])
