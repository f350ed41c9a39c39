"""What coded answers say about the codebook, as values: proposals, never edits.

Units are named by their ids. Words stand as most people wrote them, and none is here
that only one or two people used.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class KeywordProposal:
    """A word that stands more often in answers with a code than in others."""

    code: str
    keyword: str
    """One or two words, as most people wrote them."""
    right: int
    """Answers with the word that have the code."""
    answers: int
    """Coded answers with the word, where the code was offered."""
    people: int
    """Respondents who used it in an answer with the code."""
    strength: float
    """Log-odds ratio over its standard error (Monroe et al. 2008)."""

    @property
    def sentence(self) -> str:
        """In words: ``of 12 answers with “rude”, 11 have the code``."""
        return (
            f"of {self.answers} answers with “{self.keyword}”, {self.right} have "
            "the code"
        )


@dataclass(frozen=True, slots=True)
class CodeOverlap:
    """Two codes that are hard to tell apart."""

    first: str
    second: str
    keywords: tuple[str, ...]
    """Keywords they share."""
    both: int
    """Answers coded with both."""
    either: int
    """Answers coded with one of them, at least."""
    confused: int
    """Answers with one of them for which the model, not knowing them, ranked the
    other first."""

    @property
    def share(self) -> float:
        """Of the answers with either, those with both (Jaccard 1912), 0..1."""
        return self.both / self.either if self.either else 0.0


@dataclass(frozen=True, slots=True)
class MissingCode:
    """Answers that no code explains and that share words: perhaps a code."""

    question: str
    words: tuple[str, ...]
    """The words that hold them together, the most telling first."""
    units: tuple[str, ...]
    """All of them, those that no code explains least of all first."""
    people: int
    examples: tuple[str, ...]
    """Three of the units to look at."""
    strength: float
    """How much more often its first word stands in such answers, in standard errors."""


@dataclass(frozen=True, slots=True)
class CodebookHelp:
    """All that can be said of a codebook from the answers coded so far."""

    coded: int
    """Coded answers it was learnt from."""
    without_keywords: tuple[str, ...]
    """Codes in use that have none: nothing is suggested for them before people
    have coded."""
    keywords: tuple[KeywordProposal, ...]
    overlaps: tuple[CodeOverlap, ...]
    missing: tuple[MissingCode, ...]
    names: dict[str, str]
    """Unit → how people call it, for every unit named here."""
    own_only: str = ""
    """The coder whose codings alone were read, because they code blind; else empty."""

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        return asdict(self)

    def of_code(self, code: str) -> tuple[KeywordProposal, ...]:
        """Return the keywords proposed for a code, the strongest first."""
        return tuple(each for each in self.keywords if each.code == code)
