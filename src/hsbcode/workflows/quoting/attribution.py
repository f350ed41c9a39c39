"""What quotes tell of people, as the project keeps it: typed, checked, read back."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hsbcode.domain.attribution import (
    SHARED_BY_AT_LEAST,
    AttributionRule,
    Field,
    Rung,
    as_rule,
)
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.questions import options_of
from hsbcode.domain.study import Study
from hsbcode.store.project import Project
from hsbcode.workflows.naming import place_questions
from hsbcode.workflows.quoting.telling import check_tells_no_person
from hsbcode.workflows.studying import read_study

_SETTING = "attribution"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def attribution_rule(project: Project) -> AttributionRule:
    """Return the rule; a setting of older versions lists questions only."""
    value = project.settings.get(_SETTING)
    if isinstance(value, list):
        return as_rule([str(each) for each in value])
    return _from_setting(value) if isinstance(value, dict) else AttributionRule()


def set_attribution_rule(
    project: Project, rule: AttributionRule, coder: str = "project"
) -> None:
    """Remember what quotes tell of people.

    Raises:
        UsageConflict: a question is not there, is not closed, or says where people
            belong, how old they are, or on which board they sit.
    """
    study = read_study(project)
    places = place_questions(project)
    for question in rule.questions:
        _closed(study, question)
        check_tells_no_person(project, study, question, places)
    for each in rule.fields:
        for rung in each.ladder:
            offered = options_of(study, study.questions[rung.question])
            for answer in rung.families:
                if answer not in offered:
                    raise UsageConflict(
                        f"“{answer[:60]}” is no answer to “{rung.question}”.",
                        nearest(answer, offered),
                    )
    value = _as_setting(rule)
    if value != (project.settings.get(_SETTING) or []):
        project.put_setting(_SETTING, value, coder)


def typed_rule(
    project: Project,
    text: str = "",
    *,
    pattern: str = "",
    at_least: int | None = None,
    families: Sequence[str] = (),
) -> AttributionRule:
    """Return the rule that somebody typed; what is left out stays as it is.

    Args:
        project: whose questions and present rule count.
        text: fields with commas between, each ``QUESTION`` or a ladder
            ``NAME=FINE/COARSE/Word``; ``none`` for no field at all.
        pattern: ``{role} in {agency}``; a new text takes the old pattern away.
        at_least: how many people must share what is printed.
        families: ``QUESTION:ANSWER=FAMILY``, a rung after the question itself.

    Raises:
        UsageConflict: something typed is not understood, or fits no question.
    """
    now = attribution_rule(project)
    fields = now.fields
    if text.strip():
        study = read_study(project)
        fields = tuple(
            _field(study, each.strip())
            for each in text.split(",")
            if each.strip() and text.strip() != "none"
        )
    if families:
        fields = _with_families(fields, families)
    kept = "" if text.strip() and not pattern else pattern or now.pattern
    return AttributionRule(fields, kept, now.at_least if at_least is None else at_least)


def _field(study: Study, text: str) -> Field:
    name, sign, ladder = text.partition("=")
    if not sign:
        name, ladder = "", text
    name = name.strip()
    if sign and not _NAME.fullmatch(name):
        raise UsageConflict(
            f"“{name[:40]}” cannot be the name of a part of an attribution.",
            "Letters, numbers and _, for example: role=a_role/role2",
        )
    words = [each.strip() for each in ladder.split("/") if each.strip()]
    last = ""
    closed = {question.id for question in study.closed_questions}
    if len(words) > 1 and words[-1] not in closed and words[-1][:1].isupper():
        last = words.pop()
    for word in words:
        _closed(study, word)
    if not words:
        raise UsageConflict(
            f"“{text[:40]}” names no question.", "For example: role=a_role/role2"
        )
    return Field(name or words[0], tuple(Rung(word) for word in words), last)


def _with_families(
    fields: tuple[Field, ...], typed: Sequence[str]
) -> tuple[Field, ...]:
    found: dict[str, dict[str, str]] = {}
    asked = {rung.question for one in fields for rung in one.ladder}
    for each in typed:
        head, sign, family = each.rpartition("=")
        question, colon, answer = head.partition(":")
        if not sign or not colon or not family.strip() or not answer.strip():
            raise UsageConflict(
                f"“{each[:60]}” is not QUESTION:ANSWER=FAMILY.",
                "For example: a_agency:Police=Emergency services",
            )
        if question.strip() not in asked:
            raise UsageConflict(
                f"The attribution does not tell “{question[:40]}”.",
                nearest(question, asked) or "Name it with --attribution first.",
            )
        found.setdefault(question.strip(), {})[answer.strip()] = family.strip()
    return tuple(
        Field(
            one.name,
            tuple(new for rung in one.ladder for new in _doubled(rung, found)),
            one.word,
        )
        for one in fields
    )


def _doubled(rung: Rung, found: Mapping[str, dict[str, str]]) -> tuple[Rung, ...]:
    if rung.families and rung.question in found:
        return ()
    if rung.families or rung.question not in found:
        return (rung,)
    return (rung, Rung(rung.question, found[rung.question]))


def _closed(study: Study, question: str) -> None:
    closed = {q.id for q in study.closed_questions}
    if question in closed:
        return
    known = study.questions.get(question)
    if known is not None and known.is_open:
        raise UsageConflict(
            f"“{question}” holds what people wrote, and no quote is signed with that.",
            "An attribution tells answers to closed questions.",
        )
    raise UsageConflict(
        f"There is no closed question “{question[:40]}”.",
        nearest(question, closed) or "Closed: " + ", ".join(sorted(closed)),
    )


def _as_setting(rule: AttributionRule) -> list[str] | dict[str, Any]:
    """Return the setting; the form of older versions where it says all there is."""
    plain = all(
        one == Field(one.ladder[0].question, (Rung(one.ladder[0].question),))
        for one in rule.fields
    )
    if plain and not rule.pattern and rule.at_least == SHARED_BY_AT_LEAST:
        return list(rule.questions)
    return {
        "pattern": rule.pattern,
        "at_least": rule.at_least,
        "fields": [
            {
                "name": one.name,
                "word": one.word,
                "ladder": [
                    {"question": rung.question, "families": dict(rung.families)}
                    for rung in one.ladder
                ],
            }
            for one in rule.fields
        ],
    }


def _from_setting(value: Mapping[str, Any]) -> AttributionRule:
    return AttributionRule(
        tuple(
            Field(
                str(one["name"]),
                tuple(
                    Rung(str(rung["question"]), dict(rung.get("families") or {}))
                    for rung in one["ladder"]
                ),
                str(one.get("word") or ""),
            )
            for one in value.get("fields", ())
        ),
        str(value.get("pattern") or ""),
        int(value.get("at_least") or SHARED_BY_AT_LEAST),
    )
