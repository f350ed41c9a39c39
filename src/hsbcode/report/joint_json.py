"""Joint displays as plain values for ``--json``: shares 0..1 and unrounded."""

from typing import Any

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.tables import Cell
from hsbcode.report.as_json import cell_numbers


def joint_json(display: JointDisplay) -> dict[str, Any]:
    """Return a display as dictionaries, lists, words and numbers.

    A cell has ``reference``, ``text``, ``count``, ``base``, ``share`` and ``percent``;
    the last four are null where disclosure control hides it.
    """
    return {
        "id": display.id,
        "code": display.pair.code,
        "theme": display.theme,
        "meaning": display.meaning,
        "questions": list(display.questions),
        "closed": display.pair.closed,
        "option": display.pair.option or None,
        "closed_label": display.closed_label,
        "closed_result": display.closed_result,
        "rows": [
            {
                "label": row.label,
                "answers": list(row.answers),
                "gave": _cell(row.closed),
                "theme": _cell(row.themed),
                "quotes": [
                    {
                        "reference": quote.reference,
                        "unit": quote.unit,
                        "text": quote.text,
                        "attribution": quote.attribution,
                        "reason": quote.reason,
                        "divergent": quote.divergent,
                    }
                    for quote in row.quotes
                ],
                "note": row.note or None,
            }
            for row in display.rows
        ],
        "headline": display.headline,
        "with_theme": _cell(display.with_theme),
        "without_theme": _cell(display.without_theme),
        "notes": list(display.notes),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"reference": cell.reference, "text": cell.text, **cell_numbers(cell)}
