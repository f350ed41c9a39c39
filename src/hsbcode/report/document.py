"""One document model; every writer turns the same blocks into its own format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote, QuoteTable
from hsbcode.domain.tables import Table
from hsbcode.report.bar_charts import BarChart
from hsbcode.report.grids import Grid


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 2
    """2 to 4; the title is level 1."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class FactList:
    """Sentences that stand one under the other."""

    kind: ClassVar[str] = "facts"
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A remark that other text points to."""

    kind: ClassVar[str] = "footnote"
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of results with its notes."""

    table: Table
    brief: bool = False
    """Whether the document says elsewhere how its numbers are called."""


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart; the tables with its numbers stand behind it."""

    kind: ClassVar[str] = "chart"
    chart: BarChart
    source: str = ""
    """Where the answers come from, for the caption."""
    brief: bool = False
    """Whether its caption leaves to its table what that says."""


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A themed quote table."""

    kind: ClassVar[str] = "quotes"
    table: QuoteTable


@dataclass(frozen=True, slots=True)
class QuotationBlock:
    """One quote that stands by itself, as a paragraph of its own."""

    kind: ClassVar[str] = "quotation"
    quote: Quote


@dataclass(frozen=True, slots=True)
class JointBlock:
    """A theme beside a closed result, with an empty cell for the author."""

    kind: ClassVar[str] = "joint"
    display: JointDisplay


@dataclass(frozen=True, slots=True)
class AgreementBlock:
    """Agreement between coders."""

    report: AgreementReport
    labels: Mapping[str, str] = field(default_factory=dict)
    """Code → label; a code that is not there is printed by its id."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The one number that is named first."""

    kind: ClassVar[str] = "headline"
    value: str
    name: str
    """What it is."""
    beside: str
    """Its interval and what it rests on."""


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A coefficient with its interval, to be drawn and to be read."""

    label: str
    words: str
    printed: str
    printed_interval: str
    value: float | None
    """None where there is nothing to draw."""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class IntervalTable:
    """Coefficients under each other, each with its interval as a picture."""

    kind: ClassVar[str] = "intervals"
    caption: str
    corner: str
    rows: tuple[IntervalRow, ...]
    limits: tuple[float, ...] = ()
    """Where reference lines stand."""
    notes: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether any row is told in words, too."""
        return any(row.words for row in self.rows)


@dataclass(frozen=True, slots=True)
class Editable:
    """Sentences made from facts for somebody to go on from."""

    kind: ClassVar[str] = "editable"
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextPage:
    """On paper a new page begins."""

    kind: ClassVar[str] = "next page"


Block: TypeAlias = (
    Heading
    | Headline
    | IntervalTable
    | Editable
    | NextPage
    | Grid
    | Paragraph
    | FactList
    | Footnote
    | TableBlock
    | ChartBlock
    | QuoteBlock
    | QuotationBlock
    | JointBlock
    | AgreementBlock
)


@dataclass(frozen=True, slots=True)
class Document:
    """A report, before it is written in any format."""

    title: str
    blocks: tuple[Block, ...]
    draft: str = ""
    """Why this is only a draft, e.g. what is not coded yet; empty when it is not."""
    language: str = "en"
    record: tuple[tuple[str, str], ...] = ()
    """(what, value): the state of the project that the report was made from."""
