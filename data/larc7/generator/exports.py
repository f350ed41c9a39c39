"""The study as a survey tool exports it: ``python -m generator.exports [FOLDER]``.

Writes ``exports/`` (a file for each copy of the form) and ``map.yaml`` into the folder,
by default the one of the study.
"""

import csv
import random
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from generator.chance import stream
from generator.headings import WRITTEN, Heading, headings
from hsbcode.files.map_files import MapColumn, MapFact, MapFile, write_map

WHOLE = Path(__file__).parents[1]
AREAS = ("LA1", "LA2", "LA3", "LA4", "LA5", "LA6", "")
NUMBER, STARTED, CHANGED = "Unique response number", "Started", "Last change"
PAGE, STATUS = "Last page", "Completed"
FIRST_DAY, DAYS = date(2016, 10, 3), 75
HOURS = (7, *(8, 9, 10, 11, 12, 13, 14, 15, 16) * 3, 17, 17, 18, 19, 20, 21, 22)
MINUTES = {"a1": (1, 3), "a2": (3, 7), "b5": (9, 18), "b6": (11, 21)}
LONGEST = (12, 48)

Answers = dict[tuple[str, str, int], str]


def file_name(area: str) -> str:
    """Return the name of the export of one copy of the form."""
    return f"safeguarding-survey-{area or 'general-link'}.csv"


def solved() -> list[dict[str, str]]:
    """Return the solved table, people in order of arrival."""
    with (WHOLE / "solved.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answers() -> Answers:
    """Return the open answers by respondent, question and box."""
    found: Answers = {}
    for question in sorted(WRITTEN):
        path = WHOLE / "answers" / f"{question}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = (row["respondent_id"], question, int(row["box"]))
                found[key] = row["text"]
    return found


def times(people: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Draw when each person began and last pressed a button, in order of arrival."""
    source = stream("times of answering")
    starts = sorted(_start(source) for _ in people)
    drawn = []
    for row, start in zip(people, starts, strict=True):
        least, most = MINUTES.get(row["last_page"], LONGEST)
        end = start + timedelta(seconds=source.randrange(60 * least, 60 * most))
        drawn.append((start.isoformat(" "), end.isoformat(" ")))
    return drawn


def _start(source: random.Random) -> datetime:
    day = FIRST_DAY + timedelta(days=source.randrange(DAYS))
    if day.weekday() >= 5 and source.random() < 0.8:
        day -= timedelta(days=source.randrange(2, 5))
    clock = (source.choice(HOURS), source.randrange(60), source.randrange(60))
    return datetime(day.year, day.month, day.day, *clock)


def part_of(row: dict[str, str]) -> str:
    """Return the part of the form that a role leads to."""
    if not row["a_role"]:
        return "A"
    return "B" if row["a_role"].startswith("Front") else "C"


def cell(heading: Heading, row: dict[str, str], texts: Answers) -> str:
    """Return what a person's row holds under one heading."""
    if heading.written:
        if heading.part not in ("A", part_of(row)):
            return ""
        return texts.get((row["respondent_id"], heading.written, heading.box), "")
    if not heading.closed:
        return ""
    value = row[heading.closed]
    if heading.tick:
        return heading.tick if value == "1" else ""
    return value


def write_exports(folder: Path) -> None:
    """Write one file for each copy of the form: UTF-8 with BOM, Windows line ends."""
    folder.mkdir(parents=True, exist_ok=True)
    people, texts, columns = solved(), answers(), headings()
    top = [NUMBER, STARTED, CHANGED, PAGE, STATUS, *(c.text for c in columns)]
    rows: dict[str, list[list[str]]] = {area: [] for area in AREAS}
    for row, (start, end) in zip(people, times(people), strict=True):
        first = [row["respondent_id"], start, end, row["last_page"], row["completed"]]
        rows[row["area"]].append([*first, *(cell(c, row, texts) for c in columns)])
    for area, some in rows.items():
        path = folder / file_name(area)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\r\n").writerows([top, *some])


def export_map() -> MapFile:
    """Return the map that names every column of the exports."""
    return MapFile(
        study="larc7",
        language="en",
        header_rows=1,
        columns=[
            MapColumn(column=NUMBER, kind="id"),
            MapColumn(column=STARTED, kind="date"),
            MapColumn(column=CHANGED, kind="date"),
            MapColumn(column=PAGE, kind="closed", question="last_page", label=PAGE),
            MapColumn(column=STATUS, kind="closed", question="completed", label=STATUS),
            *(heading.entry for heading in headings()),
        ],
        facts=[
            MapFact(
                question="area",
                label="Area",
                source="file",
                pattern=r"survey-(LA\d)",
            )
        ],
    )


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else WHOLE
    write_exports(target / "exports")
    write_map(export_map(), target / "map.yaml", overwrite=True)
