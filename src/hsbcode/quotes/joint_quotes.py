"""Quotes for the cells of a joint display, under the rules of the quote tables."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from hsbcode.domain.attribution import AttributionRule
from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.quotes import Quote
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.language.kept_names import NameFinder
from hsbcode.numbers.one_thread import one_thread
from hsbcode.quotes.attribution import Attributions
from hsbcode.quotes.quote_table import printed_passage
from hsbcode.quotes.theme_answers import QuestionAnswers
from hsbcode.quotes.theme_choice import choose_for_theme
from hsbcode.quotes.verbatim import check_verbatim, digest

PLAIN_REASON = "typical of the theme among those who gave this answer"
_UNLIKE = "unlike the typical quotes among those who gave this answer"


def joint_pool(study: Study, code: str, questions: Sequence[str]) -> tuple[Unit, ...]:
    """Return the answers with a theme that may be quoted, in survey order.

    Answers that are held back, refused for the theme, or left with no word once cuts
    and replaced words are gone, are none of them.
    """
    finder = NameFinder(study.names)
    return tuple(
        unit
        for question in questions
        for unit in coded_question(study, question).quotable.get(code, ())
        if unit.id not in study.held_back
        and not study.quoting.is_refused(code, unit.id)
        and not printed_passage(study, unit, finder).is_empty
    )


def joint_answers(
    study: Study, questions: Sequence[str], seed: int = 0
) -> QuestionAnswers:
    """Return the answers to one or several open questions, ready to choose from."""
    coded = [coded_question(study, question) for question in questions]
    codes = dict.fromkeys(code for one in coded for code in one.quotable)
    quotable = {
        code: tuple(unit for one in coded for unit in one.quotable.get(code, ()))
        for code in codes
    }
    # small matrices: a second thread costs many times what it brings
    with one_thread():
        return QuestionAnswers(
            study, replace(coded[0], quotable=quotable), tuple(codes), seed=seed
        )


def cell_quotes(
    study: Study,
    answers: QuestionAnswers,
    pool: Sequence[Unit],
    *,
    cell: str,
    code: str,
    people: Collection[str],
    attribution: AttributionRule | Sequence[str],
    taken: Collection[str] = (),
    hidden: Collection[tuple[str, str]] = (),
    k: int = 2,
    exact: bool = True,
) -> tuple[Quote, ...]:
    """Choose quotes from the people of one closed answer.

    A quote here tells its author's closed answer, too. So an attribution counts only
    those who gave that answer: enough of them must share what is printed.

    Args:
        study: the answers.
        answers: all answers to the open questions of the display.
        pool: answers with the theme that may be quoted.
        cell: reference of the cell; its quotes are ``J1.2.2.q1`` …
        code: the theme.
        people: respondents who gave the closed answer.
        attribution: who is quoted how.
        taken: respondents quoted elsewhere; quoted again only where nobody is left.
        hidden: closed questions with answers that no attribution may name.
        k: typical quotes; where there are enough answers, one unlike them on top.
        exact: whether reasons may tell how many answers there were.
    """
    of_cell = [unit for unit in pool if unit.respondent in people]
    decided = {one.unit: one for one in study.quoting.taken.get(code, ())}
    among = tuple(r for r in study.respondents if r.id in people)
    named = Attributions(replace(study, respondents=among), attribution)
    finder = NameFinder(study.names)
    found = []
    if not of_cell:
        return ()
    with one_thread():
        theme = answers.theme(code, of_cell, decided)
        choices = choose_for_theme(theme, frozenset(taken), k)
    for number, choice in enumerate(choices, start=1):
        unit = choice.unit
        shown = printed_passage(study, unit, finder)
        masks = {one.mask for one in shown.redactions}
        check_verbatim(shown.text, unit.text, unit.name, masks)
        plain = _UNLIKE if choice.divergent else PLAIN_REASON
        found.append(
            Quote(
                reference=f"{cell}.q{number}",
                unit=unit.id,
                respondent=unit.respondent,
                text=shown.text,
                attribution=named.of(unit.respondent, hidden),
                reason=choice.reason if exact else plain,
                divergent=choice.divergent,
                by=decided[unit.id].by if unit.id in decided else "",
                shows=decided[unit.id].words if unit.id in decided else "",
                redactions=shown.redactions,
                source=digest(unit.text),
            )
        )
    return tuple(found)
