"""One rule that finds a stretch of a text by its form, and words rules share."""

import re
from typing import NamedTuple


class Pattern(NamedTuple):
    """One rule. Its named group is the stretch, or all of it without one."""

    role: str
    why: str
    form: re.Pattern[str]


def pattern(role: str, why: str, form: str, *, case: bool = False) -> Pattern:
    """Return a rule; capitals count where ``case`` is set."""
    return Pattern(role, why, re.compile(form, 0 if case else re.IGNORECASE))


AGE_NUMBER = (
    r"(?:\d{1,3}(?:\.\d|½)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine)\b)?)"
)
"""A number that may be an age, in digits or words."""
NOT_A_RANGE = (
    rf"(?!\s?(?:-|–|to|and|or|/)\s?{AGE_NUMBER}\b|\s?\+|\s(?:plus|and (?:over|under|up|"
    rf"above)|or (?:over|under|more|above|below)))"
)
"""After an age that is of one person, and no range of them."""
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?:19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
