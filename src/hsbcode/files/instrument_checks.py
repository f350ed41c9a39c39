"""Whether the parts of an instrument fit together."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from hsbcode.domain.errors import InstrumentError
from hsbcode.files.file_kinds import INSTRUMENT, other_kind
from hsbcode.files.instrument_form import (
    BASES,
    LONGEST_SHORT,
    ROUTES,
    SCHEMA,
    TYPES,
    UNITS,
    Instrument,
    Question,
    questions,
)
from hsbcode.files.yaml_files import read_yaml


def read_instrument(path: Path) -> Instrument:
    """Read an instrument file and check it.

    Raises:
        InstrumentError: names the file and the place, and counts further faults.
    """
    form = read_form(path)
    found = list(problems(form))
    if found:
        more = len(found) - 1
        raise InstrumentError(
            f"{path.name}, {found[0]}",
            f"{more} further faults; all of them: hsbcode instrument check {path.name}"
            if more
            else "",
        )
    return form


def read_form(path: Path) -> Instrument:
    """Read an instrument file whose parts may not fit together.

    Raises:
        InstrumentError: it is a file of another kind, or a field is wrong.
    """
    try:
        return read_yaml(path, Instrument, InstrumentError)
    except InstrumentError as problem:
        raise other_kind(path, INSTRUMENT, InstrumentError) or problem from None


def problems(form: Instrument) -> Iterator[str]:
    """Yield one sentence for each thing that does not fit."""
    by_id = questions(form)
    if form.schema != SCHEMA:
        yield f"schema: “{form.schema}” is not {SCHEMA}."
    if len(by_id) != sum(len(section.questions) for section in form.sections):
        yield "sections: a question id is used twice."
    parts = {"all", *(p.id for p in form.forms.parts)} if form.forms else {"all"}
    for section in form.sections:
        if section.seen_by not in parts:
            yield f"section {section.id}: there is no part “{section.seen_by}”."
    for question in by_id.values():
        yield from _question(form, by_id, question)
    yield from _sets(form, by_id)
    yield from _scales(form)
    yield from _pooled(form, by_id)
    yield from _derived(form, by_id)
    yield from _oddities(form, by_id)


def _option_ids(form: Instrument, question: Question) -> set[str]:
    named = form.option_sets.get(question.options or "")
    return {option.id for option in named.options} if named else set()


def _question(
    form: Instrument, by_id: dict[str, Question], question: Question
) -> Iterator[str]:
    where = f"question {question.id}"
    for name, value, allowed in (
        ("type", question.type, TYPES),
        ("unit", question.unit, UNITS),
        ("base", question.base, BASES),
        ("route.status", question.route.status, ROUTES),
    ):
        if value not in allowed:
            yield f"{where}, {name}: “{value}” is none of {', '.join(allowed)}."
    if len(question.short) > LONGEST_SHORT:
        yield f"{where}, short: longer than {LONGEST_SHORT} characters."
    listed = question.type in ("single", "multi")
    if listed != (question.options in form.option_sets):
        yield f"{where}, options: “{question.options}” does not fit {question.type}."
    grid = question.type == "grid"
    if grid != (question.rows in form.row_sets) or grid != (
        question.scale in form.scales
    ):
        yield f"{where}: rows and scale are needed for a grid and for nothing else."
    if (question.type == "multi") != (question.base != "answered"):
        yield f"{where}, base: a tick list says ticked or asked, nothing else does."
    if (question.type == "open_list") != (question.boxes > 1):
        yield f"{where}, boxes: an open_list has two or more, nothing else has."
    yield from _links(form, by_id, question)
    hanging = {
        other.id
        for other in by_id.values()
        if (other.route.condition and other.route.condition.question == question.id)
        or (other.belongs_to and other.belongs_to.question == question.id)
    }
    if hanging != set(question.dependents):
        yield f"{where}, dependents: these differ from the routes: {sorted(hanging)}."


def _links(
    form: Instrument, by_id: dict[str, Question], question: Question
) -> Iterator[str]:
    where = f"question {question.id}"
    condition, above = question.route.condition, question.belongs_to
    if condition is not None:
        source = by_id.get(condition.question)
        if source is None or not set(condition.any_of) <= _option_ids(form, source):
            yield f"{where}, route: its condition names nothing that can be ticked."
    if above is not None:
        source = by_id.get(above.question)
        named = form.row_sets.get(source.rows or "") if source else None
        rows = {row.id for row in named.rows} if named else set()
        if (
            source is None
            or (above.option and above.option not in _option_ids(form, source))
            or (above.row and above.row not in rows)
        ):
            yield f"{where}, belongs_to: there is no such question, option or row."


def _sets(form: Instrument, by_id: dict[str, Question]) -> Iterator[str]:
    for name, options in form.option_sets.items():
        ids = [option.id for option in options.options]
        if len(ids) != len(set(ids)):
            yield f"option set {name}: an id is used twice."
        labels = [o.label for o in options.options if o.duplicate_of is None]
        if len(labels) != len(set(labels)):
            yield f"option set {name}: a label stands twice without duplicate_of."
        for option in options.options:
            if option.opens and option.opens not in by_id:
                yield f"option set {name}: “{option.opens}” is no question."
            if option.duplicate_of and option.duplicate_of not in ids:
                yield f"option set {name}: “{option.duplicate_of}” is no option."
    for name, rows in form.row_sets.items():
        if len({row.id for row in rows.rows}) != len(rows.rows):
            yield f"row set {name}: an id is used twice."


def _scales(form: Instrument) -> Iterator[str]:
    for name, scale in form.scales.items():
        ranks: dict[str, int | None] = {}
        for column in scale.columns:
            if column.label in ranks and column.repeats is None:
                yield f"scale {name}: “{column.label}” stands twice without repeats."
            if ranks.setdefault(column.label, column.rank) != column.rank:
                yield f"scale {name}: “{column.label}” has two ranks."
        ordered = [rank for rank in ranks.values() if rank is not None]
        if len(ordered) != len(set(ordered)):
            yield f"scale {name}: two labels have one rank."
        best = sorted(ordered)[-2:]
        if scale.top_two and sorted(ranks[x] or 0 for x in scale.top_two) != best:
            yield f"scale {name}: top_two are not the two highest ranks."
        if set(scale.never_offered) & set(ranks):
            yield f"scale {name}: a label is offered and never_offered."


def _pooled(form: Instrument, by_id: dict[str, Question]) -> Iterator[str]:
    for entry in form.pooled:
        if not set(entry.sources) <= set(by_id):
            yield f"pooled {entry.id}: it names an unknown question."
        elif len({by_id[s].unit for s in entry.sources}) > 1 and not entry.caution:
            yield f"pooled {entry.id}: units differ, so it needs a caution."
    for pair in form.not_poolable:
        if not set(pair.questions) <= set(by_id):
            yield f"not_poolable {pair.questions}: it names an unknown question."


def _derived(form: Instrument, by_id: dict[str, Question]) -> Iterator[str]:
    for rule in form.derived:
        where = f"derived {rule.id}"
        if not set(rule.sources) | set(rule.dependents) <= set(by_id):
            yield f"{where}: it names an unknown question."
            continue
        offered = {o for s in rule.sources for o in _option_ids(form, by_id[s])}
        used = [o for group in rule.groups for o in group.options]
        used += rule.unmapped.options if rule.unmapped else []
        if len(used) != len(set(used)):
            yield f"{where}: an option is in two groups."
        if rule.kind == "groups" and set(used) != offered:
            yield f"{where}: options without a group: {sorted(offered - set(used))}."
        if not set(rule.options) <= offered:
            yield f"{where}: it names an unknown option."
        for name in rule.scales:
            labels = {column.label for column in form.scales[name].columns}
            if not set(rule.labels) <= labels:
                yield f"{where}: {name} does not offer all of its labels."


def _oddities(form: Instrument, by_id: dict[str, Question]) -> Iterator[str]:
    known = {entry.id for entry in form.oddities}
    places = {*by_id, *form.option_sets, *form.scales, *form.row_sets}
    places |= {s.id for s in form.sections} | {f.id for f in form.facts}
    places |= {p.id for p in form.pooled} | {d.id for d in form.derived}
    for entry in form.oddities:
        for place in set(entry.at) - places:
            yield f"oddity {entry.id}: there is nothing called “{place}”."
    for value in _marks(msgspec.to_builtins(form)):
        for name in [value] if isinstance(value, str) else value:
            if name not in known:
                yield f"oddity “{name}” is not in the list."


def _marks(value: object) -> Iterator[str | list[str]]:
    if isinstance(value, dict):
        if value.get("oddity"):
            yield value["oddity"]
        for child in value.values():
            yield from _marks(child)
    elif isinstance(value, list):
        for child in value:
            yield from _marks(child)
