"""A joint display as every writer prints it."""

from dataclasses import dataclass, replace

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote
from hsbcode.report.bar_charts import BarChart, ChartKind, ChartRow, Part

INFERENCE = "What follows (confirms, expands or conflicts)"
"""Head of the column that stays empty for the author."""


@dataclass(frozen=True, slots=True)
class JointPrinted:
    """One row as it is printed."""

    label: str
    closed: str
    """``49 % (base: n = 395)``"""
    themed: str
    quotes: tuple[Quote, ...]
    note: str
    references: tuple[str, str]
    """Of the two numbers."""


def joint_name(display: JointDisplay) -> str:
    """Return the caption, with the id before it."""
    return f"{display.id} {display.theme} and {display.closed_label}"


def joint_columns(display: JointDisplay) -> tuple[str, ...]:
    """Return the heads: answer, closed result, theme, quotes, the author's column."""
    return (
        display.closed_label,
        "Gave this answer",
        "Hold the theme, of those with a coded answer",
        "Quotes",
        INFERENCE,
    )


def joint_rows(display: JointDisplay) -> tuple[JointPrinted, ...]:
    """Return the rows in words."""
    return tuple(
        JointPrinted(
            row.label,
            row.closed.text,
            row.themed.text,
            row.quotes,
            row.note,
            (row.closed.reference, row.themed.reference),
        )
        for row in display.rows
    )


def joint_comparison(display: JointDisplay) -> tuple[tuple[str, str], ...]:
    """Return (who, share) of those who hold the theme and of those who do not."""
    said = display.headline[:1].upper() + display.headline[1:]
    return (
        (f"{said}, of those with the theme", display.with_theme.text),
        (f"{said}, of those without it", display.without_theme.text),
    )


def joint_chart(display: JointDisplay) -> BarChart | None:
    """Return the theme's share by closed answer as bars; None where none is shown.

    An answer whose share is hidden or too small for a percentage has no bar.
    """
    rows = []
    for row in display.rows:
        share, text = row.themed.share, row.themed.text
        drawn = share if share is not None and "%" in text else None
        rows.append(
            ChartRow(row.label, share.base if share else None, (Part(drawn, text),))
        )
    if not any(row.drawn for row in rows):
        return None
    return BarChart(
        ChartKind.BARS,
        f"{display.theme}, by {display.closed_label}",
        tuple(rows),
        (display.id,),
        replace(
            display.numbers,
            base_rule="people who gave the answer and have a coded answer to "
            f"“{display.question_label}”",
        ),
    )
