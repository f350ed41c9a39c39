"""Suggestions for answers: the model's where it has learnt, else the codebook's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.quality import LEAST_FOR_SHARES
from hsbcode.domain.suggestions import ModelState, Suggestion
from hsbcode.suggest.evidence import codebook_evidence

if TYPE_CHECKING:
    from hsbcode.suggest.learning import Scores
    from hsbcode.suggest.model import CodeModel

LIKELY = 0.6


def suggest(
    model: "CodeModel | None",
    codebook: Codebook,
    question: str | None,
    texts: Sequence[str],
    limit: int = 5,
    rows: Sequence[int | None] | None = None,
) -> list[list[Suggestion]]:
    """Return at most ``limit`` suggestions for each answer, best first.

    A learnt code is suggested by the model where its score reaches the threshold;
    any other code by what the codebook says, after the model's, the likelier first;
    a keyword that very many answers hold is no reason. Only codes of ``codebook``
    that are offered for the question are suggested, and only where some word of the
    answer speaks for them.

    Args:
        model: what has been learnt; None: the codebook alone.
        codebook: the code frame in force.
        question: id of the question all these answers belong to; None: any, so
            that every code is offered.
        texts: the answers.
        limit: most suggestions for one answer.
        rows: where an answer was learnt from, its row among those: what it taught
            itself then counts for nothing.
    """
    learnt = frozenset(model.learnt_) if model is not None else frozenset()
    evidence = codebook_evidence(codebook)
    offered = {
        code.id
        for code in evidence.codes
        if question is None or code.offered_for(question)
    }
    found: list[list[Suggestion]] = []
    asked = [question] * len(texts)
    scores = None if model is None else model.own_scores(texts, asked, rows)
    places = [None] * len(texts) if rows is None else rows
    by_model = _by_model(model, scores, offered, question, texts, limit, places)
    for row, (text, ranked) in enumerate(zip(texts, by_model, strict=True)):
        from_codebook = [
            suggestion
            for suggestion in evidence.suggestions(text, question, len(codebook))
            if suggestion.code not in learnt
        ]
        if model is not None and scores is not None:
            said = dict(zip(model.codes_, scores[row].tolist(), strict=True))
            from_codebook = _likelier_first(model, text, said, from_codebook)
        found.append([*ranked, *from_codebook][:limit])
    return found


def _likelier_first(
    model: "CodeModel",
    text: str,
    scores: dict[str, float],
    hits: list[Suggestion],
) -> list[Suggestion]:
    heard = [
        hit
        for hit in hits
        if hit.strength != "keyword"
        or hit.code not in scores
        or model.prior_.hears(text, hit.code)
    ]
    return sorted(heard, key=lambda hit: -scores.get(hit.code, 0.0))


def model_state(model: "CodeModel | None", codebook: Codebook) -> ModelState:
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
    model: "CodeModel | None",
    scores: "Scores | None",
    offered: set[str],
    question: str | None,
    texts: Sequence[str],
    limit: int,
    places: Sequence[int | None],
) -> list[list[Suggestion]]:
    if model is None or model.threshold_ is None or scores is None:
        return [[] for _ in texts]
    from hsbcode.suggest.explaining import explained_words  # noqa: PLC0415 - heavy

    rows = model.features_.text_rows(texts)
    column = {code: place for place, code in enumerate(model.codes_)}
    learnt = [code for code in model.learnt_ if code in offered]
    few = model.coded_ < LEAST_FOR_SHARES
    found: list[list[Suggestion]] = []
    for at, (text, row) in enumerate(zip(texts, scores.tolist(), strict=True)):
        ranked: list[Suggestion] = []
        for code in sorted(learnt, key=lambda code: -row[column[code]]):
            score = row[column[code]]
            if score < model.threshold_ or len(ranked) == limit:
                break
            words = explained_words(model, text, rows[at], code, question, places[at])
            if words and _is_named(model, text, code, words):
                strength = "likely" if score >= LIKELY else "possible"
                ranked.append(Suggestion(code, "model", score, words, strength, few))
        found.append(ranked)
    return found


def _is_named(model: "CodeModel", text: str, code: str, words: tuple[str, ...]) -> bool:
    """Whether a code for something named has its name there, and not just a word.

    "our aim is safety" names no AIM assessment.
    """
    if model.codebook is None or model.codebook[code].kind != "named_entity":
        return True
    return model.prior_.hears(text, code) or any(
        letter.isupper() or letter.isdigit() for word in words for letter in word
    )


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
