"""Why a code is suggested for an answer, and why another one is not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.explanations import Explanation, SpokenFor
from hsbcode.domain.quality import LEAST_FOR_SHARES
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.suggestions import suggest

if TYPE_CHECKING:
    from hsbcode.suggest.model import CodeModel

MOST_ANSWERS = 3
_LISTENED_TO = 30
"""Coded answers among which both sides are looked for."""
LEAST_CODED, LEAST_POSITIVES, LEAST_RESPONDENTS = 20, 5, 3
"""As of ``learning``, which cannot be imported without numpy."""


@dataclass(frozen=True, slots=True)
class Coded:
    """The answers a model was fitted on, in that order."""

    units: Sequence[str]
    code_sets: Sequence[Collection[str]]
    people: Sequence[str]
    questions: Sequence[str]


NOTHING_CODED = Coded((), (), (), ())


def explain(
    model: "CodeModel | None",
    codebook: Codebook,
    unit: str,
    text: str,
    question: str,
    code: str,
    coded: Coded = NOTHING_CODED,
    limit: int = 5,
) -> Explanation:
    """Return what speaks for a code in an answer or, where nothing is shown, why.

    Args:
        model: what has been learnt; None: the codebook alone.
        codebook: the frame in force.
        unit: id of the answer.
        text: the answer.
        question: its question.
        code: id of the code that is asked about; one of the frame.
        coded: what the model was fitted on.
        limit: most suggestions for an answer.
    """
    known = codebook[code]
    row = coded.units.index(unit) if unit in coded.units else None
    ranked = suggest(model, codebook, question, [text], len(codebook), [row])[0]
    place = next((at for at, each in enumerate(ranked) if each.code == code), None)
    shown = ranked[place] if place is not None and place < limit else None
    words = ranked[place].words if place is not None else ()
    hit = next(
        (h for h in codebook_evidence(codebook).hits(text) if h.code == code), None
    )
    offered = known.can_be_applied and known.offered_for(question)
    kind, item = "", ""
    answers: tuple[SpokenFor, ...] = ()
    if model is not None and offered and code in model.codes_:
        nearest = model.nearest_item(text, question, code)
        if nearest is not None:
            kind, item = nearest.kind, nearest.text
        answers = _telling(
            [
                SpokenFor(coded.units[row], code in coded.code_sets[row], weight)
                for row, weight in model.influences(text, question, code, _LISTENED_TO)
                # An answer that is coded already would only speak for itself.
                if coded.units[row] != unit
            ],
            suggested=shown is not None,
        )
    return Explanation(
        unit,
        code,
        suggested=shown is not None,
        source=shown.source if shown else "",
        strength=shown.strength if shown else "",
        words=words or (hit.words if hit is not None and offered else ()),
        keywords=hit.words if hit is not None and hit.keywords and offered else (),
        item_kind=kind,
        item=item,
        answers=answers,
        reasons=()
        if shown
        else tuple(
            _why_not(model, known, question, text, coded, row, place, limit, codebook)
        ),
    )


def _telling(found: list[SpokenFor], *, suggested: bool) -> tuple[SpokenFor, ...]:
    """Return the loudest: first why it is so, then one that spoke otherwise."""
    sides: tuple[list[SpokenFor], list[SpokenFor]] = ([], [])
    for each in found:
        sides[(each.weight > 0) is not suggested].append(each)
    why, otherwise = sides
    kept = why[: MOST_ANSWERS - min(1, len(otherwise))]
    return (*kept, *otherwise[: MOST_ANSWERS - len(kept)])


def _why_not(
    model: "CodeModel | None",
    code: Code,
    question: str,
    text: str,
    coded: Coded,
    row: int | None,
    place: int | None,
    limit: int,
    codebook: Codebook,
) -> list[str]:
    if not code.can_be_applied:
        held = "only holds other codes" if code.kind == "container" else "is retired"
        return [f"It {held}, so it is never suggested."]
    if not code.offered_for(question):
        return ["It is not offered for this question."]
    if place is not None:
        return [
            f"Other codes are likelier: it comes {place + 1}. and {limit} are shown."
        ]
    learnt = model is not None and code.id in model.learnt_
    found = (
        _below_limit(model, code, text, question, row)
        if learnt
        else _not_learnt(code, coded)
    )
    return [*found, *_no_hit(code, text, codebook, learnt=learnt)]


def _below_limit(
    model: "CodeModel | None", code: Code, text: str, question: str, row: int | None
) -> list[str]:
    assert model is not None
    score = float(
        model.scores([text], [question], [row])[0, model.codes_.index(code.id)]
    )
    least = model.threshold_
    if least is not None and score >= least:
        return ["No word of the answer can be named that speaks for it."]
    if model.coded_ < LEAST_FOR_SHARES or least is None:
        return ["From what is coded so far the model finds it unlikely here."]
    return [f"The model gives it a score of {score:.2f}; the limit is {least:.2f}."]


def _not_learnt(code: Code, coded: Coded) -> list[str]:
    asked = [
        row for row, question in enumerate(coded.questions)
        if code.offered_for(question)
    ]  # fmt: skip
    rows = [row for row in asked if code.id in coded.code_sets[row]]
    people = {coded.people[row] for row in rows}
    if len(rows) < LEAST_POSITIVES:
        words = "coded example" if len(rows) == 1 else "coded examples"
        return [f"Too few to learn it from: {len(rows)} {words} of {LEAST_POSITIVES}."]
    if len(people) < LEAST_RESPONDENTS:
        return [
            f"Too few to learn it from: its {len(rows)} coded examples come from "
            f"{len(people)} people of {LEAST_RESPONDENTS}."
        ]
    if len(coded.units) < LEAST_CODED:
        return [
            f"Nothing is learnt yet: {len(coded.units)} coded answers of {LEAST_CODED}."
        ]
    return ["The model has not learnt it yet."]


def _no_hit(code: Code, text: str, codebook: Codebook, *, learnt: bool) -> list[str]:
    if not code.keywords:
        return ["It has no keywords in the codebook."]
    hits = codebook_evidence(codebook).keyword_counts(text)
    if code.id in hits:
        return []
    lowered = text.casefold()
    denied = [word for word in code.keywords if word.casefold() in lowered]
    if denied:
        return [
            f"Its keyword “{denied[0]}” stands there, but is denied or part of "
            "another word."
        ]
    also = ", either" if learnt else ""
    count = len(code.keywords)
    none = "its keyword is not" if count == 1 else f"none of its {count} keywords is"
    return [f"{none[:1].upper()}{none[1:]} in the answer{also}."]
