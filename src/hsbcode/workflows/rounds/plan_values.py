"""What is planned for, what came of it, and what the numbers rest on in words."""

import math
from dataclasses import dataclass

from hsbcode.domain.rounds import Round
from hsbcode.numbers.rounding import percent

FORMULA = (
    "large-sample variance of the intraclass kappa for two coders, which alpha comes "
    "to (Bloch & Kraemer 1989)"
)


@dataclass(frozen=True, slots=True)
class PlanWanted:
    """What is planned for."""

    width: float = 0.2
    """Of the 95 % interval of alpha, from end to end."""
    code: str = ""
    """Only this code; empty: whole sets of codes, and each code."""
    alpha: float = 0.8
    """Assumed where no pilot tells."""
    prevalence: float | None = None
    """The share of answers with the code, assumed likewise; None: 0.1."""
    share: float = 0.0
    """Instead of a width: so much of all answers is coded twice, 0..1."""
    question: str = ""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What one coefficient needs."""

    code: str
    """Empty: whole sets of codes."""
    label: str
    answers: int | None
    """To be coded twice; None where there are not as many."""
    width: float | None
    """Of the interval with so many answers; with all there are where ``answers`` is
    None. None where it cannot be told."""
    rests_on: str
    """``pilot`` or ``assumptions``."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many answers to code twice."""

    wanted: PlanWanted
    rows: tuple[PlanRow, ...]
    of: int
    """Answers that there are."""
    pilot: Round | None
    pilot_answers: int = 0
    """Of the pilot: coded by two or more."""
    too_rare: int = 0
    """Codes that the pilot cannot tell about."""


def plan_lines(found: Plan) -> list[str]:
    """Return what the numbers rest on, in sentences."""
    wanted = found.wanted
    lines = []
    rests = {row.rests_on for row in found.rows}
    if found.pilot is not None and "pilot" in rests:
        lines.append(
            f"From the round {found.pilot.id} ({found.pilot_answers} answers coded by "
            "two or more): its people are drawn again with replacement, as many as so "
            "many answers have. It is as good a guess as the pilot is like the rest."
        )
        if found.too_rare:
            lines.append(
                f"{found.too_rare} codes are too rare in it to plan by; for one of "
                "them: --code ID --prevalence 0.05"
            )
    if rests == {"pilot", "assumptions"}:
        lines.append(
            "Where its coders never differed about a code, its share is the pilot's "
            f"and an alpha of {wanted.alpha:g} is assumed, by the {FORMULA}."
        )
    elif "assumptions" in rests:
        share = 0.1 if wanted.prevalence is None else wanted.prevalence
        lines.append(
            f"Assumed, not measured: alpha {wanted.alpha:g}, and two coders who give "
            f"the code to {percent(round(1000 * share), 1000)} of the answers. By the "
            f"{FORMULA}. More coders for an answer make it narrower."
        )
        if found.pilot is None and wanted.prevalence is None:
            lines.append("A released pilot round of 50 answers would tell better.")
    sizes = [row.answers for row in found.rows if row.answers is not None]
    if sizes and not wanted.share:
        lines.append(f"To draw them: hsbcode round draw PROJECT NAME --size {sizes[0]}")
    return lines


def plan_rows(found: Plan) -> list[tuple[str, ...]]:
    """Return the rows as they are printed: code, answers, share, width, grounds."""
    return [
        (
            row.label,
            f"more than all {found.of:,}"
            if row.answers is None
            else f"{row.answers:,}",
            "–" if row.answers is None else percent(row.answers, found.of),
            _width(row),
            row.rests_on,
        )
        for row in found.rows
    ]


def plan_json(found: Plan) -> dict[str, object]:
    """Return a plan as JSON values; shares 0..1."""
    return {
        "width": None if found.wanted.share else found.wanted.width,
        "share": found.wanted.share or None,
        "of": found.of,
        "pilot": found.pilot.id if found.pilot else None,
        "pilot_answers": found.pilot_answers or None,
        "rows": [
            {
                "code": row.code or None,
                "label": row.label,
                "answers": row.answers,
                "width": row.width,
                "rests_on": row.rests_on,
            }
            for row in found.rows
        ],
    }


def _width(row: PlanRow) -> str:
    if row.width is None:
        return "?"
    # where there are not enough answers, it is wider than wanted and must not look so
    shown = row.width if row.answers is not None else math.ceil(100 * row.width) / 100
    return f"{shown:.2f}"
