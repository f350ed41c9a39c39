"""What stands on a chart in words: title, caption, and the chart told as a sentence."""

from hsbcode.domain.answer_scales import AnswerScale
from hsbcode.domain.visible import visible
from hsbcode.numbers.printing import LOW_BASE, printed_percent
from hsbcode.report.bar_charts import BarChart, ChartKind, ChartRow, combined, net
from hsbcode.report.grids import missing_line
from hsbcode.report.widths import display_width, wrapped

_LONGEST = 70
_FEW = 8
_NAMED = 3
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD)


def shown(text: str, width: int = _LONGEST) -> str:
    """Return a label on one line of at most ``width`` columns, “…” where it is cut."""
    line = " ".join(visible(text[: 8 * width]).translate(_NOT_XML).split())
    if display_width(line) <= width and len(text) <= 8 * width:
        return line
    return wrapped(line, width - 1)[0] + "…"


def row_base(row: ChartRow) -> str:
    """Return the base of a row, ``n = 98``; empty where the table does not say it."""
    return "" if row.base is None else f"n = {row.base}"


def chart_title(chart: BarChart) -> str:
    """Return a title that says what is shown, with the result where there is one."""
    scale = chart.scale
    if scale is None:
        return f"{shown(chart.subject)}: share of people"
    if len(chart.rows) == 1 and scale.has_two_ends:
        ends = _both_ends(chart.rows[0], scale)
        return f"{shown(chart.subject)}: {ends}" if ends else shown(chart.subject)
    if chart.subject:
        return shown(chart.subject)
    if scale.has_two_ends:
        words = f"{scale.more_word} or {scale.less_word}"
        return f"{words[0].upper()}{words[1:]}: {len(chart.rows)} questions compared"
    return f"From “{shown(scale.more[0], 30)}” to “{shown(scale.more[-1], 30)}”: " + (
        f"{len(chart.rows)} questions compared"
    )


def chart_caption(
    chart: BarChart, source: str = "", *, brief: bool = False
) -> tuple[str, ...]:
    """Return what stands under a chart: population, base, cautions, source.

    Args:
        chart: the chart.
        source: where the answers come from, e.g. the name of the study.
        brief: whether what is said of the whole table is left to the table, which
            stands beside the chart.
    """
    notes = chart.notes
    several = len(chart.tables) > 1
    rule = notes.base_rule.partition(" (")[0] or "people counted"
    rule = "people who answered each question" if several else rule
    # a rule may tell the bases itself
    bases = "" if " n = " in rule else _bases(chart)
    lines = [f"Base: {rule}{bases}."]
    if not several and not brief:
        lines.append(f"Population: {shown(notes.population)}; filter: {notes.filter}.")
    controlled = not notes.disclosure.startswith("none")
    if not brief and (notes.recodes != "none" or controlled):
        lines.append(f"Recodes: {notes.recodes}. Disclosure: {notes.disclosure}.")
    if not brief and (notes.uncoded or notes.unsettled or notes.provisional):
        lines.append(missing_line(notes))
    if any(not row.drawn for row in chart.rows):
        lines.append(
            "No bar where the table prints no percentage, e.g. on a base below "
            f"{LOW_BASE}."
        )
    if chart.left_out:
        lines.append(f"{chart.left_out} more rows stand in the table only.")
    if chart.scale is not None and chart.scale.has_two_ends:
        lines.append(
            f"Net {chart.scale.more_word}: those who say {chart.scale.more_word} less "
            f"those who say {chart.scale.less_word}, in points."
        )
    where = shown(source)
    lines.append(f"Source: {where + ', ' if where else ''}{_tables(chart)}.")
    return tuple(lines)


def text_alternative(chart: BarChart) -> str:
    """Return the chart as sentences for those who do not see it, from its numbers."""
    many = f"{len(chart.rows)} bars" if len(chart.rows) > 1 else "one bar"
    scale = chart.scale
    if scale is None:
        head = f"Bar chart, {many}. {shown(chart.subject)}. "
        return head + _told_bars(chart) + f" All numbers: {_tables(chart)}."
    kind = "Diverging" if chart.kind is ChartKind.DIVERGING else "100 %"
    head = f"{kind} stacked bar chart, {many}. "
    told = " ".join(_told_row(row, scale, len(chart.rows)) for row in chart.rows)
    return f"{head}{told} All numbers: {_tables(chart)}."


def _told_bars(chart: BarChart) -> str:
    one = chart.same_base and chart.bases
    base = f"Of {one[1]} people: " if one else ""

    def told(row: ChartRow) -> str:
        n = "" if chart.same_base else f", {row_base(row)}"
        return f"{shown(row.label)} {row.parts[0].printed}{n}"

    if len(chart.rows) <= _FEW:
        return base + "; ".join(map(told, chart.rows)) + "."
    drawn = [row for row in chart.rows if row.drawn]
    ranked = sorted(drawn, key=lambda row: -(_value(row) or 0))
    if len(ranked) <= _FEW:
        return base + "; ".join(map(told, ranked)) + "."
    return (
        f"{base}the largest are {'; '.join(map(told, ranked[:_NAMED]))}; "
        f"the smallest {'; '.join(map(told, ranked[-_NAMED:]))}."
    )


def _told_row(row: ChartRow, scale: AnswerScale, rows: int) -> str:
    people = "" if row.base is None else f"of {row.base} people, "
    head = f"{shown(row.label)}: {people}"
    ends = _both_ends(row, scale)
    points = net(row, scale)
    net_words = f", net {scale.more_word} {points} points" if points else ""
    if rows > _NAMED and ends:
        return f"{head}{ends}{net_words}."
    each = [
        f"{part.printed} {shown(label)}"
        for label, part in zip(scale.labels, row.parts, strict=True)
    ]
    return f"{head}{', '.join(each)}{net_words}."


def _both_ends(row: ChartRow, scale: AnswerScale) -> str:
    more, less = combined(row, scale, scale.more), combined(row, scale, scale.less)
    if not scale.has_two_ends or more is None or less is None:
        return ""
    return (
        f"{printed_percent(more)} {scale.more_word}, "
        f"{printed_percent(less)} {scale.less_word}"
    )


def _bases(chart: BarChart) -> str:
    bases = chart.bases
    if bases is None:
        return ""
    low, high = bases
    return f" (n = {high})" if low == high else f" (n = {low} to {high})"


def _value(row: ChartRow) -> float | None:
    share = row.parts[0].share
    return share.value if share else None


def _tables(chart: BarChart) -> str:
    ids = chart.tables
    if len(ids) == 1:
        return f"table {ids[0]}"
    return f"tables {', '.join(ids[:-1])} and {ids[-1]}"
