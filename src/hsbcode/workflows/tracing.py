"""Where a number or a quote comes from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.coded_question import CodedQuestion, coded_question
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Respondent, Unit
from hsbcode.domain.tables import Row, Table
from hsbcode.results.counted import counted_people
from hsbcode.store.project import Project
from hsbcode.workflows.quoting import attribution_of, beside_of, quote_tables
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import all_tables, table_numbers
from hsbcode.workflows.undoing import describe

_TABLE = re.compile(r"T(\d+)(?:x(\d+))?(?:\.(\d+))?(?:\.(\d+))?")
_QUOTE = re.compile(r"Q\d+")


@dataclass(frozen=True, slots=True)
class Trace:
    """The origin of one reference."""

    reference: str
    title: str
    facts: tuple[tuple[str, str], ...]
    """(what, value) in reading order."""
    respondents: tuple[str, ...] = field(default=())
    """References of the people counted."""


def trace(project: Project, reference: str) -> Trace:
    """Explain a reference: T3, T3.2, T3.2.1, T9x3.2.1, Q12, or respondent/question/box.

    Raises:
        UsageConflict: nothing has that reference.
    """
    reference = reference.strip()
    study = read_study(project)
    if match := _TABLE.fullmatch(reference):
        return _trace_table(project, study, reference, match)
    if _QUOTE.fullmatch(reference):
        return _trace_quote(project, study, reference)
    for units in study.units.values():
        for unit in units:
            if reference in (unit.name, unit.id):
                return _trace_unit(project, study, unit, reference)
    raise UsageConflict(
        f"Nothing has the reference “{reference}”.",
        "References look like T3, T3.2, T3.2.1, Q12 or 1003/challenges/1.",
    )


def _trace_table(
    project: Project, study: Study, reference: str, match: re.Match[str]
) -> Trace:
    names = {number: question for question, number in table_numbers(study).items()}
    question = names.get(f"T{match[1]}")
    split = names.get(f"T{match[2]}") if match[2] else None
    if question is None or (match[2] and split is None):
        raise UsageConflict(f"There is no table T{match[1]}.")
    wanted = f"T{match[1]}" + (f"x{match[2]}" if match[2] else "")
    tables = all_tables(study, [split] if split else [])
    table = next((t for t in tables if t.id == wanted), None)
    if split and not study.questions[question].is_open:
        raise UsageConflict(
            f"Table T{match[1]} has no themes to split, so there is no {wanted}.",
            "Splits are of open questions by closed ones.",
        )
    if table is None:
        raise UsageConflict(
            f"Table {wanted} has nothing to show yet.",
            "Its answers are not coded.",
        )
    row = _nth(table.rows, match[3], reference)
    facts = [*_table_facts(project, study, table)]
    if row is None:
        return Trace(reference, table.title, tuple(facts))
    facts.insert(0, ("row", row.label))
    column = int(match[4]) - 1 if match[4] else None
    if column is not None:
        if not 0 <= column < len(row.cells):
            raise UsageConflict(f"Row {table.id}.{match[3]} has no cell {match[4]}.")
        facts.insert(1, ("column", table.columns[column]))
        cell = row.cells[column]
        if cell.share is not None:
            facts.insert(2, ("count", f"{cell.share.count} of {cell.share.base}"))
        elif cell.text:
            facts.insert(2, ("printed", cell.text))
    elif row.base is not None:
        facts.insert(1, ("base", f"n = {row.base}"))
    counted = counted_people(study, table, row, column)
    facts.extend(_coding_facts(project, study, table.question, row, counted))
    people = [person for person in study.respondents if person.id in counted]
    if people:
        facts.append(("rows", _rows_words(people)))
    return Trace(
        reference,
        table.title,
        tuple(facts),
        tuple(person.reference for person in people),
    )


def _table_facts(project: Project, study: Study, table: Table) -> list[tuple[str, str]]:
    question = study.questions[table.question]
    notes = table.notes
    facts = [
        ("source", "; ".join(f"{n} (wave {w})" for w, n in study.sources.items())),
        ("question", question.text or question.label),
        ("columns", "; ".join(question.columns)),
        ("population", notes.population),
        ("filter", notes.filter),
        ("base rule", notes.base_rule),
        ("rounding", notes.rounding),
    ]
    if table.by:
        split = study.questions[table.by]
        facts += [
            ("split by", split.text or split.label),
            ("columns of the split", "; ".join(split.columns)),
        ]
    if question.is_open:
        facts += [
            ("whose coding counts", _standing_words(study, table.question)),
            ("codebook version", project.codebook.version or "none"),
        ]
    return facts


def _rows_words(people: Sequence[Respondent]) -> str:
    """Return the rows of the source in which people stand, wave by wave."""
    waves: dict[str, list[str]] = {}
    for person in people:
        waves.setdefault(person.wave, []).append(str(person.row))
    if len(waves) == 1:
        (rows,) = waves.values()
        return ", ".join(rows)
    return "; ".join(f"wave {wave}: {', '.join(rows)}" for wave, rows in waves.items())


def _standing_words(study: Study, question: str) -> str:
    counts: dict[str, int] = {}
    for unit in study.units[question]:
        standing = str(study.verdicts[unit.id].standing)
        counts[standing] = counts.get(standing, 0) + 1
    return ", ".join(f"{n} {name}" for name, n in sorted(counts.items()))


def _coding_facts(
    project: Project,
    study: Study,
    question: str,
    row: Row,
    counted: frozenset[str],
) -> list[tuple[str, str]]:
    if not study.questions[question].is_open:
        return []
    coded: CodedQuestion = coded_question(study, question)
    units = [u for u in coded.units.get(row.key, ()) if u.respondent in counted]
    if not units:
        return []
    return [
        ("answers", ", ".join(unit.name for unit in units)),
        ("coders", ", ".join(_coders(study, units))),
        ("coded", _dates(study, units)),
        ("coded under version", _versions(project, study, units)),
    ]


def _versions(project: Project, study: Study, units: Sequence[Unit]) -> str:
    """Return the versions of the codebook under which the counted passes ended."""
    wanted = {unit.id: {*study.verdicts[unit.id].coders, SETTLED} for unit in units}
    found = {
        version
        for (coder, _round), held in project.fold.passes.items()
        for unit, coders in wanted.items()
        if coder in coders and unit in held
        for version in held[unit].finishes.values()
    }
    return ", ".join(sorted(found - {""})) or "none"


def _coders(study: Study, units: Sequence[Unit]) -> list[str]:
    return sorted({c for u in units for c in study.verdicts[u.id].coders})


def _dates(study: Study, units: Sequence[Unit]) -> str:
    dates = sorted({study.dates[u.id] for u in units if u.id in study.dates})
    if not dates:
        return "unknown"
    return dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"


def _trace_quote(project: Project, study: Study, reference: str) -> Trace:
    tables = quote_tables(
        study, attribution=attribution_of(project), beside=beside_of(project)
    )
    for table in tables:
        for theme in table.themes:
            for quote in theme.quotes:
                if quote.reference != reference:
                    continue
                unit = next(
                    u for u in study.units[table.question] if u.id == quote.unit
                )
                found = _trace_unit(project, study, unit, reference)
                facts = (
                    ("theme", theme.label),
                    ("attribution", quote.attribution),
                    ("why this one", quote.reason),
                    ("chosen from", f"{theme.pool} answers"),
                    *found.facts,
                )
                return Trace(reference, found.title, facts, found.respondents)
    raise UsageConflict(f"There is no quote {reference}.")


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
        ("coded", _dates(study, [unit])),
        ("codebook version", _versions(project, study, [unit])),
    ]
    facts.extend(
        (
            "done",
            f"{act.at[:16].replace('T', ' ')} UTC, {act.coder}: "
            f"{describe(project, act)}" + (f" ({act.origin})" if act.origin else ""),
        )
        for act in project.log.of_unit(unit.id)
    )
    title = study.questions[unit.question].label
    return Trace(reference, title, tuple(facts), (unit.reference,))


def _nth(rows: tuple[Row, ...], number: str | None, reference: str) -> Row | None:
    if number is None:
        return None
    place = int(number) - 1
    if not 0 <= place < len(rows):
        raise UsageConflict(
            f"There is no {reference}.", f"That table has {len(rows)} rows."
        )
    return rows[place]
