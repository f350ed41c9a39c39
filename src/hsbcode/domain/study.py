"""A whole study as one value: what tables, quotes and reports are computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.counting import Verdict
from hsbcode.domain.kept_names import KeptName
from hsbcode.domain.picked_part import PickedPart
from hsbcode.domain.quantity_words import USUAL_SCALE, QuantityScale
from hsbcode.domain.quote_decisions import NO_DECISIONS, QuoteDecisions
from hsbcode.domain.quote_rules import USUAL_RULES, QuoteRules
from hsbcode.domain.recodes import Recode, RecodeNotes
from hsbcode.domain.survey import Question, Respondent, Unit


@dataclass(frozen=True, slots=True)
class Study:
    """Answers with the coding that counts; read once, then passed down."""

    name: str
    respondents: tuple[Respondent, ...]
    questions: dict[str, Question]
    """By id, in the order of the survey."""
    closed: dict[str, dict[str, tuple[str, ...]]]
    """Question → respondent → values (several only for ticks)."""
    asked: dict[str, frozenset[str]]
    """Question → respondents who could answer it."""
    units: dict[str, tuple[Unit, ...]]
    """Open question → its units, in the order of the survey."""
    verdicts: dict[str, Verdict]
    """Unit → the coding that counts."""
    codebook: Codebook
    lead: str | None = None
    held_back: frozenset[str] = frozenset()
    """Units flagged identifiable, safeguarding or not to be quoted, by anybody."""
    stays: frozenset[str] = frozenset()
    """Units whose coding was looked at as a doubtful one and left as it is."""
    coders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Unit → coders who finished it."""
    dates: dict[str, str] = field(default_factory=dict)
    """Unit → UTC date of the latest act on it."""
    sources: dict[str, str] = field(default_factory=dict)
    """Wave → names of the files it came from."""
    off_route: dict[str, frozenset[str]] = field(default_factory=dict)
    """Closed question → who answered against the route: kept, and in no figure."""
    everyone: frozenset[str] = frozenset()
    """Lists without a "none": their base is everybody who was asked."""
    outside: dict[str, frozenset[str]] = field(default_factory=dict)
    """Closed question → its answers that are no place on a scale, as Unsure."""
    recodes: dict[str, Recode] = field(default_factory=dict)
    """Derived variable → the recode behind it, where it is in force."""
    recode_notes: dict[str, RecodeNotes] = field(default_factory=dict)
    """Closed question → what its tables say about recodes."""
    names: tuple[KeptName, ...] = ()
    """Names that are masked wherever an answer is quoted."""
    quoting: QuoteDecisions = NO_DECISIONS
    """What people decided about quotes."""
    choosing: QuoteRules = USUAL_RULES
    """How quotes are chosen."""
    wholes: dict[str, str] = field(default_factory=dict)
    """Unit → the whole answer it is a part of; units that are whole are left out."""

    picked: dict[str, PickedPart] = field(default_factory=dict)
    """Open question → its coded answers, where picked ones would put shares off."""
    all_coded: bool = False
    """Whether these are counted all the same."""
    scale: QuantityScale = USUAL_SCALE
    """The words of quantity that stand for shares of people."""

    def left_out(self, question: str) -> Mapping[str, str]:
        """Return the coded answers to a question that no count is of.

        They were picked for what they are while others wait: unit → how. Quotes may
        come from them.
        """
        part = self.picked.get(question)
        return {} if part is None or self.all_coded else part.picked

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The open questions, in survey order."""
        return tuple(q for q in self.questions.values() if q.is_open)

    @property
    def closed_questions(self) -> tuple[Question, ...]:
        """The questions with options, in survey order."""
        kinds = ("closed", "tick", "ticks")
        return tuple(q for q in self.questions.values() if q.kind in kinds)
