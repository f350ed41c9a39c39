"""A report held against those that left the house before it is written."""

from typing import Any

from hsbcode.domain.release_changes import Changes, changes
from hsbcode.domain.release_differences import Difference, differences
from hsbcode.domain.releases import Release, ReleaseFacts
from hsbcode.store.project import Project
from hsbcode.workflows.releases.register import (
    last_release,
    releases,
    standing_releases,
)


def told_together(project: Project, facts: ReleaseFacts) -> tuple[Difference, ...]:
    """Return what a report that is to be written tells with those that stand.

    A warning, never a refusal: who writes may know that nobody has both.
    """
    return differences(facts, standing_releases(project))


def told_with_earlier(project: Project, release: Release) -> tuple[Difference, ...]:
    """Return what a registered report tells with those that stand and came before."""
    earlier = [
        each
        for each in releases(project)
        if each.number < release.number and not each.withdrawn
    ]
    return differences(release.facts, earlier)


def changed_since(
    project: Project, facts: ReleaseFacts
) -> tuple[Release | None, Changes]:
    """Return the last report of the same scope, and what is otherwise in this one.

    One with the same parts for the same questions, where there is one: held against a
    report that printed less, a number that changed would not be seen.
    """
    last = last_release(project, facts)
    return last, changes(last.facts, facts) if last is not None else Changes()


def difference_json(found: Difference) -> dict[str, Any]:
    """Return a difference as JSON has it."""
    return {
        "kind": found.kind,
        "release": found.release,
        "tables": list(found.tables),
        "references": list(found.references),
        "numbers": found.numbers,
        "least": found.least or None,
        "most": found.most or None,
        "sentence": found.sentence,
    }
