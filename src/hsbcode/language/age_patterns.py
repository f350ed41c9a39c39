"""Patterns for ages in English answers: "aged 9", "when I was eleven", "my 5yo".

A number of weeks, of people or of miles is no age: what follows a number decides. Every
repeat is bounded.
"""

from hsbcode.language.pattern import AGE_NUMBER, NOT_A_RANGE, pattern

_N = AGE_NUMBER
_SOFT = r"(?:only\s|just\s|about\s|nearly\s|now\s|almost\s|barely\s|around\s|still\s)?"
_CLOSED = (
    r"(?!:\d)(?=\s*(?:[.,;:!?)…]|$|\n|-\s|–\s)|\s+(?:and|when|now|so|but|who|"
    r"at the time|"
    r"years?"
    r"(?: of age)?\s*(?:[.,;:!?)]|$)|bless|my|his|her|she|he|they|it|i|because|with|"
    r"next|"
    r"then|by|though|although|until|till|before|while|where|nobody|no one|the|going on|"
    r"the other|"
    r"still|already|not|living|years? (?:young|and|when|on)|in (?:jan|feb|mar|apr|may|"
    r"jun|jul|aug|sep|oct|nov|dec|the (?:spring|summer|autumn|winter|year)))\b)"
)
"""What follows a number that is an age, and no number of something."""
_PERSON = (
    r"(?:boy|girl|child|baby|toddler|lad|lass|son|daughter|brother|sister|sibling|pupil"
    r"|student|teenager|nephew|niece|cousin|grandson|granddaughter|grandchild|victim"
    r"|kid|man|woman|lady|gentleman|mum|mother|dad|father|nan|gran|husband|wife|patient"
    r"|twin|nanny|grandma|grandad|granddad|grandfather|grandmother|mam|mummy|daddy|"
    r"partner|aunt|auntie|uncle|neighbour|friend|carer|lodger|granny|nana|grandpa|"
    r"bairn|"
    r"stepson|stepdaughter|eldest|youngest|oldest|client|resident|widow|widower|"
    r"pensioner|youngster|teen|babe|infant|bloke|chap|mother-in-law|father-in-law)"
)
_MANY = (
    r"(?:boys|girls|children|babies|toddlers|lads|lasses|sons|daughters|brothers|"
    r"sisters|siblings|pupils|students|kids|twins|men|women|ones|grandchildren|parents)"
)
_TEEN_OR_MORE = (
    r"(?:1[3-9]|[2-9]\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_YOUNG = r"(?:seven|eight|nine|ten|eleven|twelve|five|six|four)"
_YEAR_OF_SCHOOL = (
    r"(?:year|yr)\s?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven)"
    r"|y(?:[1-9]|1[0-3])|reception"
)

AGES = (
    pattern(
        "age",
        "an age",
        rf"(?<=[a-z,] )(?-i:[A-Z][a-z]{{2,15}})\s(?:is|was|turned)\s{_SOFT}"
        rf"(?P<at>{_N}){_CLOSED}|\b(?:{_PERSON}|{_MANY}),\s(?P<each>{_N}(?:,\s{_N})*,?"
        rf"\sand\s{_N}|{_N}\s(?:months?|weeks?|mths?|wks?)(?=[,.;)]))",
    ),
    pattern(
        "age",
        "an age",
        r"\b(?:aged|at (?:the )?(?:\w+\s)?age(?: of)?|(?:the|his|her|their|my|whose)"
        r" age"
        r"(?: of| is| was)|age|ages)\s"
        rf"{_SOFT}(?P<at>{_N}(?:\sand\sa\s(?:half|bit))?"
        rf"(?:(?:,\s|\sand\s|,\s?and\s|\s&\s){_N}){{0,3}})"
        rf"(?!\w|[-–]\d|\s?%){NOT_A_RANGE}",
    ),
    pattern(
        "age",
        "an age",
        rf"(?<![\w–-])(?P<at>{_N}(?:\sand\sa\shalf)?[\s-]?(?:(?:years?|yrs?|yr|months?|"
        r"mths?|weeks?|wks?|days?)[\s-]?old|years?\syoung|yo|y/o|y\.o\.?|"
        r"yrs? of age|years? of age))(?!\w)",
    ),
    pattern(
        "age",
        "an age",
        rf"\b{_PERSON}(?:['’]s|,?\s(?:of|is|was|who is|who was|who['’]s|has (?:just\s)?"
        r"turned|just turned|being|will be|would be|would have been|must be|only)|"
        r"\s?\(|"
        rf",)\s?{_SOFT}(?P<at>{_N}){_CLOSED}",
    ),
    pattern(
        "age",
        "an age",
        rf"\b(?!(?:mum|mother|dad|father|parent|carer|mummy|daddy|mam|family)\b)"
        rf"(?:{_PERSON}|{_MANY})\s(?:both\s)?of\s{_SOFT}"
        rf"(?P<at>{_N}(?:(?:,\s|\sand\s|\s&\s){_N}){{0,3}})"
        r"(?=\s*[.,;:!?)]|$|\s(?:in|at|from|with|he|she|was|is|has|had|on|said|to|"
        r"touched|came|who|and|whose|were|together|should|could|would|cannot|can|never|"
        r"needs|gets|got|but|because|without|by|off|home|out|living|like)\b)",
    ),
    pattern(
        "age",
        "an age",
        r"\b(?:youngest|eldest|oldest|other one|the other|middle one|one|"
        rf"little one)\s(?:is\s|was\s|being\s)?{_SOFT}(?P<at>(?!two\b){_N}){_CLOSED}"
        rf"|(?:^|[.,;!?]\s|\band\s)am\s{_SOFT}(?P<am>{_N}){_CLOSED}",
    ),
    pattern(
        "age",
        "an age",
        rf"\b(?:was|is|were|am|are|be)\s{_SOFT}(?P<when>{_N})\s"
        r"(?=when\b|at the time\b|years of age\b|years and\b)",
    ),
    pattern(
        "age", "an age", rf"\b(?:{_PERSON}|{_MANY}),?\s?\(?(?P<at>\d\d?)(?=\)|,\s)"
    ),
    pattern(
        "age",
        "an age",
        r"\b(?:(?:he|she|i)(?:\s(?:is|was|am|were|will be|must be)|['’](?:s|m|d be|"
        r"ll be)|"
        r"m)|im|hes|shes|(?:has\s|just\s|had\s)?(?:turned|turns|"
        r"turning)|pushing|coming up to|coming up|nearing|just gone|rising)\s"
        rf"{_SOFT}(?P<at>{_N}(?:\sand\sa\s(?:half|bit))?){_CLOSED}",
    ),
    pattern(
        "age",
        "an age",
        r"\b(?:when|since|until|till|before|because|while|as|if)\s(?:i|he|she|my"
        rf"\s\w+|his\s\w+|her\s\w+|our\s\w+)\s(?:was|were|is|are|am|turned|turns)"
        rf"\s{_SOFT}"
        rf"(?P<at>{_N})(?=\s*(?:[.,;:!?)]|$)|\s(?!(?:minutes?|mins?|hours?|hrs?|days?|"
        r"weeks?|months?|miles?|times?|staff|people|of|in|out|stone|foot|feet|nurses?|"
        r"doctors?|workers?|patients?|children|kids|sessions?|stops?|streets?|doors?|"
        r"down|short|late|early|points?|beds?|floors?|per|or|to|%|th)\b))",
    ),
    pattern(
        "age",
        "an age",
        rf"\b(?:i|he|she|is|was|am|i['’]m|he['’]s|she['’]s|lad|lass|girl|boy|son|"
        rf"daughter|baby|kid|child|,)\s?,?\s?{_SOFT}(?P<at>\d{{1,2}}\s?y(?:rs?|ears?)?)"
        rf"(?=\s*[.,;:!?)]|$|\s(?:and|with|but|who|when|so|cannot|can|now|has|is|was|"
        rf"he|"
        rf"she)\b)",
    ),
    pattern(
        "age",
        "an age",
        r"\b(?:turned|turning)\s(?:just\s)?"
        rf"(?P<at>{_N})(?=\s(?:on|in|at|last|this|the|during|before|after|a)\b)"
        rf"|\b(?:at|being|from)\s(?:only\s|just\s)?(?P<being>{_TEEN_OR_MORE})(?=,"
        rf"\s(?:I|he"
        r"|she|my|and|with|the|no|it)\b|\s(?:I|he|she|there|it)"
        r"\b)"
        r"|\bat\s(?:only\s|just\s)?(?P<teen>thirteen|fourteen|fifteen|sixteen|"
        r"seventeen|"
        r"eighteen|nineteen|twenty(?:-\w{3,5})|(?:thirty|forty|fifty|sixty|seventy|"
        r"eighty"
        rf"|ninety)(?:-\w{{3,5}})?)(?=\s*[.,;!?)]|$|\s(?:and|with|because|but|in|by|"
        rf"who|to"
        rf"|years|after|while|when|for)\b)|\bat\s(?:only\s|just\s)(?P<just>{_YOUNG}|"
        rf"\d\d?)"
        r"(?=\s(?:he|she|i|they|and)\b|[.,;]|$)",
    ),
    pattern(
        "age",
        "a stretch of life",
        r"\b(?:in|into|well into)\s(?P<at>(?:his|her|my|our)\s(?:(?:early|late|mid)"
        r"[\s-]?)"
        r"?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|"
        r"nineties|[2-9]0['’]?s))\b|\b(?P<word>septuagenarian|octogenarian|nonagenarian"
        r"|centenarian)s?\b",
    ),
    pattern(
        "age",
        "a school year",
        r"\b(?:a|an|the|our|my|one|this|that|his|her|another|two|some)\s"
        rf"(?P<at>{_YEAR_OF_SCHOOL})\s"
        r"(?:boys?|girls?|pupils?|students?|lads?|child|son|daughter|lass|brother|"
        r"sister)\b",
    ),
)
"""Rules for ages."""
