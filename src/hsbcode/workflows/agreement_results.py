"""What somebody wants compared, and what came of it."""

from dataclasses import dataclass, field

from hsbcode.domain.agreement import AgreementReport, Confusion
from hsbcode.domain.rounds import Round
from hsbcode.domain.survey import Unit
from hsbcode.workflows.compared_codings import NOTHING_KEPT_OUT, KeptOut

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class WantedAgreement:
    """What is compared, and how."""

    question: str = ""
    """Only this open question; empty: all that two people coded."""
    round_: str = ""
    """Of this round; empty: the last released one or, where there is none, outside."""
    outside: bool = False
    """Codings outside rounds, whatever rounds there are."""
    level: str = "leaf"
    """``leaf``, or ``parent``: each code counts as the one at the top of its branch."""
    distinct: bool = False
    """Each text counts once."""
    suggested: bool | None = None
    """Whether judgements with a suggestion in sight count; None: outside rounds."""
    by_answer: bool = False
    """Resample answers one by one, not people with all of theirs."""
    more: bool = False
    """The second opinions, too."""
    resamples: int = RESAMPLES
    seed: int = 0


@dataclass(frozen=True, slots=True)
class QuestionAgreement:
    """Agreement on one open question, with what is needed to talk about it."""

    question: str
    label: str
    report: AgreementReport
    units: dict[str, Unit]
    """The units of the disagreements."""
    caution: str = ""
    """What must be said of the coders wherever their agreement is printed."""


@dataclass(frozen=True, slots=True)
class FoundAgreement:
    """Agreement over everything that was compared, and question by question."""

    report: AgreementReport
    """Over all questions; a code not offered under a question is missing there."""
    questions: tuple[QuestionAgreement, ...]
    """Each question apart; those that two coders finished something of."""
    about: str
    """What was compared, in a sentence."""
    labels: dict[str, str] = field(default_factory=dict)
    """Code → label, as the frame in force calls it."""
    round: Round | None = None
    level: str = "leaf"
    notes: tuple[str, ...] = ()
    """What must be said wherever it is printed: of the coders, what was kept out."""
    kept_out: KeptOut = NOTHING_KEPT_OUT
    units: dict[str, Unit] = field(default_factory=dict)
    """The units of the disagreements."""

    @property
    def confusions(self) -> tuple[Confusion, ...]:
        """Who said which code where another said which, most frequent first."""
        from hsbcode.agreement.confusions import confusions

        return confusions(self.report.disagreements)
