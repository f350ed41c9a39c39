"""The record of a report: from which state of the project it was made.

It says what can be looked up again, and nothing that changes by itself: the same
project gives the same record, whoever writes the report and when.
"""

import hashlib
import json
from collections.abc import Sequence

from hsbcode import __version__
from hsbcode.domain.acts import ActKind
from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.report_plan import ReportPlan
from hsbcode.domain.study import Study
from hsbcode.store.project import Project

_DATED = (
    ActKind.APPLY,
    ActKind.REMOVE,
    ActKind.FINISH,
    ActKind.SETTLE,
    ActKind.CODEBOOK,
    ActKind.QUOTE,
    ActKind.REDACT,
)


def report_record(
    project: Project,
    study: Study,
    plan: ReportPlan,
    policy: DisclosurePolicy,
    attribution: Sequence[str] = (),
) -> tuple[tuple[str, str], ...]:
    """Return (what, value), in printed order.

    Args:
        project: what the report is of.
        study: its answers, as read for the report.
        plan: what the report holds.
        policy: disclosure control.
        attribution: closed questions that say who is quoted.
    """
    book = study.codebook
    version = f"{book.title}, version {book.content_version}" if book else ""
    found = {
        "Study": study.name,
        "Data": "; ".join(sorted(study.sources.values())),
        "State of the data": last_day(project),
        "State of the project": project_state(study),
        "Codebook": version.removeprefix(", "),
        "Disclosure control": policy.sentence,
        "Quotes attributed by": ", ".join(
            study.questions[each].label for each in attribution
        ),
        "Parts": ", ".join(plan.parts),
        "Questions": ", ".join(plan.questions) or "all",
        "Split by": ", ".join(plan.by),
        "Made with": f"hsbcode {__version__}",
    }
    return tuple((what, value) for what, value in found.items() if value)


def last_day(project: Project) -> str:
    """Return the day (UTC) of the last decision that a report can show, or ''.

    What is done in a round that is not released is no part of any report.
    """
    days = [
        act.at[:10]
        for kind in _DATED
        for act in project.log.of_kind(kind)
        if project.fold.is_open(act.round)
    ]
    return f"{max(days)} (last decision, UTC)" if days else ""


def project_state(study: Study) -> str:
    """Return eight hexadecimal digits of everything a report is counted from.

    Two files with the same answers, codings, codebook and decisions on quotes have
    the same state, in whatever order they came to be.
    """
    book = study.codebook
    state = {
        "codebook": book.content_version if book else "",
        "answers": sorted(
            (unit.id, unit.text, sorted(verdict.codes), str(verdict.standing))
            for some in study.units.values()
            for unit in some
            if (verdict := study.verdicts.get(unit.id)) is not None
        ),
        "closed": {
            question: sorted((who, list(given)) for who, given in values.items())
            for question, values in study.closed.items()
        },
        "asked": {each: sorted(people) for each, people in study.asked.items()},
        "held back": sorted(study.held_back),
        "quotes": _decided(study),
        "names": sorted(repr(name) for name in study.names),
    }
    said = json.dumps(state, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _decided(study: Study) -> list[list[str]]:
    """Return the decisions on quotes without who made them and when."""
    found = study.quoting
    return sorted(
        [kind, about, one.unit, one.code, one.step, repr(one.span)]
        for kind, some in (
            ("taken", found.taken),
            ("refused", found.refused),
            ("cut", found.cuts),
            ("redacted", found.redacted),
        )
        for about, decisions in some.items()
        for one in decisions
    )
