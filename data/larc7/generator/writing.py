"""Step 9: the table as CSV, in the order of the form, people in order of arrival."""

import csv
from pathlib import Path

from generator.chance import stream
from generator.people import FORM, People, options, rows


def columns(people: People) -> list[str]:
    """Return the columns of the file in the order of the form."""
    named = ["respondent_id", "area", "last_page", "completed"]
    for question, record in FORM["questions"].items():
        if record["type"] == "single":
            named.append(question)
        elif record["type"] == "multi":
            named += [f"{question}.{option}" for option in options(question)]
        else:
            for row in rows(question):
                named.append(f"{question}.{row}")
                if question == "c_leadership":
                    named.append(f"{question}.{row}.printed_column")
    return [*named, "plan_service_named"]


def write(people: People, target: Path) -> None:
    """Shuffle the people, give them ids with gaps, and write the file."""
    source = stream("order of arrival")
    order = list(range(people.count))
    source.shuffle(order)
    number = 5_104_300
    for one in order:
        number += source.randrange(2, 60)
        people.put("respondent_id", one, str(number))
        early = {"a1", "b5", "b6", "c3", "c4"}
        people.put(
            "completed", one, "no" if people.value("last_page", one) in early else "yes"
        )
    named = columns(people)
    with target.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(named)
        for one in order:
            sheet.writerow([people.value(column, one) for column in named])
