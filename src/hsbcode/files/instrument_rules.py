"""The part of an instrument file that holds rules: pools, variables, gaps, oddities."""

from typing import TypeAlias

import msgspec

Oddity: TypeAlias = str | list[str] | None


class Pooled(msgspec.Struct, forbid_unknown_fields=True):
    """Twin questions that may be read as one."""

    id: str
    sources: list[str] = msgspec.field(name="from")
    caution: str | None = None
    undecided: str | None = None
    oddity: Oddity = None


class NotPoolable(msgspec.Struct, forbid_unknown_fields=True):
    """Twins that may not be joined, and why."""

    questions: list[str]
    reason: str


class Group(msgspec.Struct, forbid_unknown_fields=True):
    """Options joined under one name."""

    id: str
    label: str
    options: list[str]
    outside: bool = False


class Unmapped(msgspec.Struct, forbid_unknown_fields=True):
    """Options without a group and what happens then."""

    options: list[str]
    then: str


class Move(msgspec.Struct, forbid_unknown_fields=True):
    """The option that people leave and where they go."""

    option: str
    to: str


class When(msgspec.Struct, forbid_unknown_fields=True):
    """What the coding of an open question has to say."""

    question: str
    every_service_coded: str


class Stays(msgspec.Struct, forbid_unknown_fields=True):
    """What keeps a respondent where they are."""

    codes: list[str]
    then: str
    note: str | None = None


class Sensitivity(msgspec.Struct, forbid_unknown_fields=True):
    """A sister question for a second figure after the same rule."""

    question: str
    code: str


class Derived(msgspec.Struct, forbid_unknown_fields=True):
    """A variable made from answers."""

    id: str
    label: str
    version: int
    kind: str
    sources: list[str] = msgspec.field(default_factory=list, name="from")
    groups: list[Group] = []
    unmapped: Unmapped | None = None
    options: list[str] = []
    scales: list[str] = []
    labels: list[str] = []
    report_counts: list[str] = []
    move: Move | None = None
    when: When | None = None
    stays: list[Stays] = []
    base: str | None = None
    prints: list[str] = []
    dependents: list[str] = []
    dependents_default: str | None = None
    sensitivity: list[Sensitivity] = []
    published_moved: int | None = None
    note: str | None = None
    undecided: str | None = None
    oddity: Oddity = None


class Missing(msgspec.Struct, forbid_unknown_fields=True):
    """One reason for an empty cell."""

    id: str
    label: str
    meaning: str
    in_base: str
    only_for: list[str] = []


class OddityEntry(msgspec.Struct, forbid_unknown_fields=True):
    """What is odd, where, and what becomes of it."""

    id: str
    kind: str
    at: list[str]
    what: str
    treatment: str
