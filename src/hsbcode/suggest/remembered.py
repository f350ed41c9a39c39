"""Vectors of answers that are asked for again and again, worked out once."""

from collections.abc import Sequence

from hsbcode.suggest.corpus import CorpusVectors
from hsbcode.suggest.products import KnownProducts


class RememberedVectors(CorpusVectors):
    """Fitted vectors with the rows of some texts at hand.

    Args:
        fitted: vectors of all answers.
        texts: those whose rows are kept.
    """

    def __init__(self, fitted: CorpusVectors, texts: Sequence[str]) -> None:
        super().__init__(fitted.min_df)
        self.__dict__.update(fitted.__dict__)
        self._places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        self._rows = fitted.transform(tuple(self._places))
        self._sense_rows = None
        self.products = KnownProducts(self._rows)
