"""Quotes and codings of a report, each with the answer it comes from."""

from collections.abc import Iterator

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.quotes import Quote, ThemeQuotes
from hsbcode.domain.survey import Unit
from hsbcode.report.document import JointBlock
from hsbcode.store.project import Project
from hsbcode.workflows.reporting.reading import ReportReading
from hsbcode.workflows.tracing.codings import unit_version
from hsbcode.workflows.tracing.quotes import (
    cleared_flags,
    decided_words,
    left_out,
    stored_words,
)


def quote_rows(
    project: Project, reading: ReportReading
) -> list[tuple[str | int | None, ...]]:
    """Return a row for each quote: the ledger."""
    study = reading.study
    units = {unit.id: unit for some in study.units.values() for unit in some}
    rows: list[tuple[str | int | None, ...]] = []
    for question, label, code, quote, pool in _quotes(reading):
        unit = units[quote.unit]
        name, row, column, wave = project.answers.box_origin(unit.box_id)
        gone = "; ".join(f"{what}: {how}" for what, how in left_out(study, quote, unit))
        rows.append(
            (
                *(quote.reference, question, label),
                "unlike the others" if quote.divergent else "typical",
                *(quote.text, quote.attribution, unit.name, name, row, column, wave),
                quote.reason,
                decided_words(study, code, unit),
                quote.shows,
                gone,
                "; ".join(words for _what, words in cleared_flags(project, unit)),
                pool,
                stored_words(quote, unit),
            )
        )
    return rows


def coding_rows(
    project: Project, reading: ReportReading
) -> list[tuple[str | int | None, ...]]:
    """Return a row for each code of each answer to the questions reported."""
    study = reading.study
    rows: list[tuple[str | int | None, ...]] = []
    for question in study.open_questions:
        if not any(study.verdicts[u.id].counts for u in study.units[question.id]):
            continue
        coded = coded_question(study, question.id)
        counted = {unit.id for some in coded.units.values() for unit in some}
        for unit in study.units[question.id]:
            rows += _of_unit(project, reading, question.id, unit, unit.id in counted)
    return rows


def _of_unit(
    project: Project, reading: ReportReading, question: str, unit: Unit, counted: bool
) -> Iterator[tuple[str | int | None, ...]]:
    study = reading.study
    verdict = study.verdicts[unit.id]
    about = (
        unit.name,
        ", ".join(verdict.coders or study.coders.get(unit.id, ())),
        study.dates.get(unit.id, ""),
        unit_version(project, study, unit),
        str(verdict.standing),
        "yes" if counted else "no",
        "yes" if unit.id in study.held_back else "no",
    )
    for code in sorted(verdict.codes):
        yield (question, code, study.codebook.label(code), *about)


def _quotes(
    reading: ReportReading,
) -> Iterator[tuple[str, str, str, Quote, int | None]]:
    for table in reading.quotes:
        for theme in table.themes:
            for quote in theme.quotes:
                yield table.question, theme.label, theme.code, quote, _pool(theme)
    for block in reading.document.blocks:
        if isinstance(block, JointBlock):
            shown = block.display
            for row in shown.rows:
                for quote in row.quotes:
                    yield shown.question, shown.theme, shown.pair.code, quote, None


def _pool(theme: ThemeQuotes) -> int | None:
    return theme.pool
