"""Traces of a spreadsheet program are named with count and first cell."""

from pathlib import Path

import pytest

from tests.intake_exports import built, many


def traces(
    folder: Path, header: str, values: list[str]
) -> list[tuple[str, int, int, str]]:
    texts = many("reason", len(values))
    rows = [[header, "What is hard?"]]
    rows += [[value, text] for value, text in zip(values, texts, strict=True)]
    found = built(folder, rows).traces
    return [(t.what, t.count, t.row, t.sentence) for t in found if t.column == header]


@pytest.mark.parametrize(
    ("values", "what", "count", "row"),
    [
        (["6 - 10", "05-Jan", "None", "05-Jan"] * 8, "dates", 16, 3),
        (["6 - 10", "None", "Jan-05"] * 8, "dates", 8, 4),
        (["11 - 20", "2016-05-01", "more than 50"] * 8, "dates", 8, 3),
        (["1.2E+11", "3"] * 12, "rounded", 12, 2),
        (["#NAME?", "good", "bad"] * 8, "errors", 8, 2),
        (["cafÃ©", "tea", "water"] * 8, "mojibake", 8, 2),
        (["tea", "itâ€™s", "water"] * 8, "mojibake", 8, 3),
        (["tea", "in\xe5\xcayour", "water"] * 8, "mojibake", 8, 3),
        (["x" * 255, "y" * 255, "z" * 255, "a"] * 8, "cut", 24, 2),
    ],
)
def test_traces(
    tmp_path: Path, values: list[str], what: str, count: int, row: int
) -> None:
    ((found, cells, first, sentence),) = traces(tmp_path, "Children", values)
    assert (found, cells, first) == (what, count, row)
    assert f"row {row}, column “Children”" in sentence


@pytest.mark.parametrize(
    "values",
    [
        ["1 - 5", "6 - 10", "None"] * 8,
        ["Ãrea", "São Paulo", "Âge"] * 8,
        ["x" * 254, "y" * 254, "z" * 254] * 8,
        ["2016", "2017", "none"] * 8,
    ],
)
def test_clean_columns(tmp_path: Path, values: list[str]) -> None:
    assert traces(tmp_path, "Children", values) == []
