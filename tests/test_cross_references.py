"""Sentences point to tables by id; what is printed is made from the table."""

from pathlib import Path

import pytest

from hsbcode.domain.cross_references import references, resolved
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.tables import Table, TableNotes
from hsbcode.report.assembling import report_document
from hsbcode.report.document import FactList
from hsbcode.results.specs import TableSpecError, read_tables
from tests.closed_surveys import larc7_made

TITLES = {"figure_8": "Understanding, by agency", "table_3": "Confidence"}


def specs(folder: Path, note: str) -> Path:
    path = folder / "tables.yaml"
    path.write_text(
        "schema: hsbcode.tables/1\ninstrument: small\ntables:\n"
        "  - {id: one, title: The first, rows: [{options_of: role}]}\n"
        f'  - {{id: two, title: T, rows: [{{options_of: role}}], note: "{note}"}}\n',
        encoding="utf-8",
    )
    return path


def test_row_51_an_id_is_printed_with_the_title_of_its_table() -> None:
    text = "More in {table:figure_8} and { table: x} and {table: table_3 }."
    assert references(text) == ("figure_8", "table_3")
    assert resolved(text, TITLES) == (
        "More in figure_8 (“Understanding, by agency”) and { table: x} and table_3 "
        "(“Confidence”)."
    )
    assert resolved("nothing {here}", TITLES) == "nothing {here}"


def test_row_51_an_unknown_id_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageConflict) as caught:
        resolved("see {table:figure_9}", TITLES)
    assert "“figure_9”" in caught.value.message
    assert "figure_8" in caught.value.hint
    with pytest.raises(TableSpecError) as wrong:
        read_tables(specs(tmp_path, "see {table:three}"))
    assert "table two, note" in wrong.value.message


def test_row_51_notes_of_specs_and_sentences_of_reports_go_through_ids(
    tmp_path: Path,
) -> None:
    file = read_tables(specs(tmp_path, "see {table:one}"))
    assert file.tables[1].note == "see one (“The first”)"
    made = larc7_made()
    told = [note for note in made["figure_8_agree"].notes.more if "figure_8 " in note]
    assert told == [
        f"Every point of the scale stands in figure_8 (“{made['figure_8'].title}”)."
    ]
    table = Table("t9", "Ninth", (), (), TableNotes("all"))
    document = report_document("R", tables=[table], limits=["Few people: {table:t9}."])
    facts = [block for block in document.blocks if isinstance(block, FactList)]
    assert facts[-1].facts == ("Few people: t9 (“Ninth”).",)
    with pytest.raises(UsageConflict):
        report_document("R", tables=[table], limits=["{table:t8}"])
