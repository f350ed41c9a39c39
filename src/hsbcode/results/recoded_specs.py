"""Tables that a recode concerns: both versions of them, and those that hang on it."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import msgspec
from msgspec import structs

from hsbcode.domain.closed_form import ClosedForm
from hsbcode.results.base_rules import BaseRule
from hsbcode.results.specs import TableFile, TableSpec

T = TypeVar("T", bound=msgspec.Struct)
_NAMING = frozenset(
    ("question", "pooled", "options_of", "keep_each", "groups_of", "rows_of", "column")
)
"""Fields that name a question. Who *answered* is the same before and after a recode."""
_SPOKEN = ("id", "title", "note", "base")
"""Fields in which two tables with the same numbers may differ."""


def both_versions(file: TableFile, corrected: Mapping[str, str]) -> TableFile:
    """Return the file with each table of a recoded question as answered and corrected.

    A version that the file has itself is not made again.

    Args:
        file: the specs.
        corrected: question as answered → the variable that corrects it.
    """
    tables: list[TableSpec] = []
    taken = {spec.id for spec in file.tables}
    for spec in file.tables:
        tables.append(spec)
        for question, variable in corrected.items():
            for one, other, ending, words in (
                (question, variable, "corrected", "corrected"),
                (variable, question, "as_answered", "as answered"),
            ):
                flat = _with_own_filter(spec, file, one)
                version = _swapped(flat, {one: other})
                name = f"{spec.id}_{ending}"
                if version == flat or name in taken or _there(version, file, other):
                    continue
                taken.add(name)
                tables.append(
                    structs.replace(
                        version,
                        id=name,
                        title=f"{_untold(spec.title)}, {words}",
                        base="" if spec.base in _NATURAL else spec.base,
                    )
                )
    return structs.replace(file, tables=tuple(tables))


_NATURAL = frozenset((BaseRule.ITEM.value, BaseRule.RECODED.value))


def specs_using(
    file: TableFile,
    form: ClosedForm,
    wanted: Collection[str],
    *,
    who_answered: bool = True,
) -> tuple[TableSpec, ...]:
    """Return the specs that speak of some questions, or of what is made from them.

    Args:
        file: the specs.
        form: with everything that is made from the questions.
        wanted: the questions.
        who_answered: whether it is enough that a table counts those who answered.
    """
    return tuple(
        spec
        for spec in file.tables
        if not _questions(_names(spec, file, who_answered), form).isdisjoint(wanted)
    )


def _names(spec: TableSpec, file: TableFile, who_answered: bool) -> Iterable[str]:
    population = file.population(spec.population)
    where = population.where if population else ()
    if not who_answered:
        conditions = (*where, *spec.filter)
        only = {name for one in conditions for name in one.answered}
        return (*spec.names - only, *(one.column for one in conditions))
    return (
        *spec.names,
        *(name for one in where for name in (one.column, *one.answered)),
    )


def _questions(names: Iterable[str], form: ClosedForm) -> set[str]:
    found: set[str] = set()
    rest = [name for name in names if name]
    while rest:
        name = rest.pop()
        name = name if name in form.questions else name.partition(".")[0]
        if name not in found:
            found.add(name)
            question = form.questions.get(name)
            rest += question.sources if question else ()
    return found


def _with_own_filter(spec: TableSpec, file: TableFile, question: str) -> TableSpec:
    """Write a population that hangs on the question into the filter of the table."""
    population = file.population(spec.population)
    if population is None or all(one.column != question for one in population.where):
        return spec
    return structs.replace(
        spec, population="all", filter=(*population.where, *spec.filter)
    )


def _there(version: TableSpec, file: TableFile, other: str) -> bool:
    plain = _unspoken(version)
    return any(
        _unspoken(_with_own_filter(s, file, other)) == plain for s in file.tables
    )


def _untold(title: str) -> str:
    return title.removesuffix(", as answered").removesuffix(", corrected")


def _unspoken(spec: TableSpec) -> TableSpec:
    return structs.replace(spec, **dict.fromkeys(_SPOKEN, ""))


def _swapped(struct: T, names: Mapping[str, str]) -> T:
    changes: dict[str, object] = {}
    for field in struct.__struct_fields__:
        value = getattr(struct, field)
        if isinstance(value, msgspec.Struct):
            changes[field] = _swapped(value, names)
        elif isinstance(value, str) and field in _NAMING:
            changes[field] = names.get(value, value)
        elif isinstance(value, tuple):
            changes[field] = tuple(
                _swapped(one, names)
                if isinstance(one, msgspec.Struct)
                else names.get(one, one)
                if field in _NAMING
                else one
                for one in value
            )
    return structs.replace(struct, **changes)
