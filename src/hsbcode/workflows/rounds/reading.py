"""Rounds as they stand: which there are, who has which share, how far they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from hsbcode.domain.acts import SETTLED, ActKind
from hsbcode.domain.errors import RoundError, nearest
from hsbcode.domain.fold import Fold
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.rounds import Phase, Round, RoundKind
from hsbcode.store.project import Project


@dataclass(frozen=True, slots=True)
class ShareProgress:
    """How far one coder is with their share; numbers only, nothing of the codes."""

    coder: str
    finished: int
    total: int

    @property
    def is_done(self) -> bool:
        """Whether every answer of the share is finished."""
        return self.finished >= self.total

    @property
    def words(self) -> str:
        """Return e.g. ``ben 118/120``."""
        return f"{self.coder} {self.finished}/{self.total}"


def round_of(project: Project, name: str) -> Round:
    """Return a round by its id or its label.

    Raises:
        RoundError: there is none of that name.
    """
    rounds = project.rounds
    if name in rounds:
        return rounds[name]
    for each in rounds.values():
        if each.label.casefold() == name.casefold():
            return each
    raise RoundError(
        f"There is no round “{name}”.",
        nearest(name, rounds)
        or (
            "Rounds are: " + ", ".join(rounds) + "."
            if rounds
            else "Draw one with hsbcode round draw."
        ),
    )


def last_round(project: Project) -> Round | None:
    """Return the round drawn last; None where there is none."""
    return next(reversed(project.rounds.values()), None)


def progress(project: Project, each: Round) -> tuple[ShareProgress, ...]:
    """Return how far everybody is with their share, by name."""
    return tuple(
        ShareProgress(
            coder,
            sum(
                unit in held and held[unit].finished
                for held in (project.fold.pass_of(coder, each.id),)
                for unit in each.share(coder)
            ),
            len(each.share(coder)),
        )
        for coder in each.coders
    )


def progress_words(project: Project, each: Round) -> str:
    """Return e.g. ``2 of 3 back, ben 118/120``; empty where nobody has a share."""
    rows = progress(project, each)
    if not rows:
        return ""
    done = sum(row.is_done for row in rows)
    words = [f"{done} of {len(rows)} back"]
    words += [row.words for row in rows if not row.is_done]
    return ", ".join(words)


def open_shares(project: Project, coder: str) -> tuple[tuple[Round, int, int], ...]:
    """Return (round, finished, answers) of rounds a coder has answers left in."""
    found = []
    for each in project.rounds.values():
        if each.can_be_coded and coder in each.shares:
            rows = progress(project, each)
            row = next(row for row in rows if row.coder == coder)
            if not row.is_done:
                found.append((each, row.finished, row.total))
    return tuple(found)


def next_step(project: Project, each: Round) -> str:
    """Return in words what has to be done next."""
    if each.phase is Phase.OPEN and not each.shares:
        return "Say who codes it."
    if each.phase is Phase.OPEN:
        return "Begin: from then on the shares stay as they are."
    if each.phase is Phase.BLIND:
        waiting = [row.coder for row in progress(project, each) if not row.is_done]
        if project.package is not None:
            done = "Send it back" if not waiting else "Code on, then send it back"
            return f"{done}: hsbcode round send {project.path.name}"
        if waiting:
            return "Wait for " + " and ".join(waiting) + "."
        if each.kind is RoundKind.SHARE:
            return "Everything is coded: close it."
        return "Everybody is back: release it."
    if each.phase is Phase.RELEASED:
        if each.kind is RoundKind.SHARE:
            return ""
        return "Read the agreement, talk, settle the differences."
    return ""


def passes_of(
    project: Project, each: Round, *, parts_of_now: bool = False
) -> dict[str, Mapping[str, UnitPass]]:
    """Return coder → unit → what they held when the round was released.

    Neither settling nor an edit of the codebook changes it: the acts are those that
    the log held then, and codes are read as they were.

    Args:
        project: an open project.
        each: a round of it, released.
        parts_of_now: read merged codes as the codebook of now does.

    Raises:
        RoundError: it is not released.
    """
    if each.frozen is None:
        raise RoundError(
            f"The round {each.id} is not released, so what its coders did is closed.",
            f"Release it with hsbcode round release, once everybody is done "
            f"({progress_words(project, each) or 'nobody has a share'}).",
        )
    book = (
        project.codebook if parts_of_now else project.codebook_at(each.frozen.codebook)
    )
    acts = [act for act in project.log.of_round(each.id) if each.frozen.holds(act)]
    fold = Fold.of((act for act in acts if act.kind != ActKind.ROUND), book.redirects)
    return {
        coder: fold.pass_of(coder, each.id)
        for coder in fold.coders(each.id)
        if coder != SETTLED
    }


def came_late(project: Project, each: Round) -> int:
    """Return how many steps of its coders were not there when a round was released.

    What is settled afterwards comes after the release, and is nobody's coding.
    """
    if each.frozen is None:
        return 0
    return sum(
        not each.frozen.holds(act)
        for act in project.log.of_round(each.id)
        if act.kind not in (ActKind.ROUND, ActKind.SETTLE)
    )
