"""Text to codes: features, model, evaluation.

Codebook evidence and messages are plain Python; scikit-learn is imported only when
``CodeSuggester`` is asked for, so the terminal application can use the rest freely.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hsbcode.suggest.estimator import CodeSuggester

__all__ = ["CodeSuggester"]


def __getattr__(name: str) -> object:
    """Import the estimator at the moment it is needed (PEP 562)."""
    if name == "CodeSuggester":
        from hsbcode.suggest.estimator import CodeSuggester  # noqa: PLC0415

        return CodeSuggester
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
