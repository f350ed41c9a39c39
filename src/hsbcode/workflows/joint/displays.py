"""Joint displays of a project, with quotes, under its disclosure control."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hsbcode.domain.disclosure import CONFIDENTIAL, NO_CONTROL, DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.joint import NOT_CAUSE, JointDisplay, JointPair, JointRow
from hsbcode.domain.quotes import Quote, QuoteLimits, QuoteTable
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Table
from hsbcode.quotes.joint_quotes import cell_quotes, joint_answers, joint_pool
from hsbcode.quotes.theme_answers import QuestionAnswers
from hsbcode.report.grids import note_lines
from hsbcode.results.joint import (
    answer_groups,
    printed_joint,
    spoke_and_hold,
    theme_questions,
)
from hsbcode.store.project import Project
from hsbcode.workflows.joint.tables import JointPlanned, joint_tables, planned
from hsbcode.workflows.naming import place_questions
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.quoting.settings import beside_of
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.quoting.telling import check_tells_no_person
from hsbcode.workflows.releasing import Released, release
from hsbcode.workflows.tabulating import tabulation

_COMPARED = 3
"""Rows of a joint table after those of the answers."""


def joint_displays(
    project: Project,
    study: Study,
    policy: DisclosurePolicy = NO_CONTROL,
    *,
    pairs: Sequence[JointPair] = (),
    released: Released | None = None,
    quotes: Sequence[QuoteTable] | None = None,
    seed: int = 0,
) -> tuple[JointDisplay, ...]:
    """Return joint displays with their quotes.

    Args:
        project: whose pairs, attribution and small base hold.
        study: its answers.
        policy: disclosure control of everything that is shown.
        pairs: the displays; by default those that the project keeps.
        released: what is released with them, if it was made already with the kept
            pairs; it holds their tables.
        quotes: quote tables of the same report: whoever is quoted there is quoted
            here only where nobody else is left. By default those of the project.
        seed: the same seed gives the same quotes.
    """
    plan = planned(project, study, pairs)
    if not plan.pairs:
        return ()
    if released is None or set(plan.ids) - {table.id for table in released.joint}:
        released = release(
            study,
            policy,
            attribution=attribution_rule(project).questions,
            tables=tabulation(project, study),
            joint=joint_tables(plan),
        )
    if quotes is None:
        quotes = quote_tables(
            study,
            attribution=attribution_rule(project),
            beside=beside_of(project),
            limits=released.limits,
        )
    taken = {
        quote.respondent
        for table in quotes
        for theme in table.themes
        for quote in theme.quotes
    }
    tables = {table.id: table for table in released.joint}
    answers: dict[tuple[str, ...], QuestionAnswers] = {}
    displays = []
    for name, pair in zip(plan.ids, plan.pairs, strict=True):
        asked = theme_questions(plan.study, pair)
        if asked not in answers:
            answers[asked] = joint_answers(plan.study, asked, seed)
        made = _display(
            project,
            answers[asked],
            replace(plan, ids=(name,), pairs=(pair,)),
            printed_joint(tables[name], policy),
            policy,
            released.limits,
            taken,
        )
        displays.append(made)
        taken |= {quote.respondent for row in made.rows for quote in row.quotes}
    return tuple(displays)


def _display(
    project: Project,
    answers: QuestionAnswers,
    plan: JointPlanned,
    table: Table,
    policy: DisclosurePolicy,
    limits: Mapping[str, QuoteLimits],
    taken: set[str],
) -> JointDisplay:
    study, pair, name = plan.study, plan.pairs[0], plan.ids[0]
    asked = theme_questions(study, pair)
    groups = answer_groups(study, pair)
    code = study.codebook[pair.code]
    pool = joint_pool(study, pair.code, asked)
    hidden = {
        (field, answer)
        for one in asked
        if one in limits
        for of, field, answer in limits[one].hidden
        if of == pair.code
    }
    telling = _tells(project, study, pair)
    spoke, _holders = spoke_and_hold(study, pair, groups)
    rows = []
    for place, group in enumerate(groups.rows):
        gave, held = table.rows[place].cells
        note = telling or _no_quote(held, len(group.people & spoke), plan.small_base)
        quotes: tuple[Quote, ...] = ()
        if not note:
            quotes = cell_quotes(
                study,
                answers,
                pool,
                cell=held.reference,
                code=pair.code,
                people=group.people,
                attribution=attribution_rule(project),
                taken=taken,
                hidden=hidden,
                exact=not policy.protects,
            )
            taken = taken | {quote.respondent for quote in quotes}
            note = "" if quotes else "no answer here may be quoted"
        label = table.rows[place].label
        rows.append(JointRow(label, group.answers, gave, held, quotes, note))
    closed, holding, without = (row.cells[0] for row in table.rows[-_COMPARED:])
    label = groups.question.label
    if pair.option:
        label = f"{label}: {pair.option}"
    return JointDisplay(
        id=name,
        pair=pair,
        theme=code.label,
        meaning=code.definition,
        question=asked[0],
        question_label=" / ".join(study.questions[one].label for one in asked),
        closed_label=label,
        closed_result=f"{label}: {groups.headline.label} {closed.text}",
        rows=tuple(rows),
        with_theme=holding,
        without_theme=without,
        headline=groups.headline.label,
        notes=(
            NOT_CAUSE,
            f"No quote stands where fewer than {plan.small_base} people are in the "
            "base.",
            *note_lines(table),
        ),
        closed_share=closed,
        questions=asked,
        numbers=table.notes,
    )


def _tells(project: Project, study: Study, pair: JointPair) -> str:
    """Return why nobody may be quoted beside this question; mostly empty."""
    try:
        check_tells_no_person(project, study, pair.closed, place_questions(project))
    except UsageConflict:
        return "no quote: beside this answer it would tell who somebody is"
    return ""


def _no_quote(held: Cell, spoke: int, small_base: int) -> str:
    """Return why a cell shows no quote; empty where it may show some."""
    if held.text == CONFIDENTIAL:
        return "no quote: hidden to protect the people counted"
    if spoke < small_base:
        return f"no quote: fewer than {small_base} people in the base"
    if held.share is None or not held.share.count:
        return "nobody here holds the theme"
    return ""
