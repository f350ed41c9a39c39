"""Where a coder goes on, told before the log of a large project is read."""

from dataclasses import dataclass

from hsbcode.domain.fold import Fold
from hsbcode.store.project import Project
from hsbcode.workflows import resuming

_LARGE = 20_000
"""Answers or acts from which reading them takes as long as painting a screen."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The answer where a coder goes on, as far as that is certain without the log."""

    question: str
    coder: str
    total: int
    """Answers to the question."""
    reference: str = ""
    text: str = ""
    """Empty where only the log could tell which answer it is."""


def glance(
    project: Project, coder: str, question: str = "", round_: str = ""
) -> Glance | None:
    """Look at a large project; None where reading all of it takes no time.

    Args:
        project: an open project.
        coder: who codes; empty where that is to be asked.
        question: the open question, where one was asked for.
        round_: the round; in one, shares are known from the log only.
    """
    answers = project.answers
    known = [each for each in answers.questions().values() if each.is_open]
    if not known or max(answers.how_many(), project.log.count()) < _LARGE:
        return None
    wanted = question or (resuming.question_left(project, coder) if coder else "")
    asked = next((each for each in known if each.id == wanted), known[0])
    total = answers.how_many(asked.id)
    unit = _unit(project, coder, asked.id) if coder and not round_ else None
    found = answers.units([unit]) if unit else []
    if not found:
        return Glance(asked.label, coder, total)
    return Glance(asked.label, coder, total, found[0].reference, found[0].text)


def _unit(project: Project, coder: str, question: str) -> str | None:
    """Return where the coder goes on; None where only the log can tell."""
    left = resuming.last_seen(project, coder, question)
    if left.for_sure:
        return left.unit
    unit = left.unit or project.answers.first_unit(question)
    if unit is None:
        return None
    # All that counts for one answer is told by the acts on it.
    held = Fold.of(project.log.of_unit(unit)).unit(coder, unit)
    return None if held.finished else unit
