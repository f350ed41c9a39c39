"""Reading a whole project into one value, for everything that is computed from it."""

from dataclasses import replace

from hsbcode.domain.acts import ActKind
from hsbcode.domain.counting import Standing, finished_by_unit, verdicts
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind
from hsbcode.domain.units_that_count import units_that_count
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_instrument, kept_specs
from hsbcode.workflows.naming import kept_names
from hsbcode.workflows.option_orders import in_instrument_order, in_steady_order
from hsbcode.workflows.quoting.choice_rules import quote_rules
from hsbcode.workflows.quoting.scale import quantity_scale
from hsbcode.workflows.quoting.standing import decisions_of
from hsbcode.workflows.recoding.in_force import recodes_in_force
from hsbcode.workflows.suggestions.picked import parts_off

_DATED = (ActKind.FINISH, ActKind.APPLY, ActKind.REMOVE)
_HOLDING_BACK = ("identifiable", "safeguarding", "no_quote")


def read_study(
    project: Project, *, derived: bool = True, all_coded: bool = False
) -> Study:
    """Return the project's answers with the coding that counts.

    Where the project keeps an instrument, options stand in its order, and its derived
    variables are closed questions like any other; ``derived`` leaves them out. Coded
    answers that were picked for what they are, while others wait, are in no count
    unless ``all_coded``.

    Raises:
        InstrumentError: an answer has no group in a derived variable.
        UsageConflict: the kept instrument is of another survey.
    """
    study = in_steady_order(_answers_and_codings(project, all_coded))
    instrument = kept_instrument(project) if study.closed else None
    if instrument is None:
        return study
    study = in_instrument_order(study, instrument)
    if not derived:
        return study
    from hsbcode.workflows.derived_questions import with_derived

    specs = kept_specs(project)
    recodes = recodes_in_force(project, study, instrument, specs)
    return with_derived(replace(study, recodes=recodes), instrument, specs)


def _answers_and_codings(project: Project, all_coded: bool) -> Study:
    answers = project.answers
    questions = answers.questions()
    respondents = answers.respondents()
    began = frozenset(r.id for r in respondents if r.began)
    not_asked = answers.not_asked()
    in_force = {
        question.id: answers.all_units(question.id)
        for question in questions.values()
        if question.is_open
    }
    replaced = {question: answers.replaced_units(question) for question in in_force}
    lead = project.settings.get("lead")
    lead = lead if isinstance(lead, str) else None
    fold = project.fold
    found = verdicts(
        fold,
        [unit.id for some in (*in_force.values(), *replaced.values()) for unit in some],
        lead,
    )
    units = {
        question: units_that_count(
            of_question,
            replaced[question],
            lambda unit: found[unit].standing is not Standing.UNCODED,
        )
        for question, of_question in in_force.items()
    }
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
        verdicts=found,
        codebook=project.codebook,
        lead=lead,
        held_back=held_back_units(project),
        stays=frozenset(
            unit
            for held in fold.passes.values()
            for unit, own in held.items()
            if own.stays
        ),
        coders=finished_by_unit(fold),
        dates=project.log.last_days(_DATED),
        sources=_sources(project),
        names=kept_names(project),
        quoting=decisions_of(project),
        choosing=quote_rules(project),
        wholes={
            unit.id: whole
            for some in units.values()
            for unit in some
            if (whole := fold.whole_of(unit.id)) != unit.id
        },
        picked=parts_off(project),
        all_coded=all_coded,
        scale=quantity_scale(project),
    )


def held_back_units(project: Project) -> frozenset[str]:
    """Return the units that somebody flagged so that they are not quoted."""
    fold = project.fold
    return frozenset(
        stretch
        for held in fold.passes.values()
        for unit, own in held.items()
        if any(flag in own.flags for flag in _HOLDING_BACK)
        for stretch in fold.stretches(unit)
    )


def _sources(project: Project) -> dict[str, str]:
    """Return wave → the files it came from, by name; the order of reading is none."""
    files: dict[str, set[str]] = {}
    for wave, name, *_rest in project.answers.sources():
        files.setdefault(wave, set()).add(name)
    return {wave: ", ".join(sorted(names)) for wave, names in files.items()}
