"""What is rare enough that somebody may be recognised by it, in English.

These proposals are the softest: they ask a person to look, and most of what tells who
somebody is in this way follows no pattern at all.
"""

import re

from hsbcode.language.pattern import Pattern

_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_SOMEBODY = (
    r"(?:man|men|woman|women|male|males|female|females|boy|boys|girl|girls|child|"
    r"children"
    r"|pupil|student|person|people|family|families|mum|dad|mother|father|parent|nurse"
    r"|teacher|worker|practitioner|officer|doctor|gp|psychologist|therapist|midwife"
    r"|vicar|councillor|wheelchair user|resident|patient|household|carer|member|user"
    r"|deaf|blind|black|asian|muslim|jewish|sikh|polish|traveller|gay|trans|speaker"
    r"|specialist|manager|head|headteacher|one-legged)"
)
_POST = (
    r"(?:mayor|vicar|rector|bishop|imam|rabbi|councillor|mp|headteacher|head teacher|"
    r"headmaster|headmistress|police officer|policeman|policewoman|detective|"
    r"magistrate|"
    r"judge|footballer|local gp|village gp|doctor's receptionist|prison officer|"
    r"fire ?fighter|postman|landlord of the|actor|singer|celebrity|chief constable|"
    r"lollipop (?:lady|man)|farmer|butcher|social worker|foster carer|soldier)"
)
_KIN = (
    r"(?:dad|father|mum|mother|stepdad|step-?father|step-?mum|step-?mother|uncle|aunt|"
    r"auntie|brother|sister|grandad|grandfather|grandmother|gran|nan|husband|wife|"
    r"partner|parents|son|daughter|cousin)"
)
_CONDITION = (
    r"(?:huntington['’]?s|prader[\s-]willi|angelman|williams syndrome|rett syndrome|"
    r"fragile x|klinefelter['’]?s?|turner['’]?s? syndrome|edwards['’]? syndrome|"
    r"cystic fibrosis|muscular dystrophy|duchenne|motor neurone? disease|mnd|"
    r"narcolepsy|alstr[oö]m syndrome|ehlers[\s-]danlos|marfan['’]?s?|tourette['’]?s?|"
    r"spina bifida|achondroplasia|dwarfism|haemophilia|sickle cell|brittle bones?|"
    r"osteogenesis imperfecta|phenylketonuria|batten['’]?s? disease|myasthenia gravis|"
    r"guillain[\s-]barr[eé]|smith[\s-]magenis|digeorge|noonan|neurofibromatosis|"
    r"tuberous sclerosis|deaf-?blind|albin(?:o|ism)|locked-in syndrome|"
    r"creutzfeldt[\s-]jakob|foetal alcohol|fetal alcohol|selective(?:ly)? mut(?:e|ism)|"
    r"kleine[\s-]levin|leukodystrophy|conjoined|hydrocephalus|encephalitis|"
    r"kallmann|usher syndrome|addison['’]?s disease|lupus|"
    r"(?!(?:down|irritable|carpal|metabolic|restless|chronic|polycystic|long|stress|"
    r"fatigue|imposter|impostor|the|a|this|that|of|with|covid|shock|and|tunnel|bowel|"
    r"autistic|autism|spectrum|asperger|aspergers)\b)[a-z]{4,20}(?:[\s-][a-z]{4,20})?"
    r"['’]?s?\ssyndrome)"
)


def _detail(why: str, form: str) -> Pattern:
    return Pattern("detail", why, re.compile(form, re.IGNORECASE))


UNUSUAL = (
    _detail("a rare condition", rf"\b{_CONDITION}(?!\w)"),
    _detail(
        "a family that is recognised",
        r"\b(?:identical\s)?(?:triplets?|"
        r"quadruplets|quintuplets)\b|\b(?:identical|conjoined|siamese)\stwins?\b",
    ),
    _detail(
        "a family that is recognised",
        r"\b(?:one of|youngest of|oldest of|eldest of|mother of|father of|mum of|"
        r"dad of|"
        r"family of|foster carers? (?:of|to))\s(?:six|seven|eight|nine|ten|eleven|"
        r"twelve|1[0-9]|[6-9])\b(?:\s(?:children|siblings|kids|brothers|"
        r"sisters))?(?!\s(?:"
        r"months|weeks|days|hours|minutes|of|staff|areas|sessions|agencies|people|"
        r"years))",
    ),
    _detail(
        "a family that is recognised",
        r"\b(?:six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen)\s(?:other\s|"
        r"older\s"
        r"|younger\s|half[\s-])?(?:siblings|brothers|sisters)\b",
    ),
    _detail(
        "somebody whom many know",
        rf"\b(?:his|her|their|whose|my|the (?:boy|girl|child|lad)['’]s)\s"
        rf"(?:own\s|step|foster\s)?{_KIN},?\s(?:is|was|who is|who was|being|works as)\s"
        rf"(?:a|an|the|our)\s(?:local\s|well[\s-]known\s|retired\s|serving\s|former\s|"
        rf"famous\s|village\s|town\s|senior\s)*{_POST}\b",
    ),
    _detail(
        "the only one of a kind",
        rf"\b(?:the|our|their|your)\s(?:one and\s)?(?:only|first|first ever)\s"
        rf"(?:(?!(?:and|or|in|on|at|with|who|that|time|thing|to|of|"
        rf"for)\b)[\w'’-]{{2,20}}"
        rf"\s){{0,3}}?{_SOMEBODY}\s(?:\w+\s)?(?:in|on|at|for|within|of)\s"
        rf"(?:the|our|my|this|that|a|her|his|their)\s(?:whole\s|entire\s)?\w{{3,20}}",
    ),
    _detail(
        "the only one of a kind",
        r"\bone of the (?:first|only|few|last|two|three)\s[^.,;!?\n]{3,60}?\sin the\s"
        r"(?:country|world|uk|county|region|town|village|city|area|school|nhs|trust)\b",
    ),
    _detail(
        "somebody whom many know",
        rf"\b(?:former|retired|ex|first|current|serving|deputy|lady)[\s-]{_POST}\s"
        r"(?:of|at|in|for)\s\w+(?:\s\w+)?",
    ),
    _detail(
        "somebody whom many know",
        r"\b(?:I am|I'm|I’m|I was|I used to be|as)\s(?:\w+\s)?the\s(?:only\s|former\s|"
        r"local\s|village\s|parish\s|school\s|head\s)?(?:keeper|caretaker|vicar|"
        r"landlord|"
        r"landlady|headteacher|head ?teacher|chairman|chairwoman|treasurer|warden|"
        r"owner|"
        r"founder|coroner|mayor|organist|gamekeeper|lighthouse keeper|postmaster|"
        r"postmistress|priest|minister|imam|rabbi|verger|harbour ?master|curator)\b",
    ),
    _detail(
        "somebody whom many know",
        r"\bI\s(?:wrote|founded|invented|discovered|composed|designed|directed|"
        r"starred in)"
        r"\s(?:a|an|the|this|that|your|our)\s(?:\w+\s)?(?:book|history|novel|guide|"
        r"song|"
        r"hymn|play|film|charity|company|school|club|church|building|garden|bridge|"
        r"website|app|device|drug|vaccine|method)\b[^.,;!?\n]{0,40}",
    ),
    _detail(
        "a family that is recognised",
        r"\b(?:I|we|they|he|she|who|have|has)\s(?:adopted|fostered)\s(?:a|an|our|"
        r"my|two|"
        r"three|four|his|her|their)\s[^.,;!?\n]{3,40}",
    ),
    _detail(
        "a family that is recognised",
        r"\b(?:three|four|five|six|seven|eight|[3-9])\s(?:children\s|"
        r"kids\s)?under\s(?:the "
        r"age of\s)?(?:two|three|four|five|six|seven|eight|ten|[2-9])\b",
    ),
    _detail(
        "an event that few go through",
        r"\blost\s(?:a|an|our|my|his|her|their|two)\s(?:\w+\s)?(?:colleague|child|"
        r"baby|son|"
        r"daughter|pupil|student|brother|sister|wife|husband|mum|dad|mother|"
        r"father|friend|"
        r"patient|twin)\s(?:in|to|when|during|after|on|at)\s[^.,;!?\n]{3,40}",
    ),
    _detail(
        "somebody whom many know",
        r"\b(?:everyone|everybody|the whole (?:village|town|"
        r"school|street|"
        r"team))\s(?:round here\s|here\s)?knows?\s(?:who\b|me\b|him\b|her\b|"
        r"about\s(?:me|him|"
        r"her)\b|it was\b)[^.,;!?\n]{0,60}",
    ),
    _detail(
        "somebody whom many know",
        r"\b(?:lad|boy|girl|man|woman|lady|bloke|chap|guy|family|kid|teacher|"
        r"nurse)\swith\s"
        r"the\s(?!same|right|most|best|least|biggest|child|children|baby|other|"
        r"help|above|"
        r"problem|problems|issue|need|needs|behaviour|patience|skills|trolley|tea|"
        r"coffee)\w{3,20}\b(?=\s*[.,;!?)]|$|\s(?:we|who|that|always|"
        r"and|everyone|everybody|they|again|from|on|in|at)\b)",
    ),
    _detail(
        "an event that many know",
        r"\b(?:all over|in|on)\s(?:the\s(?:local\s|national\s|evening\s)?(?:news|"
        r"papers?|newspapers?|headlines|press)|(?:the\s)?(?:front page|tv news|local "
        r"news|national news))\b(?!\s(?:towel|work|form|copy|version|office|letter))",
    ),
    _detail(
        "an event that many know",
        r"\b(?:made|hit)\s(?:the\s)?(?:headlines|local news|national news|papers)\b",
    ),
    _detail(
        "an event that few go through",
        r"\b(?:was|were|been|being|got|is|had been|who|he|she|and|then|nearly)\s"
        r"(?P<at>(?:murdered|stabbed|shot dead|shot|kidnapped|abducted|drowned|"
        r"electrocuted|struck by lightning|run over by|hit by a (?:train|lorry|bus|"
        r"tram|car)"
        r"|killed (?:in|by|on|when)|killed himself|killed herself|hanged (?:himself|"
        r"herself)"
        r"|hung (?:himself|herself)|took (?:his|her) own life|set (?:fire to|himself|"
        r"herself)|jumped (?:off|from)|fell (?:off|from) (?:the|a) (?:roof|bridge|"
        r"cliff|"
        r"balcony|window)|airlifted|found dead))\b",
    ),
    _detail(
        "an event that few go through",
        r"\b(?:house fire|serious case review|murder trial|plane crash|train crash|"
        r"coach "
        r"crash|helicopter crash|shipwreck|public inquiry|coroner['’]?s? (?:court|"
        r"inquest)|"
        r"honou?r killing|arson attack|suicide pact|car bomb|terror(?:ist)? attack|"
        r"inquest|surrogacy|surrogate|siamese|lottery win|won the lottery|"
        r"world record|olympic|paralympic|witness protection|cot death|double murder|"
        r"murder-suicide|transplant)\b",
    ),
    _detail(
        "an event that few go through",
        rf"\b(?:his|her|their|my|whose)\s(?:own\s|step|foster\s)?{_KIN}\s(?:is|was|"
        rf"were|are|"
        r"had been|has been)\s(?:in prison|in jail|serving|sentenced|convicted|jailed|"
        r"arrested|deported|murdered|imprisoned|on the run)\b[^.;,!?\n]{0,40}",
    ),
    _detail(
        "an event that few go through",
        rf"\b(?:broke (?:his|her|my) neck|lost (?:an?|both|his|her|one) (?:arms?|legs?|"
        rf"eyes?|"
        rf"hands?)\b|born (?:in (?:a|the) (?:car|lift|taxi|ambulance|prison)|at "
        rf"{_NUMBER} weeks|without))",
    ),
)
"""Rules for unusual detail."""
