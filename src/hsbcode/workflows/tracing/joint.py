"""Where the numbers and quotes of joint displays come from."""

import re

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell
from hsbcode.report.as_json import cell_numbers
from hsbcode.results.joint import GAVE, people_of
from hsbcode.store.project import Project
from hsbcode.workflows.joint.displays import joint_displays
from hsbcode.workflows.joint.tables import planned
from hsbcode.workflows.tracing.codings import Facts, coding_facts
from hsbcode.workflows.tracing.tables import Trace

_REFERENCE = re.compile(r"(J\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.q(\d+))?")
_HIDDEN = "not shown under disclosure control"


def is_joint(reference: str) -> bool:
    """Whether a reference is one of a joint display."""
    return _REFERENCE.fullmatch(reference) is not None


def trace_joint(
    project: Project, study: Study, reference: str, policy: DisclosurePolicy
) -> Trace:
    """Explain a display that the project keeps, or a row or a cell of it.

    Raises:
        UsageConflict: the project keeps no such display, or it has no such row or cell.
    """
    found = _REFERENCE.fullmatch(reference)
    name = found[1] if found else reference
    plan = planned(project, study)
    if found is None or name not in plan.ids:
        raise UsageConflict(
            f"The project keeps no joint display {name}.",
            "hsbcode joint PROJECT lists those that it keeps.",
        )
    place = plan.ids.index(name)
    pair = plan.pairs[place]
    shown = joint_displays(project, study, policy)
    display = next(one for one in shown if one.id == name)
    row, column = (int(part) if part else None for part in found.group(2, 3))
    facts = _head(study, display)
    if row is None:
        return Trace(reference, _title(display), tuple(facts))
    cells = _cells(display)
    known = [at for at, _column in cells]
    if row not in known or (column is not None and (row, column) not in cells):
        raise UsageConflict(
            f"There is no {reference}.", f"{name} has {max(known)} rows."
        )
    column = column or 1
    label, cell = cells[row, column]
    facts = [("row", label), *_numbers(cell), *facts]
    if policy.protects:
        facts.append(("respondents", _HIDDEN))
        return Trace(reference, _title(display), tuple(facts), (), cell_numbers(cell))
    people, base = people_of(plan.study, pair, row - 1, column - 1)
    facts.append(("base of the cell", f"n = {len(base)}"))
    if column - 1 != GAVE or row > len(display.rows) + 1:
        asked = list(display.questions)
        facts += coding_facts(project, plan.study, asked, pair.code, people)
    names = tuple(one.reference for one in study.respondents if one.id in people)
    return Trace(reference, _title(display), tuple(facts), names, cell_numbers(cell))


def joint_quote(
    project: Project, study: Study, reference: str
) -> tuple[JointDisplay, str, Quote] | None:
    """Return a quote of a display with the label of its row; None where it is none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None or found[4] is None:
        return None
    for display in joint_displays(project, study):
        for row in display.rows:
            for quote in row.quotes:
                if quote.reference == reference:
                    return display, row.label, quote
    raise UsageConflict(f"There is no quote {reference}.")


def _title(display: JointDisplay) -> str:
    return f"{display.theme} and {display.closed_label}"


def _head(study: Study, display: JointDisplay) -> Facts:
    files = "; ".join(f"{names} (wave {wave})" for wave, names in study.sources.items())
    closed = study.questions.get(display.pair.closed)
    notes = display.numbers
    facts = [
        ("source", files),
        ("display", f"{display.id}: {_title(display)}"),
        ("theme", f"{display.pair.code} ({display.theme})"),
        ("counted in answers to", display.question_label),
        ("closed question", display.pair.closed),
    ]
    if closed is not None and closed.text:
        facts.append(("wording", closed.text))
    if closed is not None and closed.columns:
        facts.append(("columns", "; ".join(closed.columns)))
    facts += [
        ("population", str(notes.population)),
        ("base rule", str(notes.base_rule)),
        ("recodes", notes.recodes),
        ("disclosure control", notes.disclosure),
    ]
    return facts


def _cells(display: JointDisplay) -> dict[tuple[int, int], tuple[str, Cell]]:
    """Return row and column, from 1 → label and cell."""
    found: dict[tuple[int, int], tuple[str, Cell]] = {}
    for at, row in enumerate(display.rows, start=1):
        answers = "; ".join(row.answers)
        label = row.label if row.label == answers else f"{row.label} ({answers})"
        found[at, 1] = label, row.closed
        found[at, 2] = f"{label}, with the theme", row.themed
    last = len(display.rows)
    said = display.headline
    found[last + 1, 1] = said, display.closed_share
    found[last + 2, 1] = f"{said}, of those with the theme", display.with_theme
    found[last + 3, 1] = f"{said}, of those without it", display.without_theme
    return found


def _numbers(cell: Cell) -> Facts:
    facts = []
    if cell.share is not None:
        facts.append(("count", f"{cell.share.count} of {cell.share.base}"))
    if cell.text:
        facts.append(("printed", cell.text))
    return facts
