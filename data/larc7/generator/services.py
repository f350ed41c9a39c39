"""Step 2: section A. Services known, support they give, thresholds, documents."""

import numpy as np

from generator.asking import Question, TickList, Wish, ask, tick
from generator.frame import Leanings, reached
from generator.people import INVENTED, People, options


def know_services(people: People, lean: Leanings) -> None:
    """Fill the closed questions everyone is asked."""
    manager = people.are("role2", "manager")
    strategic = people.are("a_role", options("a_role")["strategic"])
    board = Question(
        name="a_lscb",
        order=("No", "Yes"),
        asked=reached(people, "a1"),
        drive=0.9 * manager + 1.2 * strategic - 0.3,
        base=588,
        shape={"Yes": 0.14},
    )
    ask(people, board)
    _ages(people)
    _awareness(people, lean)
    _names(people, lean)
    _threshold(people, lean)
    _support(people, lean)
    _documents(people, lean)


def _ages(people: People) -> None:
    young = people.are("agency_id", "cs_early_help", "health_public", "education")
    old = people.are("agency_id", "cs_youth_offending", "youth_services", "police")
    scores = {
        "a0_5": 1.2 * young - 2.0 * old,
        "a6_10": 0.8 * young - 0.5 * old,
        "a11_14": 0.9 * old + 0.2,
        "a15_18": 1.2 * old,
        "over18": 0.6 * old,
    }
    among = ~people.are("last_page", "a1")
    shape = INVENTED["age_groups"]
    tick(people, TickList("a_age_groups", list(shape), among, scores, shape))


def _awareness(people: People, lean: Leanings) -> None:
    screen = people.are("services_screen", "1")
    wishes: list[Wish] = [
        ("aware", screen, ["Yes"], 236, 236),
        ("practitioners", people.are("role2", "practitioner"), ["Yes"], 171, 171),
        ("managers", people.are("role2", "manager"), ["Yes"], 64, 64),
        ("no role", people.are("role2", ""), ["Yes"], 1, 1),
        # So that those not aware, with the 36 moved, print as the implied 42 %.
        ("unsure", screen, ["Unsure"], 138, 142),
    ]
    known = Question(
        name="a_specialist_aware",
        order=("No", "Unsure", "Yes"),
        asked=screen,
        drive=0.8 * lean.local,
        base=586,
        also=wishes,
    )
    ask(people, known)


def _names(people: People, lean: Leanings) -> None:
    """Plan what each person would name as the service, for the open answers."""
    aware = people.are("a_specialist_aware", "Yes")
    far = people.are("agency7", "education", "health", "other")
    named = Question(
        name="plan_service_named",
        order=("hsb", "hsb_and_cse", "unclear", "cse_only"),
        asked=aware,
        drive=0.6 * far - 0.5 * lean.skill,
        slope=1.2,
        base=190,
        also=[
            ("moved by the recode", aware, ["cse_only"], 36, 36),
            ("both kinds", aware, ["hsb_and_cse"], 14, 14),
            ("unidentifiable", aware, ["unclear"], 22, 22),
        ],
    )
    ask(people, named)
    for one in range(people.count):
        moved = people.value("plan_service_named", one) == "cse_only"
        told = people.value("a_specialist_aware", one)
        people.put("a_specialist_aware_adj", one, "No" if moved else told)


def _threshold(people: People, lean: Leanings) -> None:
    labels = options("a_threshold")
    threshold = Question(
        name="a_threshold",
        order=[labels["too_low"], labels["about_right"], labels["too_high"]],
        outside=[labels["unsure"], labels["other"]],
        asked=people.are("a_specialist_aware", "Yes"),
        drive=0.7 * lean.distress - 0.3 * lean.backing,
        shape={labels["unsure"]: 0.25},
        base=236,
    )
    ask(people, threshold)


def _support(people: People, lean: Leanings) -> None:
    """Ask what the service gives: practitioners only; Table 3 has 167 of the 168."""
    able = people.are("a_specialist_aware", "Yes") & people.are("role2", "practitioner")
    ask(people, Question("plan_support", ("some",), able, lean.local, base=168))
    among = people.are("plan_support", "some")
    full = lean.local + 0.4 * lean.skill
    boxes = TickList(
        name="a_specialist_support",
        choices=list(options("a_specialist_support")),
        among=among,
        scores={
            "direct_child": 0.2 * full,
            "direct_parents": 0.5 * full,
            "assessment": 0.6 * full,
            "residential": 0.3 * full,
            "consult": 0.7 * full,
            "train": 0.7 * full,
        },
        shape=INVENTED["support"],
        # Table 3 against the labels of Figure 6 (I-05): the table wins.
        also=[("I-05", among, "train", 82, 82), ("I-05", among, "consult", 70, 70)],
    )
    tick(people, boxes)


def _documents(people: People, lean: Leanings) -> None:
    everyone = np.ones(people.count, dtype=bool)
    among = people.are("services_screen", "1")
    lift = {"youth_offending": 1.2, "children_in_care": 0.4, "general_other": 0.3}
    policy = 0.6 * lean.local
    policy = policy + np.array([lift.get(one, 0.0) for one in people["agency7"]])
    own = TickList(
        name="a_agency_has",
        choices=("policy", "strategy"),
        among=among,
        scores={"policy": policy, "strategy": policy},
        shape={"strategy": 0.27},
        fewest=0,
        also=[
            (f"policy {group}", people.are("agency7", group), "policy", low, high)
            for group, (low, high) in INVENTED["policy"].items()
        ],
        inside=everyone,
    )
    tick(people, own)
    known = 0.5 * lean.local + 0.8 * people.are("a_agency_has.policy", "1")
    quiet = among & people.are("a_specialist_aware", "")
    count = int(quiet.sum())
    wishes = [
        (
            f"{document} {area}",
            everyone if area == "all" else people.are("area", area),
            document,
            low,
            high,
        )
        for document, wished in INVENTED["documents"].items()
        for area, (low, high) in wished.items()
    ]
    # Silent on services, these are on the screen because they ticked a document.
    wishes.append(("quiet on services", quiet, "ma_pathway", count, count))
    shared = TickList(
        name="a_area_has",
        choices=list(INVENTED["documents"]),
        among=among,
        scores=dict.fromkeys(INVENTED["documents"], known),
        shape={},
        fewest=0,
        also=wishes,
        inside=everyone,
    )
    tick(people, shared)
