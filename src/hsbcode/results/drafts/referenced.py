"""Numbers of a draft that say themselves where they come from: ``54 of 337; T9.4.1``.

A reference leaves nothing to guess: the numbers before it, up to the one before, are
held against the row that it names, and nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.drafts import Checked, DraftVerdict
from hsbcode.domain.quantity_words import USUAL_SCALE, QuantityScale
from hsbcode.domain.tables import Row, Table
from hsbcode.language.quantities import Quantity, QuantityKind
from hsbcode.results.drafts.claims import Claim
from hsbcode.results.drafts.fits import Fit, fit_word
from hsbcode.results.drafts.tables import judge_cells

REFERENCE = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.\d+){2}(?![\w]|\.\d)")
"""``T9.4.1``, ``T9x3.4.1``, ``figure_5.2.1``."""
_PEOPLE = r"(?:\s(?:people|person|respondents))?"


@dataclass(frozen=True, slots=True)
class Referenced:
    """A reference and the words of its sentence that it speaks for."""

    reference: str
    start: int
    """Where the words begin: behind the reference before, or the sentence."""
    end: int
    """Where the reference ends."""


def rows_by_reference(tables: Iterable[Table]) -> dict[str, tuple[Row, ...]]:
    """Return reference of a cell → its row, in every way in which it is printed."""
    found: dict[str, tuple[Row, ...]] = {}
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.reference:
                    found[cell.reference] = (*found.get(cell.reference, ()), row)
    return found


def references_in(sentence: str) -> tuple[Referenced, ...]:
    """Return the references of a sentence with what each speaks for."""
    found: list[Referenced] = []
    start = 0
    for match in REFERENCE.finditer(sentence):
        found.append(Referenced(match[0], start, match.end()))
        start = match.end()
    return tuple(found)


def rows_for(
    quantity: Quantity,
    references: Sequence[Referenced],
    rows: Mapping[str, tuple[Row, ...]],
) -> tuple[Row, ...]:
    """Return the rows that a number says it comes from; none where it says nothing."""
    for one in references:
        if one.start <= quantity.start < one.end:
            return rows.get(one.reference, ())
    return ()


def leading_words(
    sentence: str,
    references: Sequence[Referenced],
    rows: Mapping[str, tuple[Row, ...]],
    scale: QuantityScale = USUAL_SCALE,
) -> Iterator[tuple[str, int, tuple[Row, ...]]]:
    """Yield words of quantity right before their numbers: word, offset, rows.

    ``Several (54 of 337 people, 16 %; T9.4.1)``: the word says what the numbers say.
    """
    words = "|".join(re.escape(row.word) for row in scale.words)
    leading = re.compile(rf"(?<!\w)({words}){_PEOPLE}\s\((?=\d)", re.IGNORECASE)
    for match in leading.finditer(sentence):
        for one in references:
            named = rows.get(one.reference, ())
            if named and one.start <= match.start() < one.end:
                yield match[1], match.start(), named
                break


def judge_referenced(made: Checked, claim: Claim, rows: tuple[Row, ...]) -> Checked:
    """Return the verdict on a number that stands with its reference.

    Args:
        made: the claim, not judged yet.
        claim: what is said.
        rows: the row it names, exact and as released.
    """
    quantity = claim.quantity
    made = _naming(made, rows)
    if quantity.kind in (QuantityKind.PERCENT, QuantityKind.FRACTION):
        return judge_cells(made, claim, rows)
    counts = {
        (cell.share.count, cell.share.base)
        for row in rows
        for cell in row.cells
        if cell.share is not None
    }
    mentions = {cell.text.strip() for row in rows for cell in row.cells}
    value = int(quantity.value)
    numbers = {number for pair in counts for number in pair}
    if quantity.base is not None and (value, quantity.base) in counts:
        return _right(made, rows)
    if quantity.base is None and (value in numbers or str(value) in mentions):
        return _right(made, rows)
    printed = ", ".join(f"{count} of {base}" for count, base in sorted(counts))
    reason = f"The row “{rows[0].label}” has {printed or 'no number'}."
    return replace(made, verdict=DraftVerdict.WRONG, reason=reason)


def judge_leading_word(
    made: Checked,
    word: str,
    rows: tuple[Row, ...],
    scale: QuantityScale = USUAL_SCALE,
) -> Checked:
    """Return the verdict on a word of quantity that stands with its numbers.

    Args:
        made: the word, not judged yet.
        word: as it stands.
        rows: the row it names, exact and as released.
        scale: the words of quantity of the project.
    """
    made = _naming(made, rows)
    shares = [
        row.cells[0].share
        for row in rows
        if row.cells and row.cells[0].share is not None
    ]
    for share in shares:
        fit, why = fit_word(word, share, scale)
        if fit is Fit.YES:
            return _right(made, rows)
    if not shares or fit is None:
        return made
    share = shares[0]
    reason = f"It is {share.count} of {share.base} “{rows[0].label}”; {why}."
    return replace(made, verdict=DraftVerdict.WRONG, reason=reason)


def _naming(made: Checked, rows: tuple[Row, ...]) -> Checked:
    return replace(made, references=(rows[0].reference,) if rows[0].reference else ())


def _right(made: Checked, rows: tuple[Row, ...]) -> Checked:
    reason = f"It stands in the row “{rows[0].label}”."
    return replace(made, verdict=DraftVerdict.RIGHT, reason=reason)
