"""Samples as they are typed: “50”, “all”, “fresh 50”, “width 0.1”."""

from dataclasses import replace

from hsbcode.domain.errors import RoundError, UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.rounds.drawing import Wanted, sample_size


def typed_sample(
    answers: str, question: str = "", strata: str = "", seed: str = "0"
) -> Wanted:
    """Return what is wished of a sample.

    Args:
        answers: how many, as above; a percentage of all, as ``20%``, is no such number.
        question: ids of open questions with commas between; empty = all.
        strata: id of a closed question, or ``question``.
        seed: a whole number.

    Raises:
        UsageConflict: it cannot be read.
    """
    words = answers.lower().replace(",", ".").split()
    fresh = "fresh" in words
    words = [word for word in words if word != "fresh"]
    questions = tuple(q.strip() for q in question.split(",") if q.strip())
    try:
        wanted = Wanted(questions, strata=strata.strip(), seed=int(seed.strip() or 0))
    except ValueError:
        raise UsageConflict(f"“{seed}” is no seed.", "A whole number, as 7.") from None
    wanted = replace(wanted, fresh=fresh)
    try:
        if words in ([], ["all"]):
            return wanted
        if words[0] == "width" and len(words) in (2, 3):
            share = float(words[2]) if len(words) == 3 else wanted.prevalence
            width = float(words[1])
            if 0 < width < 1 and 0 < share < 1:
                return replace(wanted, width=width, prevalence=share)
        elif len(words) == 1 and int(words[0]) > 0:
            return replace(wanted, size=int(words[0]))
    except ValueError:
        pass
    raise UsageConflict(
        f"“{answers}” is no number of answers.",
        "For example: 50, all, fresh 50, width 0.1, or width 0.1 0.3 (a code of 30 %).",
    )


def sample_words(project: Project, wanted: Wanted) -> str:
    """Return what would be drawn, without drawing it.

    Raises:
        RoundError: there is nothing to draw from.
        UsageConflict: a question is not there or of another kind.
    """
    size, of = sample_size(project, wanted)
    words = f"{size} of {of} answers"
    if wanted.width and not wanted.size:
        words += (
            f": enough for an interval {wanted.width:g} wide around a code of "
            f"{100 * wanted.prevalence:g} %"
        )
    return f"{words}."


def check_name(project: Project, name: str) -> None:
    """Refuse a name that a round cannot have.

    Raises:
        RoundError: it is empty, or taken.
    """
    if not name.strip():
        raise RoundError("The round needs a name, for example: pilot")
    taken = {each.label.casefold() for each in project.rounds.values()}
    if name.strip().casefold() in taken | set(project.rounds):
        raise RoundError(f"There is a round “{name.strip()}” already.")
