"""Where a coder goes on: where they left, or where a crash or a cut line took them.

The place is kept on leaving. What was judged after that belongs to a sitting that never
came to its end, and then the last judgement tells where one was.
"""

from typing import NamedTuple

from hsbcode.domain.acts import Act
from hsbcode.store.project import Project
from hsbcode.workflows.coder_pass import CoderPass


class Seen(NamedTuple):
    """The answer a coder saw last, told without reading the log."""

    unit: str | None
    for_sure: bool
    """Whether they go on there; else only if it is not finished."""


def question_left(project: Project, coder: str) -> str | None:
    """Return the id of the question that a coder was at; None if that is not known."""
    cut_off = _judged_since(project, coder)
    if cut_off is not None:
        units = project.answers.units([cut_off.unit or ""])
        return units[0].question if units else None
    question = _place(project, coder).get("question")
    return question if isinstance(question, str) else None


def unit_left(own: CoderPass) -> str | None:
    """Return the answer that a coder was at; None if it is under another question.

    After a crash this is the answer judged last or, where that is finished, the next
    one that is not.
    """
    cut_off = _judged_since(own.project, own.coder)
    if cut_off is not None and cut_off.round == own.round:
        unit = own.in_force(cut_off.unit or "")
        if unit is not None and own.held(unit).finished:
            return own.next_unfinished(unit) or unit
        return unit
    place = _place(own.project, own.coder)
    if place.get("question") != own.question or place.get("round") != own.round:
        return None
    return own.in_force(str(place.get("unit", "")))


def last_seen(project: Project, coder: str, question: str) -> Seen:
    """Return what is known at once of where a coder goes on under a question."""
    cut_off = _judged_since(project, coder)
    if cut_off is not None:
        return Seen(cut_off.unit if cut_off.round is None else None, for_sure=False)
    place = _place(project, coder)
    here = place.get("question") == question and not place.get("round")
    unit = place.get("unit") if here else None
    return Seen(unit, for_sure=True) if isinstance(unit, str) else Seen(None, False)


def keep_place(own: CoderPass, unit: str | None) -> None:
    """Remember where a coder stops, if that is news."""
    project = own.project
    before = _place(project, own.coder)
    last = project.log.last_judgement(own.coder, after=str(before.get("after") or ""))
    after = last.id if last is not None else before.get("after", "")
    place = {"question": own.question, "unit": unit, "after": after}
    if own.round is not None:
        place["round"] = own.round
    if project.writable and before != place:
        project.put_setting(_name(own.coder), place, own.coder)


def _judged_since(project: Project, coder: str) -> Act | None:
    """Return a coder's last judgement, if it came after the place was kept."""
    place = _place(project, coder)
    if place and "after" not in place:
        return None
    return project.log.last_judgement(coder, after=str(place.get("after") or ""))


def _place(project: Project, coder: str) -> dict[str, object]:
    kept = project.settings.get(_name(coder))
    return dict(kept) if isinstance(kept, dict) else {}


def _name(coder: str) -> str:
    return f"place:{coder}"
