"""What an edit makes of a code frame. Frames in, frames out; codings are not looked at.

No code is ever taken out of a frame: what is not used any more is retired, and says
into which code it was merged, or among which ones it is divided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.errors import UsageConflict

RULES = ("definition", "include_when", "exclude_when")
"""The fields that say what a code stands for."""
WORDS = (*RULES, "examples", "keywords")
"""The fields that redefining can change."""

_SAYINGS = ("content", "named_entity", "attribute")
"""Kinds that say what somebody said, and decide nothing else."""


def added(book: Codebook, code: Code) -> Codebook:
    """Return the frame with a code more.

    Raises:
        CodebookError: the code is not sound.
        UsageConflict: there is a code of that id, or one in use with that label.
    """
    if code.id in book:
        raise UsageConflict(
            f"There is a code with the id “{code.id}” already.", "Ids are permanent."
        )
    _refuse_label(book, code)
    return _frame(book, (*book.codes, code))


def renamed(book: Codebook, code: str, label: str) -> Codebook:
    """Return the frame with another label on a code; its id stays.

    Raises:
        UsageConflict: another code in use has that label.
    """
    new = replace(book[code], label=" ".join(label.split()))
    if new.label == book[code].label:
        raise UsageConflict(f"It is called “{new.label}” already.")
    _refuse_label(book, new)
    return _changed(book, new)


def moved(book: Codebook, code: str, parent: str | None) -> Codebook:
    """Return the frame with a code, and all below it, under another parent.

    Raises:
        UsageConflict: it is there already, or the parent lies below it.
    """
    known = book[code]
    if parent is not None:
        above = book[parent]
        if parent == code or code in book.ancestors(parent):
            raise UsageConflict(
                f"“{above.label}” lies below “{known.label}” and cannot hold it.",
                "Move that one first.",
            )
    if known.parent == parent:
        raise UsageConflict(f"“{known.label}” stands there already.")
    return _changed(book, replace(known, parent=parent))


def retired(book: Codebook, code: str) -> Codebook:
    """Return the frame with a code that is offered no more; its codings stay.

    Raises:
        UsageConflict: it is retired.
    """
    if book[code].status == "retired":
        raise UsageConflict(f"“{book[code].label}” is retired already.")
    return _changed(book, replace(book[code], status="retired"))


def restored(book: Codebook, code: str) -> Codebook:
    """Return the frame with a code in use again, as a code of its own.

    A letter key that another code got meanwhile stays with that one.

    Raises:
        UsageConflict: it is in use, or another code has its label now.
    """
    known = book[code]
    if known.status == "active":
        raise UsageConflict(f"“{known.label}” is in use.")
    again = replace(known, status="active", merged_into="", split_into=())
    _refuse_label(book, again)
    if any(c.key == again.key and c.status == "active" for c in book):
        again = replace(again, key="")
    return _changed(book, again)


def redefined(
    book: Codebook,
    code: str,
    wanted: Mapping[str, str | tuple[str, ...]],
    *,
    same_meaning: bool = False,
) -> Codebook:
    """Return the frame with other words about a code.

    Args:
        book: the frame.
        code: a code of it.
        wanted: field of ``WORDS`` → its new value; the others stay.
        same_meaning: whether only the wording is better, so that what was coded needs
            no other look.

    Raises:
        UsageConflict: nothing would change.
    """
    known = book[code]
    # The names come from our own callers; replace() refuses any other.
    new = replace(known, **dict(wanted))  # type: ignore[arg-type]
    if new == known:
        raise UsageConflict(f"“{known.label}” says that already.")
    return _changed(book, with_wordings(known, new, same_meaning=same_meaning))


def with_wordings(old: Code, new: Code, *, same_meaning: bool) -> Code:
    """Return a code with the former meanings that are as good as its present one."""
    if new.meaning == old.meaning:
        return replace(new, wordings=old.wordings)
    return replace(new, wordings=_former((old,), new) if same_meaning else ())


def merged(book: Codebook, sources: Sequence[str], target: str) -> Codebook:
    """Return the frame with codes merged into another one.

    The target takes over what is below them, their twins, keywords and examples, and
    the questions for which they were offered; their definitions where it has none.

    Raises:
        CodebookError: there is no such code.
        UsageConflict: one cannot be merged into the other.
    """
    into = book[target]
    gone = [book[source] for source in dict.fromkeys(sources)]
    for code in gone:
        _refuse_merge(code, into)
    ids = {code.id for code in gone}
    new = replace(into, parent=_parent_outside(book, into, ids))
    if not any(getattr(into, name) for name in RULES):
        words = next((c for c in gone if any(getattr(c, n) for n in RULES)), into)
        new = replace(new, **{name: getattr(words, name) for name in RULES})
    every = (into, *gone)
    holding = [code for code in every if code.kind != "container"]
    offered = [code.questions for code in holding or every]
    new = replace(
        new,
        same_as=_once(
            twin
            for code in every
            for twin in code.same_as
            if twin not in (target, *ids)
        ),
        keywords=_once(word for code in every for word in code.keywords),
        examples=_once(text for code in every for text in code.examples),
        questions=_once(q for some in offered for q in some) if all(offered) else (),
    )
    new = replace(new, wordings=_former(every, new))

    def change(code: Code) -> Code:
        if code.id == target:
            return new
        if code.id in ids:
            return replace(
                code,
                status="retired",
                merged_into=target,
                split_into=(),
                same_as=(),
                parent=_parent_outside(book, code, ids),
            )
        twins = _once(target if twin in ids else twin for twin in code.same_as)
        parent = target if code.parent in ids else code.parent
        return replace(code, parent=parent, same_as=twins)

    return _frame(book, map(change, book.codes))


def divided(book: Codebook, code: str, parts: Sequence[Code]) -> Codebook:
    """Return the frame with a code split into two or more, and retired.

    Its codings stay its own until somebody decides on each answer.

    Args:
        book: the frame.
        code: the code to be split.
        parts: the codes among which its codings are divided: new ones, or such as
            stand in the frame.

    Raises:
        UsageConflict: it cannot be split so.
    """
    known = book[code]
    if not known.can_be_applied:
        raise UsageConflict(f"“{known.label}” is not in use, so it cannot be split.")
    ids = tuple(dict.fromkeys(part.id for part in parts))
    if len(ids) < 2 or code in ids:
        raise UsageConflict(
            f"“{known.label}” is split into two other codes at least.",
            "To keep a part under the old name: add a code for the rest, then "
            "redefine this one; its answers can be gone through then.",
        )
    for part in parts:
        if part.id in book:
            _refuse_merge(known, book[part.id])
        else:
            book = added(book, part)
    return _changed(book, replace(known, status="retired", split_into=ids))


def _refuse_merge(code: Code, into: Code) -> None:
    if code.id == into.id:
        raise UsageConflict(f"“{code.label}” is one code already.")
    if code.merged_into:
        raise UsageConflict(f"“{code.label}” was merged already.")
    if into.status == "retired":
        raise UsageConflict(
            f"“{into.label}” is retired, so nothing becomes “{into.label}”.",
            "Restore it first.",
        )
    alike = code.kind == into.kind or {code.kind, into.kind} <= set(_SAYINGS)
    if not alike and code.kind != "container":
        raise UsageConflict(
            f"“{code.label}” is of the kind {code.kind}, “{into.label}” of the kind "
            f"{into.kind}: they decide different things and cannot become one.",
            "Change the kind in a codebook file first, if that is wrong.",
        )


def _refuse_label(book: Codebook, code: Code) -> None:
    if not code.label.strip():
        raise UsageConflict("A code needs a label.")
    for other in book:
        shared = not (other.questions and code.questions) or (
            set(other.questions) & set(code.questions)
        )
        same = other.label.strip().casefold() == code.label.strip().casefold()
        # One label under two themes is two codes.
        apart = other.parent and code.parent and other.parent != code.parent
        if other.id != code.id and other.status == "active" and same and shared:
            if apart:
                continue
            raise UsageConflict(
                f"There is a code “{other.label}” ({other.id}) already.",
                "To make the two one: hsbcode codebook merge",
            )


def _parent_outside(book: Codebook, code: Code, ids: set[str]) -> str | None:
    """Return the nearest code above that is not merged away itself."""
    return next((a for a in book.ancestors(code.id) if a not in ids), None)


def _former(codes: Iterable[Code], now: Code) -> tuple[str, ...]:
    """Return the meanings that codes have or had, without the present one."""
    every = (m for code in codes for m in (code.meaning, *code.wordings))
    return _once(meaning for meaning in every if meaning != now.meaning)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _changed(book: Codebook, code: Code) -> Codebook:
    return _frame(book, book.with_code(code).codes)


def _frame(book: Codebook, codes: Iterable[Code]) -> Codebook:
    return replace(book, codes=check(codes), version="")
