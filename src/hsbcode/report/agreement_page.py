"""One page on a round for those who decide, and behind it what a journal asks for.

The first sheet names one number and reads each code in words. Everything on it but
the sentence on settling is about what the coders did apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hsbcode.domain.agreement import (
    FIRM,
    TENTATIVE,
    AgreementReport,
    CodeAgreement,
    Coefficient,
    Confusion,
)
from hsbcode.domain.round_facts import RoundFacts
from hsbcode.numbers.rounding import percent
from hsbcode.report.agreement_grids import (
    agreement_grids,
    printed_coefficient,
    printed_interval,
)
from hsbcode.report.document import (
    Block,
    Document,
    Editable,
    FactList,
    Heading,
    Headline,
    IntervalRow,
    IntervalTable,
    NextPage,
    Paragraph,
)
from hsbcode.report.round_grids import coders_grid, confusions_grid, round_lines
from hsbcode.report.round_methods import (
    LIMITS_SENTENCE,
    checklist,
    methods_paragraphs,
    sample_sentence,
    settled_sentence,
)

TOO_RARE = 5
"""Codes that anybody used in fewer answers are listed, and not judged."""
ON_FIRST_SHEET = 12
"""Codes that fit on one A4 page with the rest; others follow behind it."""


def page_document(
    facts: RoundFacts,
    report: AgreementReport,
    labels: Mapping[str, str],
    *,
    confusions: Sequence[Confusion] = (),
    led: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Document:
    """Return the page of a round.

    Args:
        facts: of the round.
        report: agreement of its frozen passes.
        labels: code → label.
        confusions: which code stood for which.
        led: sentences on what suggestions did in this round, if there were any.
        notes: what must be said of what was compared.
    """
    blocks = [
        *first_sheet(facts, report, labels, led=led, notes=notes),
        NextPage(),
        *behind_it(facts, report, labels, confusions),
    ]
    title = f"Agreement between coders: {facts.round.label}"
    return Document(title, tuple(blocks))


def first_sheet(
    facts: RoundFacts,
    report: AgreementReport,
    labels: Mapping[str, str],
    *,
    led: Sequence[str] = (),
    notes: Sequence[str] = (),
    in_words: bool = True,
) -> tuple[Block, ...]:
    """Return what stands on the first sheet, and in the report of the study.

    Args:
        facts: of the round.
        report: agreement of its frozen passes.
        labels: code → label.
        led: sentences on what suggestions did.
        notes: what must be said of what was compared.
        in_words: whether to say in how many answers each code was used; under
            disclosure control such counts are not let out.
    """
    judged = _judged(report)
    first, rest = judged[:ON_FIRST_SHEET], judged[ON_FIRST_SHEET:]
    two = _two_a_unit(facts)
    blocks: list[Block] = []
    said = tuple(dict.fromkeys((*facts.cautions, *notes)))
    if said:
        blocks.append(FactList(said))
    blocks += [_headline(report), Paragraph(_about(facts))]
    if first:
        blocks.append(
            IntervalTable(
                "Each code: did the coders give it to the same answers?",
                "Code",
                tuple(_row(each, labels, two, in_words) for each in first),
                (TENTATIVE, FIRM),
                _notes(report, rest, labels),
            )
        )
    else:
        blocks.append(FactList(_notes(report, rest, labels)))
    blocks.append(Paragraph(f"After the release. {settled_sentence(facts)}"))
    blocks += [Paragraph(each) for each in led]
    return tuple(blocks)


def behind_it(
    facts: RoundFacts,
    report: AgreementReport,
    labels: Mapping[str, str],
    confusions: Sequence[Confusion] = (),
    *,
    level: int = 2,
) -> tuple[Block, ...]:
    """Return everything else: facts of the round, tables, methods, checklist."""
    blocks: list[Block] = [
        Heading("The round", level),
        FactList(round_lines(facts)),
        coders_grid(facts),
        Heading("All numbers", level),
        *agreement_grids(_used(report), labels),
    ]
    if confusions:
        blocks.append(confusions_grid(confusions, labels))
    blocks += [
        Heading("Methods, to go on from", level),
        Editable(methods_paragraphs(facts, report)),
        Heading("What a report of agreement has to say", level),
        FactList(checklist(facts, report)),
    ]
    return tuple(blocks)


def code_sentence(code: CodeAgreement, label: str = "it", *, two: bool = True) -> str:
    """Return “Of 40 answers where either used trust, both did in 29”.

    Args:
        code: what was found.
        label: how the code is called in the sentence.
        two: whether every answer was coded by two at most.
    """
    anybody, everybody = ("either", "both") if two else ("anybody", "everybody")
    answers = "1 answer" if code.used == 1 else f"{code.used} answers"
    return (
        f"Of {answers} where {anybody} used {label}, {everybody} did in {code.agreed}"
    )


def _used(report: AgreementReport) -> AgreementReport:
    """Return a report without codes that nobody gave; the page counts them above."""
    given = tuple(
        each for each in report.codes if each.used or each.alpha.value is not None
    )
    return replace(report, codes=given) if given else report


def _judged(report: AgreementReport) -> list[CodeAgreement]:
    found = [each for each in report.codes if each.used >= TOO_RARE]
    return sorted(found, key=lambda each: (-each.used, each.code))


def _headline(report: AgreementReport) -> Headline:
    head = report.headline
    coders = f"{len(report.coders)} coders, {head.units} answers"
    interval = f"95 % interval {printed_interval(head.alpha)}; "
    if head.alpha.value is None:
        return Headline("–", printed_coefficient(head.alpha), coders)
    return Headline(
        printed_coefficient(head.alpha),
        "Krippendorff's alpha over whole sets of codes (MASI distance), before "
        "settling",
        f"{interval if head.alpha.interval else ''}{coders}",
    )


def _about(facts: RoundFacts) -> str:
    released = facts.at("released")
    return (
        f"{facts.study}: {sample_sentence(facts)} Each coded without seeing what the "
        f"others did; released on {released}. 1 is agreement on everything, 0 what "
        "chance would give."
    )


def _row(
    code: CodeAgreement, labels: Mapping[str, str], two: bool, told: bool
) -> IntervalRow:
    interval = code.alpha.interval
    return IntervalRow(
        labels.get(code.code, code.code),
        code_sentence(code, two=two) + "." if told else "",
        _short(code.alpha),
        printed_interval(code.alpha),
        code.alpha.value,
        interval.low if interval else None,
        interval.high if interval else None,
    )


def _short(found: Coefficient) -> str:
    return "–" if found.value is None else printed_coefficient(found)


def _notes(
    report: AgreementReport, rest: Sequence[CodeAgreement], labels: Mapping[str, str]
) -> tuple[str, ...]:
    rare = [each for each in report.codes if 0 < each.used < TOO_RARE]
    never = sum(not each.used for each in report.codes)
    notes = []
    if rest:
        notes.append(
            f"{len(rest)} more codes, less often used, stand in the tables behind this "
            "page."
        )
    if rare:
        names = ", ".join(labels.get(each.code, each.code) for each in rare)
        notes.append(
            f"Too rare to judge, used in fewer than {TOO_RARE} answers: {_cut(names)}."
        )
    if never:
        codes = "1 code was" if never == 1 else f"{never} codes were"
        notes.append(f"{codes} used by nobody here, so nothing can be said.")
    below = report.headline.alpha.below
    if below is not None:
        notes.append(
            f"{LIMITS_SENTENCE} Of the resamples behind the interval "
            f"{percent(round(1000 * below.tentative), 1000)} lie below .667 and "
            f"{percent(round(1000 * below.firm), 1000)} below .800."
        )
    else:
        notes.append(LIMITS_SENTENCE)
    return tuple(notes)


def _cut(names: str, most: int = 400) -> str:
    if len(names) <= most:
        return names
    kept = names[:most].rpartition(", ")[0]
    return f"{kept} and {names.count(', ') - kept.count(', ')} more"


def _two_a_unit(facts: RoundFacts) -> bool:
    if len(facts.round.shares) <= 2:
        return True
    places: dict[str, int] = {}
    for units in facts.round.shares.values():
        for unit in units:
            places[unit] = places.get(unit, 0) + 1
    return max(places.values(), default=0) <= 2
