"""Reading a list of published numbers, in its own form or as an inventory."""

from pathlib import Path

from hsbcode.domain.errors import FigureListError, nearest
from hsbcode.domain.figures import (
    EVERYONE,
    Claim,
    Figure,
    FigureList,
    Group,
    Kind,
    Split,
    Unit,
)
from hsbcode.files.figure_form import SCHEMA, FigureEntry, FiguresForm, Head, Inventory
from hsbcode.files.figure_inventory import list_of
from hsbcode.files.figure_values import (
    measured,
    number,
    read_filter,
    refuse_base,
    refuse_twice,
    whole_floats,
)
from hsbcode.files.file_kinds import FIGURES, other_kind
from hsbcode.files.yaml_files import read_yaml

_OURS = "hsbcode."


def read_figures(path: Path) -> FigureList:
    """Read a list of published numbers.

    Args:
        path: YAML or JSON in the form ``hsbcode.figures/1``, or an inventory with
            a list ``published``.

    Raises:
        FigureListError: one sentence naming file, figure and field.
    """
    try:
        head = read_yaml(path, Head, FigureListError)
        if head.published is not None:
            return list_of(read_yaml(path, Inventory, FigureListError), path.name)
        if head.schema.startswith(_OURS) and head.schema != SCHEMA:
            raise FigureListError(f"{path.name} is not {FIGURES}.", f"schema: {SCHEMA}")
        form = read_yaml(path, FiguresForm, FigureListError)
    except FigureListError as problem:
        raise other_kind(path, FIGURES, FigureListError) or problem from None
    if form.schema != SCHEMA:
        raise FigureListError(
            f"{path.name}: the schema “{form.schema[:80]}” is not {SCHEMA}."
        )
    return from_form(form, path.name)


def from_form(form: FiguresForm, source: str) -> FigureList:
    """Turn the form into plain values, checking what refers to what.

    Raises:
        FigureListError: an id is missing, used twice, or a number cannot be one.
    """
    figures = whole_floats([_figure(entry, source) for entry in form.figures])
    ids = [figure.id for figure in figures]
    refuse_twice(ids, source)
    groups = [
        Group(g.id, g.n, g.within, g.counted_by, tuple(g.parts), g.apart_from)
        for g in form.groups
    ]
    refuse_twice([group.id for group in groups], source)
    if form.people is not None:
        groups.insert(0, Group(EVERYONE, form.people))
    names = {EVERYONE, *(group.id for group in groups)}
    for group in groups:
        near = (group.within, group.apart_from, *group.parts)
        _known(f"group {group.id}", near, names, source)
        _known(f"group {group.id}", (group.counted_by,), set(ids), source)
    for figure in figures:
        near = (*figure.parts, figure.same_as)
        _known(f"figure {figure.id}", near, set(ids), source)
    for split in form.splits:
        _known(f"split {split.id}", (*split.parts, split.total), set(ids), source)
    for added in form.sums:
        _known("sums", (*added.parts, added.total), set(ids), source)
    return FigureList(
        title=form.title or source,
        figures=tuple(figures),
        groups=tuple(groups),
        splits=tuple(
            Split(s.id, tuple(s.parts), s.total, s.whole) for s in form.splits
        ),
        sums=tuple(Split("sum", tuple(s.parts), s.total) for s in form.sums),
        claims=tuple(Claim(c.id, c.claim, c.predicate) for c in form.claims),
    )


def _figure(entry: FigureEntry, source: str) -> Figure:
    value, digits = number(entry.value, entry.id, source)
    refuse_base(entry.base_n, entry.id, source)
    at = read_filter(entry.filter)
    try:
        unit, kind = Unit(entry.unit), Kind(entry.kind)
    except ValueError:
        wrong = entry.unit if entry.unit not in list(Unit) else entry.kind
        raise FigureListError(
            f"{source}: figure “{entry.id[:80]}” has “{wrong[:80]}” as unit or kind.",
            f"Units are {', '.join(Unit)}; kinds are {', '.join(Kind)}.",
        ) from None
    return Figure(
        id=entry.id,
        value=value,
        unit=unit,
        kind=kind,
        digits=digits,
        what=entry.what,
        doc=entry.doc,
        where=entry.where,
        population=entry.population,
        filter=at,
        measure=measured(entry.questions, at),
        keep=tuple(sorted(entry.keep)),
        base=entry.base_n,
        parts=tuple(entry.parts),
        same_as=entry.same_as,
    )


def _known(at: str, names: tuple[str, ...], known: set[str], source: str) -> None:
    for name in names:
        if name and name not in known:
            raise FigureListError(
                f"{source}, {at[:80]}: there is no “{name[:80]}”.", nearest(name, known)
            )
