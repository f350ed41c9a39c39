"""One cell of a table: who is counted, out of whom, and how it is printed."""

from dataclasses import dataclass
from fractions import Fraction

from hsbcode.domain.closed_form import ClosedQuestion, QuestionType
from hsbcode.domain.shares import Share
from hsbcode.numbers.printing import LOW_BASE, LOW_MARK, NO_BASE
from hsbcode.numbers.rounding import half_up
from hsbcode.results.answer_states import Mask
from hsbcode.results.base_rules import BaseRule, base_rule
from hsbcode.results.layout import PlainLine
from hsbcode.results.people import People
from hsbcode.results.specs import TableSpec, TableSpecError, Where

MARK_BASE = 30
"""Percentages on bases below this are marked."""

SMALL_MARK = "[u]"
NOT_OFFERED = "not offered"
NOT_ASKED = "not asked"
LEFT_OUT = "outside"


@dataclass(frozen=True, slots=True)
class CellPeople:
    """Who stands in a cell, and out of whom."""

    column: str
    """The question or row whose answers are counted."""
    rule: BaseRule
    keep: tuple[str, ...]
    """Ids of the options kept; empty where one of them was never on offer."""
    base: Mask
    chosen: Mask
    asked: int
    """People of the cell who could have been asked."""
    never_offered: bool = False
    left_out: bool = False
    """What is kept is not knowing, which stays outside of the base."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A cell before it is printed."""

    column: str
    """The question or row whose answers are counted."""
    rule: BaseRule
    share: Share
    parts: tuple[int, ...] = ()
    """People behind each answer kept, for the sum of rounded parts."""
    keep: tuple[str, ...] = ()
    never_offered: bool = False
    left_out: bool = False
    asked: int = 0
    """People of the cell who could have been asked."""
    who: int = 0
    """The same number for the same people counted, in whatever table; see ``Cell``."""
    whole: int = 0
    """The same for the people of the base."""

    @property
    def is_share(self) -> bool:
        """Whether the cell is a share of a base."""
        return bool(self.asked) and not self.never_offered and not self.left_out

    @property
    def has_percent(self) -> bool:
        """Whether a percentage is printed of it."""
        return self.share.base >= LOW_BASE


def count_cell(
    people: People, spec: TableSpec, scope: Mask, row: PlainLine, column: PlainLine
) -> Counted:
    """Count one cell; see ``people_in`` for arguments and errors."""
    found = people_in(people, spec, scope, row, column)
    base, chosen = found.base, found.chosen
    if not found.asked:
        base = chosen = people.nobody
    share = Share(int(chosen.sum()), int(base.sum()))
    parts: tuple[int, ...] = ()
    several = people.question(found.column).type is QuestionType.MULTI
    if spec.rounding == "sum_of_parts" and not several:
        # parts of a list of ticks are not added: one person may have ticked two
        parts = tuple(
            int((base & people.holding(found.column, (one,))).sum())
            for one in found.keep
        )
    return Counted(
        found.column,
        found.rule,
        share,
        parts,
        found.keep,
        found.never_offered,
        found.left_out,
        found.asked,
        people.mark_of(chosen),
        people.mark_of(base),
    )


def people_in(
    people: People, spec: TableSpec, scope: Mask, row: PlainLine, column: PlainLine
) -> CellPeople:
    """Return who stands in one cell.

    Args:
        people: the respondents.
        spec: the table.
        scope: population and filter.
        row: one line of the table.
        column: the other line.

    Raises:
        TableSpecError: the two lines do not make a cell, or its base would be larger
            than the number of those who could have been asked.
    """
    name = _one(spec, row, column)
    question = people.question(name)
    recoded = is_recode(people, question)
    rule = base_rule(spec.id, question, spec.base, recoded)
    inside = scope & people.where(
        (*row.where, *column.where, *_split(spec, row, column))
    )
    could = int((inside & people.routed(name)).sum())
    base = inside
    if rule is not BaseRule.EVERYONE:
        base = base & people.answered(name)
    unsure: set[str] = set()
    if spec.unsure == "outside":
        unsure = {one.id for one in question.options if one.outside}
        others = {one.id for one in question.options} - unsure
        base = base & ~(people.holding(name, unsure) & ~people.holding(name, others))
    if could:
        refuse_impossible_base(spec.id, name, int(base.sum()), could)
    wanted = _kept(spec, row, column)
    keep = people.options(name, wanted)
    never = not keep or bool(could and not (inside & people.offered(name, keep)).any())
    chosen = base & people.holding(name, keep)
    left_out = bool(keep) and unsure.issuperset(keep)
    return CellPeople(name, rule, keep, base, chosen, could, never, left_out)


def refuse_impossible_base(table: str, column: str, base: int, could: int) -> None:
    """Refuse a base that is larger than the number of those who could be in it.

    Raises:
        TableSpecError: it is.
    """
    if base > could:
        raise TableSpecError(
            f"Table {table}: a base of {base} for {column}, but only {could} people "
            "could have been asked.",
            "Restrict the population to those whom the route leads there.",
        )


def is_recode(people: People, question: ClosedQuestion) -> bool:
    """Whether a variable is a closed answer corrected by codes."""
    return any(
        rule.id == question.id and rule.kind == "recode" for rule in people.form.derived
    )


def printed(cell: Counted, spec: TableSpec) -> str:
    """Return a cell as text: ``43 % (n = 185)``; a count for tables of counts."""
    if cell.never_offered:
        return NOT_OFFERED
    if not cell.asked:
        return NOT_ASKED
    if cell.left_out:
        return LEFT_OUT
    if spec.measure == "count":
        return str(cell.share.count)
    if not cell.share.base:
        return NO_BASE
    base = f"(n = {cell.share.base})"
    if cell.share.base < LOW_BASE:
        return f"{cell.share.count} {LOW_MARK} {base}"
    mark = f" {SMALL_MARK}" if cell.share.base < MARK_BASE else ""
    return f"{printed_number(cell)} %{mark} {base}"


def printed_number(cell: Counted) -> int:
    """Return the whole percentage: rounded once, or the sum of rounded parts."""
    counts = cell.parts or (cell.share.count,)
    base = cell.share.base
    return sum(int(half_up(Fraction(100 * count, base))) for count in counts)


def _one(spec: TableSpec, row: PlainLine, column: PlainLine) -> str:
    named = {one for one in (row.question, column.question) if one} or {spec.question}
    if len(named) > 1 or "" in named:
        what = " and ".join(sorted(named)) if "" not in named else "no question"
        raise TableSpecError(
            f"Table {spec.id}, {row.label} / {column.label}: a cell counts answers to "
            f"one question, and here is {what}.",
            "Name it on the row, on the column or on the table.",
        )
    return named.pop()


def _kept(spec: TableSpec, row: PlainLine, column: PlainLine) -> tuple[str, ...]:
    wanted = row.keep or column.keep or spec.keep
    if not wanted or (row.keep and column.keep):
        what = "answers are kept twice" if wanted else "no answer is kept"
        raise TableSpecError(
            f"Table {spec.id}, {row.label} / {column.label}: {what}.",
            "Give keep on the rows, on the columns or on the table.",
        )
    return wanted


def _split(spec: TableSpec, row: PlainLine, column: PlainLine) -> tuple[Where, ...]:
    options = [one for one in (row.option, column.option) if one is not None]
    sides = [one for one in (row.has, column.has) if one is not None]
    if not options and not sides:
        return ()
    if len(options) != 1 or len(sides) != 1:
        raise TableSpecError(
            f"Table {spec.id}, {row.label} / {column.label}: a split needs one option "
            "and one side.",
            "Give option on one line and has: true or false on the same or the other.",
        )
    option = options[0]
    if sides[0]:
        return (Where(column=option.column, any_of=(option.option,)),)
    return (Where(column=option.column, none_of=(option.option,)),)
