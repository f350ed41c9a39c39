"""A report looked at before it is written: every part as text, and what it holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hsbcode.domain.disclosure import CONFIDENTIAL
from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.report_plan import PARTS, ReportPart, ReportPlan
from hsbcode.domain.survey import Question
from hsbcode.report.assembling import part_blocks, part_heading
from hsbcode.report.document import (
    AgreementBlock,
    Block,
    ChartBlock,
    FactList,
    Heading,
    JointBlock,
    Paragraph,
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.grids import Grid
from hsbcode.workflows.opening import Project, open_project
from hsbcode.workflows.reporting.pieces import Piece, pieces_of
from hsbcode.workflows.reporting.reading import ReportReading, read_report

NOTHING = "nothing for it yet"
_LINES = {
    ReportPart.SUMMARY: "question",
    ReportPart.APPENDIX: "code",
    ReportPart.LEDGER: "quote",
}
"""What a line of a part's only table stands for."""
_TRIED: tuple[tuple[ReportPart, ...], ...] = (
    (),
    (ReportPart.QUOTES,),
    (ReportPart.LIMITS,),
    (ReportPart.QUOTES, ReportPart.LIMITS),
)
"""What a report may have to do without while nothing is coded, or no limit is on."""


class ReportPreview:
    """Every part of a report, whichever of them are printed.

    Args:
        reading: made of all parts that can be made.
        parts: those.
        why: part → why it cannot be made, in a sentence.
    """

    def __init__(
        self,
        reading: ReportReading,
        parts: Sequence[ReportPart],
        why: Mapping[ReportPart, str],
    ) -> None:
        self.reading = reading
        self.why = dict(why)
        self._blocks = part_blocks(reading.sent, parts)
        self._order = {table.id: at for at, table in enumerate(reading.tables)}
        self._pieces: dict[tuple[ReportPart, bool, int], tuple[Piece, ...]] = {}

    @property
    def closed(self) -> tuple[Question, ...]:
        """The closed questions that themes can be split by."""
        return tuple(self.reading.study.closed_questions)

    def blocks(self, part: ReportPart, printed: Iterable[ReportPart]) -> list[Block]:
        """Return a part as it is where some parts are printed.

        Tables behind figures stand with them, or among the tables without them.
        """
        own = list(self._blocks.get(part, ()))
        if part is not ReportPart.TABLES or ReportPart.FIGURES in printed:
            return own
        figures = self._blocks.get(ReportPart.FIGURES, ())
        own += [block for block in figures if isinstance(block, TableBlock)]
        tables = [block for block in own if isinstance(block, TableBlock)]
        tables.sort(key=lambda each: self._order.get(each.table.id, len(self._order)))
        return [*tables, *(each for each in own if not isinstance(each, TableBlock))]

    def pieces(
        self, part: ReportPart, printed: Iterable[ReportPart], width: int
    ) -> tuple[Piece, ...]:
        """Return a part as text whose lines fit a width, if their tables do."""
        key = (part, ReportPart.FIGURES in printed, width)
        if key not in self._pieces:
            self._pieces[key] = tuple(self._made(part, printed, width))
        return self._pieces[key]

    def holds(self, part: ReportPart, printed: Iterable[ReportPart]) -> str:
        """Return in a few words what stands in a part."""
        if part in self.why:
            return NOTHING
        blocks = self.blocks(part, printed)
        words = ", ".join(_held(blocks, _LINES.get(part, "line"))) or NOTHING
        hidden = sum(_hidden(block) for block in blocks)
        return f"{words}, {hidden} hidden" if hidden else words

    @property
    def before(self) -> tuple[str, ...]:
        """Return what to look at before it is published."""
        return self.reading.cautions

    def _made(
        self, part: ReportPart, printed: Iterable[ReportPart], width: int
    ) -> Iterator[Piece]:
        heading = Heading(part_heading(part))
        yield from pieces_of([heading], width)
        blocks = self.blocks(part, printed)
        if not blocks:
            why = Paragraph(self.why.get(part) or _EMPTY[part])
            yield from pieces_of([why], width)
        yield from pieces_of(blocks, width)


def read_preview(path: Path, plan: ReportPlan) -> ReportPreview:
    """Compute all parts of a report, over a connection of its own.

    Args:
        path: the project file.
        plan: what it is made by; its parts do not matter.

    Raises:
        HsbcodeError: no report can be made by this plan, whatever it leaves out.
    """
    with open_project(path, write=False) as project:
        return preview_of(project, plan)


def preview_of(project: Project, plan: ReportPlan) -> ReportPreview:
    """Compute all parts of a report.

    Raises:
        HsbcodeError: no report can be made by this plan, whatever it leaves out.
    """
    first: HsbcodeError | None = None
    for without in _TRIED:
        parts = tuple(part for part in PARTS if part not in without)
        try:
            reading = read_report(project, replace(plan, parts=parts))
        except HsbcodeError as error:
            first = first or error
            continue
        said = f"{first.message} {first.hint}".strip() if first else ""
        return ReportPreview(reading, parts, dict.fromkeys(without, said))
    raise first or AssertionError


_EMPTY: Mapping[ReportPart, str] = {
    ReportPart.SUMMARY: "There is nothing to sum up yet.",
    ReportPart.QUOTES: "No answer has a coding that counts yet.",
    ReportPart.MATRIX: "Themes are not split by a closed question: see “split by”.",
    ReportPart.JOINT: "The project keeps no joint display: hsbcode joint PROJECT "
    "--pair CODE=QUESTION --keep shows how.",
    ReportPart.FIGURES: "There is no table that a figure could be drawn of.",
    ReportPart.TABLES: "There is no other table.",
    ReportPart.COMMENTERS: "There is no closed question by which those who commented "
    "could be compared with the others.",
    ReportPart.AGREEMENT: "No answer was coded by two people, so there is nothing to "
    "compare.",
    ReportPart.METHODS: "There is nothing to say yet.",
    ReportPart.LIMITS: "Every limit is switched off.",
    ReportPart.APPENDIX: "The project has no codebook.",
    ReportPart.LEDGER: "No answer is quoted yet.",
}
"""What stands in the place of a part that leaves itself out."""


def _held(blocks: Sequence[Block], line: str) -> Iterator[str]:
    themes = [t for b in blocks if isinstance(b, QuoteBlock) for t in b.table.themes]
    if themes:
        yield _counted(len(themes), "theme")
        quotes = {q.reference: bool(q.by) for theme in themes for q in theme.quotes}
        yield f"{_counted(len(quotes), 'quote')}, {sum(quotes.values())} accepted"
    for kind, name in (
        (JointBlock, "joint display"),
        (ChartBlock, "figure"),
        (TableBlock, "table"),
        (AgreementBlock, "question"),
    ):
        count = sum(isinstance(block, kind) for block in blocks)
        if count:
            yield _counted(count, name)
    grids = [block for block in blocks if isinstance(block, Grid)]
    if len(grids) == 1:
        yield _counted(len(grids[0].rows), line)
    elif grids:
        yield _counted(len(grids), "table")
    said = sum(len(block.facts) for block in blocks if isinstance(block, FactList))
    if said:
        yield _counted(said, "sentence")


def _hidden(block: Block) -> int:
    """Return how many numbers are not printed because they tell of few people."""
    if isinstance(block, QuoteBlock):
        return sum(theme.count is None for theme in block.table.themes)
    if not isinstance(block, TableBlock):
        return 0
    cells = [cell for row in block.table.rows for cell in row.cells]
    return sum(CONFIDENTIAL in cell.text for cell in cells)


def _counted(count: int, what: str) -> str:
    return f"{count} {what if count == 1 else f'{what}s'}"
