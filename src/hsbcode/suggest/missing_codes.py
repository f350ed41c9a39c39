"""Candidates for a code that the frame lacks: answers that no code explains.

Words that stand more often in unexplained answers than in others are found by their
log-odds (see ``keyword_proposals``) and joined, agglomeratively, where they share
answers; a candidate is the unexplained answers that hold them. On real answers this
found a code that was taken out of the frame more often than k-means on LSA vectors
(``benchmarks/codebook_help.py``), and every candidate can be said in its own words.
Standard library only; the same answers give the same candidates.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_help import MissingCode
from hsbcode.domain.kept_names import KeptName
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.keyword_proposals import log_odds
from hsbcode.suggest.telling_words import TellingWords, Term

LEAST_ANSWERS = 4
LEAST_PEOPLE = 3
LEAST_STRENGTH = 2.0
"""Of real answers this kept most candidates that named a code taken out of the frame,
and a third of the others."""
UNEXPLAINED = 0.5
"""From which an answer can be one of a candidate."""
MOST = 8
_MOST_WORDS = 5
_CANDIDATES = 60
_SHARED = 0.25
"""Of the rarer word's answers, those that hold the other one, too."""


def missing_codes(
    codebook: Codebook,
    question: str,
    units: Sequence[str],
    texts: Sequence[str],
    people: Sequence[str],
    unexplained: Sequence[float],
    names: Iterable[KeptName] = (),
    most: int = MOST,
) -> list[MissingCode]:
    """Return candidates for one question, the strongest first.

    Args:
        codebook: the frame in force; words that hit a code's keywords or stand in its
            label make no candidate.
        question: id of the question.
        units: ids of its answers, coded or not.
        texts: the answers.
        people: the respondent of each.
        unexplained: 0 where codes explain an answer, 1 where none does.
        names: the project's list of names.
        most: how many candidates.
    """
    words = TellingWords(texts, names, pairs=False)
    holders: dict[Term, list[int]] = defaultdict(list)
    for row, terms in enumerate(words.of):
        for term in terms:
            holders[term].append(row)
    strength = _strengths(codebook, words, holders, people, unexplained)
    ranked = sorted(strength, key=lambda term: (-strength[term], term))[:_CANDIDATES]
    taken: set[Term] = set()
    found: list[MissingCode] = []
    for seed in ranked:
        if seed in taken or len(found) == most:
            continue
        group = _joined(seed, [t for t in ranked if t not in taken], holders)
        rows = sorted(
            {
                row
                for term in group
                for row in holders[term]
                if unexplained[row] >= UNEXPLAINED
            },
            key=lambda row: (
                -sum(term in words.of[row] for term in group),
                -unexplained[row],
                len(texts[row]),
            ),
        )
        if len(rows) < LEAST_ANSWERS or len({people[r] for r in rows}) < LEAST_PEOPLE:
            continue
        taken.update(group)
        found.append(
            MissingCode(
                question,
                tuple(words.form(term) for term in group),
                tuple(units[row] for row in rows),
                len({people[row] for row in rows}),
                _examples(rows, units, people),
                round(strength[seed], 4),
            )
        )
    return found


def _strengths(
    codebook: Codebook,
    words: TellingWords,
    holders: dict[Term, list[int]],
    people: Sequence[str],
    unexplained: Sequence[float],
) -> dict[Term, float]:
    inside = float(sum(unexplained))
    outside = len(unexplained) - inside
    if inside <= 0 or outside <= 0:
        return {}
    evidence = codebook_evidence(codebook)
    labels = TellingWords([code.label for code in codebook], pairs=False, capitals=True)
    named = frozenset[Term]().union(*labels.of)
    found: dict[Term, float] = {}
    for term, rows in holders.items():
        if len(rows) < LEAST_ANSWERS or len({people[r] for r in rows}) < LEAST_PEOPLE:
            continue
        if term in named or evidence.keyword_counts(words.form(term)):
            continue
        without = sum(unexplained[row] for row in rows)
        strength = log_odds(without, inside, len(rows) - without, outside)
        if strength >= LEAST_STRENGTH:
            found[term] = strength
    return found


def _joined(
    seed: Term, others: Sequence[Term], holders: dict[Term, list[int]]
) -> list[Term]:
    """Return a word with those that share answers with it."""
    own = set(holders[seed])
    group = [seed]
    for other in others:
        both = len(own.intersection(holders[other]))
        fewer = min(len(own), len(holders[other]))
        if other != seed and both >= 2 and both >= _SHARED * fewer:
            group.append(other)
        if len(group) == _MOST_WORDS:
            break
    return group


def _examples(
    rows: Sequence[int], units: Sequence[str], people: Sequence[str]
) -> tuple[str, ...]:
    """Return three answers, of three respondents where there are."""
    chosen: dict[str, str] = {}
    for row in rows:
        chosen.setdefault(people[row], units[row])
    return tuple(chosen.values())[:3]
