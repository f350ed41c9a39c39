"""A recode as JSON values: shares 0..1 and unrounded, ``percent`` as printed."""

from typing import Any

from hsbcode.domain.recode_previews import AffectedTable, RecodePreview
from hsbcode.domain.recodes import Ground
from hsbcode.domain.shares import Share
from hsbcode.workflows.recoding.deciding import Decided
from hsbcode.workflows.recoding.words import NOT_PUBLISHED, STAYS, three_steps


def preview_json(found: RecodePreview) -> dict[str, Any]:
    """Return a preview as JSON values; shares are unrounded, ``percent`` is printed."""
    decision = found.decision
    names = found.references
    return {
        "rule": found.rule,
        "label": found.label,
        "version": found.version,
        "in_force": found.in_force,
        "decided_by": decision.by if decision else None,
        "moved_when_decided": decision.moved if decision else None,
        "question": found.question,
        "code": found.code,
        "base": found.steps.base,
        "steps": [
            {"step": step, **_share(share)} for step, share in three_steps(found)
        ],
        "expected_moved": found.expected,
        "stays": [
            {
                "reason": str(ground),
                "words": words,
                "count": found.steps.count(ground),
                "counted_apart": ground in (Ground.APART, Ground.UNDECIDED),
            }
            for ground, words in STAYS.items()
        ],
        "respondents": {
            str(ground): [names[person] for person in people]
            for ground, people in found.steps.people.items()
        },
        "tables": [_table_json(table) for table in found.tables],
        "dependents": [
            {
                "question": each.question,
                "label": each.label,
                "decision": each.decision or None,
                "answered": each.answered,
                "answered_if_carried": each.answered_if_carried,
                "tables": [_table_json(table) for table in each.tables],
            }
            for each in found.dependents
        ],
        "sensitivity": [
            {
                "question": each.question,
                "label": each.label,
                "code": each.code,
                "as_answered": _share(each.steps.as_answered),
                "moved": each.steps.moved.count,
                "after": _share(each.steps.corrected),
                "published": False,
                "note": NOT_PUBLISHED,
            }
            for each in found.sisters
        ],
        "footnote": found.footnote,
    }


def decision_json(each: Decided) -> dict[str, Any]:
    """Return one entry of the log as JSON values."""
    decision = each.decision
    return {
        "when": each.when,
        "by": decision.by,
        "rule": decision.rule,
        "version": decision.version,
        "in_force": decision.in_force,
        "codebook": decision.codebook,
        "carry": list(decision.carry),
        "leave": list(decision.leave),
        "moved_then": decision.moved,
        "moved_now": each.moved_now,
    }


def _table_json(table: AffectedTable) -> dict[str, Any]:
    return {"id": table.id, "title": table.title, "changes_if_carried": table.changes}


def _share(share: Share) -> dict[str, Any]:
    from hsbcode.numbers.printing import printed_number

    number = printed_number(share)
    return {
        "count": share.count,
        "base": share.base,
        "share": share.value,
        "percent": None if number is None else int(number),
    }
