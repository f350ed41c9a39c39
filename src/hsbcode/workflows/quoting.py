"""Themed quote tables of a project, with references that stay the same."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.quotes import QuoteLimits, QuoteTable
from hsbcode.domain.study import Study
from hsbcode.quotes.quote_table import quote_table
from hsbcode.store.project import Project
from hsbcode.workflows.naming import place_questions
from hsbcode.workflows.studying import read_study


def attribution_of(project: Project) -> tuple[str, ...]:
    """Return the closed questions that say who is quoted, most general first."""
    value = project.settings.get("attribution")
    return tuple(str(v) for v in value) if isinstance(value, list) else ()


def beside_of(project: Project) -> dict[str, str]:
    """Return code → the closed question whose result stands beside its quotes."""
    value = project.settings.get("beside")
    if not isinstance(value, dict):
        return {}
    standing = project.codebook.standing
    # What was said of a merged code holds unless the other one has a word of its own.
    return {
        standing(str(code)): str(question)
        for code, question in sorted(
            value.items(), key=lambda i: standing(i[0]) == i[0]
        )
    }


def set_attribution(
    project: Project, questions: Sequence[str], coder: str = "project"
) -> None:
    """Remember which closed questions say who is quoted.

    Raises:
        UsageConflict: one of them is no closed question of the project, or says
            where people belong.
    """
    _check_closed(project, questions)
    places = place_questions(project)
    for question in questions:
        if question in places:
            raise UsageConflict(
                f"“{question}” says where people belong, and no quote says that.",
                "hsbcode areas PROJECT -o FOLDER writes a pack for each place.",
            )
    if tuple(questions) != attribution_of(project):
        project.put_setting("attribution", list(questions), coder)


def set_beside(
    project: Project, beside: Mapping[str, str], coder: str = "project"
) -> None:
    """Remember which closed result stands beside which theme.

    Raises:
        UsageConflict: a question is no closed question of the project.
        CodebookError: a code is not in the codebook.
    """
    _check_closed(project, list(beside.values()))
    for code in beside:
        project.codebook[code]
    if dict(beside) != beside_of(project):
        project.put_setting("beside", dict(beside), coder)


def quote_tables(
    study: Study,
    *,
    attribution: Sequence[str] = (),
    beside: Mapping[str, str] | None = None,
    seed: int = 0,
    limits: Mapping[str, QuoteLimits] | None = None,
) -> tuple[QuoteTable, ...]:
    """Return the quote table of every open question that has a coding that counts.

    References run on over the tables, so a reference names one quote of the study.
    ``limits`` are those of tables released under disclosure control.
    """
    tables: list[QuoteTable] = []
    quoted: set[str] = set()
    number = 1
    for question in study.open_questions:
        if not any(study.verdicts[u.id].counts for u in study.units[question.id]):
            continue
        table = quote_table(
            study,
            question.id,
            attribution=attribution,
            seed=seed,
            closed_beside=beside,
            first_reference=number,
            quoted=quoted,
            limits=(limits or {}).get(question.id),
        )
        tables.append(table)
        chosen = [quote for theme in table.themes for quote in theme.quotes]
        quoted.update(quote.respondent for quote in chosen)
        number += len(chosen)
    return tuple(tables)


def only_codes(
    tables: Sequence[QuoteTable], codes: Sequence[str]
) -> tuple[QuoteTable, ...]:
    """Return the tables with the rows of some codes only.

    Raises:
        UsageConflict: no table has a row for one of them.
    """
    if not codes:
        return tuple(tables)
    there = {theme.code for table in tables for theme in table.themes}
    for code in codes:
        if code not in there:
            raise UsageConflict(
                f"No quote table has a theme “{code}”.", nearest(code, there)
            )
    kept = [
        replace(table, themes=tuple(t for t in table.themes if t.code in codes))
        for table in tables
    ]
    return tuple(table for table in kept if table.themes)


def _check_closed(project: Project, questions: Sequence[str]) -> None:
    closed = {q.id for q in read_study(project).closed_questions}
    for question in questions:
        if question not in closed:
            raise UsageConflict(
                f"There is no closed question “{question}”.",
                nearest(question, closed) or "Closed: " + ", ".join(sorted(closed)),
            )
