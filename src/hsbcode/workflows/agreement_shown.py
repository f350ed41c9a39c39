"""Agreement as a screen shows it: a line a code, and all about one in words and bars.

It is worked out beside the screen (``suggestions/apart.py``), so everything that comes
back is text and numbers.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from hsbcode.domain.agreement import (
    FIRM,
    TENTATIVE,
    CodeAgreement,
    Coefficient,
    Confusion,
    Disagreement,
)
from hsbcode.domain.progress import Progress
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import finding_agreement
from hsbcode.workflows.agreement_results import FoundAgreement, WantedAgreement
from hsbcode.workflows.suggestions.lines import BarLine, interval_bar, share_bar

_MOST_CONFUSIONS = 12
_MOST_ANSWERS = 40
LIMITS = (
    f"Krippendorff (2004) drops variables below {TENTATIVE} and draws tentative "
    f"conclusions only below {FIRM:.3f}; what is enough depends on what it is used for."
)
_DISTANCES = {
    "masi": "alpha, sets (MASI)",
    "jaccard": "alpha, sets (Jaccard)",
    "nominal": "alpha, equal sets only",
}


@dataclass(frozen=True, slots=True)
class ShownCode:
    """One code of the list."""

    code: str
    label: str
    apart: int
    """Answers in which coders differ about it."""
    bar: str
    """Alpha with its interval on a scale from 0 to 1."""
    alpha: str
    """Alpha in two digits, or why there is none."""
    lines: tuple[BarLine, ...]


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    """What the agreement screen shows."""

    about: str
    round: str
    """Id of the round; empty outside rounds."""
    questions: tuple[tuple[str, str], ...]
    """(id, label) of the questions that can be looked at by themselves."""
    overall: tuple[BarLine, ...]
    codes: tuple[ShownCode, ...]
    """What needs talk first."""


def agreement_to_show(
    project: Project,
    question: str = "",
    round_: str = "",
    level: str = "leaf",
    outside: bool = False,
) -> Generator[Progress, None, ShownAgreement]:
    """Compare coders, then put it in words; arguments as of ``WantedAgreement``.

    Raises:
        AgreementError: no answer was finished by two coders.
        RoundError: there is no such round, or it is not released.
    """
    wanted = WantedAgreement(question, round_, outside, level)
    found = yield from finding_agreement(project, wanted)
    questions = tuple(
        (each.id, each.label)
        for each in project.answers.questions().values()
        if each.is_open
    )
    return shown(found, questions)


def shown(
    found: FoundAgreement, questions: Sequence[tuple[str, str]]
) -> ShownAgreement:
    """Return what was found as lines, codes that need talk first."""
    report = found.report
    disputed: dict[str, list[Disagreement]] = {}
    for each in report.disagreements:
        for code in each.disputed:
            disputed.setdefault(code, []).append(each)
    confused = found.confusions
    codes = [
        ShownCode(
            each.code,
            _label(found, each.code),
            len(disputed.get(each.code, ())),
            interval_bar(each.alpha.value, each.alpha.interval),
            _two_digits(each.alpha),
            tuple(_code_lines(found, each, disputed.get(each.code, ()), confused)),
        )
        for each in report.codes
        if each.units and each.used
    ]
    order = {each.code: each.alpha.value for each in report.codes}
    codes.sort(key=lambda c: (-c.apart, _or_one(order[c.code]), c.label))
    return ShownAgreement(
        found.about,
        found.round.id if found.round is not None else "",
        tuple(questions),
        tuple(_overall(found, confused)),
        tuple(codes),
    )


def _overall(found: FoundAgreement, confused: Sequence[Confusion]) -> list[BarLine]:
    report = found.report
    lines = [BarLine(found.about), *(BarLine(note) for note in found.notes)]
    lines += [BarLine(""), BarLine("Over whole answers", heading=True)]
    for each in report.sets:
        name = _DISTANCES.get(each.distance, each.distance)
        words = f"{_with_interval(each.alpha)}, {each.units} answers"
        lines.append(
            BarLine(name, interval_bar(each.alpha.value, each.alpha.interval), words)
        )
    lines += _below(report.sets[0].alpha) if report.sets else []
    lines.append(BarLine(LIMITS))
    lines += [BarLine(""), BarLine("Coder by coder (alpha of sets)", heading=True)]
    for pair in report.matrix:
        lines.append(
            BarLine(
                " – ".join(pair.coders),
                interval_bar(pair.alpha.value, pair.alpha.interval),
                f"{_with_interval(pair.alpha)}, {pair.units} answers",
            )
        )
    if report.left_out:
        lines += [BarLine(""), BarLine("The others without …", heading=True)]
        lines += [
            BarLine(
                each.coder,
                interval_bar(each.alpha.value, each.alpha.interval),
                f"{_with_interval(each.alpha)}, {each.units} answers",
            )
            for each in report.left_out
        ]
    if confused:
        lines += [BarLine(""), BarLine("Who said what instead", heading=True)]
        lines += [BarLine(_confusion(found, each)) for each in _first(confused)]
    lines += [BarLine(""), BarLine(report.method)]
    return lines


def _code_lines(
    found: FoundAgreement,
    code: CodeAgreement,
    disputed: Sequence[Disagreement],
    confused: Sequence[Confusion],
) -> list[BarLine]:
    lines = [
        BarLine(
            f"Of {code.used} answers in which anybody used it, all who judged it "
            f"agreed in {code.agreed}; {code.units} were judged by several people."
        ),
        BarLine(""),
        BarLine(
            "alpha (yes or no)",
            interval_bar(code.alpha.value, code.alpha.interval),
            _with_interval(code.alpha),
        ),
        *_below(code.alpha),
        *_share("agree, of all pairs", code.percent),
        *_share("agree where one said yes", code.positive),
        *_share("used in", code.prevalence),
    ]
    if code.pairs:
        lines += [BarLine(""), BarLine("Cohen's kappa", heading=True)]
        lines += [
            BarLine(
                " – ".join(pair.coders),
                interval_bar(pair.kappa.value, pair.kappa.interval),
                f"{_with_interval(pair.kappa)}: both {pair.both}, only "
                f"{pair.coders[0]} {pair.only_first}, only {pair.coders[1]} "
                f"{pair.only_second}, neither {pair.neither}",
            )
            for pair in code.pairs
        ]
    about = [each for each in confused if code.code in each.said]
    if about:
        lines += [BarLine(""), BarLine("Who said what instead", heading=True)]
        lines += [BarLine(_confusion(found, each)) for each in _first(about)]
    if disputed:
        lines += [BarLine(""), BarLine("Answers to talk about", heading=True)]
        for each in disputed[:_MOST_ANSWERS]:
            unit = found.units[each.unit]
            lines.append(BarLine(f"{unit.name}: {' '.join(unit.text.split())}"))
            lines += [
                BarLine(f"  {coder}: {_labels(found, codes)}")
                for coder, codes in sorted(each.codings.items())
            ]
        more = len(disputed) - _MOST_ANSWERS
        if more > 0:
            lines.append(BarLine(f"… and {more} more"))
    return lines


def _share(what: str, share: float | None) -> list[BarLine]:
    if share is None:
        return []
    return [BarLine(what, share_bar(share), f"{100 * share:.0f} %")]


def _below(found: Coefficient) -> list[BarLine]:
    if found.below is None:
        return []
    return [
        BarLine(
            f"In {100 * found.below.tentative:.0f} % of the resamples it is below "
            f"{TENTATIVE}, in {100 * found.below.firm:.0f} % below {FIRM:.3f}."
        )
    ]


def _confusion(found: FoundAgreement, each: Confusion) -> str:
    first, second = each.coders
    said, instead = each.said
    if not said:
        return f"{second} said {_label(found, instead)} where {first} did not: {each.n}"
    if not instead:
        return f"{first} said {_label(found, said)} where {second} did not: {each.n}"
    return (
        f"{first} said {_label(found, said)} where {second} said "
        f"{_label(found, instead)}: {each.n}"
    )


def _first(confused: Sequence[Confusion]) -> Sequence[Confusion]:
    return confused[:_MOST_CONFUSIONS]


def _labels(found: FoundAgreement, codes: frozenset[str]) -> str:
    return ", ".join(_label(found, code) for code in sorted(codes)) or "no code applies"


def _label(found: FoundAgreement, code: str) -> str:
    return found.labels.get(code, code)


def _two_digits(found: Coefficient) -> str:
    return _number(found.value) if found.value is not None else "none"


def _with_interval(found: Coefficient) -> str:
    if found.value is None:
        return f"not defined: {found.undefined}"
    if found.interval is None:
        return _number(found.value)
    low, high = map(_number, found.interval)
    return f"{_number(found.value)} ({low} to {high})"


def _number(value: float) -> str:
    """Return e.g. ``.62``; a coefficient is never far from 0 to 1."""
    words = f"{value:.2f}"
    if words.lstrip("-") == "0.00":
        return ".00"
    return words.replace("0.", ".", 1) if abs(value) < 1 else words


def _or_one(value: float | None) -> float:
    return 2.0 if value is None else value
