"""Suggestions as values: kept apart from codings, always explained."""

from dataclasses import dataclass

from hsbcode.domain.quality import CodeQuality, Quality

__all__ = ["CodeQuality", "ModelState", "Quality", "Suggestion"]


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
    in_words: bool = False
    """Whether too little is coded for its score to be shown as a percentage."""

    @property
    def source_words(self) -> str:
        """Where it comes from, or how strong it is where a model has learnt it."""
        if self.source == "model":
            return self.strength
        kind = "" if self.strength == "keyword" else f", {self.strength}"
        return f"from the codebook{kind}"


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
