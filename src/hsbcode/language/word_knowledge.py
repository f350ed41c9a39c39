"""What is known of an English word: ordinary, misspelt, or most likely a name.

Asks the words a language model was made knowing; where there is no model nothing is
taken for a name on this ground. A word counts as ordinary where the model met it with
an ending of the language, too ("ward", "wards"), or never with a capital: names are
met with a capital, and seldom with an ending.
"""

import re
from functools import lru_cache

from hsbcode.language.generic_words import GENERIC
from hsbcode.language.pipeline import words_known
from hsbcode.language.stopwords import EMPTY_WORDS, NEGATORS, TURNS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ADDED = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness")
_CHANGED = ("ing", "ies", "ied", "ily", "ier")
_ENDS = (
    *("ed", "ing", "ly", "ies", "ness", "tion", "tions", "able", "ment", "ments"),
    *("ful", "less", "ive", "ous", "ity", "ism", "ist", "ists", "ology", "wise"),
    *("ic", "ical", "ance", "ence", "ship", "sis", "itis", "ory", "ised", "ably"),
    *(
        "self",
        "selves",
        "cy",
        "graph",
        "grapher",
        "apist",
        "logist",
        "ator",
        "ators",
        "time",
        "ation",
    ),
)
_LONG_ENOUGH = 7
"""Letters from which on an ending alone tells a word of the language."""
_BEFORE = (
    "un",
    "in",
    "non",
    "re",
    "over",
    "under",
    "anti",
    "peri",
    "pre",
    "mis",
    "dis",
)
_PREFIX = re.compile(rf"^(?:{'|'.join(_BEFORE)})")
_LONGEST = 20
"""Letters of the longest word that is taken for a name."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NO_NAME = re.compile(r"nt$|^(?:who|that|there|where|here|what|it|he|she|we|they|you)")
_VOWEL = re.compile(r"[aeiouy]")
_TALK = _set(
    """
    delirium jeopardy perinatal postnatal antenatal neonatal resus singleton deer
    inconsistent consistent persistent sitting settee unless proforma
    gonna wanna gotta kinda sorta dunno innit aint aswell alot abit cos cuz coz tho
    thru pls plz thx ppl yr yrs hrs mins wks mths approx etc info meds appt appts
    mtg admin rota ppe hubby fab amazin brill cheers telly loo bloke blokes lads
    lass mam mams gran nans blah bla hmm erm um err lol omg btw imo eg ie aka via re
    vs ok ta whilst amongst whoever whichever whatever wherever whenever nowt owt
    summat didn wasn doesn isn aren hadn hasn won weren couldn wouldn shouldn able
    left away another instead above below alone half died gone beyond true almost
    twice deaf lost self least already upset shown apart unless ahead themselves
    himself herself itself yourself older oldest younger youngest broke whether rude
    upon sorry lying lied written built big along worst alive perhaps non alcohol
    everywhere worth suicide multi prior panic grey semi data godsend afraid sunny
    upto smaller mega peace buses tram chocolate chess anywhere nowhere aside
    meantime midnight drunk teeth anybody teenage teenager teens theirs dont wont
    cant buy bought brought caught taught thought sold bread toast garden sea
    seaside outside inside upstairs downstairs indoors outdoors nearby faraway
    abroad overseas hindsight bits loads heaps lots masses tons full past due near
    far off shed sheds hut huts drew grew flew knew threw woke spoke wore tore swore
    rang sang drank began wonderfull definately seperate recieve untill thier
    alright alrite
    """
)


_PLAIN = GENERIC | EMPTY_WORDS | NEGATORS | TURNS | _TALK


class WordKnowledge:
    """What a set of words tells of others.

    Args:
        words: that a model was made knowing, as they were written; may be empty.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._ordinary: dict[str, bool] = {}
        self._unknown: dict[str, bool] = {}

    def is_ordinary(self, word: str) -> bool:
        """Whether a word in lower case is one of the language rather than a name."""
        found = self._ordinary.get(word)
        if found is None:
            found = self._ordinary[word] = self._is_ordinary(word)
        return found

    def has_met(self, word: str) -> bool:
        """Whether a word was met at all, as a name or otherwise."""
        return word in self._words or word.title() in self._words

    def is_unknown(self, word: str) -> bool:
        """Whether a word in lower case is none of the language, nor one misspelt.

        False where no model is there that could tell.
        """
        found = self._unknown.get(word)
        if found is None:
            found = self._unknown[word] = self._is_unknown(word)
        return found

    def _is_ordinary(self, word: str) -> bool:
        words = self._words
        if word in _PLAIN:
            return True
        if len(word) >= _LONG_ENOUGH and word.endswith(_ENDS):
            return True
        if word.startswith(_BEFORE) and len(word) >= _LONG_ENOUGH:
            rest = _PREFIX.sub("", word)
            if len(rest) > 3 and rest in words and self.is_ordinary(rest):
                return True
        if word not in words:
            return False
        if word.title() not in words:
            return True
        if any(word + end in words for end in _ADDED):
            return True
        if word[-1:] in "ey" and any(word[:-1] + end in words for end in _CHANGED):
            return True
        if any(word.endswith(end) and len(word) > len(end) + 2 for end in _ENDS):
            return True
        return word.endswith("s") and len(word) > 3 and self.is_ordinary(word[:-1])

    def _is_unknown(self, word: str) -> bool:
        if not self._words or not 3 <= len(word) <= _LONGEST or not word.isalpha():
            return False
        if not _VOWEL.search(word) or _NO_NAME.search(word):
            return False
        return not self.is_ordinary(word) and not self._is_misspelt(word)

    def _is_misspelt(self, word: str) -> bool:
        """Whether an ordinary word is one letter away, of words long enough."""
        if len(word) < 5 or not word.isascii():
            return False
        cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        near = {a + b[1:] for a, b in cuts if b}
        near |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        near |= {a + c + b for a, b in cuts for c in _LETTERS}
        if len(word) > 5:
            near |= {a + c + b[1:] for a, b in cuts if b for c in _LETTERS}
        known = self._words
        return any(
            (one in known or one in _PLAIN) and len(one) > 4 and self._is_ordinary(one)
            for one in near
        )


@lru_cache(maxsize=2)
def _knowledge(words: frozenset[str]) -> WordKnowledge:
    return WordKnowledge(words)


def word_knowledge() -> WordKnowledge:
    """Return what the model in use knows of English words."""
    return _knowledge(words_known())
