"""Counted terms as they are printed, as JSON, and in a file."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hsbcode.domain.disclosure import NO_CONTROL, DisclosurePolicy
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.domain.terms import TermCount
from hsbcode.numbers.printing import base_text, printed_count, printed_number
from hsbcode.workflows.saving_tables import save_tables
from hsbcode.workflows.term_tables import contexts_table

_ONE_TABLE = (".csv", ".tsv")
_BEFORE = 50


def terms_lines(found: Sequence[TermCount], where: str) -> Iterator[str]:
    """Yield what the screen shows: counts, forms, lines of context.

    Args:
        found: what was counted.
        where: whose answers were looked through.
    """
    for one in found:
        word = f"; in a word: {one.word}" if one.word else ""
        yield (
            f"{one.term}: used by {printed_count(one.share)}, "
            f"{base_text(one.share.base)}; mentions: {one.mentions}{word}"
        )
        for form in one.forms:
            kind = "" if form.kind == "form" else f" ({form.kind})"
            times = f"used by {form.people}, mentions: {form.mentions}"
            yield f"  {form.form}{kind}: {times}"
        if one.like:
            yield f"  Words like it: {', '.join(one.like)}"
        for line in one.contexts:
            before = line.before[-_BEFORE:].rjust(_BEFORE)
            yield f"  {before} [{line.found}] {line.after}   {line.name}"
        if one.contexts and len(one.contexts) < one.mentions:
            left = one.mentions - len(one.contexts)
            yield f"  … and {left} more (--contexts {one.mentions})"
        yield ""
    yield f"Base: {where}, everybody who wrote anything there."
    if any(len(one.forms) > 1 for one in found):
        yield "A form that is meant otherwise is left out with --only, one is added "
        yield "with --also."


def terms_json(found: Sequence[TermCount], table: Table) -> list[dict[str, Any]]:
    """Return the counts as JSON values; a number that is not released is null."""
    shown = []
    for one, row in zip(found, table.rows, strict=True):
        share = row.cells[0].share
        number = printed_number(share) if share else None
        shown.append(
            {
                "term": one.term,
                "count": share.count if share else None,
                "base": share.base if share else None,
                "share": share.value if share else None,
                "percent": None if number is None else int(number),
                "word": row.cells[-1].text,
                "mentions": one.mentions if share else None,
                "forms": [asdict(form) for form in one.forms],
                "contexts": [asdict(line) for line in one.contexts],
                "disclosure": table.notes.disclosure,
            }
        )
        if table.notes.disclosure != NO_CONTROL.sentence:
            shown[-1] |= {"forms": [], "contexts": []}
    return shown


def save_terms(
    study: Study,
    table: Table,
    found: Sequence[TermCount],
    policy: DisclosurePolicy,
    path: Path,
) -> bool:
    """Write counts, and lines of context where no count is protected.

    Returns:
        Whether the lines are in the file.

    Raises:
        OutputError: the ending is not known, or the file exists.
    """
    told = not policy.protects and path.suffix.casefold() not in _ONE_TABLE
    told = told and any(one.contexts for one in found)
    tables = (table, contexts_table(study, found)) if told else (table,)
    save_tables(tables, path, study.name)
    return told
