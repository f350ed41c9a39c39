"""One question put to everyone it concerns: shares, dependence, published limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from generator.chance import Scores, surprises
from generator.filling import Limit, fill
from generator.people import Mask, People
from generator.published import BLANK, answer_limits, tick_limits

# A wish of our own: name, people, labels (or the box), fewest and most.
Wish = tuple[str, Mask, Sequence[str], int, int]
Ticks = tuple[str, Mask, str, int, int]


@dataclass
class Question:
    """What is asked and how answers hang together.

    ``name`` is a column, or ``_name`` for the pair of columns on the two forms.
    ``drive`` pushes a person towards the later options of ``order``, ``slope`` says how
    strongly; ``lift`` adds to single labels, ``silent`` to saying nothing. ``shape``
    gives invented shares of the answers and ``base`` their invented number.
    """

    name: str
    order: Sequence[str]
    asked: Mask
    drive: Scores
    slope: float = 1.6
    outside: Sequence[str] = ()
    shape: Mapping[str, float] = field(default_factory=dict)
    base: int | None = None
    silent: Scores | float = 0.0
    forbidden: Mapping[str, Mask] = field(default_factory=dict)
    lift: Mapping[str, Scores] = field(default_factory=dict)
    also: Sequence[Wish] = ()
    measured_as: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)


def _suiting(people: People, question: Question, labels: list[str]) -> Scores:
    """Score every label for every person."""
    steps = len(question.order)
    places = np.linspace(-1, 1, steps) if steps > 1 else np.zeros(1)
    scores = np.zeros((people.count, len(labels)))
    scores[:, :steps] = question.slope * np.outer(question.drive, places)
    scores[:, steps:-1] = -0.5 * question.drive[:, None]
    scores += surprises(question.name, people.count, len(labels))
    scores[:, -1] += question.silent
    for label, extra in question.lift.items():
        scores[:, labels.index(label)] += extra
    return scores


def _own_limits(question: Question, labels: list[str]) -> list[Limit]:
    """Return our own numbers: exact ones first, then shapes that may be missed."""
    asked = question.asked
    answered = np.outer(asked, [label != BLANK for label in labels]).astype(float)
    limits = []
    if question.base is not None:
        limits.append(Limit("own base", answered, question.base, question.base))
    for name, mask, keep, low, high in question.also:
        cells = np.outer(mask & asked, [label in keep for label in labels])
        limits.append(Limit(name, cells.astype(float), low, high))
    for label, share in question.shape.items():
        cells = np.outer(asked, [one == label for one in labels]).astype(float)
        off = cells - share * answered
        limits.append(Limit(f"shape {label}", off, -2.0, 2.0, soft=True))
    return limits


def ask(people: People, question: Question) -> None:
    """Fill a question with one answer (or a blank) for everyone who is asked."""
    labels = [*question.order, *question.outside, BLANK]
    allowed = np.ones((people.count, len(labels)), dtype=bool)
    allowed[~question.asked, :-1] = False
    for label, mask in question.forbidden.items():
        allowed[mask, labels.index(label)] = False
    limits = answer_limits(
        people, question.name, question.asked, labels, question.measured_as
    )
    chosen = fill(
        _suiting(people, question, labels),
        limits + _own_limits(question, labels),
        allowed,
        (1, 1),
    ).argmax(axis=1)
    for one in np.flatnonzero(question.asked):
        column = people.column_for(question.name, int(one))
        people.put(column, int(one), labels[chosen[one]])


@dataclass
class TickList:
    """A list of boxes, filled for those who tick something in it.

    ``scores`` say how well a box suits a person; ``shape`` gives invented shares of the
    people ``inside`` (by default ``among``), who are also the base of published shares.
    """

    name: str
    choices: Sequence[str]
    among: Mask
    scores: Mapping[str, Scores]
    shape: Mapping[str, float]
    fewest: int = 1
    also: Sequence[Ticks] = ()
    measured_as: Mapping[str, str] = field(default_factory=dict)
    inside: Mask | None = None


def tick(people: People, boxes: TickList) -> None:
    """Fill the boxes; a person without any tick has blanks throughout."""
    n, choices = people.count, boxes.choices
    inside = boxes.among if boxes.inside is None else boxes.inside
    size = (n, len(choices))
    grid = np.column_stack([boxes.scores.get(one, np.zeros(n)) for one in choices])
    grid = grid + surprises(boxes.name, *size) - surprises(f"{boxes.name}/not", *size)
    limits = tick_limits(people, boxes.name, choices, inside, boxes.measured_as)
    for choice, share in boxes.shape.items():
        cells = np.zeros(size)
        cells[:, choices.index(choice)] = 1.0
        aim = share * inside.sum()
        limits.append(Limit(f"shape {choice}", cells, aim - 2, aim + 2, soft=True))
    for label, mask, choice, low, high in boxes.also:
        cells = np.zeros(size)
        cells[mask, choices.index(choice)] = 1.0
        limits.append(Limit(label, cells, low, high))
    rows = np.flatnonzero(boxes.among)
    chosen = fill(
        grid[rows],
        [Limit(m.name, m.weights[rows], m.low, m.high, m.soft) for m in limits],
        np.ones((len(rows), len(choices)), dtype=bool),
        (boxes.fewest, len(choices)),
    )
    for row, one in enumerate(rows):
        column = people.column_for(boxes.name, int(one))
        for place, choice in enumerate(choices):
            value = str(int(chosen[row, place])) if chosen[row].any() else ""
            people.put(f"{column}.{choice}", int(one), value)
