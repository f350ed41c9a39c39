"""The appendix of a report: the codebook, as it stood."""

from collections.abc import Iterator

from hsbcode.domain.code import Code
from hsbcode.domain.codebook import Codebook
from hsbcode.report.document import Block, Paragraph
from hsbcode.report.grids import Grid, GridRow


def appendix_blocks(codebook: Codebook) -> Iterator[Block]:
    """Yield the codes that can be applied, with meaning and rules; nothing if none."""
    rows = tuple(
        GridRow(code.label, (_meaning(code),), codebook.depth(code.id))
        for code in codebook.in_tree_order()
        if code.status == "active"
    )
    if not rows:
        return
    yield Paragraph(
        "Every code with its meaning and its rules, as they stood when this report was "
        "made. A code that stands under another counts for that one, too."
    )
    yield Grid(
        id="",
        caption=f"Codebook {codebook.title}".strip(),
        corner="Code",
        columns=("Meaning, rules and id",),
        rows=rows,
        words=True,
    )


def _meaning(code: Code) -> str:
    parts = [code.definition]
    if code.include_when:
        parts.append(f"Include: {code.include_when}")
    if code.exclude_when:
        parts.append(f"Exclude: {code.exclude_when}")
    parts.append(f"({code.id})")
    return " ".join(part.strip() for part in parts if part.strip())
