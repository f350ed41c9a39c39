"""A round as JSON values."""

from hsbcode.domain.rounds import Round
from hsbcode.store.project import Project
from hsbcode.workflows.rounds.reading import next_step, progress


def round_json(project: Project, each: Round) -> dict[str, object]:
    """Return one round: ids and numbers, nothing of its codes."""
    return {
        "round": each.id,
        "label": each.label,
        "kind": str(each.kind),
        "phase": str(each.phase),
        "answers": len(each.units),
        "units": list(each.units),
        "drawn": dict(each.drawn),
        "drawn_by": each.drawn_by,
        "drawn_at": each.drawn_at,
        "suggestions": each.suggestions,
        "coders": [
            {"coder": row.coder, "finished": row.finished, "answers": row.total}
            for row in progress(project, each)
        ],
        "left_at_release": dict(each.frozen.left) if each.frozen else None,
        "next": next_step(project, each),
    }
