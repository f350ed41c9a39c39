"""What a coder had before their eyes, and what was kept from them.

A showing says which codes the program would have put before a coder, ranked. Most
were seen; for answers that are coded without suggestions by design it was *hidden*:
kept in the log to compare with, and on no screen before the answer was finished.
"""

import hashlib
from dataclasses import dataclass, field

OFF = "off"
"""Nothing was in sight by design: a blind round, the hidden share, the audit."""
NONE = "none"
"""Nothing was suggested."""
FROM_CODEBOOK = "codebook"
"""The run of suggestions that no model made."""

USUAL_SHARE = 0.2
USUAL_SEED = 325
"""Any number will do; the same one hides the same answers in every copy of a file."""


@dataclass(frozen=True, slots=True)
class Showing:
    """The suggestions for one answer before one coder; ids only."""

    id: str
    unit: str
    coder: str
    run: str
    """Of the model; ``codebook`` where the codebook alone suggested."""
    codes: tuple[str, ...]
    """The strongest first."""
    scores: tuple[float | None, ...] = ()
    """Of each code, 0..1; None from the codebook. Empty in older files."""
    hidden: bool = False
    """Whether it was kept from the coder until the answer was finished."""
    at: str = ""
    """UTC, ISO 8601: when the first judgement after it was made."""


@dataclass(frozen=True, slots=True)
class HiddenShare:
    """For how many answers suggestions stay hidden until they are finished."""

    share: float = USUAL_SHARE
    """0..1, of those who have none of their own."""
    seed: int = USUAL_SEED
    own: dict[str, float] = field(default_factory=dict)
    """Coder → share, where it is another."""

    def of(self, coder: str) -> float:
        """Return the share of a coder."""
        return self.own.get(coder, self.share)

    def hides(self, unit: str, coder: str) -> bool:
        """Whether a coder is to code an answer without suggestions.

        By a hash of seed, coder and answer: it follows neither order nor what the
        answer says. A larger share hides the same answers and more.
        """
        share = self.of(coder)
        if not 0 < share < 1:
            return share >= 1
        said = f"{self.seed}\x1f{coder}\x1f{unit}".encode()
        drawn = hashlib.blake2b(said, digest_size=8).digest()
        return int.from_bytes(drawn, "big") < share * 2**64
