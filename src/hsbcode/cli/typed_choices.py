"""Options that take one of a few words."""

from hsbcode.domain.errors import UsageConflict


def one_of(name: str, given: str, known: dict[str, str]) -> str:
    """Return what a switch means; '' where it was not used."""
    if given and given not in known:
        raise UsageConflict(
            f"{name} {given} is not known.", f"Known: {', '.join(known)}."
        )
    return known[given] if given else ""
