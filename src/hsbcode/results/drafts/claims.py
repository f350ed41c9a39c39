"""What a sentence says with each quantity: words, people, yes or no, source."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hsbcode.domain.drafts import Passage, PassageKind
from hsbcode.language.people_words import PEOPLE
from hsbcode.language.quantities import Quantity, QuantityKind, quantities
from hsbcode.language.survey_words import Concept, concepts
from hsbcode.results.drafts.clauses import clauses, is_negated, of_whom
from hsbcode.results.drafts.groups import Group, Mention, mentions
from hsbcode.results.drafts.sources import OWN, other_source, own_only

IN_CLAUSE, IN_REST, IN_HEAD, IN_SENTENCE, AROUND = 1.0, 0.8, 0.6, 0.3, 0.15
_SAYING = frozenset(("agree", "disagree", "feeling", "think", "say"))
_LEANING = re.compile(
    r"\b(?:those|them|others|the\srest|without|same|who|whom|agreed?|disagreed?|did|so)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(PEOPLE, re.IGNORECASE)
_ABOUT_US = re.compile(
    r"^(?:it|they|that|this|the\s(?:study|research|report)|which)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity and what its sentence says of it."""

    quantity: Quantity
    sentence: str
    start: int
    """Of the words that belong to the quantity, as the next one."""
    end: int
    weights: dict[str, float]
    """Concept → how near it stands."""
    places: tuple[Concept, ...]
    """The concepts of the sentence."""
    groups: tuple[Mention, ...]
    """The groups it speaks of; several of one question are taken together."""
    negated: bool
    own: bool
    """Whether it is said of the survey in so many words."""
    foreign: bool
    """Whether another source is named."""
    strange_people: str = ""
    """Of whom it speaks, where those are not people who answer surveys."""
    of_answers: bool = False
    """Whether answers are counted, and not people."""

    @property
    def clause(self) -> str:
        """The words that belong to the quantity."""
        return self.sentence[self.start : self.end]

    @property
    def printed(self) -> str:
        """The quantity as it stands."""
        return self.sentence[self.quantity.start : self.quantity.end]

    @property
    def people(self) -> frozenset[str] | None:
        """The respondents it speaks of; None for everybody."""
        found: frozenset[str] | None = None
        by_question: dict[str, frozenset[str]] = {}
        for one in self.groups:
            held = by_question.get(one.group.question, frozenset())
            by_question[one.group.question] = held | one.group.people
        for people in by_question.values():
            found = people if found is None else found & people
        return found

    @property
    def people_words(self) -> str:
        """The groups as people read them."""
        return ", ".join(dict.fromkeys(one.group.label for one in self.groups))


def claims_of(
    sentence: str,
    passage: Passage,
    known: Sequence[Group],
    *,
    before: str = "",
    hidden: Iterable[tuple[int, int]] = (),
) -> list[Claim]:
    """Return the claims of a sentence, one for each quantity that is no mere base.

    Args:
        sentence: as it stands.
        passage: where it stands; of a cell, row and column belong to it.
        known: the groups of the study.
        before: the sentence before it.
        hidden: stretches that are quoted, and say nothing.
    """
    plain = _hidden(sentence, hidden)
    found = [q for q in quantities(plain) if q.kind is not QuantityKind.POINTS]
    named = [one for one in concepts(plain) if not _is_base(plain, one)]
    all_groups = mentions(plain, named, known)
    cuts = clauses(plain, found)
    frame = _frame(passage, before)
    carried = other_source(before) is not None and bool(_ABOUT_US.match(plain))
    claims = []
    numbers = [
        cuts[place]
        for place, one in enumerate(found)
        if one.kind is not QuantityKind.WORD
    ]
    for place, quantity in enumerate(found):
        start, end = cuts[place]
        if quantity.kind is QuantityKind.WORD and (start, end) in numbers:
            continue  # "43 % said that most of them": an answer, not a share of people
        inside = [one for one in named if start <= one.start < end]
        quantities_at = [(q.start, q.end) for q in found]
        weights = dict(frame)
        for concept in named:
            if any(a <= concept.start < b for a, b in quantities_at):
                continue
            elsewhere = concept not in inside and any(
                one.start <= concept.start < one.end for one in all_groups
            )
            if elsewhere or _PEOPLE.fullmatch(plain[concept.start : concept.end]):
                weights.setdefault(concept.name, AROUND)
                continue
            head = concept.start < (found[0].start if found else 0)
            weight = IN_HEAD if head else IN_SENTENCE
            if concept in inside:
                weight = IN_CLAUSE
            weights[concept.name] = max(weights.get(concept.name, 0.0), weight)
        own = [
            one
            for one in inside
            if weights.get(one.name, 0.0) >= IN_CLAUSE
            and one.name not in _SAYING
            and not any(g.start <= one.start < g.end for g in all_groups)
        ]
        before_it, after_it = plain[start : quantity.start], plain[quantity.end : end]
        if not own and _leans_on_the_rest(before_it + after_it, start, end, all_groups):
            # "... and 56% of those without": the rest is said before
            for name, weight in weights.items():
                weights[name] = IN_REST if weight in (IN_SENTENCE, IN_HEAD) else weight
        clause = plain[start:end]
        strange, of_answers = of_whom(plain, quantity, all_groups)
        foreign = other_source(clause) is not None or (
            other_source(plain) is not None and not OWN.search(clause)
        )
        claims.append(
            Claim(
                quantity=quantity,
                sentence=sentence,
                start=start,
                end=end,
                weights=weights,
                places=tuple(named),
                groups=_groups(all_groups, start, end, passage, known),
                negated=is_negated(f"{before_it} {after_it}"),
                own=OWN.search(plain) is not None,
                foreign=(foreign and not own_only(plain)) or carried,
                strange_people=strange,
                of_answers=of_answers,
            )
        )
    return claims


def _leans_on_the_rest(
    words: str, start: int, end: int, named: Iterable[Mention]
) -> bool:
    """Whether a clause without a topic says of whom or that, and no more."""
    return (
        any(start <= one.start < end for one in named)
        or _LEANING.search(words) is not None
        or not re.search(r"[^\W\d_]{4,}", words)
    )


def _is_base(text: str, concept: Concept) -> bool:
    """Whether a number is the base that is printed with a share."""
    return concept.name.startswith("#") and bool(
        re.search(r"\bn\s?=\s?$|\bbases?:?\s(?:of\s)?$", text[: concept.start].lower())
    )


def _hidden(sentence: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence


def _frame(passage: Passage, before: str) -> dict[str, float]:
    """Return the concepts around a sentence, with their weights."""
    cell = passage.kind is PassageKind.CELL
    found: dict[str, float] = {}
    for text, weight in (
        (passage.heading, AROUND),
        (before, AROUND),
        (passage.caption, IN_HEAD if cell else 0.0),
        (passage.column, IN_CLAUSE if cell else 0.0),
        (passage.row, IN_CLAUSE if cell else 0.0),
    ):
        for concept in concepts(text) if weight else ():
            found[concept.name] = max(found.get(concept.name, 0.0), weight)
    return found


def _groups(
    found: Sequence[Mention],
    start: int,
    end: int,
    passage: Passage,
    known: Sequence[Group],
) -> tuple[Mention, ...]:
    inside = [one for one in found if start <= one.start < end]
    questions = {one.group.question for one in inside}
    elsewhere: dict[str, list[Mention]] = {}
    for one in found:
        if one.group.question not in questions:
            elsewhere.setdefault(one.group.question, []).append(one)
    inside += [
        several[0]
        for several in elsewhere.values()
        if len({one.group.option for one in several}) == 1
    ]
    if passage.kind is PassageKind.CELL:
        for text in (passage.row, passage.column, passage.caption):
            taken = {one.group.question for one in inside}
            inside += [
                one
                for one in _cell_groups(text, known)
                if one.group.question not in taken
            ]
    return tuple(inside)


def _cell_groups(text: str, known: Sequence[Group]) -> list[Mention]:
    """Return the groups in a heading of a table, where a bare name is enough."""
    plain = " ".join(text.split()).casefold()
    whole = [g for g in known if g.label.casefold() == plain]
    if whole:
        return [Mention(whole[0], 0, 0)]
    return mentions(text, concepts(text), known)
