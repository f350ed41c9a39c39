"""Styles of a file matched with what a report needs; what is missing is added."""

from collections.abc import Mapping

from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from hsbcode.report.word.markup import NAMESPACES
from hsbcode.report.word.own_styles import STYLES, style_xml, table_style_xml
from hsbcode.report.word.roles import found_styles

_ASKED_FOR = {
    "title": "Title",
    "heading 1": "Heading 1",
    "heading 2": "Heading 2",
    "heading 3": "Heading 3",
    "list": "List Bullet",
    "caption": "Caption",
    "quote": "Quote",
}
"""Styles that a house may be expected to have."""
_BULLET = (
    f'<w:abstractNum {NAMESPACES} w:abstractNumId="{{number}}"><w:multiLevelType '
    'w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr></w:lvl></w:abstractNum>'
)


def styled(
    package: Package, name: str, *, plain: bool
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return role → style id, and which styles the house does not have.

    Args:
        package: the file; missing styles are added to it.
        name: of the file, for sentences.
        plain: whether what is added keeps to the house's colours.
    """
    styles = package.styles.element
    found = found_styles(styles, settings_of(package), package.element.body)
    ids = dict(found.ids)
    missing = [] if "table" in ids else ["a table style of its own"]
    bullets = 0 if "list" in ids else _bullets(package)
    for role in STYLES:
        if role in ids:
            continue
        if role in _ASKED_FOR:
            missing.append(f"“{_ASKED_FOR[role]}”")
        made = parse_xml(
            _with_namespace(style_xml(role, ids, plain=plain, bullets=bullets))
        )
        made.set(qn("w:styleId"), _free(made.get(qn("w:styleId")), found.taken))
        ids[role] = made.get(qn("w:styleId"))
        styles.append(made)
    if "table" not in ids:
        ids["table"] = _add_table_style(styles, found.taken)
    if not plain or not missing:
        return ids, ()
    return ids, (
        f"{name} lacks {_listed(missing)}; plain ones in its own font were added, "
        "which can be changed in Word.",
    )


def settings_of(package: Package) -> Element | None:
    """Return the root of a file's settings, or None where it has none."""
    for relation in package.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.SETTINGS and not relation.is_external:
            part = relation.target_part
            return part.element if isinstance(part, XmlPart) else None
    return None


def _add_table_style(styles: Element, taken: frozenset[str]) -> str:
    based = [
        each.get(qn("w:styleId"), "")
        for each in styles.iter(qn("w:style"))
        if each.get(qn("w:type")) == "table" and each.get(qn("w:default")) == "1"
    ]
    made = parse_xml(_with_namespace(table_style_xml(based[0] if based else "")))
    made.set(qn("w:styleId"), _free("hsbTable", taken))
    styles.append(made)
    return str(made.get(qn("w:styleId")))


def _free(style_id: str, taken: frozenset[str]) -> str:
    number, free = 1, style_id
    while free in taken:
        number += 1
        free = f"{style_id}{number}"
    return free


def _with_namespace(style: str) -> str:
    return style.replace("<w:style ", f"<w:style {NAMESPACES} ", 1)


def _listed(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _bullets(package: Package) -> int:
    """Add a numbering with bullets to a file and return its number."""
    root = _numbering(package)
    kinds = root.findall(qn("w:abstractNum"))
    numbers = root.findall(qn("w:num"))
    kind = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in kinds), default=-1)
    number = 1 + max((int(each.get(qn("w:numId"))) for each in numbers), default=0)
    made = parse_xml(_BULLET.format(number=kind))
    # kinds of numbering stand before the numberings that use them
    root.insert(root.index(kinds[-1]) + 1 if kinds else 0, made)
    use = parse_xml(
        f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
        "</w:num>"
    )
    if numbers:
        numbers[-1].addnext(use)
    else:
        made.addnext(use)
    return number


def _numbering(package: Package) -> Element:
    part = package.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            found: Element = relation.target_part.element
            return found
    made = XmlPart(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        parse_xml(f"<w:numbering {NAMESPACES}/>"),
        part.package,
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    root: Element = made.element
    return root
