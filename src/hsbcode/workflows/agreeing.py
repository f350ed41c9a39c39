"""Agreement between the coders of a project, or of a table of codings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.errors import AgreementError, UsageConflict, nearest
from hsbcode.domain.survey import Unit
from hsbcode.domain.units_that_count import units_that_count
from hsbcode.store.project import Project
from hsbcode.workflows.limits import about_coders

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class QuestionAgreement:
    """Agreement on one open question, with what is needed to talk about it."""

    question: str
    label: str
    report: AgreementReport
    units: dict[str, Unit]
    """The units of the disagreements."""
    caution: str = ""
    """What must be said of the coders wherever their agreement is printed."""


def agreement(
    project: Project,
    question: str = "",
    *,
    round_: str = "",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> tuple[QuestionAgreement, ...]:
    """Return agreement per open question that two coders or more have finished.

    First passes as they stand in the log are compared; settling never changes them.

    Raises:
        AgreementError: no answer was finished by two coders.
        UsageConflict: there is no such open question.
    """
    from hsbcode.agreement.report import measure

    caution = about_coders(project)
    known = {q.id: q for q in project.answers.questions().values() if q.is_open}
    if question and question not in known:
        raise UsageConflict(
            f"There is no open question “{question}”.", nearest(question, known)
        )
    found = []
    for each in known.values():
        if question and each.id != question:
            continue
        in_force = project.answers.all_units(each.id)
        replaced = project.answers.replaced_units(each.id)
        units = {unit.id: unit for unit in (*in_force, *replaced)}
        codings = _compared(
            in_force, replaced, _finished(project, units, round_ or None)
        )
        if not any(len(coders) > 1 for coders in codings.values()):
            continue
        codes = [code.id for code in project.codebook.offered(each.id)]
        used = {c for passes in codings.values() for s in passes.values() for c in s}
        codes.extend(sorted(used - set(codes)))
        report = measure(
            codings,
            codes=codes,
            respondents={unit: units[unit].respondent for unit in codings},
            resamples=resamples,
            seed=seed,
        )
        disputed = {d.unit: units[d.unit] for d in report.disagreements}
        found.append(QuestionAgreement(each.id, each.label, report, disputed, caution))
    if not found:
        raise AgreementError(
            "No answer was finished by two coders"
            + (f" under “{question}”." if question else "."),
            "Let a second person code some of the same answers, then ask again.",
        )
    return tuple(found)


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


def agreement_of_file(
    path: Path, *, resamples: int = RESAMPLES, seed: int = 0
) -> AgreementReport:
    """Return agreement of a CSV or XLSX table ``unit, coder, codes``."""
    from hsbcode.agreement.from_table import codings_from_rows
    from hsbcode.agreement.report import measure
    from hsbcode.exchange.codings_in import read_codings

    table = read_codings(path)
    rows = [
        (row.row, row.unit, row.coder, ";".join(row.codes)) for row in table.merged()
    ]
    codings, codes = codings_from_rows(rows, path.name)
    return measure(codings, codes=codes, resamples=resamples, seed=seed)


def write_agreement(
    found: Sequence[QuestionAgreement], labels: Mapping[str, str], path: Path
) -> None:
    """Write agreement tables to a .md or .html file; never over an existing one."""
    from hsbcode.report.document import (
        AgreementBlock,
        Block,
        Document,
        FactList,
        Heading,
    )
    from hsbcode.report.writing import write_document

    cautions = tuple(dict.fromkeys(each.caution for each in found if each.caution))
    blocks: list[Block] = [FactList(cautions)] if cautions else []
    for each in found:
        blocks += [Heading(each.label), AgreementBlock(each.report, dict(labels))]
    write_document(Document("Agreement between coders", tuple(blocks)), path)


def _compared(
    in_force: Sequence[Unit],
    replaced: Sequence[Unit],
    codings: dict[str, dict[str, frozenset[str]]],
) -> dict[str, dict[str, frozenset[str]]]:
    """Return the codings, of an answer split since only one: as it was, or in parts.

    What two people coded before it was split stays, until two coded all its parts.
    """
    if not replaced:
        return codings

    parts = {unit.id for unit in in_force}

    def is_compared(unit: str) -> bool:
        return len(codings.get(unit, ())) > (unit in parts)

    kept = {unit.id for unit in units_that_count(in_force, replaced, is_compared)}
    return {unit: coders for unit, coders in codings.items() if unit in kept}


def _finished(
    project: Project, units: dict[str, Unit], round_: str | None
) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for (coder, of_round), held in sorted(
        project.fold.passes.items(), key=lambda item: (item[0][0], item[0][1] or "")
    ):
        if coder == SETTLED or of_round != round_:
            continue
        for unit, own in held.items():
            if own.finishes and unit in units:
                found.setdefault(unit, {})[coder] = own.codes
    return found
