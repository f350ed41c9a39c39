"""Groups of respondents that a sentence can single out, and where it does."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hsbcode.domain.answer_scales import answer_scale
from hsbcode.domain.questions import with_answer
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question
from hsbcode.language.people_words import PEOPLE
from hsbcode.language.survey_words import Concept, concepts, names_in

_PERSON = re.compile(rf"\b(?:{PEOPLE})$", re.IGNORECASE)
_MOST = 30
_SENTENCE = re.compile(r"(?:it|i|we|they|there|this|that)\b", re.IGNORECASE)
_APART = re.compile(
    r"other\b|unsure|don.t know|none\b|prefer not|not applicable|n/a|yes$|no$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Group:
    """People with one answer to a question that describes them."""

    question: str
    option: str
    label: str
    people: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    """Ways to name it, as concepts in their order."""
    beside: frozenset[str]
    """Concepts of the question: *north* beside *branch* is a group."""
    certain: bool
    """Whether the project describes people by this question."""
    rank: int
    """Place of its question; those that certainly describe people come first."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A group where a sentence names it; half-open offsets."""

    group: Group
    start: int
    end: int


def groups(study: Study, first: Sequence[str] = ()) -> tuple[Group, ...]:
    """Return the groups of a study.

    Args:
        study: the answers.
        first: questions that describe people for certain, as those that quotes are
            attributed with.
    """
    wanted = [study.questions[name] for name in first if name in study.questions]
    for question in study.closed_questions:
        if question not in wanted and _describes(question):
            wanted.append(question)
    found = []
    for rank, question in enumerate(wanted):
        for option in question.options:
            phrases = _phrases(option, question.id in first)
            if phrases and not _APART.match(option.strip()):
                found.append(
                    Group(
                        question.id,
                        option,
                        option,
                        with_answer(study, question.id, option),
                        phrases,
                        names_in(question.label),
                        question.id in first,
                        rank,
                    )
                )
    return tuple(found)


def mentions(
    text: str, named: Sequence[Concept], known: Iterable[Group]
) -> list[Mention]:
    """Return where a text names a group; of overlapping names the longest stands.

    A name counts where it stands for people: it is a word for them (*managers*), goes
    before one (*health staff*), follows *in* or *from* after one, or stands beside the
    name of its question (*north branch*). Of questions that certainly describe people,
    names of two words or more count anywhere.
    """
    at: dict[str, list[int]] = {}
    for place, concept in enumerate(named):
        at.setdefault(concept.name, []).append(place)
    found: list[Mention] = []
    for group in known:
        for phrase in group.phrases:
            for place in at.get(phrase[0], ()):
                part = named[place : place + len(phrase)]
                if tuple(one.name for one in part) != phrase:
                    continue
                start, end = part[0].start, part[-1].end
                sure = group.certain and (len(phrase) > 1 or phrase[0].startswith("#"))
                around = {one.name for one in named[max(0, place - 1) : place]}
                around |= {one.name for one in named[place + len(phrase) :][:1]}
                if (
                    sure
                    or (around & group.beside and not group.beside & set(phrase))
                    or _stands_for_people(text, start, end)
                    or (group.certain and _is_aside(text, start, end))
                ):
                    found.append(Mention(group, start, end))
    found.sort(key=lambda one: (one.start - one.end, one.group.rank))
    kept: list[Mention] = []
    for one in found:
        clash = [
            other for other in kept if one.start < other.end and other.start < one.end
        ]
        if not clash:
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _stands_for_people(text: str, start: int, end: int) -> bool:
    if _PERSON.search(text[start:end]):
        return True
    after = text[end : end + 40]
    if re.match(
        rf"(?:['’]s)?\s(?:[\w'’-]+\s)?(?:{PEOPLE}|agencies|services|settings|sector|teams?"
        r"|providers?|organisations?|respondents?)\b",
        after,
        re.IGNORECASE,
    ):
        return True
    before = text[max(0, start - 50) : start]
    return bool(
        re.search(
            rf"(?:{PEOPLE}|working|based|employed|work)\s(?:who\s\w+\s)?"
            r"(?:in|from|within|of|at)\s(?:the\s)?$",
            before,
            re.IGNORECASE,
        )
    )


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether a name is an adverbial of its own: "In health, 57 % …", "at Ropewalk"."""
    if text[start].isupper() and re.search(
        r"\b(?:in|at|from|within|among|for|of)\s(?:the\s)?$",
        text[:start],
        re.IGNORECASE,
    ):
        return True
    before = re.search(
        r"(?:^|[,;(]\s?|\band\s)(?:in|within|among|for)\s$", text[:start], re.IGNORECASE
    )
    return before is not None and re.match(r"\s?(?:[,;:.)]|$)", text[end:]) is not None


def _describes(question: Question) -> bool:
    """Whether the answers tell who somebody is, rather than what they think."""
    if question.kind is not Kind.CLOSED or not 2 <= len(question.options) <= _MOST:
        return False
    if any(
        _SENTENCE.match(one) or not (names_in(one) or _APART.match(one))
        for one in question.options
    ):
        return False
    return answer_scale(question.options) is None and "." not in question.id


def _phrases(option: str, certain: bool) -> tuple[tuple[str, ...], ...]:
    """Return the ways to name an option: whole, and each side of *and* and *or*."""
    plain = option.partition("(")[0]
    tail = plain.rpartition(": ")[2]
    sides = re.split(r"\s+(?:and|or)\s+|[,;/]", tail)
    ways = [tail, *sides]
    found = []
    for way in ways:
        phrase = tuple(one.name for one in concepts(way))
        whole = way == tail
        person = _PERSON.search(way.strip()) is not None
        if not phrase or (all(one.startswith("#") for one in phrase) and not certain):
            continue
        if whole or len(phrase) > 1 or person:
            found.append(phrase)
    return tuple(dict.fromkeys(found))
