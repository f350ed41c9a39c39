"""The themed quote table: counts and quotes side by side, never one for the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hsbcode.domain.attribution import AttributionRule
from hsbcode.domain.codebook import Code
from hsbcode.domain.coded_question import (
    CodedQuestion,
    coded_question,
    offered_themes,
)
from hsbcode.domain.disclosure import NO_CONTROL
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quote_decisions import Decision
from hsbcode.domain.quote_rules import QuoteRules
from hsbcode.domain.quotes import Quote, QuoteLimits, QuoteTable, ThemeQuotes
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.language.kept_names import NameFinder
from hsbcode.quotes.attribution import Attributions
from hsbcode.quotes.closed_results import closed_result
from hsbcode.quotes.limits import within_limits
from hsbcode.quotes.passages import Passage, passage
from hsbcode.quotes.question_choice import QuestionChoice, choose_for_question
from hsbcode.quotes.statement import handled, selection_statement
from hsbcode.quotes.theme_choice import DIVERGENT_FROM, ChosenUnit
from hsbcode.quotes.verbatim import check_verbatim, digest

_NONE = NO_CONTROL.sentence


def quote_table(
    study: Study,
    question_id: str,
    *,
    attribution: AttributionRule | Sequence[str] = (),
    k: int | None = None,
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
        attribution: who is quoted how, or closed questions that say it.
        k: typical quotes a theme, if not as many as the study says.
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
    finder = NameFinder(study.names)
    pools = {code.id: quotable_units(study, coded, code.id, finder) for code in rows}
    rules = replace(
        study.choosing,
        k=study.choosing.k if k is None else k,
        seed=seed,
        beside=study.choosing.beside or closed_beside or {},
        few=max(study.choosing.few, _few(limits)),
    )
    choice = choose_for_question(study, coded, pools, rules, frozenset(quoted))
    results = {
        code: closed_result(
            study, closed, limits.frequencies.get(closed) if limits else None
        )
        for code, closed in (closed_beside or {}).items()
    }
    decided = {
        (code, one.unit): one
        for code, some in study.quoting.taken.items()
        for one in some
    }
    themes: list[ThemeQuotes] = []
    number = first_reference
    for code in rows:
        found = choice.chosen[code.id]
        quotes = tuple(
            _quote(
                f"Q{at}",
                study,
                one,
                named.of(one.unit.respondent, _unsaid(limits, code.id)),
                decided.get((code.id, one.unit.id)),
                finder,
            )
            for at, one in enumerate(found, number)
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
            mentions=coded.mentions(code.id),
            word=study.scale.word_of(coded.count(code.id), len(coded.base)),
            pool=len(choice.pools[code.id]),
            note=_note(coded, code.id, pools[code.id], choice, rules),
        )
        themes.append(within_limits(theme, limits, study.scale) if limits else theme)
    return QuoteTable(
        question=question_id,
        question_label=coded.question.label,
        themes=tuple(themes),
        statement=selection_statement(
            study,
            coded,
            rules=rules,
            told=limits.policy.told if limits else str,
            attribution=named.statement(),
            empty=empty,
            over=[
                study.questions[name].label
                for name in rules.over
                if name in study.closed
            ],
            handled=handled(study, coded, choice, themes),
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


def quotable_units(
    study: Study, coded: CodedQuestion, code: str, finder: NameFinder
) -> tuple[Unit, ...]:
    """Return the units of a theme that may be quoted, in survey order."""
    return tuple(
        unit
        for unit in coded.quotable.get(code, ())
        if unit.id not in study.held_back
        and not study.quoting.is_refused(code, unit.id)
        and not printed_passage(study, unit, finder).is_empty
    )


def printed_passage(study: Study, unit: Unit, finder: NameFinder) -> Passage:
    """Return what is printed of an answer: without cuts, with what is replaced."""
    whole = study.wholes.get(unit.id, unit.id)
    return passage(
        unit, study.quoting.cut_spans(whole), study.quoting.redactions(whole), finder
    )


def _few(limits: QuoteLimits | None) -> int:
    return limits.policy.threshold if limits and limits.policy.protects else 0


def _unsaid(limits: QuoteLimits | None, code: str) -> frozenset[tuple[str, str]]:
    if limits is None:
        return frozenset()
    return frozenset((field, answer) for c, field, answer in limits.hidden if c == code)


def _quote(
    reference: str,
    study: Study,
    choice: ChosenUnit,
    attribution: str,
    decided: Decision | None,
    finder: NameFinder,
) -> Quote:
    unit = choice.unit
    shown = printed_passage(study, unit, finder)
    masks = {one.mask for one in shown.redactions}
    check_verbatim(shown.text, unit.text, unit.name, masks)
    return Quote(
        reference=reference,
        unit=unit.id,
        respondent=unit.respondent,
        text=shown.text,
        attribution=attribution,
        reason=choice.reason,
        divergent=choice.divergent,
        by=decided.by if decided else "",
        shows=decided.words if decided else "",
        redactions=shown.redactions,
        source=digest(unit.text),
    )


def _note(
    coded: CodedQuestion,
    code: str,
    free: Sequence[Unit],
    choice: QuestionChoice,
    rules: QuoteRules,
) -> str:
    pool, found, k = choice.pools[code], choice.chosen[code], rules.k
    notes = []
    held = len(coded.quotable.get(code, ())) - len(free)
    if held:
        notes.append(
            "1 answer is held back or blank"
            if held == 1
            else f"{held} answers are held back or blank"
        )
    doubtful = len(choice.doubtful.get(code, ()))
    if doubtful:
        notes.append(
            "the coding of 1 answer is to be checked first"
            if doubtful == 1
            else f"the coding of {doubtful} answers is to be checked first"
        )
    typical = sum(not choice.divergent for choice in found)
    if not pool:
        notes.append("no answer may be quoted")
    elif coded.count(code) < rules.few:
        notes.append(
            f"fewer than {rules.few} people: one quote is proposed, because more would "
            "tell how many they are"
        )
        return "; ".join(notes)
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
