"""The marks of a list inside an answer: 1. 2. 3., a) b), bullets, First … Second.

Each function returns where marks begin and where what they mark begins, for the
longest list of that kind. What only looks like a mark stays text: decimals, ages,
dates, times, ranges, abbreviations, "tier 1. … tier 2.".
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

FEWEST_ANYWHERE = 3
"""Items of a list that begins in the middle of a sentence."""


class Mark(NamedTuple):
    """One mark of a list; offsets into the text."""

    start: int
    content: int
    """Where what it marks begins."""


_LOOSE = r"(?<![\w£$€/:\-])(?<!\d[.,])"
"""No mark begins within a word, an amount, a time, a range or a decimal."""
_NUMBERS = (
    re.compile(_LOOSE + r"\(?(?P<n>\d{1,2})\)[.:]?(?=\s|$|[^\W\d_])"),
    re.compile(_LOOSE + r"(?P<n>\d{1,2})\.(?!\d)(?=\s|$|[^\W\d_])"),
    re.compile(_LOOSE + r"(?P<n>\d{1,2}):(?=\s|$)"),
    re.compile(_LOOSE + r"(?P<n>\d{1,2})\s?[-–—](?=\s+[^\W\d_])"),
    re.compile(r"(?<![\w.,])(?P<n>\d{1,2})[、．]"),
)
_LETTERS = (
    re.compile(r"(?<![\w.])\(?(?P<n>[a-z])\)\.?(?=\s|$|[^\W\d_])"),
    re.compile(r"(?<![\w.])\(?(?P<n>[A-Z])\)\.?(?=\s|$|[^\W\d_])"),
)
_LETTERS_ON_LINES = (
    re.compile(r"^[ \t]*(?P<n>[a-z])[.:](?=[ \t])", re.MULTILINE),
    re.compile(r"^[ \t]*(?P<n>[A-Z])[.:](?=[ \t])", re.MULTILINE),
)
_ROMAN = re.compile(r"(?<![\w.])\(?(?P<n>[ivx]{1,5})\)\.?(?=\s|$)", re.IGNORECASE)
_ROMAN_ON_LINES = re.compile(
    r"^[ \t]*(?P<n>[ivx]{1,5})[.:](?=[ \t])", re.IGNORECASE | re.MULTILINE
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_BULLET_LINES = re.compile(
    r"^[ \t]*(?:[•●▪◦‣►▸∙·][ \t]*|[-–—*]{1,2}(?:[ \t]+|(?=[^\W\d_])))(?=\S)",
    re.MULTILINE,
)
_BULLETS = re.compile(r"[•●▪◦‣►▸∙]\s*")
_DASHES = re.compile(r"(?:(?<=\s)|^)[-–—](?:\s+(?=\S)|(?=[^\W\d_]))")
_ORDINALS = re.compile(
    r"(?:^|(?<=[.!?;:\n])\s*|\n\s*)"
    r"(?P<n>first|second|third|fourth|fifth|sixth|final|last)"
    r"(?:ly\b,?|(?=\s?[,:–—])|(?=\s-\s)|(?=\sof\sall\b)|(?=\sand\sforemost\b))",
    re.IGNORECASE,
)
_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")

_COUNTED = re.compile(
    # What a number belongs to that is no number of a list.
    "a|about|after|aged?|aim|all|any|are|area|around|at|b|band|be|before|between|box|by|"
    "chapter|class|day|door|equals|figure|for|from|gave|give|got|grade|group|ha[ds]|have|"
    "in|into|is|just|key|least|level|line|most|no|number|of|on|only|option|or|over|page|"
    "part|phase|plan|point|q|question|rated|room|row|scored?|section|since|stage|step|"
    "table|team|than|the|theme|through|tier|to|type|under|unit|until|up|version|ward|was|"
    "week|were|with|years?|yr",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\s*(?:"
    "jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch|s)?|märz|apr(?:il)?|may|mai|jun[ei]?|"
    r"juin|jul[yi]?|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
    r")\b",
    re.IGNORECASE,
)
_TO_ITEM = re.compile(r"\s*(?:[-–—•*]\s+)?")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s*$")
_OPENS = re.compile(r"(?:^|[\n:;.,!?)\-–—])[ \t]*$")


def numbered(text: str) -> list[Mark]:
    """Return the marks of ``1. 2. 3.``, ``1) 2)``, ``(1) (2)``, ``1 - 2 -``."""
    return _longest(
        _in_turn(text, _candidates(text, pattern), lambda at: str(at + 1))
        for pattern in _NUMBERS
    )


def lettered(text: str) -> list[Mark]:
    """Return the marks of ``a) b) c)``; with a full stop only at heads of lines."""
    found = [
        _in_turn(text, _candidates(text, pattern), lambda at: chr(ord("a") + at))
        for pattern in (*_LETTERS, *_LETTERS_ON_LINES)
    ]
    found += [
        _in_turn(
            text,
            _candidates(text, pattern),
            lambda at: _ROMANS[at] if at < len(_ROMANS) else "",
        )
        for pattern in (_ROMAN, _ROMAN_ON_LINES)
    ]
    return _longest(found)


def bulleted(text: str) -> list[Mark]:
    """Return the bullets and dashes at heads of lines."""
    found = [Mark(*match.span()) for match in _BULLET_LINES.finditer(text)]
    return found if len(found) > 1 else []


def bullets_inside(text: str) -> list[Mark]:
    """Return bullets that stand anywhere; what comes before the first is an item."""
    found = [Mark(*match.span()) for match in _BULLETS.finditer(text)]
    if found and text[: found[0].start].strip():
        found.insert(0, Mark(0, 0))
    return found if len(found) > 1 else []


def dashes_inside(text: str) -> list[Mark]:
    """Return the dashes between blanks of a text that begins with one."""
    found = [
        Mark(*match.span())
        for match in _DASHES.finditer(text)
        if not _is_range(text, match.start(), match.end())
    ]
    if len(found) < 2 or text[: found[0].start].strip():
        return []
    return found


def ordinals(text: str) -> list[Mark]:
    """Return where ``First, … Second, … Finally, …`` begin; the words stay."""
    marks: list[Mark] = []
    for match in _ORDINALS.finditer(text):
        word = match["n"].lower()
        ends = word in ("final", "last") and len(marks) > 1
        if ends or (len(marks) < len(_ORDER) and word == _ORDER[len(marks)]):
            marks.append(Mark(match.start("n"), match.start("n")))
        if ends:
            break
    return marks if len(marks) > 1 else []


def _candidates(text: str, pattern: re.Pattern[str]) -> list[tuple[str, Mark]]:
    return [
        (_digits(match["n"]), Mark(match.start(), _content(text, match.end())))
        for match in pattern.finditer(text)
        if not _belongs(text, match)
    ]


def _digits(word: str) -> str:
    return str(int(word)) if word.isdecimal() else word.lower()


def _belongs(text: str, match: re.Match[str]) -> bool:
    """Whether a number belongs to the word before it, or to a month after it."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    if before is not None and _COUNTED.fullmatch(before[1]):
        same_line = "\n" not in text[before.end(1) : match.start()]
        if same_line:
            return True
    return match["n"].isdecimal() and bool(_MONTH.match(text, match.end()))


def _in_turn(
    text: str, found: Sequence[tuple[str, Mark]], name: Callable[[int], str]
) -> list[Mark]:
    """Return the marks that count up from the first, if they are plainly a list."""
    on_lines = [each for each in found if _heads_line(text, each[1].start)]
    for some in (on_lines, found):
        marks: list[Mark] = []
        for word, mark in some:
            if word == name(len(marks)):
                marks.append(mark)
        # Numbers inside the items of a list that has its own lines are text.
        if some is on_lines and len(marks) != _lines(text):
            continue
        if len(marks) >= FEWEST_ANYWHERE or (len(marks) > 1 and _opens(text, marks[0])):
            return marks
    return []


def _longest(found: Iterable[list[Mark]]) -> list[Mark]:
    return max(found, key=len, default=[])


def _opens(text: str, mark: Mark) -> bool:
    """Whether a list may begin here: at the start, or after a stop of any kind."""
    return _OPENS.search(text, max(0, mark.start - 20), mark.start) is not None


def _heads_line(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return not text[line:start].strip()


def _lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())


def _content(text: str, at: int) -> int:
    """Return where an item begins: after blanks, and a dash after its number."""
    found = _TO_ITEM.match(text, at)
    return found.end() if found else at


def _is_range(text: str, start: int, end: int) -> bool:
    before = text[:start].rstrip()[-1:]
    return before.isdigit() and text[end : end + 1].isdigit()
