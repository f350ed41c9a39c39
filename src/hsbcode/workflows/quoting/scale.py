"""The words of quantity of a project: typed, kept, read back."""

import re
from fractions import Fraction

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quantity_words import USUAL_SCALE, QuantityScale, scale_of
from hsbcode.store.project import Project

_SETTING = "quantity words"
_ROW = re.compile(
    r"\s*([^\W\d][^<=,\d]{0,28}?)\s*(<=|<)\s*(\d{1,3}(?:\.\d{1,2})?)\s*%?\s*"
)


def quantity_scale(project: Project) -> QuantityScale:
    """Return the scale of the project; the usual one unless it states its own."""
    value = project.settings.get(_SETTING)
    if not isinstance(value, list) or not value:
        return USUAL_SCALE
    return scale_of(
        [(str(word), Fraction(str(high)), bool(held)) for word, high, held in value]
    )


def set_quantity_scale(
    project: Project, scale: QuantityScale, coder: str = "project"
) -> None:
    """Remember the words of quantity."""
    if scale == quantity_scale(project):
        return
    rows = [[row.word, f"{float(row.high):g}", row.with_high] for row in scale.words]
    value = None if scale == USUAL_SCALE else rows
    project.put_setting(_SETTING, value, coder)


def typed_scale(text: str) -> QuantityScale:
    """Return the scale that somebody typed: ``a few<5, some<10, most<=100``.

    ``usual`` is the scale that is used where a project states none.

    Raises:
        UsageConflict: it is not written so, or its limits do not rise to 100 %.
    """
    if text.strip().casefold() == "usual":
        return USUAL_SCALE
    rows = []
    for each in text.split(","):
        match = _ROW.fullmatch(each)
        if match is None:
            raise UsageConflict(
                f"“{each.strip()[:40]}” is not a word with its limit.",
                "For example: a few<5, some<10, several<=20, many<=50, most<=100",
            )
        word = " ".join(match[1].casefold().split())
        rows.append((word, Fraction(match[3]), match[2] == "<="))
    return scale_of(rows)
