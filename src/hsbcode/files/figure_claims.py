"""Claims of an inventory, put into predicates where their words allow it."""

import re
from collections.abc import Iterator

from hsbcode.domain.figures import Claim, Figure, Relation, Unit
from hsbcode.files.figure_form import PublishedTable

_PAIRS = re.compile(r"pairs with (\w+) ?([<>]) ?(\w+)|^(\w+) ?([<>]) ?(\w+) for all\b")
_TABLE = re.compile(r"\b(?:table|figure)[ _](\d+)\b", re.IGNORECASE)
_OVER = re.compile(r"\b(at least|at most|over|more than|under|less than)\b")
_OPERATORS = {
    "at least": ">=",
    "at most": "<=",
    "over": ">",
    "more than": ">",
    "under": "<",
    "less than": "<",
}
_SHORTEST_STEM = 4


def claims_of(
    given: list[Claim], figures: list[Figure], tables: list[PublishedTable]
) -> Iterator[Claim]:
    """Yield claims; pairs of table rows and gaps in points become predicates."""
    for claim in given:
        found = _over_pairs(claim, tables)
        yield Claim(claim.id, claim.text, found) if found else claim
    for figure in figures:
        if figure.unit is Unit.POINTS:
            found = _gap(figure, figures)
            if found:
                yield Claim(figure.id, figure.what, found, (figure.id,))


def _over_pairs(claim: Claim, tables: list[PublishedTable]) -> str:
    """Return a predicate for *pairs of a table with yes > no*; else nothing."""
    said = _PAIRS.search(claim.predicate)
    named = _TABLE.search(claim.predicate) or _TABLE.search(claim.text)
    if said is None or named is None:
        return ""
    first, operator, second = (word for word in said.groups() if word)
    table = next((t for t in tables if t.id == f"table_{named[1]}"), None)
    rows = {str(row.row): row.ids for row in table.rows} if table else {}
    pairs: list[str] = []
    for name, ids in rows.items():
        stem, _, last = name.rpartition("_")
        if last != first:
            continue
        other = rows.get(f"{stem}_{second}" if stem else second, [])
        pairs += [f"diff({a}, {b})" for a, b in zip(ids, other, strict=False)]
    return f"each({', '.join(pairs)}) {operator} 0" if pairs else ""


def _gap(claim: Figure, figures: list[Figure]) -> str:
    """Return a predicate for a gap in points between having and lacking an option.

    The claim names a battery and a list question; its words say which rows and
    which option are meant ("assessing" means the row ``assess``).
    """
    words = re.findall(r"[a-z]+", claim.what.casefold())
    said = _OVER.findall(claim.what.casefold())
    having = [
        figure
        for figure in figures
        if figure.is_share
        and figure.filter is not None
        and figure.filter.relation is Relation.HAS
        and figure.filter.variable in claim.measure
        and figure.population == claim.population
        and _named(figure.filter.value, words)
        and any(_row_named(m, claim.measure, words) for m in figure.measure)
    ]
    pairs = [
        f"diff({figure.id}, {other.id})"
        for figure in having
        for other in figures
        if other.is_share
        and other.filter is not None
        and figure.filter is not None
        and other.filter.relation is Relation.LACKS
        and other.filter.value == figure.filter.value
        and other.filter.variable == figure.filter.variable
        and (other.measure, other.keep) == (figure.measure, figure.keep)
        and (other.population, other.where) == (figure.population, figure.where)
    ]
    if not pairs:
        return ""
    operator = _OPERATORS[said[-1]] if said else ">="
    return f"each({', '.join(pairs)}) {operator} {float(claim.value):g}"


def _row_named(question: str, batteries: tuple[str, ...], words: list[str]) -> bool:
    battery, _, row = question.rpartition(".")
    return battery in batteries and _named(row, words)


def _named(name: str, words: list[str]) -> bool:
    """Return whether the words hold a name or a longer form of it."""
    stem = name.casefold()
    if "_" in stem:
        return f" {stem.replace('_', ' ')}" in " " + " ".join(words)
    return any(
        word == stem or (len(stem) >= _SHORTEST_STEM and word.startswith(stem))
        for word in words
    )
