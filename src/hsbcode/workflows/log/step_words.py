"""What a press did, or what taking it back would do, in words."""

from collections.abc import Iterable, Sequence

from hsbcode.domain.acts import Act, ActKind, Origin
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.quote_decisions import LOOKED, STAY, QuoteStep
from hsbcode.store.act_finding import Did

_DONE: dict[str, str] = {
    ActKind.APPLY: "applied {code}",
    ActKind.REMOVE: "removed {code}",
    ActKind.FINISH: "finished",
    ActKind.REOPEN: "reopened",
    ActKind.FLAG: "flagged {flag}",
    ActKind.UNFLAG: "unflagged {flag}",
    ActKind.NOTE: "wrote a memo",
    ActKind.REJECT: "declined {code}",
    ActKind.KEEP: "looked again, the codes stay",
    ActKind.UNKEEP: "is doubtful again",
    ActKind.CODEBOOK: "changed the codebook",
    ActKind.SETTING: "changed a setting",
    ActKind.SETTLE: "settled",
    ActKind.SPLIT: "split an answer into parts",
    ActKind.JOIN: "joined the parts of an answer",
    ActKind.MEND: "mended codings",
    ActKind.COMMENT: "commented on {code}",
    ActKind.RELEASE: "wrote a report",
    ActKind.QUOTE: "decided on a quote",
    ActKind.UNQUOTE: "took back a decision on a quote",
    ActKind.REDACT: "looked at words for names",
    ActKind.UNREDACT: "took back a decision on words for names",
}
_EDITS: dict[str, str] = {
    "add": "added the code {code}",
    "rename": "renamed {code}",
    "move": "moved {code} in the codebook",
    "retire": "retired {code}",
    "restore": "took {code} into use again",
    "merge": "merged codes into {code}",
    "split": "split the code {code}",
    "redefine": "redefined {code}",
    "choose": "made one codebook of versions side by side",
}
"""What an edit of the codebook says of itself."""
_QUOTING: dict[str, str] = {
    QuoteStep.TAKE: "took an answer as a quote for {code}",
    QuoteStep.UNLIKE: "took an answer as a quote unlike the others for {code}",
    QuoteStep.REFUSE: "put a quote for {code} aside",
    QuoteStep.CUT: "cut words out of a quote",
}
_REDACTING: dict[str, str] = {
    LOOKED: "read an answer for names",
    STAY: "left words that may name somebody",
}
"""What decisions on quotes say of themselves; a redaction names what stands instead."""
_TO_DO: dict[str, str] = {
    ActKind.APPLY: "applies {code}",
    ActKind.REMOVE: "takes off {code}",
    ActKind.FINISH: "finishes",
    ActKind.REOPEN: "reopens",
    ActKind.FLAG: "flags {flag}",
    ActKind.UNFLAG: "takes away the flag {flag}",
    ActKind.NOTE: "brings back the memo as it was",
    ActKind.REJECT: "declines {code}",
    ActKind.KEEP: "takes it off the list of doubtful codings",
    ActKind.UNKEEP: "puts it back on the list of doubtful codings",
    ActKind.CODEBOOK: "changes the codebook back",
    ActKind.SPLIT: "splits an answer into parts",
    ActKind.JOIN: "joins the parts of an answer",
    ActKind.COMMENT: "takes the comment on {code} back",
    ActKind.SETTLE: "takes the decision back",
    ActKind.QUOTE: "decides on the quote as before",
    ActKind.UNQUOTE: "takes the decision on a quote back",
    ActKind.REDACT: "decides on the words as before",
    ActKind.UNREDACT: "takes the decision on words for names back",
}
_MANY_TO_DO: dict[str, str] = {
    ActKind.APPLY: "puts {codings} back",
    ActKind.REMOVE: "takes {codings} off",
    ActKind.FINISH: "finishes {answers}",
    ActKind.REOPEN: "reopens {answers}",
    ActKind.SPLIT: "splits {answers} into parts",
    ActKind.JOIN: "joins the parts of {answers}",
}
"""The same where it reaches several answers: counted, not named."""
_NAMED = 2
"""How many codes are named before the others are counted."""


def act_words(act: Act, book: Codebook) -> str:
    """Return what one act did."""
    did = (_did(act),)
    return _phrase(_edit(did, _DONE) or _DONE.get(act.kind, act.kind), did, book)


def press_words(
    did: Sequence[Did], book: Codebook, told: str = "", answers: int = 1
) -> str:
    """Return what a press did.

    Args:
        did: what it did, kind by kind and code by code.
        book: the code frame, for labels.
        told: what the step says of itself: mending, and settings of the study.
        answers: how many answers it reached.
    """
    if told:
        return told
    imported = sum(
        each.acts
        for each in did
        if each.kind == ActKind.APPLY
        and (
            each.origin == Origin.IMPORT
            or (each.origin == Origin.SETTLING and answers > 1)
        )
    )
    if imported:
        return f"brought in {counted(imported, 'coding')}"
    return _joined(did, book, _DONE) or "took nothing back"


def acts_words(acts: Iterable[Act], book: Codebook, *, to_do: bool = False) -> str:
    """Return what acts did, or (``to_do``) what they will do; empty for none."""
    seen: dict[tuple[str | None, ...], list[Act]] = {}
    for act in acts:
        seen.setdefault((act.kind, act.code, act.flag), []).append(act)
    did = [
        _did(group[0])._replace(
            acts=len(group), units=len({act.unit for act in group if act.unit})
        )
        for group in seen.values()
    ]
    if not to_do:
        return _joined(did, book, _DONE)
    answers = {act.unit for group in seen.values() for act in group if act.unit}
    return _joined(did, book, _TO_DO | (_MANY_TO_DO if len(answers) > 1 else {}))


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its word: ``1 answer``, ``3,016 codings``."""
    return f"1 {one}" if number == 1 else f"{number:,} {several or one + 's'}"


def _joined(did: Sequence[Did], book: Codebook, forms: dict[str, str]) -> str:
    by_kind: dict[str, list[Did]] = {}
    for each in did:
        if each.kind not in (ActKind.SETTING, ActKind.MEND):
            by_kind.setdefault(each.kind, []).append(each)
    return ", ".join(
        _phrase(_edit(group, forms) or forms.get(kind, kind), group, book)
        for kind, group in by_kind.items()
    )


def _edit(group: Sequence[Did], forms: dict[str, str]) -> str:
    """Return the form for acts whose flag says what they did."""
    kind, flag = group[0].kind, group[0].flag or ""
    if forms is not _DONE:
        return ""
    if kind == ActKind.QUOTE:
        # a swap is two decisions in one step
        phrases = dict.fromkeys(_QUOTING.get(each.flag or "", "") for each in group)
        return ", ".join(filter(None, phrases))
    if kind == ActKind.REDACT:
        return _REDACTING.get(flag, "replaced words by [{flag}]")
    return _EDITS.get(flag, "") if kind == ActKind.CODEBOOK else ""


def _phrase(form: str, group: Sequence[Did], book: Codebook) -> str:
    codes = [book.label(code) for code in dict.fromkeys(d.code for d in group) if code]
    flags = [flag for flag in dict.fromkeys(d.flag for d in group) if flag]
    return form.format(
        code=_listed(codes) or "a suggestion",
        flag=", ".join(flags).replace("_", " "),
        codings=counted(sum(each.acts for each in group), "coding"),
        answers=counted(sum(each.acts for each in group), "answer"),
    )


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    if more > 1:
        return f"{', '.join(names[:_NAMED])} and {more} more"
    return ", ".join(names)


def _did(act: Act) -> Did:
    return Did(act.press, act.kind, act.code, act.flag, act.origin, 1, 1)
