"""Step 1: who took part: agency, role, area, leanings, and the screens reached."""

from dataclasses import dataclass

import numpy as np

from generator.asking import Question, Wish, ask
from generator.chance import Scores, normals, stream, surprises
from generator.filling import Limit, fill
from generator.people import AGENCIES, GROUPS, INVENTED, Mask, People, options

PEOPLE = 594
SCREENS = {
    "practitioner": ["a1", "a2", "b1", "b2", "b3", "b4", "b5", "b6", "b7"],
    "manager": ["a1", "a2", "c1", "c2", "c3", "c4", "c5"],
    "": ["a1", "a2"],
}


@dataclass(frozen=True)
class Leanings:
    """What a person tends to, as standard scores: the source of all correlation."""

    skill: Scores
    contact: Scores
    distress: Scores
    backing: Scores
    local: Scores
    severity: Scores


def take_part() -> tuple[People, Leanings]:
    """Make the people, their leanings and the screens they reached."""
    people = People(PEOPLE)
    counts = INVENTED["agencies"].items()
    agencies = [one for one, count in counts for _ in range(count)]
    agencies += [""] * (PEOPLE - len(agencies))
    for one, agency in enumerate(agencies):
        people.put("a_agency", one, AGENCIES.get(agency, ""))
    _roles(people)
    _areas(people)
    _screens(people)
    _silences(people)
    return people, _leanings(people)


def _blank_of(name: str) -> str:
    """Return the value of a key that stands for a missing agency or area."""
    return "" if name == "none" else name


def _roles(people: People) -> None:
    labels = options("a_role")
    everyone = np.ones(people.count, dtype=bool)
    front = [labels["practitioner"]]
    wishes: list[Wish] = [
        (name, people.are("agency7", _blank_of(name)), front, wanted, wanted)
        for name, wanted in INVENTED["practitioners"].items()
    ]
    # Two people without a role: one without an agency, too, and one general.
    wishes += [
        ("no role", people.are("agency7", name), [""], 1, 1)
        for name in ("", "general_other")
    ]
    general = people.are("agency7", "general_other")
    strategic = [labels["strategic"]]
    wishes.append(("strategic", everyone, strategic, *INVENTED["strategic"]))
    wishes.append(("general", general, strategic, *INVENTED["strategic_general"]))
    bonus = [INVENTED["managerial"].get(one, 0.0) for one in people["agency_id"]]
    role = Question(
        name="a_role",
        order=list(labels.values())[::-1],
        asked=everyone,
        drive=np.array(bonus),
        base=592,
        also=wishes,
    )
    ask(people, role)


def _areas(people: People) -> None:
    names = list(INVENTED["areas"])
    size = (people.count, len(names))
    scores = surprises("area", *size)
    for group in GROUPS:
        scores[people.are("agency7", group)] += 0.35 * normals(group, len(names))
    limits: list[Limit] = []

    def hold(mask: Mask, name: str, low: float, high: float) -> None:
        cells = np.zeros(size)
        cells[mask, names.index(name)] = 1.0
        limits.append(Limit(f"area {name}", cells, low, high))

    practitioner = people.are("role2", "practitioner")
    for name, (wanted, managers) in INVENTED["areas"].items():
        hold(practitioner, name, wanted, wanted)
        hold(people.are("role2", "manager"), name, managers, managers)
        if name != "none":
            # Every area has a youth offending team and schools.
            for group in ("youth_offending", "education"):
                hold(people.are("agency7", group) & practitioner, name, 2, np.inf)
    nowhere = people.are("agency7", "")
    # Of those without a role, one left an area's form early, one has neither.
    hold(people.are("role2", "") & ~nowhere, "LA3", 1, 1)
    hold(people.are("role2", "") & nowhere, "none", 1, 1)
    hold(practitioner & nowhere, "none", 0, 1)
    chosen = fill(scores, limits, np.ones(size, dtype=bool), (1, 1)).argmax(axis=1)
    for one, place in enumerate(chosen):
        people.put("area", one, _blank_of(names[place]))


def _screens(people: People) -> None:
    """Note the last screen reached; few leave early, none in the three small areas."""
    source = stream("screens")
    for one, role in enumerate(people["role2"]):
        early = not role and people.value("a_agency", one)
        people.put("last_page", one, "a1" if early else SCREENS[role][-1])
    for role, stops in INVENTED["last_screens"].items():
        able = people.are("role2", role) & people.are("area", "LA2", "LA3", "LA4")
        leaving = source.sample(list(np.flatnonzero(able)), sum(stops.values()))
        for screen, count in stops.items():
            for _ in range(count):
                people.put("last_page", int(leaving.pop()), screen)


def _silences(people: People) -> None:
    """Let three people pass the services screen without a word: its base is 590."""
    source = stream("silences")
    calm = ("early_help_disabilities", "children_in_care", "other")
    able = people.are("agency7", *calm) & people.are("area", "LA2", "LA3")
    silent: set[int] = set()
    for role, count in (("practitioner", 2), ("manager", 1)):
        some = np.flatnonzero(able & people.are("role2", role))
        silent.update(source.sample([int(one) for one in some], count))
    for one, last in enumerate(people["last_page"]):
        seen = last != "a1" and one not in silent
        people.put("services_screen", one, "1" if seen else "")


def _leanings(people: People) -> Leanings:
    def leaning(name: str, column: str, shifts: str = "") -> Scores:
        known = INVENTED[shifts] if shifts else {}
        shift = np.array([known.get(one, 0.0) for one in people[column]])
        return np.asarray(normals(f"leaning {name}", people.count) + shift)

    contact = leaning("contact", "agency_id", "busy")
    skill = 0.45 * contact + leaning("skill", "agency_id", "skilled")
    return Leanings(
        skill=skill,
        contact=contact,
        distress=leaning("distress", "area") - 0.15 * skill,
        backing=leaning("backing", "area", "backed"),
        local=leaning("local", "area", "knowing") + 0.3 * skill,
        severity=leaning("severity", "area") + 0.2 * contact,
    )


def reached(people: People, screen: str) -> Mask:
    """Tell who reached a screen of their form."""
    far = []
    for role, last in zip(people["role2"], people["last_page"], strict=True):
        order = SCREENS[role]
        far.append(screen in order[: order.index(last) + 1])
    return np.array(far, dtype=bool)
