"""Respondents, questions, closed answers, responses, boxes and units."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a column of an export holds."""

    ID = "id"
    CLOSED = "closed"
    TICK = "tick"
    """One tick box a column; columns of one question stand side by side."""
    TICKS = "ticks"
    """Several ticks in one cell."""
    OPEN = "open"
    DATE = "date"
    PERSONAL = "personal"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the survey."""

    id: str
    kind: Kind
    label: str
    """Short, for screens and tables."""
    text: str = ""
    """The full wording, as the export has it."""
    columns: tuple[str, ...] = ()
    """Headers of its columns; for an open question there is one entry a box."""
    language: str = "en"
    options: tuple[str, ...] = ()
    """Closed questions: the labels, in the order of the instrument or of sight."""

    @property
    def is_open(self) -> bool:
        """Whether people answered in their own words."""
        return self.kind is Kind.OPEN

    @property
    def boxes(self) -> int:
        """How many boxes the question offered."""
        return len(self.columns)


@dataclass(frozen=True, slots=True)
class Group:
    """A closed question derived from another one by joining its answers."""

    question: str
    label: str
    source: str
    values: dict[str, str] = field(default_factory=dict)
    """Answer to the source question → group."""


@dataclass(frozen=True, slots=True)
class FileFact:
    """A closed question answered by the name of the file the answers came in."""

    question: str
    label: str
    pattern: str
    """Regular expression; what its one pair of brackets holds is the answer."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who opened the form."""

    id: str
    wave: str
    reference: str
    """The id people know: from the id column, or made from the row."""
    row: int
    """Row in the source, from 1, header rows included."""
    began: bool = True
    """False where every answer is empty: opened the form and left."""


@dataclass(frozen=True, slots=True)
class ClosedAnswer:
    """One closed answer; several ticks are several answers."""

    respondent: str
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Box:
    """What a respondent wrote into one box of an open question."""

    id: str
    respondent: str
    question: str
    box: int
    """Number of the box, from 1."""
    text: str
    row: int
    """Row in the source, from 1."""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Unit:
    """The stretch of a box that is coded, finished and counted."""

    id: str
    box_id: str
    respondent: str
    reference: str
    question: str
    box: int
    boxes: int
    """Number of boxes the question offered."""
    text: str
    start: int = 0
    end: int | None = None
    version: int = 1
    part: int = 0
    """Number of the part in its box, from 1; 0 = the whole box, or no longer a part."""
    parts: int = 0
    """How many parts the box has."""

    @property
    def is_whole(self) -> bool:
        """Whether it is all of its box."""
        return self.start == 0 and self.end is None

    @property
    def label(self) -> str:
        """The box with the part of it: ``2``, or ``2.3`` for its third part."""
        if self.is_whole:
            return str(self.box)
        if self.part:
            return f"{self.box}.{self.part}"
        # Cut otherwise by now: its characters, counted from 1.
        return f"{self.box}.{self.start + 1}-{self.end or ''}"

    @property
    def name(self) -> str:
        """The name people can type: ``reference/question/box``, or ``…/box.part``."""
        return f"{self.reference}/{self.question}/{self.label}"
