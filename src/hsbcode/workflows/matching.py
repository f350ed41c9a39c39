"""Which answers fulfil the conditions of a filter that are not about one's own acts.

It may go over all texts, so on a screen it runs beside the typing: what it needs of
the session is handed over as plain values, and it reads the project page by page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hsbcode.domain.acts import SETTLED, Act
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.suggestions import Suggestion
from hsbcode.store.project import Project
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.closed_facts import ClosedFacts
from hsbcode.workflows.older_codings import Redefined


@dataclass(frozen=True, slots=True)
class Matching:
    """One filter, with all that is needed to look for the answers that pass it."""

    question: str
    wish: ListFilter
    closed: ClosedFacts
    codebook: Codebook
    held: Mapping[str, UnitPass] = field(default_factory=dict)
    """What the coder holds: unit → pass."""
    passes: tuple[Mapping[str, UnitPass], ...] = ()
    """Everybody's, outside rounds; only where the filter compares coders."""
    settled: frozenset[str] = frozenset()
    acts: Mapping[str, Act] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    audit: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    """Answers whose suggestions are hidden; they pass for no suggested code."""
    suggested: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)
    """Unit → what the model suggested; of the others the codebook is asked."""

    @property
    def reads(self) -> bool:
        """Whether it has to read answers."""
        wish = self.wish
        return bool(wish.word or wish.closed or wish.suggested or wish.older)

    def units(self, reader: Project) -> tuple[frozenset[str], ...]:
        """Return the units that fulfil each condition, one set a condition."""
        wish = self.wish
        found: list[frozenset[str]] = []
        if wish.word:
            found.append(self._with_word(reader, wish.word.casefold()))
        if wish.closed:
            found.append(self._with_answers(reader))
        if wish.suggested:
            found.append(self._with_suggestion(reader, wish.suggested))
        if wish.disputed:
            found.append(self._disputed())
        if wish.older:
            redefined = Redefined(reader)
            found.append(
                frozenset(
                    unit
                    for unit, held in self.held.items()
                    if redefined.is_older(held, self.acts)
                )
            )
        if wish.waiting:
            found.append(self.waiting)
        if wish.audit:
            found.append(self.audit)
        if wish.doubtful:
            found.append(self.doubtful)
        return tuple(found)

    def _with_word(self, reader: Project, word: str) -> frozenset[str]:
        texts = reader.answers.texts(self.question)
        return frozenset(each.unit for each in texts if word in each.text.casefold())

    def _with_answers(self, reader: Project) -> frozenset[str]:
        people = [
            self.closed.people_with(reader, question, values)
            for question, values in self.wish.closed
        ]
        wanted = set.intersection(*people)
        texts = reader.answers.texts(self.question)
        return frozenset(each.unit for each in texts if each.respondent in wanted)

    def _with_suggestion(self, reader: Project, code: str) -> frozenset[str]:
        evidence = codebook_evidence(self.codebook)
        found = set()
        for unit, _respondent, text in reader.answers.texts(self.question):
            if unit in self.hidden:
                continue
            known = self.suggested.get(unit)
            if known is None:
                known = tuple(evidence.suggestions(text, self.question))
            if any(each.code == code for each in known):
                found.add(unit)
        return frozenset(found)

    def _disputed(self) -> frozenset[str]:
        first: dict[str, frozenset[str]] = {}
        found = set()
        for units in self.passes:
            for unit, held in units.items():
                if not held.finishes or unit in self.settled:
                    continue
                if first.setdefault(unit, held.codes) != held.codes:
                    found.add(unit)
        return frozenset(found)


def others_passes(
    project: Project,
) -> tuple[tuple[Mapping[str, UnitPass], ...], frozenset[str]]:
    """Return everybody's passes outside rounds as they stand, and what is settled.

    A round is blind until it is released, so passes of rounds are none of them.
    """
    own: list[Mapping[str, UnitPass]] = []
    settled: set[str] = set()
    for (coder, round_), units in project.fold.passes.items():
        if coder == SETTLED:
            settled.update(unit for unit, held in units.items() if held.finishes)
        elif round_ is None:
            own.append(dict(units))
    return tuple(own), frozenset(settled)
