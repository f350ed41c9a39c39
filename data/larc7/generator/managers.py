"""Step 5: managers on their own tasks, on leading, and on training for their staff."""

from generator.asking import Question, Wish, ask
from generator.caseload import position
from generator.chance import Scores, normals, wobble
from generator.competence import AGREE, DONT_KNOW, FORGOTTEN, UNSURE, agreement
from generator.frame import Leanings, reached
from generator.people import INVENTED, People, options

STRATEGIC_TASKS = ("commission", "design", "lead_partnerships", "strategies")
# The doubled grid never offered strong disagreement.
OFFERED = ["Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]


def manager_competence(people: People, lean: Leanings) -> None:
    """Fill the managers' three grids and the training of their staff."""
    asked = reached(people, "c2")
    strategic = people.are("a_role", options("a_role")["strategic"])
    for row, values in INVENTED["tasks"].items():
        used = 0.5 * strategic * (row in STRATEGIC_TASKS)
        own = normals(f"task {row}", people.count)
        drive = 0.6 * lean.skill + 0.5 * own + used
        more = values[0] + 0.04 + wobble(row, 0.03)
        known = Question(
            name=f"c_knowledge.{row}",
            order=AGREE,
            outside=[UNSURE],
            asked=asked,
            drive=drive,
            slope=2.2,
            shape=agreement(f"c_knowledge.{row}", (more, *values[1:3]), UNSURE),
            base=values[3] + 1,
        )
        ask(people, known)
        _confident(people, row, drive)
    for row, values in INVENTED["leading"].items():
        own = normals(f"lead {row}", people.count)
        shape = dict(zip((OFFERED[3], OFFERED[1], OFFERED[0]), values[:3], strict=True))
        lead = Question(
            name=f"c_leadership.{row}",
            order=OFFERED,
            outside=[DONT_KNOW],
            asked=asked,
            drive=0.5 * (lean.backing + lean.skill + own),
            slope=2.0,
            shape={**shape, DONT_KNOW: 0.03 + wobble(f"lead {row}", 0.015)},
            base=values[3],
        )
        ask(people, lead)
    _staff_training(people, lean)


def _confident(people: People, row: str, drive: Scores) -> None:
    asked = reached(people, "c2")
    values = INVENTED["tasks"][row]
    agree, base = values[0], values[3]
    yes, no = ["Agree", "Strongly agree"], ["Disagree", "Strongly disagree"]
    low, high = int((agree - 0.01) * base), int((agree + 0.01) * base)
    wishes: list[Wish] = [(f"confident {row}", asked, yes, low, high)]
    shape = agreement(f"c_confidence.{row}", values, DONT_KNOW)
    if row in INVENTED["better_tasks"]:
        low, high = int(0.145 * base) + 1, int(0.158 * base)
        wishes.append((f"unconfident {row}", asked, no, low, high))
        shape = {one: share for one, share in shape.items() if one != "Disagree"}
    confident = Question(
        name=f"c_confidence.{row}",
        order=AGREE,
        outside=[DONT_KNOW],
        asked=asked,
        drive=1.6 * position(people, f"c_knowledge.{row}", AGREE) + 0.3 * drive,
        slope=2.2,
        shape=shape,
        base=base,
        also=wishes,
    )
    ask(people, confident)


def _staff_training(people: People, lean: Leanings) -> None:
    training = Question(
        name="c_training",
        order=["No", "Yes"],
        outside=[FORGOTTEN],
        asked=reached(people, "c4"),
        drive=0.5 * lean.backing + 0.5 * lean.skill,
        base=190,
        shape={"Yes": 0.54, FORGOTTEN: 0.14},
    )
    ask(people, training)
