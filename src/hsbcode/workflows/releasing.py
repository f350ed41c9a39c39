"""What leaves the project: the disclosure policy, and what is made under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.disclosure import (
    NO_CONTROL,
    ROUNDED,
    DisclosurePolicy,
    named_policy,
)
from hsbcode.domain.quotes import QuoteLimits
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.results.disclosure import apply_policies, hidden_answers
from hsbcode.store.project import Project
from hsbcode.workflows import tabulating


@dataclass(frozen=True, slots=True)
class Released:
    """Tables that are released together, and what quotes beside them may say."""

    tables: tuple[Table, ...]
    limits: Mapping[str, QuoteLimits] = field(default_factory=dict)
    """Open question → limits of its quotes; empty without disclosure control."""


def released_policy(project: Project) -> DisclosurePolicy:
    """Return the policy for what is released; rounding until something else is set."""
    value = project.settings.get("disclosure")
    if not isinstance(value, dict):
        return ROUNDED
    return named_policy(str(value["protection"]), int(value["threshold"]))


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
) -> Released:
    """Return the tables of a study under a policy, and what quotes may say.

    The splits by what is printed about people quoted are protected with the others,
    whether they are printed or not.

    Raises:
        UsageConflict: a question to split by is no closed question.
    """
    splits = tuple(dict.fromkeys((*by, *attribution)))
    if not policy.protects:
        return Released(tabulating.all_tables(study, by))
    every = apply_policies(tabulating.all_tables(study, splits), policy)
    frequencies = {t.question: t for t in every if t.kind == "frequency"}
    limits = {}
    for themes in every:
        if themes.kind != "themes":
            continue
        hidden = {
            (code, split.by, answer)
            for split in every
            if split.question == themes.question and split.by in attribution
            for code, answer in hidden_answers(split, policy)
        }
        limits[themes.question] = QuoteLimits(
            policy.sentence, themes, frequencies, frozenset(hidden)
        )
    return Released(tuple(t for t in every if not t.by or t.by in by), limits)


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
            replace(code, prevalence=None, percent=None, positive=None, pairs=())
            for code in report.codes
        ),
    )
