"""How far everybody has come, question by question."""

from dataclasses import asdict, dataclass

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.picks import is_fair
from hsbcode.numbers.rounding import percent
from hsbcode.store.project import Project


@dataclass(frozen=True, slots=True)
class QuestionProgress:
    """One coder's progress on one question, in one round or outside rounds."""

    question: str
    label: str
    coder: str
    """Empty where nobody has begun."""
    round: str
    finished: int
    no_code: int
    """Of those finished: no code applies."""
    begun: int
    """Coded and not finished."""
    flagged: int
    total: int
    """Answers to the question; in a round, of this coder's share."""
    closed: bool = False
    """Somebody else's, in a round that is not released: only ``finished`` is told,
    and the other counts are 0."""
    picked: int = 0
    """Of those finished: picked for what they are, so that they speak for themselves
    only (``domain/picks.py``)."""

    @property
    def left(self) -> int:
        """How many are not finished."""
        return self.total - self.finished

    @property
    def share_words(self) -> str:
        """Return e.g. ``35 %``; empty where there is nothing to finish."""
        return percent(self.finished, self.total) if self.total else ""

    def as_dict(self) -> dict[str, object]:
        """Return the progress as JSON values; the share is 0..1."""
        share = self.finished / self.total if self.total else None
        return {**asdict(self), "left": self.left, "share": share}


def read_progress(
    project: Project, coder: str = "", round_: str | None = None
) -> list[QuestionProgress]:
    """Return the progress of everybody on every open question.

    Args:
        project: an open project.
        coder: who looks, and only this person's, also where there is none yet.
        round_: whose round it is; None: outside rounds and in all rounds.
    """
    passes = {
        key: units
        for key, units in [*project.fold.passes.items(), *project.fold.closed.items()]
        if key[0] != SETTLED
        and (not coder or key[0] == coder)
        and (round_ is None or key[1] == round_)
    }
    if coder and not passes:
        passes = {(coder, round_): {}}
    found = []
    picks = project.log.picks()
    for question in project.answers.questions().values():
        if not question.is_open:
            continue
        units = project.answers.unit_ids(question.id)
        rows = []
        for (who, in_round), all_held in sorted(
            passes.items(), key=lambda item: (item[0][0], item[0][1] or "")
        ):
            mine = _share(project, who, in_round, units)
            held = [all_held[unit] for unit in mine if unit in all_held]
            if not held and not coder:
                continue
            done = [each for each in held if each.finishes]
            # Only who codes in it now names the round, too.
            own = (who, in_round) == (coder, round_)
            closed = not project.fold.is_open(in_round) and not own
            seen = [] if closed else held
            rows.append(
                QuestionProgress(
                    question.id,
                    question.label,
                    who,
                    in_round or "",
                    len(done),
                    sum(not each.applied for each in seen if each.finishes),
                    sum(bool(each.applied) for each in seen if not each.finishes),
                    sum(bool(each.flags) for each in seen),
                    len(mine),
                    closed,
                    sum(
                        not is_fair(picks.get(min(each.finishes)))
                        for each in seen
                        if each.finishes
                    ),
                )
            )
        found += rows or [
            QuestionProgress(
                question.id, question.label, "", "", 0, 0, 0, 0, len(units)
            )
        ]
    return found


def _share(
    project: Project, coder: str, round_: str | None, units: list[str]
) -> list[str]:
    """Return the answers to a question that are a coder's in a round, or all."""
    drawn = project.rounds.get(round_ or "")
    if drawn is None:
        return units
    here = set(units)
    return [unit for unit in drawn.share(coder) if unit in here]
