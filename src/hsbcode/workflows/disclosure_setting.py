"""What a project releases: the disclosure policy that is kept in it."""

from hsbcode.domain.disclosure import ROUNDED, DisclosurePolicy, named_policy
from hsbcode.store.project import Project


def released_policy(project: Project) -> DisclosurePolicy:
    """Return the policy for what is released; rounding until something else is set."""
    value = project.settings.get("disclosure")
    if not isinstance(value, dict):
        return ROUNDED
    return named_policy(str(value["protection"]), int(value["threshold"]))
