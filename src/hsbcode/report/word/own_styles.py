"""The styles a report needs, as this program draws them.

Without a template they are the look of the report. With one, only those that the house
does not have are added, in its own font and without colours of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """How one role is drawn where the file has no style for it."""

    name: str
    """As Word knows it: built-in names in lower case."""
    id: str
    kind: str = "paragraph"
    based_on: str = "body"
    """The role whose style it rests on."""
    manner: str = ""
    """``w:pPr``."""
    letters: str = ""
    """Inside ``w:rPr``, without colour."""
    colour: str = ""
    """Only where there is no house style to keep to."""
    following: str = ""
    """The role of the next paragraph that somebody types."""


_MARK, _QUIET = "12436D", "4A4A4A"
_CELL = (
    '<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'
)


def _heading(level: int, size: int, before: int) -> OwnStyle:
    return OwnStyle(
        f"heading {level}",
        f"Heading{level}",
        manner=f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" '
        f'w:after="100" w:line="240" w:lineRule="auto"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        letters=f'<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        colour=_MARK,
        following="body",
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


STYLES: Mapping[str, OwnStyle] = {
    "title": OwnStyle(
        "Title",
        "Title",
        manner='<w:keepNext/><w:spacing w:before="0" w:after="200" w:line="240" '
        'w:lineRule="auto"/>',
        letters="<w:b/><w:bCs/>" + _size(40),
        colour=_MARK,
        following="body",
    ),
    "heading 1": _heading(1, 30, 400),
    "heading 2": _heading(2, 25, 320),
    "heading 3": _heading(3, 22, 240),
    "list": OwnStyle(
        "List Bullet",
        "ListBullet",
        manner='<w:numPr><w:numId w:val="{bullets}"/></w:numPr>'
        '<w:spacing w:after="80"/><w:contextualSpacing w:val="0"/>',
    ),
    "caption": OwnStyle(
        "caption",
        "Caption",
        manner='<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="80" '
        'w:line="240" w:lineRule="auto"/>',
        letters="<w:b/><w:bCs/>" + _size(20),
        following="body",
    ),
    "quote": OwnStyle(
        "Quote",
        "Quote",
        manner='<w:keepLines/><w:spacing w:before="80" w:after="40"/>'
        '<w:ind w:left="340" w:right="340"/>',
    ),
    "cell": OwnStyle(
        "hsbcode Table Text",
        "hsbTableText",
        # not on a body style: its colour would hide what the table style says
        based_on="default",
        manner=_CELL,
        letters=_size(18),
    ),
    "cell head": OwnStyle(
        "hsbcode Table Head",
        "hsbTableHead",
        based_on="cell",
        manner="<w:keepNext/>" + _CELL,
        letters="<w:b/><w:bCs/>",
    ),
    "quote in cell": OwnStyle(
        "hsbcode Quote in Table",
        "hsbQuoteInTable",
        based_on="quote",
        manner='<w:spacing w:before="40" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>',
        letters=_size(18),
    ),
    "attribution": OwnStyle(
        "hsbcode Attribution",
        "hsbAttribution",
        based_on="cell",
        manner='<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>',
        letters=_size(16),
        colour=_QUIET,
    ),
    "quoted from": OwnStyle(
        "hsbcode Quoted From",
        "hsbQuotedFrom",
        based_on="quote",
        manner='<w:spacing w:before="0" w:after="180"/>',
        letters='<w:i w:val="0"/><w:iCs w:val="0"/>' + _size(17),
        colour=_QUIET,
    ),
    "detail": OwnStyle(
        "hsbcode Table Detail",
        "hsbTableDetail",
        based_on="attribution",
        manner='<w:spacing w:before="0" w:after="10"/>',
    ),
    "note": OwnStyle(
        "hsbcode Note",
        "hsbNote",
        manner='<w:spacing w:before="60" w:after="200" w:line="240" '
        'w:lineRule="auto"/>',
        letters=_size(16),
        colour=_QUIET,
    ),
    "continued": OwnStyle(
        "hsbcode Continued",
        "hsbContinued",
        based_on="note",
        manner='<w:keepNext/><w:spacing w:before="160" w:after="60"/>',
    ),
    "draft": OwnStyle(
        "hsbcode Draft",
        "hsbDraft",
        manner='<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" '
        'w:color="A05A00"/></w:pBdr><w:shd w:val="clear" w:color="auto" '
        'w:fill="FFF3CD"/><w:spacing w:before="80" w:after="240"/>'
        '<w:ind w:left="227"/>',
    ),
    "headline": OwnStyle(
        "hsbcode Headline",
        "hsbHeadline",
        manner='<w:keepNext/><w:spacing w:before="160" w:after="0" w:line="240" '
        'w:lineRule="auto"/>',
        letters="<w:b/><w:bCs/>" + _size(48),
        colour=_MARK,
        following="body",
    ),
}
"""Role → style; ``default`` and ``body`` are always the file's own."""

TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="hsbTable">'
    '<w:name w:val="hsbcode Table"/>{based}<w:uiPriority w:val="99"/><w:qFormat/>'
    '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" '
    'w:color="3D3D3D"/><w:bottom w:val="single" w:sz="8" w:space="0" '
    'w:color="3D3D3D"/><w:insideH w:val="single" w:sz="4" w:space="0" '
    'w:color="A6A6A6"/></w:tblBorders><w:tblCellMar><w:top w:w="20" w:type="dxa"/>'
    '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="3D3D3D"/></w:tcBorders>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E9EDF1"/>'
    '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
)


def style_xml(role: str, ids: Mapping[str, str], *, plain: bool, bullets: int) -> str:
    """Return the definition of a role's own style.

    Args:
        role: one of ``STYLES``.
        ids: role → style id, of the roles found or added before it.
        plain: whether it leaves colours to the house.
        bullets: the numbering that lists use.
    """
    own = STYLES[role]
    based = ids.get(own.based_on, "")
    parts = [
        f'<w:style w:type="{own.kind}" w:styleId="{own.id}"'
        + (' w:customStyle="1">' if own.name.startswith("hsbcode") else ">"),
        f'<w:name w:val="{own.name}"/>',
        f'<w:basedOn w:val="{based}"/>' if based else "",
        f'<w:next w:val="{ids[own.following]}"/>' if ids.get(own.following) else "",
        "<w:qFormat/>",
        f"<w:pPr>{own.manner.replace('{bullets}', str(bullets))}</w:pPr>",
    ]
    colour = "" if plain or not own.colour else f'<w:color w:val="{own.colour}"/>'
    bold, sep, size = own.letters.partition("<w:sz ")
    letters = bold + colour + sep + size
    parts.append(f"<w:rPr>{letters}</w:rPr>" if letters else "")
    return "".join([*parts, "</w:style>"])


def table_style_xml(based_on: str) -> str:
    """Return the definition of our own table style."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return TABLE.format(based=based)
