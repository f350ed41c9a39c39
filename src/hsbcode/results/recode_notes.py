"""What is printed about a recode: the footnote, its dependents, a sister's figure."""

from fractions import Fraction

from hsbcode.domain.closed_form import ClosedQuestion, DerivedRule
from hsbcode.domain.counted_text import CountedText, Part
from hsbcode.domain.recodes import Ground, Recode, RecodeSteps, SisterRecode
from hsbcode.domain.shares import Share
from hsbcode.numbers.printing import LOW_BASE, printed_percent
from hsbcode.numbers.rounding import half_up

_STAYING = (
    (Ground.OTHER, "without the code"),
    (Ground.MIXED, "with the code and another beside it"),
    (Ground.APART, "counted apart"),
    (Ground.NOTHING, "with nothing to code"),
    (Ground.SILENT, "who wrote nothing"),
    (Ground.UNDECIDED, "not decided yet"),
)


def footnote(
    rule: DerivedRule,
    recode: Recode,
    steps: RecodeSteps,
    made_from: ClosedQuestion,
) -> str:
    """Return the footnote of a recode: who was moved, who stayed, both figures."""
    start, end = (label_of(made_from, option) for option in rule.move)
    parts: list[Part] = [
        f"Recode {rule_name(rule)}: of ",
        steps.as_answered.count,
        f" who answered “{start}”, ",
        steps.moved.count,
        f" count as “{end}”, because everything they wrote under “{recode.question}” "
        f"is coded “{recode.code}” and nothing else. As answered ",
        *_of(steps.as_answered),
        ", corrected ",
        *_of(steps.corrected),
        "; the base is unchanged. ",
        steps.corrected.count,
        " stay: ",
    ]
    words: list[Part] = []
    for ground, said in _STAYING:
        if steps.count(ground):
            named = " or ".join(f"“{label}”" for label in recode.apart)
            extra = f" ({named})" if ground is Ground.APART else ""
            words += [", " if words else "", steps.count(ground), f" {said}{extra}"]
    parts += words or ["nobody"]
    parts.append(".")
    decision = recode.decision
    if decision is not None:
        who = "" if decision.by == "project" else f" by {decision.by}"
        parts += [f" Decided{who} when it moved ", decision.moved, "."]
        if decision.version != rule.version:
            parts.append(
                f" That was version {decision.version} of the rule, and this is "
                f"version {rule.version}: it has to be decided again."
            )
    return _sentence(
        parts,
        f"Recode {rule_name(rule)}: some who answered “{start}” count as “{end}”, "
        f"because everything they wrote under “{recode.question}” is coded "
        f"“{recode.code}” and nothing else; the base is unchanged.",
    )


def dependent_words(
    rule: DerivedRule, recode: Recode, steps: RecodeSteps, question: ClosedQuestion
) -> tuple[str, str]:
    """Return what the footer of a dependent question says, short and as a sentence."""
    carried = question.id in recode.carried
    verb = "is carried through to" if carried else "is not carried through to"
    count = "not asked here" if carried else "they answered here"
    parts: list[Part] = [
        f"The recode {rule.id} {verb} “{question.label}”: the ",
        steps.moved.count,
        f" people it moves count as {count}.",
    ]
    line = f"{rule_name(rule)}: {'' if carried else 'not '}carried through to “"
    return f"{line}{question.label}”", _sentence(parts)


def sister_words(rule: DerivedRule, sister: SisterRecode, steps: RecodeSteps) -> str:
    """Return the second figure of a sister question, told from the published one."""
    return _sentence(
        [
            f"For comparison only, not part of the published figure: after the rule of "
            f"{rule.id} with “{sister.code}” it would be ",
            *_of(steps.corrected),
            ", without the ",
            steps.moved.count,
            " whom it would move; as answered ",
            *_of(steps.as_answered),
            ".",
        ],
        f"The rule of {rule.id} is not applied here.",
    )


def tenths(share: Share) -> str:
    """Return a percentage to one place, ``40.3 %``; as printed on small bases."""
    if share.base < LOW_BASE:
        return printed_percent(share)
    return f"{half_up(Fraction(100 * share.count, share.base), 1)} %"


def label_of(source: ClosedQuestion, option: str) -> str:
    """Return the label of an answer; that of a new one is made from its id."""
    known = source.option(option)
    if known:
        return known.label
    return f"{option.replace('_', ' ').capitalize()} (recoded)"


def rule_name(rule: DerivedRule) -> str:
    """Return a rule as footers name it."""
    return f"{rule.label} ({rule.id}, version {rule.version})"


def _of(share: Share) -> tuple[Part, ...]:
    if share.base < LOW_BASE:
        return share.count, " of ", share.base
    return share.count, " of ", share.base, " (", share, ")"


def _sentence(parts: list[Part], uncounted: str = "") -> str:
    return CountedText(
        tuple(parts),
        lambda part: tenths(part) if isinstance(part, Share) else str(part),
        uncounted,
    )
