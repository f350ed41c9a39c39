"""Coder packages: one coder's share of a round in a file of its own."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from hsbcode.domain.acts import ActKind

FACT = "package"
"""The fact of a project file that says that it is a package."""

SENT_KINDS = (
    ActKind.APPLY,
    ActKind.REMOVE,
    ActKind.FINISH,
    ActKind.REOPEN,
    ActKind.FLAG,
    ActKind.UNFLAG,
    ActKind.REJECT,
    ActKind.KEEP,
    ActKind.UNKEEP,
    ActKind.CODEBOOK,
)
"""What goes back to whoever leads a round."""
MEMO_KINDS = (ActKind.NOTE, ActKind.COMMENT)
"""What goes back where the coder wishes it: words that may quote an answer."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says of itself."""

    round: str
    coder: str
    made: str = ""
    """UTC, ISO 8601."""
    closed: tuple[str, ...] = ()
    """The closed questions that came along."""

    @property
    def sentence(self) -> str:
        """Return what the file is."""
        return f"{self.coder}'s package for the round {self.round}"

    def as_fact(self) -> str:
        """Return it as the fact of a project file."""
        return json.dumps(
            {
                "round": self.round,
                "coder": self.coder,
                "made": self.made,
                "closed": list(self.closed),
            },
            ensure_ascii=False,
        )

    @classmethod
    def of_fact(cls, text: str) -> "Package | None":
        """Return the package a fact tells of; None where there is none to be read."""
        try:
            said = json.loads(text or "null")
            if not isinstance(said, dict):
                return None
            return cls(
                str(said["round"]),
                str(said["coder"]),
                str(said.get("made", "")),
                tuple(map(str, said.get("closed", ()))),
            )
        except (ValueError, KeyError, TypeError, RecursionError):
            return None


@dataclass(frozen=True, slots=True)
class SentHeader:
    """What a file of codings that was sent back says of itself."""

    study: str
    created: str
    """When the project was made: tells it from others of the same name."""
    round: str
    coder: str
    made: str
    memos: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    """Answer → four digits made from its text: enough to notice that it changed, too
    few to guess it from."""


def text_mark(unit: str, text: str) -> str:
    """Return four digits made from the text of an answer: one in 65,536 is the same."""
    said = f"{unit}\x1f{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).hexdigest()[:4]
