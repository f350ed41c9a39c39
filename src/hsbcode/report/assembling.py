"""The usual order of a report: quotes beside counts first, how it was done last."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.cross_references import resolved
from hsbcode.domain.joint import NOT_CAUSE, JointDisplay
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.report_plan import USUAL_PARTS, ReportPart
from hsbcode.domain.tables import Table
from hsbcode.report.appendix import appendix_blocks
from hsbcode.report.document import (
    AgreementBlock,
    Block,
    ChartBlock,
    Document,
    FactList,
    Heading,
    JointBlock,
    Paragraph,
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.findings import findings_blocks
from hsbcode.report.grids import Grid
from hsbcode.report.joint_words import joint_chart
from hsbcode.report.report_charts import report_charts

RECORD = "What this report was made from"
_MATRIX = "theme by answer"
_HEADINGS: Mapping[ReportPart, str] = {
    ReportPart.SUMMARY: "Summary",
    ReportPart.QUOTES: "Findings by theme",
    ReportPart.MATRIX: "Themes by group",
    ReportPart.JOINT: "Themes beside closed questions",
    ReportPart.FIGURES: "Figures",
    ReportPart.TABLES: "Tables",
    ReportPart.COMMENTERS: "Who commented",
    ReportPart.AGREEMENT: "Agreement between coders",
    ReportPart.METHODS: "How this was done",
    ReportPart.LIMITS: "Limits",
    ReportPart.APPENDIX: "Appendix: codebook",
    ReportPart.LEDGER: "INTERNAL: ledger of quotes",
}


@dataclass(frozen=True, slots=True)
class Sections:
    """Everything that may stand in a report, computed; what is empty is left out."""

    quotes: Sequence[QuoteTable] = ()
    """One themed quote table a question."""
    tables: Sequence[Table] = ()
    """Tables of results, in printed order."""
    summary: Sequence[Block] = ()
    joint: Sequence[JointDisplay] = ()
    commenters: Sequence[Table] = ()
    agreement: Sequence[tuple[str, AgreementReport]] = ()
    """Label of an open question and agreement between its coders."""
    released_round: Sequence[Block] = ()
    """What is said of the last released round instead."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Code → label, for the agreement tables."""
    methods: Sequence[str] = ()
    limits: Sequence[str] = ()
    cautions: Sequence[str] = ()
    """Sentences on what to look at before publishing."""
    codebook: Codebook | None = None
    ledger: Sequence[Grid] = ()
    brought: Sequence[Grid] = ()
    """Ready-made tables from elsewhere, printed as they were."""
    record: tuple[tuple[str, str], ...] = ()
    """(what, value): the state of the project."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Id → title of tables that sentences may point to and that are not printed."""
    source: str = ""
    """Where the answers come from, e.g. the name of the study."""


def report_document(
    title: str,
    *,
    draft: str = "",
    language: str = "en",
    source: str = "",
    quotes: Sequence[QuoteTable] = (),
    tables: Sequence[Table] = (),
    agreement: Sequence[tuple[str, AgreementReport]] = (),
    labels: Mapping[str, str] | None = None,
    methods: Sequence[str] = (),
    limits: Sequence[str] = (),
    cautions: Sequence[str] = (),
) -> Document:
    """Put computed parts into one short document: quotes as tables, and no prose.

    Raises:
        UsageConflict: a sentence points to a table (``{table:ID}``) that is not there.
    """
    sections = Sections(
        quotes=quotes,
        tables=tables,
        agreement=agreement,
        labels=labels or {},
        methods=methods,
        limits=limits,
        cautions=cautions,
        source=source,
    )
    return whole_report(title, sections, draft=draft, language=language, findings=False)


def whole_report(
    title: str,
    sections: Sections,
    *,
    parts: Sequence[ReportPart] = USUAL_PARTS,
    draft: str = "",
    language: str = "en",
    findings: bool = True,
) -> Document:
    """Put computed parts into one document; parts that are not there are left out.

    Args:
        title: of the whole report.
        sections: what was computed.
        parts: which parts, in which order.
        draft: why it is only a draft, or an empty string.
        language: of the report, for the ``lang`` of the page.
        findings: whether themes follow one by one, with places for somebody's own
            words; else there are the compact tables of themes and quotes alone.

    Raises:
        UsageConflict: a sentence points to a table (``{table:ID}``) that is not there.
    """
    titles = dict(sections.titles) | {t.id: t.title for t in sections.tables}

    def told(sentences: Iterable[str]) -> FactList:
        return FactList(tuple(resolved(each, titles) for each in sentences))

    blocks: list[Block] = []
    if sections.cautions:
        blocks += [Heading("Before this is published"), told(sections.cautions)]
    figures, others = _pictured(sections, ReportPart.FIGURES in parts)
    makers: dict[ReportPart, Callable[[], Iterable[Block]]] = {
        ReportPart.SUMMARY: lambda: sections.summary,
        ReportPart.QUOTES: lambda: _quotes(sections, findings),
        ReportPart.MATRIX: lambda: _matrix(sections),
        ReportPart.JOINT: lambda: _joint(sections),
        ReportPart.FIGURES: lambda: figures,
        ReportPart.TABLES: lambda: (*others, *sections.brought),
        ReportPart.COMMENTERS: lambda: map(TableBlock, sections.commenters),
        ReportPart.AGREEMENT: lambda: _agreement(sections),
        ReportPart.METHODS: lambda: _sentences(sections.methods, told),
        ReportPart.LIMITS: lambda: _sentences(sections.limits, told),
        ReportPart.APPENDIX: lambda: (
            appendix_blocks(sections.codebook) if sections.codebook else ()
        ),
        ReportPart.LEDGER: lambda: sections.ledger,
    }
    headings = dict(_HEADINGS)
    if not findings:
        headings[ReportPart.QUOTES] = "Themes and quotes"
    for part in parts:
        made = list(makers[part]())
        if made:
            blocks += [Heading(headings[part]), *made]
    if sections.record:
        said = tuple(f"{what}: {value}" for what, value in sections.record)
        blocks += [Heading(RECORD), FactList(said)]
    return Document(title, tuple(blocks), draft, language, sections.record)


def part_blocks(
    document: Document, parts: Sequence[ReportPart]
) -> Mapping[ReportPart, tuple[Block, ...]]:
    """Cut a whole report into its parts again, each without its heading.

    Args:
        document: made by ``whole_report`` of these parts.
        parts: in the order in which they were asked for.
    """
    found: dict[ReportPart, list[Block]] = {}
    waiting, here = list(parts), None
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            named = [part for part in waiting if _HEADINGS[part] == block.text]
            here = named[0] if named else None
            if here is not None:
                waiting.remove(here)
                found[here] = []
        elif here is not None:
            found[here].append(block)
    return {part: tuple(blocks) for part, blocks in found.items()}


def part_heading(part: ReportPart) -> str:
    """Return what a part is headed by."""
    return _HEADINGS[part]


def _quotes(sections: Sections, findings: bool) -> Iterator[Block]:
    if findings:
        yield from findings_blocks(sections.quotes, sections.tables, prose=True)
    else:
        yield from (QuoteBlock(table) for table in sections.quotes)


def _matrix(sections: Sections) -> Iterator[Block]:
    tables = [table for table in sections.tables if table.kind == _MATRIX]
    return (TableBlock(table) for table in tables)


def _joint(sections: Sections) -> Iterator[Block]:
    if sections.joint:
        yield Paragraph(
            "Each display sets a theme beside the answers that the same people gave to "
            "a closed question. The last column is for what follows from the two. "
            f"{NOT_CAUSE}"
        )
    for display in sections.joint:
        yield JointBlock(display)
        chart = joint_chart(display)
        if chart is not None:
            yield ChartBlock(chart, sections.source)


def _pictured(
    sections: Sections, figures: bool
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return charts with the tables behind them, and the other tables."""
    tables = [table for table in sections.tables if table.kind != _MATRIX]
    if not figures:
        return (), tuple(map(TableBlock, tables))
    pictured: list[Block] = []
    others: list[Block] = []
    behind: set[str] = set()
    for chart, table in report_charts(tables):
        if chart is not None:
            pictured.append(ChartBlock(chart, sections.source))
            behind.update(chart.tables)
        here = pictured if table.id in behind else others
        here.append(TableBlock(table))
    return tuple(pictured), tuple(others)


def _agreement(sections: Sections) -> Iterator[Block]:
    if sections.released_round:
        yield from sections.released_round
        return
    for label, found in sections.agreement:
        yield from (Heading(label, 3), AgreementBlock(found, dict(sections.labels)))


def _sentences(
    sentences: Sequence[str], told: Callable[[Iterable[str]], FactList]
) -> Iterator[Block]:
    if sentences:
        yield told(sentences)
