"""How quantities look in an English sentence, as regular expressions; lower case."""

import re

from hsbcode.language.number_words import FRACTION_WORDS, NUMBER_WORDS
from hsbcode.language.people_words import PEOPLE

_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{NUMBER_WORDS})"
_WHOLE = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{NUMBER_WORDS})"
_PER_CENT = r"(?:\s?%|[\s-]?per\s?cents?\b|[\s-]?percent\b|\s?pct\b)"
PERCENT = re.compile(rf"(?<![\w.,/£$€])({_NUMBER})\s?{_PER_CENT}(?![a-z-]*age)")
SHARED = re.compile(
    rf"(?<![\w.,/£$€])({_NUMBER})(?=(?:\s?(?:,|and|to|or|[-–])\s?(?:and\s|or\s)?"
    rf"{_NUMBER}){{1,6}}{_PER_CENT})"
)
POINTS = re.compile(
    rf"(?<![\w.,])({_NUMBER})[\s-](?:per\s?cent(?:age)?[\s-])?points?\b"
)
COUNT_OF = re.compile(
    rf"(?<![\w.,/£$€])({_WHOLE})\s(?:people\s|respondents\s|staff\s)?"
    rf"(?:out\sof|of|in)\s(?:every\s|the\s|all\s|our\s)*({_WHOLE})\b(?!\s?%|\.\d|"
    rf"\s?per\s?cent|\s(?:years|months|days|hours|weeks|areas|countries|boroughs)\b)"
)
BASE = re.compile(
    rf"(?:\b(?:unweighted\s)?bases?(?:\sof|\sis|\swas|:)?\s(?:n\s?=\s?)?|\bn\s?=\s?)"
    rf"({_WHOLE})\b"
)
LEADING_BASE = re.compile(
    rf"(?:^|[.;,]\s|\band\s)of\s(?:the|all|all\sthe|these|those)\s({_WHOLE})\s"
    rf"(?=who\b|that\b|asked\b|(?:[a-z'’-]+\s){{0,2}}?(?:{PEOPLE})\b)"
)
NUMBERED = re.compile(
    r"\b(?:area|table|figure|section|chapter|question|part|page|wave|site|group|year|round|"
    r"team|region|district|ward)s?\s$"
)
FRACTION = re.compile(rf"(?<![\w-])({FRACTION_WORDS})(?![\w-])")
COUNT = re.compile(
    rf"(?<![\w.,/£$€#-])({_WHOLE})(?:\s(?:[a-z'’-]+)){{0,3}}?\s(?:{PEOPLE})\b"
)
_WORDS = (
    r"(?:an?\s|the\s)?(?:vast|large|great|overwhelming|clear|slim|bare|big|small|"
    r"significant|substantial|sizeable)?\s?(?:majority|minority)|"
    r"(?:almost|nearly|virtually)\s(?:all|every(?:one|body)?)|hardly\sany(?:one|body)?|"
    r"a\shandful|a\s(?:large|small|good)\snumber|a\snumber|a\s?few|very\sfew|few|most|"
    r"many|several|some|all|everyone|everybody|every|none|no\sone|nobody"
)
AMOUNT_WORD = re.compile(
    rf"(?<![\w-])({_WORDS})(?=\s(?:of\s(?:the\s|our\s|these\s|those\s|all\s|them\b|us\b)*)?"
    rf"(?:[a-z'’-]+\s){{0,2}}?(?:{PEOPLE})\b"
    r"|\s(?:were|are|was|is|said|say|says|felt|feel|feels|had|have|has|agreed?|report"
    r"(?:ed)?|[a-z]+ed|did|do|does|thought|think|believed?|wanted|want|told|mentioned|described)\b)"
)
GREW = re.compile(
    r"\b(?:rise|rose|risen|grew|grown|growth|increased?|decreased?|fell|fallen|drop(?:ped)?|"
    r"up|down|cut|declined?|went\sup|went\sdown|doubled)\s(?:of|by)\s(?:\w+\s){0,2}$"
)
GROWS_AFTER = re.compile(
    r"^\s(?:rise|increase|drop|fall|growth|decrease|decline|cut|jump|surge|reduction|"
    r"discount|off|ci|(?:[\w-]+\s){0,3}?(?:intervals?|confidence|credible))\b"
)
HALF_OF = re.compile(
    r"(?:day|hour|term|year|life|time|century|marathon|past|way|price|century)s?\b"
)
ORDINAL_NEXT = re.compile(
    r"^\s(?:part(?:y|ies)|person|time|reason|option|way|study|year|round|question|place|"
    r"sector|edition|phase|survey|wave|section|chapter|point|area|aspect|and\s(?:last|final))\b"
)
VERB_NEXT = re.compile(
    rf"^\s(?:of\b|the\b|our\b|all\b|who\b|in\b|as\b|(?:[a-z'’-]+\s){{0,2}}?(?:{PEOPLE})\b|"
    r"(?:were|are|was|is|said|say|says|felt|feel|feels|had|have|has|agreed?|reported|did|do|"
    r"does|thought|think|believed?|wanted|want|told|use[sd]?|received|lack(?:ed)?|disagreed?|"
    r"worr(?:y|ied)|could|would|can|not|also|strongly|never|always|knew|know|gave|chose|"
    r"picked|named|answered|ticked)\b)"
)
_MILD = r"(?:just|slightly|a\slittle)"
_BOUNDS = (
    ("just over", rf"(?:{_MILD}|only\sjust)\s(?:over|more\sthan|above)"),
    (
        "nearly",
        rf"{_MILD}\s(?:under|below|less\sthan|fewer\sthan|short\sof)|nearly|almost|"
        r"approaching|close\sto|not\squite|getting\son\sfor",
    ),
    ("at least", r"at\sleast|no\s(?:fewer|less)\sthan|a\sminimum\sof"),
    ("at most", r"at\smost|no(?:t)?\smore\sthan|up\sto|a\smaximum\sof"),
    (
        "over",
        r"(?:well\s)?over|more\sthan|above|in\sexcess\sof|upwards\sof|greater\sthan",
    ),
    ("under", r"(?:well\s)?under|less\sthan|fewer\sthan|below"),
    (
        "about",
        r"about|around|roughly|approximately|some|circa|ca?\.|~|an\sestimated|or\sso",
    ),
)
BOUNDS = {
    name: re.compile(rf"(?:{words})\s?(?:a\s|the\s|one\s)?$") for name, words in _BOUNDS
}
"""Name of a bound → what stands before a number that it limits."""
