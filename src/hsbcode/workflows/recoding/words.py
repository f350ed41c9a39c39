"""A recode as text, for commands."""

import textwrap
from collections.abc import Iterable

from hsbcode.domain.recode_previews import Dependent, RecodePreview, Sister
from hsbcode.domain.recodes import Ground
from hsbcode.domain.shares import Share
from hsbcode.workflows.printing import aligned
from hsbcode.workflows.recoding.deciding import Decided

NOT_PUBLISHED = (
    "the same rule on a sister question; for comparison only, not part of the "
    "published figure"
)
STAYS = {
    Ground.OTHER: "coded, without the code",
    Ground.MIXED: "the code, and another beside it",
    Ground.APART: "counted apart",
    Ground.NOTHING: "nothing to code in it",
    Ground.SILENT: "wrote nothing",
    Ground.UNDECIDED: "not decided: not coded, or coders differ",
}


def preview_text(
    found: RecodePreview, width: int = 100, *, dependents: bool = True
) -> str:
    """Return a preview as text: steps, who stays, what depends on it, the footnote.

    Args:
        found: the preview.
        width: cells of a line.
        dependents: False where what depends on it stands elsewhere.
    """
    lines = [
        *_wrapped(
            f"{found.label} ({found.rule}, version {found.version}): {_state(found)}",
            width,
        ),
        *_wrapped(
            f"“{found.start}” becomes “{found.end}” where everything written under "
            f"“{found.question}” is coded “{found.code}” and nothing else.",
            width,
        ),
        "",
        *_steps(found),
        "",
        f"Why {found.steps.corrected.count} stay “{found.start}”:",
        *aligned([("  " + what, str(count)) for what, count in _staying(found)]),
        "",
        *_tables(found, width),
        *(_dependents(found, width) if dependents else ()),
    ]
    for sister in found.sisters:
        lines += ["", *_wrapped(_sister_words(sister), width)]
    lines += ["", "Footnote, as tables print it:", *_wrapped(found.footnote, width, 2)]
    if found.undecided:
        lines += ["", *_wrapped(f"Left open: {found.undecided}", width)]
    return "\n".join(lines)


def decision_rows(found: Iterable[Decided]) -> list[tuple[str, ...]]:
    """Return the log as rows: when, who, what, how many people then and now."""
    return [
        (
            each.when,
            each.decision.by,
            each.decision.rule,
            _decided_words(each),
            str(each.decision.moved),
            str(each.moved_now),
        )
        for each in found
    ]


def apply_command(found: RecodePreview, project: str) -> str:
    """Return the command that would put a recode in force."""
    wishes = " ".join(f"--leave|--carry {each.question}" for each in found.dependents)
    return f"hsbcode recode {project} {found.rule} --apply {wishes}".rstrip()


def dependent_words(each: Dependent) -> str:
    """Return what carrying a recode through to a dependent question would come to."""
    tables = [table.name for table in each.tables if table.changes]
    changing = f"; then {', '.join(tables)} change" if tables else ""
    return (
        f"{each.label} ({each.question}): {each.answered} answered, "
        f"{each.answered_if_carried} if carried through{changing}"
    )


def _state(found: RecodePreview) -> str:
    if found.decision is None:
        return "not in force"
    return (
        f"in force, decided by {found.decision.by} when it moved "
        f"{found.decision.moved}; now {found.steps.moved.count}"
    )


def three_steps(found: RecodePreview) -> tuple[tuple[str, Share], ...]:
    """Return the answer as given, those moved, and the answer corrected."""
    return (
        (f"{found.start}, as answered", found.steps.as_answered),
        (f"moved to {found.end}", found.steps.moved),
        (f"{found.start}, corrected", found.steps.corrected),
    )


def _steps(found: RecodePreview) -> list[str]:
    from hsbcode.numbers.printing import printed_percent
    from hsbcode.results.recode_notes import tenths

    rows = [("step", "people", f"of {found.steps.base}", "printed")]
    rows += [
        (step, str(share.count), tenths(share), printed_percent(share))
        for step, share in three_steps(found)
    ]
    lines = aligned(rows)
    if found.expected is not None and found.expected != found.steps.moved.count:
        lines.append(f"The instrument expects {found.expected} to be moved.")
    return lines


def _staying(found: RecodePreview) -> Iterable[tuple[str, int]]:
    for ground, words in STAYS.items():
        named = " or ".join(f"“{label}”" for label in found.apart)
        extra = f" ({named})" if ground is Ground.APART and named else ""
        yield words + extra, found.steps.count(ground)


def _tables(found: RecodePreview, width: int) -> Iterable[str]:
    if found.tables:
        yield "Tables of this answer, as answered and corrected:"
        for table in found.tables:
            yield from _wrapped(f"{table.name}: {table.title}", width, 2)


def _dependents(found: RecodePreview, width: int) -> Iterable[str]:
    for each in found.dependents:
        state = {
            "carry": "carried through",
            "leave": "left as answered",
            "": "NOT DECIDED",
        }[each.decision]
        yield ""
        yield from _wrapped(
            f"Depends on it: {each.label} ({each.question}): {state}. "
            f"{each.answered} answered, {each.answered_if_carried} if carried through.",
            width,
        )
        for table in each.tables:
            effect = (
                "numbers change if carried" if table.changes else "no number changes"
            )
            yield from _wrapped(f"{table.name}: {table.title} ({effect})", width, 2)


def _sister_words(sister: Sister) -> str:
    from hsbcode.results.recode_notes import tenths

    before, after = sister.steps.as_answered, sister.steps.corrected
    return (
        f"Sensitivity: {sister.label} ({sister.question}): as answered "
        f"{before.count} of {before.base} ({tenths(before)}), after the same rule with "
        f"“{sister.code}” {after.count} of {after.base} ({tenths(after)}). "
        f"This is {NOT_PUBLISHED}."
    )


def _decided_words(each: Decided) -> str:
    decision = each.decision
    if not decision.in_force:
        return "taken back"
    words = [f"in force (version {decision.version})"]
    words += [f"carried: {', '.join(decision.carry)}"] if decision.carry else []
    words += [f"left: {', '.join(decision.leave)}"] if decision.leave else []
    return "; ".join(words)


def _wrapped(text: str, width: int, indent: int = 0) -> list[str]:
    left = " " * indent
    return textwrap.wrap(
        text, width, initial_indent=left, subsequent_indent=left + "  " * bool(indent)
    )
