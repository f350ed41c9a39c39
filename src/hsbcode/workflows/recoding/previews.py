"""What a recode would do, before anybody decides; nothing here changes a project."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.recode_previews import (
    AffectedTable,
    Dependent,
    RecodePreview,
    Sister,
)
from hsbcode.domain.recodes import Recode, steps_of
from hsbcode.domain.study import Study
from hsbcode.store.project import Project
from hsbcode.workflows.recoding.in_force import decision_of, recode_as_decided
from hsbcode.workflows.recoding.rules import follow_ups, open_name
from hsbcode.workflows.survey_tables import survey_people

if TYPE_CHECKING:
    from hsbcode.domain.tables import Table
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.files.instrument_rules import Derived
    from hsbcode.results.people import People
    from hsbcode.results.specs import TableFile


@dataclass(frozen=True, slots=True)
class Setting:
    """A recode with everything it is worked out from."""

    project: Project
    study: Study
    """As answered: without derived variables."""
    instrument: "Instrument"
    specs: "TableFile | None"
    rule: "Derived"


def preview_of(setting: Setting) -> RecodePreview:
    """Return what a recode would do, or does. See ``recoding.preview`` for errors."""
    from hsbcode.files.instrument_values import derived_rule
    from hsbcode.results.recode_notes import footnote, label_of

    study, rule = setting.study, setting.rule
    _check(setting)
    decision = decision_of(setting.project, rule.id)
    in_force = decision if decision is not None and decision.in_force else None
    recode = recode_as_decided(
        setting.project, study, setting.instrument, rule, in_force
    )
    people, made = survey_people(
        study, setting.instrument, _specs(setting), {rule.id: _left(recode)}
    )
    steps = next(one.steps for one in made if one.id == rule.id)
    assert steps is not None
    plain, source = derived_rule(rule), people.form.questions[rule.sources[0]]
    start, end = (label_of(source, option) for option in plain.move)
    return RecodePreview(
        rule=rule.id,
        label=rule.label,
        version=rule.version,
        question=recode.question,
        code=recode.code,
        apart=recode.apart,
        start=start,
        end=end,
        steps=steps,
        decision=in_force,
        tables=_tables(setting, people, (*rule.sources, rule.id)),
        dependents=tuple(_dependents(setting, recode, people)),
        sisters=tuple(_sisters(recode, people, plain.move[0])),
        expected=rule.published_moved,
        undecided=rule.undecided or "",
        footnote=str(footnote(plain, recode, steps, source)),
        references={one.id: one.reference for one in study.respondents},
    )


def _check(setting: Setting) -> None:
    """Refuse where the project lacks what the rule reads."""
    study, rule, name = setting.study, setting.rule, setting.project.path.name
    for question in rule.sources:
        if question not in study.closed:
            raise UsageConflict(
                f"The recode {rule.id} corrects {question}, and {name} has no answers "
                "to it.",
                "The import map gives questions the ids of the instrument.",
            )
    if rule.when is not None:
        if open_name(setting.instrument, study, rule.when.question) not in study.units:
            raise UsageConflict(
                f"The recode {rule.id} reads the coding of {rule.when.question}, and "
                f"{name} has no such open question.",
                "The import map gives questions the ids of the instrument.",
            )
        study.codebook[rule.when.every_service_coded]


def _specs(setting: Setting) -> "TableFile":
    from hsbcode.results.specs import SCHEMA, TableFile

    if setting.specs is not None:
        return setting.specs
    return TableFile(schema=SCHEMA, instrument=setting.instrument.id, tables=())


def _left(recode: Recode, carried: Iterable[str] = ()) -> Recode:
    return replace(recode, carried=frozenset(carried))


def _dependents(
    setting: Setting, recode: Recode, people: "People"
) -> Iterable[Dependent]:
    decision = recode.decision
    carry, leave = (decision.carry, decision.leave) if decision else ((), ())
    for name in setting.rule.dependents:
        closed = people.form.questions.get(name)
        through, _ = survey_people(
            setting.study,
            setting.instrument,
            _specs(setting),
            {setting.rule.id: _left(recode, follow_ups(setting.instrument, name))},
        )
        yield Dependent(
            question=name,
            label=closed.label if closed else name,
            decision="carry" if name in carry else "leave" if name in leave else "",
            answered=_answered(people, name),
            answered_if_carried=_answered(through, name),
            tables=_tables(
                setting, people, follow_ups(setting.instrument, name), through
            ),
        )


def _answered(people: "People", name: str) -> int:
    question = people.form.questions.get(name)
    mask = people.nobody
    for column in question.columns if question else ():
        if column in people.data.columns:
            mask = mask | people.answered(column)
    return int(mask.sum())


def _tables(
    setting: Setting,
    people: "People",
    names: Iterable[str],
    through: "People | None" = None,
) -> tuple[AffectedTable, ...]:
    from hsbcode.results.coded_columns import with_codes
    from hsbcode.results.engine import compute, makeable
    from hsbcode.results.recoded_specs import specs_using

    file, study = _specs(setting), setting.study
    people = with_codes(people, study)
    through = with_codes(through, study) if through is not None else None
    there = {spec.id for spec in makeable(file, people)}
    found = []
    for spec in specs_using(
        file, people.form, frozenset(names), who_answered=through is not None
    ):
        if spec.id in there:
            changes = through is not None and _numbers(
                compute(spec, people, file.populations)
            ) != _numbers(compute(spec, through, file.populations))
            found.append(AffectedTable(spec.id, spec.title, changes))
    return tuple(found)


def _numbers(table: "Table") -> list[list[object]]:
    return [[cell.share or cell.text for cell in row.cells] for row in table.rows]


def _sisters(recode: Recode, people: "People", option: str) -> Iterable[Sister]:
    for name, sister in recode.sisters.items():
        if name in people.data.columns:
            chose = people.holding(name, (option,))
            respondents = zip(people.data.respondents, chose, strict=True)
            yield Sister(
                question=name,
                label=people.form.questions[name].label,
                code=sister.code,
                steps=steps_of(
                    [person for person, held in respondents if held],
                    int(people.answered(name).sum()),
                    sister.grounds,
                ),
            )
