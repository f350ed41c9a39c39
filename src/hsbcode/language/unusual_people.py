"""What makes one person stand out in an English answer: whose kin, post, body or deed.

Soft like all unusual detail: it asks a person to look.
"""

import re

from hsbcode.language.pattern import Pattern

_POST = (
    r"(?:mayor|vicar|rector|bishop|imam|rabbi|councillor|mp|headteacher|head ?teacher|"
    r"headmaster|headmistress|head|principal|police officer|policeman|policewoman|"
    r"detective|inspector|superintendent|magistrate|judge|footballer|rugby player|boxer"
    r"|jockey|athlete|gp|doctor|surgeon|prison officer|prison governor|firefighter|"
    r"fireman|postman|postmistress|landlord|landlady|actor|actress|singer|musician|"
    r"celebrity|chief constable|commissioner|lollipop (?:lady|man)|butcher|baker|"
    r"undertaker|blacksmith|gamekeeper|lighthouse keeper|lifeboat|coxswain|coroner|"
    r"sheriff|lord|earl|duke|baronet|minister|ambassador|governor|chairman|chairwoman|"
    r"chair|treasurer|clerk|warden|caretaker|organist|verger|pastor|priest|nun|monk|"
    r"politician|newsreader|presenter|author|novelist|pilot|astronaut|stuntman|director"
    r"|chief executive|receptionist|sergeant|farmer|social worker|pub)"
)
KIN = (
    r"(?:dad|father|mum|mother|stepdad|step-?father|step-?mum|step-?mother|uncle|aunt|"
    r"auntie|brother|sister|grandad|grandfather|grandmother|gran|nan|husband|wife|twin|"
    r"partner|parents|son|daughter|cousin|boyfriend|girlfriend|niece|nephew|"
    r"best friend|"
    r"stepson|stepbrother|stepsister|half[- ](?:brother|sister)|in-laws?|family|ex)"
)
WHOSE = r"(?:his|her|their|my|our|whose|the|a|an|one|both|[\w]{3,12}['’]s)"
REST = r"[^.,;!?\n]{0,45}"


def detail(why: str, form: str) -> Pattern:
    """Return a rule for something rare that a person should look at."""
    return Pattern("detail", why, re.compile(form, re.IGNORECASE))


STANDING_OUT = (
    detail(
        "the only one of a kind",
        r"\bthe only\s(?!(?:thing|place|service|hospital|one|bus|shop|centre|school|"
        r"way|"
        r"toilets?|nurse|doctor|person|people|option|time|clinic|department|library|"
        r"park|"
        r"bed|seat|chair|good|part|bit|problem|member)\b)(?:[\w'’-]+\s){1,3}?(?:in|for|"
        r"at)\s"
        r"(?:(?:the|our|this|my)\s)?(?:whole\s|entire\s)?(?:town|village|county|"
        r"country|"
        r"parish|borough|world|street|site|valley|island|estate|miles|department|force)"
        r"\b",
    ),
    detail(
        "somebody whom many know",
        r"\bI\s(?:also\s|still\s|used to\s)?(?P<at>(?:conduct|captain|own|chair|"
        r"preach at|"
        r"edit|publish|skipper|play the organ|ring the bells|train the|wind the|"
        r"founded|"
        r"set up|started|run|built|painted|carved|sculpted|wrote)\s(?:the|a|an|our|"
        r"my own)\s(?!(?:risk|day|lot|team|service|"
        r"group|car|house|phone|smart|few|complaint|job|course|new|meeting|meetings|"
        rf"panel|risk|mile|bath|clinic|session|sessions)\b){REST})",
    ),
    detail(
        "the only one of a kind",
        r"\b(?:I am|I['’]m|im|I was|being|as|he is|she is|he['’]s|she['’]s|he was|"
        r"she was|"
        r"we are|we['’]re|we were|are)\s(?P<at>(?:probably\s|still\s)?(?:the|"
        r"one of "
        r"(?:the )?(?:only )?(?:two|three))\s(?:only|first|last|first ever|youngest|"
        r"oldest"
        r"|longest[- ]serving|tallest)\s(?!(?:one|ones|person|people|thing|time|way|"
        r"reason"
        r"|place|option|good|bad|nurse|doctor|member|day|in|to|port|point|appointment|"
        r"bit|"
        r"other|complaint|problem|issue|negative|downside|improvement|available|"
        r"contact|"
        r"service|help|support|hope|comfort|highlight|ward|department|choice|ray)\b)"
        r"(?!\w+\s(?:I|they|we|he|she|you|who|that|which|to|listened|left|available)\b)"
        rf"\w[\w'’-]+{REST})",
    ),
    detail(
        "the only one of a kind",
        r"\b(?:the|our)\s(?:only|first)\s(?:male|female|black|asian|deaf|blind|gay|"
        r"lesbian"
        r"|trans|muslim|jewish|sikh|hindu|polish|romanian|chinese|african|white|welsh|"
        r"disabled|woman|man|girl|boy|mixed[- ]race|non-binary|somali|traveller|roma|"
        rf"\w+[- ]speaking)\b{REST}",
    ),
    detail(
        "the only one of a kind",
        r"\b(?:I am|I['’]m|im|I was|he is|she is|he['’]s|she['’]s|he was|she was|"
        r"it was me|we are|we were)\s(?P<at>(?:the|that)\s(?:one|man|woman|lady|girl|"
        r"guy|bloke|lad"
        r"|boy|chap|mum|dad|person|family|nurse|teacher|student|kid|mother|father)\s"
        rf"(?:who|whose|that|with the|in the|from the|found|caught|left|arrested|hit|"
        rf"pulled|bitten|filmed|pictured|rescued)\s(?!(?:is|are|was|has to|had to|"
        rf"needs|gets|helped|listened|made|can|will|did|does|took|told|said)\b){REST})"
        rf"",
    ),
    detail(
        "somebody whom many know",
        rf"\b{WHOSE}\s(?:own\s|step|foster\s|late\s)?{KIN},?\s(?:is|was|who is|"
        rf"who was|"
        rf"being|works as|['’]s|used to be|became)\s(?:a|an|the|our|now the|now a)\s"
        rf"(?:[\w'’-]+\s){{0,3}}?{_POST}\b{REST}",
    ),
    detail(
        "somebody whom many know",
        r"\b(?:the\s|a\s|our\s)?(?:daughter|son|wife|husband|widow|widower|sister|"
        r"brother|"
        r"niece|nephew|mother|father|mum|dad|cousin|grandson|granddaughter|grandmother|"
        r"partner|ex-wife|ex-husband|girlfriend|boyfriend)\s(?:of|to)\s(?:the|a|an|our|"
        rf"that)\s(?:[\w'’-]+\s){{0,3}}?{_POST}\b|\b(?:married|related|engaged)"
        rf" to (?:the|"
        rf"a|our) (?:[\w'’-]+\s){{0,2}}?{_POST}\b",
    ),
    detail(
        "somebody whom many know",
        r"\b(?:I am|I['’]m|im|I was|I used to be|as|being|I work as|I worked as|he is|"
        r"she is|he['’]s|she['’]s)\s(?P<at>(?:the|our|your)"
        r"\s(?:[\w'’-]+\s){0,2}?(?:keeper"
        r"|clerk|caretaker|vicar|landlord|landlady|chairman|chairwoman|chair|treasurer|"
        r"secretary|warden|owner|founder|coroner|mayor|organist|gamekeeper|postmaster|"
        r"postmistress|priest|minister|imam|rabbi|verger|harbour ?master|curator|"
        r"captain|"
        r"blacksmith|undertaker|butcher|baker|bell ?ringer|lollipop (?:lady|man)|"
        r"milkman|"
        r"postman|mp|piper|beekeeper|conductor|choirmaster|goalkeeper|shopkeeper))\b",
    ),
    detail(
        "somebody whom many know",
        r"\b(?:I|he|she|we|who|brother|sister|dad|mum|son|daughter|husband|wife|"
        r"uncle|cousin|partner|grandad)\s(?P<at>(?:plays|sings|rows|boxes|swims|runs|"
        r"represents|played|sang|swam|ran|rowed|fought|flew|sailed|"
        r"cycled|boxed|competed|danced|represented|acted|modelled|appeared|performed|"
        r"skied|climbed|raced|refereed|served|won|stood|cooked|wrestled|walked)"
        r"\s(?!(?:for"
        r"|in|at|with)?\s?(?:me|him|her|us|them|it|a while|hours|the (?:ward|food|team)"
        r")"
        r"\b)[^.,;!?\n]{0,30}?\b(?:queen|king|england|scotland|wales|ireland|britain|"
        r"gb|"
        r"olympics?|paralympics?|commonwealth|falklands|iraq|afghanistan|war|world cup|"
        r"everest|channel|parliament|mp|mayor|strictly|bake off|x factor|mastermind|"
        r"countdown|crufts|wembley|wimbledon|proms|opera|ballet|navy|army|raf|"
        rf"championships?|trophy|medal|lottery|award|county|marathon|record)\b{REST})",
    ),
    detail(
        "somebody whom many know",
        r"\b(?:was|been|went|am|is|were|appeared|featured|interviewed|ended up|be)"
        r"\s(?:\w+"
        r"\s)?(?P<at>(?:on|in)\s(?:the\s)?(?:tv|telly|television|crimewatch|panorama|"
        r"radio|news|newspapers?|(?<=the )papers?|gazette|front page|bbc|documentary))"
        r"\b",
    ),
    detail(
        "somebody whose body or habit stands out",
        r"(?<!on )(?<!on the )\b(?:one|no|an? (?:artificial|prosthetic|wooden|false|"
        r"glass|metal|amputated|"
        r"missing|webbed|cleft|third)|only one|two different coloured|both my|both his|"
        r"both her)\s(?:legs?|arms?|eyes?|hands?|foot|feet|ears?|thumbs?|fingers?|"
        r"palate|"
        rf"kidneys?|lungs?)\b(?!\s(?:on|in the|up|down|at)\b)(?:\sand\s{REST})?",
    ),
    detail(
        "somebody whose body or habit stands out",
        r"\b(?:tattoo of|tattooed|unicycle|pet (?:python|parrot|snake|lizard|ferret|"
        r"pig|"
        r"monkey|tarantula|rat|iguana)|speaks? (?:six|seven|eight|nine|ten|five)"
        r" languages|"
        r"hook for a hand|seven feet tall|six foot (?:six|seven|eight|nine|ten)|"
        r"6ft ?(?:6|7|8|9|10)|famous for|well[- ]known for|known for (?:his|her|my|"
        r"being)|"
        r"dresses as|dressed as|bright (?:pink|blue|green|orange|purple) hair|"
        rf"(?:pink|blue|green|purple) mohican)\b{REST}",
    ),
)
"""Rules for people who stand out."""
