"""What a report prints, as facts for the register: taken from the finished document."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote
from hsbcode.domain.releases import (
    ReleasedCell,
    ReleasedQuote,
    ReleasedRow,
    ReleasedTable,
    ReleasedTheme,
    ReleaseFacts,
    text_digest,
)
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Table
from hsbcode.report.document import Document, JointBlock, QuoteBlock, TableBlock
from hsbcode.workflows.reporting.record import project_state

_JOINT_COLUMNS = ("Gave this answer", "Holds the theme")


def facts_of(
    study: Study,
    document: Document,
    policy: DisclosurePolicy,
    *,
    parts: Sequence[str] = (),
    options: Sequence[tuple[str, str]] = (),
    scope: str = "",
) -> ReleaseFacts:
    """Return what a document prints, for the register; its files are not known yet.

    Args:
        study: the answers it was made from.
        document: as writers get it, names masked.
        policy: disclosure control it was made under.
        parts: which parts of a report it has.
        options: (what, value), e.g. ``by`` → ``role``.
        scope: the part of the study it is about, e.g. ``Area 3``.
    """
    blocks = document.blocks
    people = sorted(person.id for person in study.respondents if person.began)
    tables = [_table(block.table) for block in blocks if isinstance(block, TableBlock)]
    joint = [block.display for block in blocks if isinstance(block, JointBlock)]
    return ReleaseFacts(
        title=document.title,
        tables=(*tables, *(_joint(each) for each in joint)),
        quotes=tuple(dict.fromkeys(_quotes(document, joint))),
        themes=tuple(_themes(document)),
        codebook=study.codebook.version or study.codebook.content_version,
        state=project_state(study),
        people=len(people),
        people_digest=_digest(people),
        protection=str(policy.protection),
        threshold=policy.threshold,
        round_to=policy.round_to,
        parts=tuple(parts),
        options=tuple(options),
        scope=scope,
    )


def _table(table: Table) -> ReleasedTable:
    return ReleasedTable(
        id=table.id,
        title=table.title,
        kind=table.kind,
        question=table.question,
        by=table.by,
        population=f"{table.notes.population}; {table.notes.filter}",
        columns=table.columns,
        rows=tuple(
            ReleasedRow(row.key, row.label, tuple(_cell(cell) for cell in row.cells))
            for row in table.rows
        ),
    )


def _joint(display: JointDisplay) -> ReleasedTable:
    rows = [
        ReleasedRow(row.label, row.label, (_cell(row.closed), _cell(row.themed)))
        for row in display.rows
    ]
    return ReleasedTable(
        id=display.id,
        title=f"{display.theme} and {display.closed_label}",
        kind="joint",
        question=display.question,
        by=f"{display.pair.code} {display.pair.closed} {display.pair.option}".strip(),
        population="",
        columns=_JOINT_COLUMNS,
        rows=tuple(rows),
    )


def _cell(cell: Cell) -> ReleasedCell:
    share = cell.share
    if share is None:
        # a count without a base is words in a table
        count = int(cell.text) if cell.text.isdecimal() else None
        return ReleasedCell(cell.reference, count, None, cell.text)
    return ReleasedCell(cell.reference, share.count, share.base, cell.text)


def _quotes(
    document: Document, joint: Iterable[JointDisplay]
) -> Iterator[ReleasedQuote]:
    for block in document.blocks:
        if isinstance(block, QuoteBlock):
            for theme in block.table.themes:
                for quote in theme.quotes:
                    yield _quote(quote, theme.code, block.table.question)
    for display in joint:
        for row in display.rows:
            for quote in row.quotes:
                yield _quote(quote, display.pair.code, display.question)


def _quote(quote: Quote, code: str, question: str) -> ReleasedQuote:
    return ReleasedQuote(
        quote.reference,
        code,
        question,
        quote.unit,
        text_digest(quote.text),
        quote.attribution,
    )


def _themes(document: Document) -> Iterator[ReleasedTheme]:
    for block in document.blocks:
        if isinstance(block, QuoteBlock):
            for theme in block.table.themes:
                yield ReleasedTheme(
                    block.table.question,
                    theme.code,
                    theme.label,
                    theme.count,
                    theme.base,
                    theme.word,
                )


def _digest(ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:32]
