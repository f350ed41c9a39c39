"""What mending would come to, before it is done."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.acts import Act
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.log.drafted_acts import Draft
from hsbcode.workflows.log.step_words import counted
from hsbcode.workflows.mending.chosen_codings import (
    JUDGEMENTS,
    Chosen,
    closed_note,
)
from hsbcode.workflows.mending.plan import Plan, Target, plan_mending

NO_CODE = "no code applies"


@dataclass(frozen=True, slots=True)
class Mending:
    """What would become of chosen codings."""

    sentence: str
    """``143 codings of 97 answers by eva on 3 March 2026: move to ann``."""
    done: str
    """What is said of it once it is done: ``moved 143 codings … to ann``."""
    codings: int
    answers: int
    codes: tuple[tuple[str, str, int], ...]
    """(code now, other code then or empty, codings)."""
    notes: tuple[str, ...]
    """What else there is to know before one says yes."""
    drafts: tuple[Draft, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the preview as JSON values."""
        return {
            "sentence": self.sentence,
            "codings": self.codings,
            "answers": self.answers,
            "codes": [
                {"code": now, "becomes": then, "codings": number}
                for now, then, number in self.codes
            ],
            "notes": list(self.notes),
        }


def looking_at(project: Project, chosen: Chosen) -> Mending:
    """Return chosen codings as they are, per code."""
    book = project.codebook
    rows = Counter(
        book.label(book.standing(act.code)) if act.code else NO_CODE
        for act in chosen.codings
    )
    return Mending(
        sentence=f"{chosen.sentence}.",
        done="",
        codings=len(chosen.codings),
        answers=chosen.answers,
        codes=tuple((now, "", number) for now, number in rows.most_common()),
        notes=tuple(_rounds_note(chosen)),
        drafts=(),
    )


def preview_of(
    project: Project,
    chosen: Chosen,
    acts: Sequence[Act],
    target: Target,
    said: tuple[str, str, str],
) -> Mending:
    """Return what moving or ending judgements would come to.

    Args:
        project: where they are.
        chosen: what was asked for.
        acts: the judgements and marks that it is about.
        target: where each is to stand.
        said: what is done, as it is asked (``move to ann``), and what is told before
            and after the codings (``moved``, ``to ann``).

    Raises:
        UsageConflict: nothing would change.
    """
    plan = plan_mending(project, acts, target)
    if not plan.drafts:
        raise UsageConflict(f"There is nothing to change ({said[0]}).")
    moved = [act for act in plan.moved if act.kind in JUDGEMENTS]
    book = project.codebook
    rows: Counter[tuple[str, str]] = Counter()
    for act in moved:
        place = target(act)
        now = book.label(book.standing(act.code)) if act.code else NO_CODE
        then = book.label(book.standing(place.code)) if place and place.code else ""
        rows[now, "" if then == now else then] += 1
    number = replace(chosen, codings=tuple(moved))
    return Mending(
        sentence=f"{number.sentence}: {said[0]}",
        done=" ".join(filter(None, (said[1], number.sentence, said[2]))),
        codings=len(moved),
        answers=number.answers,
        codes=tuple((now, then, n) for (now, then), n in rows.most_common()),
        notes=tuple(_notes(chosen, plan)),
        drafts=plan.drafts,
    )


def _notes(chosen: Chosen, plan: Plan) -> list[str]:
    notes = []
    if plan.met:
        notes.append(
            f"{counted(plan.met, 'of the answers is', 'of the answers are')} coded "
            "there, too: both codings stand together."
        )
    if plan.there_already:
        notes.append(
            f"{counted(plan.there_already, 'coding stands', 'codings stand')} there "
            "already and count once."
        )
    if plan.reopened:
        notes.append(
            f"{counted(plan.reopened, 'answer loses its', 'answers lose their')} last "
            "code and count as not finished."
        )
    return [*notes, *_rounds_note(chosen)]


def _rounds_note(chosen: Chosen) -> list[str]:
    return [note for note in (closed_note(chosen.closed),) if note]
