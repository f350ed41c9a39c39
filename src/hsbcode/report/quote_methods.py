"""How far quotes could be attributed, and what was cleared, in sentences from facts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuoteMethods:
    """What was done with the quotes of a report, counted."""

    quotes: int = 0
    undescribed: int = 0
    """Quotes that say nothing of who is quoted, though the project would."""
    cleared: int = 0
    """Flags that kept a quoted answer from being quoted, and were cleared."""


def quote_sentences(facts: QuoteMethods) -> tuple[str, ...]:
    """Return what to say of attribution, cleared flags and disclosure control."""
    if not facts.quotes:
        return ()
    found = []
    if facts.undescribed:
        found.append(
            f"{facts.undescribed} of {facts.quotes} quotes say nothing of who is "
            "quoted, because too few people share what would be said."
        )
    if facts.cleared:
        flags = (
            "1 flag that kept a quoted answer back was"
            if facts.cleared == 1
            else f"{facts.cleared} flags that kept quoted answers back were"
        )
        found.append(f"{flags} cleared before, for a reason that the project keeps.")
    found.append("All parts of this report stand under one disclosure control.")
    return tuple(found)
