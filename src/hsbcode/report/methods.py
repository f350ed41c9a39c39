"""The methods of a report, as sentences made from facts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.counting import Standing
from hsbcode.domain.quantity_words import USUAL_SCALE, QuantityScale
from hsbcode.domain.study import Study
from hsbcode.numbers.printing import LOW_BASE
from hsbcode.report.agreement_grids import printed_coefficient, printed_interval


@dataclass(frozen=True, slots=True)
class SuggestionUse:
    """How suggestions entered the coding."""

    shown: int
    """Units that were coded with suggestions in sight."""
    accepted: int
    """Codes applied by accepting a suggestion."""
    applied: int
    """Codes applied in all."""
    influence: str = ""
    """What answers coded with suggestions hidden say about it, in sentences."""


@dataclass(frozen=True, slots=True)
class MethodsFacts:
    """What the methods section says, before it is said."""

    questions: tuple[str, ...]
    """Labels of the open questions."""
    coders: tuple[str, ...]
    units: int
    standings: Mapping[Standing, int]
    double: int
    """Units finished by two coders or more."""
    lead: str | None
    codebook: str
    codes: int
    codebook_version: str
    held_back: int
    agreement: tuple[tuple[str, AgreementReport], ...] = ()
    """Label of a question and what was found on it."""
    suggestions: SuggestionUse | None = None
    sources: tuple[str, ...] = ()
    opened: int = 0
    """People in the export."""
    never_began: int = 0
    """Of them, those who answered nothing."""
    scale: QuantityScale = USUAL_SCALE
    """The words of quantity in the report."""


def methods_facts(
    study: Study,
    question_ids: Sequence[str],
    *,
    agreement: Sequence[tuple[str, AgreementReport]] = (),
    suggestions: SuggestionUse | None = None,
) -> MethodsFacts:
    """Collect the facts about the coding of some open questions."""
    units = [unit for each in question_ids for unit in study.units.get(each, ())]
    standings: Counter[Standing] = Counter()
    for unit in units:
        verdict = study.verdicts.get(unit.id)
        standings[verdict.standing if verdict else Standing.UNCODED] += 1
    coders = {name for unit in units for name in study.coders.get(unit.id, ())}
    return MethodsFacts(
        questions=tuple(study.questions[each].label for each in question_ids),
        coders=tuple(sorted(coders)),
        units=len(units),
        standings=standings,
        double=sum(len(study.coders.get(unit.id, ())) > 1 for unit in units),
        lead=study.lead,
        codebook=study.codebook.title,
        codes=sum(code.can_be_applied for code in study.codebook),
        codebook_version=study.codebook.content_version if study.codebook else "",
        held_back=sum(unit.id in study.held_back for unit in units),
        agreement=tuple(agreement),
        suggestions=suggestions,
        sources=tuple(sorted(study.sources.values())),
        opened=len(study.respondents),
        never_began=sum(not person.began for person in study.respondents),
        scale=study.scale,
    )


def methods_sentences(
    facts: MethodsFacts, told: Callable[[int], str] = str
) -> tuple[str, ...]:
    """Return the methods, one fact a sentence or two.

    ``told`` writes a number of people or answers as disclosure control has it.
    """
    listed = ", ".join(f"“{label}”" for label in facts.questions)
    sentences = [f"Answers to {listed} were coded; {told(facts.units)} in all."]
    if facts.sources:
        sentences.append(f"They come from: {', '.join(facts.sources)}.")
    if facts.never_began:
        sentences.append(
            f"{told(facts.opened)} people opened the form; "
            f"{told(facts.never_began)} of them "
            "answered nothing and are in no figure."
        )
    sentences.append(_coders(facts))
    sentences.append(_standings(facts, told))
    sentences.append(_codebook(facts))
    sentences.append(_agreement(facts))
    sentences.append(_suggestions(facts))
    sentences.append(
        "Themes are counted in respondents, each once however often they say it. The "
        "base of a theme is everybody with at least one coded, codable answer to the "
        "question; beside it stands the share of all who were asked."
    )
    sentences.append(
        f"Percentages are whole and rounded half up; on a base below {LOW_BASE} the "
        "count is printed instead."
    )
    sentences.append(facts.scale.sentence)
    if facts.held_back:
        sentences.append(
            f"{_answers(facts.held_back)} held back from quoting; they are counted "
            "in the figures."
        )
    return tuple(sentence for sentence in sentences if sentence)


def _coders(facts: MethodsFacts) -> str:
    if not facts.coders:
        return "Nobody has finished an answer yet."
    people = "person" if len(facts.coders) == 1 else "people"
    return (
        f"{len(facts.coders)} {people} coded ({', '.join(facts.coders)}); "
        f"{_answers(facts.double)} finished by two or more."
    )


def _standings(facts: MethodsFacts, told: Callable[[int], str]) -> str:
    found = facts.standings
    words = {
        Standing.SETTLED: "by an agreed decision",
        Standing.ONLY: "by the only coder",
        Standing.EQUAL: "by coders who agree",
        Standing.LEAD: f"provisionally by the lead coder ({facts.lead})",
    }
    counted = [
        f"{told(found[standing])} {how}"
        for standing, how in words.items()
        if found.get(standing)
    ]
    sentence = f"Answers count {', '.join(counted)}. " if counted else ""
    return (
        f"{sentence}Outside the figures are {told(found.get(Standing.UNSETTLED, 0))} "
        f"on which coders differ and {told(found.get(Standing.UNCODED, 0))} not yet "
        "coded."
    )


def _codebook(facts: MethodsFacts) -> str:
    title = f"“{facts.codebook}” " if facts.codebook else ""
    version = f", version {facts.codebook_version}" if facts.codebook_version else ""
    return f"The codebook {title}has {facts.codes} codes{version}."


def _agreement(facts: MethodsFacts) -> str:
    shared = [(label, found) for label, found in facts.agreement if found.shared]
    if not shared:
        return (
            "No agreement between coders can be given, because no answer was "
            "finished by two."
            if not facts.double
            else "Agreement between coders was not computed for this report."
        )
    said = "; ".join(_agreement_on(label, found) for label, found in shared)
    methods = " ".join(dict.fromkeys(found.method for _label, found in shared))
    return (
        "Before settling, agreement on whole sets of codes (Krippendorff's alpha, MASI "
        f"distance) was: {said}. {methods}"
    )


def _agreement_on(label: str, found: AgreementReport) -> str:
    answers = f"{found.shared} answers to “{label}”"
    masi = next((each for each in found.sets if each.distance == "masi"), None)
    if masi is None:
        return f"not computed over {answers}"
    interval = (
        f" (95 % interval {printed_interval(masi.alpha)})"
        if masi.alpha.interval
        else ""
    )
    return f"{printed_coefficient(masi.alpha)}{interval} over {answers}"


def _suggestions(facts: MethodsFacts) -> str:
    use = facts.suggestions
    if use is None:
        return ""
    if not use.shown:
        return "The program's suggestions were not shown while coding."
    return (
        f"The program showed suggestions for {use.shown} answers; {use.accepted} of "
        f"{use.applied} codes were applied by accepting one. A person decided on "
        f"every code. {use.influence}"
    ).strip()


def _answers(count: int) -> str:
    return "1 answer was" if count == 1 else f"{count} answers were"
