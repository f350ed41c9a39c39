"""What is otherwise from one report to the next: numbers, quotes, words of quantity."""

from collections.abc import Iterator
from dataclasses import dataclass

from hsbcode.domain.releases import (
    ReleasedCell,
    ReleasedTable,
    ReleaseFacts,
)


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number that is printed otherwise than before, is new, or is gone."""

    reference: str
    """As it is now; of a number that is gone, as it was."""
    table: str
    label: str
    """``row, column``."""
    old: str
    """As printed; empty where there was none."""
    new: str


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote that came, went, or stands otherwise."""

    reference: str
    code: str
    what: str
    """``new``, ``gone``, ``words``, ``attribution`` or ``words and attribution``."""
    old: str = ""
    """Attribution before, where that changed."""
    new: str = ""


@dataclass(frozen=True, slots=True)
class WordChange:
    """A word of quantity that changed."""

    question: str
    code: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is otherwise in a later report."""

    numbers: tuple[NumberChange, ...] = ()
    quotes: tuple[QuoteChange, ...] = ()
    words: tuple[WordChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self.numbers or self.quotes or self.words)


def changes(old: ReleaseFacts, new: ReleaseFacts) -> Changes:
    """Return what is otherwise in ``new``, in its order; what is gone comes last.

    Rows are found by their key and columns by their label, so that a row that came
    between does not make every number after it a change. Parts that only one of the
    reports has (a table, the quotes under a question) are no change.
    """
    return Changes(_numbers(old, new), _quotes(old, new), _words(old, new))


def paired_tables(
    old: ReleaseFacts, new: ReleaseFacts
) -> list[tuple[ReleasedTable, ReleasedTable]]:
    """Return the tables that both reports have, as (old, new)."""
    before = {table.identity: table for table in old.tables}
    return [
        (before[table.identity], table)
        for table in new.tables
        if table.identity in before
    ]


def cells_by_place(table: ReleasedTable) -> dict[tuple[str, str, int], ReleasedCell]:
    """Return (row, column, how many of that name came before) → cell."""
    found: dict[tuple[str, str, int], ReleasedCell] = {}
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=False):
            nth = 0
            while (row.key or row.label, column, nth) in found:
                nth += 1
            found[row.key or row.label, column, nth] = cell
    return found


def _labels(table: ReleasedTable) -> dict[str, str]:
    return {row.key or row.label: row.label for row in table.rows}


def _numbers(old: ReleaseFacts, new: ReleaseFacts) -> tuple[NumberChange, ...]:
    found = []
    for before, after in paired_tables(old, new):
        was, now = cells_by_place(before), cells_by_place(after)
        labels = _labels(before) | _labels(after)
        for place in dict.fromkeys((*now, *was)):
            one, other = was.get(place), now.get(place)
            old_text, new_text = one.text if one else "", other.text if other else ""
            if old_text == new_text:
                continue
            cell = other or one
            found.append(
                NumberChange(
                    cell.reference if cell else "",
                    after.id,
                    f"{labels[place[0]]}, {place[1]}",
                    old_text,
                    new_text,
                )
            )
    tables = {(one.kind, one.question) for one, _ in paired_tables(old, new)}
    found += [
        one for one in _beside_quotes(old, new) if ("themes", one.table) not in tables
    ]
    return tuple(found)


def _beside_quotes(old: ReleaseFacts, new: ReleaseFacts) -> Iterator[NumberChange]:
    """Yield the people of themes that changed, as quote tables print them."""
    was = {(one.question, one.code): one for one in old.themes}
    for one in new.themes:
        before = was.get((one.question, one.code))
        if before is None or (before.count, before.base) == (one.count, one.base):
            continue
        texts = (
            "hidden" if each.count is None else f"{each.count} of {each.base}"
            for each in (before, one)
        )
        yield NumberChange("", one.question, f"{one.label}, people", *texts)


def _quotes(old: ReleaseFacts, new: ReleaseFacts) -> tuple[QuoteChange, ...]:
    if not (old.quotes and new.quotes):
        return ()
    # a report on one question says nothing of the quotes under the others
    both = {one.question for one in old.quotes} & {one.question for one in new.quotes}
    was, now = (
        {(o.question, o.code, o.unit): o for o in some if o.question in both}
        for some in (old.quotes, new.quotes)
    )
    found = []
    for key, quote in now.items():
        before = was.get(key)
        if before is None:
            found.append(QuoteChange(quote.reference, quote.code, "new"))
            continue
        what = [
            name
            for name, differs in (
                ("words", before.digest != quote.digest),
                ("attribution", before.attribution != quote.attribution),
            )
            if differs
        ]
        if what:
            names = (before.attribution, quote.attribution)
            found.append(
                QuoteChange(
                    quote.reference,
                    quote.code,
                    " and ".join(what),
                    *(names if "attribution" in what else ("", "")),
                )
            )
    found += [
        QuoteChange(quote.reference, quote.code, "gone")
        for key, quote in was.items()
        if key not in now
    ]
    return tuple(found)


def _words(old: ReleaseFacts, new: ReleaseFacts) -> tuple[WordChange, ...]:
    was = {(one.question, one.code): one.word for one in old.themes}
    return tuple(
        WordChange(one.question, one.code, one.label, was[key], one.word)
        for one in new.themes
        if (key := (one.question, one.code)) in was and was[key] != one.word
    )
