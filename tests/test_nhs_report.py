"""A real coded survey, from its export to a report, as its writer goes."""

import csv
import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from hsbcode.domain.acts import ActKind
from hsbcode.workflows.opening import open_for_writing, open_project
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.studying import read_study
from tests.test_cli import run

PATH = Path(__file__).parents[2] / "shared" / "data" / "nhs_feedback" / "data.csv"
ASKED = "How could we improve?"
SCORES = {"1": "Very good", "2": "Good", "3": "Neither good nor poor", "4": "Poor"}
_QUOTED = re.compile(r"“([^”]{12,})” – ")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PATH.exists(), reason="the surveys are not there"),
]


def rows() -> list[dict[str, str]]:
    with PATH.open(encoding="utf-8") as stream:
        found = [row for row in csv.DictReader(stream) if row["question"] == ASKED]
    return found[:403]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the export, the frame and what a colleague coded beside it."""
    given = rows()
    labels = sorted({code for row in given for code in row["codes"].split(";")})
    for name, head, lines in (
        (
            "export.csv",
            ("respondent", "service", "Your experience of our service", ASKED),
            [
                (
                    row["respondent"],
                    row["service_1"],
                    SCORES.get(row["fft_score"], "Very poor"),
                    row["text"],
                )
                for row in given
            ],
        ),
        ("frame.csv", ("code",), [(label,) for label in labels]),
        (
            "coded.csv",
            ("respondent", "question", "codes"),
            [(row["respondent"], "improve", row["codes"]) for row in given],
        ),
    ):
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([head, *lines])
    study = str(tmp_path / "study.hsb")
    run("import", study, str(tmp_path / "export.csv"))
    run("codebook", "import", study, str(tmp_path / "frame.csv"), "--yes")
    run("import", study, "--codings", str(tmp_path / "coded.csv"), "--coder", "maria")
    return tmp_path


def test_a_coded_survey_becomes_a_report_that_exposes_nobody(folder: Path) -> None:
    study, report = folder / "study.hsb", folder / "report.md"
    with open_for_writing(study) as project:
        (table,) = quote_tables(read_study(project))
        first = table.themes[0].quotes[0]
        project.record(
            project.log.make(
                "maria",
                project.log.new_id(),
                ActKind.FLAG,
                unit=first.unit,
                flag="identifiable",
            )
        )
    run("report", str(study), "-o", str(report), "-o", str(folder / "report.xlsx"))
    text = report.read_text(encoding="utf-8")
    texts = [row["text"] for row in rows()]
    quoted = [re.sub(r"\\(.)", r"\1", one) for one in _QUOTED.findall(text)]
    assert len(quoted) > 30
    for quote in quoted:
        for fragment in quote.split("[…]"):
            assert any(fragment.strip() in each for each in texts), fragment
    assert first.text not in quoted
    # 403 people: a total that is rounded in tables is rounded in sentences, too
    assert "405 people took part." in text
    assert "403" not in text
    sheets = CalamineWorkbook.from_path(folder / "report.xlsx").sheet_names
    assert any(name.startswith("Quotes") for name in sheets)


def test_the_number_of_quotes_tells_no_hidden_count(folder: Path) -> None:
    with open_project(folder / "study.hsb", write=False) as project:
        (table,) = quote_tables(read_study(project))
    hidden = [theme for theme in table.themes if (theme.count or 0) < 10]
    assert len(hidden) > 5
    assert {len(theme.quotes) for theme in hidden} == {1}
    assert max(len(theme.quotes) for theme in table.themes) == 3
    run("disclosure", str(folder / "study.hsb"), "none")
    with open_project(folder / "study.hsb", write=False) as project:
        (table,) = quote_tables(read_study(project))
    some = [theme for theme in table.themes if (theme.count or 0) == 9]
    assert all(len(theme.quotes) == 3 for theme in some)


def test_a_scale_of_the_export_stands_from_more_to_less(folder: Path) -> None:
    with open_project(folder / "study.hsb", write=False) as project:
        questions = read_study(project).questions
    scale = next(q for q in questions.values() if q.label.startswith("Your exp"))
    assert scale.options == (
        "Very good",
        "Good",
        "Neither good nor poor",
        "Poor",
        "Very poor",
    )
