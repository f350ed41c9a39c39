"""The next best quotes of a theme of a study, and codings to check before quoting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.doubts import Doubt
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.language.kept_names import NameFinder
from hsbcode.numbers.one_thread import one_thread
from hsbcode.quotes.candidates import Candidate, candidates
from hsbcode.quotes.question_choice import question_answers, theme_answers
from hsbcode.quotes.quote_table import quotable_units


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A coding that looks mistaken, so that the answer is not offered as a quote."""

    doubt: Doubt
    unit: Unit


def theme_candidates(
    study: Study,
    tables: Sequence[QuoteTable],
    question_id: str,
    code: str,
    count: int = 8,
    instead_of: str = "",
) -> tuple[Candidate, ...]:
    """Return the next best answers of a theme beside those its table quotes.

    Args:
        study: the answers.
        tables: every quote table of the report, so that nobody is quoted twice.
        question_id: the open question.
        code: the theme.
        count: typical candidates wanted; one of each other kind comes after them.
        instead_of: the unit quoted now whose place is looked at; empty: one more.

    Raises:
        UsageConflict: there is no such open question.
    """
    coded = coded_question(study, question_id)
    table = next((each for each in tables if each.question == question_id), None)
    codes = [theme.code for theme in table.themes] if table else [code]
    rules = replace(study.choosing, seed=0)
    with one_thread():
        answers = question_answers(study, coded, codes, rules)
        pool = quotable_units(study, coded, code, NameFinder(study.names))
        theme = theme_answers(study, answers, code, pool)
        now = [
            quote
            for each in (table.themes if table else ())
            if each.code == code
            for quote in each.quotes
        ]
        typical = [quote.unit for quote in now if not quote.divergent]
        unlike = {quote.respondent for quote in now if quote.divergent}
        old = next((q for q in now if q.unit == instead_of), None)
        taken = {
            quote.respondent
            for each in tables
            for row in each.themes
            for quote in row.quotes
            if (row.code, each.question) != (code, question_id)
        }
        if old is not None:
            unlike.discard(old.respondent)
        return candidates(
            theme,
            typical,
            instead_of=instead_of,
            # who speaks here already, for the other side, does not speak twice
            refused=[u.id for u in theme.units if u.respondent in unlike],
            taken=taken,
            k=rules.k,
            count=count,
        )


def codings_to_check(study: Study, tables: Iterable[QuoteTable]) -> tuple[ToCheck, ...]:
    """Return the codings that kept answers of some themes from being quoted.

    Every answer of the themes is looked at, also those held back; settled codings, and
    those of which somebody said that they stay, are not suspected.

    Args:
        study: the answers.
        tables: the quote tables of the report.
    """
    found: list[ToCheck] = []
    for table in tables:
        coded = coded_question(study, table.question)
        codes = [theme.code for theme in table.themes]
        units = {u.id: u for some in coded.quotable.values() for u in some}
        with one_thread():
            answers = question_answers(study, coded, codes, study.choosing)
        # in the order of the tree, so that the theme farthest down is what is doubted
        doubts = {
            doubt.unit: doubt for code in codes for doubt in answers.doubtful(code)
        }
        ranked = sorted(doubts.values(), key=lambda doubt: (-doubt.score, doubt.unit))
        found.extend(ToCheck(doubt, units[doubt.unit]) for doubt in ranked)
    return tuple(found)
