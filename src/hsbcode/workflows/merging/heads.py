"""Versions of the codebook side by side: shown, and one made of them by the lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.codebook_heads import Clash, Together, shared_base, together
from hsbcode.domain.errors import CodebookError, UsageConflict, nearest
from hsbcode.store.codebooks import CHOICE, parents
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.edits import make_edit
from hsbcode.workflows.codebook.frame import codings_per_code
from hsbcode.workflows.codebook.history import Version, versions
from hsbcode.workflows.codebook.merging import merging

TOGETHER = "together"
"""What is chosen where every version's changes shall hold."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The versions that stand side by side."""

    versions: tuple[Version, ...]
    """The last edit of each, oldest first; one where nothing is to be chosen."""
    base: str
    """The version they were all made from, by its act; empty where there is none."""
    together: Together
    """What holds until somebody chooses."""

    def number(self, act: str) -> int:
        """Return the number of a version by its act."""
        return next(each.number for each in self.versions if each.act == act)

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "versions": [each.as_dict() for each in self.versions],
            "clashes": [
                {
                    "code": clash.code,
                    "field": clash.field,
                    "before": clash.before,
                    "values": {
                        str(self.number(act)): value
                        for act, value in clash.values.items()
                    },
                }
                for clash in self.together.clashes
            ],
            "same_named": [list(ids) for ids in self.together.same_named],
        }


def read_heads(project: Project) -> Heads:
    """Return the versions side by side and how they differ."""
    known, heads = parents(project.log), project.codebook_heads
    shown = tuple(each for each in versions(project) if each.act in heads)
    if len(heads) < 2:
        return Heads(shown, "", Together(project.codebook))
    base = shared_base(known, heads)
    frames = {head: project.codebook_at(head) for head in heads}
    return Heads(shown, base, together(project.codebook_at(base), frames))


def lines_of(project: Project, found: Heads) -> list[str]:
    """Return the versions in words: what each did, and where they differ."""
    book = project.codebook
    lines = [
        f"{each.number}: {each.coder}, {each.when}: {each.words}"
        for each in found.versions
    ]
    for clash in found.together.clashes:
        lines.append(f"{book.label(clash.code)}, {clash.field}: both changed it")
        lines.append(f"  before: {_said(clash.before)}")
        lines += [
            f"  {found.number(act)}: {_said(value)}"
            for act, value in sorted(clash.values.items())
        ]
    for ids in found.together.same_named:
        lines.append(
            f"“{book.label(ids[0])}” stands for {len(ids)} codes: " + ", ".join(ids)
        )
    return lines


def choose(
    project: Project,
    wanted: str,
    by: str,
    *,
    take: Mapping[str, str] | None = None,
    merge_same: bool = False,
) -> str:
    """Make one frame of the versions side by side; return its version.

    Args:
        project: open for writing.
        wanted: the number of a version, or ``together``.
        by: who chooses.
        take: code (id or label) → number of the version it is taken from.
        merge_same: also merge new codes that have the same label.

    Raises:
        UsageConflict: there is nothing to choose, no such version, or something that
            both changed is not decided.
    """
    found = read_heads(project)
    if len(found.versions) < 2:
        raise UsageConflict("The codebook has one version: there is nothing to choose.")
    taken = {
        _code(project, name): _head(found, number)
        for name, number in (take or {}).items()
    }
    if wanted == TOGETHER:
        open_ = [c for c in found.together.clashes if c.code not in taken]
        if open_:
            raise _undecided(project, found, open_)
        frame = found.together.frame
    else:
        frame = _whole(project, project.codebook_at(_head(found, wanted)))
    frame = _with(project, frame, taken)
    now = project.codebook.version
    others = [head for head in project.codebook_heads if head != now]
    project.backups.make("before codebook edit")
    version = project.put_codebook(frame, by, edit=CHOICE, also_from=others)
    if merge_same:
        for ids in found.together.same_named:
            here = [id_ for id_ in ids if id_ in project.codebook]
            if len(here) > 1:
                proposed = merging(project, here[1:], here[0])
                version = make_edit(project, proposed, by)
    return version


def _whole(project: Project, frame: Codebook) -> Codebook:
    """Return a version with the codes of others that carry codings, retired."""
    used = set(codings_per_code(project)) | {
        act.code
        for passes in (project.fold.passes, project.fold.closed)
        for held in passes.values()
        for own in held.values()
        for act in (project.fold.acts[a] for on in own.applied.values() for a in on)
        if act.code
    }
    kept = [
        replace(
            code,
            status="retired",
            parent=code.parent if code.parent in frame else None,
            same_as=(),
            merged_into="",
            split_into=(),
            key="",
        )
        for code in project.codebook
        if code.id not in frame and code.id in used
    ]
    return replace(frame, codes=(*frame.codes, *kept)) if kept else frame


def _with(project: Project, frame: Codebook, taken: Mapping[str, str]) -> Codebook:
    codes: dict[str, Code] = {code.id: code for code in frame}
    for code, head in taken.items():
        other = project.codebook_at(head)
        if code not in other:
            raise UsageConflict(f"That version has no code “{code}”.")
        codes[code] = other[code]
    try:
        sound = check(codes.values())
    except CodebookError as error:
        raise UsageConflict(
            "The codes taken do not fit together: " + error.message, error.hint
        ) from error
    return Codebook(sound, frame.title, frame.language)


def _code(project: Project, name: str) -> str:
    book = project.codebook
    if name in book:
        return name
    alike = [code.id for code in book if code.label.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise UsageConflict(
        f"There is no one code “{name}”.", nearest(name, [code.id for code in book])
    )


def _head(found: Heads, number: str) -> str:
    for each in found.versions:
        if number in (str(each.number), each.act):
            return each.act
    raise UsageConflict(
        f"There is no version “{number}” to choose.",
        "Choose "
        + " or ".join(str(v.number) for v in found.versions)
        + f", or {TOGETHER}.",
    )


def _undecided(
    project: Project, found: Heads, clashes: Sequence[Clash]
) -> UsageConflict:
    codes = list(dict.fromkeys(clash.code for clash in clashes))
    labels = ", ".join(f"“{project.codebook.label(code)}”" for code in codes[:3])
    first, number = codes[0], found.versions[0].number
    return UsageConflict(
        f"Several versions changed {labels} in different ways.",
        f"Say which one it is to be: --take {first}={number}",
    )


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or "nothing"
    return str(value) if value not in ("", None) else "nothing"
