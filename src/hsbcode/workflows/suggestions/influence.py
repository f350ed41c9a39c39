"""Did the suggestions lead the coders? Told by the answers coded without them.

For a share of the answers suggestions are hidden by a hash, so both kinds of answers
are alike but for what was in sight. Where coders agree with the first suggestion more
often with it in sight than without, the suggestions did that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hsbcode.domain.acts import ACCEPTED, Act, ActKind
from hsbcode.domain.picks import is_fair
from hsbcode.domain.shares import Share
from hsbcode.domain.showings import NONE, OFF, Showing
from hsbcode.store.project import Project
from hsbcode.workflows.suggestions.followed import (
    ENOUGH,
    Acceptance,
    Agreement,
    Influence,
)
from hsbcode.workflows.suggestions.sight import hidden_share


@dataclass(frozen=True, slots=True)
class FirstJudgement:
    """An answer as a coder finished it for the first time."""

    coder: str
    unit: str
    agreed: bool
    """Whether the first suggestion was among the codes."""
    hidden: bool


@dataclass(slots=True)
class _Work:
    """One coder at one answer, act by act, until the first finish."""

    applied: dict[str, Act] = field(default_factory=dict)
    declined: set[str] = field(default_factory=set)
    done: bool = False


def influence(project: Project) -> Influence:
    """Return how suggestions in sight went with what coders gave.

    Of each answer and coder the first finish counts, with the codes of that moment:
    what is changed later may follow suggestions that were hidden before. Rounds,
    imported codings and answers coded in bulk are left out; so are answers that were
    picked for what they are, because these are not alike in both kinds.
    """
    log = project.log
    seen: dict[tuple[str, str, bool], Showing] = {}
    for showing in log.showings():
        seen.setdefault((showing.coder, showing.unit, showing.hidden), showing)
    works: dict[tuple[str, str], _Work] = {}
    judged: list[FirstJudgement] = []
    accepted: dict[str, list[int]] = {}
    picked = 0
    for act in log.all():
        if act.unit is None or act.round is not None:
            continue
        work = works.setdefault((act.coder, act.unit), _Work())
        if work.done:
            continue
        if act.kind != ActKind.FINISH:
            _take(work, act)
            continue
        work.done = True
        if act.shown in (None, NONE):
            continue
        hidden = act.shown == OFF
        found = seen.get((act.coder, act.unit, hidden))
        if found is None or not found.codes:
            continue
        if not hidden:
            _count(accepted.setdefault(act.coder, [0, 0, 0, 0]), work, found)
        if act.picked is None or not is_fair(act.picked):
            picked += 1
            continue
        codes = {each.code for each in work.applied.values()}
        agreed = found.codes[0] in codes
        judged.append(FirstJudgement(act.coder, act.unit, agreed, hidden))
    people = {
        unit.id: unit.respondent
        for unit in project.answers.units([each.unit for each in judged])
    }
    names = sorted({each.coder for each in judged})
    return Influence(
        share=hidden_share(project),
        everybody=_agreement("", judged, people),
        coders=tuple(
            _agreement(name, [each for each in judged if each.coder == name], people)
            for name in names
        ),
        acceptance=tuple(
            Acceptance(coder, *counts) for coder, counts in sorted(accepted.items())
        ),
        picked=picked,
    )


def _take(work: _Work, act: Act) -> None:
    if act.kind == ActKind.APPLY and act.code is not None:
        work.applied[act.id] = act
    elif act.kind == ActKind.REJECT and act.code is not None:
        work.declined.add(act.code)
    if act.ends is not None:
        gone = work.applied.pop(act.ends, None)
        if gone is None and act.code is not None and act.kind == ActKind.REMOVE:
            work.declined.discard(act.code)


def _count(counts: list[int], work: _Work, showing: Showing) -> None:
    given = {act.code: act for act in work.applied.values()}
    for code in showing.codes:
        counts[0] += 1
        act = given.get(code)
        if act is not None:
            counts[1 if act.origin in ACCEPTED else 2] += 1
        elif code in work.declined:
            counts[3] += 1


def _agreement(
    coder: str, judged: Sequence[FirstJudgement], people: Mapping[str, str]
) -> Agreement:
    from hsbcode.numbers.differences import difference_interval

    kinds = [[each for each in judged if each.hidden == hid] for hid in (False, True)]
    shares = [Share(sum(each.agreed for each in kind), len(kind)) for kind in kinds]
    interval = None
    if min(share.base for share in shares) >= ENOUGH:
        interval = difference_interval(
            [each.agreed for each in kinds[0]],
            [each.agreed for each in kinds[1]],
            [people.get(each.unit, each.unit) for kind in kinds for each in kind],
        )
    return Agreement(coder, shares[0], shares[1], interval)
