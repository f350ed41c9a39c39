"""The form of an instrument file: what a survey asked, of whom, with which answers.

``docs/instrument-form.md`` describes every field; ``instrument_rules`` holds the rules
over answers, ``instrument_checks`` says whether the parts fit together.
"""

import msgspec

from hsbcode.files.instrument_rules import (
    Derived,
    Missing,
    NotPoolable,
    Oddity,
    OddityEntry,
    Pooled,
)

SCHEMA = "hsbcode.instrument/1"
TYPES = ("single", "multi", "grid", "open", "open_list")
UNITS = ("person", "agency", "staff")
ROUTES = ("printed", "section", "inferred")
BASES = ("answered", "ticked", "asked")
LONGEST_SHORT = 60


class Form(msgspec.Struct, forbid_unknown_fields=True):
    """One part of the survey and the answers that lead to it."""

    id: str
    label: str
    options: list[str]


class Forms(msgspec.Struct, forbid_unknown_fields=True):
    """Which question decides who sees which part."""

    decided_by: str
    parts: list[Form]
    otherwise: str | None = None


class Fact(msgspec.Struct, forbid_unknown_fields=True):
    """Something known of a respondent that no question asks."""

    id: str
    kind: str
    values: list[str] = []
    source: str | None = None
    may_be_missing: bool = False
    shown_as: str | None = None
    note: str | None = None
    oddity: Oddity = None


class Option(msgspec.Struct, forbid_unknown_fields=True):
    """One answer on offer; the label is as printed."""

    id: str
    label: str
    opens: str | None = None
    exclusive: bool = False
    outside: bool = False
    duplicate_of: str | None = None
    merge: str | None = None
    lower: int | None = None
    upper: int | None = None
    oddity: Oddity = None


class OptionSet(msgspec.Struct, forbid_unknown_fields=True):
    """Options in printed order."""

    options: list[Option]
    oddity: Oddity = None


class Column(msgspec.Struct, forbid_unknown_fields=True):
    """One column of a grid; no rank = outside the order."""

    label: str
    rank: int | None = None
    repeats: int | None = None
    probably_meant: str | None = None
    oddity: Oddity = None


class Scale(msgspec.Struct, forbid_unknown_fields=True):
    """Columns in printed order, ordered by rank."""

    columns: list[Column]
    top_two: list[str] = []
    never_offered: list[str] = []
    oddity: Oddity = None


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """One row of a grid."""

    id: str
    label: str
    text: str | None = None
    opens: str | None = None
    oddity: Oddity = None


class RowSet(msgspec.Struct, forbid_unknown_fields=True):
    """Rows in printed order."""

    rows: list[Row]
    oddity: Oddity = None


class Condition(msgspec.Struct, forbid_unknown_fields=True):
    """True where the answer is, or holds, one of the options."""

    question: str
    any_of: list[str]


class Route(msgspec.Struct, forbid_unknown_fields=True):
    """Who sees a question, and how certain that is."""

    status: str
    condition: Condition | None = msgspec.field(default=None, name="if")
    hidden_filter: str | None = None


class BelongsTo(msgspec.Struct, forbid_unknown_fields=True):
    """The closed question that an open answer explains."""

    question: str
    option: str | None = None
    row: str | None = None


class Question(msgspec.Struct, forbid_unknown_fields=True):
    """One question."""

    id: str
    type: str
    short: str
    text: str
    route: Route
    unit: str = "person"
    options: str | None = None
    rows: str | None = None
    scale: str | None = None
    boxes: int = 1
    base: str = "answered"
    optional: bool = False
    belongs_to: BelongsTo | None = None
    dependents: list[str] = []
    codes: str | None = None
    prompts: list[str] = []
    single_case_means: str | None = None
    drives: str | None = None
    recoded_by: str | None = None
    order: int | None = None
    undecided: str | None = None
    note: str | None = None
    oddity: Oddity = None


class Section(msgspec.Struct, forbid_unknown_fields=True):
    """A part of the form."""

    id: str
    title: str
    seen_by: str
    questions: list[Question]
    screens: list[str] = []
    oddity: Oddity = None


class Instrument(msgspec.Struct, forbid_unknown_fields=True):
    """A whole instrument file."""

    schema: str
    id: str
    title: str
    sections: list[Section]
    language: str = "en"
    mode: str | None = None
    fieldwork: dict[str, str] = {}
    reference_date: str | None = None
    forms: Forms | None = None
    facts: list[Fact] = []
    option_sets: dict[str, OptionSet] = {}
    scales: dict[str, Scale] = {}
    row_sets: dict[str, RowSet] = {}
    pooled: list[Pooled] = []
    not_poolable: list[NotPoolable] = []
    derived: list[Derived] = []
    missing: list[Missing] = []
    oddities: list[OddityEntry] = []
    oddity: Oddity = None


def questions(form: Instrument) -> dict[str, Question]:
    """Return the questions by id, in the order of the file."""
    return {q.id: q for section in form.sections for q in section.questions}
