"""Step 8: what real exports hold and the form never meant; each one is in the README.

None of them stands in a cell that a published number counts.
"""

import numpy as np

from generator.chance import stream
from generator.people import Mask, People


def add_oddities(people: People) -> None:
    """Write answers off their route, an option never offered, double answers."""
    source = stream("oddities")

    def some(mask: Mask, count: int) -> list[int]:
        return source.sample([int(one) for one in np.flatnonzero(mask)], count)

    finished = people.are("role2", "manager") & people.are("last_page", "c5")
    managers = some(finished, 4)
    for one, volume in zip(managers, ("1 - 5", "None", "6 - 10"), strict=False):
        people.put("b_hsb_3m", one, volume)
        people.put("b_training_available", one, "Unsure")
    people.put("c_leadership.ownership", managers[3], "Strongly disagree")
    effect = "b_training_impact.other"
    people.put(
        effect, some(people.are(effect, "Somewhat", "A lot"), 1)[0], "Somewhat;A lot"
    )
    untrained = some(people.are("b_training", "No"), 2)
    people.put(effect, untrained[0], "Not at all")
    people.put(effect, untrained[1], "Somewhat")
    without = some(people.are("c_training", "No"), 1)
    people.put("c_training_impact.other", without[0], "Not a lot")
    for one in some(people.are("c_methods.peers", "1"), 2):
        people.put("c_methods.none", one, "1")
    _fifth_column(people)


def _fifth_column(people: People) -> None:
    """Note which of the two columns of one name was ticked in the doubled grid."""
    source = stream("columns of one name")
    names = {"Strongly agree": "1", "Agree": "2", "Disagree": "4", "Don't know": "6"}
    for row in ("address_feelings", "ownership", "staff_skills", "partnership_support"):
        for one in range(people.count):
            label = people.value(f"c_leadership.{row}", one)
            if label == "Neither agree nor disagree":
                column = "5" if source.random() < 0.18 else "3"
            else:
                column = names.get(label, "")
            people.put(f"c_leadership.{row}.printed_column", one, column)
