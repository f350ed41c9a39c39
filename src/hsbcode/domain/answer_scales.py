"""Answer scales known by their labels: who agrees, who disagrees, who stands apart.

Order comes from what a label says, never from its place in a list, so a scale that is
printed the other way round is the same scale.
"""

from collections.abc import Iterable
from dataclasses import dataclass

_POLES = {
    "agree": ("agree", "disagree"),
    "satisfied": ("satisfied", "dissatisfied"),
    "likely": ("likely", "unlikely"),
    "increase": ("increase", "decrease"),
    "positive": ("positive", "negative"),
    "good": ("good", "poor"),
    "easy": ("easy", "difficult"),
    "confident": ("confident", "not confident"),
    "useful": ("useful", "not useful"),
    "helpful": ("helpful", "not helpful"),
    "important": ("important", "not important"),
}
_SIDES = {
    **{more: (more, 1) for more in _POLES},
    **{less: (more, -1) for more, (_, less) in _POLES.items() if " " not in less},
}
_STRENGTHS = {
    **dict.fromkeys(("strongly", "very", "completely", "extremely", "large"), 3),
    **dict.fromkeys(("totally", "fully", "definitely"), 3),
    **dict.fromkeys(("tend", "slightly", "somewhat", "fairly", "quite", "rather"), 1),
    **dict.fromkeys(("some", "small", "partly", "mostly"), 1),
}
_FILLERS = frozenset(("to", "a", "at", "all"))
_AMOUNTS = {
    **dict.fromkeys(("all", "always"), 10),
    **dict.fromkeys(("nearly all", "almost always"), 9),
    **dict.fromkeys(("most", "mostly", "usually", "a great deal"), 8),
    **dict.fromkeys(("a lot", "many", "often"), 7),
    **dict.fromkeys(("some", "somewhat", "sometimes"), 5),
    **dict.fromkeys(("a little", "a few", "few", "occasionally"), 3),
    **dict.fromkeys(("not a lot", "not much", "rarely", "seldom"), 2),
    **dict.fromkeys(("none", "never", "not at all"), 0),
}
_APART = (
    *("neither", "neutral", "no change", "no opinion", "undecided", "unsure"),
    *("not sure", "don't know", "do not know", "can't say", "can't remember"),
    *("not applicable", "n/a", "prefer not", "other", "mixed"),
)


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """The labels of a scale, in the order in which a chart draws them.

    A scale with two ends (agree, disagree) has ``less``; one that only has more or
    less of something (a lot, a little) has everything in ``more``, most first.
    """

    more: tuple[str, ...]
    """Mildest first where there are two ends; else most first."""
    less: tuple[str, ...] = ()
    """Strongest first."""
    apart: tuple[str, ...] = ()
    """Neither the one nor the other: in the base, outside the order."""
    more_word: str = ""
    """``agree``; empty where the scale has one end only."""
    less_word: str = ""

    @property
    def has_two_ends(self) -> bool:
        """Whether there is a net share: one end less the other."""
        return bool(self.more_word)

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels from left to right."""
        return (*self.less, *self.more, *self.apart)


def answer_scale(labels: Iterable[str]) -> AnswerScale | None:
    """Return the scale that the labels make, or None where they make none.

    None is an answer here: most closed questions have no scale. English labels
    only; every label must be known, and no two may stand for the same.
    """
    given = tuple(labels)
    if len(set(map(_plain, given))) < len(given):
        return None
    apart = tuple(label for label in given if _stands_apart(_plain(label)))
    ordered = [label for label in given if label not in apart]
    if len(ordered) < 2:
        return None
    return _two_ends(ordered, apart) or _one_end(ordered, apart)


def _two_ends(ordered: list[str], apart: tuple[str, ...]) -> AnswerScale | None:
    found = {label: _pole(_plain(label)) for label in ordered}
    poles = {pole for pole, _ in found.values()}
    ranks = [rank for _, rank in found.values()]
    if len(poles) != 1 or len(set(ranks)) < len(ranks):
        return None
    (pole,) = poles
    if not pole:
        return None
    by_rank = sorted(ordered, key=lambda label: found[label][1])
    return AnswerScale(
        more=tuple(label for label in by_rank if found[label][1] > 0),
        less=tuple(label for label in by_rank if found[label][1] < 0),
        apart=apart,
        more_word=_POLES[pole][0],
        less_word=_POLES[pole][1],
    )


def _one_end(ordered: list[str], apart: tuple[str, ...]) -> AnswerScale | None:
    ranks = [_AMOUNTS.get(_plain(label), -1) for label in ordered]
    if -1 in ranks or len(set(ranks)) < len(ranks):
        return None
    by_rank = sorted(ordered, key=lambda label: -_AMOUNTS[_plain(label)])
    return AnswerScale(more=tuple(by_rank), apart=apart)


def _pole(label: str) -> tuple[str, int]:
    """Return the pole a label speaks of and how strongly; "" where it speaks of none.

    “Not very confident” is a mild no, “not at all confident” a strong one.
    """
    words = label.split()
    sign = -1 if words[:1] == ["not"] else 1
    strong = label.startswith("not at all ")
    words = words[1:] if sign < 0 else words
    strength = 0
    while words and (words[0] in _STRENGTHS or words[0] in _FILLERS):
        strength = strength or _STRENGTHS.get(words[0], 0)
        words = words[1:]
    if len(words) != 1 or words[0] not in _SIDES:
        return "", 0
    pole, side = _SIDES[words[0]]
    if sign < 0:
        strength = 3 if strong else 1 if strength else 2
    return pole, sign * side * (strength or 2)


def _stands_apart(label: str) -> bool:
    return label.startswith(_APART)


def _plain(label: str) -> str:
    words = label.casefold().replace("’", "'").replace("/", " / ").split()
    return " ".join(words).strip(" .!").replace("n / a", "n/a")
