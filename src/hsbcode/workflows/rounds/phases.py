"""From drawn to settled: the steps of a round, each written down with its name."""

from hsbcode.domain.errors import RoundError
from hsbcode.domain.rounds import (
    Frozen,
    Phase,
    Round,
    RoundKind,
    RoundStep,
    frozen_body,
)
from hsbcode.store.project import Project
from hsbcode.workflows.rounds.drawing import write_step
from hsbcode.workflows.rounds.reading import progress, progress_words, round_of


def begin(project: Project, name: str, by: str) -> Round:
    """Let the coders of a round code; their shares stay as they are from now on.

    Raises:
        RoundError: nobody has a share, or it has begun already.
    """
    drawn = round_of(project, name)
    if not drawn.shares:
        raise RoundError(
            f"Nobody codes the round {drawn.id} yet.",
            f"Say who: hsbcode round assign PROJECT {drawn.id} amy ben",
        )
    if drawn.phase is not Phase.OPEN:
        raise RoundError(f"The round {drawn.id} has begun already.")
    write_step(project, drawn.id, RoundStep.BEGIN, by)
    return round_of(project, drawn.id)


def release(
    project: Project, name: str, by: str, *, unfinished_too: bool = False
) -> Round:
    """Freeze a round and open it to everybody.

    Args:
        project: open for writing.
        name: the round.
        by: who releases it.
        unfinished_too: also where somebody has not finished their share.

    Raises:
        RoundError: it was not begun, was released before, somebody is not done, or
            the codebook has versions side by side.
    """
    each = round_of(project, name)
    if each.phase is Phase.OPEN:
        raise RoundError(
            f"The round {each.id} has not begun, so there is nothing to release."
        )
    if each.phase is not Phase.BLIND:
        raise RoundError(f"The round {each.id} is released already.")
    if len(project.codebook_heads) > 1:
        raise RoundError(
            "The codebook has versions side by side, and a released round is read by "
            "one.",
            "Choose first: hsbcode codebook heads PROJECT",
        )
    left = {
        row.coder: row.total - row.finished
        for row in progress(project, each)
        if not row.is_done
    }
    if left and not unfinished_too:
        raise RoundError(
            f"The round {each.id} is not done: {progress_words(project, each)}.",
            "Release it all the same with --unfinished: what is missing then stays "
            "missing, and is no “no”.",
        )
    frozen = Frozen(project.log.last_seqs(), project.codebook.version, left)
    write_step(project, each.id, RoundStep.RELEASE, by, frozen_body(frozen))
    return round_of(project, each.id)


def close_settled(project: Project, name: str, by: str) -> Round:
    """Say that the differences of a round are settled.

    Raises:
        RoundError: it is not released.
    """
    each = round_of(project, name)
    if each.phase in (Phase.OPEN, Phase.BLIND):
        raise RoundError(
            f"The round {each.id} is not released, so nothing can be settled yet."
        )
    if each.kind is RoundKind.SHARE:
        raise RoundError(f"In {each.id} every answer has one coder: nothing to settle.")
    if each.phase is not Phase.SETTLED:
        write_step(project, each.id, RoundStep.SETTLED, by)
    return round_of(project, each.id)


def refuse_unless_coding(project: Project, name: str, coder: str) -> Round:
    """Return the round that somebody wants to code in.

    Raises:
        RoundError: there is none, they have no share in it, or it is not being coded.
    """
    each = round_of(project, name)
    if each.phase is Phase.OPEN:
        raise RoundError(
            f"The round {each.id} has not begun.",
            f"Whoever leads it begins it: hsbcode round begin PROJECT {each.id}",
        )
    if not each.can_be_coded:
        raise RoundError(
            f"The round {each.id} is released: what was coded in it stays as it is.",
            "Differences are settled with hsbcode round settle; code on outside rounds "
            "without --round.",
        )
    if coder not in each.shares:
        raise RoundError(
            f"{coder} has no share in the round {each.id}.",
            "Its coders are: " + ", ".join(each.coders) + ".",
        )
    return each
