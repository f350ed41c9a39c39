"""The joint displays that a project keeps, and pairs that somebody types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hsbcode.domain.errors import HsbcodeError, UsageConflict, nearest
from hsbcode.domain.joint import SMALL_BASE, JointPair
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind
from hsbcode.results.joint import answer_groups, theme_questions
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_instrument, kept_specs
from hsbcode.workflows.naming import place_questions
from hsbcode.workflows.on_route import with_routes
from hsbcode.workflows.survey_tables import survey_people

_KEPT = "joint displays"


@dataclass(frozen=True, slots=True)
class JointPlan:
    """Which displays are made; the first one is J1."""

    pairs: tuple[JointPair, ...] = ()
    small_base: int = SMALL_BASE
    """Cells on fewer people show no quote."""


def kept_plan(project: Project) -> JointPlan:
    """Return the displays that a project keeps; none where it keeps none.

    A merged code is read as the one that stays.
    """
    value = project.settings.get(_KEPT)
    if not isinstance(value, dict):
        return JointPlan()
    standing = project.codebook.standing
    return JointPlan(
        tuple(
            JointPair(
                standing(one["code"]),
                one["closed"],
                one.get("option", ""),
                tuple(one.get("questions", ())),
                tuple(one.get("answers", ())),
                one.get("said", ""),
            )
            for one in value["pairs"]
        ),
        int(value.get("small_base", SMALL_BASE)),
    )


def keep_plan(
    project: Project, study: Study, path: Path, coder: str = "project"
) -> JointPlan:
    """Keep a file of displays; a later one takes its place.

    Raises:
        JointFileError: the file is not in the form.
        UsageConflict: a pair names a question or an answer that is not there.
        CodebookError: a pair names a code that is not there.
    """
    from hsbcode.files.joint_form import read_joint

    found = read_joint(path)
    wide = with_pools(project, study, (one.closed for one in found.pairs))
    pairs = []
    for number, one in enumerate(found.pairs, start=1):
        try:
            pair = resolved(
                project,
                wide,
                JointPair(
                    one.code,
                    one.closed,
                    "",
                    tuple(one.questions),
                    tuple(one.answers),
                    one.said,
                ),
            )
        except HsbcodeError as problem:
            raise UsageConflict(
                f"{path.name}, pair {number}: {problem.message}", problem.hint
            ) from None
        pairs.append(pair)
    plan = JointPlan(tuple(pairs), found.small_base)
    value = {
        "file": path.name,
        "small_base": plan.small_base,
        "pairs": [_value(pair) for pair in plan.pairs],
    }
    if project.settings.get(_KEPT) != value:
        project.put_setting(_KEPT, value, coder)
    return plan


def typed_pairs(
    project: Project, study: Study, words: Iterable[str]
) -> tuple[JointPair, ...]:
    """Return pairs typed as ``CODE=QUESTION`` or ``CODE@OPEN=QUESTION``.

    Raises:
        UsageConflict: one is not in that form, or names what is not there.
        CodebookError: there is no such code.
    """
    pairs = []
    for each in words:
        theme, sign, closed = each.partition("=")
        code, _at, question = theme.partition("@")
        if not sign or not code.strip() or not closed.strip():
            raise UsageConflict(
                f"“{each[:60]}” is no pair of a theme and a closed question.",
                "Write CODE=QUESTION, e.g. engagement=b_confidence.direct.",
            )
        asked = (question.strip(),) if question.strip() else ()
        pair = JointPair(code.strip(), closed.strip(), questions=asked)
        wide = with_pools(project, study, [pair.closed])
        pairs.append(resolved(project, wide, pair))
    return tuple(pairs)


def resolved(project: Project, study: Study, pair: JointPair) -> JointPair:
    """Return a pair with the question and the option that its name means.

    Raises:
        UsageConflict: there is no such closed question, option or open question, or
            the question says where people belong.
        CodebookError: there is no such code.
    """
    closed = {question.id for question in study.closed_questions}
    pair = replace(pair, code=project.codebook.standing(pair.code))
    if pair.closed not in closed:
        question, _dot, option = pair.closed.rpartition(".")
        if question not in closed:
            raise UsageConflict(
                f"There is no closed question “{pair.closed[:60]}”.",
                nearest(pair.closed, closed) or "hsbcode tables PROJECT --all lists.",
            )
        label = _option(project, study, question, option)
        pair = replace(pair, closed=question, option=label)
    if pair.closed in place_questions(project):
        raise UsageConflict(
            f"“{pair.closed}” says where people belong, and no quote says that.",
            "hsbcode areas PROJECT -o FOLDER writes a pack for each place.",
        )
    theme_questions(study, pair)
    answer_groups(study, pair)
    return pair


def as_corrected(project: Project, study: Study, pair: JointPair) -> JointPair:
    """Return a pair whose closed answer is read as corrected, where a recode says so.

    A pair that names answers keeps to the question as it was answered.
    """
    if not study.recodes or pair.answers:
        return pair
    instrument = kept_instrument(project)
    for rule in instrument.derived if instrument else ():
        if (
            rule.kind == "recode"
            and rule.id in study.recodes
            and pair.closed in rule.sources
            and rule.id in study.questions
        ):
            return replace(pair, closed=rule.id)
    return pair


def with_pools(project: Project, study: Study, names: Iterable[str]) -> Study:
    """Return the study with questions as the instrument reads them, where named.

    ``factors.abuse_sexual`` then is what practitioners and managers answered, and of
    an option that was printed twice there is one.
    """
    instrument = kept_instrument(project)
    if instrument is None:
        return study
    from hsbcode.files.instrument_values import closed_form

    named = set(names)
    named |= {name.rpartition(".")[0] for name in named - study.questions.keys()}
    doubled = {
        question.id
        for question in closed_form(instrument).questions.values()
        if any(option.duplicate_of for option in question.options)
    }
    wanted = {name for name in named if name not in study.questions or name in doubled}
    wanted.discard("")
    if not wanted:
        return study
    from hsbcode.results.specs import SCHEMA, TableFile
    from hsbcode.workflows.derived_questions import as_closed

    empty = TableFile(schema=SCHEMA, instrument=instrument.id, tables=())
    people, _made = survey_people(study, instrument, kept_specs(project) or empty)
    questions, closed = dict(study.questions), dict(study.closed)
    for pooled in people.form.questions.values():
        for column in pooled.columns:
            if column not in wanted or column not in people.data.columns:
                continue
            made, closed[column] = as_closed(people, column)
            known = study.questions.get(column)
            if known is not None:
                made = replace(known, options=made.options)
            questions[column] = made
    return with_routes(replace(study, questions=questions, closed=closed), people)


def _option(project: Project, study: Study, question: str, option: str) -> str:
    """Return the label of an option that is named by its id or its label."""
    known = study.questions[question]
    if known.kind not in (Kind.TICK, Kind.TICKS):
        raise UsageConflict(
            f"“{question}” is no list to tick, so “{option[:60]}” cannot stand alone.",
            f"Name the question: {question}.",
        )
    labels = {_folded(label): label for label in known.options}
    instrument = kept_instrument(project)
    if instrument is not None:
        from hsbcode.files.instrument_values import closed_form

        form = closed_form(instrument).questions.get(question)
        for one in form.options if form else ():
            if one.label in known.options:
                labels.setdefault(one.id, one.label)
    found = labels.get(option) or labels.get(_folded(option))
    if found is None:
        raise UsageConflict(
            f"“{question}” has no option “{option[:60]}”.",
            nearest(option, labels) or f"Options: {'; '.join(known.options)}.",
        )
    return found


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _value(pair: JointPair) -> dict[str, Any]:
    value: dict[str, Any] = {"code": pair.code, "closed": pair.closed}
    for name in ("option", "said"):
        if getattr(pair, name):
            value[name] = getattr(pair, name)
    for name in ("questions", "answers"):
        if getattr(pair, name):
            value[name] = list(getattr(pair, name))
    return value


def fitting(study: Study, pairs: Sequence[JointPair]) -> tuple[JointPair, ...]:
    """Return the pairs whose code and questions are still there."""
    kept = []
    for pair in pairs:
        try:
            theme_questions(study, pair)
            answer_groups(study, pair)
        except HsbcodeError:
            continue
        kept.append(pair)
    return tuple(kept)
