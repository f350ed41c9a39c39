"""Versions of a code frame side by side, after two people edited it apart.

Nobody's edit wins by itself. Until the lead has chosen, what only one of them changed
holds, and what both changed stays as it was before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from hsbcode.domain.code import Code
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_checks import check
from hsbcode.domain.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Clash:
    """One field of one code that several versions changed to different values."""

    code: str
    field: str
    before: object
    values: Mapping[str, object]
    """Version → what it says; versions that left it alone are not named."""


@dataclass(frozen=True, slots=True)
class Together:
    """Several versions of a frame as one."""

    frame: Codebook
    clashes: tuple[Clash, ...] = ()
    same_named: tuple[tuple[str, ...], ...] = ()
    """Codes that are new in different versions and have the same label."""


def heads_of(parents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the versions that no other was made from, sorted.

    Args:
        parents: version → the versions it was made from.
    """
    used = {parent for made_from in parents.values() for parent in made_from}
    return tuple(sorted(version for version in parents if version not in used))


def shared_base(parents: Mapping[str, Sequence[str]], heads: Sequence[str]) -> str:
    """Return the last version that all heads were made from; empty = none."""
    shared: set[str] | None = None
    for head in heads:
        above, waiting = set[str](), [head]
        while waiting:
            version = waiting.pop()
            if version not in above and version in parents:
                above.add(version)
                waiting.extend(parents[version])
        shared = above if shared is None else shared & above
    return max(shared or (), default="")


def together(base: Codebook, heads: Mapping[str, Codebook]) -> Together:
    """Return versions as one frame: the same whatever the order of the files.

    Args:
        base: the version they were all made from.
        heads: version → its frame.
    """
    last = heads[max(heads)]
    named = sorted(heads)
    order = [code.id for code in base]
    for head in named:
        order += [code.id for code in heads[head] if code.id not in order]
    clashes: list[Clash] = []
    codes: list[Code] = []
    for code in order:
        found = {head: heads[head][code] for head in named if code in heads[head]}
        if not found:
            continue  # an addition that was taken back
        before = base[code] if code in base else next(iter(found.values()))
        codes.append(_one(before, found, clashes))
    title, language = (
        _value(
            getattr(base, name),
            {head: getattr(heads[head], name) for head in named},
        )[0]
        for name in ("title", "language")
    )
    frame = _sound(codes, base, heads)
    return Together(
        Codebook(frame, str(title), str(language), last.version),
        tuple(clashes),
        _same_named(base, heads),
    )


def _one(before: Code, found: Mapping[str, Code], clashes: list[Clash]) -> Code:
    changed: dict[str, object] = {}
    for field in fields(Code):
        name = field.name
        was = getattr(before, name)
        values = {head: getattr(code, name) for head, code in found.items()}
        value, differs = _value(was, values)
        changed[name] = value
        if differs:
            others = {head: said for head, said in values.items() if said != was}
            if len({repr(each) for each in others.values()}) < 2:
                others = values
            clashes.append(Clash(before.id, name, was, others))
    return replace(before, **changed)  # type: ignore[arg-type]


def _value(was: object, values: Mapping[str, object]) -> tuple[object, bool]:
    """Return what holds, and whether versions differ on it."""
    others: list[object] = []
    for value in values.values():
        if value != was and value not in others:
            others.append(value)
    if len(others) == 1:
        return others[0], False
    return was, len(others) > 1


def _sound(
    codes: Iterable[Code], base: Codebook, heads: Mapping[str, Codebook]
) -> tuple[Code, ...]:
    """Return the codes as a sound frame: keys given twice are taken off."""
    used: set[str] = set()
    made = []
    for code in codes:
        taken = code.key in used
        used.add(code.key)
        made.append(replace(code, key="") if taken and code.key else code)
    try:
        return check(made)
    except CodebookError:
        pass  # as where each of two codes was put below the other
    known = {code.id for code in base}
    new = [code for code in made if code.id not in known]
    try:
        return check([*base, *(_alone(code, known) for code in new)])
    except CodebookError:
        return heads[max(heads)].codes


def _alone(code: Code, known: set[str]) -> Code:
    return replace(
        code,
        parent=code.parent if code.parent in known else None,
        same_as=(),
        merged_into="",
        split_into=(),
        status="active",
        key="",
    )


def _same_named(
    base: Codebook, heads: Mapping[str, Codebook]
) -> tuple[tuple[str, ...], ...]:
    by_label: dict[str, dict[str, None]] = {}
    for head in sorted(heads):
        for code in heads[head]:
            if code.id not in base and code.status == "active":
                label = " ".join(code.label.casefold().split())
                by_label.setdefault(label, {})[code.id] = None
    for code in base:
        label = " ".join(code.label.casefold().split())
        if label in by_label and code.status == "active":
            by_label[label] = {code.id: None, **by_label[label]}
    return tuple(tuple(ids) for ids in by_label.values() if len(ids) > 1)
