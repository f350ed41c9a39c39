"""Keywords proposed for codes, from the answers that people coded with them.

A word is judged by the log-odds ratio of its answers with and without the code, under
an informative Dirichlet prior, over its standard error (Monroe, Colaresi & Quinn 2008,
"Fightin' Words"). Standard library only.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.codebook_help import KeywordProposal
from hsbcode.domain.kept_names import KeptName
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.telling_words import TellingWords, Term

LEAST_ANSWERS = 3
"""Answers with the code that hold the word."""
LEAST_PEOPLE = 3
"""No rare word of one person enters a codebook."""
LEAST_RIGHT = 0.4
"""Share of the answers with the word that have the code."""
LEAST_STRENGTH = 1.96
MOST = 5
"""Proposals a code."""
_PRIOR = 20.0
"""Answers that the prior weighs as much as."""


def proposed_keywords(
    codebook: Codebook,
    texts: Sequence[str],
    code_sets: Sequence[Collection[str]],
    people: Sequence[str],
    questions: Sequence[str],
    names: Iterable[KeptName] = (),
) -> list[KeywordProposal]:
    """Return words that would make good keywords; codes in tree order.

    Left out is what a keyword of the code finds already, what fewer than three
    respondents wrote, and every name on the project's list.

    Args:
        codebook: the frame in force.
        texts: the coded answers.
        code_sets: the codes of each.
        people: the respondent of each.
        questions: the question of each.
        names: the project's list of names.
    """
    kept = list(names)
    plain = TellingWords(texts, kept)
    with_names = TellingWords(texts, kept, capitals=True)
    every: list[KeywordProposal] = []
    for code in codebook.in_tree_order():
        if not code.can_be_applied or code.makes_uncodable or code.kind == "flag":
            continue
        rows = [row for row, asked in enumerate(questions) if code.offered_for(asked)]
        words = with_names if code.kind == "named_entity" else plain
        has = [
            any(
                code.id in (own, *codebook.ancestors(own))
                for own in code_sets[row]
                if own in codebook
            )
            for row in rows
        ]
        every += _of_code(codebook, code, words, rows, has, texts, people)
    return every


def _of_code(
    codebook: Codebook,
    code: Code,
    words: TellingWords,
    rows: Sequence[int],
    has: Sequence[bool],
    texts: Sequence[str],
    people: Sequence[str],
) -> list[KeywordProposal]:
    inside, outside = sum(has), len(has) - sum(has)
    if inside < LEAST_ANSWERS or not outside:
        return []
    counted: Counter[Term] = Counter()
    right: Counter[Term] = Counter()
    writers: dict[Term, set[str]] = defaultdict(set)
    for row, yes in zip(rows, has, strict=True):
        for term in words.of[row]:
            counted[term] += 1
            if yes:
                right[term] += 1
                writers[term].add(people[row])
    found: list[tuple[float, Term]] = []
    for term, hits in right.items():
        enough = hits >= LEAST_ANSWERS and len(writers[term]) >= LEAST_PEOPLE
        if not enough or hits < LEAST_RIGHT * counted[term]:
            continue
        strength = log_odds(hits, inside, counted[term] - hits, outside)
        if strength >= LEAST_STRENGTH:
            found.append((strength, term))
    found.sort(key=lambda each: (-each[0], len(each[1]), each[1]))
    known = codebook_evidence(codebook)
    chosen: list[KeywordProposal] = []
    taken: list[Term] = []
    for strength, term in found:
        keyword = words.form(term)
        if len(chosen) == MOST:
            break
        # A word that is proposed says what pairs with it would say.
        if any(set(term) & set(other) for other in taken):
            continue
        # What finds a code below it finds the code, too.
        if any(
            code.id in (hit, *codebook.ancestors(hit))
            for hit in known.keyword_counts(keyword)
        ):
            continue
        taken.append(term)
        chosen.append(
            KeywordProposal(
                code.id,
                keyword,
                right[term],
                counted[term],
                len(writers[term]),
                round(strength, 4),
            )
        )
    return chosen


def log_odds(inside: float, of_inside: float, others: float, of_others: float) -> float:
    """Return how much likelier a word is inside than outside, in standard errors.

    Args:
        inside: answers inside that hold the word.
        of_inside: answers inside.
        others: answers outside that hold it.
        of_others: answers outside.
    """
    # one answer more with it, and one without: a word may stand in all of them
    rate = (inside + others + 1) / (of_inside + of_others + 2)
    yes, no = _PRIOR * rate * 0.5, _PRIOR * (1 - rate) * 0.5
    odds_in = (inside + yes) / (of_inside - inside + no)
    odds_out = (others + yes) / (of_others - others + no)
    variance = 1 / (inside + yes) + 1 / (others + yes)
    return math.log(odds_in / odds_out) / math.sqrt(variance)
