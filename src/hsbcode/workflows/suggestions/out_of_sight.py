"""Answers of which a command shows a coder no suggestion."""

from collections.abc import Collection
from dataclasses import dataclass

from hsbcode.store.project import Project
from hsbcode.workflows.coder_pass import CoderPass
from hsbcode.workflows.suggestions.sight import Sight


@dataclass(frozen=True, slots=True)
class OutOfSight:
    """What is not for a coder's eyes before they have coded it, as a number."""

    coder: str
    by_design: int
    """Answers whose suggestions are hidden by the project's hidden share."""
    in_rounds: int
    """Answers of their share in a round that nobody may see into yet."""

    @property
    def words(self) -> str:
        """Say how many; empty where there is none."""
        parts = []
        if self.by_design:
            parts.append(
                f"{_answers(self.by_design)} hidden for {self.coder} by design"
            )
        if self.in_rounds:
            parts.append(f"{_answers(self.in_rounds)} of {self.coder}'s blind rounds")
        return f"Not shown: suggestions of {' and of '.join(parts)}." if parts else ""


def _answers(count: int) -> str:
    return f"{count:,} answer{'' if count == 1 else 's'}"


def out_of_sight(
    project: Project, coder: str, units: Collection[str]
) -> tuple[frozenset[str], OutOfSight]:
    """Return which of some answers show no suggestion to a coder, and how many.

    Args:
        project: an open project.
        coder: who asks.
        units: answers that they have not finished.
    """
    blind = {
        unit
        for each in project.rounds.values()
        if each.is_closed
        for unit in each.share(coder)
    }
    sight = Sight(CoderPass(project, coder, None))
    in_rounds = frozenset(unit for unit in units if unit in blind)
    hidden = frozenset(
        unit for unit in units if unit not in in_rounds and sight.is_blind(unit)
    )
    return hidden | in_rounds, OutOfSight(coder, len(hidden), len(in_rounds))
