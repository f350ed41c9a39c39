"""A real coded survey through tables, quotes and report."""

import csv
from pathlib import Path

import pytest

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.ids import slug
from hsbcode.domain.study import Study
from hsbcode.quotes import check_verbatim, quote_table
from hsbcode.report.assembling import report_document
from hsbcode.report.writing import write_document
from hsbcode.results import theme_by_answer_table, theme_table
from tests.reporting_study import Said, make_study

PATH = Path(__file__).parents[2] / "shared" / "data" / "nhs_feedback" / "data.csv"


def survey() -> Study:
    with PATH.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    labels = {slug(code): code for row in rows for code in row["codes"].split(";")}
    book = Codebook(tuple(Code(key, label) for key, label in sorted(labels.items())))
    said = [
        Said(
            row["respondent"],
            row["text"],
            ";".join(slug(code) for code in row["codes"].split(";")),
            box=at,
        )
        for at, row in enumerate(rows)
    ]
    return make_study(
        said,
        closed={
            "score": {r["respondent"]: [r["fft_score"]] for r in rows if r["fft_score"]}
        },
        book=book,
    )


@pytest.mark.shared
@pytest.mark.skipif(not PATH.exists(), reason="the surveys are not beside the checkout")
def test_a_real_survey_becomes_a_report(tmp_path: Path) -> None:
    study = survey()
    themes = theme_table(study, "challenge", "T1")
    people = {unit.respondent for unit in study.units["challenge"]}
    assert {row.base for row in themes.rows} == {len(people)} == {4129}
    mentions = {row.key: row.cells[3].text for row in themes.rows}
    assert mentions["positive_experience_gratitude"] == "1775"
    table = quote_table(study, "challenge", attribution=("score",))
    stored = {unit.id: unit.text for unit in study.units["challenge"]}
    quotes = [quote for theme in table.themes for quote in theme.quotes]
    for quote in quotes:
        check_verbatim(quote.text, stored[quote.unit], quote.unit)
    assert len(quotes) == len({quote.respondent for quote in quotes}) > 100
    by = theme_by_answer_table(study, "challenge", "score", "T2")
    document = report_document("NHS", quotes=[table], tables=[themes, by])
    write_document(document, tmp_path / "report.html")
    write_document(document, tmp_path / "report.md")
