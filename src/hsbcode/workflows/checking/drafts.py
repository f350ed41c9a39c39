"""A draft or a press line held against the results of a project."""

import contextlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.disclosure import Protection
from hsbcode.domain.drafts import (
    Checked,
    Draft,
    DraftReport,
    DraftVerdict,
    PassageKind,
)
from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.questions import answered
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.files.draft_files import read_draft
from hsbcode.language.draft_sentences import sentence_spans
from hsbcode.report.as_sent import as_sent
from hsbcode.report.assembling import RECORD
from hsbcode.report.chart_words import text_alternative
from hsbcode.report.document import Document
from hsbcode.report.grids import note_lines
from hsbcode.report.report_charts import report_charts
from hsbcode.report.spoken_lines import numbers_of, spoken_lines
from hsbcode.results.drafts.building import measures
from hsbcode.results.drafts.cells import PrintedCell, printed_cells
from hsbcode.results.drafts.checking import Known, check_numbers, numbers_around
from hsbcode.results.drafts.gaps import gaps
from hsbcode.results.drafts.groups import groups
from hsbcode.results.drafts.matching import Matcher
from hsbcode.results.drafts.measures import Measure, pooled
from hsbcode.results.drafts.referenced import REFERENCE, rows_by_reference
from hsbcode.results.drafts.sizes import Sizes
from hsbcode.results.drafts.tables import DraftTables, table_named
from hsbcode.store.project import Project
from hsbcode.workflows.checking.lone_people import check_lone_people
from hsbcode.workflows.checking.quotes import check_quotes
from hsbcode.workflows.quoting.settings import attribution_of
from hsbcode.workflows.releasing import release, released_policy
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import Tabulation, tabulation

if TYPE_CHECKING:
    from hsbcode.results.people import People

_SPLIT = re.compile(r"(\w+x\d+)\b")


def check_draft(
    project: Project, path: Path, *, all_coded: bool = False
) -> DraftReport:
    """Hold a draft against the results of a project.

    Args:
        project: an open project.
        path: the draft.
        all_coded: whether answers count that were picked for what they are.

    Raises:
        DraftError: the draft cannot be read.
    """
    draft = read_draft(path)
    study = read_study(project, all_coded=all_coded)
    against = results_of(project, study, draft)
    checked: list[Checked] = [
        *check_numbers(draft, against),
        *check_quotes(project, study, draft),
        *check_lone_people(project, study, draft),
    ]
    # what our report says of itself is no doubt to look into
    checked = [
        one
        for one in checked
        if one.verdict is not DraftVerdict.DOUBTFUL or one.sentence not in against.lines
    ]
    checked.sort(key=lambda one: one.line)
    return DraftReport(draft.name, tuple(checked), numbers_around(draft))


def results_of(project: Project, study: Study, draft: Draft | None = None) -> Known:
    """Return everything a draft can be held against.

    Args:
        project: whose specs, names and policy count.
        study: its answers.
        draft: the text; splits of tables that it repeats are made for it.
    """
    made = tabulation(project, study)
    tables = made.usual(every=True)
    own = measures(study, tables)
    first = list(attribution_of(project))
    cells: tuple[PrintedCell, ...] = ()
    if made.file is not None:
        people = made.people
        cells = printed_cells(made.file, people, tables)
        own = (*own, *_pooled(people, own))
        first += [
            line.groups_of
            for spec in made.file.tables
            for line in (*spec.rows, *spec.columns)
            if line.groups_of
        ]
        first += [one.column for p in made.populations for one in p.where]
    first = list(dict.fromkeys(first))
    began = frozenset(person.id for person in study.respondents if person.began)
    sizes = Sizes(
        began,
        {
            study.questions[name].label: len(answered(study, name))
            for name in first
            if name in study.questions
        },
    )
    has_tables = draft is not None and any(
        passage.kind is PassageKind.CELL for passage in draft.passages
    )
    splits = _splits(made, draft) if draft is not None and has_tables else ()
    # a draft without numbers of a report repeats none, and releasing takes a while
    named = draft is not None and any(
        REFERENCE.search(passage.text) for passage in draft.passages
    )
    printed = _printed(project, study, made, splits) if has_tables or named else ()
    own_report = _own_report(project, draft)
    if own_report is not None:
        printed = (*printed, *numbers_of(own_report))
    policy = released_policy(project)
    rounds = policy.protection is Protection.ROUNDED
    matcher = Matcher(own, policy.round_to if rounds else 1, study.scale)
    return Known(
        matcher=matcher,
        groups=groups(study, first),
        cells=cells,
        tables=DraftTables((*tables, *splits, *printed)),
        sizes=sizes,
        gaps=gaps(matcher, cells),
        lines=frozenset(
            (*_lines((*tables, *splits), printed), *_own_lines(own_report))
        ),
        rows=rows_by_reference((*tables, *splits, *printed)),
    )


def _splits(made: Tabulation, draft: Draft) -> tuple[Table, ...]:
    """Return the splits whose ids stand above tables of the draft."""
    captions = {p.caption for p in draft.passages if p.kind is PassageKind.CELL}
    found: list[Table] = []
    for caption in sorted(captions):
        match = _SPLIT.match(table_named(caption)[0])
        if match is not None:
            with contextlib.suppress(HsbcodeError):  # any word may look like an id
                found.extend(made.named([match[1]]))
    return tuple(found)


def _printed(
    project: Project, study: Study, made: Tabulation, splits: Sequence[Table]
) -> tuple[Table, ...]:
    """Return the tables as a report prints them: areas as numbers, under the policy."""
    from hsbcode.workflows.areas.numbers import with_area_numbers

    by = [table.by for table in splits if table.by in study.questions]
    released = release(
        study,
        released_policy(project),
        by=tuple(dict.fromkeys(by)),
        attribution=attribution_of(project),
        tables=made,
    )
    return with_area_numbers(project, study, released.tables)[0]


def _lines(exact: Iterable[Table], printed: Sequence[Table]) -> Iterable[str]:
    """Yield the sentences that reports set around tables, as they are written."""
    for table in (*exact, *printed):
        for line in note_lines(table):
            yield from _with_sentences(line)
    for chart, _table in report_charts(printed):
        if chart is not None:
            yield text_alternative(chart)


def _own_report(project: Project, draft: Draft | None) -> Document | None:
    """Return the report as it would be now, where the draft was one of ours."""
    if draft is None or not any(
        passage.kind is PassageKind.HEADING and passage.text.strip() == RECORD
        for passage in draft.passages
    ):
        return None
    from hsbcode.workflows.reporting.plan import report_plan
    from hsbcode.workflows.reporting.reading import read_report

    return read_report(project, report_plan(project)).document


def _own_lines(report: Document | None) -> Iterable[str]:
    """Yield what our report says in its own words, whole and sentence by sentence."""
    if report is None:
        return
    # a file holds some of it once, and a table taken out of it all of it
    for document in (report, as_sent(report)):
        for line in spoken_lines(document):
            yield from _with_sentences(line)


def _with_sentences(line: str) -> Iterable[str]:
    yield line
    yield from (line[start:end].strip() for start, end in sentence_spans(line))


def _pooled(people: "People", own: tuple[Measure, ...]) -> list[Measure]:
    """Return the twin questions of an instrument, each pair as one measure."""
    by_id = {measure.id: measure for measure in own}
    found = []
    for pool in people.form.pools:
        question = people.form.questions.get(pool.id)
        if question is None:
            continue
        rows = {row.id: row.label for row in question.rows} or {"": ""}
        for row, label in rows.items():
            tail = f".{row}" if row else ""
            twins = [by_id[f"{s}{tail}"] for s in pool.sources if f"{s}{tail}" in by_id]
            made = pooled(f"{pool.id}{tail}", question.label, label, twins)
            if made is not None:
                found.append(made)
    return found
