"""The usual order of a report: quotes beside counts first, how it was done last."""

from collections.abc import Mapping, Sequence

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.cross_references import resolved
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.tables import Table
from hsbcode.report.document import (
    AgreementBlock,
    Block,
    ChartBlock,
    Document,
    FactList,
    Heading,
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.report_charts import report_charts


def report_document(
    title: str,
    *,
    quotes: Sequence[QuoteTable] = (),
    tables: Sequence[Table] = (),
    agreement: Sequence[tuple[str, AgreementReport]] = (),
    released_round: Sequence[Block] = (),
    labels: Mapping[str, str] | None = None,
    methods: Sequence[str] = (),
    limits: Sequence[str] = (),
    cautions: Sequence[str] = (),
    draft: str = "",
    language: str = "en",
    source: str = "",
) -> Document:
    """Put computed parts into one document; parts that are not there are left out.

    Args:
        title: of the whole report.
        quotes: one themed quote table a question.
        tables: tables of results, in printed order.
        agreement: label of an open question and agreement between its coders.
        released_round: what is said of the last released round instead.
        labels: code → label, for the agreement tables.
        methods: sentences on how it was done.
        limits: sentences on what it cannot say.
        cautions: sentences on what to look at before publishing.
        draft: why it is only a draft, or an empty string.
        language: of the report, for the ``lang`` of the page.
        source: where the answers come from, e.g. the name of the study.

    Raises:
        UsageConflict: a sentence points to a table (``{table:ID}``) that is not there.
    """
    titles = {table.id: table.title for table in tables}

    def told(sentences: Sequence[str]) -> FactList:
        return FactList(tuple(resolved(each, titles) for each in sentences))

    blocks: list[Block] = []
    if cautions:
        blocks.append(Heading("Before this is published"))
        blocks.append(told(cautions))
    if quotes:
        blocks.append(Heading("Themes and quotes"))
        blocks.extend(QuoteBlock(table) for table in quotes)
    if tables:
        blocks.append(Heading("Tables"))
    for chart, table in report_charts(tables):
        if chart is not None:
            blocks.append(ChartBlock(chart, source))
        blocks.append(TableBlock(table))
    if agreement or released_round:
        blocks.append(Heading("Agreement between coders"))
    blocks.extend(released_round)
    for label, found in () if released_round else agreement:
        blocks.append(Heading(label, 3))
        blocks.append(AgreementBlock(found, dict(labels or {})))
    if methods:
        blocks.append(Heading("How this was done"))
        blocks.append(told(methods))
    if limits:
        blocks.append(Heading("Limits"))
        blocks.append(told(limits))
    return Document(title, tuple(blocks), draft, language)
