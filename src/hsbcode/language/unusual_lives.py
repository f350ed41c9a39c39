"""What happened to somebody, families and homes in English answers: lives few lead.

Soft like all unusual detail: it asks a person to look.
"""

from hsbcode.language.unusual_people import KIN, REST, WHOSE, detail

_FATE = (
    r"(?:murdered|stabbed|shot|kidnapped|abducted|drowned|electrocuted|killed|hanged|"
    r"beheaded|tortured|trafficked|deported|executed|burnt? to death|struck by|"
    r"run over|"
    r"hit by|crushed|poisoned|mauled|savaged|in prison|in jail|on remand|in a coma|"
    r"serving|doing (?:life|time)|sentenced|convicted|jailed|imprisoned|inside for|"
    r"locked up|on the run|"
    r"found dead|found hanged|lost at sea|missing (?:since|at|in)|sectioned in|"
    r"sent down|on trial|awaiting trial|a (?:registered )?sex offender|a convicted)"
)


RARE_LIVES = (
    detail(
        "a family that is recognised",
        rf"\b(?:is|was)\s(?P<at>also\s(?:his|her|my|their)\s{REST}|married to (?:his|"
        rf"her|"
        rf"my|their)\s(?:own\s)?{KIN}\b)",
    ),
    detail(
        "an event that few go through",
        r"\bborn in (?:a|the)\s(?!(?:uk|usa|us|hospital|country|north|south|east|west|"
        r"war|"
        r"early|late|mid|fifties|sixties|seventies|eighties|nineties|same|area|city|"
        r"town|"
        rf"city|wrong|right|year|winter|summer|spring|autumn|\d)\b){REST}|"
        rf"\bcame (?:here|"
        r"over|to this country|to britain) (?:on|in|as|under) (?:the|a|an)"
        r"\s(?!(?:ambulance"
        rf"|taxi|bus|car|emergency|hurry|patient|visitor|morning|end|evening)"
        rf"\b){REST}|"
        r"\b(?:windrush|kindertransport|auschwitz|evacuees?|grenfell|hillsborough)\b",
    ),
    detail(
        "an event that few go through",
        rf"\b{WHOSE}\s(?:own\s|step|foster\s|late\s|older\s|younger\s|little\s|big\s|"
        rf"twin\s|other\s|real\s|birth\s)?(?P<at>{KIN}\s(?:is|was|were|are|had been|"
        rf"has "
        rf"been|have been|got|being|['’]s)?\s?(?:\w+ly\s|both\s|now\s|currently\s|"
        rf"back\s)?"
        rf"{_FATE}\b{REST})",
    ),
    detail(
        "an event that few go through",
        rf"\b(?:was|were|been|being|got|is|who|he|she|I|and|nearly|almost)\s(?P<at>"
        r"(?:killed|died|drowned|injured|burned|burnt|trapped|buried|hurt)\s(?:in|by|"
        r"when|"
        r"under|on|during|off)\s(?:a|an|the|that|his|her)\s(?!(?:hospital|ward|hospice|"
        r"night|day|morning|care|same|end|ambulance|way|home|weekend|process|"
        rf"corridor|room|bed|back|arm|leg|house|time|week|whole)\b){REST})",
    ),
    detail(
        "an event that few go through",
        r"\b(?:lost|losing)\s(?:our|my|his|her|their|the)\s(?P<at>(?:house|home|farm|"
        r"shop|"
        r"business|leg|arm|eye|foot|hand|sight|hearing|voice|(?:\w+\s)?fingers?)"
        r"\s(?:in|to|"
        rf"when|during|after|at)\s{REST})|\b(?:house|home|shop|barn|caravan|flat)"
        rf"\s(?:was|"
        r"got|were|had)?\s?(?:burn(?:t|ed) (?:down|out)|flooded|fire-?bombed|"
        r"petrol-?bombed"
        r"|blew up|collapsed|raided|set on fire)\b",
    ),
    detail(
        "an event that few go through",
        r"\b(?:survived|survivor of|survivors of|lived through|escaped from|"
        r"caught up in|"
        r"witness(?:ed)? to|witnessed)\s(?:a|an|the|two)\s(?!(?:abuse|"
        r"crisis|cuts|pandemic|week|day|night|shift|system|restructure|move|meeting)\b)"
        r"[^.,;!?\n]{3,45}|\b(?:in|under|on|inside)\s(?:the\s(?:back|boot)\sof\s)?a\s"
        r"(?:lorry|dinghy|small boat|refrigerated)\b",
    ),
    detail(
        "a family that is recognised",
        r"\bboth\s(?:of\s)?(?:my|his|her|their|the)?\s?parents\s(?:are|were|have|had|"
        r"died|"
        rf"work|in)\s(?!(?:working|there|present|here|at work|invited)\b){REST}|"
        rf"\b(?:two|"
        r"three|four|2|3)\s(?:sets|pairs)\sof\s(?:identical\s)?twins\b|\b(?:I|we|he|"
        r"she)"
        r"['’]?(?:s|ve)?\s(?:have|has|had|got)\s(?:got\s)?two\s(?:mums|dads|mothers|"
        r"fathers)\b|\b(?:also|both) (?:my|his|her) (?:uncle|cousin|half[- ](?:brother|"
        r"sister)|step(?:dad|father|brother|sister)|grand(?:father|dad))\b",
    ),
    detail(
        "a family that is recognised",
        r"\b(?:mum|mother|dad|father|parent|carer|carers|family|brother|sister|"
        r"youngest|"
        r"oldest|eldest|one|mam|gran|grandmother|guardian)\s(?:of|to|with|and their)\s"
        r"(?:(?:his|her|their|my|our|the)\s)?(?:six|seven|eight|nine|ten|eleven|twelve|"
        r"thirteen|fourteen|[6-9]|1[0-9])\b(?:\s(?:foster |adopted |disabled |young |"
        r"autistic |other )?(?:children|siblings|kids|brothers|sisters|boys|girls|sons|"
        r"daughters|grandchildren))?(?!\s(?:months?|weeks?|days?|hours?|minutes?|of|"
        r"staff|"
        r"areas|sessions|agencies|people|years?|workers|services|teams|questions)|"
        r"[:.]\d|"
        r"\s?(?:am|pm|-|%))|\b(?:six|seven|eight|nine|ten|eleven|twelve|thirteen|[6-9]|"
        r"1[0-9]"
        r")\s(?:foster|adopted|autistic|deaf|disabled)\s(?:children|kids|sons|"
        r"daughters|"
        r"siblings|boys|girls)\b",
    ),
    detail(
        "a family that is recognised",
        r"\b(?:twins?|triplets?)\s(?:who|whose|with|that)\s(?:both\s)?(?!(?:are|were|"
        r"is)\b)"
        rf"{REST}|\b(?:his|her|my|their|identical|conjoined)\stwin\s(?:brother\s|"
        rf"sister\s)?"
        rf"(?:died|is|was|has|killed|went|drowned|took|also)\b{REST}",
    ),
    detail(
        "a house that is recognised",
        r"\b(?:I|we|who|he|she|they|family|mum|us)\s(?:live|lives|lived|am living|are|"
        r"stay|"
        r"stays)\s(?P<at>(?:above|over|next(?: door)? to|opposite|behind|beside|under|"
        r"in|on)"
        r"\sthe\s(?:old\s|only\s|big\s|last\s|blue\s|red\s|yellow\s|pink\s|white\s)?"
        r"(?:chip shop|chippy|pub|church|station|post office|bakery|butchers?|school|"
        r"mosque"
        r"|lighthouse|mill|windmill|vicarage|manse|rectory|castle|farm|bookies|"
        r"barbers?|"
        r"fire station|police station|cemetery|houseboat|narrowboat|lock|corner house|"
        r"toll house|water tower|house (?:with|on|at|by|next)))\b[^.,;!?\n]{0,30}",
    ),
    detail(
        "a rare condition",
        r"\b[A-Z][\w]+(?:-[A-Z][\w]+)+(?:['’]s)?\s(?:disease|disorder|anomaly|palsy)\b|"
        r"\b(?:rare|ultra-rare)\s(?:\w+\s){0,2}(?:condition|disease|disorder|cancer|"
        r"syndrome|illness|tumou?r|blood (?:type|group)|form of)\b|\b(?:one of|only)\s"
        r"(?:about\s|around\s)?(?:\d{1,3}|two|three|four|five|six|ten|twelve|twenty|"
        r"a few|"
        r"a handful of)\s(?:people|cases|children|families|patients)\s(?:in|worldwide|"
        r"alive|known)\b",
    ),
)
"""Rules for events, families, homes and conditions that few have."""
