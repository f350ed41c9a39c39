"""Step 3: how many children, what change, who they are and what affects them."""

from collections.abc import Mapping

import numpy as np

from generator.asking import Question, Wish, ask
from generator.chance import Scores, normals, wobble
from generator.frame import Leanings, reached
from generator.people import FORM, INVENTED, Mask, People, options

VOLUMES = list(FORM["options"]["volume9"].values())[:-1]
PROPORTION = list(FORM["scales"]["proportion6"])[:-1]
# How likely somebody is to pass by the grids about children, by number of cases.
PASSING_BY = {"none": 2.9, "": 2.4, "unsure": -0.1, "one_to_five": -1.6}


def position(people: People, name: str, order: list[str]) -> Scores:
    """Return earlier answers as places from -1 to 1; 0 where there is none."""
    places = dict(zip(order, np.linspace(-1, 1, len(order)), strict=True))
    columns = [people.column_for(name, one) for one in range(people.count)]
    given = [people.value(column, one) for one, column in enumerate(columns)]
    return np.array([places.get(one, 0.0) for one in given])


def meet_children(people: People, lean: Leanings) -> None:
    """Fill numbers of children, the change seen, and the two grids of proportions."""
    asked = reached(people, "b1") | reached(people, "c1")
    _year(people, lean, asked)
    _three_months(people, lean, asked)
    _change(people, lean, asked)
    for grid in ("groups", "factors"):
        _grid(people, lean, asked, grid)


def _year(people: People, lean: Leanings, asked: Mask) -> None:
    roles = {role: people.are("role2", role) for role in ("practitioner", "manager")}
    said = [*VOLUMES, "Unsure"]
    wishes: list[Wish] = [
        ("practitioners", roles["practitioner"], said, 396, 396),
        ("managers", roles["manager"], said, 191, 191),
        ("one to five", asked, ["1 - 5"], 257, 257),
        ("six and more", asked, VOLUMES[2:], 194, 194),
        ("practitioners, six", roles["practitioner"], VOLUMES[2:], 107, 107),
    ]
    wishes += [
        (f"{role} {label}", roles[role], [label], low, high)
        for role, wished in INVENTED["volumes"].items()
        for label, (low, high) in wished.items()
    ]
    year = Question(
        name="_hsb_12m",
        order=VOLUMES,
        outside=["Unsure"],
        asked=asked,
        drive=lean.contact + 1.2 * roles["manager"],
        slope=2.4,
        also=wishes,
    )
    ask(people, year)


def _three_months(people: People, lean: Leanings, asked: Mask) -> None:
    """Ask for a part of the year, so the number is never above the year's."""
    columns = [people.column_for("_hsb_12m", one) for one in range(people.count)]
    year = [people.value(column, one) for one, column in enumerate(columns)]
    above = {
        label: np.array([one in VOLUMES[:place] for one in year])
        for place, label in enumerate(VOLUMES)
    }
    recent = Question(
        name="_hsb_3m",
        order=VOLUMES,
        outside=["Unsure"],
        asked=asked,
        drive=position(people, "_hsb_12m", VOLUMES) - 0.45 + 0.1 * lean.contact,
        slope=8.0,
        base=585,
        forbidden=above,
        shape=INVENTED["three_months"],
    )
    ask(people, recent)


def _change(people: People, lean: Leanings, asked: Mask) -> None:
    labels, roles = options("b_change_2y"), options("a_role")
    order = ("large_dec", "some_dec", "no_change", "some_inc", "large_inc")
    carer = labels["not_applicable"]
    without = people.are("hsb_12m_band", "none")
    lost = people.are("hsb_12m_band", "none", "unsure")
    caring = 3.0 * people.are("agency_id", "cs_fostering") + 1.0 * without
    caring = caring + 1.5 * people.are("agency_id", "cs_residential", "other")
    change = Question(
        name="_change_2y",
        order=[labels[one] for one in order],
        outside=["Unsure", carer, labels["other"]],
        asked=asked,
        drive=0.5 * lean.contact + 0.3 * lean.severity,
        base=579,
        lift={carer: caring, "Unsure": 1.0 * lost},
        forbidden={carer: people.are("role2", "manager")},
        also=[
            (f"{role} {one}", people.are("a_role", roles[role]), [labels[one]], *some)
            for role, wished in INVENTED["change"].items()
            for one, some in wished.items()
        ],
    )
    ask(people, change)


def _proportions(row: str, share: float) -> Mapping[str, float]:
    """Spread the share of "A lot" or "Most" over the labels of the scale."""
    lost = (0.2 if row in INVENTED["unseen"] else 0.1) + wobble(f"{row} lost", 0.04)
    rest = 1 - share - lost
    none = 0.5 - 0.55 * share + wobble(f"{row} none", 0.08)
    most = 0.42 + wobble(f"{row} most", 0.08)
    return {
        "A lot": (1 - most) * share,
        "Most": most * share,
        "Unsure": lost,
        "None": none * rest,
        "A few": 0.45 * (1 - none) * rest,
    }


def _grid(people: People, lean: Leanings, asked: Mask, grid: str) -> None:
    """Fill one grid; people without a case leave most of it blank."""
    silent = np.array([PASSING_BY.get(one, -3.1) for one in people["hsb_12m_band"]])
    youth = people.are("agency7", "youth_offending")
    ties = {
        "care": 1.4 * people.are("agency7", "children_in_care"),
        "offending": 1.3 * youth,
        "custody": 0.9 * youth,
        "exclusion": 0.6 * (youth | people.are("agency7", "education")),
    }
    manager = people.are("role2", "manager")
    # The form tells practitioners with a single case to answer Most wherever it fits.
    few = people.are("hsb_12m_band", "one_to_five") & ~manager
    single = few & (normals("one child", people.count) > 0.1)
    lift = {"Most": 2.2 * single, "None": 1.6 * single, "Some": -1.5 * single}
    for place, (row, share) in enumerate(INVENTED[grid].items()):
        only = manager if row == "learning_disabilities" else asked
        base = 158 if only is manager else 486 - (5 * place + len(row)) % 9
        answered = Question(
            name=f"_{grid}.{row}",
            order=PROPORTION,
            outside=["Unsure"],
            asked=asked & only,
            drive=0.9 * lean.severity + ties.get(row, 0.0),
            shape=_proportions(f"{grid} {row}", share),
            base=96 if row == "other" else base,
            silent=silent + (3.4 if row == "other" else 0.0),
            lift=lift,
        )
        ask(people, answered)
