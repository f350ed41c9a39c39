"""Acts: every human decision is a row of one append-only log.

An act holds ids, never the text of an answer. What is true now is a fold of the
log (see ``fold``), so undo, the audit trail, merging files and crash safety are
one thing.
"""

from enum import StrEnum
from typing import NamedTuple


class ActKind(StrEnum):
    """What was done."""

    APPLY = "apply"
    REMOVE = "remove"
    """Ends an apply or a reject."""
    FINISH = "finish"
    REOPEN = "reopen"
    FLAG = "flag"
    UNFLAG = "unflag"
    NOTE = "note"
    """A memo; one that names the note it ``ends`` replaces it."""
    REJECT = "reject"
    """A suggestion was declined."""
    KEEP = "keep"
    """Somebody looked at a doubtful coding, and it stays: its ``flag`` names what stood
    (``doubts.coding_mark``)."""
    UNKEEP = "unkeep"
    """Ends a keep."""
    CODEBOOK = "codebook"
    """An edit of the code frame: its body is the whole frame, ``codebook`` the version
    it was made from; ``code`` and ``flag`` say about which code it is and what it does
    (``merge``, ``rename`` …)."""
    COMMENT = "comment"
    """What somebody says about a code; one that ``ends`` another takes it away."""
    SETTING = "setting"
    """A setting of the project: its body. One that is a decision on the study has its
    name as ``flag`` and is a step; where somebody stopped coding and the like is none.
    Without a body it is a mark (who took back what)."""
    SETTLE = "settle"
    ROUND = "round"
    """A step of a round: its ``flag`` (see ``rounds``)."""
    SPLIT = "split"
    """One cut of an answer, ``start`` to ``end``; its unit is the whole box. An act
    of the project, in nobody's pass."""
    JOIN = "join"
    """Ends a split."""
    QUOTE = "quote"
    """A decision on quoting an answer: its ``flag`` (see ``quote_decisions``). An act
    of the project, in nobody's pass."""
    UNQUOTE = "unquote"
    """Ends a quote act."""
    REDACT = "redact"
    """Words of an answer, ``start`` to ``end``, that are replaced by the role in its
    ``flag`` wherever it is quoted, or a mark on them (see ``quote_decisions``)."""
    UNREDACT = "unredact"
    """Ends a redact act."""
    RELEASE = "release"
    """A report was written, or never left the house: its ``flag`` (see ``releases``).
    Its body says what was printed. No state of the project: nothing is counted or
    printed by it."""
    MEND = "mend"
    """What mending did, in words: its body. The other acts of its press did it; each
    has the name of the coder whose pass it is in."""


class Origin(StrEnum):
    """How a code came to be applied."""

    HAND = "hand"
    SUGGESTION = "suggestion"
    """The suggestion itself was accepted."""
    BULK = "bulk"
    IMPORT = "import"
    SETTLING = "settling"


ACCEPTED = (Origin.SUGGESTION, Origin.BULK)
"""Origins of a code that was suggested before a person took it."""

SETTLED = "(settled)"
"""The coder name under which agreed decisions are kept; nobody's own."""

FLAGS = ("identifiable", "safeguarding", "come_back", "no_quote")


class Act(NamedTuple):
    """One row of the log. A named tuple: 100,000 are read in a breath."""

    id: str
    """UUIDv7: sorts by time within one project file."""
    replica: str
    """Random, new for each opening for writing."""
    seq: int
    """Place within its replica, from 1."""
    coder: str
    at: str
    """UTC, ISO 8601; for display only. A judgement that was moved or brought back has
    the time when it was made; its id and its press tell when it was moved."""
    press: str
    """Shared by all acts of one key or command: what undo takes back."""
    undoes: str | None
    """The press that this act's press takes back."""
    kind: str
    ends: str | None
    """The act that this one ends."""
    unit: str | None = None
    code: str | None = None
    flag: str | None = None
    start: int | None = None
    end: int | None = None
    origin: str | None = None
    shown: str | None = None
    """``off``, ``none`` or the id of the showing before the coder's eyes."""
    codebook: str | None = None
    """Version of the codebook in force."""
    round: str | None = None
    body: str | None = None
    """Id of a text in the table of bodies, which erasure can empty."""
    picked: str | None = None
    """Of a finish: how its answer came before the coder (``domain/picks.py``)."""


class Span(NamedTuple):
    """A stretch of the box text: half-open offsets in code points."""

    start: int
    end: int
