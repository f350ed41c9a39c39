"""Codings to other tools, and back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hsbcode.domain.acts import SETTLED, Act, ActKind, Origin, Span
from hsbcode.domain.errors import CodingsError, UsageConflict, nearest
from hsbcode.domain.survey import Unit
from hsbcode.exchange.codings_in import read_codings
from hsbcode.exchange.codings_out import (
    CodedUnit,
    write_codes,
    write_long,
    write_matrix,
)
from hsbcode.exchange.people_out import write_people
from hsbcode.exchange.resolving import ResolvedCoding, resolve
from hsbcode.store.project import Project
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.studying import read_study

FORMS = ("codes", "long", "matrix", "people")


def export_codings(
    project: Project, path: Path, form: str = "codes", *, excel: bool = False
) -> int:
    """Write codings; return the number of rows.

    ``codes``, ``long`` and ``matrix`` hold every coder's finished answers, ``people``
    the coding that counts.

    Raises:
        OutputError: the file exists or cannot be written.
        UsageConflict: there is no such form.
    """
    if form == "codes":
        units = list(_coded_units(project))
        # Names read better than ids; over several waves they may not be unique.
        unique = len({u.name for u in units}) == len({u.unit for u in units})
        return write_codes(units, path, excel=excel, names=unique)
    if form == "long":
        return write_long(_coded_units(project), path, excel=excel, texts=True)
    if form == "matrix":
        return write_matrix(_coded_units(project), project.codebook, path, excel=excel)
    if form == "people":
        return write_people(
            _counting_units(project),
            project.codebook,
            path,
            excel=excel,
            texts=True,
            about={"study": project.study, "codebook": project.codebook.version},
        )
    raise UsageConflict(
        f"There is no form “{form}”.",
        nearest(form, FORMS) or "Forms are: " + ", ".join(FORMS),
    )


def import_codings(project: Project, path: Path) -> dict[str, int]:
    """Bring codings in; return coder → answers coded.

    The coder ``(settled)`` stands for decisions that were agreed on: they count.
    What a coder holds already, coded alike, is left as it is.

    Raises:
        CodingsError: a unit or code is unknown, or a coder has coded an answer
            otherwise already; nothing is written then.
    """
    units = {unit.id: unit for unit in _units(project)}
    names: dict[str, str] = {}
    double: set[str] = set()
    for unit in units.values():
        if names.setdefault(unit.name, unit.id) != unit.id:
            double.add(unit.name)
    offered = {
        question: {code.id for code in project.codebook if code.offered_for(question)}
        for question in {unit.question for unit in units.values()}
    }
    rows = read_codings(path)
    resolved = resolve(
        rows,
        {name: unit for name, unit in names.items() if name not in double},
        {code.id for code in project.codebook},
        {unit.id: offered[unit.question] for unit in units.values()},
    )
    acts: list[Act] = []
    counts: dict[str, int] = {}
    presses: dict[str, str] = {}
    for coding in resolved:
        _check_spans(coding, units[coding.unit], path.name)
        coder = coding.coder
        if coder != SETTLED:
            coder = checked_name(coder)
        counts.setdefault(coder, 0)
        held = project.fold.unit(coder, coding.unit)
        if held.finished and held.codes == frozenset(coding.codes):
            continue
        if held.finished or held.applied:
            raise CodingsError(
                f"{path.name}, row {coding.row}: {coder} has coded "
                f"{units[coding.unit].name} otherwise already.",
                "Nothing was written. Give the coder in the file another name.",
            )
        press = presses.setdefault(coder, project.log.new_id())
        acts.extend(_acts(project, coding, coder, press))
        counts[coder] += 1
    if acts:
        if project.log.count():
            project.backups.make("before import")
        project.record(*acts)
    return counts


def _check_spans(coding: ResolvedCoding, unit: Unit, file: str) -> None:
    """Refuse a stretch that is not all within the unit's text."""
    last = unit.start + len(unit.text)
    for code, span in coding.spans:
        if span.start < unit.start or span.end > last:
            raise CodingsError(
                f"{file}, row {coding.row}: characters {span.start} to {span.end} of "
                f"“{code}” lie outside {unit.name}, which has {unit.start} to {last}.",
                "The text may be another version than the one that was coded.",
            )


def _acts(
    project: Project, coding: ResolvedCoding, coder: str, press: str
) -> Iterator[Act]:
    version = project.codebook.version or None
    spans: list[tuple[str, Span | None]] = [(code, None) for code in coding.whole]
    spans += coding.spans
    for code, span in spans:
        yield project.log.make(
            coder,
            press,
            ActKind.APPLY,
            unit=coding.unit,
            code=code,
            start=span.start if span else None,
            end=span.end if span else None,
            origin=str(Origin.IMPORT if coder != SETTLED else Origin.SETTLING),
            shown="none",
            codebook=version,
        )
    yield project.log.make(
        coder, press, ActKind.FINISH, unit=coding.unit, codebook=version
    )


def _units(project: Project) -> Iterator[Unit]:
    for question in project.answers.questions().values():
        if question.is_open:
            yield from project.answers.all_units(question.id)


def _coded_units(project: Project) -> Iterator[CodedUnit]:
    waves = {r.id: r.wave for r in project.answers.respondents()}
    passes = sorted(
        (
            (coder, round_ or "", units)
            for (coder, round_), units in project.fold.passes.items()
            if coder != SETTLED
        ),
        key=lambda each: each[:2],
    )
    for unit in _units(project):
        # Of a coder's passes the last round counts, as it does in tables.
        latest = {
            coder: held_units[unit.id]
            for coder, _round, held_units in passes
            if unit.id in held_units and held_units[unit.id].finished
        }
        for coder, held in latest.items():
            yield replace(
                _plain(unit, waves[unit.respondent]),
                coder=coder,
                codes=held.codes,
                spans=held.spans(),
            )


def _counting_units(project: Project) -> Iterator[CodedUnit]:
    study = read_study(project, derived=False)
    waves = {r.id: r.wave for r in study.respondents}
    for units in study.units.values():
        for unit in units:
            verdict = study.verdicts[unit.id]
            yield replace(
                _plain(unit, waves[unit.respondent]),
                coder=", ".join(verdict.coders),
                codes=verdict.codes,
                finished=verdict.counts,
            )


def _plain(unit: Unit, wave: str) -> CodedUnit:
    return CodedUnit(
        unit=unit.id,
        name=unit.name,
        respondent=unit.reference,
        wave=wave,
        question=unit.question,
        box=unit.box,
        text=unit.text,
        coder="",
    )
