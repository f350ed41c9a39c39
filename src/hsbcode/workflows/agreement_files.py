"""Agreement in a file: tables to print, or rows to compute with."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from hsbcode.domain.errors import OutputError
from hsbcode.workflows.agreement_results import FoundAgreement, QuestionAgreement

AS_ROWS = (".csv", ".tsv")
AS_TABLES = (".html", ".md")


def check_output(path: Path) -> None:
    """Make sure that agreement can be written there, before it is measured.

    Raises:
        OutputError: the file exists, its folder does not, or its ending is not known.
    """
    from hsbcode.files.writing import check_free
    from hsbcode.report.writing import check_output as check_document

    ending = path.suffix.casefold()
    if ending not in (*AS_ROWS, *AS_TABLES):
        raise OutputError(
            f"{path.name}: agreement cannot be written with {ending or 'no ending'}.",
            "Possible endings are .csv, .html and .md, "
            f"e.g. {path.with_suffix('.csv').name}.",
        )
    if ending in AS_ROWS:
        check_free(path)
    else:
        check_document(path)


def write_found(found: FoundAgreement, path: Path) -> None:
    """Write agreement to a file of its ending; never over an existing one.

    Raises:
        OutputError: the file exists, or its ending is not known.
    """
    if path.suffix.casefold() in AS_ROWS:
        write_rows(found, path)
    else:
        write_agreement(found.questions, found.labels, path, found.notes)


def write_rows(found: FoundAgreement, path: Path) -> None:
    """Write one row a code, a distance, a pair of coders … to a .csv or .tsv file.

    Over several questions the rows of all together come first, without a question.
    """
    from hsbcode.exchange.tables_out import put_tables
    from hsbcode.workflows.agreement_rows import COLUMNS, table_rows

    rows = list(table_rows(found.report, found.labels))
    if len(found.questions) > 1:
        for each in found.questions:
            rows += table_rows(each.report, found.labels, each.question)
    cells = [[_cell(row.get(column)) for column in COLUMNS] for row in rows]
    put_tables({"agreement": [list(COLUMNS), *cells]}, path)


def _cell(value: str | float | None) -> str:
    return "" if value is None else str(value)


def write_agreement(
    found: Sequence[QuestionAgreement],
    labels: Mapping[str, str],
    path: Path,
    notes: Sequence[str] = (),
) -> None:
    """Write agreement tables to a .md or .html file; never over an existing one."""
    from hsbcode.report.document import (
        AgreementBlock,
        Block,
        Document,
        FactList,
        Heading,
    )
    from hsbcode.report.writing import write_document

    cautions = (each.caution for each in found if each.caution)
    said = tuple(dict.fromkeys((*cautions, *notes)))
    blocks: list[Block] = [FactList(said)] if said else []
    for each in found:
        blocks += [Heading(each.label), AgreementBlock(each.report, dict(labels))]
    write_document(Document("Agreement between coders", tuple(blocks)), path)
