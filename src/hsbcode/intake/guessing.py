"""What each column holds, guessed with a reason; a person has the last word."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from hsbcode.domain.survey import Kind
from hsbcode.intake.facts import NUMBER, Facts
from hsbcode.intake.headers import Head
from hsbcode.intake.vocabulary import (
    DATE_NAMES,
    ID_LIKE,
    ID_NAMES,
    LANGUAGE,
    OTHER,
    OWN_WORDS,
    PARADATA,
    PERSONAL,
    PERSONAL_WISH,
    PLEASE_CHOOSE,
    TOPICS,
    folded,
)

_OTHER_NAME = re.compile(r".*(\[other\]|_\d+_TEXT|_other|-oth-)", re.IGNORECASE)
_WRITE_IN = re.compile(
    r"please (specify|explain|describe)|write[- ]in|^others?\b.{0,30}$"
    r"|\bothers?\b.{0,20} - text$"
)
_POINTS = re.compile(r"\d+([.,]\d+)? ?/ ?\d+")
"""The score of a quiz, as Google Forms writes it: 8 / 10."""
_WORDY = 15
"""Longer headers hold instructions, where any word can stand."""
_COUNTED = 5
"""From this many rows on, 1, 2, 3 … in the first column are no chance."""
_TOKEN = re.compile(r"(?=.*\d)[0-9A-Za-z_-]{8,}")
_WISHED = re.compile(
    r"[-,(: ]*\(?\b(optional|voluntary|required|not required|freiwillig|opcional"
    r"|facultatif|first and last|if you (wish|like).*)\)?$"
)
_BY_HAND = ("status", "progress", "completion", "complete", "collection", "tags")
"""Names that platforms use, and people, too."""
_STATES = re.compile(
    r"(in)?complete[d]?|partial|disqualified|screened out|over ?quota|finished|active"
    r"|ip address|survey (preview|test)|spam|imported|offline|submitted.*|deleted"
    r"|(not )?approved|on hold|in progress|true|false|yes|no|unverified|verified"
)
_CHOICE = re.compile(r".*\bselected choice", re.DOTALL)
_MACHINE = re.compile(r".*(browser|agent|referr?er|history|device).*")


class Guess(NamedTuple):
    """A kind and why."""

    kind: Kind
    why: str
    separator: str = ""


def names_of(head: Head) -> tuple[str, ...]:
    """Return everything short the header rows call a column, for matching."""
    said = [head.name, head.mark, head.header]
    said.append(head.question if not head.item else "")
    said.append(head.item if not head.question.strip() else "")
    names = [folded(text) for text in said if text.strip()]
    return tuple(dict.fromkeys(_WISHED.sub("", name).strip() for name in names))


def is_other(head: Head) -> bool:
    """Whether this is the “other, please specify” box of another question."""
    if head.item:
        box = folded(head.item) == "text"
        return OTHER.search(folded(head.question if box else head.item)) is not None
    if _OTHER_NAME.fullmatch(head.name) or _OTHER_NAME.fullmatch(head.mark):
        return True
    return _WRITE_IN.search(folded(head.question)) is not None


def choose_id(
    heads: Sequence[Head], facts: Sequence[Facts]
) -> tuple[int | None, tuple[str, ...]]:
    """Return the position of the id column, or None, and what to tell about it."""
    notes = []
    found: list[tuple[int, int]] = []
    for head, column in zip(heads, facts, strict=True):
        rank = _id_rank(head)
        if rank is None or not column.filled:
            continue
        whole = column.filled == column.rows and column.distinct == column.rows
        # One id typed twice is a mistake to be told, not a reason to make up ids.
        nearly = 2 * column.distinct > column.rows and rank <= ID_NAMES.index("id")
        if whole or nearly:
            found.append((rank, head.position))
        elif rank < ID_NAMES.index("id"):
            notes.append(
                f"Column “{head.header}” is named like an id, but holds repeated or "
                f"empty values; it is not taken as the id."
            )
    if found:
        return min(found)[1], tuple(notes)
    first = facts[0]
    if first.rows >= _COUNTED and first.counts_rows:
        return 0, tuple(notes)
    unnamed = not heads[0].question.strip() and not heads[0].name
    if unnamed and first.rows > 1 and first.distinct == first.rows:
        return 0, tuple(notes)
    return None, tuple(notes)


def guess_column(head: Head, facts: Facts) -> Guess:
    """Return what one column holds, seen alone (ticks and boxes come later)."""
    names = names_of(head)
    return (
        _left_out(head, facts, names)
        or _date(facts, names)
        or _by_form(head, facts, names)
        or _ticks(facts)
        or _answers(head, facts)
    )


def blank_options(facts: Facts) -> tuple[str, ...]:
    """Return the answers of a closed column that say nothing was chosen."""
    said = [value for value in facts.values if PLEASE_CHOOSE.fullmatch(folded(value))]
    words = [value for value in facts.values if not NUMBER.fullmatch(value.strip())]
    numbers = [value for value in facts.values if NUMBER.fullmatch(value.strip())]
    if len(words) - len(said) >= 2 and [n.strip() for n in numbers] == ["0"]:
        said += numbers
    return tuple(said)


def _id_rank(head: Head) -> int | None:
    ranks = [ID_NAMES.index(name) for name in names_of(head) if name in ID_NAMES] + [
        ID_NAMES.index(name.removeprefix("_").strip())
        for name in (folded(head.item),)
        if name in ID_NAMES and not head.question.strip()
    ]
    return min(ranks, default=None)


def _left_out(head: Head, facts: Facts, names: tuple[str, ...]) -> Guess | None:
    if facts.personal:
        return Guess(Kind.PERSONAL, f"most answers are {facts.personal}")
    item = folded(head.item)
    named = any(PERSONAL.fullmatch(name) for name in names)
    ticked = facts.is_tick or [v.strip() for v in facts.values] == [head.item.strip()]
    if named or (PERSONAL.fullmatch(item) and not ticked and facts.filled):
        return Guess(Kind.PERSONAL, "the header names a personal detail")
    wish = PERSONAL_WISH.search(folded(head.question))
    if wish and facts.mean_words < 5 and facts.variety > 0.5:
        return Guess(Kind.PERSONAL, "the question asks for a personal detail")
    if any(TOPICS.fullmatch(folded(text)) for text in (head.header, head.question)):
        return Guess(Kind.DROP, "made by the platform from another answer")
    return None


def _date(facts: Facts, names: tuple[str, ...]) -> Guess | None:
    if any(DATE_NAMES.fullmatch(name) for name in names) and (
        not facts.filled or facts.dates + facts.numbers > 0.5
    ):
        return Guess(Kind.DATE, "the header names a date or time")
    if facts.filled and facts.dates > 0.9:
        return Guess(Kind.DATE, "the answers are dates or times")
    return None


def _by_form(head: Head, facts: Facts, names: tuple[str, ...]) -> Guess | None:
    """What the platform fills in: paradata, further ids, columns without content."""
    prose = facts.mean_words >= 4 and facts.variety > 0.5
    prose = prose and not any(_MACHINE.fullmatch(name) for name in names)
    hand = any(name in _BY_HAND for name in names) and facts.distinct > 1
    states = [folded(v) for v in facts.values if not NUMBER.fullmatch(v.strip())]
    meant = hand and states and not any(_STATES.fullmatch(word) for word in states)
    if any(PARADATA.fullmatch(name) for name in names) and not prose and not meant:
        return Guess(Kind.DROP, "written by the platform, not by the respondent")
    if any(LANGUAGE.fullmatch(name) for name in names) and facts.distinct > 1:
        return Guess(Kind.CLOSED, f"language, {facts.distinct} of them")
    if "score" in names and facts.filled and facts.share(_POINTS) > 0.9:
        return Guess(Kind.DROP, "points given by the platform")
    another = any(ID_LIKE.fullmatch(name) for name in names)
    if another and facts.mean_words < 2 and (facts.variety > 0.8 or not facts.filled):
        return Guess(Kind.DROP, "another identifier")
    if facts.filled >= _COUNTED and facts.variety == 1 and _is_random(facts):
        return Guess(Kind.DROP, "another identifier, by the look of it")
    if not facts.filled:
        return Guess(Kind.DROP, "no answers")
    if facts.distinct == 1 and facts.filled == facts.rows >= 20:
        return Guess(Kind.DROP, "every row holds the same value")
    return None


def _is_random(facts: Facts) -> bool:
    """Whether the answers are like d41d8cd9: letters and digits, all as long."""
    letters = sum(any(c.isalpha() for c in value) for value in facts.values)
    alike = len({len(value.strip()) for value in facts.values}) == 1
    return alike and facts.share(_TOKEN) == 1 and 2 * letters > facts.filled


def _ticks(facts: Facts) -> Guess | None:
    for mark in (";", "|", ","):
        cells = [(value, n) for value, n in facts.values.items() if mark in value]
        if sum(n for _, n in cells) < max(2, 0.05 * facts.filled):
            continue
        parts: Counter[str] = Counter()
        for value, n in facts.values.items():
            for part in value.split(mark):
                if part.strip():
                    parts[part.strip()] += n
        if _is_option_list(facts, parts, mark):
            told = {";": "semicolons", "|": "bars", ",": "commas"}[mark]
            common = sum(1 for n in parts.values() if n >= 3)
            return Guess(Kind.TICKS, f"{common} options joined by {told}", mark)
    return None


def _is_option_list(facts: Facts, parts: Counter[str], mark: str) -> bool:
    """Whether the parts of the cells are few and come back."""
    total = sum(parts.values())
    often = {part: n for part, n in parts.items() if n >= 3}
    small = facts.filled < 20
    if small:
        often = {part: n for part, n in parts.items() if n >= 2}
    if len(often) < 2 or sum(often.values()) < 0.75 * total or len(often) > 60:
        return False
    if mark == "," and facts.distinct <= len(parts):
        return False  # options that hold a comma themselves
    return facts.mean_words / max(1.0, total / facts.filled) <= 8


def _answers(head: Head, facts: Facts) -> Guess:
    """Closed or open, by how many different answers there are and how long."""
    per_100 = f"{facts.distinct:,} different in {facts.filled:,}"
    if facts.is_tick:
        return Guess(Kind.CLOSED, "yes or no")
    if facts.numbers >= 0.8:
        return Guess(Kind.CLOSED, f"numbers, {per_100}")
    if head.mark.endswith("_TEXT") or is_other(head):
        return Guess(Kind.OPEN, "the header says that people wrote in")
    asked = folded(f"{head.question} {head.item}")
    if _CHOICE.fullmatch(asked):
        return Guess(Kind.CLOSED, "the header says that people chose")
    # A scale about feedback has few answers that come back; comments have not.
    differ = facts.variety >= (0.15 if facts.filled >= 20 else 0.6)
    wished = OWN_WORDS.search(asked) is not None and len(asked.split()) <= _WORDY
    if wished and differ and facts.mean_words >= 1.5:
        return Guess(Kind.OPEN, "the header asks for people's own words")
    if facts.filled >= 20:
        own = facts.variety >= 0.3 and facts.distinct >= 15
        long = facts.mean_length >= 60 and facts.variety >= 0.15
        if own or long:
            return Guess(Kind.OPEN, f"own words: {per_100}")
        return Guess(Kind.CLOSED, f"few different answers: {per_100}")
    least = 2 if facts.filled <= 3 else 3
    if facts.variety >= 0.7 and facts.mean_words >= least:
        return Guess(Kind.OPEN, f"own words: {per_100}")
    return Guess(Kind.CLOSED, f"short answers: {per_100}")
