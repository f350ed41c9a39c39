"""Tables to draw, made by hand so that every number is known."""

from collections.abc import Sequence

from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.numbers.printing import printed_percent, printed_share

AGREE = (
    *("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree"),
    *("Strongly disagree", "Don't know"),
)


def one_question(
    counts: dict[str, int],
    *,
    id: str = "T1",  # noqa: A002
    title: str = "Confidence",
    kind: str = "frequency",
    base: int | None = None,
    notes: TableNotes | None = None,
) -> Table:
    """A table as results make it for one question; ``base`` for several ticks."""
    size = sum(counts.values()) if base is None else base
    rows = [
        Row(
            label,
            (
                Cell(Share(count, size), str(count)),
                Cell(Share(count, size), printed_percent(Share(count, size))),
            ),
            key=f"k{at}",
            base=size,
        )
        for at, (label, count) in enumerate(counts.items())
    ]
    rows.append(Row("No answer", (Cell(text="3"), Cell())))
    return Table(
        id,
        title,
        ("n", "% of base"),
        tuple(rows),
        notes or TableNotes("practitioners", base_rule=f"people who answered ({size})"),
        kind,
    )


def grid(rows: Sequence[tuple[str, Sequence[int]]], labels: Sequence[str]) -> Table:
    """A table whose columns are the labels of a scale."""
    return Table(
        "F9",
        "Six kinds of work",
        tuple(labels),
        tuple(
            Row(
                label,
                tuple(
                    Cell(Share(n, sum(counts)), printed_share(Share(n, sum(counts))))
                    for n in counts
                ),
                base=sum(counts),
            )
            for label, counts in rows
        ),
        TableNotes("practitioners", base_rule="people who answered the row"),
        "spec",
    )
