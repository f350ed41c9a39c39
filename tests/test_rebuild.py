"""From export to tables, quotes and report twice: the same bytes, in any order."""

import csv
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from hsbcode.domain.disclosure import NO_CONTROL
from hsbcode.workflows.agreeing import agreement
from hsbcode.workflows.agreement_files import write_agreement
from hsbcode.workflows.codebook.frame import read_codebook
from hsbcode.workflows.codebook.importing import apply_codebook
from hsbcode.workflows.exporting import import_codings
from hsbcode.workflows.importing.bringing_in import (
    apply_plans,
    check_together,
    look_at,
    plan_import,
)
from hsbcode.workflows.kept_forms import keep_instrument, keep_specs
from hsbcode.workflows.opening import create_project, open_project
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.releasing import set_released_policy
from hsbcode.workflows.reporting.writing import write_quotes, write_report
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.survey_tables import kept_tables

ROOT = Path(__file__).parents[1]
_ACT_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]")
"""Ids of acts are made anew each time, so none may be printed."""


@dataclass(frozen=True)
class Fixture:
    """The files one study is made from, in the order in which they are brought in."""

    name: str
    exports: tuple[Path, ...]
    map: Path
    instrument: Path
    specs: Path
    frame: Path
    codings: tuple[Path, ...]
    headers: int
    encoding: str
    delimiter: str
    by: str
    named: tuple[str, ...]


_PLOTS = ROOT / "data" / "allotments"
_WHOLE = ROOT / "data" / "larc7"
_FRAMES = ROOT / "codebooks"
SMALL = Fixture(
    "allotments_2025",
    (_PLOTS / "plotholders-2025.csv",),
    _PLOTS / "map.yaml",
    _PLOTS / "instrument.yaml",
    _PLOTS / "tables.yaml",
    _PLOTS / "codebook.yaml",
    tuple(_PLOTS / "codings" / f"{n}.csv" for n in ("iris", "tomasz", "settled")),
    headers=2,
    encoding="utf-8",
    delimiter=";",
    by="site",
    named=("site", "years"),
)
LARGE = Fixture(
    "larc7",
    tuple(sorted((_WHOLE / "exports").glob("*.csv"))),
    _WHOLE / "map.yaml",
    _FRAMES / "larc7-instrument.yaml",
    _FRAMES / "larc7-tables.yaml",
    _FRAMES / "larc7.yaml",
    tuple(_WHOLE / "codings" / f"{n}.csv" for n in ("amy", "ben", "settled")),
    headers=1,
    encoding="utf-8-sig",
    delimiter=",",
    by="role2",
    named=("role2", "agency7"),
)


def shuffled(export: Path, folder: Path, fixture: Fixture, seed: int) -> Path:
    """Write an export anew with its respondents in another order."""
    with export.open(encoding=fixture.encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=fixture.delimiter))
    people = rows[fixture.headers :]
    random.Random(seed).shuffle(people)
    target = folder / export.name
    with target.open("w", encoding=fixture.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=fixture.delimiter)
        writer.writerows(rows[: fixture.headers] + people)
    return target


def build(
    folder: Path,
    fixture: Fixture,
    exports: Sequence[Path],
    codings: Sequence[Path],
) -> dict[str, bytes]:
    """Make the project and everything written from it; return name → bytes."""
    out = folder / "out"
    out.mkdir(parents=True)
    path = folder / "study.hsb"
    with create_project(path, fixture.name) as project:
        plans = []
        for export in exports:
            raw, known = look_at(export, fixture.map)
            plans.append(plan_import(None, raw, known, study=fixture.name))
        apply_plans(project, check_together(plans))
        keep_instrument(project, fixture.instrument)
        keep_specs(project, fixture.specs)
        apply_codebook(project, read_codebook(fixture.frame), "lead")
        for coding in codings:
            import_codings(project, coding)
        set_released_policy(project, NO_CONTROL)
    with open_project(path, write=False) as project:
        study = read_study(project)
        tables = repr(kept_tables(project, study))
        (out / "tables.txt").write_text(tables, encoding="utf-8")
        quoted = quote_tables(study, attribution=fixture.named)
        write_quotes(study, quoted, out / "quotes.md")
        labels = {code.id: code.label for code in project.codebook}
        write_agreement(agreement(project), labels, out / "agreement.md")
        for ending in (".md", ".html"):
            write_report(project, out / f"report{ending}", by=(fixture.by,))
    return {file.name: file.read_bytes() for file in sorted(out.iterdir())}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("first")
    return build(folder, SMALL, SMALL.exports, SMALL.codings)


def test_row_52_a_second_build_has_the_same_bytes(
    small: dict[str, bytes], tmp_path: Path
) -> None:
    again = build(tmp_path, SMALL, SMALL.exports, SMALL.codings)
    assert sorted(small) == [
        "agreement.md",
        "quotes.md",
        "report.html",
        "report.md",
        "tables.txt",
    ]
    for name, data in small.items():
        assert len(data) > 2000, name
        assert not _ACT_ID.search(data), name
        assert again[name] == data, name


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_row_52_the_order_of_respondents_does_not_matter(
    small: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    export = shuffled(SMALL.exports[0], tmp_path, SMALL, seed)
    assert export.read_text("utf-8") != SMALL.exports[0].read_text("utf-8")
    again = build(tmp_path / "again", SMALL, [export], SMALL.codings)
    for name, data in small.items():
        assert again[name] == data, name


@pytest.mark.parametrize("order", [(1, 0, 2), (2, 1, 0), (2, 0, 1)])
def test_row_52_the_order_of_coders_does_not_matter(
    small: dict[str, bytes], tmp_path: Path, order: tuple[int, ...]
) -> None:
    codings = [SMALL.codings[place] for place in order]
    again = build(tmp_path, SMALL, SMALL.exports, codings)
    for name, data in small.items():
        assert again[name] == data, name


def test_row_52_another_answer_makes_another_report(
    small: dict[str, bytes], tmp_path: Path
) -> None:
    """Else the tests above would pass for files that hold nothing."""
    export = tmp_path / SMALL.exports[0].name
    text = SMALL.exports[0].read_text("utf-8")
    changed = text.replace("Mill Lane;More than 10 years", "Ropewalk;1 - 3 years", 1)
    assert changed != text
    export.write_text(changed, encoding="utf-8")
    again = build(tmp_path / "again", SMALL, [export], SMALL.codings)
    for name in ("tables.txt", "report.md", "report.html"):
        assert again[name] != small[name], name


def test_row_52_the_whole_study_in_any_order_of_files_people_and_coders(
    tmp_path: Path,
) -> None:
    first = build(tmp_path / "first", LARGE, LARGE.exports, LARGE.codings)
    files = [
        shuffled(export, tmp_path, LARGE, seed)
        for seed, export in enumerate(LARGE.exports)
    ]
    second = build(tmp_path / "second", LARGE, files[::-1], LARGE.codings[::-1])
    for name, data in first.items():
        assert second[name] == data, name
