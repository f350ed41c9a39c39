"""Names without a capital, found by where they stand: "our kaz", "dr okafor".

A word that is none of the language and no misspelt one, in a place where names stand,
is most likely one. Words that say that a name follows ("called", "my name is") make
one of any word.
"""

import re
from collections.abc import Iterator, Sequence

from hsbcode.domain.acts import Span
from hsbcode.domain.identifying import FROM_RULE, Proposal
from hsbcode.language.generic_words import GENERIC
from hsbcode.language.known_names import GIVEN, GIVEN_AND_WORDS
from hsbcode.language.more_names import SHORT_FORMS, SURNAMES
from hsbcode.language.place_words import (
    AFTER_RELATION,
    BEFORE_PLACES,
    BEFORE_STREETS,
    LOW_STREETS,
    MOVED,
    NAMES_THAT_MAY_FOLLOW,
    NO_STREET,
)
from hsbcode.language.word_knowledge import WordKnowledge, word_knowledge
from hsbcode.language.written_words import WrittenWord, adjoins


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PLACE_END = re.compile(
    r"(?:ton|ham|thorpe?|field|dale|worth|bury|mouth|stead|minster|combe|hurst|gate"
    r"|chester|caster|moor|burn|bourne|borough|brough|wick|wich|ford|ley|leigh|thwaite"
    r"|kirk|beck|holme?|shaw|bridge|pool|haven|wold|well|marsh|mere|croft|cliffe?|by|brook|wood|stow|hill)$"
)
_NAMING = re.compile(
    r"\b(?:(?:called|named|nicknamed|known as)|(?:his|her|my|their|your|the) "
    r"(?:real |first |last |full |sur ?|middle )?name(?:['’]?s| is| was|:)|"
    r"name(?:['’]s| is| was)|(?:sur|nick)name(?:['’]s| is| was)?|"
    r"goes by(?: the name(?: of)?)?|by the name of|signed(?: by)?|i am called)"
    r"\s+[\"'“‘]?(?P<at>[a-z][a-z'’-]+(?:\s(?!(?:and|or|but|who|at|in|on|is|was|has|"
    r"had|from|that|the|to|for|with|said|were|he|she|they|it|i|then|when|because|so|"
    r"helped|came|told|rang|did|does|do|sat|stood|made|gave|took|looked|works?|worked|"
    r"as|by|of|about|which|if|are|never|always|they|over|sorted|kept|went|got|"
    r"could|would|should|will|can|may|must|not|did)\b)"
    r"[a-z][a-z'’-]{2,})?)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:man|woman|lady|girl|boy|lad|lass|child|baby|kid|nurse|worker|carer|porter|"
    r"doctor|midwife|teacher|cleaner|driver|chap|bloke|guy|fella|friend|mate|dog|"
    r"volunteer|officer|receptionist|physio|hca|person|one|someone|somebody|student|"
    r"pupil|patient|client|son|daughter|brother|sister|cousin|neighbou?r|he|she|is|"
    r"was|lovely|name[ds]?|surname|nickname|assistant|helper|librarian|gp|member|"
    r"colleague|manager|husband|wife|partner|uncle|aunt|auntie|nephew|niece)\s*,?\s*$",
    re.IGNORECASE,
)
_NOT_CALLED = _set(
    """
    unless last read announced shouted spelt on given put left lost taken
    out in back me him her us them it for the a an to up off on over by my his their
    our your again round around when because twice once and but so or you i before
    after at away names into from later as if this that these those several many
    three four five ten every each not never no nobody someone anyone everyone lazy
    stupid fat ugly thick gay slag bitch weirdo nonce paedo pedo perv liar useless
    difficult rude racist crazy mental mad bad naughty anything something all sorts
    worse things time times first last always still just only on-call removed
    withheld changed unknown forgotten escapes missing spelt wrong gone person nurse
    contact lead social doctor worker consultant gp keyworker police ambulance
    security
    """
)
_SAINT = re.compile(
    r"\b(?:st|saint)\.?\s(?P<at>(?!(?:of|in|on|at|the|and|to|is|was|for)\b)"
    r"[a-z]{3,16}['’]?s?)\b"
)


def low_names(tokens: Sequence[WrittenWord], text: str) -> Iterator[Proposal]:
    """Yield words without a capital that stand where names stand."""
    known = word_knowledge()
    yield from _said_to_be_named(text, known)
    for match in _SAINT.finditer(text):
        yield Proposal(Span(*match.span()), "place", "named like a place", FROM_RULE)
    for at, one in enumerate(tokens):
        if not one.word.islower() or not one.word[0].isalpha():
            continue
        if _is_street(tokens, at, text):
            span = Span(one.start, tokens[at + 1].end)
            yield Proposal(span, "address", "named like a street", FROM_RULE)
        role = _role(tokens, at, text, known)
        if role:
            span = Span(one.start, _end(tokens, at, text, known))
            why = "after a word that names follow"
            yield Proposal(span, role, why, FROM_RULE)


def _said_to_be_named(text: str, known: WordKnowledge) -> Iterator[Proposal]:
    """Yield what follows "called" or "my name is", whatever word it is."""
    for match in _NAMING.finditer(text):
        first, *rest = match["at"].casefold().split()
        called = match.group().lower().startswith(("called", "named", "known"))
        if (
            first in _NOT_CALLED
            or first.endswith("ed")
            or (called and not _NAMED.search(text[: match.start()]))
        ):
            continue
        low = match["at"][0].islower()
        if called and low and first in GENERIC and first not in GIVEN_AND_WORDS:
            continue
        start, end = match.span("at")
        if rest and rest[0] not in SURNAMES and known.is_ordinary(rest[0]):
            end = start + len(first)
        why = "after a word that names follow"
        yield Proposal(Span(start, end), "name", why, FROM_RULE)


def _is_street(tokens: Sequence[WrittenWord], at: int, text: str) -> bool:
    if at == 0 or at + 1 >= len(tokens):
        return False
    one, after = tokens[at], tokens[at + 1]
    return (
        after.word in LOW_STREETS
        and adjoins(text, one, after)
        and tokens[at - 1].plain in BEFORE_STREETS
        and one.plain not in NO_STREET
        and not one.plain.endswith("ly")
        and len(one.plain) > 2
    )


def _role(
    tokens: Sequence[WrittenWord], at: int, text: str, known: WordKnowledge
) -> str:
    """Return what a word without a capital is the name of; empty if of nothing."""
    one = tokens[at]
    parts = one.plain.split("-")
    if len(parts) > 1 and all(p in GIVEN and p not in GIVEN_AND_WORDS for p in parts):
        return "name"
    if not one.word.isalpha() or len(one.plain) < 3:
        return ""
    before = tokens[at - 1] if at else None
    if before is None or not text[before.end : one.start].isspace():
        before = None
    last = "" if before is None else before.plain
    own = last == "our"
    if own and one.plain in SHORT_FORMS:
        return "name"
    if (own or last in AFTER_RELATION) and one.plain in NAMES_THAT_MAY_FOLLOW:
        return "name"
    if last in TITLED and one.plain in SURNAMES:
        return "name"
    if not known.is_unknown(one.plain):
        return ""
    if own or last in AFTER_RELATION or last in TITLED:
        return "name"
    return _place(tokens, at, last, known)


def _place(
    tokens: Sequence[WrittenWord], at: int, last: str, known: WordKnowledge
) -> str:
    """Return ``place`` where a word that is none of the language stands like one."""
    word = tokens[at].plain
    two = tokens[at - 2].plain if at > 1 else ""
    like_one = bool(_PLACE_END.search(word)) and len(word) > 4
    if like_one and len(word) > 6:
        return "place"
    if two in MOVED and last in ("to", "in", "from"):
        return "place"
    new = not known.has_met(word) and len(word) > 5
    if last in BEFORE_PLACES | {"to"} and (like_one or (new and last != "to")):
        return "place"
    wide = last in _PARTS and two in BEFORE_PLACES | {"to", "of"}
    return "place" if wide and (like_one or new) else ""


def _end(
    tokens: Sequence[WrittenWord], at: int, text: str, known: WordKnowledge
) -> int:
    """Return where a name of one or two words without a capital ends."""
    one = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not adjoins(text, one, after) or not after.word.islower():
        return one.end
    goes_on = after.plain in SURNAMES or known.is_unknown(after.plain)
    return after.end if goes_on else one.end


_PARTS = frozenset(
    ("little", "great", "upper", "lower", "north", "south", "east", "west", "nether")
)
TITLED = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor"})
"""Titles after which a name without a capital is seen."""
