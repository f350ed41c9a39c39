"""Taking a press back: new acts that end or repeat the old ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.errors import CodebookError, UsageConflict
from hsbcode.store.codebooks import from_json, to_json
from hsbcode.store.project import Project
from hsbcode.workflows.codebooks import codings_per_code

_ENDED_BY = {
    ActKind.APPLY: ActKind.REMOVE,
    ActKind.REJECT: ActKind.REMOVE,
    ActKind.FINISH: ActKind.REOPEN,
    ActKind.FLAG: ActKind.UNFLAG,
}
_RESTORED = (
    "code",
    "flag",
    "start",
    "end",
    "origin",
    "shown",
    "codebook",
    "body",
)
_WORDS = {
    ActKind.APPLY: "applied {code}",
    ActKind.REMOVE: "removed {code}",
    ActKind.FINISH: "finished",
    ActKind.REOPEN: "reopened",
    ActKind.FLAG: "flagged {flag}",
    ActKind.UNFLAG: "unflagged {flag}",
    ActKind.NOTE: "wrote a memo",
    ActKind.REJECT: "declined {code}",
    ActKind.CODEBOOK: "changed the codebook",
    ActKind.SETTING: "changed a setting",
    ActKind.SETTLE: "settled",
}


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


def describe(project: Project, act: Act) -> str:
    """Return what an act did, in words."""
    form = _WORDS.get(ActKind(act.kind), act.kind)
    code = project.codebook.label(act.code) if act.code else "a suggestion"
    return form.format(code=code, flag=(act.flag or "").replace("_", " "))


def what_undo_would_do(project: Project, press: str) -> tuple[str, str, int]:
    """Return (words, when, number of answers) of a press, without touching it."""
    acts = project.log.of_press(press)
    units = {act.unit for act in acts if act.unit}
    return describe(project, acts[0]), acts[0].at, len(units)


def take_back(project: Project, press: str, coder: str) -> Undone:
    """Take back all acts of a press, as one new press.

    An apply is ended; a remove is answered by a new apply, and so on. Nothing in
    the log is changed.
    """
    acts = project.log.of_press(press)
    if not acts:
        raise UsageConflict("There is nothing to undo in that step.")
    new_press = project.log.new_id()
    with project.transaction():
        answers = [
            answer
            for act in acts
            for answer in _answers(project, act, new_press, coder, press)
        ]
        if not answers:
            # Later acts ended everything; a mark keeps undo and redo moving on.
            answers = [
                project.log.make(
                    coder, new_press, ActKind.SETTING, undoes=press, unit=acts[0].unit
                )
            ]
        project.log.add(answers)
    project.take_in(*answers)
    first = acts[0]
    units = {act.unit for act in acts if act.unit}
    words = describe(project, first)
    return Undone(first.unit, words, first.at, len(units), tuple(answers))


def _answers(
    project: Project, act: Act, press: str, coder: str, undoes: str
) -> list[Act]:
    """Return the acts that make good one act of a press that is taken back."""

    def make(kind: str, **fields: object) -> Act:
        return project.log.make(
            coder, press, kind, undoes=undoes, unit=act.unit, round=act.round, **fields
        )

    if act.kind == ActKind.CODEBOOK:
        return [make(ActKind.CODEBOOK, **_frame_without(project, act))]
    if act.kind == ActKind.NOTE:
        standing = _standing(project, act)
        if act.body is not None and not standing:
            return []
        before = project.log.get(act.ends) if act.ends else None
        return [
            make(
                ActKind.NOTE,
                codebook=act.codebook,
                ends=standing[-1] if standing else None,
                body=before.body if before is not None else None,
            )
        ]
    if act.ends is not None:
        former = project.log.get(act.ends)
        if former is None or _standing(project, former):
            return []
        return [
            make(former.kind, **{name: getattr(former, name) for name in _RESTORED})
        ]
    ended_by = _ENDED_BY.get(ActKind(act.kind))
    if ended_by is None:
        return []
    return [
        make(ended_by, code=act.code, flag=act.flag, codebook=act.codebook, ends=other)
        for other in _standing(project, act)
    ]


def _standing(project: Project, act: Act) -> list[str]:
    """Return the acts that stand for the same thing as ``act``.

    After an undo of an undo they are others than the first one.
    """
    held = project.fold.unit(act.coder, act.unit or "", act.round)
    if act.kind == ActKind.APPLY:
        span = None if act.start is None or act.end is None else (act.start, act.end)
        standing = held.applied.get(act.code or "", {})
        return [other for other, at in standing.items() if at == span]
    if act.kind == ActKind.FINISH:
        return list(held.finishes)
    if act.kind == ActKind.FLAG:
        return list(held.flags.get(act.flag or "", {}))
    if act.kind == ActKind.REJECT:
        return list(held.rejected.get(act.code or "", {}))
    if act.kind == ActKind.NOTE:
        return sorted(note for note, body in held.notes.items() if body == act.body)
    return []


def _frame_without(project: Project, act: Act) -> dict[str, object]:
    """Return the fields of an edit that takes back ``act`` and nothing else.

    Inside a transaction. Edits that came after it stay, and so does a code that
    carries codings.
    """
    now = project.codebook
    before, after = _frame_at(project, act.codebook), _frame_at(project, act.id)
    kept = set(codings_per_code(project))
    for code in now:
        if code.id not in after:
            kept.update((code.parent or "", *code.same_as))
    codes = {}
    for code in now:
        if code.id not in after or code != after[code.id]:
            codes[code.id] = code
        elif code.id in before:
            codes[code.id] = before[code.id]
        elif code.id in kept:
            codes[code.id] = code
    for code in before:
        if code.id not in after:
            codes.setdefault(code.id, code)
    if [code.id for code in after] == [code.id for code in now]:
        former = [code.id for code in before if code.id in codes]
        codes = {id_: codes[id_] for id_ in (*former, *codes)}
    frame = Codebook(
        _sound(codes.values()),
        before.title if now.title == after.title else now.title,
        before.language if now.language == after.language else now.language,
    )
    body = project.log.add_body(to_json(frame))
    return {"body": body, "codebook": now.version or None}


def _sound(codes: Iterable[Code]) -> tuple[Code, ...]:
    try:
        return check(codes)
    except CodebookError as error:
        raise UsageConflict(
            "This change of the codebook cannot be undone, a later one builds on it: "
            + error.message,
            "Change the codebook by hand.",
        ) from error


def _frame_at(project: Project, version: str | None) -> Codebook:
    edit = project.log.get(version) if version else None
    text = project.log.body(edit.body) if edit is not None else ""
    return from_json(text) if text else Codebook()
