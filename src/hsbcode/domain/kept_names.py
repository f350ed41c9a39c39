"""Names that must not leave a project: places, schools, services, people."""

from dataclasses import dataclass

KINDS = ("place", "school", "service", "person")


@dataclass(frozen=True, slots=True)
class KeptName:
    """One name on the project's confidential list."""

    name: str
    kind: str = "place"
    """One of ``KINDS``; printed in its place, in square brackets."""
    why: str = "put on the list"
    """How it came on the list."""

    @property
    def mask(self) -> str:
        """What stands in a quote instead of the name."""
        return f"[{self.kind}]"


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a name on the list stands."""

    name: str
    kind: str
    what: str
    """``answer``, ``form``, ``file``, ``sheet``, ``codebook`` or ``project``."""
    where: str
    """An answer's name, a question with the part of it, a file name with the name
    masked, a code with the field."""
    times: int = 1
