"""Results to look through: which tables there are, and each of them in every form.

Everything is computed from values read once, so that a screen can ask for it beside
whatever else goes on. What counts is imported when it is asked for: the list of tables
is there before.
"""

import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.disclosure import NO_CONTROL, DisclosurePolicy, Protection
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.survey import Question
from hsbcode.domain.tables import Table
from hsbcode.report.grids import note_lines
from hsbcode.report.widths import wrapped
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_titles
from hsbcode.workflows.opening import open_project

if TYPE_CHECKING:
    from hsbcode.workflows.joint.tables import JointPlanned
    from hsbcode.workflows.tabulating import Tabulation

__all__ = [
    "Listed",
    "Page",
    "Results",
    "Wish",
    "listed",
    "page_bars",
    "read_results",
    "wrapped",
]

SURVEY, JOINT, THEMES, ANSWERS = "survey", "joint", "themes", "answers"
"""Tables that specs describe, joint displays that the project keeps, themes of open
questions, answers to closed ones."""
_RULE_NAME = re.compile(r"\bBR\d: ")
_CLOSED = ("closed", "tick", "ticks")


@dataclass(frozen=True, slots=True)
class Listed:
    """A table that can be looked at."""

    kind: str
    name: str
    """Of a spec or of a question."""
    title: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One table in one of its forms."""

    kind: str
    name: str
    by: str = ""
    """The closed question that splits it."""
    released: bool = False
    """Under the project's disclosure control instead of with exact numbers."""


@dataclass(frozen=True, slots=True)
class Page:
    """A table as it is looked at."""

    wish: Wish
    table: Table
    notes: tuple[str, ...]
    """What stands under it, a sentence or two each."""


def _in_words(notes: Iterable[str]) -> tuple[str, ...]:
    """Return notes without the names of base rules: their words follow each name."""
    return tuple(_RULE_NAME.sub("", note) for note in notes)


def listed(project: Project) -> tuple[Listed, ...]:
    """Return the tables of a project without reading its answers.

    Those of its specs come first, then themes, then answers; joint displays, and
    variables that the instrument derives, follow once the answers are read.
    """
    return _listed(project.answers.questions(), kept_titles(project))


def page_bars(page: Page, column: int, width: int) -> str:
    """Return a page as bars of characters; of one column where not all fit a chart.

    Empty where nothing can be drawn.
    """
    from hsbcode.workflows.picturing import table_bars

    table = page.table
    found = table_bars(table, width=width)
    if found or not 0 <= column < len(table.columns):
        return found
    rows = tuple(
        replace(row, cells=row.cells[column : column + 1]) for row in table.rows
    )
    heading = table.columns[column]
    one = replace(
        table,
        kind="spec",
        title=f"{table.title}: {heading}",
        columns=(heading,),
        rows=rows,
    )
    return table_bars(one, width=width)


def read_results(path: Path) -> "Results":
    """Read everything that results are computed from, over a connection of its own.

    Raises:
        ProjectFileError: the file cannot be opened.
        InstrumentError: an answer has no group in a derived variable.
        UsageConflict: the kept instrument is of another survey.
    """
    from hsbcode.workflows.joint.tables import planned
    from hsbcode.workflows.quoting.settings import attribution_of
    from hsbcode.workflows.releasing import released_policy
    from hsbcode.workflows.studying import read_study
    from hsbcode.workflows.tabulating import tabulation

    with open_project(path, write=False) as project:
        study = read_study(project)
        return Results(
            tabulation(project, study),
            released_policy(project),
            attribution_of(project),
            planned(project, study),
        )


class Results:
    """The tables of one study; each is computed when it is first asked for.

    May be asked from several threads, which then wait for each other.

    Args:
        tabulation: how its tables are made.
        policy: what is released under.
        attribution: closed questions that say who is quoted.
        joint: the joint displays that the project keeps.
    """

    def __init__(
        self,
        tabulation: "Tabulation",
        policy: DisclosurePolicy,
        attribution: tuple[str, ...] = (),
        joint: "JointPlanned | None" = None,
    ) -> None:
        self.tabulation = tabulation
        self._joint = {t.id: t for t in tabulation.joint} if joint else {}
        self._joint_plan = joint
        self.study = tabulation.study
        self.policy = policy
        self.attribution = attribution
        displays = {table.id: table.title for table in self._joint.values()}
        self.tables = _listed(self.study.questions, self._titles(), displays)
        self._coded = tuple(
            question
            for question in self.study.open_questions
            if tabulation.is_coded(question.id)
        )
        self._pages: dict[Wish, Page] = {}
        self._together: dict[str, Table] = {}
        self._every_released = False
        self._lock = threading.Lock()

    def known(self, wish: Wish) -> Page | None:
        """Return a table that was computed before."""
        return self._pages.get(wish)

    def page(self, wish: Wish) -> Page:
        """Return one table.

        Raises:
            UsageConflict: there is no such table, it cannot be split so, or the
                policy cannot be applied to it.
            TableSpecError: it cannot be made as its spec describes it.
        """
        with self._lock:
            if wish not in self._pages:
                table = self._released(wish) if wish.released else self._exact(wish)
                self._pages[wish] = Page(wish, table, _in_words(note_lines(table)))
            return self._pages[wish]

    def splits(self, wish: Wish) -> tuple[Question, ...]:
        """Return the questions whose answers, or themes, a table can be split by."""
        if wish.kind == JOINT:
            return ()
        themes = () if wish.kind == THEMES else self._coded
        every = (*self.study.closed_questions, *themes)
        return tuple(question for question in every if question.id != wish.name)

    def counted(self, page: Page, row: int, column: int) -> frozenset[str]:
        """Return the respondents that a cell counts.

        Raises:
            UsageConflict: the table's questions are not in the study.
            TableSpecError: the table has no such cell.
        """
        table, wish = page.table, page.wish
        with self._lock:
            from hsbcode.results.cell_origins import people_of_cell
            from hsbcode.results.counted import counted_people

            if wish.kind == JOINT and self._joint_plan is not None:
                from hsbcode.results.joint import people_of

                plan = self._joint_plan
                pair = plan.pairs[plan.ids.index(wish.name)]
                return people_of(plan.study, pair, row, column)[0]
            if wish.kind != SURVEY:
                return counted_people(self.study, table, table.rows[row], column)
            made = self.tabulation
            chosen, _base = people_of_cell(
                made.people,
                made.spec(wish.name),
                table.rows[row].key,
                column,
                made.populations,
                by=made.column_of(wish.by) if wish.by else "",
            )
            return chosen

    def _titles(self) -> dict[str, str]:
        """Return id → title of the specs that can be made of these answers."""
        from hsbcode.results.engine import makeable

        file = self.tabulation.file
        if file is None or not self.study.closed:
            return {}
        return {spec.id: spec.title for spec in makeable(file, self.tabulation.people)}

    def _exact(self, wish: Wish) -> Table:
        if wish.kind == JOINT:
            from hsbcode.results.joint import printed_joint

            return printed_joint(self._joint[wish.name], NO_CONTROL)
        if wish.kind == SURVEY:
            return self.tabulation.spec_table(wish.name, wish.by)
        if wish.kind == THEMES and not self.tabulation.is_coded(wish.name):
            raise UsageConflict(
                "No answer to this question has a coding that counts yet.",
                "Its themes are counted as soon as answers are coded.",
            )
        return self.tabulation.question_table(wish.name, wish.by)

    def _released(self, wish: Wish) -> Table:
        if not self.policy.protects:
            return self._exact(wish)
        from hsbcode.workflows.releasing import released_tables

        made = self.tabulation
        if wish.kind == JOINT:
            return self._released_joint(wish.name)
        name = wish.name if wish.kind == SURVEY else made.numbers[wish.name]
        if wish.by:
            (*_whole, split) = released_tables(made, self.policy, [name], [wish.by])
            return split
        if self.policy.protection is not Protection.SUPPRESSED:
            (table,) = released_tables(made, self.policy, [name])
            return table
        # what one table hides another must not give away: they are made together
        if not self._every_released:
            self._every_released = True
            every = released_tables(made, self.policy, every=True)
            self._together |= {table.id: table for table in every}
        if name not in self._together:
            (self._together[name],) = released_tables(made, self.policy, [name])
        return self._together[name]

    def _released_joint(self, name: str) -> Table:
        from hsbcode.results.joint import printed_joint
        from hsbcode.workflows.releasing import release

        if name not in self._together:
            # what one table hides another must not give away
            found = release(
                self.study,
                self.policy,
                attribution=self.attribution,
                tables=self.tabulation,
            )
            for table in found.joint:
                self._together[table.id] = printed_joint(table, self.policy)
        return self._together[name]


def _listed(
    questions: Mapping[str, Question],
    titles: Mapping[str, str],
    displays: Mapping[str, str] | None = None,
) -> tuple[Listed, ...]:
    return (
        *(Listed(SURVEY, name, title) for name, title in titles.items()),
        *(Listed(JOINT, name, title) for name, title in (displays or {}).items()),
        *(Listed(THEMES, q.id, q.label) for q in questions.values() if q.is_open),
        *(
            Listed(ANSWERS, q.id, q.label)
            for q in questions.values()
            if q.kind in _CLOSED
        ),
    )
