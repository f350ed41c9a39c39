"""A text about a survey, and what is found when it is held against the results."""

from dataclasses import dataclass, field
from enum import StrEnum


class PassageKind(StrEnum):
    """What a stretch of a draft is."""

    PROSE = "prose"
    HEADING = "heading"
    CELL = "cell"
    """One cell of a table."""
    QUOTE = "quote"
    """A block set off as a quote."""
    AROUND = "around"
    """What a page has around its article: menus, related items, comments."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading or a cell, with the place where it begins."""

    text: str
    line: int
    """Line of the file from 1; for a .docx the paragraph."""
    kind: PassageKind = PassageKind.PROSE
    heading: str = ""
    """The nearest heading above."""
    caption: str = ""
    """Cells: the line above the table."""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be checked."""

    name: str
    passages: tuple[Passage, ...]


class DraftVerdict(StrEnum):
    """What is to be said of one number, word or quote of a draft."""

    RIGHT = "right"
    ROUNDING = "rounding only"
    """Right but for the rounding, or for a fraction that is loose."""
    WRONG = "wrong"
    BASE_WRONG = "base wrong"
    """The share is right, the number of people behind it is not."""
    PARTLY = "partly right"
    NO_RESULT = "no such result"
    """Said of the survey, and no result of it speaks of this."""
    DOUBTFUL = "doubtful"
    """It may be this or that result; a person has to look."""
    NOT_JUDGED = "not judged"
    """Not a figure of this survey."""

    @property
    def is_fault(self) -> bool:
        """Whether the draft should not go out like this."""
        return self in _FAULTS


_FAULTS = (
    DraftVerdict.WRONG,
    DraftVerdict.BASE_WRONG,
    DraftVerdict.PARTLY,
    DraftVerdict.NO_RESULT,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing found in a draft, and what became of it."""

    line: int
    found: str
    """As it stands in the draft."""
    kind: str
    """``percentage``, ``count``, ``base``, ``fraction``, ``bound``, ``points``,
    ``word``, ``comparison`` or ``quote``."""
    verdict: DraftVerdict
    reason: str
    """One sentence; never the text of an answer."""
    sentence: str = ""
    """The sentence of the draft."""
    references: tuple[str, ...] = ()
    """What ``trace`` explains."""


@dataclass(frozen=True, slots=True)
class DraftReport:
    """Everything found in one draft, in the order of its lines."""

    name: str
    checked: tuple[Checked, ...]
    around: int = 0
    """Numbers in menus, related items and comments, which are left alone."""
    notes: tuple[str, ...] = field(default=())

    @property
    def faults(self) -> tuple[Checked, ...]:
        """What has to be mended."""
        return tuple(one for one in self.checked if one.verdict.is_fault)
