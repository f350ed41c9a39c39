"""Joint displays as text and JSON, and what is to be said of those left out."""

from hsbcode.domain.study import Study
from hsbcode.report.joint_json import joint_json
from hsbcode.report.plain import joint_text
from hsbcode.store.project import Project
from hsbcode.workflows.joint.pairs import fitting, kept_plan, with_pools

__all__ = ["joint_json", "joint_text", "lost_words"]


def lost_words(project: Project, study: Study) -> str:
    """Return which kept displays cannot be made any more; mostly empty."""
    pairs = kept_plan(project).pairs
    there = fitting(with_pools(project, study, (one.closed for one in pairs)), pairs)
    lost = [
        f"J{number} ({pair.code} and {pair.closed})"
        for number, pair in enumerate(pairs, start=1)
        if pair not in there
    ]
    if not lost:
        return ""
    return f"Left out, because a code or a question is gone: {', '.join(lost)}."
