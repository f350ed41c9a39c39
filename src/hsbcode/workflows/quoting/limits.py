"""What quotes that are written alone may say, beside all else that is printed."""

from collections.abc import Mapping, Sequence

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.quotes import QuoteLimits
from hsbcode.domain.study import Study
from hsbcode.store.project import Project


def quote_limits(
    project: Project,
    study: Study,
    policy: DisclosurePolicy,
    attribution: Sequence[str] = (),
) -> Mapping[str, QuoteLimits]:
    """Return open question → limits of its quotes; empty without disclosure control.

    They are those of a report without further splits: all tables of the project and
    its joint displays are protected together.

    Args:
        project: its specs and joint displays.
        study: its answers.
        policy: disclosure control.
        attribution: closed questions that say who is quoted.
    """
    if not policy.protects:
        return {}
    from hsbcode.workflows.releasing import release
    from hsbcode.workflows.tabulating import tabulation

    made = tabulation(project, study)
    return release(study, policy, attribution=attribution, tables=made).limits
