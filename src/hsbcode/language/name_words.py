"""Words as parts of names: known ones, those a pipeline sees, and what they name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hsbcode.domain.acts import Span
from hsbcode.domain.identifying import FROM_PIPELINE, FROM_RULE, Proposal
from hsbcode.language.generic_words import CALENDAR, GENERIC
from hsbcode.language.known_names import (
    GIVEN,
    GIVEN_AND_WORDS,
    PLACES,
    PLACES_AND_WORDS,
    SHORT_GIVEN,
)
from hsbcode.language.pipeline import Name
from hsbcode.language.place_words import BEFORE_PLACES, ROLE_OF_END
from hsbcode.language.public_names import DRUG
from hsbcode.language.word_knowledge import word_knowledge
from hsbcode.language.written_words import POSSESSIVE, WrittenWord

_KNOWN_GIVEN = GIVEN - GIVEN_AND_WORDS
_KNOWN_PLACES = PLACES - PLACES_AND_WORDS
_SHORTEST_LOWER = 4
_ORDINARY_END = re.compile(r"(?:ly|ing|ed|tion|ness|ment|ful|able|ive|ous|ity)$")
_ROLES = {"PERSON": "name", "PER": "name", "GPE": "place", "LOC": "place"}
_ROLES |= {"FAC": "place", "ORG": "organisation"}


def known_name(one: WrittenWord, *, within: bool) -> str:
    """Return why a word is a name that is known, or an empty string.

    Args:
        one: the word.
        within: whether it stands where only names have a capital.
    """
    # capitals throughout tell a name from a short form only by its length
    if one.is_shouted and len(one.plain) < _SHORTEST_LOWER:
        return ""
    if one.word.islower() and one.plain in SHORT_GIVEN:
        return "a given name"
    written = one.is_capital or len(one.plain) >= _SHORTEST_LOWER
    if written and one.plain in _KNOWN_PLACES:
        return "a place that is known"
    if written and one.plain in _KNOWN_GIVEN:
        return "a given name"
    if within and one.is_capital and one.plain not in CALENDAR:
        if one.plain in GIVEN_AND_WORDS and one.plain not in GENERIC:
            return "a given name"
        if one.plain in PLACES_AND_WORDS:
            return "a place that is known"
    return ""


def seen_names(
    text: str, tokens: Sequence[WrittenWord], seen: Sequence[Name], *, plain: bool
) -> Iterator[Proposal]:
    """Yield the names a language pipeline sees, less what names nobody.

    Args:
        text: an answer.
        tokens: its words.
        seen: names the pipeline sees.
        plain: whether its capitals tell anything.
    """
    for name in seen:
        inside = [t for t in tokens if name.start <= t.start and t.end <= name.end]
        while inside and _is_husk(inside[0]):
            inside = inside[1:]
        while inside and _is_husk(inside[-1]) and inside[-1].plain not in ROLE_OF_END:
            inside = inside[:-1]
        hearts = [
            one
            for one in inside
            if (one.is_capital and not one.is_generic and plain and not _is_drug(one))
            or known_name(one, within=False)
        ]
        alone = len(inside) == 1 and inside[0].begins
        if alone and hearts and not known_name(inside[0], within=False):
            word = inside[0].plain
            ordinary = word_knowledge().is_ordinary(word)
            if _ORDINARY_END.search(word) or name.label == "ORG" or ordinary:
                continue
        if hearts:
            role = _ROLES.get(name.label, "name")
            found = named(text, inside, "seen by the language model", tokens, 0)
            if found.role == "name":
                found = replace(found, role=role)
            yield replace(found, source=FROM_PIPELINE)


def named(
    text: str,
    inside: Sequence[WrittenWord],
    why: str,
    tokens: Sequence[WrittenWord],
    first: int,
) -> Proposal:
    """Return words as a proposal, with what they are most likely the name of.

    Args:
        text: an answer.
        inside: the words of the name.
        why: what is said of it.
        tokens: all words of the answer.
        first: the place of the first word of the name among them.
    """
    end = inside[-1].end
    last = text[inside[-1].start : end]
    end -= len(last) - len(POSSESSIVE.sub("", last))
    role = _role(inside, why, tokens[first - 1] if first else None)
    return Proposal(Span(inside[0].start, end), role, why, FROM_RULE)


def _is_drug(token: WrittenWord) -> bool:
    return bool(DRUG.search(token.plain))


def _is_husk(token: WrittenWord) -> bool:
    """Whether a word at the edge of a name belongs to no name."""
    digits = any(char.isdigit() for char in token.word)
    return token.is_generic or token.word.islower() or digits


def _role(inside: Sequence[WrittenWord], why: str, before: WrittenWord | None) -> str:
    for one in reversed(inside):
        # the school in "St Bride's Primary School Annexe", not the saint
        if one is not inside[0] and one.plain in ROLE_OF_END:
            return ROLE_OF_END[one.plain]
    words = {one.plain for one in inside}
    if why == "a given name" or words & _KNOWN_GIVEN:
        return "name"
    if why == "a place that is known" or words & _KNOWN_PLACES:
        return "place"
    if before is not None and before.plain in BEFORE_PLACES:
        return "place"
    return "name"
