"""Agreement between the coders of a project, or of a table of codings."""

from collections.abc import Generator

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.errors import AgreementError, UsageConflict, nearest
from hsbcode.domain.progress import Progress
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.agreement_results import (
    RESAMPLES,
    FoundAgreement,
    QuestionAgreement,
    WantedAgreement,
)
from hsbcode.workflows.agreement_words import about_words, kept_out_words
from hsbcode.workflows.codings_to_compare import (
    compared_in,
    compared_outside,
    last_released,
    open_questions,
)
from hsbcode.workflows.compared_codings import (
    ComparedCodings,
    at_level,
    each_text_once,
    top_of,
)
from hsbcode.workflows.limits import about_coders
from hsbcode.workflows.marked_spans import trimmed_spans
from hsbcode.workflows.rounds.reading import round_of


def agreement_found(
    project: Project, wanted: WantedAgreement | None = None
) -> FoundAgreement:
    """Return agreement between coders; ``finding_agreement``, run to its end."""
    steps = finding_agreement(project, wanted)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: FoundAgreement = end.value
            return found


def finding_agreement(
    project: Project, wanted: WantedAgreement | None = None
) -> Generator[Progress, None, FoundAgreement]:
    """Compare coders over all questions and each by itself.

    First passes are compared; settling never changes them. A released round is read
    as it was at its release, under the frame that was in force then.

    Raises:
        AgreementError: no answer was finished by two coders.
        RoundError: there is no such round, or it is not released.
        UsageConflict: there is no such open question or level.
    """
    wanted = wanted or WantedAgreement()
    yield Progress(0, 1, "reading codings")
    compared = compared_codings(project, wanted)
    questions = [
        each
        for each in open_questions(project, wanted.question)
        if compared.of(each.id).shared
    ]
    if not questions:
        raise _nobody(wanted, compared)
    caution = about_coders(project)
    parts = []
    if len(questions) > 1:
        for each in questions:
            part = compared.of(each.id)
            report = yield from _measuring(part, wanted)
            disputed = _disputed(part, report)
            parts.append(
                QuestionAgreement(each.id, each.label, report, disputed, caution)
            )
    pooled = yield from _measuring(compared, wanted)
    disputed = _disputed(compared, pooled)
    if len(questions) == 1:
        (only,) = questions
        parts.append(QuestionAgreement(only.id, only.label, pooled, disputed, caution))
    notes = (caution, *kept_out_words(compared, wanted.level))
    return FoundAgreement(
        pooled,
        tuple(parts),
        about_words(compared),
        {code.id: code.label for code in compared.book},
        compared.round,
        wanted.level,
        tuple(note for note in notes if note),
        compared.kept_out,
        disputed,
    )


def agreement(
    project: Project,
    question: str = "",
    *,
    round_: str = "",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> tuple[QuestionAgreement, ...]:
    """Return agreement per open question that two coders or more have finished.

    Raises:
        AgreementError: no answer was finished by two coders.
        RoundError: the round is not released.
        UsageConflict: there is no such open question.
    """
    wanted = WantedAgreement(question, round_, resamples=resamples, seed=seed)
    return agreement_found(project, wanted).questions


def compared_codings(project: Project, wanted: WantedAgreement) -> ComparedCodings:
    """Return the codings that somebody wants to see compared.

    Raises:
        RoundError: there is no such round, or it is not released.
        UsageConflict: there is no such open question or level.
    """
    if wanted.round_ and wanted.outside:
        raise UsageConflict("Codings are compared in a round or outside, not both.")
    each = None
    if wanted.round_:
        each = round_of(project, wanted.round_)
    elif not wanted.outside:
        each = last_released(project, wanted.question)
    question, suggested = wanted.question, wanted.suggested
    if each is None:
        found = compared_outside(project, question, suggested=suggested)
    else:
        found = compared_in(project, each, question, suggested=suggested)
    if wanted.distinct:
        found = each_text_once(found)
    return at_level(found, wanted.level)


def set_lead(project: Project, lead: str, coder: str = "project") -> None:
    """Remember whose coding counts, provisionally, where coders differ.

    Args:
        project: open for writing.
        lead: a coder who has finished an answer; empty = nobody's, so that answers
            on which coders differ stay outside the figures.
        coder: who decides it.

    Raises:
        UsageConflict: nobody of that name has finished an answer.
    """
    known = sorted(
        {who for who, _round in project.fold.passes if who != SETTLED} - {""}
    )
    if lead and lead not in known:
        raise UsageConflict(
            f"Nobody called “{lead}” has coded here.",
            nearest(lead, known) or "Coders are: " + (", ".join(known) or "nobody yet"),
        )
    if lead != (project.settings.get("lead") or ""):
        project.put_setting("lead", lead, coder)


def _measuring(
    compared: ComparedCodings, wanted: WantedAgreement
) -> Generator[Progress, None, AgreementReport]:
    from hsbcode.agreement.report import measuring
    from hsbcode.agreement.spans import Marks

    units = {unit: compared.units[unit] for unit in compared.codings}
    codes, offered = offered_codes(compared, wanted.level)
    return (
        yield from measuring(
            compared.codings,
            codes=codes,
            respondents=None
            if wanted.by_answer
            else {unit: each.respondent for unit, each in units.items()},
            offered=offered,
            marks=Marks(
                trimmed_spans(
                    compared.spans, {unit: each.text for unit, each in units.items()}
                ),
                {unit: len(each.text) for unit, each in units.items()},
            )
            if compared.spans
            else None,
            more=wanted.more,
            resamples=wanted.resamples,
            seed=wanted.seed,
        )
    )


def offered_codes(
    compared: ComparedCodings, level: str
) -> tuple[list[str], dict[str, frozenset[str]]]:
    """Return the codes in tree order, and those offered for each unit.

    What somebody gave under a question counts as offered there.
    """
    used: dict[str, set[str]] = {}
    for unit, by in compared.codings.items():
        used.setdefault(compared.units[unit].question, set()).update(*by.values())
    book = compared.book
    offers: dict[str, frozenset[str]] = {}
    for question, some in used.items():
        own = {code.id for code in book.offered(question)}
        if level == "parent":
            own = {top_of(book, code) for code in own}
        offers[question] = frozenset(own | some)
    every = frozenset[str]().union(*offers.values())
    codes = [code.id for code in book.in_tree_order() if code.id in every]
    codes += sorted(every - set(codes))
    return codes, {
        unit: offers[compared.units[unit].question] for unit in compared.codings
    }


def _disputed(compared: ComparedCodings, report: AgreementReport) -> dict[str, Unit]:
    return {each.unit: compared.units[each.unit] for each in report.disagreements}


def _nobody(wanted: WantedAgreement, compared: ComparedCodings) -> AgreementError:
    where = f" under “{wanted.question}”" if wanted.question else ""
    if compared.round is not None:
        where += f" in the round {compared.round.id}"
    if compared.kept_out.after_suggestion:
        return AgreementError(
            f"No answer was finished by two coders{where} without a suggestion in "
            "sight.",
            "Ask again with --suggested to compare those codings, too.",
        )
    return AgreementError(
        f"No answer was finished by two coders{where}.",
        "Let a second person code some of the same answers, then ask again.",
    )
