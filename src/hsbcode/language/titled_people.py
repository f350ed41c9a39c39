"""People called by a title: "Mrs Okafor", "Dr P", "mrs khan"."""

import re
from collections.abc import Iterator, Sequence

from hsbcode.domain.acts import Span
from hsbcode.domain.identifying import FROM_RULE, Proposal
from hsbcode.language.generic_words import GENERIC
from hsbcode.language.known_names import GIVEN_AND_WORDS
from hsbcode.language.place_words import TITLES
from hsbcode.language.written_words import POSSESSIVE, WrittenWord, adjoins

_INITIALS = "BCDEFGHJKLMNOPQRSTUVWXYZ"
"""Neither the article nor the one who writes: "the Dr I saw"."""


def titled_people(tokens: Sequence[WrittenWord], text: str) -> Iterator[Proposal]:
    """Yield people called by a title: "Mrs Okafor", "Dr P", "mrs khan"."""
    for at, title in enumerate(tokens[:-1]):
        kind = TITLES.get(title.plain)
        if kind is None or (title.word[0].islower() and kind != "any"):
            continue
        after = tokens[at + 1]
        between = text[title.end : after.start]
        if between.strip(" .") or not between or len(between) > 2:
            continue
        initial = kind == "any" and len(after.word) == 1 and after.word in _INITIALS
        surname = after.is_capital and (
            after.plain not in GENERIC or after.plain in GIVEN_AND_WORDS
        )
        low = kind == "any" and title.plain != "dr" and after.plain not in GENERIC
        if not (
            initial or surname or (low and re.sub("['’-]", "", after.word).isalpha())
        ):
            continue
        last = after
        if at + 2 < len(tokens) and adjoins(text, after, tokens[at + 2]):
            beyond = tokens[at + 2]
            if beyond.is_capital and not beyond.is_generic:
                last = beyond
        stop = last.end - (len(last.word) - len(POSSESSIVE.sub("", last.word)))
        yield Proposal(
            Span(title.start, stop), "name", "a title with a name", FROM_RULE
        )
