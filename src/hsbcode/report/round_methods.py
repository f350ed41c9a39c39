"""The methods of a round: a paragraph and a checklist, made from its facts.

The checklist follows what O'Connor & Joffe (2020), Krippendorff (2019) and Zapf et
al. (2016) ask a report of agreement to say. What the log cannot know is left open for
somebody to fill in; nothing is made up.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.round_facts import RoundFacts
from hsbcode.numbers.rounding import percent
from hsbcode.report.agreement_grids import printed_coefficient, printed_interval

LIMITS_SENTENCE = (
    "For orientation: Krippendorff (2004) relies on variables with alpha of .800 or "
    "more and draws tentative conclusions between .667 and .800. Other fields set "
    "other limits, and neither is a verdict on this study."
)


def methods_paragraphs(facts: RoundFacts, report: AgreementReport) -> tuple[str, ...]:
    """Return the methods of a round; brackets stand where somebody has to fill in."""
    return (
        " ".join([sample_sentence(facts), *_who(facts)]),
        " ".join(
            [
                *_unit(facts),
                *_coefficients(report),
                *_missing(facts),
                settled_sentence(facts),
                "[Say which limit of agreement was set beforehand, and why.]",
            ]
        ),
    )


def checklist(facts: RoundFacts, report: AgreementReport) -> tuple[str, ...]:
    """Return what a report of agreement has to say: ☑ told here, ☐ left to fill in."""
    shared = [each for each in report.codes if each.units]
    done = [
        f"Coders: {len(facts.coders)} ({_listed([c.coder for c in facts.coders])}).",
        f"Independence: {independence_sentence(facts)}",
        f"When in the process: {_when(facts)}",
        f"How much was coded by more than one: {facts.shared} of {facts.of} answers "
        f"({percent(facts.shared, facts.of)}).",
        f"How it was chosen: {drawn_words(facts)}.",
        f"Unit of coding: {_unit_words(facts)}.",
        f"Code frame: {_frame(facts)}; several codes could be given to one answer.",
        "Coefficient and distance: Krippendorff's alpha; MASI over whole sets of "
        "codes, yes or no for each code. It fits any number of coders and missing "
        "codings.",
        f"Per code and overall, with what is behind it: {len(shared)} codes, "
        f"{report.shared} answers, {report.codings} codings.",
        "Agreement in per cent and the share of each code stand beside alpha.",
        "Uncertainty: 95 % intervals, "
        + (
            f"{report.resamples:,} resamples, seed {report.seed}."
            if report.resamples
            else "not computed."
        ),
        f"Missing: {facts.unfinished} codings were missing at the release; they are no "
        "“no”.",
        f"Suggestions: {_suggestions(facts)}",
        f"Differences: {settled_sentence(facts)}",
    ]
    left = [
        "How the coders were trained, and what they know of the subject.",
        "Which limit of agreement was set beforehand, and why.",
        "What was changed in the code frame because of these figures.",
    ]
    return (*(f"☑ {each}" for each in done), *(f"☐ {each}" for each in left))


def sample_sentence(facts: RoundFacts) -> str:
    """Return which answers were coded by whom."""
    many = sorted(set(Counter(chain(*facts.round.shares.values())).values()))
    each = (
        "each by all of them"
        if many == [len(facts.round.coders)]
        else f"each by {' to '.join(map(str, sorted({many[0], many[-1]})))} of them"
        if many
        else "by nobody yet"
    )
    about = _listed([f"“{label}”" for label in facts.questions])
    return (
        f"{_counted(facts)}{f' to {about}' if about else ''}, {_chosen(facts)}, were "
        f"coded by {_listed([each.coder for each in facts.coders])}, {each}."
    )


def drawn_words(facts: RoundFacts) -> str:
    """Return how the sample was drawn."""
    return f"{_counted(facts)}, {_chosen(facts)}"


def _counted(facts: RoundFacts) -> str:
    units = len(facts.round.units)
    if units == facts.of:
        return f"All {units} answers"
    return f"{units} of {facts.of:,} answers ({percent(units, facts.of)})"


def _chosen(facts: RoundFacts) -> str:
    people = f"from {facts.people:,} people"
    if len(facts.round.units) == facts.of:
        return people
    by = "by question" if facts.strata == "question" else f"by “{facts.strata}”"
    return (
        f"{people}, drawn at random{f' and stratified {by}' if facts.strata else ''} "
        f"(seed {facts.round.drawn.get('seed', 0)})"
    )


def independence_sentence(facts: RoundFacts) -> str:
    """Return what is known of the coders' independence."""
    said = (
        "until the release on "
        f"{facts.at('released')} the program showed no coder what others had done."
    )
    before = [each for each in facts.coders if each.seen_before]
    if before:
        counted = _listed([f"{each.coder} {each.seen_before}" for each in before])
        said += f" Answers coded before by the same person: {counted}."
    return said


def settled_sentence(facts: RoundFacts) -> str:
    """Return what became of the differences, told apart from the coefficients."""
    found = facts.settled
    if not found.differed:
        return "The coders differed on no answer."
    if not found.decided:
        return (
            f"The coders differed on {found.differed} answers; none of these has been "
            "settled."
        )
    favour = [f"{count} as {who} had coded" for who, count in found.as_coded_by.items()]
    if found.as_nobody:
        favour.append(f"{found.as_nobody} as nobody had")
    alike = sum(found.as_coded_by.values()) + found.as_nobody + found.conflicting
    if alike > found.decided:
        favour[-1] += " (one can be as two had)"
    apart = (
        f" On {found.conflicting} answers two decisions stand, made apart."
        if found.conflicting
        else ""
    )
    return (
        f"Of {found.differed} answers on which the coders differed {found.decided} "
        f"were settled afterwards by {_listed(found.by)}"
        f"{f', {found.with_reason} with a reason' if found.with_reason else ''}: "
        f"{', '.join(favour) or 'none told apart'}.{apart} No coefficient here "
        "contains these decisions."
    )


def _who(facts: RoundFacts) -> list[str]:
    said = ["[Say how the coders were trained.]"]
    if facts.earlier:
        said.append(
            f"Before it {_listed([f'“{label}”' for label in facts.earlier])} had been "
            "coded and released."
        )
    said.append(f"They coded independently: {independence_sentence(facts)}")
    said.append(f"Suggestions: {_suggestions(facts)}")
    return said


def _unit(facts: RoundFacts) -> list[str]:
    return [
        f"The unit of coding is {_unit_words(facts)}; it could be given several codes "
        f"of {_frame(facts)}, or none."
    ]


def _unit_words(facts: RoundFacts) -> str:
    words = "the whole answer"
    if facts.parts:
        words += f", or a part of one that was split before ({facts.parts} parts)"
    if facts.spans:
        words += f"; {facts.spans} codes were given to a stretch of words"
    return words


def _frame(facts: RoundFacts) -> str:
    title = f"“{facts.codebook}” " if facts.codebook else ""
    version = f", version {facts.codebook_version}" if facts.codebook_version else ""
    return f"the code frame {title}({facts.codes} codes{version})"


def _coefficients(report: AgreementReport) -> list[str]:
    head = report.headline
    interval = (
        f" (95 % interval {printed_interval(head.alpha)})"
        if head.alpha.interval
        else ""
    )
    values = [each.alpha for each in report.codes if each.alpha.value is not None]
    said = [
        "Before anything was settled, Krippendorff's alpha over whole sets of codes "
        f"(MASI distance) was {printed_coefficient(head.alpha)}{interval} over "
        f"{head.units} answers."
    ]
    if values:
        ranked = sorted(values, key=lambda each: each.value or 0.0)
        said.append(
            f"Per code it was from {printed_coefficient(ranked[0])} to "
            f"{printed_coefficient(ranked[-1])} in {len(values)} codes; in "
            f"{len(report.codes) - len(values)} it is not defined, mostly because "
            "nobody gave the code."
        )
    return [*said, f"Computed were: {report.method}"]


def _missing(facts: RoundFacts) -> list[str]:
    said = []
    if facts.unfinished:
        left = facts.round.frozen.left if facts.round.frozen else {}
        counted = _listed([f"{who} {count}" for who, count in sorted(left.items())])
        said.append(f"Missing at the release were answers of {counted}.")
    if facts.late:
        said.append(
            f"{facts.late} steps came after the release and are in no coefficient."
        )
    return said


def _when(facts: RoundFacts) -> str:
    begun, released = facts.at("begun"), facts.at("released")
    after = (
        f", after {_listed([f'“{label}”' for label in facts.earlier])}"
        if facts.earlier
        else ", before any other round"
    )
    days = f"on {released}" if begun in ("", released) else f"{begun} to {released}"
    return f"coded {days}{after}; before settling."


def _suggestions(facts: RoundFacts) -> str:
    aided = sum(each.with_suggestions for each in facts.coders)
    if facts.round.suggestions == "half":
        return (
            "they were shown for a random half of each share; "
            f"{aided} of {facts.finished} codings had one in sight."
        )
    if aided:
        return f"{aided} of {facts.finished} codings had one in sight."
    return "the program showed none in this round."


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
