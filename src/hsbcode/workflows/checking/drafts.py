"""A draft or a press line held against the results of a project."""

import contextlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.disclosure import Protection
from hsbcode.domain.drafts import Checked, Draft, DraftReport, PassageKind
from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.questions import answered
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.files.draft_files import read_draft
from hsbcode.report.chart_words import text_alternative
from hsbcode.report.grids import note_lines
from hsbcode.report.report_charts import report_charts
from hsbcode.results.drafts.building import measures
from hsbcode.results.drafts.cells import PrintedCell, printed_cells
from hsbcode.results.drafts.checking import Known, check_numbers, numbers_around
from hsbcode.results.drafts.gaps import gaps
from hsbcode.results.drafts.groups import groups
from hsbcode.results.drafts.matching import Matcher
from hsbcode.results.drafts.measures import Measure, pooled
from hsbcode.results.drafts.sizes import Sizes
from hsbcode.results.drafts.tables import DraftTables
from hsbcode.store.project import Project
from hsbcode.workflows.checking.quotes import check_quotes
from hsbcode.workflows.quoting import attribution_of
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
    # a draft without tables repeats no printed one, and releasing takes a while
    printed = _printed(project, study, made, splits) if has_tables else ()
    policy = released_policy(project)
    rounds = policy.protection is Protection.ROUNDED
    matcher = Matcher(own, policy.round_to if rounds else 1)
    return Known(
        matcher=matcher,
        groups=groups(study, first),
        cells=cells,
        tables=DraftTables((*tables, *splits, *printed)),
        sizes=sizes,
        gaps=gaps(matcher, cells),
        lines=frozenset(_lines((*tables, *splits), printed)),
    )


def _splits(made: Tabulation, draft: Draft) -> tuple[Table, ...]:
    """Return the splits whose ids stand above tables of the draft."""
    captions = {p.caption for p in draft.passages if p.kind is PassageKind.CELL}
    found: list[Table] = []
    for caption in sorted(captions):
        match = _SPLIT.match(caption)
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
        yield from note_lines(table)
    for chart, _table in report_charts(printed):
        if chart is not None:
            yield text_alternative(chart)


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
