"""Codings to other tools, and back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.acts import SETTLED, Act, ActKind, Origin, Span
from hsbcode.domain.errors import CodingsError, UsageConflict, nearest
from hsbcode.domain.survey import Unit
from hsbcode.domain.units_that_count import units_that_count
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
from hsbcode.workflows.redacting.masking import text_masker
from hsbcode.workflows.studying import read_study

if TYPE_CHECKING:
    from hsbcode.domain.passes import UnitPass

FORMS = ("codes", "long", "matrix", "people")


def export_codings(
    project: Project,
    path: Path,
    form: str = "codes",
    *,
    excel: bool = False,
    redacted: bool = False,
) -> int:
    """Write codings; return the number of rows.

    ``codes``, ``long`` and ``matrix`` hold every coder's finished answers, ``people``
    the coding that counts. Where ``redacted``, answers stand without the words that
    were replaced and the names on the project's list.

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
        coded = _texts_as(project, _coded_units(project), redacted=redacted)
        return write_long(coded, path, excel=excel, texts=True)
    if form == "matrix":
        return write_matrix(_coded_units(project), project.codebook, path, excel=excel)
    if form == "people":
        return write_people(
            _texts_as(project, _counting_units(project), redacted=redacted),
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


def _texts_as(
    project: Project, units: Iterator[CodedUnit], *, redacted: bool
) -> Iterator[CodedUnit]:
    """Yield units with their texts as they are, or as they may leave the project."""
    if not redacted:
        yield from units
        return
    masked = text_masker(project)
    texts = {
        unit.id: masked(unit)
        for in_force, replaced in _units(project)
        for unit in (*in_force, *replaced)
    }
    for each in units:
        yield replace(each, text=texts[each.unit])


def import_codings(project: Project, path: Path, coder: str = "") -> dict[str, int]:
    """Bring codings in; return coder → answers coded.

    ``coder`` is who coded all of it, for a table without such a column.
    The coder ``(settled)`` stands for decisions that were agreed on: they count.
    What a coder holds already, coded alike, is left as it is.

    Raises:
        CodingsError: a unit or code is unknown, or a coder has coded an answer
            otherwise already; nothing is written then.
    """
    units = {
        unit.id: unit
        for in_force, replaced in _units(project)
        for unit in (*in_force, *replaced)
    }
    names: dict[str, str] = {}
    double: set[str] = set()
    for unit in units.values():
        if names.setdefault(unit.name, unit.id) != unit.id:
            double.add(unit.name)
    offered = {
        question: {code.id for code in project.codebook if code.offered_for(question)}
        for question in {unit.question for unit in units.values()}
    }
    rows = read_codings(path, coder)
    resolved = resolve(
        rows,
        {name: unit for name, unit in names.items() if name not in double},
        {code.id for code in project.codebook},
        {unit.id: offered[unit.question] for unit in units.values()},
        _by_label(project),
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
        # A table from before a merge says the same by the former names.
        read_as = frozenset(map(project.codebook.standing, coding.codes))
        if held.finished and held.codes == read_as:
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


def _by_label(project: Project) -> dict[str, str]:
    """Return label in lower case → id, of labels that only one code has."""
    labels = Counter(code.label.casefold() for code in project.codebook)
    return {
        code.label.casefold(): code.id
        for code in project.codebook
        if labels[code.label.casefold()] == 1
    }


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


def _units(project: Project) -> Iterator[tuple[tuple[Unit, ...], tuple[Unit, ...]]]:
    """Yield the units of each open question: in force, and split or joined since."""
    answers = project.answers
    for question in answers.questions().values():
        if question.is_open:
            yield answers.all_units(question.id), answers.replaced_units(question.id)


def _coded_units(project: Project) -> Iterator[CodedUnit]:
    waves = {r.id: r.wave for r in project.answers.respondents()}
    # Of a coder's passes the last round counts, as it does in tables.
    latest: dict[str, dict[str, UnitPass]] = {}
    for (coder, _round), held_units in sorted(
        project.fold.by_age(), key=lambda each: each[0][0]
    ):
        if coder == SETTLED:
            continue
        finished = {unit: held for unit, held in held_units.items() if held.finished}
        latest.setdefault(coder, {}).update(finished)
    for in_force, replaced in _units(project):
        standing = {
            coder: {
                u.id for u in units_that_count(in_force, replaced, held.__contains__)
            }
            for coder, held in latest.items()
        }
        for unit in _in_order(in_force, replaced):
            for coder, of_coder in latest.items():
                if unit.id in of_coder and unit.id in standing[coder]:
                    held = of_coder[unit.id]
                    yield replace(
                        _plain(unit, waves[unit.respondent]),
                        coder=coder,
                        codes=held.codes,
                        spans=held.spans(),
                    )


def _in_order(in_force: Sequence[Unit], replaced: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units as they stand in the survey, an answer's former ones first."""
    former: dict[str, list[Unit]] = {}
    for unit in replaced:
        former.setdefault(unit.box_id, []).append(unit)
    for unit in in_force:
        yield from former.pop(unit.box_id, ())
        yield unit


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
        box=unit.box if unit.is_whole else unit.label,
        text=unit.text,
        coder="",
    )
