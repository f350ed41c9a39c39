"""What the suggestion process does when it is asked: it keeps answers and a model."""

import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hsbcode.domain.errors import ModelError
from hsbcode.language.meaning import MeaningVectors, installed
from hsbcode.suggest.corpus import corpus_vectors
from hsbcode.suggest.doubtful import doubtful
from hsbcode.suggest.message_values import (
    Message,
    codebook_from_dict,
    doubt_to_dict,
    explanation_to_dict,
    list_in,
    state_to_dict,
    suggestion_to_dict,
    word_in,
)
from hsbcode.suggest.model import CodeModel
from hsbcode.suggest.next_answers import most_useful
from hsbcode.suggest.suggestions import model_state, suggest
from hsbcode.suggest.why import NOTHING_CODED, Coded, explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from hsbcode.domain.codebook import Codebook
    from hsbcode.language.vectors import TextVectors

_SECONDS_TO_READ = 0.5
"""Reading for meaning stops as often, so that suggestions never wait for longer."""


class _Answer(NamedTuple):
    text: str
    question: str
    respondent: str


class ModelAtWork:
    """Holds the answers and the latest model; one request at a time."""

    def __init__(self) -> None:
        self._answers: dict[str, _Answer] = {}
        self._vectors: TextVectors | None = None
        self._codebook: Codebook | None = None
        self._model: CodeModel | None = None
        self._meaning: MeaningVectors | None = None
        self._all_read = False
        self._coded: Counter[str] = Counter()
        """Code → how many coded answers have it."""
        self._learnt_from = NOTHING_CODED
        self._learnt_at: dict[str, int] = {}

    def answer(self, request: Message) -> Message:
        """Return the answer to one request.

        Raises:
            ModelError: the request cannot be met; names the field.
        """
        kinds: dict[str, Callable[[Message], Message]] = {
            "answers": self._take_answers,
            "learn": self._learn,
            "suggest": self._suggest,
            "useful": self._useful,
            "explain": self._explain,
            "doubts": self._doubts,
            "meaning": self._read_for_meaning,
        }
        wanted = request.get("do")
        if not isinstance(wanted, str) or wanted not in kinds:
            raise ModelError(
                "The field do names no request.", "Requests are: " + ", ".join(kinds)
            )
        return kinds[wanted](request)

    def _take_answers(self, request: Message) -> Message:
        given = {
            word_in(unit, "id"): _Answer(
                word_in(unit, "text"),
                word_in(unit, "question"),
                word_in(unit, "respondent"),
            )
            for unit in list_in(request, "units")
        }
        if not request.get("more"):
            self._answers = {}
        self._answers.update(given)
        self._vectors = None
        self._all_read = False
        return {"done": "answers", "count": len(self._answers)}

    def _read_for_meaning(self, request: Message) -> Message:
        """Read the next answers; they count once all of them are read."""
        if not installed():
            return {"done": "meaning", "read": 0, "total": 0}
        if self._meaning is None:
            self._meaning = MeaningVectors(Path(word_in(request, "cache")))
        texts = list(dict.fromkeys(answer.text for answer in self._answers.values()))
        left = len(self._meaning.missing(texts))
        if left:
            until = time.monotonic() + _SECONDS_TO_READ
            for progress in self._meaning.prepare(texts):
                left = progress.total - progress.done
                if time.monotonic() > until:
                    break
            if not left:
                # a folder nobody may write to costs time at the next start only
                with suppress(OSError):
                    self._meaning.keep(texts)
        self._all_read = not left
        new = not left and (self._model is None or self._model.embeddings is None)
        read = len(texts) - left
        return {"done": "meaning", "read": read, "total": len(texts), "new": new}

    def _learn(self, request: Message) -> Message:
        codebook = codebook_from_dict(request.get("codebook"))
        coded: list[tuple[_Answer, frozenset[str]]] = []
        units: list[str] = []
        left_out = 0
        for coding in list_in(request, "codings"):
            answer = self._answers.get(word_in(coding, "unit"))
            codes = frozenset(str(code) for code in list_in(coding, "codes"))
            if answer is None:
                # a coder's own codings reach beyond the questions on the screen
                left_out += 1
            else:
                coded.append((answer, codes))
                units.append(word_in(coding, "unit"))
        if self._vectors is None:
            every = [answer.text for answer in self._answers.values()]
            self._vectors = corpus_vectors(every)
        meaning = self._meaning if self._all_read else None
        self._model = CodeModel(codebook, embeddings=meaning).fit(
            [answer.text for answer, _ in coded],
            [codes for _, codes in coded],
            groups=[answer.respondent for answer, _ in coded],
            questions=[answer.question for answer, _ in coded],
            corpus=self._vectors,
        )
        limit = request.get("limit")
        if isinstance(limit, float) and self._model.threshold_ is not None:
            self._model.threshold_ = limit
        self._coded = Counter(code for _answer, codes in coded for code in codes)
        self._learnt_from = Coded(
            units,
            [codes for _, codes in coded],
            [answer.respondent for answer, _ in coded],
            [answer.question for answer, _ in coded],
        )
        self._learnt_at = {unit: row for row, unit in enumerate(units)}
        self._codebook = codebook
        state = model_state(self._model, codebook)
        return {"done": "learn", "state": state_to_dict(state), "left_out": left_out}

    def _suggest(self, request: Message) -> Message:
        if self._codebook is None:
            raise ModelError("No codebook was handed over yet.", "Send learn first.")
        units = [str(unit) for unit in list_in(request, "units")]
        limit = request.get("limit", 5)
        if not isinstance(limit, int) or limit < 0:
            raise ModelError("The field limit is no number of suggestions.")
        texts = [self._known(unit).text for unit in units]
        rows = [self._learnt_at.get(unit) for unit in units]
        found = suggest(
            self._model,
            self._codebook,
            word_in(request, "question"),
            texts,
            limit,
            rows,
        )
        return {
            "done": "suggest",
            "suggestions": {
                unit: [suggestion_to_dict(suggestion) for suggestion in ranked]
                for unit, ranked in zip(units, found, strict=True)
            },
        }

    def _useful(self, request: Message) -> Message:
        if self._vectors is None:
            raise ModelError("No answers were handed over yet.", "Send learn first.")
        units = [str(unit) for unit in list_in(request, "units")]
        texts = [self._known(unit).text for unit in units]
        probabilities = scores = coded = None
        if self._model is not None and texts:
            asked = [word_in(request, "question")] * len(texts)
            codes = self._model.codes_
            scores = self._model.scores(texts, asked)
            coded = np.array([self._coded[code] for code in codes], dtype=np.int64)
            if self._model.learnt_:
                learnt = [codes.index(code) for code in self._model.learnt_]
                probabilities = scores[:, learnt]
        ranked = most_useful(
            texts, self._vectors.transform(texts), probabilities, scores, coded
        )
        return {"done": "useful", "units": [units[at] for at in ranked]}

    def _doubts(self, request: Message) -> Message:
        if self._codebook is None or self._model is None:
            raise ModelError("Nothing was learnt yet.", "Send learn first.")
        codings = {
            word_in(coding, "unit"): [str(code) for code in list_in(coding, "codes")]
            for coding in list_in(request, "codings")
        }
        units, asked = self._learnt_from.units, self._learnt_from.questions
        questions = dict(zip(units, asked, strict=True))
        found = doubtful(self._model, self._codebook, units, codings, questions)
        return {"done": "doubts", "doubts": [doubt_to_dict(each) for each in found]}

    def _explain(self, request: Message) -> Message:
        if self._codebook is None:
            raise ModelError("No codebook was handed over yet.", "Send learn first.")
        unit, code = word_in(request, "unit"), word_in(request, "code")
        if code not in self._codebook:
            raise ModelError(f"The codebook handed over has no code “{code}”.")
        answer = self._known(unit)
        found = explain(
            self._model,
            self._codebook,
            unit,
            answer.text,
            answer.question,
            code,
            self._learnt_from,
        )
        return {"done": "explain", "explanation": explanation_to_dict(found)}

    def _known(self, unit: str) -> _Answer:
        try:
            return self._answers[unit]
        except KeyError:
            raise ModelError(
                f"The unit {unit} is not among the answers handed over.",
                "Send the answers again after an import or a split.",
            ) from None
