"""The versions of a code frame: who changed what, and how two of them differ."""

from dataclasses import dataclass
from functools import partial

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_changes import CodeChange, differences
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.moments import moment, short
from hsbcode.store.project import Project

_NAMED = 3
"""How many codes are named before the others are counted."""


@dataclass(frozen=True, slots=True)
class Version:
    """One edit of the frame."""

    number: int
    """Place among the edits of this file, from 1."""
    id: str
    """Eight digits of what the frame says, as reports print them."""
    act: str
    coder: str
    at: str
    """UTC, ISO 8601."""
    words: str
    codes: int
    changes: tuple[CodeChange, ...]
    """Against the version it was made from."""

    @property
    def when(self) -> str:
        """When, in local time."""
        return short(moment(self.at))

    def as_dict(self) -> dict[str, object]:
        """Return the version as JSON values."""
        return {
            "number": self.number,
            "version": self.id,
            "act": self.act,
            "coder": self.coder,
            "at": self.at,
            "words": self.words,
            "codes": self.codes,
            "changes": [change_as_dict(change) for change in self.changes],
        }


def versions(project: Project, code: str = "") -> tuple[Version, ...]:
    """Return the edits of the frame, oldest first; with ``code`` those that touch it.

    The first is the frame as it came in: all its codes are new.
    """
    found = []
    for number, act in enumerate(project.log.of_kind(ActKind.CODEBOOK), start=1):
        frame = project.codebook_at(act.id)
        before = project.codebook_at(act.codebook or "")
        changes = differences(before, frame)
        if code and not any(change.code == code for change in changes):
            continue
        found.append(
            Version(
                number=number,
                id=frame.content_version,
                act=act.id,
                coder=act.coder,
                at=act.at,
                words=edit_words(act, before, frame, changes),
                codes=len(frame),
                changes=changes,
            )
        )
    return tuple(found)


def edit_words(
    act: Act, before: Codebook, frame: Codebook, changes: tuple[CodeChange, ...]
) -> str:
    """Return what an edit did."""
    code, undone = act.code or "", "took back: " if act.undoes else ""
    old, new = before.label(code), frame.label(code)
    known = code in frame
    if act.flag == "choose":
        return "made one codebook of versions side by side"
    if act.flag == "merge" and known:
        gone = [c.label for c in frame if c.merged_into == code != _into(before, c.id)]
        return f"merged {_listed(gone)} into “{new}”"
    if act.flag == "split" and known:
        return (
            f"split “{new}” into {_listed([*map(frame.label, frame[code].split_into)])}"
        )
    if act.flag == "rename" and known:
        return f"renamed “{old}” to “{new}”"
    if act.flag == "move" and known:
        parent = frame[code].parent
        where = f"below “{frame.label(parent)}”" if parent else "to the top"
        return f"moved “{new}” {where}"
    plain = {
        "add": f"added “{new}”",
        "retire": f"retired “{new}”",
        "restore": f"took “{new}” into use again",
        "redefine": f"redefined “{new}”",
    }
    if act.flag in plain and known:
        return plain[act.flag]
    counted = {
        what: [change.label for change in changes if change.what == what]
        for what in ("new", "changed", "absent")
    }
    words = {"new": "new", "changed": "changed", "absent": "taken out again"}
    parts = [
        f"{words[w]}: {_listed(labels)}" for w, labels in counted.items() if labels
    ]
    return undone + ("; ".join(parts) or "the order of the codes, or the title")


def _into(book: Codebook, code: str) -> str:
    return book[code].merged_into if code in book else ""


def _listed(labels: list[str]) -> str:
    named = ", ".join(f"“{label}”" for label in labels[:_NAMED])
    more = len(labels) - _NAMED
    return f"{named} and {more} more" if more > 0 else named


def find_version(project: Project, wanted: str) -> Version:
    """Return a version by its number, or by the beginning of its digits.

    Raises:
        UsageConflict: there is none, or there are several.
    """
    every = versions(project)
    word = wanted.strip().removeprefix("v").casefold()
    if word.isdecimal() and 1 <= int(word) <= len(every):
        return every[int(word) - 1]
    begins = [
        each
        for each in every
        if len(word) >= 4 and (each.id.startswith(word) or each.act.startswith(word))
    ]
    if not begins:
        raise UsageConflict(
            f"There is no version “{wanted}” of the codebook.",
            nearest(word, [each.id for each in every])
            or f"There are {len(every)}: hsbcode codebook history",
        )
    # The same frame may have come back by undo: what it says is the same.
    return begins[-1]


def diff(project: Project, one: str = "", other: str = "") -> tuple[CodeChange, ...]:
    """Return how two versions differ.

    Args:
        project: an open project.
        one: a version; empty = the one before the last edit.
        other: a version; empty = the frame in force.

    Raises:
        UsageConflict: there is no such version.
    """
    frame_of = partial(_frame, project)
    edits = project.log.of_kind(ActKind.CODEBOOK)
    if not one:
        former = edits[-1].codebook if edits else None
        return differences(project.codebook_at(former or ""), project.codebook)
    return differences(frame_of(one), frame_of(other) if other else project.codebook)


def _frame(project: Project, wanted: str) -> Codebook:
    return project.codebook_at(find_version(project, wanted).act)


def change_as_dict(change: CodeChange) -> dict[str, object]:
    """Return one difference as JSON values."""
    return {
        "code": change.code,
        "label": change.label,
        "what": change.what,
        "fields": {
            each.name: {"before": each.before, "after": each.after}
            for each in change.fields
        },
    }
