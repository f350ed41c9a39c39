"""Patterns for what tells who somebody is: contacts, numbers, addresses, letters.

Those of ``ANYWHERE`` hold in every language; ``ENGLISH`` knows English words, and has
the rules for dates and ages. Every repeat is bounded, so that a hostile text costs no
more than its length.
"""

from hsbcode.language.age_patterns import AGES
from hsbcode.language.date_patterns import DATES
from hsbcode.language.pattern import DAY, YEAR, pattern

_STREET = r"(?:road|rd|street|avenue|ave|lane|crescent|terrace|grove|gardens|mews)"
_STREET_CAPITAL = (
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Drive|Crescent|Terrace|Grove|"
    r"Gardens"
    r"|Mews|Way|Place|Court|Square|Row|Walk|Rise|Hill|Park|Yard|Estate)"
)

ANYWHERE = (
    pattern(
        "contact",
        "an email address",
        r"[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
    ),
    pattern(
        "contact",
        "a web address",
        r"(?:https?://|www\.)[^\s<>\"”)]{2,200}"
        r"|\b[\w-]{2,40}(?:\.[\w-]{2,40}){0,3}\.(?:com|org|net|co\.uk|org\.uk|gov\.uk"
        r"|nhs\.uk|sch\.uk|ac\.uk|info|me|io|fr|de)\b(?:/[^\s<>\"”)]{0,150})?",
    ),
    pattern("contact", "a name used online", r"(?<![\w.@])@[A-Za-z_][\w.]{2,30}"),
    pattern(
        "contact",
        "a telephone number",
        r"(?<![\d.,£$€])(?:\+\d{1,3}[\s-]?(?:\(0\)\s?)?|\(?0(?=\d))"
        r"\d(?:[\s()./-]{0,2}\d){7,11}(?!\d)",
    ),
    pattern(
        "number",
        "shaped like an NHS number",
        r"(?<![\d£$€.,-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d%])",
    ),
    pattern(
        "number",
        "a long number",
        r"(?<![\d£$€.,/-])(?!\d+000\b)\d{6,20}(?![\d%]|[.,]\d)",
    ),
    pattern(
        "date",
        "a date",
        rf"(?<![\d/.-])(?:{DAY}([/.-])(?:0?[1-9]|1[0-2])\1(?:{YEAR}|\d\d)"
        rf"|{YEAR}-(?:0[1-9]|1[0-2])-{DAY})(?![\d/-]|\.\d)",
    ),
)
"""Rules that need no words."""

ENGLISH = (
    pattern(
        "contact",
        "a postcode",
        r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d(?!st\b|nd\b|rd\b|th\b)[ABD-HJLNP-UW-Z]{2}"
        r"(?!\w)",
    ),
    pattern(
        "contact",
        "the beginning of a postcode",
        r"\b(?:in|near|from|around|postcode|covers?)\s+(?P<at>(?:AB|AL|BA|BB|BD|BH|BL|"
        r"BN"
        r"|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN"
        r"|EX|FK|FY|GL|GU|HA|HD|HG|HP|HR|HU|HX|IG|IP|IV|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|"
        r"ME"
        r"|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|"
        r"SN"
        r"|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO)"
        r"\d{1,2})(?!\w)",
        case=True,
    ),
    pattern("contact", "an extension", r"\b(?:ext|extension)\.?\s?\d{2,6}\b"),
    pattern(
        "contact",
        "a name used online",
        r"\b(?:user ?name|handle|gamer ?tag|psn|steam|roblox|fortnite|minecraft|kik|"
        r"telegram|signal|facebook|fb|twitter|xbox|snap(?:chat)?|insta(?:gram)?|"
        r"discord|tiktok"
        r"|login|online)\b(?:\s(?:is|was|name|account|id|as|called|handle|user))"
        r"{0,3}\s?:?\s["
        r"\"'“‘]?(?P<at>(?=[\w.]{0,30}[\d_])[A-Za-z][\w.]{2,30})",
    ),
    pattern(
        "number",
        "a number of a case or file",
        r"\b(?:case|ref(?:erence)?|crime|incident|nhs|hospital|patient|file|account|"
        r"badge"
        r"|collar|upn|urn|pnc|log|claim|policy|id|student|pupil|client|mosaic|"
        r"application)\s?(?!(?:111|999|101|24/7|0)\b)(?:no|num(?:ber)?|ref(?:erence)?|"
        r"id)?\.?\s?(?:is|was|:|#|=)?\s?"
        r"(?P<at>(?!111\b|999\b)#?(?=[A-Z/-]{0,6}(?:[\dA-Z/-]{0,10}\d){3})"
        r"[A-Z]{0,5}[/ -]?\d"
        r"[\dA-Z/-]{2,20})\b",
    ),
    pattern(
        "number",
        "shaped like a National Insurance number",
        r"(?<!\w)[A-CEGHJ-TW-Z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[A-D](?!\w)",
    ),
    pattern(
        "number",
        "shaped like a number plate",
        r"(?<!\w)(?:[A-Z]{2}\d\d\s?[A-Z]{3}|[A-Z]\d{1,3}\s[A-Z]{3})(?!\w)",
        case=True,
    ),
    pattern("number", "a number of a case or file", r"(?<!\w)#\d{3,12}\b"),
    pattern(
        "address",
        "an address",
        r"\b\d{1,4}[a-z]?,?\s(?:[A-Z][\w'’-]{1,20}\s){1,3}" + _STREET_CAPITAL + r"\b",
        case=True,
    ),
    pattern(
        "address",
        "an address",
        r"\b\d{1,4}[a-z]?,?\s(?!(?:minute|min|hour|mile|way|car|or|and|to|of|in|on|"
        r"from)"
        rf"s?\b)[a-z][a-z'’-]{{2,20}}(?:\s[a-z'’-]{{3,20}})?\s{_STREET}\b",
    ),
    pattern(
        "address",
        "an address",
        r"\b(?:flat|apartment|house number)\s(?:no\.?\s)?\d{1,4}[a-z]?\b",
    ),
    pattern(
        "name",
        "a letter for somebody",
        r"\b(?:[Cc]hild|[Pp]upil|[Ss]tudent|[Cc]lient|[Pp]atient|YP|[Yy]oung person|"
        r"[Bb]oy"
        r"|[Gg]irl|[Ll]ad|[Mm]um|[Ff]amily|[Ss]ibling|[Mm]other|"
        r"[Ff]ather)\s(?P<at>[B-HJ-Z]"
        r"|(?!AM|PM|IT|PE|OT|OK|UK|LA|GP|CP|MH|SW|HV|VS|OR|IN|IS|"
        r"ON)[A-Z]{2})(?![\w'’&-])",
        case=True,
    ),
    pattern(
        "name",
        "initials of somebody",
        r"(?<![\w.])(?!(?:U\.K|U\.S|P\.E|A\.M|P\.M|I\.T|E\.G|I\.E|P\.S|N\.B|R\.E|G\.P|"
        r"T\.V"
        r"|O\.T|Q\.A|C\.V|D\.I|M\.P|H\.R|R\.I|E\.D|A\.E|B\.A|M\.A|M\.H|L\.A|S\.W|C\.P"
        r"|O\.K|M\.E|C\.B|A\.I|D\.O|N\.A|H\.V|M\.S|I\.D|W\.C|W\.I|A\.A|N\.I)\b)"
        r"[A-Z]\.\s?"
        r"[A-Z]\b(?:\.(?!\w)|(?=['’]s))(?:\s[A-Z][a-z]{2,15})?|(?<=[a-z,] )[A-Z]\.\s?"
        r"[A-Z][a-z]{2,15}(?:-[A-Z][a-z]+)?(?<!Then)(?<!They)(?<!The)\b",
        case=True,
    ),
    pattern(
        "address", "an address", r"\b(?:plot|pitch|berth|mooring)\s\d{1,4}[a-z]?\b"
    ),
    pattern(
        "service",
        "a ward",
        r"\bwards?\s(?:no\.?\s)?(?:[a-z]?\d{1,3}[a-z]?|(?:one|two|three|four|five|six|"
        r"seven|eight|nine|ten|eleven|twelve)(?!\s(?:of|staff|nurses?|times|days|weeks|"
        r"hours|people)))\b",
    ),
    *DATES,
    *AGES,
)
"""Rules that know English words."""
