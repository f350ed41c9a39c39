"""A round in words, for the terminal and the screen."""

from hsbcode.domain.rounds import Phase, Round, RoundKind
from hsbcode.store.project import Project
from hsbcode.workflows.rounds.reading import (
    came_late,
    next_step,
    progress,
    round_of,
)

PHASE_WORDS = {
    Phase.OPEN: "drawn, not begun",
    Phase.BLIND: "being coded blind",
    Phase.RELEASED: "released",
    Phase.SETTLED: "settled",
}
_SHARED_OUT = {Phase.BLIND: "being coded", Phase.RELEASED: "closed"}


def phase_words(each: Round) -> str:
    """Return the phase of a round."""
    if each.kind is RoundKind.SHARE:
        return _SHARED_OUT.get(each.phase, PHASE_WORDS[each.phase])
    return PHASE_WORDS[each.phase]


def drawn_words(each: Round) -> str:
    """Return how the answers of a round were chosen."""
    total = each.drawn.get("of", len(each.units))
    seed = each.drawn.get("seed", 0)
    count = f"{len(each.units)} of {total} answers"
    method = each.drawn.get("method")
    if method == "again":
        return f"{count} coded before, drawn at random (seed {seed})"
    if method == "rest":
        return f"{len(each.units)} answers that nobody had finished"
    if method == "stratified":
        strata = each.drawn.get("strata")
        return f"{count}, drawn at random by {strata} (seed {seed})"
    return f"{count}, drawn at random (seed {seed})"


def share_done_words(project: Project, name: str, coder: str) -> str:
    """Return what to do at the end of a question of one's share of a round."""
    each = round_of(project, name)
    row = next(row for row in progress(project, each) if row.coder == coder)
    if not row.is_done:
        return f"{row.total - row.finished} of your share are left."
    if project.package is not None:
        return (
            "Your share is done. Send it back: quit, then "
            f"hsbcode round send {project.path.name}"
        )
    if each.kind is RoundKind.SHARE:
        return "Your share is done."
    return "Your share is done. It stays closed until the round is released."


def round_lines(project: Project, each: Round) -> list[str]:
    """Return the lines that tell of a round."""
    lines = [f"{each.id}: {phase_words(each)}; {drawn_words(each)}"]
    rows = progress(project, each)
    if rows:
        lines.append("  " + ", ".join(row.words for row in rows))
    if each.frozen is not None and each.frozen.left:
        lines.append(
            "  released with answers missing: "
            + ", ".join(f"{who} {n}" for who, n in sorted(each.frozen.left.items()))
        )
    late = came_late(project, each)
    if late:
        lines.append(
            f"  {late} steps came after the release; its agreement is without them"
        )
    following = next_step(project, each)
    if following:
        lines.append(f"  next: {following}")
    return lines
