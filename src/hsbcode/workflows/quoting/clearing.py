"""Letting an answer be quoted again that somebody had flagged."""

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.log.drafted_acts import Draft, write_press

CLEARED = ("identifiable", "safeguarding", "no_quote")
"""Flags that keep an answer from being quoted."""


def clear_flag(project: Project, unit: Unit, flag: str, reason: str, by: str) -> int:
    """Let an answer be quoted again that was flagged; return how many flags end.

    The flags stay in the history. A flag raised later keeps the answer back again.

    Raises:
        UsageConflict: it is no flag that keeps answers back, no reason is given, or
            nobody flagged the answer so.
    """
    wanted = flag.strip().casefold().replace(" ", "_")
    if wanted not in CLEARED:
        raise UsageConflict(
            f"“{flag[:40]}” is no flag that keeps an answer from being quoted.",
            nearest(wanted, CLEARED) or f"These do: {', '.join(CLEARED)}.",
        )
    if not reason.strip():
        raise UsageConflict(
            "A flag is cleared for a reason.",
            "Say in a few words why it may be quoted.",
        )
    who = checked_name(by)
    drafts = []
    for (coder, round_), units in sorted(
        project.fold.passes.items(), key=lambda item: (item[0][0], item[0][1] or "")
    ):
        for stretch in project.fold.stretches(unit.id):
            held = units.get(stretch)
            for act in sorted(held.flags.get(wanted, {}) if held else ()):
                fields = {
                    "unit": stretch,
                    "flag": wanted,
                    "ends": act,
                    "round": round_,
                }
                drafts.append(Draft(ActKind.UNFLAG, coder, fields, text=reason.strip()))
    if not drafts:
        raise UsageConflict(f"{unit.name} is not flagged {wanted.replace('_', ' ')}.")
    # the flag stays in its pass; the first act of the step names who cleared it
    told = f"cleared the flag {wanted.replace('_', ' ')}: {reason.strip()}"
    drafts.insert(0, Draft(ActKind.MEND, who, {"unit": unit.id}, text=told))
    write_press(project, drafts)
    return sum(draft.kind == ActKind.UNFLAG for draft in drafts)
