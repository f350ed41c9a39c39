"""Suggestions as values: kept apart from codings, always explained."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code the machine would consider for a unit."""

    code: str
    source: str
    """``model``: learnt from codings; ``codebook``: keyword, definition or example
    hits only, which are never given as a percentage."""
    score: float | None
    """Calibrated-ish probability 0..1 of the model; None from the codebook."""
    words: tuple[str, ...]
    """The words that count for it, as they stand in the answer."""
    strength: str
    """In words: ``likely``, ``possible``, or ``keyword``, ``definition``,
    ``example``."""


@dataclass(frozen=True, slots=True)
class ModelState:
    """What the suggestions of the moment rest on, or why there are none."""

    run: str
    """Id of the model run; empty where there is none."""
    learnt: tuple[str, ...]
    """Codes with enough coded examples."""
    from_codebook: tuple[str, ...]
    """Codes suggested by codebook hits only."""
    coded: int
    """Units it learnt from."""
    threshold: float | None
    reason: str = ""
    """Why there are no suggestions, in a sentence."""


@dataclass(frozen=True, slots=True)
class CodeQuality:
    """How far the suggestions of one code can be trusted, out of fold."""

    code: str
    positives: int
    suggested: int
    right: int
    precision: float | None
    recall: float | None
    f1: float | None
    verdict: str
    """In words, e.g. ``of 10 suggested, 8 were right``; or why not judged."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Out-of-fold quality over all codes; folds keep a respondent together."""

    units: int
    respondents: int
    folds: int
    codes: tuple[CodeQuality, ...]
    precision_at_1: float | None
    recall_at_5: float | None
    micro_f1: float | None
    baseline_at_1: float | None
    """Always suggesting the commonest code."""
    keywords_at_1: float | None
    """Suggesting by codebook hits alone."""
    reason: str = ""
    """Why nothing could be judged, in a sentence."""
