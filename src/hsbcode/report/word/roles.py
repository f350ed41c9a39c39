"""Which style of a file plays which role in a report: by name, in any language.

Word keeps the English name of a built-in style in every language; other programs and
old templates write their own, and ids are made from those without their accents.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_HEADINGS = (
    *("berschrift", "titre", "ttulo", "titolo", "kop", "rubrik", "overskrift"),
    *("nagwek", "nadpis", "otsikko", "encabezado"),
)


def _heading(level: int) -> tuple[str, ...]:
    return (f"heading{level}", *(f"{word}{level}" for word in _HEADINGS))


WORDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "titel", "titre", "ttulo", "titolo", "tytu", "tittel", "puesto"),
    "heading 1": _heading(1),
    "heading 2": _heading(2),
    "heading 3": _heading(3),
    "body": (
        *("bodytext", "textkrper", "textkoerper", "corpsdetexte", "plattetekst"),
        *("textoindependiente", "corpodotexto", "corpodeltesto", "brdtext", "brdtekst"),
    ),
    "list": (
        *("listbullet", "bulletlist", "bullets", "bullet", "bullet1", "listbullet1"),
        *("aufzhlungszeichen", "aufzhlung", "listepuces", "listaconvietas"),
        *("puntoelenco", "lijstopsomteken", "punktlista", "punktopstilling"),
    ),
    "caption": (
        *("caption", "beschriftung", "lgende", "descripcin", "epgrafe", "legenda"),
        *("didascalia", "bijschrift", "beskrivning", "billedtekst", "bildetekst"),
    ),
    "quote": (
        *("quote", "blockquote", "blockquotation", "quotation", "zitat", "citation"),
        *("cita", "citazione", "citaat", "citat", "citao", "quotations"),
    ),
    "cell": (
        *("tabletext", "tablebody", "tablecontents", "tablecontent", "tabellentext"),
        *("tabelleninhalt", "contenudetableau", "textedetableau"),
    ),
    "cell head": ("tablehead", "tableheader", "tableheading", "tabellenkopf"),
    "quote in cell": ("tablequote", "quoteintable"),
    "attribution": ("attribution", "quoteattribution", "quotesource"),
    "detail": (),
    "quoted from": (),
    "continued": (),
    "note": ("tablenote", "tablenotes", "sourcenote", "tablesource"),
    "draft": (),
    "headline": (),
}
"""Role → names it may have, without spaces, accents and capitals."""

_OVERRIDES = {
    "cell": "hsbcodetabletext",
    "cell head": "hsbcodetablehead",
    "quote in cell": "hsbcodequoteintable",
    "detail": "hsbcodetabledetail",
}
_NO_TABLE_LOOK = ("normaltable", "tablenormal", "normaletabelle")


@dataclass(frozen=True, slots=True)
class FoundStyles:
    """The styles that a file has for a report."""

    ids: Mapping[str, str]
    """Role → style id; ``default`` may be empty, ``table`` and others missing."""
    taken: frozenset[str]
    """Every style id of the file."""


def found_styles(
    styles: Element, settings: Element | None, body: Element
) -> FoundStyles:
    """Return which styles of a file play which role.

    Args:
        styles: root of its styles.
        settings: root of its settings, which may name the style of new tables.
        body: its body; the style of its first table is the house's.
    """
    paragraphs = [s for s in styles.iter(qn("w:style")) if _kind(s) == "paragraph"]
    ids: dict[str, str] = {"default": _default(paragraphs)}
    for role, words in WORDS.items():
        own = _OVERRIDES.get(role, f"hsbcode{_plain(role)}")
        found = _named(paragraphs, (own, *words))
        if not found and role.startswith("heading "):
            found = _outlined(paragraphs, int(role[-1]) - 1)
        if found:
            ids[role] = found
    ids.setdefault("body", ids["default"])
    table = _table_style(styles, settings, body)
    if table:
        ids["table"] = table
    taken = frozenset(_id(style) for style in styles.iter(qn("w:style")))
    return FoundStyles(ids, taken)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _kind(style: Element) -> str:
    return str(style.get(qn("w:type"), "paragraph"))


def _id(style: Element) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _value(style: Element, name: str) -> str:
    found = style.find(qn(name))
    return "" if found is None else found.get(qn("w:val"), "")


def _default(paragraphs: list[Element]) -> str:
    for style in paragraphs:
        if style.get(qn("w:default")) in ("1", "true", "on"):
            return _id(style)
    return _named(paragraphs, ("normal", "standard"))


def _called(style: Element) -> Iterator[str]:
    yield _plain(_value(style, "w:name"))
    for alias in _value(style, "w:aliases").split(","):
        yield _plain(alias)
    yield _plain(_id(style))


def _named(paragraphs: list[Element], words: tuple[str, ...]) -> str:
    # an earlier word beats a later one, and a name beats an id
    best: tuple[int, int, str] | None = None
    for style in paragraphs:
        for rank, name in enumerate(_called(style)):
            if name in words:
                found = (words.index(name), rank, _id(style))
                best = found if best is None else min(best, found)
    return best[2] if best else ""


def _outlined(paragraphs: list[Element], level: int) -> str:
    for style in paragraphs:
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and outline.get(qn("w:val")) == str(level):
            return _id(style)
    return ""


def _table_style(styles: Element, settings: Element | None, body: Element) -> str:
    tables = [
        style
        for style in styles.iter(qn("w:style"))
        if _kind(style) == "table"
        and not set(_called(style)) & set(_NO_TABLE_LOOK)
        and style.get(qn("w:default")) not in ("1", "true", "on")
    ]
    known = {_id(style) for style in tables}
    for style in tables:
        if "hsbcodetable" in _called(style):
            return _id(style)
    wanted = [] if settings is None else [_value(settings, "w:defaultTableStyle")]
    wanted += [
        each.get(qn("w:val"), "")
        for each in body.iterfind(f".//{qn('w:tblPr')}/{qn('w:tblStyle')}")
    ]
    for each in wanted:
        if each in known:
            return each
    custom = [each for each in tables if each.get(qn("w:customStyle")) in ("1", "true")]
    return _id(custom[0]) if len(custom) == 1 else ""
