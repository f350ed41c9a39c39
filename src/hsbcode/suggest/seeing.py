"""How answers are looked at: what counts how much, and the codebook prepared for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hsbcode.language.meaning import MeaningVectors
from hsbcode.language.vectors import TextVectors
from hsbcode.suggest.columns import CodeColumns
from hsbcode.suggest.corpus import corpus_vectors
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.features import AnswerFeatures
from hsbcode.suggest.prior import CodebookPrior
from hsbcode.suggest.prior_weights import Weights
from hsbcode.suggest.stance import told_apart

SENSES_ALONE = 0.6
"""How much it counts what words go with, where no codebook says it."""
MEANING = 0.4
"""How much embeddings count, until there is enough to choose another weight."""
MEANINGS = (0.2, 0.4, 0.6)
LEAST_FOR_CHOICE, MOST_FOR_CHOICE = 50, 1_000


@dataclass(frozen=True, slots=True)
class Seeing:
    """The features of answers and the prior of a codebook, before anything is coded."""

    features: AnswerFeatures
    prior: CodebookPrior
    start: Weights

    @classmethod
    def of(
        cls,
        columns: CodeColumns,
        corpus: Sequence[str] | TextVectors,
        count: int,
        embeddings: Any,
    ) -> "Seeing":
        """Choose how answers are looked at, and prepare the codebook.

        Args:
            columns: the codes and their codebook.
            corpus: all answers of the project, or vectors fitted on them; what was
                prepared for these once is taken again.
            count: number of coded answers.
            embeddings: as of ``CodeModel``.
        """
        book = columns.book
        if not isinstance(corpus, TextVectors):
            corpus = corpus_vectors(corpus)
        encoder = MeaningVectors.load() if embeddings is True else embeddings
        senses = 0.0
        if getattr(corpus, "senses", np.zeros((0, 0))).shape[1]:
            alone = SENSES_ALONE - 0.3 * min(1.0, count / 1_000)
            senses = alone if book is None else 0.5 * count / (count + 400)
        if encoder is not None:
            senses = SENSES_ALONE / 2 if book is None else 0.0
        features = AnswerFeatures(
            corpus,
            None if book is None else codebook_evidence(book),
            senses,
            MEANING if encoder is not None else 0.0,
            encoder,
            told_apart(code.label for code in columns.codes if code is not None),
        )
        kept = getattr(corpus, "prepared", {})
        key = (book, columns.ids, id(encoder))
        if key not in kept:
            prior = CodebookPrior(features, columns.codes)
            sample = getattr(corpus, "sample", ()) or [item[2] for item in prior.items]
            kept.clear()
            kept[key] = (prior, prior.prepare(sample))
        return cls(features, *kept[key])


def meaning_shares(features: AnswerFeatures, count: int) -> list[AnswerFeatures]:
    """Return the weights of embeddings to choose from by leaving out.

    Args:
        features: with the usual weight.
        count: number of coded answers.
    """
    enough = LEAST_FOR_CHOICE <= count <= MOST_FOR_CHOICE
    if features.embeddings is None or not enough:
        return [features]
    return [replace(features, meaning_share=share) for share in MEANINGS]
