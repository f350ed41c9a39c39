"""Taking a press back: new acts that end or repeat the old ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.moments import moment_of
from hsbcode.domain.rounds import RoundKind
from hsbcode.domain.settling import REOPENED
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.undoing import frame_without
from hsbcode.workflows.log.drafted_acts import Draft, write_press
from hsbcode.workflows.log.round_words import settling_words
from hsbcode.workflows.log.setting_words import settings_back, settings_done
from hsbcode.workflows.log.settings_back import refuse_for_good, settings_before
from hsbcode.workflows.log.standing_acts import standing
from hsbcode.workflows.log.step_words import act_words, acts_words
from hsbcode.workflows.mending.changing_kinds import correct, correction_of
from hsbcode.workflows.splitting.refusals import refuse_in_round

_ENDED_BY = {
    ActKind.APPLY: ActKind.REMOVE,
    ActKind.REJECT: ActKind.REMOVE,
    ActKind.KEEP: ActKind.UNKEEP,
    ActKind.FINISH: ActKind.REOPEN,
    ActKind.FLAG: ActKind.UNFLAG,
    ActKind.SPLIT: ActKind.JOIN,
    ActKind.COMMENT: ActKind.COMMENT,
    ActKind.QUOTE: ActKind.UNQUOTE,
    ActKind.REDACT: ActKind.UNREDACT,
}
_OF_PROJECT = (
    ActKind.SPLIT,
    ActKind.JOIN,
    ActKind.CODEBOOK,
    ActKind.SETTING,
    ActKind.SETTLE,
    ActKind.QUOTE,
    ActKind.UNQUOTE,
    ActKind.REDACT,
    ActKind.UNREDACT,
)
"""In nobody's pass: whoever takes it back is named."""
_RESTORED = (
    "code",
    "flag",
    "start",
    "end",
    "origin",
    "shown",
    "codebook",
    "body",
    "picked",
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo or redo did."""

    unit: str | None
    """Where it happened; None for what is about no single answer."""
    words: str
    """What was taken back, e.g. ``applied Trust``."""
    at: str
    """When that had been done: UTC, ISO 8601."""
    units: int
    """How many answers it reached."""
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class TakingBack:
    """What taking a press back would do."""

    press: str
    words: str
    """What the press did, e.g. ``applied Trust``."""
    at: str
    """When; UTC, ISO 8601."""
    units: int
    """How many answers it reached."""
    effect: str
    """What would be done, e.g. ``takes off Trust``; empty where nothing stands."""
    closes: str = ""
    """The open question that would be none any more."""


def describe(project: Project, act: Act) -> str:
    """Return what an act did, in words."""
    return act_words(act, project.codebook)


def what_undo_would_do(project: Project, press: str) -> tuple[str, str, int]:
    """Return (words, when, number of answers) of a press, without touching it."""
    acts = project.log.of_press(press)
    return _words(project, acts), _at(acts), len(_units(acts))


def what_taking_back_does(project: Project, press: str, coder: str) -> TakingBack:
    """Return what taking back a press would do, without touching it.

    Raises:
        UsageConflict: it cannot be taken back.
    """
    acts = _acts(project, press)
    _refuse(project, acts, coder)
    correction = correction_of(acts)
    if correction is not None:
        shown = correction.back(project)
        effect = f"means that {shown.words.rstrip('.')}"
        closes = shown.question.id if shown.question.is_open else ""
        return TakingBack(
            press, _words(project, acts), _at(acts), shown.answers, effect, closes
        )
    drafts = _drafts(project, acts, coder)
    effect = acts_words((d.shown() for d in drafts), project.codebook, to_do=True)
    texts = tuple(d.text for d in drafts if d.kind == ActKind.SETTING)
    return TakingBack(
        press,
        _words(project, acts),
        _at(acts),
        len(_units(acts)),
        "; ".join(filter(None, (effect, settings_back(texts)))),
    )


def take_back(project: Project, press: str, coder: str) -> Undone:
    """Take back all acts of a press, as one new press.

    An apply is ended; a remove is answered by a new apply, and so on. What a coder
    held comes back to that coder, whoever takes the press back. Nothing in the log is
    changed.

    Raises:
        UsageConflict: it cannot be taken back.
    """
    acts = _acts(project, press)
    _refuse(project, acts, coder)
    correction = correction_of(acts)
    if correction is not None:
        words, shown = _words(project, acts), correction.back(project)
        act = correct(project, shown, coder, undoes=press)
        return Undone(None, words, _at(acts), shown.answers, (act,))
    drafts = _drafts(project, acts, coder)
    if not any(draft.coder == coder for draft in drafts):
        # A mark: who did it where it is in another's pass; and undo and redo move on
        # where later acts ended everything.
        drafts.insert(0, Draft(ActKind.SETTING, coder, {"unit": acts[0].unit}))
    words = _words(project, acts)
    written = write_press(
        project, [replace(d, fields={**d.fields, "undoes": press}) for d in drafts]
    )
    unit = next((act.unit for act in acts if act.unit), None)
    return Undone(unit, words, _at(acts), len(_units(acts)), written)


def _acts(project: Project, press: str) -> tuple[Act, ...]:
    acts = project.log.of_press(press)
    if not acts:
        raise UsageConflict("There is nothing to undo in that step.")
    return acts


def _refuse(project: Project, acts: Sequence[Act], coder: str) -> None:
    refuse_in_round(project, acts)
    for act in acts:
        rounds = project.rounds
        closed = act.round not in rounds or rounds[act.round].is_closed
        if act.round is not None and closed and act.coder != coder:
            raise UsageConflict(
                f"That step is {act.coder}'s in the round {act.round}, which is not "
                "released.",
                "Only who did it can take it back now.",
            )
        if act.round is not None and not closed and _is_frozen(project, act):
            raise UsageConflict(
                f"The round {act.round} is released: what was coded in it stays as it "
                "is.",
                "Differences are settled with hsbcode round settle.",
            )
    for act in acts:
        if act.kind == ActKind.RELEASE:
            raise UsageConflict(
                "A report that was written cannot be unwritten.",
                "hsbcode releases PROJECT withdraw N says that it never left the "
                "house.",
            )
        refuse_for_good(act)
    if all(act.kind == ActKind.MEND for act in acts) and correction_of(acts) is None:
        raise UsageConflict(
            f"“{project.log.body(acts[0].body)}” is no step that undo takes back.",
            "Correct it back: hsbcode import PROJECT --correct QUESTION=KIND",
        )


def _is_frozen(project: Project, act: Act) -> bool:
    """Whether an act was done in the blind phase of a round that is released now."""
    coded = act.kind not in (ActKind.ROUND, ActKind.SETTLE)
    return coded and project.rounds[act.round or ""].kind is not RoundKind.SHARE


def _words(project: Project, acts: Sequence[Act]) -> str:
    for act in acts:
        if act.kind == ActKind.MEND:
            return project.log.body(act.body) or act_words(act, project.codebook)
    settled = tuple(act for act in acts if act.kind == ActKind.SETTLE)
    if settled:
        return settling_words(project, settled)
    done = settings_done(project, tuple(acts))
    if done:
        return done
    return acts_words(acts, project.codebook) or act_words(acts[0], project.codebook)


def _at(acts: Sequence[Act]) -> str:
    when = moment_of(acts[0].press, acts[0].at)
    return when.isoformat(timespec="milliseconds")


def _units(acts: Iterable[Act]) -> set[str]:
    return {act.unit for act in acts if act.unit}


# --- what is to be done -------------------------------------------------------------


def _drafts(project: Project, acts: Sequence[Act], coder: str) -> list[Draft]:
    """Return the acts that make good a press that is taken back."""
    drafts = [draft for act in acts for draft in _answers(project, act, coder)]
    if acts and acts[0].undoes is not None:
        return drafts  # a redo brings back what stood, as it was judged
    return drafts + _reopened(project, acts, drafts)


def _answers(project: Project, act: Act, coder: str) -> list[Draft]:
    owner = coder if act.kind in _OF_PROJECT else act.coder

    def draft(kind: str, **fields: object) -> Draft:
        return Draft(kind, owner, {"unit": act.unit, "round": act.round, **fields})

    if act.kind == ActKind.CODEBOOK:
        frame = frame_without(project, act)
        made = draft(ActKind.CODEBOOK, codebook=project.codebook.version or None)
        return [replace(made, text=frame)]
    if act.kind == ActKind.SETTING and act.flag is not None:
        return settings_before(project, act, coder)
    if act.kind == ActKind.SETTLE:
        return _decided_before(project, act, draft(ActKind.SETTLE, ends=act.id))
    if act.kind == ActKind.NOTE:
        now = standing(project, act)
        if act.body is not None and not now:
            return []
        before = project.log.get(act.ends) if act.ends else None
        note = draft(
            ActKind.NOTE,
            code=act.code,
            codebook=act.codebook,
            ends=now[-1] if now else None,
            body=before.body if before is not None else None,
        )
        return [replace(note, at=before.at if before is not None else "")]
    if act.ends is not None:
        former = project.log.get(act.ends)
        if former is None or standing(project, former):
            return []
        whose = owner if former.kind in _OF_PROJECT else former.coder
        fields = {name: getattr(former, name) for name in _RESTORED}
        return [replace(draft(former.kind, **fields), coder=whose, at=former.at)]
    ended_by = _ENDED_BY.get(ActKind(act.kind))
    if ended_by is None:
        return []
    return [
        draft(ended_by, code=act.code, flag=act.flag, codebook=act.codebook, ends=other)
        for other in standing(project, act)
    ]


def _decided_before(project: Project, act: Act, back: Draft) -> list[Draft]:
    """Return what puts the decision before this one in force again, if this stands."""
    settled = project.log.of_kind(ActKind.SETTLE)
    if any(other.ends == act.id for other in settled):
        return []  # somebody decided anew since
    before = next((other for other in settled if other.id == act.ends), None)
    if before is None:
        return [replace(back, fields={**back.fields, "flag": REOPENED})]
    kept = {"flag": before.flag, "body": before.body, "codebook": before.codebook}
    return [replace(back, fields={**back.fields, **kept})]


def _reopened(
    project: Project, acts: Sequence[Act], drafts: Sequence[Draft]
) -> list[Draft]:
    """Return reopens for answers that were finished with a code that goes now.

    Without it they would say “no code applies”, which nobody judged. Undo in turn
    never comes to it; taking one step out of the middle does.
    """
    ended = {d.fields.get("ends") for d in drafts}
    back = {(d.coder, d.fields["unit"]) for d in drafts if d.kind == ActKind.APPLY}
    found = {}
    for act in acts:
        if act.kind != ActKind.APPLY or (act.coder, act.unit) in back:
            continue
        held = project.fold.unit(act.coder, act.unit or "", act.round)
        left = {other for on in held.applied.values() for other in on}
        if not held.applied or left - ended:
            continue
        for finish in held.finishes:
            if finish > act.id and finish not in ended:
                found[finish] = Draft(
                    ActKind.REOPEN,
                    act.coder,
                    {"unit": act.unit, "round": act.round, "ends": finish},
                )
    return list(found.values())
