"""How a coder had coded an answer before its text changed, or before it was cut."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from hsbcode.domain.survey import Unit
from hsbcode.workflows.coder_pass import CoderPass

Why: TypeAlias = Literal["text", "split", "joined"]

_WORDS: dict[Why, str] = {
    "text": "coded before the text changed",
    "split": "coded before it was split",
    "joined": "coded before it was joined",
}


@dataclass(frozen=True, slots=True)
class EarlierCoding:
    """What one coder holds of a former unit of the same answer."""

    why: Why
    """Why it is no unit any more."""
    text: str
    codes: tuple[str, ...]
    """Labels; none where the coder judged that no code applies."""
    marks: tuple[str, ...]
    """Flags and memos, in words."""

    @property
    def words(self) -> str:
        """Why it is told, in words."""
        return _WORDS[self.why]

    @property
    def judgement(self) -> str:
        """The codes and marks in words."""
        return " · ".join((*(self.codes or ("no code",)), *self.marks))


def earlier_codings(own: CoderPass, unit: Unit) -> tuple[EarlierCoding, ...]:
    """Return what a coder holds of the units that an answer replaced, newest first.

    Of a unit split or joined since, only if it has a character in common with it.
    """
    answers = own.project.answers
    found = []
    for former in answers.units(answers.earlier_units(unit)):
        held = own.all_held.get(former.id)
        if held is None or not held.anything:
            continue
        why = _why(unit, former)
        if why is None:
            continue
        label = own.project.codebook.label
        notes = (own.project.log.body(body) for body in held.notes.values())
        marks = [f"⚑ {flag.replace('_', ' ')}" for flag in held.flags]
        marks += [f"memo: {note}" for note in notes if note]
        if held.finished or held.applied or marks:
            codes = tuple(label(code) for code in sorted(held.codes))
            found.append(EarlierCoding(why, former.text, codes, tuple(marks)))
    return tuple(found)


def _why(unit: Unit, former: Unit) -> Why | None:
    if former.box_id != unit.box_id:
        return "text"
    end, former_end = unit.start + len(unit.text), former.start + len(former.text)
    if former.start >= end or unit.start >= former_end:
        return None
    longer = len(former.text) > len(unit.text)
    return "split" if longer else "joined"
