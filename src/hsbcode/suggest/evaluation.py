"""How far suggestions can be trusted: judged on answers the model had not seen."""

from collections.abc import Collection, Generator, Sequence

import numpy as np

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.domain.progress import Progress
from hsbcode.domain.quality import Quality
from hsbcode.suggest.corpus import corpus_vectors
from hsbcode.suggest.features import Embeddings
from hsbcode.suggest.figures import Figures
from hsbcode.suggest.folds import grouped_folds, joined_groups
from hsbcode.suggest.held_out import SHARES, Coded, HeldOut, keyword_hits
from hsbcode.suggest.learning import (
    LEAST_CODED,
    LEAST_POSITIVES,
    MOST_CODED,
    learnable,
    sampled,
)
from hsbcode.suggest.measuring import Flags
from hsbcode.suggest.remembered import RememberedVectors
from hsbcode.suggest.truth import coding_table

RESAMPLES = 1000
_LABEL = "judging suggestions"


def evaluate(
    texts: Sequence[str],
    code_sets: Sequence[Collection[str]],
    groups: Sequence[str],
    codebook: Codebook,
    questions: Sequence[str | None] | None = None,
    seed: int = 0,
    folds: int = 5,
    *,
    judged: Sequence[bool] | None = None,
    learnt_from: Sequence[bool] | None = None,
    corpus: Sequence[str] | None = None,
    embeddings: Embeddings | None = None,
    limit: float | None = None,
    resamples: int = RESAMPLES,
    curve: bool = True,
) -> Generator[Progress, None, Quality]:
    """Judge suggestions by grouped cross-validation; yields how far it has come.

    In every fold the model learns, and chooses its threshold, without the answers
    it is judged on. A respondent's answers, and equal texts, stay on one side. A
    suggestion is what a coder would be shown (see ``suggest``). Precision at 1 and
    recall at 5 (the share of an answer's codes among the first five) go by score,
    and are means over answers with a code. Average precision goes by score, too;
    its interval resamples whole respondents, the models as they are.

    Args:
        texts: the coded answers; of more than 5,000 a random part is used.
        code_sets: the codes of each.
        groups: the respondent of each.
        codebook: the code frame in force.
        questions: the question of each.
        seed: the same seed gives the same folds and resamples.
        folds: number of folds, fewer where there are fewer groups.
        judged: which answers the figures are about; the others are learnt from
            only. None: all of them.
        learnt_from: which answers are learnt from; None: all of them.
        corpus: all answers of the project, as the model in use sees them; None: the
            coded ones.
        embeddings: sentences as vectors, as the model in use sees them.
        limit: lowest score of a suggestion by the model that is shown; None: the
            model's own threshold.
        resamples: resamples behind each interval; 0: no intervals.
        curve: whether to learn from parts of the answers, too.

    Returns:
        The quality, as the value of the generator (``StopIteration.value``).

    Raises:
        ModelError: the arguments differ in length.
    """
    asked = [None] * len(texts) if questions is None else list(questions)
    counted = [True] * len(texts) if judged is None else list(judged)
    taught = [True] * len(texts) if learnt_from is None else list(learnt_from)
    if any(len(n) != len(texts) for n in (code_sets, groups, asked, counted, taught)):
        raise ModelError(
            "Answers, codings, respondents and questions differ in number."
        )
    kept = _sampled(counted, seed)
    coded = _coded(
        codebook,
        [texts[row] for row in kept],
        [code_sets[row] for row in kept],
        [groups[row] for row in kept],
        [asked[row] for row in kept],
        embeddings,
    )
    mask = np.array([counted[row] for row in kept], dtype=bool)
    teaching = np.array([taught[row] for row in kept], dtype=bool)
    joined = joined_groups(coded.texts, coded.people)
    parts = grouped_folds(joined, folds, seed)
    reason = _why_not(coded, mask, len(parts))
    if reason:
        people = {coded.people[row] for row in np.flatnonzero(mask).tolist()}
        return _nothing(int(mask.sum()), len(people), len(texts), reason)
    fitted = corpus_vectors(coded.texts if corpus is None else corpus)
    vectors = RememberedVectors(fitted, coded.texts)
    held_out = HeldOut(coded)
    shares = SHARES if curve else ()
    steps = len(parts) * (1 + len(shares)) + 1
    done = 0
    for others, test in parts:
        train = others[teaching[others]]
        yield Progress(done, steps, _LABEL)
        held_out.judge(train, test, seed, vectors, limit)
        done += 1
        for share in shares:
            yield Progress(done, steps, f"{_LABEL}: what a part would do")
            held_out.judge_part(share, train, test, seed, vectors)
            done += 1
    yield Progress(done, steps, f"{_LABEL}: intervals")
    learnt = learnable(coded.truth, coded.offered, coded.people)
    figures = Figures(held_out, keyword_hits(coded), mask, joined, resamples, seed)
    quality = figures.quality(
        folds=len(parts),
        learnt=frozenset(coded.codes[place] for place in learnt),
        coded=len(texts),
        limit=limit,
        shares=shares,
    )
    yield Progress(steps, steps, _LABEL)
    return quality


def _sampled(judged: Sequence[bool], seed: int) -> list[int]:
    """Return which answers are used: of too many, half the room is for those judged."""
    rows = [row for row, each in enumerate(judged) if each]
    others = [row for row, each in enumerate(judged) if not each]
    if len(judged) <= MOST_CODED or not others:
        return sampled(len(judged), seed)
    draw = np.random.default_rng(seed)
    room = max(MOST_CODED // 2, MOST_CODED - len(others))
    kept = draw.permutation(rows)[:room].tolist()
    kept += draw.permutation(others)[: MOST_CODED - len(kept)].tolist()
    return sorted(kept)


def _coded(
    codebook: Codebook,
    texts: Sequence[str],
    code_sets: Sequence[Collection[str]],
    people: Sequence[str],
    asked: Sequence[str | None],
    embeddings: Embeddings | None,
) -> Coded:
    # Of equal scores the more exact code comes first, as in the model.
    order = sorted(
        (code for code in codebook.in_tree_order() if code.can_be_applied),
        key=lambda code: -len(codebook.ancestors(code.id)),
    )
    names = tuple(code.id for code in order)
    truth, offered = coding_table(codebook, names, code_sets, asked)
    return Coded(codebook, names, texts, truth, offered, people, asked, embeddings)


def _why_not(coded: Coded, mask: Flags, folds: int) -> str:
    count = int(mask.sum())
    if count < LEAST_CODED:
        return (
            f"{count} coded answers are too few to judge suggestions: "
            f"code {LEAST_CODED} or more."
        )
    if folds < 2:
        return "All coded answers come from one respondent, or repeat one text."
    uses = coded.truth[mask].sum(axis=0)
    if not uses.size or uses.max() < LEAST_POSITIVES:
        return (
            f"No code has been applied to {LEAST_POSITIVES} answers yet, so there "
            "is nothing to judge."
        )
    return ""


def _nothing(units: int, respondents: int, coded: int, reason: str) -> Quality:
    return Quality(
        units,
        respondents,
        0,
        (),
        None,
        None,
        None,
        None,
        None,
        reason,
        coded=coded,
    )
