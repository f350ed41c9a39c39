"""Step 7: support used, what it changes, what is wanted; what training changed."""

import numpy as np

from generator.asking import Question, TickList, Wish, ask, tick
from generator.chance import Scores, normals, wobble
from generator.frame import Leanings, reached
from generator.people import FORM, INVENTED, People, options
from generator.published import CONSTRAINTS, counts_printed_as

METHODS = [one for one in options("b_methods") if one != "none"]
EFFECT = ["Not at all", "Not a lot", "A little", "Somewhat", "A lot"]
TRAINING_EFFECT = list(FORM["scales"]["impact5_training"])[:-1]
FORGOTTEN_EFFECT = "Don't know / Can't remember"
DONT_KNOW = "Don't know"


def be_supported(people: People, lean: Leanings) -> None:
    """Fill the support questions of both forms."""
    _used(people, lean)
    _used_by_agency(people, lean)
    _training_effect(people, lean)
    for row, base in INVENTED["effect_answers"].items():
        _effect(people, lean, row, base)
    _wanted(people)


def _used(people: People, lean: Leanings) -> None:
    """Fill what practitioners use: Tables 4 and 5 count those who use anything."""
    asked = reached(people, "b6")
    wishes: dict[str, Wish] = {
        "some": ("use something", asked, ["some"], 365, 365),
        "none": ("use nothing", asked, ["none"], 26, 26),
    }
    for entry in CONSTRAINTS:
        if entry["id"].startswith(("t4_", "t5_")):
            column = "area" if entry["id"].startswith("t4_") else "agency7"
            value, base = entry["people"][column][0], entry["base"]
            mask = people.are(column, value)
            wishes[value] = (f"users {value}", mask, ["some"], base, base)
    drive = 0.8 * lean.backing + 0.3 * lean.contact
    whether = Question(
        name="plan_methods",
        order=["none", "some"],
        asked=asked,
        drive=drive,
        base=391,
        also=list(wishes.values()),
    )
    ask(people, whether)
    among = people.are("plan_methods", "some")
    for one in range(people.count):
        people.put("uses_support", one, "1" if among[one] else "")
    # The four without an agency use neither: Table 5 holds all that 61 % allows.
    nowhere = people.are("agency7", "") & among
    boxes = TickList(
        name="b_methods",
        choices=METHODS,
        among=among,
        scores=_ties(lean),
        shape=INVENTED["used"],
        also=[
            ("multi-agency", among, "multi_agency", 202, 202),
            ("no agency", nowhere, "one_to_one", 0, 0),
            ("no agency", nowhere, "team", 0, 0),
        ],
        inside=~people.are("plan_methods", ""),
    )
    tick(people, boxes)
    _write_none(people, "b_methods", "plan_methods")


def _ties(lean: Leanings) -> dict[str, Scores]:
    backing, skill, local = lean.backing, lean.skill, lean.local
    return {
        "peers": 0.5 * backing,
        "senior": 0.7 * backing,
        "written": 0.5 * backing,
        "shadowing": 0.6 * backing,
        "self_study": 0.6 * skill,
        "peer_events": 0.5 * backing + 0.4 * skill,
        "one_to_one": 0.8 * backing,
        "team": 0.8 * backing,
        "policies": 0.4 * backing,
        "media": 0.4 * skill,
        "group_sup": 0.7 * backing,
        "multi_agency": 0.4 * backing + 0.5 * local,
        "specialist_ref": 0.3 * backing + 0.9 * local,
    }


def _write_none(people: People, name: str, plan: str) -> None:
    """Add the box "None of the above" beside the others."""
    for one in range(people.count):
        status = people.value(plan, one)
        if status:
            people.put(f"{name}.none", one, str(int(status == "none")))
        if status == "none":
            for option in METHODS:
                people.put(f"{name}.{option}", one, "0")


def _used_by_agency(people: People, lean: Leanings) -> None:
    plan = "plan_agency_methods"
    asked = reached(people, "c5")
    nothing: list[Wish] = [("nothing", asked, ["none"], 4, 4)]
    ask(
        people,
        Question(plan, ["none", "some"], asked, lean.backing, base=190, also=nothing),
    )
    among = people.are(plan, "some")
    shape = INVENTED["managers_use"]
    tick(people, TickList("c_methods", METHODS, among, _ties(lean), shape))
    _write_none(people, "c_methods", plan)


def _training_effect(people: People, lean: Leanings) -> None:
    """Meet the shares of 4.2 on the trained: on each form and on both together."""
    trained = people.are("b_training", "Yes") | people.are("c_training", "Yes")
    for row in ("confidence", "awareness", "impacts", "practice"):
        wishes: list[Wish] = []
        for role, base in INVENTED["training_answers"].items():
            mask = people.are("role2", role)
            said = [*TRAINING_EFFECT, FORGOTTEN_EFFECT]
            wishes.append((f"{role} answers", mask, said, base, base))
            for label, end in (("A lot", "alot"), ("Somewhat", "somewhat")):
                number = f"s42_impact_{row}_{end}"
                percent = next(x["percent"] for x in CONSTRAINTS if x["id"] == number)
                some = counts_printed_as(percent, base)
                wishes.append((f"{role} {number}", mask, [label], *some))
        own = normals(f"training {row}", people.count)
        effect = Question(
            name=f"_training_impact.{row}",
            order=TRAINING_EFFECT,
            outside=[FORGOTTEN_EFFECT],
            asked=trained,
            drive=0.6 * lean.backing + 0.6 * lean.skill + 0.5 * own,
            slope=1.8,
            also=wishes,
        )
        ask(people, effect)
    other = Question(
        name="_training_impact.other",
        order=TRAINING_EFFECT,
        outside=[FORGOTTEN_EFFECT],
        asked=trained,
        drive=lean.backing,
        base=24,
    )
    ask(people, other)


def _effect(people: People, lean: Leanings, row: str, base: int) -> None:
    """Fill one effect of support; Table 2 looks at practitioners who use some."""
    practitioner = people.are("role2", "practitioner")
    user = people.are("uses_support", "1")
    nothing = people.are("plan_methods", "none")
    nothing |= people.are("plan_agency_methods", "none")
    used = _kinds_used(people)
    own = normals(f"effect {row}", people.count)
    said = [*EFFECT, DONT_KNOW]
    wishes: list[Wish] = []
    if row == "confidence":
        improved = ["A lot", "Somewhat"]
        wishes = [
            ("users", user, said, 361, 361),
            ("users improved", user, improved, 231, 231),
            ("practitioners", practitioner, said, 377, 377),
        ]
    effect = Question(
        name=f"_methods_impact.{row}",
        order=EFFECT,
        outside=[DONT_KNOW],
        asked=reached(people, "b6") | reached(people, "c5"),
        drive=0.8 * lean.backing + 0.08 * used + 0.3 * own - 1.2 * nothing,
        slope=2.6,
        base=base,
        silent=np.where(nothing, 1.0, -2.0),
        also=wishes,
        shape={
            "Not at all": 0.05 + wobble(f"{row} not", 0.015),
            "Not a lot": 0.09 + wobble(f"{row} little", 0.02),
            DONT_KNOW: 0.06 + wobble(f"{row} lost", 0.015),
        },
    )
    ask(people, effect)


def _kinds_used(people: People) -> Scores:
    """Count the kinds of support a practitioner uses."""
    boxes = [people.are(f"b_methods.{one}", "1") for one in METHODS]
    return np.asarray(np.sum(boxes, axis=0, dtype=np.float64))


def _wanted(people: People) -> None:
    """Fill what is wanted: what one has already is seldom asked for."""
    listed = reached(people, "b7") & ~people.are("plan_methods", "")
    used = _kinds_used(people)
    nothing: list[Wish] = [("nothing wanted", listed, ["none"], 29, 29)]
    need = 0.6 - 0.15 * used
    plan = Question(
        "plan_wanted", ["none", "some"], listed, need, base=351, also=nothing
    )
    ask(people, plan)
    scores = {one: -4.0 * people.are(f"b_methods.{one}", "1") for one in METHODS}
    boxes = TickList(
        name="b_methods_wanted",
        choices=METHODS,
        among=people.are("plan_wanted", "some"),
        scores=scores,
        shape=INVENTED["wanted"],
        inside=~people.are("plan_wanted", ""),
    )
    tick(people, boxes)
    _write_none(people, "b_methods_wanted", "plan_wanted")
