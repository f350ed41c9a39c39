"""Who is quoted: as much as enough others share, and no more.

Role and agency are what colleagues recognise each other by, so a description is printed
only where at least ten people of the sample share it. Ten, too, are described in these
very words: else whoever knows the rule could take away those of whom more is said.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from hsbcode.domain.attribution import (
    NOBODY_IN_PARTICULAR,
    SHARED_BY_AT_LEAST,
    AttributionRule,
    Field,
    as_rule,
)
from hsbcode.domain.questions import closed_question, options_of
from hsbcode.domain.study import Study

__all__ = ["NOBODY_IN_PARTICULAR", "SHARED_BY_AT_LEAST", "Attributions"]

Levels: TypeAlias = tuple[int, ...]
"""For each field the rung that is said; the number of rungs = nothing is said."""
_Class: TypeAlias = tuple[Levels, tuple["_Said | None", ...]]
_Hidden: TypeAlias = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of somebody on one rung."""

    question: str
    answers: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What people must have in common to share it."""
        return self.question, self.words


class Attributions:
    """Writes attributions for one study.

    For everybody the first description counts that is allowed, in this order: as many
    fields as possible say something, those that stand first before the others; then as
    few steps up as possible; then the fields that stand first stay finest.

    Args:
        study: whose respondents form the sample.
        fields: the rule, or closed questions to print, most important first.
        at_least: how many people must share what is printed; a rule has its own.

    Raises:
        UsageConflict: a rung is not a closed question of the study.
    """

    def __init__(
        self,
        study: Study,
        fields: AttributionRule | Sequence[str],
        at_least: int = SHARED_BY_AT_LEAST,
    ) -> None:
        self.rule = as_rule(fields, at_least)
        self.at_least = self.rule.at_least
        self._order = _preferences([len(one.ladder) for one in self.rule.fields])
        self._people = tuple(r.id for r in study.respondents if r.began)
        self._given = {
            name: study.closed.get(closed_question(study, name).id, {})
            for name in self.rule.questions
        }
        self._options = {
            name: options_of(study, study.questions[name])
            for name in self.rule.questions
        }
        self._labels = {
            name: study.questions[name].label for name in self.rule.questions
        }
        self._said = {
            respondent.id: tuple(
                self._on_rungs(one, respondent.id) for one in self.rule.fields
            )
            for respondent in study.respondents
        }
        self._found: dict[_Hidden, dict[str, str]] = {}

    def of(
        self, respondent: str, hidden: Collection[tuple[str, str]] = frozenset()
    ) -> str:
        """Return the attribution of a respondent, e.g. ``Practitioner, Police``.

        Args:
            respondent: who is quoted.
            hidden: closed questions with answers that must not be named here,
                because nobody may know that somebody who gave them holds the theme.
        """
        key = frozenset(hidden)
        if key not in self._found:
            self._found[key] = self._all(key)
        return self._found[key].get(respondent, self.rule.printed({}))

    def statement(self) -> str:
        """Return the rule in sentences for the methods."""
        if not self.rule.fields:
            return f"Quotes are attributed to “{NOBODY_IN_PARTICULAR}” only."
        shown = " and ".join(
            " or else ".join(f"“{self._labels[r.question]}”" for r in one.ladder)
            for one in self.rule.fields
        )
        return (
            f"Quotes are attributed by {shown} only where at least {self.at_least} "
            "people of the sample share what is printed; otherwise less is said."
        )

    # --- choosing ---------------------------------------------------------------------

    def _all(self, hidden: _Hidden) -> dict[str, str]:
        """Return respondent → description for all who began."""
        unsaid = self._with_companions(hidden)
        held = [
            {p for p in self._people if answer in self._given[name].get(p, ())}
            for name, answer in sorted(unsaid)
        ]
        chosen: dict[str, _Class] = {}
        members: dict[_Class, set[str]] = {}
        for levels in self._order:
            says = [levels[at] < len(one.ladder) for at, one in self._fields()]
            if not any(says):
                continue
            for key, sharing in self._sharing(levels, unsaid).items():
                left = sharing - chosen.keys()
                # whoever shares it gave an answer that is not to be told
                told = any(sharing <= people for people in held)
                if not left or len(sharing) < self.at_least or told:
                    continue
                joining = self._joining(left, sharing, members if all(says) else {})
                group = left.union(*(members[other] for other in joining))
                if len(group) < self.at_least or any(group <= p for p in held):
                    continue
                for other in joining:
                    del members[other]
                members[key] = group
                chosen.update(dict.fromkeys(group, key))
        return {person: self._printed(key) for person, key in chosen.items()}

    def _joining(
        self,
        left: set[str],
        sharing: set[str],
        members: Mapping[_Class, set[str]],
    ) -> list[_Class]:
        """Return finer classes to say more coarsely, so that enough are alike."""
        size, joining = len(left), []
        inside = sorted(
            (len(group), index)
            for index, group in enumerate(members.values())
            if group <= sharing
        )
        classes = list(members)
        for count, index in inside:
            if size >= self.at_least:
                break
            joining.append(classes[index])
            size += count
        return joining if size >= self.at_least else []

    def _sharing(self, levels: Levels, unsaid: _Hidden) -> dict[_Class, set[str]]:
        """Return what can be said on some rungs → the people of whom it is true."""
        groups: dict[tuple[object, ...], set[str]] = {}
        first: dict[tuple[object, ...], _Class] = {}
        banned: set[tuple[object, ...]] = set()
        for person in self._people:
            said = self._at(person, levels)
            if said is None:
                continue
            key = tuple(one.key if one else None for one in said)
            groups.setdefault(key, set()).add(person)
            first.setdefault(key, (levels, said))
            if any(
                (one.question, answer) in unsaid
                for one in said
                if one
                for answer in one.answers
            ):
                banned.add(key)
        return {first[key]: found for key, found in groups.items() if key not in banned}

    def _at(self, person: str, levels: Levels) -> tuple["_Said | None", ...] | None:
        """Return what is said on some rungs; None where somebody did not answer."""
        found: list[_Said | None] = []
        for (at, one), level in zip(self._fields(), levels, strict=True):
            if level == len(one.ladder):
                found.append(None)
                continue
            said = self._said[person][at][level]
            if said is None:
                return None
            found.append(said)
        return tuple(found)

    def _with_companions(self, hidden: _Hidden) -> _Hidden:
        """Return the answers that are not named, none of them alone in its question.

        Where only one answer were left out, leaving it out would name it.
        """
        found = {pair for pair in hidden if pair[0] in self._given}
        for name, given in self._given.items():
            alone = {answer for question, answer in found if question == name}
            if len(alone) != 1:
                continue
            sizes = {option: 0 for option in self._options[name]}
            for person in self._people:
                for answer in given.get(person, ()):
                    sizes[answer] += 1
            others = [o for o, size in sizes.items() if size and o not in alone]
            if others:
                found.add((name, min(others, key=lambda option: sizes[option])))
        return frozenset(found)

    # --- words ------------------------------------------------------------------------

    def _fields(self) -> Iterable[tuple[int, Field]]:
        return enumerate(self.rule.fields)

    def _on_rungs(self, one: Field, person: str) -> tuple["_Said | None", ...]:
        found: list[_Said | None] = []
        for rung in one.ladder:
            answers = self._given[rung.question].get(person, ())
            words = answers
            if rung.families:
                known = all(answer in rung.families for answer in answers)
                words = tuple(
                    dict.fromkeys(rung.families[a] for a in answers) if known else ()
                )
            # “Other” alone tells a reader nothing
            told = [word for word in words if word.strip().casefold() != "other"]
            found.append(_Said(rung.question, answers, words) if told else None)
        return tuple(found)

    def _printed(self, key: _Class) -> str:
        return self.rule.printed(
            {
                one.name: " / ".join(words.words)
                for (_at, one), words in zip(self._fields(), key[1], strict=True)
                if words
            }
        )


def _preferences(rungs: Sequence[int]) -> tuple[Levels, ...]:
    """Return every choice of rungs, the one that says most first."""

    def cost(levels: Levels) -> tuple[object, ...]:
        silent = tuple(level == most for level, most in zip(levels, rungs, strict=True))
        return sum(silent), silent, sum(levels), levels

    return tuple(sorted(product(*(range(most + 1) for most in rungs)), key=cost))
