"""How far suggestions can be trusted: judged on answers the model had not seen."""

from collections import Counter
from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, field

import numpy as np

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.domain.progress import Progress
from hsbcode.domain.suggestions import CodeQuality, Quality
from hsbcode.suggest.estimator import CodeSuggester
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.features import corpus_vectors
from hsbcode.suggest.folds import grouped_folds, joined_groups
from hsbcode.suggest.learning import LEAST_CODED, LEAST_POSITIVES, sampled
from hsbcode.suggest.suggestions import suggest

_AT = 5


@dataclass(slots=True)
class _Tally:
    """Counts over all folds."""

    positives: Counter[str] = field(default_factory=Counter)
    suggested: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    first: int = 0
    among: float = 0.0
    commonest: int = 0
    keywords: int = 0
    answers: int = 0
    """Answers with at least one code: what P@1 and R@5 are shares of."""


def evaluate(
    texts: Sequence[str],
    code_sets: Sequence[Collection[str]],
    groups: Sequence[str],
    codebook: Codebook,
    questions: Sequence[str | None] | None = None,
    seed: int = 0,
    folds: int = 5,
) -> Generator[Progress, None, Quality]:
    """Judge suggestions by grouped cross-validation; yields how far it has come.

    In every fold the model learns, and chooses its threshold, without the answers
    it is judged on. A respondent's answers, and equal texts, stay on one side. A
    suggestion is what a coder would be shown (see ``suggest``). Precision at 1 and
    recall at 5 (the share of an answer's codes among the first five) go by score,
    and are means over answers with a code.

    Args:
        texts: the coded answers; of more than 5,000 a random part is used.
        code_sets: the codes of each.
        groups: the respondent of each.
        codebook: the code frame in force.
        questions: the question of each.
        seed: the same seed gives the same folds.
        folds: number of folds, fewer where there are fewer groups.

    Returns:
        The quality, as the value of the generator (``StopIteration.value``).

    Raises:
        ModelError: the arguments differ in length.
    """
    asked = [None] * len(texts) if questions is None else list(questions)
    if not len(texts) == len(code_sets) == len(groups) == len(asked):
        raise ModelError(
            "Answers, codings, respondents and questions differ in number."
        )
    kept = sampled(len(texts), seed)
    texts = [texts[row] for row in kept]
    code_sets = [code_sets[row] for row in kept]
    groups = [groups[row] for row in kept]
    asked = [asked[row] for row in kept]
    known = frozenset(code.id for code in codebook if code.can_be_applied)
    truth = [frozenset(codes) & known for codes in code_sets]
    parts = grouped_folds(joined_groups(texts, groups), folds, seed)
    reason = _why_not(truth, len(parts))
    if reason:
        return _nothing(len(texts), len(set(groups)), reason)
    vectors = corpus_vectors(texts)
    tally = _Tally()
    for number, (train, test) in enumerate(parts):
        yield Progress(number, len(parts), "judging suggestions")
        learn, judge = train.tolist(), test.tolist()
        model = CodeSuggester(codebook, seed).fit(
            [texts[row] for row in learn],
            [truth[row] for row in learn],
            groups=[groups[row] for row in learn],
            questions=[asked[row] for row in learn],
            corpus=vectors,
        )
        commonest = _commonest([truth[row] for row in learn])
        _judge(
            tally,
            model,
            commonest,
            [texts[row] for row in judge],
            [truth[row] for row in judge],
            [asked[row] for row in judge],
        )
    yield Progress(len(parts), len(parts), "judging suggestions")
    return _quality(tally, codebook, len(texts), len(set(groups)), len(parts))


def _why_not(truth: Sequence[frozenset[str]], folds: int) -> str:
    if len(truth) < LEAST_CODED:
        return (
            f"{len(truth)} coded answers are too few to judge suggestions: "
            f"code {LEAST_CODED} or more."
        )
    if folds < 2:
        return "All coded answers come from one respondent, or repeat one text."
    uses = Counter(code for codes in truth for code in codes)
    if not uses or max(uses.values()) < LEAST_POSITIVES:
        return (
            f"No code has been applied to {LEAST_POSITIVES} answers yet, so there "
            "is nothing to judge."
        )
    return ""


def _commonest(truth: Sequence[frozenset[str]]) -> str:
    uses = Counter(code for codes in truth for code in codes)
    return min(uses, key=lambda code: (-uses[code], code), default="")


def _judge(
    tally: _Tally,
    model: CodeSuggester,
    commonest: str,
    texts: Sequence[str],
    truth: Sequence[frozenset[str]],
    asked: Sequence[str | None],
) -> None:
    assert model.codebook is not None
    evidence = codebook_evidence(model.codebook)
    scores = model.scores(texts, asked)
    codes = np.array(model.codes_)
    every_shown = _shown(model, model.codebook, texts, asked)
    for row, (text, right, question) in enumerate(
        zip(texts, truth, asked, strict=True)
    ):
        shown = every_shown[row]
        tally.positives.update(right)
        tally.suggested.update(shown)
        tally.right.update(shown & right)
        if not right:
            continue
        order = np.argsort(-scores[row], kind="stable")[:_AT]
        ranked = [str(codes[at]) for at in order if scores[row, at] > 0]
        tally.answers += 1
        tally.first += bool(ranked) and ranked[0] in right
        tally.among += len(right.intersection(ranked)) / len(right)
        tally.commonest += commonest in right
        hits = evidence.hits(text, question)
        tally.keywords += bool(hits) and hits[0].code in right


def _shown(
    model: CodeSuggester,
    codebook: Codebook,
    texts: Sequence[str],
    asked: Sequence[str | None],
) -> list[set[str]]:
    """Return the codes a coder would be shown for each answer."""
    found: list[set[str]] = [set() for _ in texts]
    for question in dict.fromkeys(asked):
        rows = [row for row, each in enumerate(asked) if each == question]
        ranked = suggest(model, codebook, question, [texts[row] for row in rows])
        for row, suggestions in zip(rows, ranked, strict=True):
            found[row] = {suggestion.code for suggestion in suggestions}
    return found


def _quality(
    tally: _Tally, codebook: Codebook, units: int, respondents: int, folds: int
) -> Quality:
    codes = tuple(
        _code_quality(
            code.id,
            tally.positives[code.id],
            tally.suggested[code.id],
            tally.right[code.id],
        )
        for code in codebook.in_tree_order()
        if code.can_be_applied
    )
    right = sum(tally.right.values())
    both = sum(tally.suggested.values()) + sum(tally.positives.values())
    return Quality(
        units=units,
        respondents=respondents,
        folds=folds,
        codes=codes,
        precision_at_1=tally.first / tally.answers,
        recall_at_5=tally.among / tally.answers,
        micro_f1=2 * right / both,
        baseline_at_1=tally.commonest / tally.answers,
        keywords_at_1=tally.keywords / tally.answers,
    )


def _code_quality(code: str, positives: int, suggested: int, right: int) -> CodeQuality:
    if suggested == 0:
        verdict = "never suggested"
    else:
        were = "was" if right == 1 else "were"
        verdict = f"of {suggested} suggested, {right} {were} right"
    if positives < LEAST_POSITIVES:
        verdict += f"; applied to {positives} answers only, too few to judge"
        return CodeQuality(code, positives, suggested, right, None, None, None, verdict)
    return CodeQuality(
        code,
        positives,
        suggested,
        right,
        precision=right / suggested if suggested else None,
        recall=right / positives,
        f1=2 * right / (suggested + positives),
        verdict=verdict,
    )


def _nothing(units: int, respondents: int, reason: str) -> Quality:
    return Quality(units, respondents, 0, (), None, None, None, None, None, reason)
