"""Tables with a column for each area, protected together and then cut to one area.

A column of those without an area is protected with the others and never printed: it
is what the areas leave of the total.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.disclosure import DisclosurePolicy, Protection
from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.numbers.printing import printed_number
from hsbcode.results.answer_by_answer import answer_by_answer_table
from hsbcode.results.counted import with_marks
from hsbcode.results.disclosure.areas import suppress_areas
from hsbcode.results.disclosure.policy import apply_policies
from hsbcode.results.engine import compute
from hsbcode.results.grouped import people_with_groups, study_with_groups
from hsbcode.results.notes import small_base_notes
from hsbcode.results.specs import Line, TableSpec
from hsbcode.results.theme_by_answer import theme_by_answer_table
from hsbcode.workflows.tabulating import Tabulation

GROUP = "area_of_pack"
NONE = "(no area)"
ALL = "All"
_MARK = re.compile(r"(\[\w+\]):")
_BASES = re.compile(r"bases? n = ")


@dataclass(frozen=True, slots=True)
class AreaTable:
    """One table over all areas, as it is released."""

    table: Table
    over: int | None
    """Percentage; packs say in how many areas a row is above it."""


class AreaTables:
    """All tables of a set of packs.

    Args:
        made: the tables of the study.
        fact: the question that says where people belong.
        label: its label.
        groups: respondent → name of the area, sorted by the names as packs print them;
            everybody who took part, ``NONE`` for those without an area.
        policy: disclosure control.
        every: also frequencies of closed questions where there are specs.
        over: percentage; for every table, in how many areas a row is above it.
    """

    def __init__(
        self,
        made: Tabulation,
        fact: str,
        label: str,
        groups: Mapping[str, str],
        policy: DisclosurePolicy,
        *,
        every: bool = False,
        over: int | None = None,
    ) -> None:
        self.areas = tuple(
            name for name in dict.fromkeys(groups.values()) if name != NONE
        )
        self.left_out: tuple[str, ...] = ()
        """Ids of tables that cannot be split."""
        self._fact, self._label, self._groups = fact, label, groups
        self._over = over
        study = study_with_groups(made.study, GROUP, label, groups)
        exact = [*self._specs(made), *self._questions(made, study, every)]
        tables = [one.table for one in exact]
        if policy.protection is Protection.SUPPRESSED:
            # one column must not give away what another hides, in whatever pack
            tables = [with_marks(study, table) for table in tables]
            released = suppress_areas(tables, policy, NONE)
        else:
            released = apply_policies(tables, policy)
        self._policy = policy
        self._exact = tables
        self.tables = tuple(
            AreaTable(table, one.over)
            for table, one in zip(released, exact, strict=True)
        )

    def of_area(self, area: str) -> tuple[Table, ...]:
        """Return the tables of one pack: its own column, and everybody's."""
        return tuple(
            self._cut(one, exact, area)
            for one, exact in zip(self.tables, self._exact, strict=True)
        )

    def _questions(
        self, made: Tabulation, study: Study, every: bool
    ) -> list[AreaTable]:
        found = []
        closed = [q.id for q in made.study.closed_questions if q.id != self._fact]
        for question in closed if every or made.file is None else ():
            table = answer_by_answer_table(
                study, question, GROUP, made.numbers[question]
            )
            found.append(AreaTable(table, self._over))
        for question in (q.id for q in study.open_questions):
            if made.is_coded(question):
                table = theme_by_answer_table(
                    study, question, GROUP, made.numbers[question]
                )
                found.append(AreaTable(table, self._over))
        return found

    def _specs(self, made: Tabulation) -> list[AreaTable]:
        """Return spec tables of one column, split, and those split by area already."""
        if made.file is None:
            return []
        from hsbcode.results.engine import makeable

        people = people_with_groups(made.people, GROUP, self._label, self._groups)
        possible = {spec.id for spec in makeable(made.file, people)}
        found: list[AreaTable] = []
        left: list[str] = []
        for spec in made.specs.values():
            split = self._splittable(spec)
            if spec.id not in possible:
                continue
            if split is None:
                left.append(spec.id)
                continue
            try:
                table = compute(split, people, made.file.populations, by=GROUP)
            except HsbcodeError:
                left.append(spec.id)
                continue
            over = self._over if spec.columns_over is None else spec.columns_over
            title = spec.title if spec.columns[0].groups_of else table.title
            table = replace(table, title=title)
            found.append(AreaTable(table, over))
        self.left_out = tuple(left)
        return found

    def _splittable(self, spec: TableSpec) -> TableSpec | None:
        """Return a spec with one column that does not speak of areas; None if none."""
        from msgspec import structs

        by_area = len(spec.columns) == 1 and spec.columns[0].groups_of == self._fact
        if by_area:
            share = (Line(id="share", label="Share"),)
            spec = structs.replace(spec, columns=share)
        spec = structs.replace(spec, columns_over=None, gaps=(), top=0)
        return None if self._fact in spec.names else spec

    def _cut(self, one: AreaTable, exact: Table, area: str) -> Table:
        table = one.table
        own, whole = table.columns.index(area), len(table.columns) - 1
        rows = []
        for row in table.rows:
            cells = [row.cells[own], row.cells[whole]]
            if one.over is not None:
                cells.append(Cell(text=self._above(table, row, one.over)))
            plain = tuple(replace(cell, reference="", who=0, whole=0) for cell in cells)
            bases = {cell.share.base for cell in plain if cell.share}
            rows.append(
                replace(
                    row,
                    cells=plain,
                    reference="",
                    base=bases.pop() if len(bases) == 1 else None,
                )
            )
        columns = [area, ALL]
        if one.over is not None:
            columns.append(f"{self._label}: above {one.over} %")
        return replace(
            table,
            columns=tuple(columns),
            rows=tuple(rows),
            notes=replace(
                table.notes,
                base_rule=_without_bases(table.notes.base_rule),
                more=self._more(table, exact, rows, one.over),
            ),
        )

    def _above(self, table: Table, row: Row, over: int) -> str:
        """Return in how many areas the printed percentage is above a limit."""
        above = told = 0
        for column, cell in zip(table.columns, row.cells, strict=False):
            number = printed_number(cell.share) if cell.share else None
            if column in self.areas and number is not None:
                told += 1
                above += number > over
        return f"{above} of {told}" if told else ""

    def _more(
        self, table: Table, exact: Table, rows: Sequence[Row], over: int | None
    ) -> tuple[str, ...]:
        """Return notes that speak of the pack's own columns only."""
        texts = [cell.text for row in rows for cell in row.cells]
        others = {*small_base_notes(exact.rows), *small_base_notes(table.rows)}
        more = [
            note
            for note in table.notes.more
            if note not in others and not _explains_nothing(note, texts)
        ]
        more.append(f"“{ALL}” is everybody, those without an area included.")
        if over is not None:
            more.append(
                f"Above {over} %: in how many areas, of those whose percentage is "
                "printed in their own pack."
            )
        if not self._policy.protects:
            more.extend(small_base_notes(rows))
        return tuple(more)


def _explains_nothing(note: str, texts: Sequence[str]) -> bool:
    """Whether a note explains a mark that stands in none of the cells."""
    mark = _MARK.match(note)
    return mark is not None and not any(mark[1] in text for text in texts)


def _without_bases(rule: str) -> str:
    """Return a base rule without the range of bases over all columns."""
    return "; ".join(part for part in rule.split("; ") if not _BASES.match(part))
