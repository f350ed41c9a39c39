"""Step 6: negative feelings, and whether supervision has room for them."""

import numpy as np

from generator.asking import Question, TickList, Wish, ask, tick
from generator.caseload import position
from generator.chance import stream
from generator.competence import AGREE
from generator.frame import Leanings, reached
from generator.people import INVENTED, NEGATIVE, People, options


def feel(people: People, lean: Leanings) -> None:
    """Fill the tick list of feelings on both forms, then supervision."""
    _whether(people, lean)
    woe = lean.distress
    unable = -position(people, "b_knowledge.direct", AGREE)
    boxes = TickList(
        name="_feelings",
        choices=NEGATIVE,
        among=people.are("plan_feelings", "negative"),
        scores={
            "anxious": 0.7 * woe + 0.5 * unable,
            "awkward": 0.2 * woe + 0.5 * unable,
            "embarrassed": 0.2 * woe + 0.4 * unable,
            "isolated": 0.6 * woe - 0.3 * lean.backing,
            "confused": 0.4 * woe + 0.6 * unable,
            "disturbed": 0.6 * woe + 0.3 * lean.severity,
            "upset": 0.6 * woe + 0.3 * lean.severity,
            "worried": 0.7 * woe + 0.3 * unable,
        },
        shape=INVENTED["feelings"],
        measured_as={"anxious": "anxious_either"},
        inside=~people.are("plan_feelings", ""),
    )
    tick(people, boxes)
    source = stream("boxes beside the feelings")
    for one in range(people.count):
        _other_boxes(people, one, source.random(), source.random())
    _supervision(people, lean)


def _whether(people: People, lean: Leanings) -> None:
    """Decide who ticks a feeling, only "Other", "None of the above", or nothing."""
    asked = reached(people, "b3") | reached(people, "c3")
    said = ["none", "other_only", "negative"]
    practitioner = people.are("role2", "practitioner")
    wishes: list[Wish] = [
        ("practitioners", practitioner, said, 389, 389),
        ("only other", asked, ["other_only"], 6, 6),
        ("unsure", people.are("hsb_12m_band", "unsure"), ["negative"], 30, 60),
    ]
    # One "Other" alone in each band: both readings of it print the same percentages.
    for band, base, some in (("one_to_five", 257, 182), ("six_plus", 194, 131)):
        mask = people.are("hsb_12m_band", band)
        wishes.append((f"{band} answers", mask, said, base, base))
        wishes.append((f"{band} negative", mask, ["negative"], some, some))
        wishes.append((f"{band} only other", mask, ["other_only"], 1, 1))
    whether = Question(
        name="plan_feelings",
        order=["none", "negative"],
        outside=["other_only"],
        asked=asked,
        drive=0.8 * lean.distress + 0.4,
        base=578,
        also=wishes,
        measured_as={"any_negative_feeling": {"1": ["negative"]}},
    )
    ask(people, whether)


def _other_boxes(people: People, one: int, other: float, where: float) -> None:
    """Add none, other, and on one form the ninth box with the name of the first."""
    status = people.value("plan_feelings", one)
    if not status:
        return
    column = people.column_for("_feelings", one)
    if status != "negative":
        for option in NEGATIVE:
            people.put(f"{column}.{option}", one, "0")
    also = status == "other_only" or (status == "negative" and other < 0.035)
    people.put(f"{column}.none", one, str(int(status == "none")))
    people.put(f"{column}.other", one, str(int(also)))
    if column == "b_feelings":
        # First box, ninth box, or both: three counts that an importer keeps apart.
        ticked = people.value(f"{column}.anxious", one) == "1"
        people.put(f"{column}.anxious_2", one, str(int(ticked and where > 0.62)))
        if ticked and 0.62 < where < 0.86:
            people.put(f"{column}.anxious", one, "0")


def _supervision(people: People, lean: Leanings) -> None:
    """Ask everyone on the form: those without such feelings mostly pass it by."""
    feeling = people.are("plan_feelings", "negative")
    order = list(options("b_supervision").values())
    room = Question(
        name="b_supervision",
        order=order,
        asked=reached(people, "b3"),
        drive=lean.backing - 0.25 * lean.distress,
        slope=1.8,
        base=304,
        silent=np.where(feeling, -1.5, 1.2),
        shape={order[0]: 0.05, order[1]: 0.1, order[3]: 0.36},
    )
    ask(people, room)
