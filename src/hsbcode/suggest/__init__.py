"""Text to codes: features, model, evaluation."""

from hsbcode.suggest.estimator import CodeSuggester

__all__ = ["CodeSuggester"]
