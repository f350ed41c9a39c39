"""What leaves the project: the disclosure policy, and what is made under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.disclosure import (
    NO_CONTROL,
    DisclosurePolicy,
    Protection,
    named_policy,
)
from hsbcode.domain.quotes import QuoteLimits
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.results.counted import with_marks
from hsbcode.results.disclosure.policy import apply_policies, hidden_answers
from hsbcode.results.joint import KIND as JOINT
from hsbcode.store.project import Project
from hsbcode.workflows.disclosure_setting import released_policy as released_policy
from hsbcode.workflows.tabulating import Tabulation


@dataclass(frozen=True, slots=True)
class Released:
    """Tables that are released together, and what quotes beside them may say."""

    tables: tuple[Table, ...]
    limits: Mapping[str, QuoteLimits] = field(default_factory=dict)
    """Open question → limits of its quotes; empty without disclosure control."""
    joint: tuple[Table, ...] = ()
    """Tables of joint displays, protected with the others."""


def set_released_policy(
    project: Project, policy: DisclosurePolicy, coder: str = "project"
) -> None:
    """Remember the policy for what is released."""
    if policy != released_policy(project) or "disclosure" not in project.settings:
        value = {"protection": str(policy.protection), "threshold": policy.threshold}
        project.put_setting("disclosure", value, coder)


def wanted_policy(
    project: Project, name: str = "", *, released: bool = True
) -> DisclosurePolicy:
    """Return the policy somebody asked for, or else the usual one.

    Args:
        project: whose setting decides what is released.
        name: ``none``, ``rounded`` or ``suppressed``; empty where nobody asked. The
            threshold is the project's.
        released: False for what is only shown on a screen.

    Raises:
        UsageConflict: there is no such policy.
    """
    usual = released_policy(project)
    if name:
        return named_policy(name, usual.threshold)
    return usual if released else NO_CONTROL


def release(
    study: Study,
    policy: DisclosurePolicy,
    *,
    by: Sequence[str] = (),
    attribution: Sequence[str] = (),
    tables: Tabulation | None = None,
    joint: Sequence[Table] | None = None,
) -> Released:
    """Return the tables of a study under a policy, and what quotes may say.

    The splits by what is printed about people quoted are protected with the others,
    whether they are printed or not.

    Args:
        study: the answers.
        policy: disclosure control.
        by: closed questions to split themes by.
        attribution: closed questions that say who is quoted.
        tables: what the study is tabulated by; tables of its questions, if left out.
            Where it has specs, frequencies are protected and not among the tables.
        joint: tables of joint displays; by default those that ``tables`` has.

    Raises:
        UsageConflict: a question to split by is no closed question.
    """
    made = tables or Tabulation(study)
    pairs = {table.id: table for table in made.joint}
    pairs |= {table.id: table for table in joint or ()}
    if not policy.protects:
        return Released(made.usual(by), joint=tuple(pairs.values()))
    splits = tuple(dict.fromkeys((*by, *attribution)))
    exact = (*made.usual(splits, every=True), *pairs.values())
    every = _together(made, policy, exact)
    frequencies = {t.question: t for t in every if t.kind == "frequency"}
    limits = {}
    for themes in every:
        if themes.kind != "themes":
            continue
        hidden = {
            (code, split.by, answer)
            for split in every
            if split.question == themes.question
            and split.by in attribution
            and split.kind != JOINT
            for code, answer in hidden_answers(split, policy)
        }
        limits[themes.question] = QuoteLimits(
            policy.sentence, themes, frequencies, frozenset(hidden), policy
        )
    shown = tuple(
        table
        for table in every
        if (not table.by or table.by in by)
        and (table.kind != "frequency" or made.file is None)
        and table.kind != JOINT
    )
    told = tuple(table for table in every if table.kind == JOINT)
    return Released(shown, limits, told)


def released_tables(
    made: Tabulation,
    policy: DisclosurePolicy,
    wanted: Sequence[str] = (),
    by: Sequence[str] = (),
    *,
    every: bool = False,
) -> tuple[Table, ...]:
    """Return tables under a policy.

    Args:
        made: all tables of the study.
        policy: disclosure control.
        wanted: ids, numbers or questions; empty for the usual tables.
        by: questions to split them by; with no table named, the themes.
        every: the usual tables with frequencies of all closed questions.

    Raises:
        UsageConflict: there is no such table, or no such question to split by.
        TableSpecError: a table cannot be made or split as it is described.
    """
    found = made.named(wanted, by) if wanted else made.usual(by, every=every)
    if policy.protection is not Protection.SUPPRESSED:
        return apply_policies(found, policy)
    # what one table hides another must not give away, whichever of them is printed
    others = {table.id: table for table in made.usual((), every=True)}
    others |= {table.id: table for table in made.joint}
    together = others | {table.id: table for table in found}
    shown = {t.id: t for t in _together(made, policy, tuple(together.values()))}
    return tuple(shown[table.id] for table in found)


def _together(
    made: Tabulation, policy: DisclosurePolicy, tables: Sequence[Table]
) -> tuple[Table, ...]:
    """Protect tables together; suppression needs to know who stands in each cell."""
    if policy.protection is Protection.SUPPRESSED and made.file is not None:
        tables = [with_marks(made.study, table) for table in tables]
    return apply_policies(tables, policy)


def released_agreement(
    report: AgreementReport, policy: DisclosurePolicy
) -> AgreementReport:
    """Return agreement without what tells how often a rare code was given.

    From shares of agreement, and from who applied each code, the number of answers
    behind a code can be worked out; a coefficient alone does not give it away.
    """
    if not policy.protects:
        return report
    return replace(
        report,
        codes=tuple(
            replace(
                code,
                prevalence=None,
                percent=None,
                positive=None,
                pairs=(),
                applied=0,
                used=0,
                agreed=0,
            )
            for code in report.codes
        ),
        spans=(),
        more=(),
    )
