"""Tables in a draft that repeat a table of the project: row by row, no guessing."""

import re
from collections.abc import Iterable
from dataclasses import replace

from hsbcode.domain.drafts import Checked, DraftVerdict, Passage
from hsbcode.domain.tables import Row, Table
from hsbcode.language.quantities import QuantityKind
from hsbcode.numbers.rounding import percent
from hsbcode.results.drafts.claims import Claim

_BARE = re.compile(r"\s*[<>≈~]?\s*\d{1,3}(?:[.,]\d+)?\s*$")
_NUMBERED = re.compile(r"(?:table|figure)\s\d+[.:]\s", re.IGNORECASE)
_REFERRED = re.compile(r"\s?\(reference: ([^\s()]+)\)$")
_AGREEMENT = re.compile(
    r"\b(?:agreement|kappa|alpha|coders?|judgements?|agree\sby\schance)\b",
    re.IGNORECASE,
)


class DraftTables:
    """The tables of a project by number, title and question."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._by_name: dict[str, list[Table]] = {}
        self._themes: dict[str, list[Table]] = {}
        for table in tables:
            self._by_name.setdefault(table.id.casefold(), []).append(table)
            if table.kind == "themes":
                label = re.search(r"“(.+)”", table.title)
                name = (label[1] if label else table.title).casefold()
                self._themes.setdefault(name, []).append(table)

    def rows_of(self, passage: Passage) -> tuple[Row, ...]:
        """Return the row that a cell of the draft repeats, where it says which.

        More than one where the table is also printed in another way: under disclosure
        control, or with areas as numbers.
        """
        first, caption = table_named(passage.caption)
        first = first.casefold()
        tables = list(self._by_name.get(first, []))
        if ": " in caption:
            tables += self._themes.get(caption.rpartition(": ")[2].casefold(), [])
        label = _label(passage.row)
        found: list[Row] = []
        for table in tables:
            same = [row for row in table.rows if _label(row.label) == label]
            # a theme may be followed by its definition in the same cell
            longer = [r for r in table.rows if label.startswith(_label(r.label) + " ")]
            if not same and longer:
                same = [max(longer, key=lambda row: len(row.label))]
            found += same
        return tuple(found)


def table_named(caption: str) -> tuple[str, str]:
    """Return the id that a caption gives a table, or '', and the caption's words.

    ``T3 Themes`` and, as word processors number them, ``Table 12. Themes (reference:
    T3)``.
    """
    words = " ".join(caption.split())
    numbered = _NUMBERED.match(words)
    if numbered is not None:
        reference = _REFERRED.search(words)
        bare = _REFERRED.sub("", words[numbered.end() :])
        return (reference[1] if reference else ""), bare
    return words.partition(" ")[0].rstrip(".:"), words


def judge_cells(made: Checked, claim: Claim, rows: tuple[Row, ...]) -> Checked:
    """Return the best verdict on a number in a row that repeats one of the project."""
    found = [judge_cell(made, claim, row) for row in rows]
    right = [one for one in found if one.verdict is DraftVerdict.RIGHT]
    return (right or found)[0]


def judge_cell(made: Checked, claim: Claim, row: Row) -> Checked:
    """Return the verdict on a number in a row that repeats a row of the project."""
    shares = [cell.share for cell in row.cells if cell.share is not None]
    if claim.of_answers:
        return replace(made, reason="It counts answers, not people.")
    quantity = claim.quantity
    value, base = quantity.value, quantity.base
    texts = {cell.text.strip() for cell in row.cells}
    reference = (row.reference,) if row.reference else ()
    made = replace(made, references=reference)
    numbers = {n for s in shares for n in (s.count, s.base)} | {row.base}
    if quantity.kind in (QuantityKind.PERCENT, QuantityKind.FRACTION):
        shown = [percent(s.count, s.base, quantity.digits) for s in shares]
        said = f"{value.numerator / value.denominator:.{quantity.digits}f} %"
        if said in shown or any(said in text for text in texts):
            if base is not None and base not in numbers:
                bases = ", ".join(str(s.base) for s in shares)
                reason = f"The share fits, but its base is {bases}."
                return replace(made, verdict=DraftVerdict.BASE_WRONG, reason=reason)
            reason = f"It stands in the row “{row.label}”."
            return replace(made, verdict=DraftVerdict.RIGHT, reason=reason)
        nearest = ", ".join(dict.fromkeys(shown)) or "no percentage"
        reason = f"The row “{row.label}” has {nearest}."
        return replace(made, verdict=DraftVerdict.WRONG, reason=reason)
    if int(value) in numbers or str(int(value)) in texts:
        reason = f"It stands in the row “{row.label}”."
        return replace(made, verdict=DraftVerdict.RIGHT, reason=reason)
    return replace(made, reason="It is no share of that row.")


def as_read(passage: Passage) -> str:
    """Return a cell as a sentence: a bare number in a column of per cent has its %."""
    column = " ".join(passage.column.casefold().split())
    heads = f"{column} {passage.caption.casefold()}"
    counted = re.match(r"(?:n|base|count|number|people|respondents|mentions)\b", column)
    if (
        _BARE.match(passage.text)
        and re.search(r"%|per\s?cent", heads)
        and not counted
        and not re.search(r"\d\s?(?:%|per\s?cent)", column)
    ):
        return f"{passage.text.strip()} %"
    return passage.text


def is_agreement(passage: Passage) -> bool:
    """Whether a cell belongs to a table of agreement between coders."""
    return bool(_AGREEMENT.search(f"{passage.caption} {passage.heading}"))


def _label(text: str) -> str:
    return " ".join(text.partition("\n")[0].split()).strip("*_ ").casefold()
