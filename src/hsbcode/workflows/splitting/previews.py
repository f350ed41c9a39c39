"""What splitting would make of answers, to be looked at before anything is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hsbcode.domain.acts import Span
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.list_rules import propose
from hsbcode.domain.splitting import (
    MOST_PARTS,
    Cut,
    cut_before,
    cuts_around,
    stretches_between,
)
from hsbcode.domain.survey import Question, Unit
from hsbcode.store.project import Project
from hsbcode.workflows.splitting.refusals import refusal

BY_HAND = "by hand"
_NEAR = 5000


@dataclass(frozen=True, slots=True)
class Proposed:
    """An answer with the parts it would have."""

    unit: Unit
    """The whole answer, or the part of it that is split further."""
    rule: str
    """What was found in it (``numbers``, ``bullets`` …), or ``by hand``."""
    whole: str
    """Id of the unit that is the whole box."""
    cuts: tuple[Cut, ...]
    """The new cuts."""
    parts: tuple[str, ...]
    """The texts of all parts that the answer would have."""
    coders: tuple[str, ...] = ()
    """Who has coded it: their coding waits for another look, and counts meanwhile."""
    refused: str = ""
    """Why it cannot be split, if it cannot."""

    @property
    def name(self) -> str:
        """The name of the answer."""
        return self.unit.name

    @property
    def found(self) -> str:
        """What was found in it."""
        return self.rule

    def as_dict(self) -> dict[str, object]:
        """Return the proposal as JSON values; offsets into the box text."""
        return {
            "answer": self.name,
            "question": self.unit.question,
            "rule": self.rule,
            "cuts": [{"start": cut.start, "end": cut.end} for cut in self.cuts],
            "parts": list(self.parts),
            "coders": list(self.coders),
            "refused": self.refused,
        }


@dataclass(frozen=True, slots=True)
class Joined:
    """An answer in parts that would be whole again."""

    units: tuple[Unit, ...]
    whole: str
    coders: tuple[str, ...] = ()
    refused: str = ""

    @property
    def name(self) -> str:
        """The name of the whole answer."""
        return self.units[0].name.rpartition(".")[0]

    @property
    def found(self) -> str:
        """What it is now."""
        return "split"

    @property
    def parts(self) -> tuple[str, ...]:
        """The texts of its parts."""
        return tuple(unit.text for unit in self.units)

    def as_dict(self) -> dict[str, object]:
        """Return the answer as JSON values."""
        return {
            "answer": self.name,
            "question": self.units[0].question,
            "parts": list(self.parts),
            "coders": list(self.coders),
            "refused": self.refused,
        }


def proposals(project: Project, question: str = "") -> tuple[Proposed, ...]:
    """Return what the rules would split, in the order of the survey.

    Raises:
        UsageConflict: there is no such open question.
    """
    found = []
    for each in _open_questions(project, question):
        for unit in project.answers.all_units(each.id):
            if unit.is_whole:
                proposed = _by_rule(project, unit, each.language)
                if proposed is not None:
                    found.append(proposed)
    return tuple(found)


def by_rule(project: Project, unit: Unit) -> Proposed | None:
    """Return what the rules would make of one answer; None if it is no plain list."""
    language = project.answers.questions()[unit.question].language
    return _by_rule(project, unit, language) if unit.is_whole else None


def by_hand(
    project: Project, unit: Unit, *, at: Iterable[int] = (), words: Span | None = None
) -> Proposed:
    """Return an answer with further cuts that a person wants.

    Args:
        project: where it lies.
        unit: the answer, or one of its parts.
        at: offsets into the box text where a part is to begin.
        words: offsets of words that are to be a part of their own.

    Raises:
        UsageConflict: no part can begin there.
    """
    text = _whole(project, unit).text
    last = unit.start + len(unit.text)
    cuts: list[Cut] = []
    for offset in at:
        cut = cut_before(text, offset)
        if cut is None or not unit.start < offset < last:
            raise UsageConflict(
                f"No part of {unit.name} can begin at character {offset}.",
                f"Characters {unit.start + 1} to {last - 1} can, counted from 0, "
                "with words before and after.",
            )
        cuts.append(cut)
    if words is not None:
        cuts.extend(
            cut
            for cut in cuts_around(text, words)
            if unit.start < cut.start and (cut.end or 0) < last
        )
    if not cuts:
        raise UsageConflict(
            "These words are the whole answer already.",
            "Mark fewer words, or say where a part begins.",
        )
    return _proposed(project, unit, BY_HAND, cuts)


def split_answers(project: Project, question: str = "") -> tuple[Joined, ...]:
    """Return the answers that are in parts now.

    Raises:
        UsageConflict: there is no such open question.
    """
    found: dict[str, list[Unit]] = {}
    for each in _open_questions(project, question):
        for unit in project.answers.all_units(each.id):
            if not unit.is_whole:
                found.setdefault(unit.box_id, []).append(unit)
    return tuple(_joined(project, units) for units in found.values())


def parts_beside(project: Project, unit: Unit) -> Joined:
    """Return a part with the others of its answer.

    Raises:
        UsageConflict: the answer is not split.
    """
    if unit.is_whole:
        raise UsageConflict(f"{unit.name} is not split.")
    units = project.answers.siblings(unit)
    return _joined(project, [each for each in units if each.box_id == unit.box_id])


def named_unit(project: Project, name: str) -> Unit:
    """Return the unit in force called ``reference/question/box`` or ``…/box.part``.

    For an answer in parts, the name of its box stands for its first part.

    Raises:
        UsageConflict: there is none; names the nearest.
    """
    names: dict[str, Unit] = {}
    for question in _open_questions(project):
        for unit in project.answers.all_units(question.id):
            names.setdefault(unit.name, unit)
            if unit.part == 1:
                names.setdefault(unit.name.rpartition(".")[0], unit)
    if name.strip() in names:
        return names[name.strip()]
    alike = [n for n in names if n.split("/")[0] == name.split("/")[0]]
    raise UsageConflict(
        f"There is no answer “{name}”.",
        nearest(name, (alike or list(names))[:_NEAR])
        or "An answer is named reference/question/box.",
    )


def _by_rule(project: Project, unit: Unit, language: str) -> Proposed | None:
    found = propose(unit.text, language)
    if found is None:
        return None
    return _proposed(project, unit, found.rule, found.cuts)


def _proposed(project: Project, unit: Unit, rule: str, cuts: Sequence[Cut]) -> Proposed:
    whole = project.fold.whole_of(unit.id)
    standing = project.fold.cuts(whole).values()
    box = _whole(project, unit).text
    stretches = stretches_between({*standing, *cuts})
    texts = tuple(box[part.start : part.end] for part in stretches)
    if len(texts) > MOST_PARTS:
        raise UsageConflict(f"{unit.name} would have more than {MOST_PARTS} parts.")
    if len(texts) < 2 or not all(text.strip() for text in texts):
        raise UsageConflict(f"A part of {unit.name} would hold no words.")
    return Proposed(
        unit=unit,
        rule=rule,
        whole=whole,
        cuts=tuple(cut for cut in cuts if cut not in standing),
        parts=texts,
        coders=_coders(project, [unit.id]),
        refused=refusal(project, whole),
    )


def _joined(project: Project, units: Sequence[Unit]) -> Joined:
    whole = project.fold.whole_of(units[0].id)
    return Joined(
        units=tuple(units),
        whole=whole,
        coders=_coders(project, [unit.id for unit in units]),
        refused=refusal(project, whole),
    )


def _coders(project: Project, units: Sequence[str]) -> tuple[str, ...]:
    found = {
        coder
        for (coder, _round), held in project.fold.passes.items()
        if any(unit in held and held[unit].finished for unit in units)
    }
    return tuple(sorted(found))


def _whole(project: Project, unit: Unit) -> Unit:
    if unit.is_whole:
        return unit
    return project.answers.units([project.fold.whole_of(unit.id)])[0]


def _open_questions(project: Project, question: str = "") -> list[Question]:
    known = {q.id: q for q in project.answers.questions().values() if q.is_open}
    if question and question not in known:
        raise UsageConflict(
            f"There is no open question “{question}”.",
            nearest(question, known) or "Open questions: " + ", ".join(known),
        )
    return [each for each in known.values() if question in ("", each.id)]
