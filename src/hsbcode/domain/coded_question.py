"""One open question with the coding that counts: people, mentions and bases.

Tables and quote tables both read it, so the same theme can never have two counts.
"""

from collections import Counter
from dataclasses import dataclass, field

from hsbcode.domain.codebook import Code
from hsbcode.domain.counting import Standing, is_codable
from hsbcode.domain.picked_part import PickedPart
from hsbcode.domain.questions import asked_of, open_question
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Question, Unit


@dataclass(frozen=True, slots=True)
class CodedQuestion:
    """What the coding of one open question says, and of whom."""

    question: Question
    asked: frozenset[str]
    """Respondents who could answer."""
    base: frozenset[str]
    """Respondents with at least one finished, codable unit."""
    units: dict[str, tuple[Unit, ...]]
    """Code → units that carry it, implied parents included, in survey order."""
    people: dict[str, frozenset[str]]
    """Code → respondents; whoever says it in three boxes is there once."""
    total: int
    """Units of the question."""
    uncoded: int
    unsettled: int
    provisional: int
    uncodable: int
    """Units with a validity code: there is nothing in them to code."""
    picked: PickedPart | None = None
    """How units were picked, where that would put shares over all of them off."""
    left_out: int = 0
    """Coded units that are in no count, because they were picked for what they are."""
    quotable: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    """Code → units that carry it, those left out of the counts among them."""

    def share(self, code: str) -> Share:
        """Return the people with a code as a share of the base."""
        return Share(self.count(code), len(self.base))

    def share_of_asked(self, code: str) -> Share:
        """Return the people with a code as a share of all who were asked."""
        return Share(self.count(code), len(self.asked))

    def count(self, code: str) -> int:
        """Return how many people a code was given to."""
        return len(self.people.get(code, ()))

    def mentions(self, code: str) -> int:
        """Return how many units carry a code."""
        return len(self.units.get(code, ()))


def coded_question(study: Study, question_id: str) -> CodedQuestion:
    """Return the coding of one open question that counts.

    Raises:
        UsageConflict: there is no such open question.
    """
    question = open_question(study, question_id)
    standings: Counter[Standing] = Counter()
    units: dict[str, list[Unit]] = {}
    quotable: dict[str, list[Unit]] = {}
    base: set[str] = set()
    uncodable = left_out = 0
    apart = study.left_out(question_id)
    of_question = study.units.get(question_id, ())
    # many answers have the same codes, and what those imply is looked up in a tree
    known: dict[frozenset[str], tuple[bool, frozenset[str]]] = {}
    for unit in of_question:
        verdict = study.verdicts.get(unit.id)
        if verdict is None or not verdict.counts:
            standings[verdict.standing if verdict else Standing.UNCODED] += 1
            continue
        if verdict.codes not in known:
            codable = is_codable(verdict.codes, study.codebook)
            found = study.codebook.implied(verdict.codes) if codable else frozenset()
            known[verdict.codes] = codable, found
        codable, implied = known[verdict.codes]
        for code in implied:
            quotable.setdefault(code, []).append(unit)
        if unit.id in apart:
            left_out += 1
            continue
        standings[verdict.standing] += 1
        if not codable:
            uncodable += 1
            continue
        base.add(unit.respondent)
        for code in implied:
            units.setdefault(code, []).append(unit)
    return CodedQuestion(
        question=question,
        asked=asked_of(study, question_id),
        base=frozenset(base),
        units={code: tuple(found) for code, found in units.items()},
        people={
            code: frozenset(unit.respondent for unit in found)
            for code, found in units.items()
        },
        total=len(of_question),
        uncoded=standings[Standing.UNCODED],
        unsettled=standings[Standing.UNSETTLED],
        provisional=standings[Standing.LEAD],
        uncodable=uncodable,
        picked=study.picked.get(question_id),
        left_out=left_out,
        quotable={code: tuple(found) for code, found in quotable.items()},
    )


def offered_themes(study: Study, coded: CodedQuestion) -> tuple[Code, ...]:
    """Return the codes that a theme table of the question has rows for.

    Tree order. A code offered for other questions only is left out: it is missing,
    not zero. Validity codes, flags, retired codes and empty containers stay out
    unless a coding that counts holds them or something below them.
    """
    question = coded.question.id
    book = study.codebook
    holding: set[str] = set()
    for code in book.offered(question):
        if code.kind not in ("validity", "flag"):
            holding.add(code.id)
            holding.update(book.ancestors(code.id))
    return tuple(
        code
        for code in book.in_tree_order()
        if code.offered_for(question) and (code.id in holding or coded.count(code.id))
    )


def codes_not_offered(study: Study, coded: CodedQuestion) -> tuple[str, ...]:
    """Return the codes that were given although the question does not offer them."""
    book = study.codebook
    return tuple(
        sorted(
            code
            for code in coded.units
            if code not in book or not book[code].offered_for(coded.question.id)
        )
    )
