"""Step 4: practitioners' knowledge, training and confidence."""

from collections.abc import Sequence

from generator.asking import Question, Wish, ask
from generator.caseload import position
from generator.chance import normals, wobble
from generator.frame import Leanings, reached
from generator.people import FORM, GROUPS, INVENTED, People

AGREE = list(FORM["scales"]["agree_asc6"])[:-1]
UNSURE, DONT_KNOW = "Unsure", "Don't know"
FORGOTTEN = "Unsure / Can't remember"
YEAR = ["None", "1 - 5", "6 - 10", "11 - 20", "More than 50"]


def agreement(name: str, values: Sequence[float], outside: str) -> dict[str, float]:
    """Spread an agreeing share over the labels of an agreement grid."""
    agree, strongly, strongly_not = values[:3]
    lost = 0.035 + wobble(f"{name} lost", 0.022)
    rest = (1 - agree - strongly_not - lost) * (0.48 + wobble(f"{name} rest", 0.09))
    return {
        "Strongly agree": strongly,
        "Agree": agree - strongly,
        "Disagree": rest,
        "Strongly disagree": strongly_not,
        outside: lost,
    }


def own_competence(people: People, lean: Leanings) -> None:
    """Fill both grids and training, in the order in which they hang together."""
    able = lean.skill + 0.8 * position(people, "b_hsb_12m", YEAR)
    for row, values in INVENTED["knowledge"].items():
        own = normals(f"knowledge {row}", people.count)
        known = Question(
            name=f"b_knowledge.{row}",
            order=AGREE,
            outside=[UNSURE],
            asked=reached(people, "b2"),
            drive=0.75 * able + 0.4 * own,
            slope=3.4,
            shape=agreement(f"b_knowledge.{row}", values, UNSURE),
            base=values[3],
            also=_by_volume(people, row) + _by_agency(people, row),
        )
        ask(people, known)
    _training(people, lean)
    trained = people.are("b_training", "Yes")
    for row, values in INVENTED["confidence"].items():
        before = position(people, f"b_knowledge.{row}", AGREE)
        confident = Question(
            name=f"b_confidence.{row}",
            order=AGREE,
            outside=[DONT_KNOW],
            asked=reached(people, "b4"),
            drive=1.5 * before + 0.35 * able + 0.2 * trained + 0.3 * lean.backing,
            slope=2.6,
            shape=agreement(f"b_confidence.{row}", values, DONT_KNOW),
            base=values[3],
            also=_table_3(people, row) + _strongly_confident(people, row),
        )
        ask(people, confident)


def _by_volume(people: People, row: str) -> list[Wish]:
    """Hold what 3.3 says of those without a case among strong disagreement."""
    none = people.are("hsb_12m_band", "none")
    strongly = ["Strongly disagree"]
    if row != "direct":
        return [("strong disagreement, no case", none, strongly, 3, 16)]
    everyone = people.are("role2", "practitioner")
    return [
        ("strong disagreement", everyone, strongly, 35, 35),
        ("strong disagreement, no case", none, strongly, 16, 16),
        ("no volume told", people.are("hsb_12m_band", ""), strongly, 0, 0),
    ]


def _by_agency(people: People, row: str) -> list[Wish]:
    """Let education's 20 of 30 be 16 and 4: 53 % and 13 % as rounded parts (I-08)."""
    if row != "understand":
        return []
    education = people.are("agency7", "education")
    return [
        ("education agree", education, ["Agree"], 16, 16),
        ("education strongly", education, ["Strongly agree"], 4, 4),
    ]


def _table_3(people: People, row: str) -> list[Wish]:
    """Hold the bases of Table 3, with 85 for the printed 84 (I-07)."""
    cells = (("train", "1"), ("train", "0"), ("consult", "1"), ("consult", "0"))
    return [
        (
            f"Table 3 {column} {value}",
            people.are(f"a_specialist_support.{column}", value),
            [*AGREE, DONT_KNOW],
            base,
            base,
        )
        for (column, value), base in zip(cells, INVENTED["table_3"][row], strict=True)
    ]


def _strongly_confident(people: People, row: str) -> list[Wish]:
    """Hold what 3.2 says of identifying: few strongly agree in any agency group."""
    if row != "identify":
        return []
    wishes: list[Wish] = []
    for group in GROUPS:
        mask = people.are("agency7", group) & people.are("role2", "practitioner")
        most = int(0.14 * mask.sum())
        wishes.append((f"strongly {group}", mask, ["Strongly agree"], most // 3, most))
    return wishes


def _training(people: People, lean: Leanings) -> None:
    asked = reached(people, "b5")
    youth = people.are("agency7", "youth_offending")
    wishes: list[Wish] = [
        (f"trained {group}", people.are("agency7", group), ["Yes"], low, high)
        for group, (low, high) in INVENTED["trained"].items()
    ]
    wishes.append(("youth offending", youth, ["No", "Yes", FORGOTTEN], 30, 30))
    trained = Question(
        name="b_training",
        order=["No", "Yes"],
        outside=[FORGOTTEN],
        asked=asked,
        drive=0.8 * lean.skill + 0.3 * lean.backing,
        base=398,
        also=wishes,
        shape={FORGOTTEN: 0.05},
    )
    ask(people, trained)
    had = people.are("b_training", "Yes")
    available = Question(
        name="b_training_available",
        order=["No", "Yes"],
        outside=[UNSURE],
        asked=asked,
        drive=0.5 * lean.backing + 0.7 * had + 0.3 * lean.local,
        base=394,
        shape={"Yes": 0.33, UNSURE: 0.39},
    )
    ask(people, available)
