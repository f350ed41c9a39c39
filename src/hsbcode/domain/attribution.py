"""How people who are quoted are described: a pattern, ladders from fine to coarse."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from hsbcode.domain.errors import UsageConflict, nearest

SHARED_BY_AT_LEAST = 10
"""People of the sample who must share what is printed about one of them."""
FLOOR = 5
"""No project may ask for fewer."""
NOBODY_IN_PARTICULAR = "Respondent"

_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: a closed question, as answered or in families."""

    question: str
    families: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Answer → what is printed instead; empty = as answered."""


@dataclass(frozen=True, slots=True)
class Field:
    """One part of a description, said as finely as enough people share it."""

    name: str
    """What stands in curly brackets in the pattern."""
    ladder: tuple[Rung, ...]
    """From fine to coarse; after the last rung nothing is said but ``word``."""
    word: str = ""
    """Printed where no rung may be, e.g. ``Professional``."""


@dataclass(frozen=True, slots=True)
class AttributionRule:
    """What quotes tell of people.

    Raises:
        UsageConflict: the pattern names another field, or a field not or twice; fewer
            people than the floor would have to share what is printed.
    """

    fields: tuple[Field, ...] = ()
    pattern: str = ""
    """``{role}, {agency}``; empty = all fields, with commas between."""
    at_least: int = SHARED_BY_AT_LEAST

    def __post_init__(self) -> None:
        if self.at_least < FLOOR:
            raise UsageConflict(
                f"{self.at_least} people are too few to share what is printed of one.",
                f"The smallest number is {FLOOR}, the usual one {SHARED_BY_AT_LEAST}.",
            )
        names = [each.name for each in self.fields]
        for name in names:
            if names.count(name) > 1:
                raise UsageConflict(
                    f"Two parts of an attribution are called “{name}”.",
                    "Name them: role=a_role/role2,agency=a_agency/agency7",
                )
        if not self.pattern:
            return
        found = _PLACE.findall(self.pattern)
        for name in found:
            if name not in names:
                raise UsageConflict(
                    f"The pattern names a part “{name[:40]}” that the attribution "
                    "does not have.",
                    nearest(name, names) or f"Parts are: {', '.join(names)}.",
                )
        for name in names:
            if found.count(name) != 1:
                raise UsageConflict(
                    f"The pattern names “{name}” {found.count(name)} times.",
                    f"It holds each part once: {_usual(names)}",
                )

    @property
    def questions(self) -> tuple[str, ...]:
        """Every closed question of every ladder, once."""
        return tuple(
            dict.fromkeys(rung.question for one in self.fields for rung in one.ladder)
        )

    @property
    def in_words(self) -> str:
        """The pattern as it is printed in a statement."""
        return self.pattern or _usual([each.name for each in self.fields])

    def printed(self, said: Mapping[str, str]) -> str:
        """Return a description made of what may be said.

        Args:
            said: name of a field → words; what is not there is left out, with the
                signs before it.
        """
        words = dict(said)
        for each in self.fields:
            if each.word:
                words.setdefault(each.name, each.word)
        if not words:
            return NOBODY_IN_PARTICULAR
        pieces = _PLACE.split(self.in_words)
        text = ""
        for at in range(1, len(pieces), 2):
            if pieces[at] in words:
                text += (pieces[at - 1] if text else "") + words[pieces[at]]
        return pieces[0] + text + pieces[-1]


def as_rule(
    fields: AttributionRule | Sequence[str], at_least: int = SHARED_BY_AT_LEAST
) -> AttributionRule:
    """Return a rule; names of closed questions become fields of one rung each."""
    if isinstance(fields, AttributionRule):
        return fields
    return AttributionRule(
        tuple(Field(name, (Rung(name),)) for name in dict.fromkeys(fields)),
        at_least=at_least,
    )


def _usual(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
