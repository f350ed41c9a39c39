"""What a report says, read from a project once for every format it is written in."""

from collections.abc import Sequence
from dataclasses import dataclass

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.report_plan import ReportPart, ReportPlan
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.report.as_sent import as_sent
from hsbcode.report.assembling import Sections, whole_report
from hsbcode.report.document import Document
from hsbcode.report.draft import draft_reason
from hsbcode.report.findings import with_agreement
from hsbcode.report.limits import limit_sentences, require_limits
from hsbcode.report.methods import methods_facts, methods_sentences
from hsbcode.report.quote_methods import quote_sentences
from hsbcode.report.who_answered import summary_blocks
from hsbcode.results.theme_matrix import with_matrices
from hsbcode.store.project import Project
from hsbcode.workflows.areas.numbers import with_area_numbers
from hsbcode.workflows.cautions import (
    kept_name_cautions,
    lone_cautions,
    name_cautions,
)
from hsbcode.workflows.coding_facts import agreement_on, suggestion_use
from hsbcode.workflows.commenting import released_commenters
from hsbcode.workflows.joint.displays import joint_displays
from hsbcode.workflows.joint.tables import joint_tables, planned
from hsbcode.workflows.limits import limits
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.quoting.brought import brought_grids, with_brought
from hsbcode.workflows.quoting.ledger import ledger_grid
from hsbcode.workflows.quoting.settings import attribution_of, beside_of
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.redacting.ledger import redaction_sentences
from hsbcode.workflows.releasing import Released, release, released_agreement
from hsbcode.workflows.reporting.agreement_words import agreement_by_theme
from hsbcode.workflows.reporting.coder_names import CoderNames
from hsbcode.workflows.reporting.leaving import ready_to_leave
from hsbcode.workflows.reporting.plan import check_plan, policy_of
from hsbcode.workflows.reporting.record import report_record
from hsbcode.workflows.rounds.page import released_blocks
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import tabulation
from hsbcode.workflows.tracing.quote_methods import quote_methods

_CODED = (
    ReportPart.SUMMARY,
    ReportPart.QUOTES,
    ReportPart.AGREEMENT,
    ReportPart.METHODS,
)


@dataclass(frozen=True, slots=True)
class ReportReading:
    """A report before it is written, and the values it was put together from."""

    document: Document
    """With everything that can be said of it; its files print ``sent``."""
    study: Study
    plan: ReportPlan
    policy: DisclosurePolicy
    tables: tuple[Table, ...]
    """As they are printed, those of joint displays and commenters not among them."""
    quotes: tuple[QuoteTable, ...]
    cautions: tuple[str, ...] = ()
    """What is to be looked at before it is published, as its first section has it."""

    @property
    def sent(self) -> Document:
        """The document as its files print it."""
        return as_sent(self.document)


def read_report(
    project: Project,
    plan: ReportPlan,
    *,
    policy: DisclosurePolicy | None = None,
    all_coded: bool = False,
) -> ReportReading:
    """Compute the report of a project.

    Places are printed as numbers, and names on the project's list are masked. Quotes
    keep their references whatever part or question is asked for.

    Args:
        project: what is reported.
        plan: which parts, for which questions.
        policy: disclosure control; that of the plan, if none is given.
        all_coded: whether answers count that were picked for what they are.

    Raises:
        OutputError: every limit is switched off.
        UsageConflict: nothing has been coded yet, or the plan names what is not there.
    """
    study = read_study(project, all_coded=all_coded)
    check_plan(study, plan)
    policy = policy or policy_of(project, plan)
    attribution = attribution_of(project)
    released = release(
        study,
        policy,
        by=plan.by,
        attribution=attribution,
        tables=tabulation(project, study),
        # protected together with the others, whether they are printed or not
        joint=joint_tables(planned(project, study, plan.pairs)),
    )
    quotes = quote_tables(
        study,
        attribution=attribution_rule(project),
        beside=beside_of(project),
        limits=released.limits,
    )
    if not quotes and ReportPart.QUOTES in plan.parts:
        raise UsageConflict(
            "No answer has a coding that counts yet, so there is nothing to report.",
            "Code some answers first; closed questions alone: hsbcode tables.",
        )
    joint = _displays(project, study, policy, plan, released, quotes)
    quotes = _asked_for(with_brought(project, quotes), plan.questions)
    coded = [table.question for table in quotes]
    numbered, unnumbered = with_area_numbers(project, study, released.tables)
    tables = with_matrices(study, _tables_of(numbered, plan.questions))
    names = CoderNames.of(study, named=plan.name_coders)
    parts = set(plan.parts)
    found = agreement_on(project, coded) if parts.intersection(_CODED) else ()
    quotes = with_agreement(quotes, agreement_by_theme(found, study))
    facts = names.facts(
        methods_facts(
            study, coded, agreement=found, suggestions=suggestion_use(project)
        )
    )
    sections = Sections(
        quotes=quotes,
        tables=tables,
        summary=tuple(
            summary_blocks(
                quotes,
                tables,
                opened=facts.opened,
                never_began=facts.never_began,
                prose=True,
                told=policy.told,
            )
        ),
        joint=joint,
        brought=brought_grids(project),
        ledger=(
            (ledger_grid(study, quotes, joint),)
            if ReportPart.LEDGER in plan.parts
            else ()
        ),
        agreement=[(label, released_agreement(each, policy)) for label, each in found],
        released_round=released_blocks(project, policy),
        labels={code.id: code.label for code in study.codebook},
        methods=(
            *methods_sentences(facts, policy.told),
            *redaction_sentences(project, quotes, joint),
            *quote_sentences(quote_methods(project, study, quotes)),
            f"Disclosure control: {policy.sentence}.",
        ),
        limits=limit_sentences(limits(project, study, numbered, policy, facts=facts)),
        cautions=(
            *kept_name_cautions(project, unnumbered),
            *lone_cautions(quotes),
            *name_cautions(quotes, study.codebook.language, project, joint),
        ),
        commenters=(
            released_commenters(project, study, policy, questions=plan.questions)
            if ReportPart.COMMENTERS in parts
            else ()
        ),
        codebook=study.codebook,
        record=report_record(project, study, plan, policy, attribution),
        titles={table.id: table.title for table in numbered},
        source=study.name,
    )
    document = whole_report(
        _title(study, plan),
        names.sections(sections),
        parts=plan.parts,
        draft=draft_reason(study, coded),
        language=study.codebook.language,
    )
    if ReportPart.LIMITS in parts:
        require_limits(document)
    document = ready_to_leave(document, study)
    return ReportReading(
        document, study, plan, policy, tables, quotes, tuple(sections.cautions)
    )


def _displays(
    project: Project,
    study: Study,
    policy: DisclosurePolicy,
    plan: ReportPlan,
    released: Released,
    quotes: Sequence[QuoteTable],
) -> tuple[JointDisplay, ...]:
    if ReportPart.JOINT not in plan.parts:
        return ()
    found = joint_displays(
        project, study, policy, pairs=plan.pairs, released=released, quotes=quotes
    )
    return tuple(
        each
        for each in found
        if not plan.questions
        or each.question in plan.questions
        or each.pair.closed in plan.questions
    )


def _asked_for(
    quotes: Sequence[QuoteTable], questions: Sequence[str]
) -> tuple[QuoteTable, ...]:
    return tuple(
        table for table in quotes if not questions or table.question in questions
    )


def _tables_of(tables: Sequence[Table], questions: Sequence[str]) -> tuple[Table, ...]:
    """Return the tables on questions that were asked for; all where none was."""
    return tuple(
        table
        for table in tables
        if not questions or table.question in questions or table.by in questions
    )


def _title(study: Study, plan: ReportPlan) -> str:
    if not plan.questions:
        return f"{study.name}: themes, quotes and figures"
    labels = ", ".join(study.questions[each].label for each in plan.questions)
    return f"{study.name}: {labels}"
