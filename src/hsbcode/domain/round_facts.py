"""What the log says of a released round: plain facts, for pages and methods."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hsbcode.domain.rounds import Round


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of a round, by whom and when."""

    step: str
    by: str
    at: str
    """UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class CoderShare:
    """What one coder did in a round, as it was released."""

    coder: str
    answers: int
    """In their share."""
    finished: int
    codings: int
    """Codes given to the answers they finished."""
    seen_before: int = 0
    """Answers of the share that they had coded before, outside the round or in an
    earlier one: not their first look."""
    with_suggestions: int = 0
    """Finished with a suggestion in sight."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the answers on which the coders of a round differed."""

    differed: int
    decided: int
    """Of them: with a decision that stands."""
    as_coded_by: Mapping[str, int] = field(default_factory=dict)
    """Coder → decisions that are exactly what they had coded."""
    as_nobody: int = 0
    """Decisions that nobody had coded so."""
    with_reason: int = 0
    by: tuple[str, ...] = ()
    """Who settled."""
    conflicting: int = 0
    """Answers on which two decisions stand, made apart."""


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """Everything about a round that a page or a methods section may say.

    Nothing of it is the text of an answer, a memo or a reason.
    """

    round: Round
    study: str
    steps: tuple[StepTaken, ...]
    """Drawn, assigned, begun, released, settled: the first of each."""
    questions: tuple[str, ...]
    """Labels of the open questions of the sample."""
    of: int
    """Answers that the sample was drawn from."""
    people: int
    """Respondents in the sample."""
    strata: str
    """Label of what the sample was drawn by; empty where by nothing."""
    coders: tuple[CoderShare, ...]
    shared: int
    """Answers finished by two coders or more."""
    unfinished: int
    """Answers (coder by coder) that were missing at the release."""
    parts: int
    """Units of the sample that are parts of an answer."""
    spans: int
    """Codes given to a stretch of words."""
    codebook: str
    """Title of the code frame."""
    codebook_version: str
    codes: int
    """Codes that could be given, as the frame stood at the release."""
    settled: Settled
    late: int = 0
    """Acts that came after the release; no coefficient holds them."""
    earlier: tuple[str, ...] = ()
    """Labels of rounds released before this one was begun, by some of its coders."""
    edited_after: int = 0
    """Edits of the code frame since the release."""
    cautions: tuple[str, ...] = ()
    """What the project says of its coders wherever their agreement is printed."""

    @property
    def share(self) -> float:
        """Answers of the sample as a share of those it was drawn from, 0..1."""
        return len(self.round.units) / self.of if self.of else 0.0

    @property
    def finished(self) -> int:
        """Codings finished, all coders together."""
        return sum(each.finished for each in self.coders)

    def at(self, step: str) -> str:
        """Return the day of a step, ``2026-11-23``; empty where it was not taken."""
        return next((each.at[:10] for each in self.steps if each.step == step), "")
