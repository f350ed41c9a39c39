"""The score below which the model suggests nothing: its own limit or a chosen one."""

from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project

_SETTING = "suggestion limit"
LOWEST, HIGHEST = 0.1, 0.95


def chosen_limit(project: Project) -> float | None:
    """Return the chosen limit 0..1; None: the model's own is in force."""
    value = project.settings.get(_SETTING)
    return float(value) if isinstance(value, int | float) else None


def choose_limit(project: Project, limit: float | None, coder: str = "project") -> None:
    """Keep the lowest score of a suggestion that is shown.

    Args:
        project: open for writing.
        limit: a score .10 to .95; None: the model's own from now on.
        coder: who chooses.

    Raises:
        UsageConflict: it is no such score.
    """
    if limit is not None and not LOWEST <= limit <= HIGHEST:
        raise UsageConflict(
            f"{limit:g} is no limit for suggestions.",
            f"Choose a score from {LOWEST:g} to {HIGHEST:g}, or own for the model's.",
        )
    if limit != chosen_limit(project):
        project.put_setting(_SETTING, limit, coder)
