"""The limits of a project's report: which facts hold, which are switched on."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.limits import Limit, Statement
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_instrument

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.report.methods import MethodsFacts

INVENTED_CODERS = "invented_coders"
_STATED = "study facts"
_SWITCHES = "limits"
_BEFORE_COUNTS = re.compile(r"\d")


def keep_facts(project: Project, path: Path, coder: str = "project") -> Statement:
    """Keep what a file states about the study; a later file takes its place.

    Raises:
        FactsError: the file is not sound.
        UsageConflict: a fact is neither known nor told in a sentence of its own.
    """
    import msgspec

    from hsbcode.files.facts_form import read_facts
    from hsbcode.report.known_limits import IDS

    stated = read_facts(path)
    for fact in stated.facts:
        if fact.id not in IDS and not fact.sentence:
            raise UsageConflict(
                f"{path.name}: “{fact.id[:40]}” is no general limit and has no "
                "sentence.",
                nearest(fact.id, IDS) or "Write a sentence beside it.",
            )
    value = msgspec.to_builtins(stated)
    if project.settings.get(_STATED) != value:
        project.put_setting(_STATED, value, coder)
    return stated


def stated_facts(project: Project) -> Statement:
    """Return what the project states about its study; empty if nothing is."""
    import msgspec

    value = project.settings.get(_STATED)
    if not isinstance(value, dict):
        return Statement()
    return msgspec.convert(value, Statement)


def about_coders(project: Project) -> str:
    """Return what must be said of the coders wherever they agree; mostly nothing."""
    from hsbcode.report.known_limits import STATED

    for fact in stated_facts(project).facts:
        if fact.id == INVENTED_CODERS:
            known = {one.id: one.sentence for one in STATED}
            return fact.sentence or known[INVENTED_CODERS]
    return ""


def switch_limits(
    project: Project,
    on: Sequence[str] = (),
    off: Sequence[str] = (),
    coder: str = "project",
) -> None:
    """Switch limits on or off for every later report.

    Raises:
        UsageConflict: there is no such limit, or one is switched both ways.
    """
    from hsbcode.report.known_limits import IDS

    known = dict.fromkeys((*IDS, *(fact.id for fact in stated_facts(project).facts)))
    for name in (*on, *off):
        if name not in known:
            raise UsageConflict(
                f"There is no limit “{name[:40]}”.",
                nearest(name, known) or f"There are: {', '.join(known)}.",
            )
    both = sorted({*on} & {*off})
    if both:
        raise UsageConflict(f"“{both[0]}” cannot be switched on and off at once.")
    before = _switches(project)
    after = before | dict.fromkeys(on, True) | dict.fromkeys(off, False)
    if after != before:
        project.put_setting(_SWITCHES, after, coder)


def limits(
    project: Project,
    study: Study,
    tables: Sequence[Table],
    policy: DisclosurePolicy,
    *,
    facts: "MethodsFacts | None" = None,
) -> tuple[Limit, ...]:
    """Return every limit of a report with its switch.

    Args:
        project: whose facts and switches count.
        study: its answers.
        tables: what the report prints, as released.
        policy: under which they are released.
        facts: on the coding; collected anew if not given.
    """
    from hsbcode.report.limits import FoundFacts, limits_of, small_bases

    bases, under = small_bases(tables, policy)
    instrument = kept_instrument(project)
    stated = stated_facts(project)
    return limits_of(
        FoundFacts(
            small_bases=bases,
            small_under=under,
            pooled=_pooled(study, instrument),
            recodes=_recodes(study, tables, policy),
            coding=facts or coding_facts(project, study),
            undecided=tuple(
                f"{label}: {what}"
                for name, label, what in _left_open(instrument)
                if name not in stated.decisions
            ),
            decided=tuple(
                f"{_label(name, instrument)}: {answer}"
                for name, answer in stated.decisions.items()
            ),
        ),
        stated,
        _switches(project),
    )


def all_limits(project: Project, study: Study) -> tuple[Limit, ...]:
    """Return the limits as a report under the project's own policy prints them."""
    from hsbcode.workflows.areas.numbers import with_area_numbers
    from hsbcode.workflows.releasing import release, released_policy
    from hsbcode.workflows.tabulating import tabulation

    policy = released_policy(project)
    made = release(study, policy, tables=tabulation(project, study)).tables
    tables, _unnumbered = with_area_numbers(project, study, made)
    return limits(project, study, tables, policy)


def coding_facts(
    project: Project,
    study: Study,
    agreement: Sequence[tuple[str, AgreementReport]] | None = None,
) -> "MethodsFacts":
    """Return the facts about the coding of every question that has one."""
    from hsbcode.report.methods import methods_facts
    from hsbcode.workflows.coding_facts import agreement_on, suggestion_use

    coded = [
        question.id
        for question in study.open_questions
        if any(study.verdicts[unit.id].counts for unit in study.units[question.id])
    ]
    return methods_facts(
        study,
        coded,
        agreement=agreement_on(project, coded) if agreement is None else agreement,
        suggestions=suggestion_use(project),
    )


def _switches(project: Project) -> dict[str, bool]:
    value = project.settings.get(_SWITCHES)
    if not isinstance(value, dict):
        return {}
    return {str(name): bool(on) for name, on in value.items()}


def _pooled(study: Study, instrument: "Instrument | None") -> tuple[str, ...]:
    """Return the joined questions of the study whose twins speak of other units."""
    if instrument is None:
        return ()
    from hsbcode.files.instrument_form import questions

    asked = questions(instrument)
    there = {name.partition(".")[0] for name in study.questions}
    found = []
    for pool in instrument.pooled:
        twins = [asked[name] for name in pool.sources]
        if len({twin.unit for twin in twins}) < 2 or not there & {
            pool.id,
            *pool.sources,
        }:
            continue
        caution = f" ({pool.caution.rstrip('.')})" if pool.caution else ""
        found.append(f"“{twins[0].short}”{caution}")
    return tuple(found)


def _left_open(
    instrument: "Instrument | None",
) -> tuple[tuple[str, str, str], ...]:
    """Return (id, label, what is not decided) for everything the form leaves open."""
    if instrument is None:
        return ()
    from hsbcode.files.instrument_form import questions

    found = [
        (one.id, one.short, one.undecided)
        for one in questions(instrument).values()
        if one.undecided
    ]
    found += [
        (one.id, _label(one.id, instrument), one.undecided)
        for one in instrument.pooled
        if one.undecided
    ]
    found += [
        (one.id, one.label, one.undecided)
        for one in instrument.derived
        if one.undecided
    ]
    return tuple(found)


def _label(name: str, instrument: "Instrument | None") -> str:
    if instrument is None:
        return name
    from hsbcode.files.instrument_form import questions

    asked = questions(instrument)
    labels = {one.id: one.short for one in asked.values()}
    labels |= {one.id: asked[one.sources[0]].short for one in instrument.pooled}
    labels |= {one.id: one.label for one in instrument.derived}
    return labels.get(name, name)


def _recodes(
    study: Study, tables: Sequence[Table], policy: DisclosurePolicy
) -> tuple[str, ...]:
    """Return what stands under tables about the recodes in force, each once.

    The sentences count people, so they are taken from tables as they are released; a
    recode that none of these speaks of is only named.
    """
    printed = [note for table in tables for note in table.notes.more]
    found: dict[str, None] = {}
    for rule in study.recodes:
        notes = study.recode_notes.get(rule)
        for sentence in notes.sentences if notes else ():
            head = _BEFORE_COUNTS.split(sentence, maxsplit=1)[0]
            told = next((note for note in printed if note.startswith(head)), None)
            if told is not None or not policy.protects:
                found[told or str(sentence)] = None
            elif notes is not None:
                found[f"Recode in force: {notes.line}."] = None
    return tuple(found)
