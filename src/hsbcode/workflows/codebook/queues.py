"""Answers to go through after an edit of the frame, one key each.

Two edits leave answers to look at: a split code, whose codings are divided among
others; and a redefined one, whose codings were made under an older definition. What is
left of a queue follows from the log, so progress is kept whenever one stops.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hsbcode.domain.acts import SETTLED, ActKind, Origin
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.survey import Unit
from hsbcode.domain.undoing import UndoStacks
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.use import find_code
from hsbcode.workflows.log.drafted_acts import Draft, write_press
from hsbcode.workflows.log.undoing import Undone, take_back
from hsbcode.workflows.offered_codes import check_offered
from hsbcode.workflows.older_codings import Redefined


@dataclass(frozen=True, slots=True)
class Waiting:
    """One answer with a code that somebody has to look at."""

    unit: str
    coder: str
    """Whose coding it is: one's own, or ``(settled)``."""
    round: str | None
    code: str


@dataclass(frozen=True, slots=True)
class QueueLine:
    """How much there is to look at for one code."""

    code: str
    label: str
    why: str
    """``split`` or ``redefined``."""
    into: tuple[str, ...]
    """Labels of the codes among which it is divided."""
    by_coder: tuple[tuple[str, int], ...]

    def left(self, coder: str) -> int:
        """Return how many answers wait for one coder; settled ones for everybody."""
        return sum(n for who, n in self.by_coder if who in (coder, SETTLED))

    def as_dict(self) -> dict[str, object]:
        """Return the line as JSON values."""
        return {
            "code": self.code,
            "label": self.label,
            "why": self.why,
            "into": list(self.into),
            "waiting": dict(self.by_coder),
        }


def older_units(
    project: Project,
    coder: str,
    round_: str | None = None,
    redefined: Redefined | None = None,
) -> dict[str, frozenset[str]]:
    """Return unit → its codes that a coder gave under an older definition.

    Args:
        project: an open project.
        coder: whose codings.
        round_: the round they are of; None = outside rounds.
        redefined: what codes stood for, if that is at hand.
    """
    redefined = redefined or Redefined(project)
    acts = project.fold.acts
    found = {
        unit: redefined.older_codes(held, acts)
        for unit, held in project.fold.pass_of(coder, round_).items()
    }
    return {unit: codes for unit, codes in found.items() if codes}


def queues(project: Project) -> tuple[QueueLine, ...]:
    """Return every code with answers to look at, in the order of the frame."""
    book = project.codebook
    counts: dict[str, dict[str, set[str]]] = {}
    redefined = Redefined(project)
    for key, units in project.fold.passes.items():
        older = older_units(project, *key, redefined)
        for unit, held in units.items():
            for code in held.applied:
                split = code in book and bool(book[code].split_into)
                if split or code in older.get(unit, ()):
                    counts.setdefault(code, {}).setdefault(key[0], set()).add(unit)
    return tuple(
        QueueLine(
            code.id,
            code.label,
            "split" if code.split_into else "redefined",
            tuple(book.label(book.standing(part)) for part in code.split_into),
            tuple(
                (who, len(units))
                for who, units in sorted(
                    counts[code.id].items(), key=lambda i: (i[0] == SETTLED, i[0])
                )
            ),
        )
        for code in book.in_tree_order()
        if code.id in counts
    )


class CodeQueue:
    """The answers with one code that one coder has to go through.

    Settled decisions are gone through, too, by whoever comes first; what other coders
    hold waits for them.

    Args:
        project: open for writing.
        coder: who goes through them.
        name: id or label of a code that was split or redefined.
    """

    def __init__(self, project: Project, coder: str, name: str) -> None:
        self.project = project
        self.coder = coder
        self.code = find_code(project.codebook, name)
        self.is_split = bool(self.code.split_into)
        self._redefined = Redefined(project)
        self._places: dict[str, int] = {}
        """Unit → its place in the order of import."""

    # --- looking -----------------------------------------------------------------

    @property
    def choices(self) -> tuple[Code, ...]:
        """The codes that a split code is divided among; none of a redefined one."""
        book = self.project.codebook
        now = (book.standing(part) for part in self.code.split_into)
        return tuple(book[part] for part in dict.fromkeys(now))

    def waiting(self) -> tuple[Waiting, ...]:
        """Return what is left, in the order of import; own codings first."""
        found = []
        for (who, round_), units in sorted(
            self.project.fold.passes.items(),
            key=lambda item: (item[0][0] == SETTLED, item[0][1] or ""),
        ):
            if who not in (self.coder, SETTLED):
                continue
            older = {} if self.is_split else self._older(who, round_)
            left = {
                unit
                for unit, held in units.items()
                if self.code.id in held.applied
                and (self.is_split or self.code.id in older.get(unit, ()))
            }
            ordered = self._in_order(left)
            found += [Waiting(unit, who, round_, self.code.id) for unit in ordered]
        return tuple(found)

    def _older(self, coder: str, round_: str | None) -> dict[str, frozenset[str]]:
        return older_units(self.project, coder, round_, self._redefined)

    def _in_order(self, units: set[str]) -> list[str]:
        answers = self.project.answers
        if units and not self._places:
            for question in answers.questions().values():
                if question.is_open:
                    for unit in answers.unit_ids(question.id):
                        self._places[unit] = len(self._places)
        last = len(self._places)
        return sorted(units, key=lambda unit: (self._places.get(unit, last), unit))

    def unit(self, waiting: Waiting) -> Unit:
        """Return the answer.

        Raises:
            UsageConflict: this file does not hold it.
        """
        found = self.project.answers.units([waiting.unit])
        if not found:
            raise UsageConflict("That answer is not in this project.")
        return found[0]

    def beside(self, waiting: Waiting) -> tuple[str, ...]:
        """Return the labels of the other codes on the answer, in this pass."""
        held = self.project.fold.unit(waiting.coder, waiting.unit, waiting.round)
        label = self.project.codebook.label
        return tuple(label(code) for code in sorted(held.codes - {self.code.id}))

    def spans(self, waiting: Waiting) -> tuple[tuple[int, int], ...]:
        """Return the stretches of the box text that carry the code, in order."""
        held = self.project.fold.unit(waiting.coder, waiting.unit, waiting.round)
        standing = held.applied.get(self.code.id, {}).values()
        return tuple(sorted({span for span in standing if span is not None}))

    # --- deciding ----------------------------------------------------------------

    def decide(self, waiting: Waiting, codes: Sequence[str]) -> None:
        """Put codes in the place of this one on an answer; none takes it off.

        The new codes stand where this one stood, on the same words. Its own id says
        that it still fits.

        Raises:
            UsageConflict: it does not stand there any more, or a code cannot be given.
        """
        project = self.project
        question = self.unit(waiting).question
        held = project.fold.unit(waiting.coder, waiting.unit, waiting.round)
        standing = held.applied.get(self.code.id, {})
        if not standing:
            raise UsageConflict("That answer does not carry the code any more.")
        for code in codes:
            if code != self.code.id or self.is_split:
                check_offered(project.codebook[code], question)
        version = project.codebook.version or None
        origin = Origin.SETTLING if waiting.coder == SETTLED else Origin.HAND
        fields: dict[str, object] = {
            "unit": waiting.unit,
            "round": waiting.round,
            "codebook": version,
        }
        drafts = [
            Draft(
                ActKind.REMOVE,
                waiting.coder,
                {**fields, "code": self.code.id, "ends": act},
            )
            for act in standing
        ]
        for code in dict.fromkeys(codes):
            there = set(held.applied.get(code, {}).values())
            for span in dict.fromkeys(standing.values()):
                if code != self.code.id and span in there:
                    continue
                start, end = span if span is not None else (None, None)
                more = {
                    "code": code,
                    "start": start,
                    "end": end,
                    "origin": str(origin),
                    "shown": "none",
                }
                drafts.append(Draft(ActKind.APPLY, waiting.coder, {**fields, **more}))
        write_press(project, drafts)

    # --- undo --------------------------------------------------------------------

    def undo(self, *, redo: bool = False) -> Undone:
        """Take back the last decision of this queue, in whatever sitting.

        Raises:
            UsageConflict: there is none.
        """
        stacks = self._stacks()
        press = stacks.next_redo if redo else stacks.next_undo
        if press is None:
            raise UsageConflict(
                "There is nothing to do again here."
                if redo
                else "There is nothing to take back here."
            )
        return take_back(self.project, press, self.coder)

    def _stacks(self) -> UndoStacks:
        """Return the presses of this queue: they begin with an end of its code."""
        log = self.project.log
        mine: set[str] = set()
        stacks = UndoStacks()
        for act in sorted((*log.presses_of(self.coder), *log.presses_of(SETTLED))):
            ours = act.kind == ActKind.REMOVE and act.code == self.code.id
            if (ours and act.undoes is None) or act.undoes in mine:
                mine.add(act.press)
                stacks.add(act)
        return stacks
