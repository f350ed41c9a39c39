"""A number or a quote as a report printed it, and where it stands by now."""

from dataclasses import dataclass

from hsbcode.domain.disclosure import DisclosurePolicy, Protection
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.release_changes import cells_by_place
from hsbcode.domain.releases import (
    Release,
    ReleasedCell,
    ReleasedQuote,
    ReleasedRow,
    ReleasedTable,
    ReleaseFacts,
)
from hsbcode.store.project import Project
from hsbcode.workflows.releases.facts import facts_of
from hsbcode.workflows.releases.register import named_release
from hsbcode.workflows.reporting.plan import changed_plan, report_plan
from hsbcode.workflows.reporting.reading import read_report
from hsbcode.workflows.tracing.codings import Facts
from hsbcode.workflows.tracing.references import trace
from hsbcode.workflows.tracing.tables import Trace


@dataclass(frozen=True, slots=True)
class _Printed:
    """A cell of a report with what stands around it."""

    table: ReleasedTable
    row: ReleasedRow
    column: str
    cell: ReleasedCell


def trace_in_report(project: Project, reference: str, report: str) -> Trace:
    """Explain a reference of a report that was written, even if it is another by now.

    Args:
        project: whose register has the report.
        reference: as the report prints it, of a number or a quote.
        report: number, file or id of the report.

    Returns:
        What the report printed, what that is now, and where the present one comes from.

    Raises:
        UsageConflict: there is no such report, or it has no such number or quote.
    """
    release = named_release(project, report)
    reference = reference.strip()
    now = _facts_now(project, release)
    quote = next((q for q in release.facts.quotes if q.reference == reference), None)
    if quote is not None:
        facts, present = _quote(release.facts, now, quote), _answer(project, quote)
        title = f"A quote of {release.words}"
    else:
        printed = _printed(release, reference)
        facts, present = _number(now, printed)
        title = printed.table.title
    facts = [*_report(release, now), *facts]
    if not present:
        return Trace(reference, title, tuple(facts))
    found = trace(project, present)
    facts.append(("now traced as", found.reference))
    return Trace(
        reference, title, (*facts, *found.facts), found.respondents, found.numbers
    )


def _report(release: Release, now: ReleaseFacts) -> Facts:
    facts = release.facts
    same = facts.state == now.state
    found = [
        ("report", release.words),
        ("codebook version then", facts.codebook or "none"),
        ("disclosure control then", facts.protection),
        ("project since then", "as it was" if same else "CHANGED"),
    ]
    if release.withdrawn:
        found.append(("withdrawn", f"{release.withdrawn[:10]}: {release.reason}"))
    return found


def _quote(then: ReleaseFacts, now: ReleaseFacts, quote: ReleasedQuote) -> Facts:
    label = next((t.label for t in then.themes if t.code == quote.code), quote.code)
    found = [("theme then", label), ("attribution then", quote.attribution)]
    key = (quote.question, quote.code, quote.unit)
    present = next((q for q in now.quotes if (q.question, q.code, q.unit) == key), None)
    if present is None:
        found.append(("now", "not quoted for this theme any more"))
        return found
    found.append(("now", f"quoted as {present.reference}"))
    if present.digest != quote.digest:
        found.append(("words", "CHANGED: cut or masked otherwise, or another text"))
    if present.attribution != quote.attribution:
        found.append(("attribution now", present.attribution))
    return found


def _answer(project: Project, quote: ReleasedQuote) -> str:
    units = project.answers.units([quote.unit])
    return units[0].name if units else ""


def _number(now: ReleaseFacts, printed: _Printed) -> tuple[Facts, str]:
    table, cell = printed.table, printed.cell
    found = [
        ("table then", f"{table.id}: {table.title}"),
        ("row then", printed.row.label),
        ("column then", printed.column),
        ("printed then", cell.text),
    ]
    same = next((t for t in now.tables if t.identity == table.identity), None)
    places = {id(c): place for place, c in cells_by_place(table).items()}
    place = places[id(cell)]
    present = cells_by_place(same).get(place) if same is not None else None
    if present is None:
        found.append(("now", "the report has no such number any more"))
        return found, ""
    changed = "" if present.text == cell.text else "CHANGED: "
    found.append(("printed now", f"{changed}{present.text}"))
    return found, present.reference


def _printed(release: Release, reference: str) -> _Printed:
    for table in release.facts.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=False):
                if cell.reference and cell.reference == reference:
                    return _Printed(table, row, column, cell)
    raise UsageConflict(
        f"{release.names} has no number or quote “{reference[:40]}”.",
        "A cell is TABLE.ROW.COLUMN as in T3.2.1, a quote is Q12.",
    )


def _facts_now(project: Project, release: Release) -> ReleaseFacts:
    """Return what the same report would print now."""
    then = release.facts
    options = dict(then.options)
    plan = changed_plan(
        report_plan(project),
        parts=[part for part in then.parts if part] or (),
        by=_listed(options.get("by", "")),
        questions=_listed(options.get("questions", "")),
    )
    policy = DisclosurePolicy(
        Protection(then.protection), then.threshold, then.round_to
    )
    reading = read_report(
        project, plan, policy=policy, all_coded="all coded" in options
    )
    return facts_of(reading.study, reading.document, policy)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())
