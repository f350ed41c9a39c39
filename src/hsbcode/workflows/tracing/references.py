"""Where a number or a quote comes from."""

import re

from hsbcode.domain.disclosure import NO_CONTROL, DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.limits import limits
from hsbcode.workflows.log.undoing import describe
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.quoting.settings import beside_of
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import tabulation
from hsbcode.workflows.tracing.brought import trace_brought
from hsbcode.workflows.tracing.codings import dates_words, versions_words
from hsbcode.workflows.tracing.commenters import trace_commenters
from hsbcode.workflows.tracing.joint import is_joint, joint_quote, trace_joint
from hsbcode.workflows.tracing.matrix import trace_matrix
from hsbcode.workflows.tracing.quotes import (
    decided_words,
    found_quote,
    left_out,
    quote_facts,
)
from hsbcode.workflows.tracing.tables import Trace, referred, trace_table

__all__ = ["Trace", "trace"]

_QUOTE = re.compile(r"Q\d+")
_IN_JOINT = re.compile(r"^J\d+\.\d+\.\d+\.q\d+$")


def trace(
    project: Project,
    reference: str,
    policy: DisclosurePolicy = NO_CONTROL,
    *,
    all_coded: bool = False,
) -> Trace:
    """Explain a reference.

    Args:
        project: what it belongs to.
        reference: T3, T3.2, T3.2.1, T9x3.2.1, T9x3+T9x4, table_1.3.1, J1.2.1,
            Q12, respondent/question/box, or the name of a limit.
        policy: disclosure control; under one that protects, numbers are those printed
            under it and nobody is named.
        all_coded: whether answers count that were picked for what they are.

    Raises:
        UsageConflict: nothing has that reference, or the policy protects and it is an
            answer or a quote.
    """
    reference = reference.strip()
    study = read_study(project, all_coded=all_coded)
    if is_joint(reference) and not _IN_JOINT.search(reference):
        return trace_joint(project, study, reference, policy)
    brought = trace_brought(project, reference)
    if brought is not None:
        return brought
    made = tabulation(project, study)
    found = referred(made, reference)
    if found is not None:
        return trace_table(project, made, reference, found, policy)
    matrix = trace_matrix(project, made, reference, policy)
    if matrix is not None:
        return matrix
    compared = trace_commenters(project, study, reference, policy)
    if compared is not None:
        return compared
    if policy.protects:
        raise UsageConflict(
            f"{reference} is one person's answer, which disclosure control hides.",
            "Without --disclosure it is explained, for internal use.",
        )
    if _IN_JOINT.search(reference):
        return _trace_joint_quote(project, study, reference)
    if _QUOTE.fullmatch(reference):
        return _trace_quote(project, study, reference)
    unit = _unit_called(project, study, reference)
    if unit is not None:
        return _trace_unit(project, study, unit, reference)
    limit = _trace_limit(project, study, reference)
    if limit is not None:
        return limit
    raise UsageConflict(
        f"Nothing has the reference “{reference}”.",
        "References look like T3, T3.2, T3.2.1, Q12, 1003/challenges/1, or begin with "
        "the id of a table of the specs.",
    )


def _unit_called(project: Project, study: Study, reference: str) -> Unit | None:
    """Return an answer by name or id: one that counts, a part, or what was split."""
    for units in study.units.values():
        for unit in units:
            if reference in (unit.name, unit.id):
                return unit
    for question in study.open_questions:
        answers = project.answers
        for some in (answers.all_units, answers.replaced_units):
            for unit in some(question.id):
                if reference in (unit.name, unit.id):
                    return unit
    return None


def _trace_quote(project: Project, study: Study, reference: str) -> Trace:
    tables = quote_tables(
        study, attribution=attribution_rule(project), beside=beside_of(project)
    )
    found = found_quote(tables, reference)
    if found is None:
        raise UsageConflict(f"There is no quote {reference}.")
    table, theme, quote = found
    unit = next(u for u in study.units[table.question] if u.id == quote.unit)
    of_answer = _trace_unit(project, study, unit, reference)
    facts = (*quote_facts(project, study, theme, quote, unit), *of_answer.facts)
    return Trace(reference, of_answer.title, facts, of_answer.respondents)


def _trace_joint_quote(project: Project, study: Study, reference: str) -> Trace:
    found = joint_quote(project, study, reference)
    if found is None:
        raise UsageConflict(f"There is no quote {reference}.")
    display, answer, quote = found
    unit = next(
        u for one in display.questions for u in study.units[one] if u.id == quote.unit
    )
    of_answer = _trace_unit(project, study, unit, reference)
    facts = (
        ("theme", display.theme),
        ("closed answer", f"{display.closed_label}: {answer}"),
        ("attribution", quote.attribution),
        ("why this one", quote.reason),
        ("decided", decided_words(study, display.pair.code, unit)),
        *left_out(study, quote, unit),
        *of_answer.facts,
    )
    return Trace(reference, of_answer.title, facts, of_answer.respondents)


def _trace_limit(project: Project, study: Study, reference: str) -> Trace | None:
    """Return where a sentence on limits comes from."""
    wanted = reference.casefold()
    for limit in limits(project, study, (), NO_CONTROL):
        if limit.id == wanted:
            facts = (
                ("sentence", limit.sentence),
                ("printed", "yes" if limit.on else "no"),
                ("why", limit.why),
                ("switch", f"hsbcode limits PROJECT --on {limit.id}, or --off"),
            )
            return Trace(reference, "A limit of the report", facts)
    return None


def _parts_facts(
    project: Project, study: Study, unit: Unit
) -> tuple[tuple[str, str], ...]:
    """Return what there is to say of an answer in parts, or of one that was."""
    in_force = [
        each for each in project.answers.siblings(unit) if each.box_id == unit.box_id
    ]
    facts = []
    if len(in_force) > 1:
        facts.append(("in parts", ", ".join(each.name for each in in_force)))
    counting = [
        each for each in study.units[unit.question] if each.box_id == unit.box_id
    ]
    if unit.id not in {each.id for each in counting}:
        names = ", ".join(each.name for each in counting)
        anew = unit.id in {each.id for each in in_force}
        until = ", until all of the answer is coded anew" if anew else ""
        facts.append(("in tables", names + until))
    return tuple(facts)


def _trace_unit(project: Project, study: Study, unit: Unit, reference: str) -> Trace:
    name, row, column, wave = project.answers.box_origin(unit.box_id)
    verdict = study.verdicts[unit.id]
    labels = [study.codebook.label(code) for code in sorted(verdict.codes)]
    facts = [
        ("source", f"{name}, row {row}, column “{column}” (wave {wave})"),
        ("respondent", unit.reference),
        ("answer", unit.name),
        ("counts as", str(verdict.standing)),
        ("codes", ", ".join(labels) or "none"),
        ("coders", ", ".join(verdict.coders) or "nobody yet"),
        ("coded", dates_words(study, [unit])),
        ("codebook version", versions_words(project, study, [unit])),
    ]
    facts.extend(_parts_facts(project, study, unit))
    whole = project.fold.whole_of(unit.id)
    done = [*project.log.of_unit(unit.id)]
    if whole != unit.id:
        done = sorted([*project.log.of_unit(whole), *done], key=lambda act: act.id)
    # A split is one act a cut, and one line.
    lines = dict.fromkeys(
        f"{act.at[:16].replace('T', ' ')} UTC, {act.coder}: {describe(project, act)}"
        + (f" ({act.origin})" if act.origin else "")
        + (", of the whole answer" if act.unit != unit.id else "")
        for act in done
        if project.fold.is_open(act.round)
    )
    facts.extend(("done", line) for line in lines)
    title = study.questions[unit.question].label
    return Trace(reference, title, tuple(facts), (unit.reference,))
