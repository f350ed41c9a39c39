"""Patterns for days and for months of one year in English answers."""

from hsbcode.language.pattern import DAY, MONTH, YEAR, pattern

_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+"
    r"(?:the\s+)?)"
)
_SPOKEN = (
    r"(?:(?:twenty|thirty)[\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth"
    r"|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    r"seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_FULL_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)"
)
_FEAST = (
    r"(?:christmas|xmas|boxing|new year['’]?s?|mothers?['’]?s?|mother['’]s|father['’]s|"
    r"fathers?['’]?|valentine['’]?s?|easter|good|palm|shrove|ash|maundy|pancake|"
    r"bonfire|"
    r"halloween|st\.? (?:patrick|george|david|andrew)['’]?s|remembrance|armistice|a[- ]"
    r"level results|gcse results|burns|twelfth)\s(?:day|eve|sunday|monday|tuesday|"
    r"wednesday|thursday|friday|night)"
)

DATES = (
    pattern(
        "date",
        "a day",
        rf"(?:^|[.,;!?]\s|\band\s)(?P<at>the\s{DAY}(?:st|nd|rd|th))(?=\s(?:was|is|came|"
        r"we|i|they|he|she)\b)",
    ),
    pattern(
        "date",
        "a day",
        rf"\b{_WEEKDAY}?(?:the\s)?{DAY}\s?(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?!\w)"
        rf"(?:,?\s'?(?:{YEAR}|\d\d)\b(?!\s?%))?",
    ),
    pattern(
        "date",
        "a day",
        rf"\b{_WEEKDAY}?{MONTH}\s(?:the\s)?{DAY}(?:st|nd|rd|th)?\b(?![:%]|\s?(?:years|"
        rf"people|of us|staff|children|times))(?:,?\s{YEAR}\b)?",
    ),
    pattern(
        "date",
        "a day",
        rf"\b(?:the\s)?{_SPOKEN}\s(?:of\s|day\sof\s)?{_FULL_MONTH}\b(?:,?\s{YEAR})?"
        rf"|\b{_FULL_MONTH}\s(?:the\s)?{_SPOKEN}\b",
    ),
    pattern(
        "date",
        "a day",
        rf"\b{_WEEKDAY}{DAY}(?:st|nd|rd|th)\b|\b(?:on|since|until|till|before|after|by|"
        rf"from|for)\s(?P<at>the\s{DAY}(?:st|nd|rd|th))(?=\s*(?:[.,;!?)]|$|\n)|"
        rf"\s(?:and|"
        r"but|they|we|i|he|she|it|my|with|nobody|at|so|when|because|then|of (?:last|"
        r"this|"
        r"that|the) month)\b)",
    ),
    pattern(
        "date",
        "a month of one year",
        rf"\b(?:(?:early|late|mid)[\s-]?)?(?:{MONTH}|spring|summer|autumn|winter|"
        rf"easter|"
        rf"{_FEAST}|christmas|xmas|new year|half term|hogmanay)\s(?:of\s|in\s)"
        rf"?(?:['’]\d\d"
        rf"|{YEAR}|[012]\d)\b(?![:.]\d|\s?%|(?<=\d\d)(?:st|nd|rd|th))",
    ),
    pattern(
        "date",
        "a month of one year",
        rf"(?<![\d/.£])(?:0?[1-9]|1[0-2])/{YEAR}(?![\d/])",
    ),
    pattern(
        "date",
        "a day of the year",
        rf"\b(?:on|last|this|that|since|until|before|after|by|over|in on|out on|of)\s"
        rf"(?P<at>{_FEAST})\b|(?:^|[.!?]\s)(?P<first>{_FEAST})(?=\s(?:i|we|my|he|she|"
        rf"they|it|"
        r"our|was|nobody)\b|,|:)",
    ),
    pattern(
        "date",
        "a day",
        rf"\b(?:on|since|until|till|by|from|dated|of|for|before|after)\s"
        rf"(?P<at>(?!24/7|50/50){DAY}/(?:0?[1-9]|1[0-2]))(?![\d/]|\s(?:of|people|times|"
        r"staff|the|visits|days|hours?|an|mile))",
    ),
    pattern(
        "date",
        "a date of birth",
        rf"\b(?:born|dob|d\.o\.b\.?|date of birth|birthday|birthdate)\s?(?:on|in|is|"
        rf"was|"
        rf":)?\s(?P<at>(?:{DAY}[/.-]\d\d?[/.-]\d\d(?:\d\d)?|(?:{MONTH}\s)"
        rf"?{YEAR}|{DAY}\s"
        rf"?(?:st|nd|rd|th)?\s{MONTH}))(?!\w)",
    ),
)
"""Rules for dates."""
