"""Marks on an answer beside its codes: flags, memos, declined suggestions."""

from hsbcode.domain.acts import FLAGS, ActKind
from hsbcode.domain.doubts import coding_mark
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.workflows.coder_pass import CoderPass


def flag(own: CoderPass, unit: str, flag: str, note: str = "") -> bool:
    """Flag an answer, or unflag it where the flag stands; True if flagged now.

    Raises:
        UsageConflict: there is no such flag.
    """
    if flag not in FLAGS:
        raise UsageConflict(f"There is no flag “{flag}”.", nearest(flag, FLAGS))
    standing = own.held(unit).flags.get(flag, {})
    if standing:
        own.end(ActKind.UNFLAG, standing, unit=unit, flag=flag)
        return False
    own.write_with_body(ActKind.FLAG, note, unit=unit, flag=flag)
    return True


def note(own: CoderPass, unit: str, text: str) -> None:
    """Write a memo on an answer; it replaces the one that stands."""
    text = text.strip()
    ends, body = max(own.held(unit).notes.items(), default=(None, None))
    if text != own.project.log.body(body):
        own.write_with_body(ActKind.NOTE, text, unit=unit, ends=ends)


def notes(own: CoderPass, unit: str) -> tuple[str, ...]:
    """Return the coder's memos on an answer, oldest first."""
    standing = sorted(own.held(unit).notes.items())
    return tuple(filter(None, (own.project.log.body(body) for _, body in standing)))


def keep(own: CoderPass, unit: str) -> bool:
    """Say that the codes of an answer stay as they are; False if that was said.

    It holds for these codes: once they change, the answer may be doubtful again.

    Raises:
        UsageConflict: the answer is not finished.
    """
    held = own.held(unit)
    if held.stays:
        return False
    if not held.finished:
        raise UsageConflict("This answer is not finished yet.")
    own.write(ActKind.KEEP, unit=unit, flag=coding_mark(held.codes))
    return True


def reject(own: CoderPass, unit: str, code: str, shown: str) -> bool:
    """Decline a suggestion; False if it was declined already."""
    if code in own.held(unit).rejected:
        return False
    own.write(ActKind.REJECT, unit=unit, code=code, shown=shown)
    return True
