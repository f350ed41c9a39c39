"""The form as columns of an export: headings, where cells come from, the map."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hsbcode.files.instrument_checks import read_instrument
from hsbcode.files.instrument_form import Instrument, Question
from hsbcode.files.map_files import MapColumn

HERE = Path(__file__).parent
FORM = HERE.parents[2] / "codebooks" / "larc7-instrument.yaml"
WRITTEN = frozenset(path.stem for path in (HERE.parent / "answers").glob("*.csv"))
"""Open questions with answers; twins on the two forms share one name."""


@dataclass(frozen=True)
class Heading:
    """One column of an export, and its line in the map."""

    text: str
    entry: MapColumn
    closed: str = ""
    """Column of the solved table the cells come from."""
    tick: str = ""
    """What a ticked cell holds; empty where the cell is the answer itself."""
    written: str = ""
    """Open question the cells come from."""
    box: int = 1
    part: str = "A"
    """Part of the form: A for everyone, B for practitioners, C for managers."""


def headings() -> list[Heading]:
    """Return the columns of the form, questions numbered as the survey tool does it.

    A question that belongs to the one before it gets a letter: 4, 4.a, 5.
    """
    form = read_instrument(FORM)
    made: list[Heading] = []
    number, letter, above = 0, "", ""
    for section in form.sections:
        for question in section.questions:
            if question.belongs_to and question.belongs_to.question == above:
                letter = chr(ord(letter) + 1) if letter else "a"
                count = f"{number}.{letter}."
            else:
                number, letter, above = number + 1, "", question.id
                count = f"{number}."
            made += _of_question(form, question, section.id, count)
    return made


def _of_question(
    form: Instrument, question: Question, part: str, count: str
) -> Iterator[Heading]:
    asked = f"{count} {question.text}"
    if question.type == "single":
        entry = MapColumn(
            column=asked,
            kind="closed",
            question=question.id,
            label=question.short,
            text=question.text,
        )
        yield Heading(asked, entry, closed=question.id)
    elif question.type == "multi":
        yield from _ticks(form, question, asked)
    elif question.type == "grid":
        for row in form.row_sets[question.rows or ""].rows:
            text = f"{asked} – {row.text or row.label}"
            entry = MapColumn(
                column=text,
                kind="closed",
                question=f"{question.id}.{row.id}",
                label=f"{question.short}: {row.label}",
            )
            yield Heading(text, entry, closed=f"{question.id}.{row.id}")
    else:
        yield from _written(form, question, part, asked)


def _ticks(form: Instrument, question: Question, asked: str) -> Iterator[Heading]:
    """Yield a column an option; a label printed twice makes two columns."""
    seen: Counter[str] = Counter()
    for option in form.option_sets[question.options or ""].options:
        seen[option.label] += 1
        # Headings must differ in a map: the second one is read as “Anxious (2)”.
        again = f" ({seen[option.label]})" if seen[option.label] > 1 else ""
        text = f"{asked} – {option.label}"
        entry = MapColumn(
            column=text + again,
            kind="tick",
            question=question.id,
            label=question.short,
            text=question.text if len(seen) == 1 else None,
            option=option.label + again,
        )
        yield Heading(
            text, entry, closed=f"{question.id}.{option.id}", tick=option.label
        )


def _written(
    form: Instrument, question: Question, part: str, asked: str
) -> Iterator[Heading]:
    name = question.codes or question.id
    twins = [pair.sources for pair in form.pooled if pair.id == name]
    for box in range(1, question.boxes + 1):
        text = f"{asked} – Box {box}" if question.boxes > 1 else asked
        if name not in WRITTEN:
            yield Heading(text, MapColumn(column=text, kind="drop"), part=part)
            continue
        entry = MapColumn(
            column=text,
            kind="open",
            question=name,
            box=box if twins else None,
            label=question.short,
            text=question.text,
        )
        yield Heading(text, entry, written=name, box=box, part=part)
