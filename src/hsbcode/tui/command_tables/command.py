"""What a key does, and on which screen."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Where: TypeAlias = Literal[
    "everywhere",
    "coding",
    "codes",
    "span",
    "start",
    "import",
    "results",
    "recodes",
    "history",
    "codebook",
    "queue",
    "suggestions",
    "codebook help",
    "rounds",
    "agreement",
    "settling",
    "quotes",
    "report",
    "dialog",
]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a key does."""

    id: str
    keys: str
    """Keys as Textual names them, separated by commas."""
    words: str
    """Two or three words for the line of keys."""
    help: str
    """A sentence for the help screen."""
    where: Where
    footer: bool = False
    """Whether the line of keys names it, in the order of this table."""
    each: bool = False
    """Whether the action is told which of its keys was pressed."""
