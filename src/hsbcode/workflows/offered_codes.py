"""Which codes are offered under a question, and which digit each has."""

from collections.abc import Mapping
from dataclasses import replace

from hsbcode.domain.codebook import Code, check
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project

_DIGITS = 9


def digits_of(project: Project, question: str) -> dict[str, str]:
    """Return digit → code: as kept or pinned by hand, then the next of the frame."""
    offered = project.codebook.offered(question)
    ids = {code.id for code in offered}
    kept = _kept(project, question)
    # A merged code hands its digit on, unless the other one has a digit already.
    now = [
        known if (known := project.codebook.standing(code)) not in kept else code
        for code in kept
    ]
    digits = {
        str(place): code
        for place, code in enumerate(now, start=1)
        if code in ids and code not in now[: place - 1]
    }
    # Leaves first: a parent is implied by its children.
    leaves = [code.id for code in offered if not project.codebook.children(code.id)]
    if not kept and not leaves:
        leaves = [code.id for code in offered]
    new = [code for code in leaves if code not in digits.values()]
    for place, code in enumerate(new[: _DIGITS - len(now)], start=len(now) + 1):
        digits[str(place)] = code
    return digits


def keep_digits(
    project: Project, question: str, coder: str, digits: Mapping[str, str]
) -> None:
    """Let codes keep their digits whatever happens to the frame, once one codes."""
    last = max(map(int, digits), default=0)
    if last > len(_kept(project, question)):
        pins = [digits.get(str(place), "") for place in range(1, last + 1)]
        project.put_setting(_setting(question), pins, coder)


def _kept(project: Project, question: str) -> list[str]:
    pins = project.settings.get(_setting(question))
    return [str(code) for code in pins[:_DIGITS]] if isinstance(pins, list) else []


def pin(
    project: Project,
    question: str,
    coder: str,
    digits: Mapping[str, str],
    digit: int,
    code: str,
) -> None:
    """Give a digit to a code; of ``digits``, the others stay where they are.

    Raises:
        CodebookError: there is no such code.
        UsageConflict: the digit is not 1 to 9, or the code cannot be applied.
    """
    if not 1 <= digit <= _DIGITS:
        raise UsageConflict(f"{digit} is not a digit from 1 to 9.")
    check_offered(project.codebook[code], question)
    pins = [digits.get(str(place), "") for place in range(1, _DIGITS + 1)]
    pins = ["" if other == code else other for other in pins]
    pins[digit - 1] = code
    project.put_setting(_setting(question), pins, coder)


def _setting(question: str) -> str:
    return f"digits:{question}"


def offer_here(project: Project, code: str, question: str, coder: str) -> None:
    """Offer a code under one more question, as an edit of the code frame.

    Raises:
        CodebookError: there is no such code.
        UsageConflict: it cannot be applied anywhere.
    """
    wanted = project.codebook[code]
    if wanted.offered_for(question):
        return
    check_offered(replace(wanted, questions=()), question)
    wider = replace(wanted, questions=(*wanted.questions, question))
    frame = project.codebook.with_code(wider)
    check(frame.codes)
    project.put_codebook(replace(frame, version=""), coder)


def check_offered(code: Code, question: str) -> None:
    """Make sure that a code can be applied under a question.

    Raises:
        UsageConflict: it is a container, retired, or not offered there.
    """
    if code.kind == "container":
        raise UsageConflict(
            f"“{code.label}” cannot be applied: it only holds other codes."
        )
    if not code.can_be_applied:
        raise UsageConflict(f"“{code.label}” is retired.")
    if not code.offered_for(question):
        raise UsageConflict(
            f"“{code.label}” is not offered under question “{question}”.",
            "It is offered under: " + ", ".join(code.questions) + ".",
        )
