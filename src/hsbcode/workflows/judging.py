"""Judgements on an answer: its codes, and whether the coder is done with it."""

from hsbcode.domain.acts import ActKind, Origin, Span
from hsbcode.domain.errors import UsageConflict
from hsbcode.workflows.coder_pass import CoderPass
from hsbcode.workflows.offered_codes import check_offered


def apply(
    own: CoderPass, unit: str, code: str, span: Span | None, origin: str, shown: str
) -> bool:
    """Apply a code; False if it stands already (with the same span).

    Raises:
        CodebookError: there is no such code.
        UsageConflict: it cannot be applied here or not in bulk, or the span lies
            outside the answer.
    """
    wanted = own.project.codebook[code]
    check_offered(wanted, own.question)
    if origin == Origin.BULK and wanted.needs_a_look:
        raise UsageConflict(
            f"“{wanted.label}” is never accepted in bulk.",
            "It decides more than a theme: apply it answer by answer.",
        )
    if span is not None:
        _check_span(own, unit, span)
    if span in own.held(unit).applied.get(code, {}).values():
        return False
    start, end = span if span is not None else (None, None)
    own.write(
        ActKind.APPLY,
        unit=unit,
        code=code,
        start=start,
        end=end,
        origin=str(origin),
        shown=shown,
    )
    return True


def _check_span(own: CoderPass, unit: str, span: Span) -> None:
    answer = own.unit(unit)
    last = answer.start + len(answer.text)
    if not answer.start <= span.start < span.end <= last:
        raise UsageConflict(
            f"Characters {span.start} to {span.end} are not a stretch of "
            f"{answer.name}, which has {answer.start} to {last}."
        )


def remove(own: CoderPass, unit: str, code: str) -> bool:
    """Take a code off an answer with all its spans; False if it was not on."""
    standing = own.held(unit).applied.get(code, {})
    if not standing:
        return False
    own.end(ActKind.REMOVE, standing, unit=unit, code=code)
    return True


def finish(
    own: CoderPass, unit: str, picked: str | None = None, shown: str | None = None
) -> None:
    """Finish an answer that has a code.

    Raises:
        UsageConflict: it has none.
    """
    held = own.held(unit)
    if not held.applied:
        raise UsageConflict(
            "This answer has no code yet.", "0 = no code applies, n = leave it"
        )
    if not held.finished:
        own.write(ActKind.FINISH, unit=unit, picked=picked, shown=shown)


def look_again(own: CoderPass, unit: str) -> bool:
    """Finish a finished answer anew, under the codebook of now; False if it is not.

    For codings whose code was defined otherwise since. Undo takes back only this.
    """
    finishes = own.held(unit).finishes
    if not finishes or own.project.codebook.version in finishes.values():
        return False
    own.write(ActKind.FINISH, unit=unit)
    return True


def finish_without_code(
    own: CoderPass, unit: str, picked: str | None = None, shown: str | None = None
) -> None:
    """Record that no code applies, and finish.

    Raises:
        UsageConflict: codes stand on the answer.
    """
    held = own.held(unit)
    if held.applied:
        label = own.project.codebook.label
        raise UsageConflict(
            "This answer has codes: "
            + ", ".join(label(code) for code in sorted(held.codes))
            + ".",
            "Take them off first, or finish with space.",
        )
    if not held.finished:
        own.write(ActKind.FINISH, unit=unit, picked=picked, shown=shown)


def reopen(own: CoderPass, unit: str) -> bool:
    """Take an answer back into work; False if it was not finished."""
    finishes = own.held(unit).finishes
    if not finishes:
        return False
    own.end(ActKind.REOPEN, finishes, unit=unit)
    return True
