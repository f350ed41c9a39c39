"""Reports: which parts a study can fill, put into one document and written."""

from collections.abc import Sequence
from pathlib import Path

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.language.kept_names import NameFinder
from hsbcode.report.assembling import report_document
from hsbcode.report.document import Document
from hsbcode.report.draft import draft_reason
from hsbcode.report.limits import limit_sentences, require_limits
from hsbcode.report.masking import masked
from hsbcode.report.methods import methods_facts, methods_sentences
from hsbcode.report.writing import check_output, write_document
from hsbcode.store.project import Project
from hsbcode.workflows.areas.numbers import with_area_numbers
from hsbcode.workflows.cautions import kept_name_cautions, name_cautions
from hsbcode.workflows.coding_facts import agreement_on, suggestion_use
from hsbcode.workflows.limits import limits
from hsbcode.workflows.quoting import attribution_of, beside_of, quote_tables
from hsbcode.workflows.releasing import release, released_agreement, released_policy
from hsbcode.workflows.rounds.page import released_blocks
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import tabulation


def write_report(
    project: Project,
    path: Path,
    *,
    by: Sequence[str] = (),
    policy: DisclosurePolicy | None = None,
    all_coded: bool = False,
) -> Document:
    """Write the whole report of a project; an existing file is never overwritten.

    Places are printed as numbers, and names on the project's list are masked.

    Args:
        project: what is reported.
        path: the file to write.
        by: closed questions to split themes by.
        policy: disclosure control; the project's, if none is given.
        all_coded: whether answers count that were picked for what they are.

    Raises:
        OutputError: the file exists, its ending is not known, or every limit is
            switched off.
        UsageConflict: nothing has been coded yet.
    """
    check_output(path)
    study = read_study(project, all_coded=all_coded)
    policy = policy or released_policy(project)
    attribution = attribution_of(project)
    found_tables = release(
        study,
        policy,
        by=by,
        attribution=attribution,
        tables=tabulation(project, study),
    )
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
    found = agreement_on(project, coded)
    facts = methods_facts(
        study, coded, agreement=found, suggestions=suggestion_use(project)
    )
    tables, unnumbered = with_area_numbers(project, study, found_tables.tables)
    document = report_document(
        f"{study.name}: themes, quotes and figures",
        quotes=quotes,
        tables=tables,
        agreement=[(label, released_agreement(each, policy)) for label, each in found],
        released_round=released_blocks(project, policy),
        labels={code.id: code.label for code in study.codebook},
        methods=(
            *methods_sentences(facts),
            f"Disclosure control: {policy.sentence}.",
        ),
        limits=limit_sentences(limits(project, study, tables, policy, facts=facts)),
        cautions=(
            *kept_name_cautions(project, unnumbered),
            *name_cautions(quotes, study.codebook.language),
        ),
        draft=draft_reason(study, coded),
        language=study.codebook.language,
        source=study.name,
    )
    require_limits(document)
    document, _changed = masked(document, NameFinder(study.names).mask)
    write_document(document, path)
    return document


def write_quotes(study: Study, tables: Sequence[QuoteTable], path: Path) -> Document:
    """Write themed quote tables alone, names on the project's list masked."""
    check_output(path)
    document = report_document(
        f"{study.name}: themes and quotes",
        quotes=tables,
        cautions=name_cautions(tables, study.codebook.language),
        draft=draft_reason(study, [table.question for table in tables]),
        language=study.codebook.language,
    )
    document, _changed = masked(document, NameFinder(study.names).mask)
    write_document(document, path)
    return document
