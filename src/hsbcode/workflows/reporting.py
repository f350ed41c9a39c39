"""Reports: which parts a study can fill, put into one document and written."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from hsbcode.domain.acts import ActKind, Origin
from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import AgreementError, UsageConflict
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.report.assembling import report_document
from hsbcode.report.document import Document
from hsbcode.report.draft import draft_reason
from hsbcode.report.methods import (
    SuggestionUse,
    limit_sentences,
    methods_facts,
    methods_sentences,
)
from hsbcode.report.writing import check_output, write_document
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import QuestionAgreement, agreement
from hsbcode.workflows.cautions import name_cautions
from hsbcode.workflows.quoting import attribution_of, beside_of, quote_tables
from hsbcode.workflows.releasing import release, released_agreement, released_policy
from hsbcode.workflows.studying import read_study


def write_report(
    project: Project,
    path: Path,
    *,
    by: Sequence[str] = (),
    policy: DisclosurePolicy | None = None,
) -> Document:
    """Write the whole report of a project; an existing file is never overwritten.

    Args:
        project: what is reported.
        path: the file to write.
        by: closed questions to split themes by.
        policy: disclosure control; the project's, if none is given.

    Raises:
        OutputError: the file exists or its ending is not known.
        UsageConflict: nothing has been coded yet.
    """
    check_output(path)
    study = read_study(project)
    policy = policy or released_policy(project)
    attribution = attribution_of(project)
    found_tables = release(study, policy, by=by, attribution=attribution)
    quotes = quote_tables(
        study,
        attribution=attribution,
        beside=beside_of(project),
        limits=found_tables.limits,
    )
    if not quotes:
        raise UsageConflict(
            "No answer has a coding that counts yet, so there is nothing to report.",
            "Code some answers first; closed questions alone: hsbcode tables.",
        )
    coded = [table.question for table in quotes]
    found = _agreement(project, coded)
    document = report_document(
        f"{study.name}: themes, quotes and figures",
        quotes=quotes,
        tables=found_tables.tables,
        agreement=[(label, released_agreement(each, policy)) for label, each in found],
        labels={code.id: code.label for code in study.codebook},
        methods=(
            *methods_sentences(
                methods_facts(
                    study, coded, agreement=found, suggestions=suggestion_use(project)
                )
            ),
            f"Disclosure control: {policy.sentence}.",
        ),
        limits=limit_sentences(),
        cautions=name_cautions(quotes, study.codebook.language),
        draft=draft_reason(study, coded),
        language=study.codebook.language,
        source=study.name,
    )
    write_document(document, path)
    return document


def write_quotes(study: Study, tables: Sequence[QuoteTable], path: Path) -> Document:
    """Write themed quote tables alone."""
    check_output(path)
    document = report_document(
        f"{study.name}: themes and quotes",
        quotes=tables,
        cautions=name_cautions(tables, study.codebook.language),
        draft=draft_reason(study, [table.question for table in tables]),
        language=study.codebook.language,
    )
    write_document(document, path)
    return document


def suggestion_use(project: Project) -> SuggestionUse:
    """Return how often suggestions were seen and accepted."""
    applied = [
        act for act in project.log.of_kind(ActKind.APPLY) if act.origin != Origin.IMPORT
    ]
    shown = {a.unit for a in applied if a.shown not in (None, "none", "off")}
    accepted = sum(act.origin == Origin.SUGGESTION for act in applied)
    return SuggestionUse(len(shown), accepted, len(applied))


def _agreement(
    project: Project, questions: Sequence[str]
) -> tuple[tuple[str, AgreementReport], ...]:
    """Return agreement on every question that two people coded, by its label."""
    found: list[QuestionAgreement] = []
    for question in questions:
        # most questions of a survey are coded by one person: nothing to report
        with contextlib.suppress(AgreementError):
            found.extend(agreement(project, question))
    return tuple((each.label, each.report) for each in found)
