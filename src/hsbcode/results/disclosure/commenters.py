"""Who commented, as disclosure control lets it be printed.

Everybody either commented or did not, and frequencies of closed questions are printed
elsewhere; so one small count is told by its neighbours in every direction. Where one
answer to a closed question is too small, none of its answers is printed here: what is
left holds no number that could be taken from another.
"""

from dataclasses import replace

from hsbcode.domain.counted_text import Part
from hsbcode.domain.disclosure import CONFIDENTIAL, DisclosurePolicy, Protection
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.results.commenters import printed_commenters, question_of
from hsbcode.results.disclosure.policy import apply_policy
from hsbcode.results.disclosure.released_notes import exactly, released_table

_ALONE = (
    "This table is protected by itself: look at it beside the other tables before both "
    "reach the same readers."
)


def protected_commenters(table: Table, policy: DisclosurePolicy) -> Table:
    """Return a table of commenters under a policy.

    Raises:
        UsageConflict: it was made under another policy before.
    """
    if not policy.protects:
        return table
    if policy.protection is Protection.ROUNDED:
        return printed_commenters(apply_policy(table, policy), policy)
    hidden = {
        question_of(row)
        for row in table.rows
        for cell in row.cells
        if cell.share is not None and _tells(cell.share, policy, row)
    }
    # without the two groups nothing can be said of either
    every = "" in hidden

    def printed(part: Part) -> str:
        return CONFIDENTIAL if every else exactly(part)

    rows = [
        _without(row) if every or question_of(row) in hidden else row
        for row in table.rows
    ]
    made = released_table(table, policy, rows, printed)
    notes = replace(made.notes, more=(*made.notes.more, _ALONE))
    return printed_commenters(replace(made, notes=notes), policy)


def _tells(share: Share, policy: DisclosurePolicy, row: Row) -> bool:
    """Whether a count stands for few people, or for all but few of an answer's base."""
    small = policy.is_small(share.count) or policy.is_small(share.base)
    # how many gave no answer is not hidden, in no table
    return small or (row.level > 0 and policy.is_small(share.base - share.count))


def _without(row: Row) -> Row:
    return replace(row, cells=tuple(map(_blank, row.cells)), base=None)


def _blank(cell: Cell) -> Cell:
    if cell.share is None:
        return cell
    return replace(cell, share=None, text=CONFIDENTIAL, percent=None)
