"""Published numbers as limits on the cells of the question that is being filled."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import yaml

from generator.filling import Limit
from generator.people import HERE, Mask, People

BLANK = ""


def load_constraints() -> list[dict[str, Any]]:
    """Read the numbers that the table serves."""
    path = HERE.parent / "constraints.yaml"
    made: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))[
        "constraints"
    ]
    return made


CONSTRAINTS = load_constraints()


def counts_printed_as(percent: int, base: int) -> tuple[int, int]:
    """Return the lowest and highest count that prints as a percentage, half up."""
    low = -((1 - 2 * percent) * base // 200)
    high = -(-(2 * percent + 1) * base // 200) - 1
    return low, high


def _serving(people: People, columns: set[str]) -> list[dict[str, Any]]:
    """Return the percentages on these columns among people who are already known."""
    return [
        entry
        for entry in CONSTRAINTS
        if "percent" in entry
        and entry["status"] != "cannot"
        and set(entry["questions"]) <= columns
        and all(people.knows(column) for column in entry["people"])
    ]


def answer_limits(
    people: People,
    name: str,
    asked: Mask,
    labels: Sequence[str],
    measured_as: Mapping[str, Mapping[str, Sequence[str]]],
) -> list[Limit]:
    """Return the limits of a question with one answer; its base may still be open.

    ``measured_as`` names derived variables that this question decides, with the labels
    that stand for each of their values.
    """
    limits = []
    own = [people.column_for(name, one) for one in range(people.count)]
    for entry in _serving(people, {*own, *measured_as}):
        within = people.matching(entry["people"]) & asked
        kept = entry["keep"]
        measured = entry["questions"][0]
        if measured in measured_as:
            kept = [one for value in kept for one in measured_as[measured][value]]
        else:
            within &= np.array([column in entry["questions"] for column in own])
        answered = np.array([label != BLANK for label in labels])
        base = np.outer(within, answered).astype(float)
        keep = np.outer(within, np.isin(labels, kept)).astype(float)
        percent, number = entry["percent"], entry["id"]
        low = 200 * keep - (2 * percent - 1) * base
        high = 200 * keep - (2 * percent + 1) * base
        limits.append(Limit(f"{number} low", low, 0, np.inf))
        limits.append(Limit(f"{number} high", high, -np.inf, -1))
        if entry.get("base"):
            limits.append(Limit(f"{number} base", base, entry["base"], entry["base"]))
    return limits


def tick_limits(
    people: People,
    name: str,
    choices: Sequence[str],
    inside: Mask,
    measured_as: Mapping[str, str],
) -> list[Limit]:
    """Return the limits of a tick list; ``inside`` marks the people of its base.

    Raises:
        ValueError: when a printed base is not the number of people inside.
    """
    limits = []
    own = {people.column_for(name, one) for one in range(people.count)}
    for place, choice in enumerate(choices):
        columns = {f"{column}.{choice}" for column in own}
        if choice in measured_as:
            columns.add(measured_as[choice])
        for entry in _serving(people, columns):
            within = people.matching(entry["people"])
            base = int((within & inside).sum())
            if entry.get("base") not in (None, base):
                raise ValueError(f"{entry['id']}: base {base}, not {entry['base']}")
            cells = np.zeros((people.count, len(choices)))
            cells[within, place] = 1.0
            limits.append(
                Limit(entry["id"], cells, *counts_printed_as(entry["percent"], base))
            )
    return limits
