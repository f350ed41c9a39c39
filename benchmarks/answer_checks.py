"""Answers of 100,000 respondents, 200 columns, held against an instrument.

Run by hand: python benchmarks/answer_checks.py
"""

import os
import random
import time

from hsbcode.domain.answer_findings import Origin
from hsbcode.domain.survey import Kind, Question
from hsbcode.files.instrument_form import (
    Column,
    Condition,
    Form,
    Forms,
    Instrument,
    Option,
    OptionSet,
    Route,
    Row,
    RowSet,
    Scale,
    Section,
)
from hsbcode.files.instrument_form import Question as Asked
from hsbcode.workflows.checking.answers import Given, hold_against

PEOPLE, GRIDS, ROWS = 100_000, 18, 11
LABELS = ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree")


def instrument() -> Instrument:
    """Return a form of two parts: a role, and grids of which half need a yes."""
    asked = Route(status="section")
    needs = Route(status="printed", condition=Condition("trained", ["yes"]))
    grids = [
        Asked(
            id=f"g{number}",
            type="grid",
            short=f"Grid {number}",
            text="How far do you agree?",
            rows="rows",
            scale="agree",
            route=needs if number % 2 else asked,
        )
        for number in range(GRIDS)
    ]
    single = [
        Asked(id=name, type="single", short=name, text=name, options=name, route=asked)
        for name in ("role", "trained")
    ]
    return Instrument(
        schema="hsbcode.instrument/1",
        id="large",
        title="Large",
        sections=[
            Section(id="A", title="All", seen_by="all", questions=single),
            Section(id="B", title="Front", seen_by="front", questions=grids),
        ],
        forms=Forms("role", [Form("front", "Front", ["front"])]),
        option_sets={
            "role": OptionSet([Option("front", "Front"), Option("back", "Office")]),
            "trained": OptionSet([Option("yes", "Yes"), Option("no", "No")]),
        },
        scales={"agree": Scale([Column(one, rank) for rank, one in enumerate(LABELS)])},
        row_sets={"rows": RowSet([Row(f"r{n}", f"Row {n}") for n in range(ROWS)])},
    )


def answers(*, every: bool) -> Given:
    """Return answers on their route, one in a thousand of them wrong; or any at all."""
    chance = random.Random(1)
    people = tuple(f"p{number}" for number in range(PEOPLE))
    closed: dict[str, dict[str, tuple[str, ...]]] = {
        "role": {one: (chance.choice(("Front", "Office")),) for one in people},
        "trained": {one: (chance.choice(("Yes", "No")),) for one in people},
    }
    questions = {name: Question(name, Kind.CLOSED, name) for name in closed}
    odd = ("Agre", "Agree;Neither")
    for grid in range(GRIDS):
        led = [
            one
            for one in people
            if every
            or (
                closed["role"][one] == ("Front",)
                and (grid % 2 == 0 or closed["trained"][one] == ("Yes",))
            )
        ]
        for row in range(ROWS):
            name = f"g{grid}.r{row}"
            questions[name] = Question(name, Kind.CLOSED, name)
            closed[name] = {
                one: (chance.choice(odd if chance.random() < 0.001 else LABELS),)
                for one in led
            }
    origins = tuple(Origin(one, "e.csv", at) for at, one in enumerate(people))
    return Given(people, origins, questions, closed, {}, frozenset())


for every in (False, True):
    given = answers(every=every)
    cells = sum(map(len, given.closed.values()))
    start, cpu = time.perf_counter(), time.process_time()
    found = hold_against(instrument(), given)
    print(
        f"{PEOPLE:,} people, {len(given.closed)} columns, {cells:,} answers, "
        f"{found.total:,} found: {time.process_time() - cpu:.2f} s of work, "
        f"{time.perf_counter() - start:.2f} s, load {os.getloadavg()[0]:.1f}"
    )
    del given, found
