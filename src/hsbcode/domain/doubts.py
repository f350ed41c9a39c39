"""Codings that the other codings make doubtful: a list to look at, never a change."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """One coded answer that is unlike what people did with answers like it."""

    unit: str
    kind: str
    """``instead``: another code fits better than the one given; ``missing``: a code
    seems to be forgotten; ``extra``: nothing speaks for the code given."""
    given: str
    """The code in doubt; empty where one is missing."""
    rather: str
    """The code that answers like it were given; empty where one is too much."""
    score: float
    """0..1: how surprising it is; to rank by, not a probability."""

    def words(self, label: Callable[[str], str], coded: bool = True) -> str:
        """Return the reason in words.

        Args:
            label: gives a code its label.
            coded: whether the answer has any code.
        """
        if self.kind == "instead":
            return (
                f"answers like it were coded “{label(self.rather)}” rather than "
                f"“{label(self.given)}”"
            )
        if self.kind == "extra":
            return f"answers like it were not coded “{label(self.given)}”"
        if not coded:
            return f"answers like it were coded “{label(self.rather)}”, this one not"
        return f"answers like it were coded “{label(self.rather)}”, too"


def coding_mark(codes: Iterable[str]) -> str:
    """Return a short name for what stands on an answer, to know that it is unchanged.

    Somebody who has looked at a doubtful answer has looked at these codes.
    """
    said = "\x1f".join(sorted(codes))
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()
