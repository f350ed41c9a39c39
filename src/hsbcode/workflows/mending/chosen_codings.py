"""Which codings somebody means, and of those the ones that stand and may be mended."""

from collections.abc import Sequence
from dataclasses import dataclass

from hsbcode.domain.acts import SETTLED, Act, ActKind
from hsbcode.domain.chosen_acts import ChosenActs
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.log.step_words import counted
from hsbcode.workflows.mending.choosing_acts import words_of

JUDGEMENTS = (ActKind.APPLY, ActKind.FINISH)
_MARKS = (ActKind.FLAG, ActKind.NOTE, ActKind.REJECT, ActKind.KEEP)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The judgements that were chosen and stand, outside rounds."""

    words: str
    """What was asked for: ``by eva on 3 March 2026``."""
    codings: tuple[Act, ...]
    """Codes, and finishes of answers to which no code applies; oldest first."""
    marks: tuple[Act, ...]
    """Flags, memos and declined suggestions; none where one code was asked for."""
    closed: tuple[str, ...] = ()
    """Rounds that are not released. What they hold is left alone, and whether there
    is anything is not said: with an answer and a code named, that would tell it."""

    @property
    def answers(self) -> int:
        """How many answers they are of."""
        return len({act.unit for act in self.codings})

    @property
    def coders(self) -> tuple[str, ...]:
        """Whose they are."""
        return tuple(sorted({act.coder for act in self.codings}))

    @property
    def number(self) -> str:
        """How many, of how many answers."""
        codings, answers = len(self.codings), self.answers
        return f"{counted(codings, 'coding')} of {counted(answers, 'answer')}"

    @property
    def sentence(self) -> str:
        """How many there are of what was asked for."""
        return f"{self.number} {self.words}".strip()


def choose_codings(project: Project, wish: ChosenActs) -> Chosen:
    """Return the codings that stand and fit; settled ones only if they are named.

    Raises:
        UsageConflict: nothing was said, or nothing fits.
    """
    if not wish.anything:
        raise UsageConflict(
            "Say which codings are meant.",
            "By --coder, --question, --code, --since, --until or --answer.",
        )
    words = words_of(project, wish)
    fold = project.fold
    kinds = (*JUDGEMENTS, *(() if wish.code else _MARKS))
    standing = [
        act
        for act in project.log.chosen(wish, kinds)
        if act.id in fold.acts
        and (wish.coder or act.coder != SETTLED)
        and fold.is_open(act.round)
    ]
    judged = [
        act
        for act in standing
        if act.kind == ActKind.APPLY
        or (
            act.kind == ActKind.FINISH
            and not fold.unit(act.coder, act.unit or "", act.round).applied
        )
    ]
    closed = tuple(each.id for each in project.rounds.values() if each.is_closed)
    marks = [act for act in standing if act.kind in _MARKS]
    if not judged and not marks:
        raise UsageConflict(
            f"No coding {words} stands.",
            closed_note(closed) or "hsbcode history PROJECT lists what was done.",
        )
    return Chosen(words, tuple(judged), tuple(marks), closed)


def closed_note(closed: Sequence[str]) -> str:
    """Return that rounds are left alone; empty where there are none."""
    if not closed:
        return ""
    return (
        f"Codings in {' and '.join(closed)} are left as they are until "
        f"{'it is' if len(closed) == 1 else 'these are'} released."
    )
