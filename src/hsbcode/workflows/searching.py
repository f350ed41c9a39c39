"""Looking for words in all answers to all questions."""

import shlex
from dataclasses import asdict, dataclass

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.store.project import Project

MOST = 200
"""Hits that are shown; the others are counted."""
_BEFORE = 24
_LONG = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer that holds what was looked for."""

    unit: str
    name: str
    question: str
    label: str
    """Of the question."""
    text: str
    """The stretch around the first word found."""

    def as_dict(self) -> dict[str, object]:
        """Return the hit as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found."""

    hits: tuple[Hit, ...]
    total: int
    """How many answers hold it, those not shown among them."""


def search_answers(
    reader: Project, typed: str, question: str = "", *, most: int = MOST
) -> Hits:
    """Return the answers that hold all words typed, in any case of letters.

    Args:
        reader: an open project.
        typed: words; several in quotes belong together.
        question: look in this question only.
        most: how many hits are returned.
    """
    wanted = wanted_words(typed)
    if not wanted:
        return Hits((), 0)
    found: list[tuple[str, str, str]] = []
    total = 0
    for asked in reader.answers.questions().values():
        if not asked.is_open or (question and asked.id != question):
            continue
        for unit, _respondent, text in reader.answers.texts(asked.id):
            folded = text.casefold()
            if all(word in folded for word in wanted):
                total += 1
                if len(found) < most:
                    found.append((unit, asked.label, _around(text, folded, wanted)))
    units = {u.id: u for u in reader.answers.units([unit for unit, *_ in found])}
    hits = (
        Hit(unit, units[unit].name, units[unit].question, label, text)
        for unit, label, text in found
        if unit in units
    )
    return Hits(tuple(hits), total)


def open_question(project: Project, name: str) -> str:
    """Return the id of an open question.

    Raises:
        UsageConflict: there is none.
    """
    known = [q.id for q in project.answers.questions().values() if q.is_open]
    if name in known:
        return name
    raise UsageConflict(
        f"There is no open question “{name}”.",
        nearest(name, known) or "Open questions: " + ", ".join(known),
    )


def wanted_words(typed: str) -> tuple[str, ...]:
    """Return the words that were typed, case folded; quotes hold some together."""
    try:
        words = shlex.split(typed.replace("'", "\\'"))
    except ValueError:  # a quote is not closed yet
        words = typed.replace('"', " ").split()
    return tuple(word.casefold() for word in words if word.strip())


def _around(text: str, folded: str, wanted: tuple[str, ...]) -> str:
    # Folding may change the length a little: what is shown only begins there.
    at = min(folded.find(word) for word in wanted)
    start = max(0, at - _BEFORE)
    if start:
        space = text.find(" ", start, at)
        start = space + 1 if space >= 0 else start
    stretch = " ".join(text[start : start + _LONG].split())
    return ("…" if start else "") + stretch
