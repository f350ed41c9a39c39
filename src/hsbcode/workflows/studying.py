"""Reading a whole project into one value, for everything that is computed from it."""

from hsbcode.domain.acts import ActKind
from hsbcode.domain.counting import finished_by_unit, verdicts
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_instrument, kept_specs

_DATED = (ActKind.FINISH, ActKind.APPLY, ActKind.REMOVE)
_HOLDING_BACK = ("identifiable", "safeguarding", "no_quote")


def read_study(project: Project, *, derived: bool = True) -> Study:
    """Return the project's answers with the coding that counts.

    Where the project keeps an instrument, its derived variables are closed questions
    like any other; ``derived`` leaves them out.

    Raises:
        InstrumentError: an answer has no group in a derived variable.
        UsageConflict: the kept instrument is of another survey.
    """
    study = _answers_and_codings(project)
    instrument = kept_instrument(project) if derived and study.closed else None
    if instrument is None:
        return study
    from hsbcode.workflows.derived_questions import with_derived

    return with_derived(study, instrument, kept_specs(project))


def _answers_and_codings(project: Project) -> Study:
    answers = project.answers
    questions = answers.questions()
    respondents = answers.respondents()
    began = frozenset(r.id for r in respondents if r.began)
    not_asked = answers.not_asked()
    units = {
        question.id: answers.all_units(question.id)
        for question in questions.values()
        if question.is_open
    }
    lead = project.settings.get("lead")
    lead = lead if isinstance(lead, str) else None
    every = [unit.id for of_question in units.values() for unit in of_question]
    fold = project.fold
    return Study(
        name=project.name,
        respondents=respondents,
        questions=questions,
        closed={
            # the form itself may fill in an area or a link for those who only opened it
            question: {who: given for who, given in values.items() if who in began}
            for question, values in answers.closed().items()
        },
        asked={
            question: began - not_asked.get(question, set())
            for question, known in questions.items()
            if known.kind not in (Kind.ID, Kind.DATE)
        },
        units=units,
        verdicts=verdicts(fold, every, lead),
        codebook=project.codebook,
        lead=lead,
        held_back=frozenset(
            unit
            for held in fold.passes.values()
            for unit, own in held.items()
            if any(flag in own.flags for flag in _HOLDING_BACK)
        ),
        coders=finished_by_unit(fold),
        dates=project.log.last_days(_DATED),
        sources=_sources(project),
    )


def _sources(project: Project) -> dict[str, str]:
    """Return wave → the files it came from; a longer copy comes after the first."""
    files: dict[str, list[str]] = {}
    for wave, name, *_rest in project.answers.sources():
        known = files.setdefault(wave, [])
        if name not in known:
            known.append(name)
    return {wave: ", ".join(names) for wave, names in files.items()}
