"""How an answer stands to its topic: whether it only praises, and whom it is about.

"Parents are usually very open" shares its words with complaints about parents, and
"he says nothing happened" with "mum says nothing happened". Answers of another stance
are therefore looked at. English words; an answer in another language has no stance.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from hsbcode.language.stopwords import TURNS
from hsbcode.language.words import folded_words
from hsbcode.suggest.clauses import is_negator


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PRAISE = _set(
    """
    amazing appreciate appreciated appreciative attentive best brilliant caring
    comfortable cooperative delicious delighted easy efficient engaged enjoy enjoyable
    enjoyed excellent fab fabulous fantastic fine friendly glad good grateful great
    happy helpful helps honest impressed keen kind lovely love loved nice open perfect
    pleasant pleased polite positive professional receptive reliable respectful
    satisfied super superb supportive terrific thank thanks thankful understanding
    useful welcoming well willing wonderful
    """
)
"""Words that praise, where nothing turns them round."""
TROUBLE = _set(
    """
    afraid angry ashamed awful bad barrier barriers challenge challenges challenging
    complain complained concern concerned could denial deny denies difficult
    difficulties difficulty fear few hard harder hostile if impossible improve issue
    issues lack lacking late less little long missing more need needs only poor
    problem problems refuse refuses refusing reluctant rude shame should slow stigma
    struggle struggles too trouble unless unable until unwilling wait waiting wish
    worried worry worse worst
    """
)
"""Words after which an answer does more than praise."""
FAMILY = _set(
    """
    aunt auntie aunties aunts carer carers dad dads dad's families family father
    fathers gran grandad grandma grandparent grandparents guardian guardians home
    husband mam mother mothers mum mummy mums mum's nan parent parental parents
    parent's relative relatives stepdad stepmum uncle uncles wife
    """
)
YOUNG = _set(
    """
    adolescent adolescents boy boys child children child's girl girls kid kids lad
    lads lad's pupil pupils son teen teenager teenagers teens youngster youngsters
    youth youths yp yps
    """
)
_PERSON = _set("he him himself his she her herself")
_CLAUSES = re.compile(r"[.,;:!?…()\[\]\n\r|•–—]+|\s-+\s")
_LEAST_WORDS = 3
"""A clause of fewer words ("to us") need not praise."""


class Stance(NamedTuple):
    """How an answer stands to its topic."""

    praises: bool
    """It praises, and says nothing else."""
    about: int
    """1: family, -1: a child or young person, 0: both or neither."""


def stance_of(text: str, told: Sequence[str] | None = None) -> Stance:
    """Return the stance of an answer.

    Args:
        text: the answer.
        told: its folded words where they are known already.
    """
    told = folded_words(text) if told is None else told
    family = not FAMILY.isdisjoint(told)
    young = not YOUNG.isdisjoint(told) or _names_young_people(told)
    if not family and not young:
        young = not _PERSON.isdisjoint(told)
    return Stance(_only_praises(text, told), int(family) - int(young))


def told_apart(labels: Iterable[str]) -> bool:
    """Whether some code is about family and another about the young, by their names.

    Only then it matters whom an answer is about.
    """
    about = {stance_of(label).about for label in labels}
    return {1, -1} <= about


def _names_young_people(told: Sequence[str]) -> bool:
    return "young" in told and any(
        first == "young" and then in ("person", "people", "persons")
        for first, then in pairwise(told)
    )


def _only_praises(text: str, told: Sequence[str]) -> bool:
    if PRAISE.isdisjoint(told) or not TROUBLE.isdisjoint(told):
        return False
    if not TURNS.isdisjoint(told) or any(map(is_negator, told)):
        return False
    clauses = [folded_words(part) for part in _CLAUSES.split(text)]
    return all(
        len(clause) < _LEAST_WORDS or not PRAISE.isdisjoint(clause)
        for clause in clauses
    )
