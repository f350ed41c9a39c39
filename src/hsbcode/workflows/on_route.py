"""Who belongs into the base of a closed question, as the instrument says it.

Frequencies, splits and quote tables then count the same people as tables from specs.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from hsbcode.domain.study import Study

if TYPE_CHECKING:
    from hsbcode.results.people import People


def with_routes(study: Study, people: "People") -> Study:
    """Return the study with routes and base rules of the instrument.

    Args:
        study: the answers; none is taken away.
        people: the same respondents with their routes.

    Returns:
        A study in which ``off_route`` holds who answered against the route,
        ``everyone`` the lists without a "none" (a blank may mean no, so all who were
        asked are the base), ``outside`` the answers that are no place on a scale, and
        ``asked`` whom the route led there.
    """
    asked, off_route = dict(study.asked), dict(study.off_route)
    everyone, outside = set(study.everyone), dict(study.outside)
    for closed in people.form.questions.values():
        for column in closed.columns:
            if column not in study.questions or column not in people.data.routed:
                continue
            asked[column] = people.ids(people.routed(column))
            stray = frozenset(people.data.off_route(column))
            if stray:
                off_route[column] = stray
            if closed.base == "asked":
                everyone.add(column)
            labels = frozenset(one.label for one in closed.options if one.outside)
            if labels:
                outside[column] = labels
    return replace(
        study,
        asked=asked,
        off_route=off_route,
        everyone=frozenset(everyone),
        outside=outside,
    )
