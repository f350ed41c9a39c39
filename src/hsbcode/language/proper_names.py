"""Names in an English text by how they are written and by what is known of them.

A word with a capital within a sentence that is no ordinary word is most likely a name;
what stands around it says of what. Sees places and people that no list knows, and needs
no model; a model only adds names at the beginning of sentences.
"""

import re
from collections.abc import Iterable, Sequence

from hsbcode.domain.identifying import Proposal
from hsbcode.language.generic_words import CALENDAR, GENERIC, ORDINARY, PEOPLE
from hsbcode.language.known_names import GIVEN_AND_WORDS
from hsbcode.language.low_names import low_names
from hsbcode.language.name_words import known_name, named, seen_names
from hsbcode.language.pipeline import Name
from hsbcode.language.place_words import (
    AFTER_RELATION,
    EPONYM_OF,
    JOINING,
    LOW_ENDS,
    NO_LOW_END,
    PEOPLE_DO,
    PREFIXES,
    ROLE_OF_END,
    SAID_OF_SOMEBODY,
    STRONG_ENDS,
    WEIGHED,
)
from hsbcode.language.public_names import DRUG
from hsbcode.language.titled_people import titled_people
from hsbcode.language.word_knowledge import word_knowledge
from hsbcode.language.written_words import (
    CAPITAL,
    POSSESSIVE,
    TOKEN,
    WrittenWord,
    adjoins,
    begins_sentence,
)

_FEW = 3
_LONG_ENOUGH = 6
"""Letters of a first word that, never met before, is taken for a name."""
_SHOUTED, _CAPITALISED = 0.6, 0.45
"""Shares of words from which on capitals say nothing."""


class NameReader:
    """Finds names in English texts.

    Args:
        ordinary: words, in lower case, that are written without a capital in the
            answers of the project, or stand in its form and codebook.
    """

    def __init__(self, ordinary: Iterable[str] = ()) -> None:
        self._ordinary = frozenset(ordinary)

    def find(self, text: str, seen: Sequence[Name] = ()) -> list[Proposal]:
        """Return what may be names, in order; they may overlap.

        Args:
            text: an answer.
            seen: names the language pipeline sees in it.
        """
        tokens = self._tokens(text)
        if not tokens:
            return []
        words = [one for one in tokens if one.word[0].isalpha()]
        shouts = sum(one.is_shouted for one in words) > _SHOUTED * len(words)
        # words that carry no name tell whether somebody writes with capitals
        others = [
            one
            for one in words
            if one.is_generic and not one.begins and one.plain not in ROLE_OF_END
        ]
        capitals = sum(one.is_capital for one in others)
        titled = len(others) >= _FEW and capitals > _CAPITALISED * len(others)
        found: list[Proposal] = []
        at = 0
        while at < len(tokens):
            why = self._why(tokens, at, text, plain=not (shouts or titled))
            if why:
                first, last = self._stretch(text, tokens, at, shouts=shouts)
                found.append(named(text, tokens[first : last + 1], why, tokens, first))
                at = last
            at += 1
        found += seen_names(text, tokens, seen, plain=not (shouts or titled))
        found += titled_people(tokens, text)
        if not titled:
            found += low_names(tokens, text)
        return found

    # --- words ---------------------------------------------------------------------

    def _tokens(self, text: str) -> list[WrittenWord]:
        found = []
        for match in TOKEN.finditer(text):
            word = match.group()
            plain = POSSESSIVE.sub("", word.replace("’", "'")).casefold()
            begins = begins_sentence(text, match.start())
            is_capital = word[0].isupper() and bool(CAPITAL.match(word))
            found.append(
                WrittenWord(
                    word=word,
                    plain=plain,
                    start=match.start(),
                    end=match.end(),
                    begins=begins,
                    is_capital=is_capital,
                    is_shouted=not is_capital and word[:2].isupper() and len(word) > 1,
                    is_generic=self._is_generic(plain),
                )
            )
        return found

    def _is_generic(self, plain: str) -> bool:
        if plain in GENERIC or plain in self._ordinary:
            return True
        if plain.endswith("s") and plain[:-1] in GENERIC:
            return True
        parts = re.split(r"[-'&]", plain)
        return len(parts) > 1 and all(
            p in GENERIC or p in self._ordinary for p in parts
        )

    def _why(
        self, tokens: Sequence[WrittenWord], at: int, text: str, *, plain: bool
    ) -> str:
        """Return why a word is the heart of a name, or an empty string."""
        one = tokens[at]
        if len(one.plain) < 2 or one.word[0].isdigit():
            return ""
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is not None and not adjoins(text, one, after):
            after = None
        if after is not None and after.plain in EPONYM_OF:
            return ""
        told = at > 0 and tokens[at - 1].plain in AFTER_RELATION
        if told and one.is_capital and one.plain in GIVEN_AND_WORDS:
            return "a given name"
        known = known_name(one, within=plain and not one.begins)
        if known:
            return known
        if after is not None and after.plain in LOW_ENDS and self._may_name(one):
            return "named like a place"
        return self._shaped(tokens, at, after) if plain and one.is_capital else ""

    def _may_name(self, one: WrittenWord) -> bool:
        """Whether a word before "academy" or "hospice" may be its name."""
        if len(one.plain) < 4 or one.plain in GENERIC:
            return False
        return not one.is_generic or word_knowledge().is_unknown(one.plain)

    def _shaped(
        self, tokens: Sequence[WrittenWord], at: int, after: WrittenWord | None
    ) -> str:
        """Return why a word with a capital is a name by its shape and the next ones."""
        one = tokens[at]
        if one.begins:
            why = self._beginning(one, after)
        elif not one.is_generic:
            before = tokens[at - 1].plain if at else ""
            weight = before in WEIGHED and word_knowledge().is_ordinary(one.plain)
            weight = weight or bool(DRUG.search(one.plain))
            alone = after is None or not after.is_capital
            return "" if weight and alone else "written like a name"
        else:
            why = ""
        return why or ("" if after is None else self._of_a_place(tokens, at, after))

    def _beginning(self, one: WrittenWord, after: WrittenWord | None) -> str:
        """Return why the first word of a sentence is a name."""
        if one.plain in GIVEN_AND_WORDS and one.plain not in CALENDAR:
            acts = after is not None and after.plain in PEOPLE_DO
            return "a given name" if acts else ""
        known = word_knowledge()
        if one.is_generic or not known.is_unknown(one.plain):
            return ""
        new = len(one.plain) >= _LONG_ENOUGH and not known.has_met(one.plain)
        said = after is not None and (
            after.is_capital or after.plain in SAID_OF_SOMEBODY or new
        )
        owner = POSSESSIVE.search(one.word)
        return "written like a name" if said or owner else ""

    def _of_a_place(
        self, tokens: Sequence[WrittenWord], at: int, after: WrittenWord
    ) -> str:
        """Return why a word is part of the name of a place or an organisation."""
        one = tokens[at]
        if not after.is_capital:
            # "Rowan ward": the kind of place alone has no capital
            low = after.plain in ROLE_OF_END and not one.is_generic
            sure = not one.begins or word_knowledge().is_unknown(one.plain)
            return "named like a place" if low and sure else ""
        if one.plain in ORDINARY or one.plain in PEOPLE or one.plain in CALENDAR:
            return ""
        if after.plain in STRONG_ENDS:
            return "named like a place"
        if one.plain in GENERIC:
            return ""
        # "Northgate Housing Association": the kind stands behind more capitals
        for beyond in tokens[at + 1 : at + 4]:
            if not beyond.is_capital or beyond.begins:
                break
            if beyond.plain in ROLE_OF_END:
                return "named like a place"
        return ""

    # --- stretches -----------------------------------------------------------------

    def _stretch(
        self, text: str, tokens: Sequence[WrittenWord], at: int, *, shouts: bool
    ) -> tuple[int, int]:
        """Return the first and last word of the name around a word."""
        first = last = at
        while first > 0 and adjoins(text, tokens[first - 1], tokens[first]):
            before = tokens[first - 1]
            prefix = before.plain in PREFIXES and before.is_capital
            name = before.is_capital and not before.is_generic
            known = known_name(before, within=True) and not shouts
            if not (prefix or name or known):
                break
            first -= 1
        while last + 1 < len(tokens) and adjoins(text, tokens[last], tokens[last + 1]):
            after = tokens[last + 1]
            if (
                after.plain in ROLE_OF_END and (after.is_capital or _ends_low(after))
            ) or (after.is_capital and not shouts and not after.is_generic):
                last += 1
            elif after.plain in JOINING and last + 2 < len(tokens):
                beyond = tokens[last + 2]
                joins = beyond.is_capital and not beyond.begins
                if not (joins and adjoins(text, after, beyond)):
                    break
                last += 2
            else:
                break
        return first, last


def _ends_low(token: WrittenWord) -> bool:
    return token.word.islower() and token.plain not in NO_LOW_END
