"""The suggestion model as a scikit-learn estimator, for use from Python."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from hsbcode.domain.codebook import Codebook
from hsbcode.suggest.learning import THRESHOLD, Scores
from hsbcode.suggest.model import CodeModel


class CodeSuggester(ClassifierMixin, BaseEstimator, CodeModel):  # type: ignore[misc]
    """Scores every code for an answer.

    Args:
        codebook: code frame; its applicable codes are the columns. None: the codes
            seen in the coded answers.
        seed: the same seed, answers and codings give the same scores.
        embeddings: sentences as vectors (``language.meaning.MeaningVectors``), with
            the extra ``embeddings`` installed; True loads them; None: without.

    Attributes:
        codes_: ids of the codes, in the order of the columns: children before their
            parent, so that of equal scores the more exact code comes first.
        learnt_: codes with enough coded answers: at least 5 positive from 3
            respondents, some negative, and 20 coded answers in all.
        threshold_: score from which a learnt code is worth suggesting, tuned on
            answers the model had not seen; None where nothing is learnt.
        loo_: probabilities of the coded answers without what they, their respondent
            and equal texts taught, shape (n, k); NaN where a code is not offered, and
            for answers not learnt from.
        coded_: number of coded answers learnt from, at most 20,000.
        run_: id of this model: the same for the same answers, codings and codebook.
    """

    def __init__(
        self,
        codebook: Codebook | None = None,
        seed: int = 0,
        embeddings: Any = None,
    ) -> None:
        self.codebook = codebook
        self.seed = seed
        self.embeddings = embeddings

    def predict_proba(self, texts: Sequence[str]) -> Scores:
        """Return ``scores`` of answers to no question in particular."""
        return self.scores(texts)

    def predict(self, texts: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return 1 for each answer and code worth suggesting, shape (n, k)."""
        scores = self.scores(texts)
        least = THRESHOLD if self.threshold_ is None else self.threshold_
        return (scores >= least).astype(np.int64)

    @property
    def classes_(self) -> npt.NDArray[np.str_]:
        """Ids of the codes, as scikit-learn calls them."""
        check_is_fitted(self, "codes_")
        return np.array(self.codes_, dtype=np.str_)

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that answers are texts and may have several codes."""
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.input_tags.string = True
        tags.target_tags.multi_output = True
        tags.classifier_tags.multi_label = True
        return tags

    def _check(self) -> None:
        check_is_fitted(self, "codes_")
