"""Whether a sentence speaks of the survey at hand or names another source."""

import re

OWN = re.compile(
    r"\b(?:(?:this|our|the|its|their)\s(?:\w+\s){0,2}?(?:survey|questionnaire|poll|"
    r"respondents|sample)|respondents?|(?:those|people|staff|professionals|practitioners|"
    r"workers|managers)\s(?:we\s)?(?:surveyed|asked|questioned|polled)|survey\s(?:found|"
    r"shows?|showed|reveal(?:s|ed)|of|respondents)|surveyed|we\s(?:asked|found))\b",
    re.IGNORECASE,
)
_OTHER_SOURCE = re.compile(
    r"\b(?:(?:another|a\s(?:separate|smaller|larger|different|previous|recent|local|"
    r"national|parallel|later)|separate|other|earlier|previous|past|prior|smaller|local)\s"
    r"(?:\w+\s){0,2}?(?:study|studies|survey|surveys|research|report|reports|poll|polls|"
    r"paper|papers|evaluation|work|data|figures)|"
    r"(?:research|figures|statistics|data|estimates?|a\s(?:study|poll|survey|report|review|"
    r"paper))\s(?:by|from|of|in|published|compiled|released|shows?|suggests?|found)\b(?!\s"
    r"(?:this|our|the)\s(?:survey|sample|respondents))|"
    r"according\sto\s(?!(?:the|this|our)\s(?:survey|results?|findings|respondents?|study|"
    r"report|data|practitioners|managers|staff|sample|answers)\b|respondents|practitioners|"
    r"managers|staff|those|them|\d|half|most|many|just|only|nearly|almost|about|over|more|"
    r"a\s(?:third|quarter|half)|two|three|nine|[\w-]+\sper\scent)|"
    r"(?:charity|charities|government|department|ministry|union|council|campaigners|"
    r"minister)\s(?:\w+\s)?(?:says?|said|estimates?d?|reports?|reported|found)|"
    r"(?:the\s)?literature|et\sal|meta-analys[ie]s|systematic\sreview|census|"
    r"official\s(?:figures|statistics)|police\s(?:figures|data|records)|recorded\scrime|"
    r"national(?:ly|\s(?:figures|average|statistics))|elsewhere|worldwide|"
    r"office\sfor\snational|published\sestimates)\b",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\([A-Z][\w’'-]+(?:\s(?:and|&)\s[A-Z][\w’'-]+|\set\sal\.?)?,?\s(?:19|20)\d\d[a-z]?[;)]"
    r"|\b[A-Z][\w’'-]+(?:\s(?:and|&)\s[A-Z][\w’'-]+|\set\sal\.?)\s\((?:19|20)\d\d[a-z]?\)",
)


def other_source(text: str) -> re.Match[str] | None:
    """Return where a source is named that is not the survey."""
    return _OTHER_SOURCE.search(text) or _CITED.search(text)


def own_only(text: str) -> bool:
    """Whether the only source named is the survey itself."""
    own = OWN.search(text)
    foreign = other_source(text)
    return (
        own is not None
        and foreign is not None
        and own.start() <= foreign.start() < own.end()
    )
