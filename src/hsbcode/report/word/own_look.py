"""The file that a report is written into where there is no template of a house.

It is built as a template is: styles come from ``own_styles``, content goes at its end.
"""

from hsbcode.report.chart_words import shown
from hsbcode.report.word.house_file import HouseFile
from hsbcode.report.word.markup import NAMESPACES, field, run

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT_WIDTH = 9638
"""A4 with margins of 2 cm, in twips."""
_REGIONS = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT"}
_REGIONS |= {"nl": "nl-NL", "pl": "pl-PL", "pt": "pt-PT", "sv": "sv-SE", "cy": "cy-GB"}


def language_tag(language: str) -> str:
    """Return the language as Word knows it: ``en`` is ``en-GB``."""
    tag = "".join(c for c in language if c.isascii() and (c.isalnum() or c == "-"))
    return _REGIONS.get(tag.lower(), tag[:35] or "en-GB")


def own_file(title: str, draft: bool, language: str) -> HouseFile:
    """Return an empty A4 document with numbered pages, header and footer.

    Args:
        title: printed at the foot of each page, cut where it is long.
        draft: whether each page says that it is one.
        language: of the report.
    """
    tag = language_tag(language)
    line = "<w:tabs>" + f'<w:tab w:val="right" w:pos="{_TEXT_WIDTH}"/>' + "</w:tabs>"
    head = run("DRAFT", bold=True) if draft else ""
    foot = (
        run(f"{shown(title, 80)}\tPage ")
        + field("PAGE", "1")
        + run(" of ")
        + field("NUMPAGES", "1")
    )
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(f"{_OFFICE}/officeDocument", "word/document.xml"),
        "word/document.xml": (
            f"<w:document {NAMESPACES}><w:body><w:sectPr>"
            '<w:headerReference w:type="default" r:id="rId4"/>'
            '<w:footerReference w:type="default" r:id="rId5"/>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
            'w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
            'w:gutter="0"/></w:sectPr></w:body></w:document>'
        ),
        "word/_rels/document.xml.rels": _relations(
            f"{_OFFICE}/styles",
            "styles.xml",
            f"{_OFFICE}/settings",
            "settings.xml",
            f"{_OFFICE}/numbering",
            "numbering.xml",
            f"{_OFFICE}/header",
            "header1.xml",
            f"{_OFFICE}/footer",
            "footer1.xml",
        ),
        "word/styles.xml": _styles(tag),
        "word/settings.xml": (
            f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:compat>'
            '<w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
            f'</w:compat><w:themeFontLang w:val="{tag}"/></w:settings>'
        ),
        "word/numbering.xml": f"<w:numbering {NAMESPACES}/>",
        "word/header1.xml": (
            f'<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/>'
            f'<w:jc w:val="right"/></w:pPr>{head}</w:p></w:hdr>'
        ),
        "word/footer1.xml": (
            f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{line}'
            f"</w:pPr>{foot}</w:p></w:ftr>"
        ),
    }
    return HouseFile(
        "", {name: (_HEAD + text).encode("utf-8") for name, text in parts.items()}
    )


def _types() -> str:
    kinds = {
        "document": "document.main",
        **dict.fromkeys(("styles", "settings", "numbering")),
        "header1": "header",
        "footer1": "footer",
    }
    parts = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}'
        f'{kind or part}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(*kinds_and_targets: str) -> str:
    pairs = zip(kinds_and_targets[::2], kinds_and_targets[1::2], strict=True)
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def _styles(tag: str) -> str:
    font = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    small = (
        '<w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:color w:val="4A4A4A"/>'
        '<w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>'
    )
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{font}"
        f'<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{tag}" '
        f'w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault>'
        '<w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" '
        'w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/>'
        f'<w:basedOn w:val="Normal"/>{small}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/>'
        f'<w:basedOn w:val="Normal"/>{small}</w:style></w:styles>'
    )
