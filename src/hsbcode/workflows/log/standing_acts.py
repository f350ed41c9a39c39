"""Which acts stand for the same thing as one that was done earlier."""

from hsbcode.domain.acts import Act, ActKind
from hsbcode.store.project import Project

_OF_QUOTES = {
    ActKind.QUOTE: ActKind.UNQUOTE,
    ActKind.REDACT: ActKind.UNREDACT,
}


def standing(project: Project, act: Act) -> list[str]:
    """Return the acts that stand for the same thing as ``act``.

    After an undo of an undo they are others than the first one.
    """
    if act.kind == ActKind.SPLIT:
        cuts = project.fold.cuts(act.unit or "")
        return [other for other, cut in cuts.items() if cut == (act.start, act.end)]
    if act.kind in _OF_QUOTES:
        return _of_quotes(project, act)
    held = project.fold.unit(act.coder, act.unit or "", act.round)
    if act.kind == ActKind.APPLY:
        span = None if act.start is None or act.end is None else (act.start, act.end)
        read_as = project.codebook.standing(act.code or "")
        on = held.applied.get(read_as, {})
        # Of a code that was merged: what was given under its own name.
        named = {o for o in on if project.fold.acts[o].code == act.code}
        return [other for other in on if other in named and on[other] == span]
    if act.kind == ActKind.FINISH:
        # Finished again under a later codebook is another judgement.
        version = act.codebook or ""
        return [other for other, under in held.finishes.items() if under == version]
    if act.kind == ActKind.FLAG:
        return list(held.flags.get(act.flag or "", {}))
    if act.kind == ActKind.REJECT:
        return list(held.rejected.get(act.code or "", {}))
    if act.kind == ActKind.KEEP:
        return [other for other, mark in held.kept.items() if mark == act.flag]
    if act.kind in (ActKind.NOTE, ActKind.COMMENT) and act.unit is None:
        return _notes(project, act)
    if act.kind == ActKind.NOTE:
        return sorted(note for note, body in held.notes.items() if body == act.body)
    return []


def _notes(project: Project, act: Act) -> list[str]:
    """Return the memos or comments that say what ``act`` says of no answer."""
    about = (act.code, act.coder, act.round, act.body)
    return sorted(
        other.id
        for other in project.fold.acts.values()
        if other.kind == act.kind
        and other.unit is None
        and (other.code, other.coder, other.round, other.body) == about
    )


def _of_quotes(project: Project, act: Act) -> list[str]:
    """Return the acts that decide the same of the same answer, and are not ended."""
    ends = project.log.of_kind(_OF_QUOTES[ActKind(act.kind)])
    ended = {other.ends for other in ends}
    about = _about(act)
    return sorted(
        other.id
        for other in project.log.of_kind(act.kind)
        if other.id not in ended and _about(other) == about
    )


def _about(act: Act) -> tuple[object, ...]:
    return act.unit, act.code, act.flag, act.start, act.end, act.coder
