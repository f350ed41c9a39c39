"""The form of a list of published numbers (``docs/figures-form.md``)."""

from typing import TypeAlias

import msgspec

SCHEMA = "hsbcode.figures/1"
Number: TypeAlias = int | float | str


class FigureEntry(msgspec.Struct, forbid_unknown_fields=True):
    """One published number."""

    id: str
    value: Number
    unit: str = "percent"
    kind: str = "exact"
    what: str = ""
    doc: str = ""
    where: str = ""
    population: str = ""
    filter: str = ""
    questions: list[str] = []
    keep: list[str] = []
    base_n: int | None = None
    parts: list[str] = []
    same_as: str = ""


class GroupEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A population and what limits it."""

    id: str
    n: int | None = None
    within: str = ""
    counted_by: str = ""
    parts: list[str] = []
    apart_from: str = ""


class SplitEntry(msgspec.Struct, forbid_unknown_fields=True):
    """Figures for groups that share nobody."""

    id: str
    parts: list[str]
    total: str = ""
    whole: bool = True


class SumEntry(msgspec.Struct, forbid_unknown_fields=True):
    """Counts and their total."""

    total: str
    parts: list[str]


class ClaimEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A sentence and its predicate."""

    id: str
    predicate: str
    claim: str = ""


class FiguresForm(msgspec.Struct, forbid_unknown_fields=True):
    """A whole list."""

    schema: str
    figures: list[FigureEntry]
    title: str = ""
    people: int | None = None
    groups: list[GroupEntry] = []
    splits: list[SplitEntry] = []
    sums: list[SumEntry] = []
    claims: list[ClaimEntry] = []


class Head(msgspec.Struct):
    """Just enough to tell one shape from another."""

    schema: str = ""
    published: object = None


class PublishedEntry(msgspec.Struct):
    """One number of an inventory; further fields are not needed."""

    id: str
    value: Number | list[Number] | None = None
    unit: str = "percent"
    kind: str | None = None
    what: str = ""
    doc: str = ""
    loc: Number = ""
    population: str | None = None
    filter: str | None = None
    questions: list[str] | None = None
    keep: list[Number | bool | None] | None = None
    base_n: int | None = None


class TableRow(msgspec.Struct):
    """One row of a table of ids."""

    row: Number | bool = ""
    ids: list[str] = []


class GroupDetail(msgspec.Struct):
    """A group of a table of counts and what it is made of."""

    group: str = ""
    n: int | None = None
    detail: dict[str, int] = {}


class PublishedTable(msgspec.Struct):
    """A table of an inventory."""

    id: str
    rows: list[TableRow] = []
    groups: list[GroupDetail] = []
    totals: dict[str, object] = {}


class PublishedClaim(msgspec.Struct):
    """A claim of an inventory; its predicate may be words."""

    id: str
    claim: str = ""
    predicate: str = ""


class Inventory(msgspec.Struct):
    """An inventory of a report: ``published`` numbers with tables and claims."""

    published: list[PublishedEntry]
    schema: str = ""
    title: str = ""
    tables: list[PublishedTable] = []
    verbal_claims: list[PublishedClaim] = []
