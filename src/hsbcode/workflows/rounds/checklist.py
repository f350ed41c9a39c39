"""A round as a list of steps: what is done, what comes next, who is how far."""

from dataclasses import dataclass
from enum import StrEnum

from hsbcode.domain.errors import RoundError
from hsbcode.domain.rounds import Phase, Round, RoundKind
from hsbcode.store.project import Project
from hsbcode.workflows.rounds.differences import Differences
from hsbcode.workflows.rounds.reading import (
    came_late,
    progress,
    progress_words,
)
from hsbcode.workflows.rounds.words import drawn_words

SHARED_FILE = (
    "This file holds what everybody codes in it. No screen and no command shows it "
    "before the release, but whoever has the file could read it with other programs. "
    "Packages (p) hold nothing of others."
)


class Next(StrEnum):
    """What can be done next in a round."""

    DRAW = "draw"
    ASSIGN = "assign"
    BEGIN = "begin"
    CODE = "code"
    """The one who looks has answers left to code."""
    WAIT = "wait"
    RELEASE = "release"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One step."""

    name: str
    words: str
    done: bool
    here: bool = False
    """Whether it is the one to be done next."""


def next_of(project: Project, each: Round, coder: str = "") -> Next:
    """Return what comes next in a round, for one person."""
    if each.phase is Phase.OPEN:
        return Next.BEGIN if each.shares else Next.ASSIGN
    if each.phase is Phase.BLIND:
        left = {row.coder for row in progress(project, each) if not row.is_done}
        if coder in left:
            return Next.CODE
        return Next.WAIT if left else Next.RELEASE
    if each.phase is Phase.RELEASED and each.kind is RoundKind.TEAM:
        return Next.SETTLE
    return Next.DRAW


NEXT_WORDS = {
    Next.DRAW: "Enter draws the next round.",
    Next.ASSIGN: "Enter says who codes it.",
    Next.BEGIN: "Enter begins it: shares stay as they are from then on.",
    Next.CODE: "Enter codes your share.",
    Next.WAIT: "Wait for the others; m merges what they send back, r releases before.",
    Next.RELEASE: "Everybody is back. Enter releases it: frozen, and open to all.",
    Next.SETTLE: "g shows the agreement. Enter goes through the differences.",
}


def checklist(project: Project, each: Round, coder: str = "") -> tuple[RoundLine, ...]:
    """Return the steps of a round, done ones and those to come."""
    begun = each.phase is not Phase.OPEN
    released = each.phase in (Phase.RELEASED, Phase.SETTLED)
    rows = progress(project, each)
    shares = ", ".join(f"{row.coder} {row.total}" for row in rows)
    late = came_late(project, each)
    freezing = ""
    if each.frozen is not None and each.frozen.left:
        left = ", ".join(f"{who} {n}" for who, n in sorted(each.frozen.left.items()))
        freezing = f"with answers missing: {left}"
    if late:
        freezing += (
            f"{'; ' if freezing else ''}{late} steps came later and do not count"
        )
    shared = each.kind is RoundKind.SHARE
    steps = [
        (Next.DRAW, "drawn", drawn_words(each), True),
        (Next.ASSIGN, "assigned", shares or "nobody codes it yet", bool(rows)),
        (Next.BEGIN, "begun", "" if begun else "shares can still change", begun),
        (
            Next.CODE,
            "coded" if shared else "coded blind",
            progress_words(project, each) if begun else "",
            bool(rows) and all(row.is_done for row in rows),
        ),
        (Next.RELEASE, "closed" if shared else "released", freezing, released),
    ]
    if each.kind is RoundKind.TEAM:
        words = _settled_words(project, each) if released else ""
        steps.append((Next.SETTLE, "settled", words, each.phase is Phase.SETTLED))
    following = next_of(project, each, coder)
    at = Next.CODE if following is Next.WAIT else following
    return tuple(
        RoundLine(name, words, done, step is at and not done)
        for step, name, words, done in steps
    )


def _settled_words(project: Project, each: Round) -> str:
    try:
        found = Differences(project, each.id).differences()
    except RoundError:
        return ""
    if not found:
        return "nothing differs"
    settled = sum(difference.is_settled for difference in found)
    return f"{settled} of {len(found)} differing answers"
