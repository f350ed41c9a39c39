"""What a report cannot say, fact by fact."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limit:
    """One fact about a study that limits what may be said, with its sentence."""

    id: str
    on: bool
    """Whether reports print it."""
    why: str
    """Where the fact comes from, and what has switched it."""
    sentence: str


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact that the project states."""

    id: str
    sentence: str = ""
    """In the study's own words; empty takes the general sentence."""
    on: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """What a project states about its study."""

    file: str = ""
    """Where it was stated, for people to look it up."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The study's own word for people, places or cases."""
    facts: tuple[StatedFact, ...] = ()
    decisions: Mapping[str, str] = field(default_factory=dict)
    """Question, pool or variable of the instrument → what was decided about it."""
