"""How quotes are chosen, as a project states it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_QUOTES = 12
"""Of one kind in a theme; more are a list of answers and no choice."""


@dataclass(frozen=True, slots=True)
class QuoteRules:
    """How quotes are chosen for the themes of a study."""

    k: int = 2
    """Typical quotes a theme."""
    divergent: int = 1
    """Quotes a theme that are unlike those."""
    seed: int = 0
    over: tuple[str, ...] = ()
    """Closed questions that the typical quotes are spread over."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Theme → closed question that is set beside it."""
    against: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Theme → answers to that question which contradict it, where somebody said so."""
    few: int = 0
    """Themes of fewer people than this have one quote proposed: two or three, or one
    unlike the others, would tell how many people a hidden number stands for."""

    def wanted(self, people: int) -> tuple[int, int]:
        """Return how many typical quotes, and quotes unlike them, a theme gets."""
        if people < self.few:
            return min(self.k, 1), 0
        return self.k, self.divergent


USUAL_RULES = QuoteRules()
