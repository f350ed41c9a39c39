"""The form of an import map: which column of an export is which question.

``docs/map-form.md`` describes every field; ``map_checks`` says whether the parts
fit together.
"""

import msgspec

from hsbcode.domain.survey import Kind

SCHEMA = "hsbcode.map/1"
KINDS = tuple(kind.value for kind in Kind)
FROM_FILE = "file"
MOST_BOXES = 99


class MapColumn(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One column of the export."""

    column: str | int
    """The header exactly as in the file, or the number of the column from 1."""
    kind: str
    question: str | None = None
    """Columns that share one are its boxes or tick boxes, in order."""
    box: int | None = None
    """Which box of the question, from 1; columns with the same one are one box."""
    label: str | None = None
    text: str | None = None
    """The full wording, where the header does not have it."""
    option: str | None = None
    """What ticking this column means (kind tick)."""
    separator: str | None = None
    """Between several ticks in one cell (kind ticks)."""
    language: str | None = None
    blank: list[str] | None = None
    """Values that say nothing was answered, such as ``- Please select -``."""


class MapGroup(msgspec.Struct, forbid_unknown_fields=True, rename={"source": "from"}):
    """A closed question made by joining the answers of another one."""

    question: str
    source: str
    values: dict[str, str]
    label: str | None = None


class MapFact(
    msgspec.Struct,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"source": "from"},
):
    """A closed question answered by where the answers came from."""

    question: str
    source: str
    """``file``: the name of the export file."""
    pattern: str
    """A regular expression; what its one pair of brackets holds is the answer."""
    label: str | None = None


class MapFile(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A whole map."""

    columns: list[MapColumn]
    schema: str = ""
    study: str | None = None
    language: str | None = None
    header_rows: int | None = None
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    id_column: str | int | None = None
    not_asked: list[str] | None = None
    """Values that mean: this person did not see the question."""
    not_answered: list[str] | None = None
    """Values that mean: asked, and left empty."""
    facts: list[MapFact] = []
    groups: list[MapGroup] = []
