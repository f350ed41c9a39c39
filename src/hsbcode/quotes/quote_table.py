"""The themed quote table: counts and quotes side by side, never one for the other."""

from collections.abc import Iterable, Mapping, Sequence

from hsbcode.domain.codebook import Code
from hsbcode.domain.coded_question import (
    CodedQuestion,
    coded_question,
    offered_themes,
)
from hsbcode.domain.disclosure import NO_CONTROL
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quotes import Quote, QuoteLimits, QuoteTable, ThemeQuotes
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.language.kept_names import NameFinder
from hsbcode.quotes.attribution import Attributions
from hsbcode.quotes.closed_results import closed_result
from hsbcode.quotes.limits import within_limits
from hsbcode.quotes.statement import selection_statement
from hsbcode.quotes.theme_choice import (
    DIVERGENT_FROM,
    ChosenUnit,
    choose_for_theme,
)
from hsbcode.quotes.verbatim import check_verbatim, shortened

_NONE = NO_CONTROL.sentence


def quote_table(
    study: Study,
    question_id: str,
    *,
    attribution: Sequence[str] = (),
    k: int = 2,
    seed: int = 0,
    closed_beside: Mapping[str, str] | None = None,
    codes: Sequence[str] | None = None,
    first_reference: int = 1,
    quoted: Iterable[str] = (),
    limits: QuoteLimits | None = None,
) -> QuoteTable:
    """Choose quotes for the themes of an open question.

    Only units whose coding counts, which are codable and which nobody held back,
    can be quoted. Nobody is quoted twice unless a theme would have no quote at all.

    Args:
        study: the answers with the coding that counts.
        question_id: the open question.
        attribution: closed questions that say who is quoted, most general first.
        k: typical quotes a theme; one that is unlike them comes on top.
        seed: the same seed gives the same table.
        closed_beside: code → closed question whose result stands beside it.
        codes: the rows; by default every theme somebody's answer was coded to.
        first_reference: number of the first quote, so that several tables of one
            report go on counting.
        quoted: respondents quoted elsewhere in the report already.
        limits: the released tables beside the quotes, if disclosure control is on:
            counts come from them, and no attribution tells what they hide.

    Raises:
        UsageConflict: a question is not there or of the wrong kind, or a code is
            not offered for the question.
        CodebookError: the codebook has no such code.
    """
    coded = coded_question(study, question_id)
    named = Attributions(study, attribution)
    rows, empty = _rows(study, coded, codes)
    pools = {code.id: _pool(study, coded, code.id) for code in rows}
    chosen = _choose(pools, k, seed, set(quoted))
    results = {
        code: closed_result(
            study, closed, limits.frequencies.get(closed) if limits else None
        )
        for code, closed in (closed_beside or {}).items()
    }
    finder = NameFinder(study.names)
    themes: list[ThemeQuotes] = []
    number = first_reference
    for code in rows:
        found = chosen[code.id]
        quotes = tuple(
            _quote(f"Q{at}", choice, named, _unsaid(limits, code.id), finder)
            for at, choice in enumerate(found, number)
        )
        number += len(quotes)
        theme = ThemeQuotes(
            code=code.id,
            label=code.label,
            meaning=code.definition,
            count=coded.count(code.id),
            base=len(coded.base),
            asked=len(coded.asked),
            closed_result=results.get(code.id, ""),
            quotes=quotes,
            pool=len(pools[code.id]),
            note=_note(coded, code.id, pools[code.id], found, k),
        )
        themes.append(within_limits(theme, limits) if limits else theme)
    return QuoteTable(
        question=question_id,
        question_label=coded.question.label,
        themes=tuple(themes),
        statement=selection_statement(
            study, coded, k=k, seed=seed, attribution=named.statement(), empty=empty
        )
        + f" Disclosure control: {limits.sentence if limits else _NONE}.",
        uncoded=coded.uncoded,
        unsettled=coded.unsettled,
        provisional=coded.provisional,
    )


def _rows(
    study: Study, coded: CodedQuestion, codes: Sequence[str] | None
) -> tuple[tuple[Code, ...], tuple[str, ...]]:
    if codes is None:
        themes = set(study.codebook.themes())
        rows = tuple(c for c in offered_themes(study, coded) if c in themes)
        empty = tuple(code.label for code in rows if code.id not in coded.quotable)
        return tuple(code for code in rows if code.id in coded.quotable), empty
    asked_for = tuple(study.codebook[code] for code in dict.fromkeys(codes))
    for code in asked_for:
        if not code.offered_for(coded.question.id):
            raise UsageConflict(
                f"Code “{code.id}” is not offered for question “{coded.question.id}”.",
                f"It is offered for: {', '.join(code.questions)}.",
            )
    return asked_for, ()


def _pool(study: Study, coded: CodedQuestion, code: str) -> tuple[Unit, ...]:
    return tuple(
        unit
        for unit in coded.quotable.get(code, ())
        if unit.id not in study.held_back and unit.text.strip()
    )


def _choose(
    pools: Mapping[str, tuple[Unit, ...]], k: int, seed: int, taken: set[str]
) -> dict[str, tuple[ChosenUnit, ...]]:
    # the smallest pool first: a large theme finds somebody else to quote
    order = sorted(pools, key=lambda code: len(pools[code]))
    chosen: dict[str, tuple[ChosenUnit, ...]] = {}
    for code in order:
        chosen[code] = choose_for_theme(pools[code], frozenset(taken), k, seed)
        taken.update(choice.unit.respondent for choice in chosen[code])
    return chosen


def _unsaid(limits: QuoteLimits | None, code: str) -> frozenset[tuple[str, str]]:
    if limits is None:
        return frozenset()
    return frozenset((field, answer) for c, field, answer in limits.hidden if c == code)


def _quote(
    reference: str,
    choice: ChosenUnit,
    named: Attributions,
    unsaid: frozenset[tuple[str, str]],
    finder: NameFinder,
) -> Quote:
    unit = choice.unit
    text = shortened(unit.text)
    check_verbatim(text, unit.text, unit.name)
    return Quote(
        reference=reference,
        unit=unit.id,
        respondent=unit.respondent,
        # after the proof: what is masked is no longer word for word
        text=finder.mask(text),
        attribution=named.of(unit.respondent, unsaid),
        reason=choice.reason,
        divergent=choice.divergent,
    )


def _note(
    coded: CodedQuestion,
    code: str,
    pool: Sequence[Unit],
    found: Sequence[ChosenUnit],
    k: int,
) -> str:
    notes = []
    held = len(coded.quotable.get(code, ())) - len(pool)
    if held:
        notes.append(
            "1 answer is held back or blank"
            if held == 1
            else f"{held} answers are held back or blank"
        )
    typical = sum(not choice.divergent for choice in found)
    if not pool:
        notes.append("no answer may be quoted")
    elif typical < k:
        notes.append(
            f"only {typical} of {k} typical quotes: too few others, or too alike"
        )
    if pool and typical == len(found) and k > 0:
        notes.append(
            f"with fewer than {DIVERGENT_FROM} answers none is called unlike the others"
            if len(pool) < DIVERGENT_FROM
            else "nobody is left for a quote unlike the others"
        )
    return "; ".join(notes)
