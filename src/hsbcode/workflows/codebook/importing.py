"""A codebook file taken into a project, after a look at what it changes.

Nothing is deleted by absence. A code that a file lacks, beside a new one with like
wording, is asked about: it may be the same code under another label.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from hsbcode.domain.codebook import Codebook, check
from hsbcode.domain.codebook_changes import (
    Likeness,
    differences,
    likenesses,
    same_labels,
    with_renamed,
    with_what_stays,
)
from hsbcode.domain.codebook_edits import with_wordings
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.frame import codings_per_code
from hsbcode.workflows.codebook.use import Use, uses


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the frame of a project and that of a file."""

    code: str
    label: str
    what: str
    """``new``, ``changed``, or ``absent`` (absent codes are kept)."""
    fields: tuple[str, ...] = ()
    codings: int = 0
    """Codings that stand on it."""
    look_again: bool = False
    """Whether it stands for something else now, so that they want another look."""

    def as_dict(self) -> dict[str, object]:
        """Return the change as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class MaybeRenamed:
    """A code the file lacks, beside a new one it has with like wording."""

    likeness: Likeness
    use: Use

    @property
    def question(self) -> str:
        """What is asked about it."""
        old, new = self.likeness.old, self.likeness.new
        return (
            f"“{old.label}” ({old.id}, {self.use.words}) is not in the file, and "
            f"“{new.label}” ({new.id}) is new there. Is it the same code, renamed?"
        )


def compare(
    project: Project,
    new: Codebook,
    renamed: Sequence[tuple[str, str]] = (),
    *,
    same_meaning: bool = False,
) -> tuple[Change, ...]:
    """Return what applying a frame would change.

    Args:
        project: an open project.
        new: the frame of a file.
        renamed: (id in the project, id in the file) of codes that are the same.
        same_meaning: whether only the wording of definitions is better.
    """
    old = project.codebook
    frame = _prepared(old, new, renamed, same_meaning=same_meaning)
    counts = codings_per_code(project)
    return tuple(
        Change(
            change.code,
            change.label,
            change.what,
            change.names,
            counts.get(change.code, 0),
            change.what == "changed"
            and bool(counts.get(change.code))
            and old[change.code].meaning
            not in (frame[change.code].meaning, *frame[change.code].wordings),
        )
        for change in differences(old, frame)
    )


def maybe_renamed(project: Project, new: Codebook) -> tuple[MaybeRenamed, ...]:
    """Return the codes to be asked about before a frame is applied."""
    used = uses(project)
    return tuple(
        MaybeRenamed(each, used.get(each.old.id, Use()))
        for each in likenesses(project.codebook, _same_ids(project.codebook, new))
    )


def checked_renames(
    project: Project, new: Codebook, given: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Return ``OLD=NEW`` pairs as ids.

    Raises:
        UsageConflict: one is no pair, or names no code on its side.
    """
    found = []
    for each in given:
        ours, equals, theirs = (part.strip() for part in each.partition("="))
        if not equals:
            raise UsageConflict(
                f"“{each}” is no pair of codes.", "Write it as OLD=NEW, by their ids."
            )
        if ours not in project.codebook or ours in new:
            raise UsageConflict(
                f"“{ours}” is no code that the project has and the file lacks.",
                nearest(ours, [c.id for c in project.codebook if c.id not in new]),
            )
        if theirs not in new or theirs in project.codebook:
            raise UsageConflict(
                f"“{theirs}” is no code that is new in the file.",
                nearest(theirs, [c.id for c in new if c.id not in project.codebook]),
            )
        found.append((ours, theirs))
    for side in zip(*found, strict=True):
        if len(set(side)) < len(side):
            raise UsageConflict("A code is renamed once at most.")
    return tuple(found)


def apply_codebook(
    project: Project,
    new: Codebook,
    coder: str,
    source: str = "the file",
    *,
    renamed: Sequence[tuple[str, str]] = (),
    same_meaning: bool = False,
) -> tuple[Change, ...]:
    """Make ``new`` the frame in force; codes it lacks are kept as they are.

    Args:
        project: open for writing.
        new: the frame of a file.
        coder: who makes the change.
        source: name of the file, for messages.
        renamed: (id in the project, id in the file) of codes that are the same.
        same_meaning: whether only the wording of definitions is better.

    Raises:
        CodebookError: both together are not sound; nothing is changed.
    """
    changes = compare(project, new, renamed, same_meaning=same_meaning)
    old = project.codebook
    prepared = _prepared(old, new, renamed, same_meaning=same_meaning)
    kept = tuple(code for code in old if code.id not in prepared)
    merged = check((*prepared.codes, *kept), source)
    frame = Codebook(merged, new.title or old.title, new.language)
    if replace(frame, version=old.version) != old:
        if project.log.count():
            project.backups.make("before codebook edit")
        project.put_codebook(frame, coder, edit="import")
    return changes


def _prepared(
    old: Codebook,
    new: Codebook,
    renamed: Sequence[tuple[str, str]],
    *,
    same_meaning: bool,
) -> Codebook:
    frame = with_what_stays(_same_ids(old, with_renamed(new, renamed)), old)
    return replace(
        frame,
        codes=tuple(
            with_wordings(old[code.id], code, same_meaning=same_meaning)
            if code.id in old
            else code
            for code in frame
        ),
    )


def _same_ids(old: Codebook, new: Codebook) -> Codebook:
    """Return a frame from a file with the ids of codes that have their labels."""
    return with_renamed(new, same_labels(old, new))
