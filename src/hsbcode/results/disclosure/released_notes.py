"""A table's notes after disclosure control: no number in them tells more."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from hsbcode.domain.counted_text import CountedText, Part
from hsbcode.domain.disclosure import CONFIDENTIAL, LOW, DisclosurePolicy
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Row, Table, TableNotes
from hsbcode.numbers.printing import printed_percent
from hsbcode.results.disclosure.released_specs import ROUNDED_ONCE
from hsbcode.results.notes import small_base_notes

_IN_TEXT = re.compile(r"\b(n ?= ?)(\d+)")


def released_table(
    table: Table,
    policy: DisclosurePolicy,
    rows: Sequence[Row],
    printed: Callable[[Part], str],
) -> Table:
    """Return a table with protected rows, its notes in line with them.

    Args:
        table: the exact table.
        policy: what it is released under.
        rows: its rows as released.
        printed: how a number of a note is printed.
    """
    return replace(
        table,
        rows=tuple(rows),
        notes=_notes(table, policy, rows, printed),
    )


def _notes(
    table: Table,
    policy: DisclosurePolicy,
    rows: Sequence[Row],
    printed: Callable[[Part], str],
) -> TableNotes:
    before = small_base_notes(table.rows)
    notes = table.notes
    more = [_sentence(each, printed) for each in notes.more if each not in before]
    texts = [cell.text for row in rows for cell in row.cells]
    if CONFIDENTIAL in texts:
        more.append(f"{CONFIDENTIAL}: not printed, to protect the people counted.")
    if any(LOW in text for text in texts):
        more.append(
            f"{LOW}: fewer than {policy.mark_under} people in the base; under "
            f"{policy.no_percentage_under} no percentage is printed."
        )
    rounding = notes.rounding
    if table.kind == "spec" and "%" in "".join(texts):
        rounding = ROUNDED_ONCE
    return replace(
        notes,
        rounding=rounding,
        population=_sentence(notes.population, printed),
        filter=_sentence(notes.filter, printed),
        base_rule=_sentence(notes.base_rule, printed),
        disclosure=policy.sentence,
        more=tuple(more),
    )


def _sentence(text: str, printed: Callable[[Part], str]) -> str:
    if isinstance(text, CountedText):
        return text.again(printed)
    return _IN_TEXT.sub(lambda m: m[1] + printed(int(m[2])), text)


def exactly(part: Part) -> str:
    """Return a part of a sentence with its exact number."""
    return printed_percent(part) if isinstance(part, Share) else str(part)
