"""Changes by hand and maps: each gives a new understanding that can be kept."""

from pathlib import Path

import pytest

from hsbcode.domain.errors import ImportDataError, UsageConflict
from hsbcode.domain.survey import Kind
from hsbcode.files.map_files import parse_map, write_map_text
from hsbcode.intake.building import build
from hsbcode.intake.changing import (
    joined,
    renamed,
    split_off,
    with_header_rows,
    with_id_column,
    with_kind,
)
from hsbcode.intake.reading import RawExport
from hsbcode.intake.understanding import to_map, understand
from tests.intake_exports import export, many


@pytest.fixture
def raw(tmp_path: Path) -> RawExport:
    heads = ["No", "Role", "Hard 1", "Hard 2", "Likes", "Use? [a]", "Use? [b]", "Mail"]
    rows = [
        [str(n), "AB"[n % 2], one, two, three, "1", "0", f"p{n}@example.org"]
        for n, (one, two, three) in enumerate(
            zip(many("one"), many("two"), many("three"), strict=True)
        )
    ]
    rows[0][5:7] = ["0", "1"]
    return export(tmp_path, [heads, *rows])


def test_join_split_and_rename(raw: RawExport) -> None:
    known = understand(raw)
    assert [c.box for c in known.columns_of("hard")] == [1, 2]
    all_three = joined(known, [2, 3, 4])
    assert [c.header for c in all_three.columns_of("hard")] == [
        "Hard 1",
        "Hard 2",
        "Likes",
    ]
    swapped = joined(known, [3, 2])
    assert [c.header for c in swapped.columns_of("hard")] == ["Hard 2", "Hard 1"]
    apart = split_off(all_three, 2)
    assert [c.box for c in apart.columns_of("hard")] == [1, 2]
    assert apart.columns[2].question == "hard_2"
    assert split_off(apart, 2) == apart
    assert renamed(known, "hard", "Hard things").columns[3].label == "Hard things"
    with pytest.raises(UsageConflict, match="two columns or more"):
        joined(known, [2, 2])


def test_kinds_by_hand(raw: RawExport) -> None:
    known = understand(raw)
    assert known.columns[7].kind is Kind.PERSONAL
    kept = with_kind(known, 7, Kind.OPEN)
    assert kept.columns[7].question == "mail"
    assert kept.columns[7].why == "chosen by hand"
    ticks = with_kind(known, 4, Kind.TICKS, separator=" ")
    assert ticks.columns[4].separator == " "
    dropped = with_kind(known, 1, Kind.DROP)
    assert "role" not in dropped.questions
    assert with_kind(known, 0, Kind.CLOSED).id_column is None
    with pytest.raises(UsageConflict, match="no column 99"):
        with_kind(known, 98, Kind.OPEN)


def test_another_id_column(raw: RawExport) -> None:
    known = understand(raw)
    other = with_id_column(known, 2)
    assert (other.columns[0].kind, other.columns[2].kind) == (Kind.DROP, Kind.ID)
    assert build(raw, other, study="s").respondents[0].reference.startswith("one")
    none = with_id_column(known, None)
    reference = build(raw, none, study="s").respondents[0].reference
    assert reference.startswith("row-")


def test_header_rows_by_hand(raw: RawExport) -> None:
    assert len(build(raw, with_header_rows(raw, 2), study="s").respondents) == 29
    with pytest.raises(ImportDataError, match="cannot be the number of header rows"):
        with_header_rows(raw, 31)


def test_every_understanding_can_be_kept_as_a_map(raw: RawExport) -> None:
    known = split_off(joined(with_kind(understand(raw), 7, Kind.OPEN), [4, 3, 2]), 3)
    text = write_map_text(to_map(known, study="s"))
    again = understand(raw, parse_map(text))
    assert to_map(again, study="s") == parse_map(text)
    one, two = (build(raw, u, study="s") for u in (known, again))
    assert (one.boxes, one.closed, one.questions) == (
        two.boxes,
        two.closed,
        two.questions,
    )
    assert one.respondents == two.respondents


def test_a_map_keeps_only_what_it_names(raw: RawExport) -> None:
    found = parse_map(
        "columns:\n"
        "  - {column: Hard 2, kind: open, question: hard, label: Hard}\n"
        "  - {column: 3, kind: open, question: hard}\n"
    )
    known = understand(raw, found)
    assert known.id_column is None
    assert known.questions == ("hard",)
    assert [c.header for c in known.columns_of("hard")] == ["Hard 2", "Hard 1"]
    dropped = dict(build(raw, known, study="s").dropped)
    assert dropped["Role"] == "not named in the map"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {column: Hard, kind: open}", "no column “Hard”"),
        ("- {column: Role, kind: closed}\n- {column: 2, kind: open}", "named twice"),
        (
            '- {column: "No", kind: id}\n- {column: Role, kind: id}',
            "both named as the id",
        ),
    ],
)
def test_maps_that_do_not_fit(raw: RawExport, text: str, words: str) -> None:
    found = parse_map("columns:\n" + text)
    with pytest.raises(ImportDataError) as caught:
        understand(raw, found, map_name="my.yaml")
    assert words in caught.value.message
    assert caught.value.message.startswith("my.yaml")
