"""What makes a code frame sound."""

import re
from collections.abc import Iterable

from hsbcode.domain.code import KINDS, STATUSES, Code
from hsbcode.domain.errors import CodebookError, nearest

_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
_KEY = re.compile(r"[a-z]{1,2}")


def check(codes: Iterable[Code], source: str = "the codebook") -> tuple[Code, ...]:
    """Return the codes if they form a sound frame.

    Args:
        codes: entries in frame order.
        source: file name for the messages.

    Raises:
        CodebookError: names the code and the field that is wrong.
    """
    codes = tuple(codes)
    by_id: dict[str, Code] = {}
    for number, code in enumerate(codes, start=1):
        where = f"{source}: code {number} (“{code.id or code.label}”)"
        _check_fields(code, where)
        if code.id in by_id:
            raise CodebookError(
                f"{where}, field id: “{code.id}” is used twice.",
                "Ids are permanent and name one code each.",
            )
        by_id[code.id] = code
    for code in codes:
        _check_links(code, by_id, f"{source}: code “{code.id}”")
    _check_cycles(by_id, source)
    _check_merges(by_id, source)
    _check_keys(codes, source)
    return codes


def _check_fields(code: Code, where: str) -> None:
    if not _ID.fullmatch(code.id):
        raise CodebookError(
            f"{where}, field id: “{code.id}” is not lower-case letters, digits and _.",
            "An id looks like: information_sharing",
        )
    if not code.label.strip():
        raise CodebookError(f"{where}, field label: it is empty.")
    if code.kind not in KINDS:
        raise CodebookError(
            f"{where}, field kind: “{code.kind}” is not a kind of code.",
            nearest(code.kind, KINDS) or "Kinds are: " + ", ".join(KINDS),
        )
    if code.status not in STATUSES:
        raise CodebookError(
            f"{where}, field status: “{code.status}” is neither active nor retired.",
            nearest(code.status, STATUSES),
        )
    if code.key and not _KEY.fullmatch(code.key):
        raise CodebookError(
            f"{where}, field key: “{code.key}” is not one or two lower-case letters."
        )


def _check_links(code: Code, by_id: dict[str, Code], where: str) -> None:
    if code.parent is not None and code.parent not in by_id:
        raise CodebookError(
            f"{where}, field parent: there is no code “{code.parent}”.",
            nearest(code.parent, by_id),
        )
    for other in code.same_as:
        if other not in by_id:
            raise CodebookError(
                f"{where}, field same_as: there is no code “{other}”.",
                nearest(other, by_id),
            )
    for name, others in (
        ("merged_into", (code.merged_into,) if code.merged_into else ()),
        ("split_into", code.split_into),
    ):
        for other in others:
            if other not in by_id or other == code.id:
                raise CodebookError(
                    f"{where}, field {name}: there is no other code “{other}”.",
                    nearest(other, [known for known in by_id if known != code.id]),
                )
        if others and code.status == "active":
            raise CodebookError(
                f"{where}, field status: a code that was merged or split is retired.",
                "Give it the status retired, or take the field away: " + name,
            )


def _check_merges(by_id: dict[str, Code], source: str) -> None:
    for start in by_id:
        seen = [start]
        while by_id[seen[-1]].merged_into:
            following = by_id[seen[-1]].merged_into
            if following in seen:
                path = " → ".join([*seen, following])
                raise CodebookError(
                    f"{source}: code “{start}”, field merged_into: the codes lie in a "
                    f"circle ({path})."
                )
            seen.append(following)


def _check_cycles(by_id: dict[str, Code], source: str) -> None:
    for start in by_id:
        seen = [start]
        parent = by_id[start].parent
        while parent is not None:
            if parent in seen:
                path = " → ".join([*seen, parent])
                raise CodebookError(
                    f"{source}: code “{start}”, field parent: the codes lie in a "
                    f"circle ({path})."
                )
            seen.append(parent)
            parent = by_id[parent].parent


def _check_keys(codes: tuple[Code, ...], source: str) -> None:
    keyed = [code for code in codes if code.key and code.status == "active"]
    for place, code in enumerate(keyed):
        for other in keyed[:place]:
            if code.key != other.key:
                continue
            shared = not (code.questions and other.questions) or (
                set(code.questions) & set(other.questions)
            )
            if shared:
                raise CodebookError(
                    f"{source}: code “{code.id}”, field key: “{code.key}” already "
                    f"belongs to “{other.id}” under the same question."
                )
