"""How two code frames differ, and which code of one may be a code of the other."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.codebook import Code, Codebook

_KEPT = ("merged_into", "split_into", "wordings")
"""What a file need not say of a code: it stays as the project has it."""
_PLAIN = Code("", "")
"""What a file says that says nothing."""
_LIKE = 0.72
"""Ratio of equal letters (difflib) from which two labels may be one code's."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a code that says something else."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One code that differs between two frames."""

    code: str
    label: str
    what: str
    """``new``, ``changed``, or ``absent``: the newer frame does not have it."""
    fields: tuple[FieldChange, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that changed."""
        return tuple(each.name for each in self.fields)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A code a file does not have, beside a new one it has with like wording."""

    old: Code
    new: Code


def differences(old: Codebook, new: Codebook) -> tuple[CodeChange, ...]:
    """Return what is new, changed or absent in ``new``, in its order."""
    found = []
    for code in new:
        if code.id not in old:
            found.append(CodeChange(code.id, code.label, "new"))
        elif code != old[code.id]:
            fields = _fields(old[code.id], code)
            found.append(CodeChange(code.id, code.label, "changed", fields))
    found.extend(
        CodeChange(code.id, code.label, "absent") for code in old if code.id not in new
    )
    return tuple(found)


def _fields(old: Code, new: Code) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, _said(getattr(old, name)), _said(getattr(new, name)))
        for name in Code.__dataclass_fields__
        if name != "wordings" and getattr(old, name) != getattr(new, name)
    )


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def with_what_stays(new: Codebook, old: Codebook) -> Codebook:
    """Return a frame from a file with what only the project knows of its codes.

    A merge is not taken back by a file that does not mention it; and a column that the
    file does not have, so that none of its codes says anything there, empties nothing.
    """
    unsaid = [
        name
        for name in Code.__dataclass_fields__
        if name not in ("id", "label", *_KEPT)
        and all(getattr(code, name) == getattr(_PLAIN, name) for code in new)
    ]

    def kept(code: Code) -> Code:
        if code.id not in old:
            return code
        known = old[code.id]
        stays = {n: getattr(known, n) for n in _KEPT if not getattr(code, n)}
        stays |= {name: getattr(known, name) for name in unsaid}
        if stays.get("merged_into") or stays.get("split_into"):
            stays["status"] = known.status
        return replace(code, **stays)

    return replace(new, codes=tuple(map(kept, new)))


def same_labels(old: Codebook, new: Codebook) -> tuple[tuple[str, str], ...]:
    """Return (id in ``old``, id in ``new``) of codes that plainly are the same.

    A table without ids makes them from labels, codes made while coding have others.
    """

    def by_label(codes: Iterable[Code]) -> dict[str, list[Code]]:
        found: dict[str, list[Code]] = {}
        for code in codes:
            if code.status == "active":
                found.setdefault(" ".join(_words(code.label)), []).append(code)
        return found

    known, fresh = by_label(old), by_label(new)
    return tuple(
        (known[label][0].id, codes[0].id)
        for label, codes in fresh.items()
        if label
        and len(codes) == len(known.get(label, ())) == 1
        and codes[0].id not in old
        and known[label][0].id not in new
    )


def likenesses(old: Codebook, new: Codebook) -> tuple[Likeness, ...]:
    """Return the codes that may have been renamed: absent ones beside new ones.

    Each code stands in one pair at most, the likest pairs first.
    """
    absent = [c for c in old if c.id not in new and c.status == "active"]
    fresh = [c for c in new if c.id not in old and c.status == "active"]
    rated = sorted(
        (
            (-likeness, a, b)
            for a, gone in enumerate(absent)
            for b, code in enumerate(fresh)
            if (likeness := _likeness(gone, code)) >= _LIKE
        ),
    )
    found: list[Likeness] = []
    taken: set[str] = set()
    for _rate, a, b in rated:
        if taken.isdisjoint((absent[a].id, fresh[b].id)):
            taken |= {absent[a].id, fresh[b].id}
            found.append(Likeness(absent[a], fresh[b]))
    return tuple(found)


def _likeness(one: Code, other: Code) -> float:
    if "container" in (one.kind, other.kind) and one.kind != other.kind:
        return 0.0
    if one.definition and one.definition == other.definition:
        return 1.0
    first, second = _words(one.label), _words(other.label)
    ratio = difflib.SequenceMatcher(None, " ".join(first), " ".join(second)).ratio()
    shorter, longer = sorted((set(first), set(second)), key=len)
    if shorter and shorter <= longer:
        # “trust” stands in “building trust”.
        ratio = max(ratio, 0.8 + 0.1 * len(shorter) / len(longer))
    return ratio


def _words(label: str) -> list[str]:
    return re.findall(r"\w+", label.casefold())


def with_renamed(new: Codebook, renamed: Iterable[tuple[str, str]]) -> Codebook:
    """Return a frame whose new codes are known ones under another label.

    Args:
        new: a frame from a file.
        renamed: (id in the project, id in the file) of each.
    """
    ids = {theirs: ours for ours, theirs in renamed}

    def named(code: str) -> str:
        return ids.get(code, code)

    def all_named(codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(named, codes))

    return replace(
        new,
        codes=tuple(
            replace(
                code,
                id=named(code.id),
                parent=named(code.parent) if code.parent is not None else None,
                same_as=all_named(code.same_as),
                merged_into=named(code.merged_into),
                split_into=all_named(code.split_into),
            )
            for code in new
        ),
    )
