"""What the widgets of the coding screen show, as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass

from hsbcode.domain.acts import Span
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.passes import UnitPass, UnitState
from hsbcode.domain.suggestions import Suggestion
from hsbcode.domain.survey import Unit
from hsbcode.numbers.rounding import percent
from hsbcode.workflows.answer_lines import Around
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.earlier_codings import EarlierCoding


@dataclass(frozen=True, slots=True)
class Heading:
    """The title line: where one is and how far one has come."""

    file: str = ""
    question: str = ""
    coder: str = ""
    round: str = ""
    finished: int = 0
    total: int = 0
    read_only: bool = False
    blind: bool = True
    """Of a round: whether it is coded blind."""


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    """A suggestion with the code's name."""

    label: str
    suggestion: Suggestion

    @property
    def strength(self) -> str:
        """A percentage where a model gave it, else words."""
        if self.suggestion.source != "model":
            return self.suggestion.source_words
        return strength_of(self.suggestion)


@dataclass(frozen=True, slots=True)
class AnswerState:
    """One answer with all that stands around it."""

    unit: Unit
    state: UnitState
    codes: tuple[str, ...]
    """Labels of the codes that stand on the whole answer."""
    spans: tuple["CodedWords", ...]
    """In order of the text."""
    beside: tuple["Beside", ...]
    """The other parts of the answer, then what the person wrote in other boxes."""
    earlier: tuple[EarlierCoding, ...]
    """How the coder had coded it before it changed, was split or joined."""
    elsewhere: tuple[tuple[str, str], ...]
    """(question label, text) of what the person wrote under other questions."""
    closed: tuple[tuple[str, str], ...]
    """(question label, answer), the most useful first."""
    notes: tuple[str, ...]
    flags: tuple[tuple[str, str], ...]
    """(flag, its note)."""
    suggestions: tuple[ShownSuggestion, ...]
    doubt: str = ""
    """Why its coding is doubtful."""

    @property
    def title(self) -> str:
        """The frame's title: reference, box, state."""
        parts = [self.unit.reference]
        if self.unit.boxes > 1:
            parts.append(f"slot {self.unit.box} of {self.unit.boxes}")
        if self.unit.part:
            parts.append(f"part {self.unit.part} of {self.unit.parts}")
        if self.state is not UnitState.UNSEEN:
            parts.append("✓ finished" if self.codes or self.spans else "– no code")
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class CodedWords:
    """A stretch of ``unit.text`` with a code of its own."""

    code: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Beside:
    """Another answer or part of the same person under the same question."""

    name: str
    """``part 2``, or ``slot 3``."""
    text: str
    codes: tuple[str, ...]
    finished: bool


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row of the codes: a code, or a heading that only holds codes."""

    code: str
    label: str
    depth: int = 0
    heading: bool = False
    digit: str = ""
    key: str = ""
    applied: bool = False
    suggestion: Suggestion | None = None


def strength_of(suggestion: Suggestion) -> str:
    """Return how strong it is; percentages only from a model that has learnt enough."""
    told = suggestion.source == "model" and not suggestion.in_words
    if told and suggestion.score is not None:
        return percent(round(1000 * suggestion.score), 1000)
    return suggestion.strength


def heading_of(session: CodingSession) -> Heading:
    """Return the title line of a session."""
    tally = session.tally()
    return Heading(
        session.project.path.name,
        session.question.label,
        session.coder,
        session.round or "",
        tally.finished,
        tally.total,
        not session.writable,
        session.round in session.project.rounds
        and session.project.rounds[session.round].is_closed,
    )


def answer_state(
    session: CodingSession,
    unit: Unit,
    around: Around,
    suggestions: Sequence[Suggestion],
) -> AnswerState:
    """Return what the screen shows of one answer."""
    held = session.held(unit.id)
    book = session.codebook
    length = len(unit.text)
    spans = []
    for code, span in held.spans():
        # Spans count from the start of the box, what is shown from that of the unit.
        start, end = span.start - unit.start, span.end - unit.start
        if end > 0 and start < length:
            stretch = Span(max(0, start), min(end, length))
            spans.append(CodedWords(code, book.label(code), stretch))
    whole = [
        book.label(code) for code, acts in held.applied.items() if None in acts.values()
    ]
    return AnswerState(
        unit=unit,
        state=held.state,
        codes=tuple(whole),
        spans=tuple(spans),
        beside=_beside(session, unit, around),
        earlier=session.parts.earlier(unit),
        elsewhere=tuple((label, other.text) for label, other in around.elsewhere),
        closed=around.closed,
        notes=session.notes(unit.id),
        flags=_flags(session, held),
        suggestions=tuple(
            ShownSuggestion(book.label(each.code), each) for each in suggestions
        ),
        doubt=session.choice.doubts.words(unit.id),
    )


def _beside(session: CodingSession, unit: Unit, around: Around) -> tuple[Beside, ...]:
    """Return the parts of the same box first, then the other boxes."""
    others = [other for other in around.siblings if other.id != unit.id]
    found = []
    for other in sorted(others, key=lambda each: each.box_id != unit.box_id):
        same = other.box_id == unit.box_id
        name = f"part {other.part}" if same else f"slot {other.label}"
        held = session.held(other.id)
        codes = tuple(session.codebook.label(code) for code in held.applied)
        found.append(Beside(name, other.text, codes, held.finished))
    return tuple(found)


def code_rows(
    session: CodingSession, held: UnitPass, suggestions: Sequence[Suggestion]
) -> tuple[CodeRow, ...]:
    """Return the codes of the question, under the headings that hold them."""
    book = session.codebook
    suggested = {each.code: each for each in suggestions}
    digits = {code: digit for digit, code in session.digits.items()}
    rows: list[CodeRow] = []
    named: set[str] = set()
    for code in session.codes:
        rows.extend(headings_above(book, code, named))
        named.add(code.id)
        applied = code.id in held.applied
        rows.append(
            CodeRow(
                code=code.id,
                label=code.label,
                depth=book.depth(code.id),
                digit=digits.get(code.id, ""),
                key=code.key,
                applied=applied,
                suggestion=None if applied else suggested.get(code.id),
            )
        )
    return tuple(rows)


def headings_above(book: Codebook, code: Code, named: set[str]) -> list[CodeRow]:
    """Return the headings over a code that were not named yet; they are from now on."""
    rows = []
    for above in reversed(book.ancestors(code.id)):
        if above not in named:
            named.add(above)
            rows.append(
                CodeRow(above, book.label(above), book.depth(above), heading=True)
            )
    return rows


def _flags(session: CodingSession, held: UnitPass) -> tuple[tuple[str, str], ...]:
    log = session.project.log
    return tuple(
        (flag, "; ".join(filter(None, (log.body(body) for body in acts.values()))))
        for flag, acts in held.flags.items()
    )
