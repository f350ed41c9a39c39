"""What people decided about quotes: taken, refused, cut, redacted.

Decisions are acts of the project, so they stand for everybody who writes from it. What
holds is what no later act ended, in whatever order the acts come.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hsbcode.domain.acts import Act, ActKind, Origin, Span
from hsbcode.domain.quotes import Redaction


class QuoteStep(StrEnum):
    """What a quote act decides: its ``flag``."""

    TAKE = "take"
    """The answer is a typical quote of the theme in ``code``."""
    UNLIKE = "unlike"
    """It is the one that shows the theme from another side."""
    REFUSE = "refuse"
    """It is not to be quoted for the theme."""
    CUT = "cut"
    """Its words ``start`` to ``end`` are left out wherever it is quoted."""


LOOKED = "looked"
"""The flag of a redact act without offsets: somebody read all of it for names."""
STAY = "stay"
"""The flag of a redact act on words that were proposed to be replaced, and stay."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision that stands."""

    act: str
    """Id of the act."""
    by: str
    at: str
    """UTC, ISO 8601."""
    unit: str
    code: str = ""
    step: str = ""
    span: Span | None = None
    """In the text of the box."""
    words: str = ""
    """A reason, or what the quote shows."""
    proposed: bool = False
    """The program had proposed it, and it was accepted."""


@dataclass(frozen=True, slots=True)
class QuoteDecisions:
    """Every decision that stands, by what it is about.

    What is about a stretch of words is kept under the whole answer (the box), so that
    it survives splitting.
    """

    taken: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    """Theme → answers to quote for it, as they were taken."""
    refused: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    """Theme → answers not to quote for it."""
    cuts: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    """Whole answer → the cuts in it, in order."""
    redacted: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    """Whole answer → words that are replaced; ``step`` is the role."""
    staying: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    """Whole answer → words that were proposed to be replaced, and stay."""
    looked: Mapping[str, Decision] = field(default_factory=dict)
    """Whole answer → who read all of it for names."""

    def redactions(self, whole: str) -> tuple[Redaction, ...]:
        """Return what is replaced in an answer, in order of the text."""
        return tuple(
            Redaction(one.span, one.step, one.by)
            for one in self.redacted.get(whole, ())
            if one.span is not None
        )

    def cut_spans(self, whole: str) -> tuple[Span, ...]:
        """Return what is left out of an answer, in order of the text."""
        spans = (one.span for one in self.cuts.get(whole, ()))
        return tuple(span for span in spans if span is not None)

    def is_refused(self, code: str, unit: str) -> bool:
        """Whether an answer is not to be quoted for a theme."""
        return any(one.unit == unit for one in self.refused.get(code, ()))


NO_DECISIONS = QuoteDecisions()


def quote_decisions(
    acts: Iterable[Act],
    *,
    words: Callable[[str | None], str],
    whole_of: Callable[[str], str],
    standing: Callable[[str], str],
) -> QuoteDecisions:
    """Return what holds.

    An answer that somebody took and somebody else refused is refused: what one of two
    people has doubts about is not printed.

    Args:
        acts: quote and redact acts and what ends them, in any order.
        words: id of a body → its text.
        whole_of: unit → the whole answer that it is or was a part of.
        standing: code → the code it was merged into, or itself.
    """
    by_id = {act.id: act for act in acts}
    ended = {act.ends for act in by_id.values() if act.ends is not None}
    themes: dict[str, dict[str, list[Decision]]] = defaultdict(
        lambda: defaultdict(list)
    )
    spans: dict[str, dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
    looked: dict[str, Decision] = {}
    for act in sorted(by_id.values(), key=lambda each: each.id):
        if act.id in ended or act.unit is None or act.flag is None:
            continue
        if act.kind == ActKind.QUOTE and act.code is not None:
            one = _decision(act, words, act.unit, standing(act.code))
            kind = "refused" if act.flag == QuoteStep.REFUSE else "taken"
            themes[kind][one.code].append(one)
            continue
        one = _decision(act, words, whole_of(act.unit))
        if act.kind == ActKind.REDACT and act.flag == LOOKED:
            looked[one.unit] = one
        elif one.span is not None:
            spans[_stretch_kind(act)][one.unit].append(one)
    refused = {code: _by_unit(found) for code, found in themes["refused"].items()}
    out = {(code, one.unit) for code, found in refused.items() for one in found}
    return QuoteDecisions(
        taken={
            code: tuple(o for o in _by_unit(found) if (code, o.unit) not in out)
            for code, found in themes["taken"].items()
        },
        refused=refused,
        cuts=_in_order(spans["cuts"]),
        redacted=_in_order(spans["redacted"]),
        staying=_in_order(spans["staying"]),
        looked=looked,
    )


def _stretch_kind(act: Act) -> str:
    if act.kind == ActKind.QUOTE:
        return "cuts"
    return "staying" if act.flag == STAY else "redacted"


def _decision(
    act: Act, words: Callable[[str | None], str], unit: str, code: str = ""
) -> Decision:
    span = None
    if act.start is not None and act.end is not None:
        span = Span(act.start, act.end)
    return Decision(
        act=act.id,
        by=act.coder,
        at=act.at,
        unit=unit,
        code=code,
        step=act.flag or "",
        span=span,
        words=words(act.body) if act.body else "",
        proposed=act.origin == Origin.SUGGESTION,
    )


def _by_unit(found: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the last decision about each answer, in the order of the first ones."""
    last: dict[str, Decision] = {}
    for one in found:
        last[one.unit] = one
    return tuple(last.values())


def _in_order(
    found: Mapping[str, list[Decision]],
) -> dict[str, tuple[Decision, ...]]:
    return {
        whole: tuple(sorted(some, key=lambda one: (one.span or Span(0, 0), one.act)))
        for whole, some in found.items()
    }
