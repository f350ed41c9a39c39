"""Which thing of the survey a claim speaks of, and how sure that is."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hsbcode.domain.quantity_words import USUAL_SCALE, QuantityScale
from hsbcode.language.survey_words import concept_of, names_in
from hsbcode.results.drafts.claims import IN_REST, Claim
from hsbcode.results.drafts.measures import Measure, Reading, Thing

ENOUGH = 0.45
"""Share of a thing's words that must be there, weighted by how rare they are."""
NEAR = 0.86
"""Matches with at least this share of the best one's score are as good."""
_MORE, _CONTEXT, _MISSING = 0.5, 0.6, 0.35
_THEME, _TOLD_THEME, _THEME_ENOUGH = 0.35, 1.1, 0.55
"""A theme is meant less often than an answer of the same words, unless people are said
to have written or told something."""
_TOLD = re.compile(
    r"\b(?:wrote|writing|written|mention\w*|comment\w*|describ\w+|raised|named|told|spoke|"
    r"themes?|open\s(?:answers?|questions?)|free[\s-]text|in\stheir\sown\swords|"
    r"challenges?|suggest\w*|explained|pointed)\b",
    re.IGNORECASE,
)
_RAREST = 6.0
"""What a word says that one thing alone has, however long the questionnaire."""
_WEAK, _STRONG = 1.5, 2.2
_PLAIN = frozenset(
    (
        *("low", "high", "right", "wrong", "good", "bad", "large", "small", "big"),
        *("long", "short", "new", "old", "other", "full", "open"),
    )
)
"""Answers that say something only beside their question."""
_YEAR = re.compile(r"#(?:19|20)\d\d")
_HANDFUL = 24


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that a claim may speak of."""

    thing: Thing
    score: float
    covered: float
    """Share of the thing's words that are in the claim, 0..1."""
    explained: float
    """Share of the claim's words that the thing accounts for, 0..1."""
    strength: float
    """How much the words found say, all together."""
    nearest: float
    """How near the nearest of the words stands, 0..1; see ``draft_claims``."""

    @property
    def is_sure(self) -> bool:
        """Whether somebody who reads it would hardly doubt it."""
        if self.strength < _STRONG or self.nearest < IN_REST:
            return False
        if self.covered >= 0.95:
            return self.explained >= 0.15
        return self.covered >= 0.6 and self.explained >= 0.3

    @property
    def is_likely(self) -> bool:
        """Whether it is enough where the number fits as well."""
        return self.is_sure or (
            self.strength >= _STRONG
            and self.nearest >= IN_REST
            and self.covered >= ENOUGH
            and self.explained >= 0.3
            and (self.covered >= 0.8 or self.thing.measure.reading != Reading.THEMES)
        )


class Matcher:
    """All things of a study, ready to be held against claims."""

    def __init__(
        self,
        measures: Sequence[Measure],
        round_to: int = 1,
        scale: QuantityScale = USUAL_SCALE,
    ) -> None:
        self.round_to = round_to
        self.scale = scale
        pooled = {part for one in measures for part in one.parts}
        self.measures = tuple(measures)
        self.things = tuple(t for m in measures for t in m.things)
        self.pooled = pooled
        counts = Counter(
            name for t in self.things for name in t.subject | t.more | t.context
        )
        self._all = max(len(self.things), 1)
        self._short = _abbreviations(measures)
        top = math.log(1 + self._all)
        self._rare = {
            n: _RAREST * math.log(1 + self._all / c) / top for n, c in counts.items()
        }
        self.vocabulary = frozenset(
            name for t in self.things for name in t.subject | t.more | t.context
        )

    def rare(self, name: str) -> float:
        """Return how much a concept says: more where fewer things share it."""
        usual = self._rare.get(name, _RAREST)
        return 0.15 * usual if name in self._short or _YEAR.fullmatch(name) else usual

    def matches(self, claim: Claim) -> list[Match]:
        """Return the things that a claim may speak of, best first."""
        weights = dict(claim.weights)
        for short, words in self._short.items():
            if short not in weights and words <= weights.keys():
                weights[short] = min(weights[one] for one in words)
        named = _of_groups(claim)
        alone = {n: w for n, w in weights.items() if n not in named}
        told = _TOLD.search(claim.sentence) is not None
        near = {
            name
            for name, weight in alone.items()
            if weight >= 1 and (name in self.vocabulary or not name.startswith("#"))
        }
        found: list[Match] = []
        groups: list[Match] = []
        for thing in self.things:
            # what looks like a group may be the very thing that is spoken of
            is_group = bool(named) and thing.subject <= named
            match = self._match(thing, weights if is_group else alone, near, told)
            if match is not None:
                (groups if is_group else found).append(match)
        if not any(
            one.is_sure and one.thing.measure.reading is not Reading.THEMES
            for one in found
        ):
            found += groups
        found.sort(key=lambda one: (-one.score, one.thing.measure.id, one.thing.option))
        return found[:_HANDFUL]

    def named(self, names: frozenset[str]) -> list[Match]:
        """Return the things that some concepts name, best first."""
        weights = dict.fromkeys(names, 1.0)
        for short, words in self._short.items():
            if words <= names:
                weights[short] = 1.0
        near = {name for name in names if name in self.vocabulary}
        found = [
            match
            for thing in self.things
            if thing.measure.id not in self.pooled
            and (match := self._match(thing, weights, near, False)) is not None
        ]
        found.sort(key=lambda one: (-one.score, one.thing.measure.id, one.thing.option))
        return found[:_HANDFUL]

    def best(self, claim: Claim) -> list[Match]:
        """Return the best match and those that are as good."""
        found = self.matches(claim)
        least = NEAR * found[0].score if found else 0.0
        return [one for one in found if one.score >= least]

    def _is_placed(self, thing: Thing, weights: Mapping[str, float]) -> bool:
        """Whether the telling words of a thing's question are there as well."""
        context = thing.context - _PLAIN
        most = max(map(self.rare, context), default=0.0)
        return any(
            weights.get(n, 0.0) >= 0.3 and self.rare(n) >= 0.75 * most for n in context
        )

    def _match(
        self, thing: Thing, weights: Mapping[str, float], near: set[str], told: bool
    ) -> Match | None:
        whole = sum(map(self.rare, thing.subject))
        if not whole:
            return None
        weights = _both_ends(thing, weights)
        own = sum(self.rare(n) * weights.get(n, 0.0) for n in thing.subject)
        more = _MORE * sum(self.rare(n) * weights.get(n, 0.0) for n in thing.more)
        more = min(more, 0.5 * whole)
        if own + more < _WEAK or (own <= 0 and more < 0.4 * whole):
            return None
        if thing.subject <= _PLAIN and not self._is_placed(thing, weights):
            return None
        covered = min(1.0, (own + more) / whole)
        theme = thing.measure.reading is Reading.THEMES
        enough = ENOUGH if len(thing.subject) <= 4 else 0.3
        if covered < enough or (theme and own / whole < _THEME_ENOUGH):
            return None
        context = sum(self.rare(n) * weights.get(n, 0.0) for n in thing.context)
        usual = sum(sorted(map(self.rare, thing.context), reverse=True)[:4]) or 1.0
        beside = min(context / usual, 1.0) * min(usual, whole + 2.0)
        known = thing.subject | thing.more | thing.context
        explained = len(near & known) / len(near) if near else 1.0
        missing = max(whole - own - more, 0.0)
        score = (own + more) * (0.5 + 0.5 * covered) + _CONTEXT * beside
        score -= _MISSING * missing
        if theme:
            score *= _TOLD_THEME if told else _THEME
        named = thing.subject | thing.more
        nearest = max((weights.get(name, 0.0) for name in named), default=0.0)
        return Match(thing, score, covered, explained, own + more, nearest)


def _both_ends(thing: Thing, weights: Mapping[str, float]) -> Mapping[str, float]:
    """Let one end of a scale stand for the other: *dissatisfied*, *satisfied*."""
    scale = thing.measure.scale
    if scale is None or not scale.has_two_ends:
        return weights
    more, less = concept_of(scale.more_word), concept_of(scale.less_word)
    if more in thing.subject and less in weights:
        return {**weights, more: max(weights.get(more, 0.0), weights[less])}
    return weights


def _of_groups(claim: Claim) -> set[str]:
    spans = [(one.start, one.end) for one in claim.groups]
    headings = {
        name
        for one in claim.groups
        if one.start == one.end  # it stands in a heading of the table
        for phrase in one.group.phrases
        for name in phrase
    }
    return headings | {
        one.name
        for one in claim.places
        if any(start <= one.start < end for start, end in spans)
    }


def _abbreviations(measures: Sequence[Measure]) -> dict[str, frozenset[str]]:
    """Return abbreviation → concepts, where a question spells it out."""
    labels = " ".join(m.label for m in measures)
    found: dict[str, frozenset[str]] = {}
    for short in set(re.findall(r"\b[A-Z]{3,6}\b", labels)):
        letters = r"[a-z]*\s+".join(short.lower()) + "[a-z]*"
        pattern = re.compile(rf"\b{letters}\b")
        for measure in measures:
            if match := pattern.search(measure.text.lower()):
                found[concept_of(short.lower())] = names_in(match[0])
                break
    return found
