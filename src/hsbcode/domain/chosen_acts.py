"""Which acts somebody means: by whom, about what, with which code, and when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChosenActs:
    """All conditions must hold; empty ones do not count."""

    coder: str = ""
    question: str = ""
    """Id of an open question."""
    code: str = ""
    """Id of a code."""
    codes: frozenset[str] = frozenset()
    """Ids of it and of the codes that were merged into it."""
    since: str = ""
    """UTC, ISO 8601 to the millisecond; that moment included."""
    until: str = ""
    """UTC, ISO 8601 to the millisecond; that moment excluded."""
    units: frozenset[str] | None = None
    """Ids of units; None = any."""

    @property
    def anything(self) -> bool:
        """Whether it says anything at all."""
        return self != ANY


ANY = ChosenActs()
