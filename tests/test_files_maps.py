"""Import maps: typed, checked, with the nearest right header."""

from pathlib import Path

import pytest

from hsbcode.domain.errors import ImportDataError
from hsbcode.files.map_files import find_column, parse_map, read_map, write_map

MAP = """\
schema: hsbcode.map/1
study: sample
id_column: No
columns:
  - {column: Role, kind: closed, question: role, label: Role}
  - {column: 3, kind: open, question: hard}
  - {column: "Hard 2", kind: open, question: hard}
  - {column: Used, kind: ticks, question: used, separator: ";"}
groups:
  - {question: role2, label: Two roles, from: role, values: {"Police": "Other"}}
"""


def test_reads_and_writes(tmp_path: Path) -> None:
    text = MAP.replace("id_column: No", 'id_column: "No"')
    found = parse_map(text)
    assert found.columns[1].column == 3
    assert found.groups[0].source == "role"
    write_map(found, tmp_path / "map.yaml")
    assert read_map(tmp_path / "map.yaml") == found
    assert "schema: hsbcode.map/1" in (tmp_path / "map.yaml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "", "id_column: YAML reads No as false: put it in quotes"),
        ("kind: closed", "kind: close", "“close” is not a kind"),
        ("kind: closed", "knd: closed", "no field “knd”"),
        ('separator: ";"', "label: x", "“separator” is missing"),
        ("from: role", "from: roles", "no closed question “roles”"),
        ("question: role2", "question: hard", "already the id of a question"),
        ('{"Police": "Other"}', "{Police: 1}", "YAML reads 1 as a number"),
        ("kind: ticks, question: used", "kind: ticks, question: hard", "is open in"),
        ("study: sample", "header_rows: 9", "not between 1 and 6"),
        ("hsbcode.map/1", "hsbcode.map/2", "hsbcode.map/2"),
    ],
)
def test_errors(old: str, new: str, words: str) -> None:
    text = MAP.replace(old, new) if old else MAP
    if old:
        text = text.replace("id_column: No", 'id_column: "No"')
    with pytest.raises(ImportDataError) as caught:
        parse_map(text)
    assert words in caught.value.message
    assert "map.yaml" in caught.value.message


def test_two_closed_columns_cannot_share_a_question() -> None:
    with pytest.raises(ImportDataError, match="has a closed column already"):
        parse_map(
            "columns:\n"
            "  - {column: a, kind: closed, question: q}\n"
            "  - {column: b, kind: closed, question: q}\n"
        )
    with pytest.raises(ImportDataError, match="names no columns"):
        parse_map("columns: []\n")


def test_columns_are_found_by_header_or_number() -> None:
    headers = ["Number", "What\xa0helps? ", "Role"]
    assert find_column("Role", headers, "map.yaml") == 2
    assert find_column("what helps?", headers, "map.yaml") == 1
    assert find_column(1, headers, "map.yaml") == 0
    with pytest.raises(ImportDataError, match="no column “Rolle”") as caught:
        find_column("Rolle", headers, "map.yaml")
    assert caught.value.hint == "Did you mean “Role”?"
    with pytest.raises(ImportDataError, match="no column 4; the export has 3"):
        find_column(4, headers, "map.yaml")
