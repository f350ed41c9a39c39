"""Suggestions for answers: the model's where it has learnt, else the codebook's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.suggestions import ModelState, Suggestion
from hsbcode.suggest.evidence import codebook_evidence

if TYPE_CHECKING:
    from hsbcode.suggest.estimator import CodeSuggester

LIKELY = 0.6


def suggest(
    model: "CodeSuggester | None",
    codebook: Codebook,
    question: str | None,
    texts: Sequence[str],
    limit: int = 5,
) -> list[list[Suggestion]]:
    """Return at most ``limit`` suggestions for each answer, best first.

    A learnt code is suggested by the model where its score reaches the threshold;
    any other code by what the codebook says, after the model's. Only codes of
    ``codebook`` that are offered for the question are suggested, and only where
    some word of the answer speaks for them.

    Args:
        model: what has been learnt; None: the codebook alone.
        codebook: the code frame in force.
        question: id of the question all these answers belong to; None: any, so
            that every code is offered.
        texts: the answers.
        limit: most suggestions for one answer.
    """
    learnt = frozenset(model.learnt_) if model is not None else frozenset()
    evidence = codebook_evidence(codebook)
    offered = {
        code.id
        for code in evidence.codes
        if question is None or code.offered_for(question)
    }
    found: list[list[Suggestion]] = []
    by_model = _by_model(model, offered, question, texts, limit)
    for text, ranked in zip(texts, by_model, strict=True):
        from_codebook = [
            suggestion
            for suggestion in evidence.suggestions(text, question, len(codebook))
            if suggestion.code not in learnt
        ]
        found.append([*ranked, *from_codebook][:limit])
    return found


def model_state(model: "CodeSuggester | None", codebook: Codebook) -> ModelState:
    """Say what suggestions rest on now, or why there are none."""
    learnt = model.learnt_ if model is not None else ()
    speaking = tuple(
        code.id
        for code in codebook_evidence(codebook).codes
        if code.id not in learnt and (code.keywords or code.definition or code.examples)
    )
    coded = model.coded_ if model is not None else 0
    return ModelState(
        run=model.run_ if model is not None and learnt else "",
        learnt=tuple(learnt),
        from_codebook=speaking,
        coded=coded,
        threshold=model.threshold_ if model is not None else None,
        reason="" if learnt or speaking else _reason(codebook, coded),
    )


def _by_model(
    model: "CodeSuggester | None",
    offered: set[str],
    question: str | None,
    texts: Sequence[str],
    limit: int,
) -> list[list[Suggestion]]:
    if model is None or model.threshold_ is None or not len(texts):
        return [[] for _ in texts]
    from hsbcode.suggest.explaining import explained_words  # noqa: PLC0415 - heavy

    asked = [question] * len(texts)
    scores = model.scores(texts, asked)
    rows = model.features_.rows(texts, asked)
    column = {code: place for place, code in enumerate(model.codes_)}
    learnt = [code for code in model.learnt_ if code in offered]
    found: list[list[Suggestion]] = []
    for at, (text, row) in enumerate(zip(texts, scores.tolist(), strict=True)):
        ranked: list[Suggestion] = []
        for code in sorted(learnt, key=lambda code: -row[column[code]]):
            score = row[column[code]]
            if score < model.threshold_ or len(ranked) == limit:
                break
            words = explained_words(model, text, rows[at], code)
            if words:
                strength = "likely" if score >= LIKELY else "possible"
                ranked.append(Suggestion(code, "model", score, words, strength))
        found.append(ranked)
    return found


def _reason(codebook: Codebook, coded: int) -> str:
    if not len(codebook):
        return "There are no codes yet: make a codebook, or add codes while coding."
    if coded == 0:
        return (
            "No coded answers and no keywords yet: code about 20 answers, or give "
            "the codes keywords."
        )
    return (
        f"{coded} coded answers are too few, and the codes have no keywords: a code "
        "is learnt from 5 answers of 3 respondents, once 20 answers are coded."
    )
