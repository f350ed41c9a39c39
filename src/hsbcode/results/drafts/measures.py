"""What a survey can be quoted for: every closed question and theme, with its words.

A *measure* is one column of answers. In a list or among categories each answer is a
thing of its own ("worried"); on a scale, and for yes and no, the row is the thing
("confident in identifying") and the answer says how much of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from hsbcode.domain.answer_scales import AnswerScale
from hsbcode.domain.shares import Share


class Reading(StrEnum):
    """How the answers of a measure are spoken of."""

    ANSWERS = "answers"
    """Each answer is a thing of its own."""
    SCALE = "scale"
    YES_NO = "yes or no"
    THEMES = "themes"


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """Something a sentence can speak of: a row of a scale, or one answer of a list."""

    measure: "Measure"
    option: str
    """The answer; empty where the whole measure is meant."""
    label: str
    subject: frozenset[str]
    """Concepts that name it."""
    more: frozenset[str]
    """Concepts of the statement or definition behind it: they help, and no more."""
    context: frozenset[str]
    """Concepts of the question it belongs to."""


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One column of answers."""

    id: str
    label: str
    reading: Reading
    options: tuple[str, ...]
    labels: tuple[str, ...]
    """What the options are called, in the same order."""
    holders: Mapping[str, frozenset[str]]
    """Option → respondents."""
    bases: tuple[frozenset[str], ...]
    """The people of the printed base first; then other bases that are in use."""
    things: tuple[Thing, ...] = ()
    """What of it can be spoken of; each knows its measure."""
    scale: AnswerScale | None = None
    references: Mapping[str, str] = field(default_factory=dict)
    """Option → reference of its share; "" → that of the table."""
    text: str = ""
    """The full wording."""
    several: bool = False
    """Whether one person can have given several answers."""
    parts: tuple[str, ...] = ()
    """Twin questions it was pooled from."""

    def shares(
        self, options: Iterable[str], people: frozenset[str] | None = None
    ) -> tuple[Share, ...]:
        """Return the share of people with one of the options, on each base in use."""
        chosen: frozenset[str] = frozenset()
        for option in options:
            chosen = chosen | self.holders.get(option, frozenset())
        found = []
        for base in self.bases:
            inside = base if people is None else base & people
            found.append(Share(len(chosen & inside), len(inside)))
        return tuple(dict.fromkeys(found))

    def name(self, options: Sequence[str]) -> str:
        """Return the options as people read them."""
        labels = dict(zip(self.options, self.labels, strict=True))
        return " or ".join(labels.get(option, option) for option in options)

    def reference(self, options: Sequence[str]) -> str:
        """Return what to trace for some options."""
        if len(options) == 1 and options[0] in self.references:
            return self.references[options[0]]
        return self.references.get("", "")


def pooled(
    name: str, label: str, tail: str, sources: Sequence[Measure]
) -> Measure | None:
    """Return twin measures read as one; None where they do not fit together.

    Args:
        name: id of the pooled column.
        label: of the pooled question.
        tail: label of the row, where it is a grid.
        sources: the twins.
    """
    if len({one.reading for one in sources}) != 1 or len(sources) < 2:
        return None
    first = sources[0]
    options = tuple(dict.fromkeys(o for one in sources for o in one.options))
    names = {
        o: n for one in sources for o, n in zip(one.options, one.labels, strict=True)
    }
    nobody: frozenset[str] = frozenset()
    holders = {
        option: nobody.union(*(one.holders.get(option, nobody) for one in sources))
        for option in options
    }
    bases = tuple(
        nobody.union(*(one.bases[min(at, len(one.bases) - 1)] for one in sources))
        for at in range(max(len(one.bases) for one in sources))
    )
    made = Measure(
        id=name,
        label=f"{label}: {tail}" if tail else label,
        reading=first.reading,
        options=options,
        labels=tuple(names[option] for option in options),
        holders=holders,
        bases=bases,
        scale=first.scale,
        several=first.several,
        parts=tuple(one.id for one in sources),
    )
    by_option = {t.option: t for one in reversed(sources) for t in one.things}
    things = tuple(replace(thing, measure=made) for thing in by_option.values())
    return holding(made, things)


def holding(measure: Measure, things: tuple[Thing, ...]) -> Measure:
    """Return the measure that its own things point to."""
    object.__setattr__(measure, "things", things)
    return measure
