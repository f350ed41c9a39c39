"""Codes that are hard to tell apart: by keywords, by people's codings, by the model."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_help import CodeOverlap
from hsbcode.language.words import stem, words

if TYPE_CHECKING:
    from hsbcode.suggest.model import CodeModel

LEAST_BOTH = 3
LEAST_SHARE = 0.3
"""Of the answers with either code, those with both, from which it is told."""
LEAST_CONFUSED = 3
LEAST_CONFUSED_SHARE = 0.1
"""Of the answers with either."""
MOST = 20

_Pair = tuple[str, str]


def overlaps(
    codebook: Codebook,
    code_sets: Sequence[Collection[str]],
    model: "CodeModel | None" = None,
) -> list[CodeOverlap]:
    """Return pairs of codes that share keywords, answers or confusions.

    A code and those above it, twins, and codes that make an answer uncodable are no
    pair. The pairs with the largest share of common answers and confusions come first.

    Args:
        codebook: the frame in force.
        code_sets: the codes of each coded answer.
        model: fitted on these very answers, in this order; None: no confusions.
    """
    used = [
        code for code in codebook.in_tree_order()
        if code.can_be_applied and not code.makes_uncodable and code.kind != "flag"
    ]  # fmt: skip
    place = {code.id: at for at, code in enumerate(used)}
    count: Counter[str] = Counter()
    both: Counter[_Pair] = Counter()
    for codes in code_sets:
        known = sorted((c for c in set(codes) if c in place), key=place.__getitem__)
        count.update(known)
        both.update(combinations(known, 2))
    confused = _confused(code_sets, model, place) if model is not None else Counter()
    shared = _shared_keywords({code.id: code.keywords for code in used}, place)
    found = []
    for pair in {*both, *confused, *shared}:
        first, second = pair
        if _related(codebook, first, second):
            continue
        either = count[first] + count[second] - both[pair]
        overlap = CodeOverlap(
            first, second, shared.get(pair, ()), both[pair], either, confused[pair]
        )
        often = overlap.both >= LEAST_BOTH and overlap.share >= LEAST_SHARE
        mixed = (
            overlap.confused >= LEAST_CONFUSED
            and overlap.confused >= LEAST_CONFUSED_SHARE * either
        )
        if overlap.keywords or often or mixed:
            found.append(overlap)
    found.sort(key=lambda each: (-_weight(each), place[each.first], place[each.second]))
    return found[:MOST]


def _weight(overlap: CodeOverlap) -> float:
    mixed = overlap.confused / overlap.either if overlap.either else 0.0
    return overlap.share + mixed + 0.2 * len(overlap.keywords)


def _related(codebook: Codebook, first: str, second: str) -> bool:
    return (
        first in codebook.ancestors(second)
        or second in codebook.ancestors(first)
        or second in codebook[first].same_as
        or first in codebook[second].same_as
        or _apart(codebook[first].questions, codebook[second].questions)
    )


def _apart(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether no answer could have both: they belong to other questions."""
    return bool(first and second) and set(first).isdisjoint(second)


def _shared_keywords(
    keywords: Mapping[str, Sequence[str]], place: Mapping[str, int]
) -> dict[_Pair, tuple[str, ...]]:
    owners: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for code, own in keywords.items():
        for keyword in own:
            root = tuple(stem(word.folded) for word in words(keyword))
            if root:
                owners.setdefault(root, []).append((code, keyword))
    found: dict[_Pair, tuple[str, ...]] = {}
    for users in owners.values():
        codes = sorted(dict(users), key=place.__getitem__)
        for pair in combinations(codes, 2):
            found[pair] = (*found.get(pair, ()), users[0][1])
    return found


def _confused(
    code_sets: Sequence[Collection[str]],
    model: "CodeModel",
    place: Mapping[str, int],
) -> Counter[_Pair]:
    """Count answers for which another code came first, the answer left out."""
    import numpy as np  # noqa: PLC0415 - the rest needs none of it

    confused: Counter[_Pair] = Counter()
    learnt = set(model.learnt_)
    columns = [at for at, code in enumerate(model.codes_) if code in learnt]
    if not columns:
        return confused
    left_out = np.nan_to_num(model.loo_[:, columns], nan=0.0)
    for row, top in zip(model.rows_, left_out.argmax(axis=1).tolist(), strict=True):
        codes, first = set(code_sets[row]), model.codes_[columns[top]]
        if first in codes or first not in place:
            continue
        for own in codes:
            if own in place:
                low, high = sorted((own, first), key=place.__getitem__)
                confused[low, high] += 1
    return confused
