"""Taking back an edit of the codebook, and nothing that came after it."""

from collections.abc import Iterable

from hsbcode.domain.acts import Act
from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.errors import CodebookError, UsageConflict
from hsbcode.store.codebooks import from_json, to_json
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.frame import codings_per_code


def frame_without(project: Project, act: Act) -> str:
    """Return the body of an edit that takes back ``act`` and nothing else.

    Edits that came after it stay, and so does a code that carries codings.

    Raises:
        UsageConflict: a later edit builds on it.
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
    return to_json(
        Codebook(
            _sound(codes.values()),
            before.title if now.title == after.title else now.title,
            before.language if now.language == after.language else now.language,
        )
    )


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
