"""The quotes of a project as they are gone through theme by theme.

Read once; after a decision only the choice is made again, from values, so that it can
be done beside typing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hsbcode.domain.quotes import QuoteTable, ThemeQuotes
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.quotes.candidates import Candidate
from hsbcode.quotes.theme_candidates import codings_to_check, theme_candidates
from hsbcode.store.project import Project
from hsbcode.workflows.closed_facts import ClosedFacts, asked_questions
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.quoting.choice_rules import beside_of
from hsbcode.workflows.quoting.standing import decisions_of
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.studying import held_back_units, read_study

__all__ = ["Candidate", "QuoteReview", "ThemePlace", "read_review", "with_decisions"]


@dataclass(frozen=True, slots=True)
class ThemePlace:
    """A theme of an open question."""

    question: str
    code: str


@dataclass(frozen=True, slots=True)
class QuoteReview:
    """Everything the screen shows, as values; nothing in it reads the project."""

    study: Study
    tables: tuple[QuoteTable, ...]
    units: Mapping[str, Unit]
    """Answers that may be quoted, by id."""
    settings: Mapping[str, object]
    """What ``quote_tables`` is called with."""
    asked: ClosedFacts
    """The closed questions, the most telling first."""

    @property
    def places(self) -> tuple[ThemePlace, ...]:
        """The themes in the order of the report."""
        return tuple(
            ThemePlace(table.question, theme.code)
            for table in self.tables
            for theme in table.themes
        )

    def table(self, place: ThemePlace) -> QuoteTable:
        """Return the quote table a theme stands in."""
        return next(t for t in self.tables if t.question == place.question)

    def theme(self, place: ThemePlace) -> ThemeQuotes:
        """Return a theme with its quotes."""
        themes = self.table(place).themes
        return next(theme for theme in themes if theme.code == place.code)

    def candidates(
        self, place: ThemePlace, most: int = 8, instead_of: str = ""
    ) -> tuple[Candidate, ...]:
        """Return the next best answers of a theme, best first.

        Args:
            place: the theme.
            most: typical ones wanted; one of each other kind comes after them.
            instead_of: the unit whose place is looked at; empty: one more.
        """
        found = theme_candidates(
            self.study, self.tables, place.question, place.code, most, instead_of
        )
        quoted = {quote.unit for quote in self.theme(place).quotes}
        return tuple({c.unit.id: c for c in found if c.unit.id not in quoted}.values())

    def decided(self) -> tuple[int, int]:
        """Return how many quotes there are, and how many a person took."""
        quotes = [q for table in self.tables for t in table.themes for q in t.quotes]
        return len(quotes), sum(bool(quote.by) for quote in quotes)

    def again(self) -> "QuoteReview":
        """Return the review with quotes chosen anew from the same values."""
        return replace(self, tables=_tables(self.study, self.settings))

    def to_check(self, place: ThemePlace) -> tuple[str, ...]:
        """Return the codings of a theme that look mistaken, in words."""
        label = self.study.codebook.label
        return tuple(
            f"{each.unit.name}: {each.doubt.words(label)}"
            for each in codings_to_check(self.study, (self.table(place),))
            if each.doubt.given == place.code
        )


def read_review(project: Project) -> QuoteReview:
    """Read a project and choose its quotes.

    Raises:
        UsageConflict: nothing is coded yet.
    """
    study = read_study(project)
    settings = {"attribution": attribution_rule(project), "beside": beside_of(project)}
    units = {unit.id: unit for some in study.units.values() for unit in some}
    return QuoteReview(
        study, _tables(study, settings), units, settings, asked_questions(project)
    )


def with_decisions(review: QuoteReview, project: Project) -> QuoteReview:
    """Return the review with the decisions that stand now; quotes as before."""
    study = replace(
        review.study,
        quoting=decisions_of(project),
        held_back=held_back_units(project),
    )
    return replace(review, study=study)


def _tables(study: Study, settings: Mapping[str, object]) -> tuple[QuoteTable, ...]:
    return quote_tables(study, **settings)  # type: ignore[arg-type]
