"""How far suggestions can be trusted, as lines for a screen: sentences and bars.

Percentages only where there is enough to tell (see ``words``). A line is
(name, bar, words); a bar is drawn of ``█`` and ``·``, an interval of ``├──●──┤``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hsbcode.domain.agreement import Interval
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.quality import CodeQuality, Quality
from hsbcode.suggest.verdicts import LEAST_TO_JUDGE
from hsbcode.workflows.suggestions import words

BAR = 20
"""Cells of a bar."""
_NAMED = 12
"""Codes named in a sentence."""

_MORE = "With more coded answers, how often the first is right"
_LIMITS = "What a limit lets through, and how often that is right"

Label = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class BarLine:
    """One line: what, a bar or none, and in words."""

    what: str
    bar: str = ""
    words: str = ""
    heading: bool = False


def share_bar(share: float | None, width: int = BAR) -> str:
    """Return a share 0..1 as a bar; empty where there is none."""
    if share is None:
        return ""
    filled = round(share * width)
    return "█" * filled + "·" * (width - filled)


def interval_bar(
    share: float | None, interval: Interval | None, width: int = BAR
) -> str:
    """Return a share 0..1 with its 95 % interval on a scale from 0 to 1."""
    if share is None:
        return ""
    if interval is None:
        return share_bar(share, width)
    cells = ["·"] * width
    low, high = _cell(interval.low, width), _cell(interval.high, width)
    for at in range(low, high + 1):
        cells[at] = "─"
    cells[low], cells[high] = "├", "┤"
    cells[_cell(share, width)] = "●"
    return "".join(cells)


def _cell(share: float, width: int) -> int:
    return max(0, min(width - 1, int(share * width)))


def overall_lines(
    quality: Quality, book: Codebook, label: Label, *, technical: bool = False
) -> list[BarLine]:
    """Return what is told of all codes together."""
    q = quality
    lines = [
        BarLine(
            f"{q.units:,} coded answers of {q.respondents:,} people, each judged by a "
            "model that saw neither it nor anything else of its person."
        ),
        BarLine(q.judged),
        BarLine(""),
        *(
            BarLine(what, interval_bar(share, interval), told)
            for (what, told), share, interval in zip(
                words.overall_rows(q),
                (q.precision_at_1, q.baseline_at_1, q.keywords_at_1, q.recall_at_5),
                (q.precision_at_1_interval, None, None, q.recall_at_5_interval),
                strict=True,
            )
        ),
    ]
    if q.learning_curve:
        lines += [BarLine(""), BarLine(_MORE, heading=True)]
        lines += [
            BarLine(
                f"{point.coded:,} learnt from",
                share_bar(point.precision_at_1),
                words.share_words(point.precision_at_1, q),
            )
            for point in q.learning_curve
        ]
    if q.production_curve:
        lines += [BarLine(""), BarLine(_LIMITS, heading=True)]
        lines += [
            BarLine(
                f"from {point.limit:.1f} on: {point.answers:,} answers",
                share_bar(point.share),
                words.share_words(point.accuracy, q),
            )
            for point in q.production_curve
            if round(100 * point.limit) % 10 == 0
        ]
        chosen = (
            "In force: the model's own limit."
            if q.limit is None
            else f"In force: {q.limit:.2f}, chosen for this project."
        )
        lines.append(BarLine(f"{chosen} c chooses another."))
    lines += _refused(q, book, label)
    return lines + (_figures(q) if technical else [])


def _refused(quality: Quality, book: Codebook, label: Label) -> list[BarLine]:
    learnt = {each.code for each in quality.codes if each.learnt}
    silent = [
        code.id
        for code in book.in_tree_order()
        if code.can_be_applied and not code.keywords and code.id not in learnt
    ]
    few = [
        each.code
        for each in quality.codes
        if each.positives and each.verdict == "not enough to say"
    ]
    said = []
    if silent:
        said.append(
            "Without keywords, and with too few coded examples to be learnt, so that "
            f"hardly anything suggests them ({len(silent)}): {_named(silent, label)}."
        )
    if few:
        said.append(
            "Given to too few answers to say how good their suggestions are "
            f"({len(few)}): {_named(few, label)}."
        )
    if never := words.never_given(quality):
        said.append(never)
    if not said:
        return []
    heading = BarLine("What is refused or not judged, and why", heading=True)
    return [BarLine(""), heading, *map(BarLine, said)]


def _named(codes: Sequence[str], label: Label) -> str:
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return ", ".join(map(label, codes[:_NAMED])) + more


def _figures(quality: Quality) -> list[BarLine]:
    q = quality
    rows = (
        ("micro-F1", q.micro_f1),
        ("  of the commonest code", q.baseline_micro_f1),
        ("  of keywords", q.keywords_micro_f1),
        ("macro-F1", q.macro_f1),
        ("macro-AP", q.macro_ap),
        ("calibration error (ECE)", q.ece),
    )
    lines = [BarLine(""), BarLine("Figures", heading=True)]
    lines += [BarLine(what, "", words.number(value)) for what, value in rows]
    lines += [
        BarLine(
            f"scores {part.low:.1f} to {part.high:.1f}",
            share_bar(part.right / part.suggested if part.suggested else None),
            f"{part.right:,} of {part.suggested:,} right; "
            f"{part.mean_score * part.suggested:.0f} if scores were",
        )
        for part in q.calibration
    ]
    how = f"{q.folds} folds; {q.resamples:,} resamples of respondents, seed {q.seed}."
    return [*lines, BarLine(how)]


def code_sentence(code: CodeQuality) -> str:
    """Return what a code's line says, e.g. ``of 10 suggested, 8 were right``."""
    if not code.positives:
        return "never given" + (
            f", suggested {code.suggested} times" if code.suggested else ""
        )
    return code.sentence.partition(";")[0]


def code_lines(
    quality: Quality, code: CodeQuality, *, technical: bool = False
) -> list[BarLine]:
    """Return what is told of one code."""
    q, c = quality, code
    said = c.sentence if c.positives else code_sentence(c)
    told = c.reason and c.positives >= LEAST_TO_JUDGE
    verdict = f"{c.verdict}: {c.reason}" if told else c.verdict
    source = (
        "Learnt from coded answers."
        if c.learnt
        else "Not learnt: what is suggested comes from the codebook."
    )
    lines = [
        BarLine(f"{said[:1].upper()}{said[1:]}."),
        BarLine(f"Verdict: {verdict}."),
        BarLine(
            f"Given to {c.positives:,} of {c.answers:,} judged answers, by "
            f"{c.respondents:,} people. {source}"
        ),
        BarLine(""),
        BarLine(
            "right when suggested",
            interval_bar(c.precision, c.precision_interval),
            words.share_words(c.precision, q, c.precision_interval),
        ),
        BarLine(
            "suggested where given",
            interval_bar(c.recall, c.recall_interval),
            words.share_words(c.recall, q, c.recall_interval),
        ),
    ]
    if c.keyword_precision is not None:
        lines.append(
            BarLine(
                "keywords alone: right",
                share_bar(c.keyword_precision),
                words.share_words(c.keyword_precision, q),
            )
        )
    if c.human is not None and c.human.positive is not None:
        lines.append(
            BarLine(
                "a second person, too",
                share_bar(c.human.positive),
                words.human_words(c.human, q),
            )
        )
    return lines + (_code_figures(c) if technical else [])


def _code_figures(code: CodeQuality) -> list[BarLine]:
    human = code.human.alpha if code.human is not None else None
    rows = (
        ("precision", code.precision, code.precision_interval),
        ("recall", code.recall, code.recall_interval),
        ("F1", code.f1, code.f1_interval),
        ("average precision", code.ap, code.interval),
        ("  guessing (base rate)", code.base_rate, None),
        ("  keywords alone", code.keyword_ap, None),
        ("alpha of people", human, None),
    )
    return [
        BarLine(""),
        BarLine("Figures", heading=True),
        *(
            BarLine(what, interval_bar(value, interval), _number(value, interval))
            for what, value, interval in rows
        ),
    ]


def _number(value: float | None, interval: Interval | None) -> str:
    told = words.number(value)
    if interval is not None and value is not None:
        told += f" ({interval.low:.2f}–{interval.high:.2f})"
    return told
