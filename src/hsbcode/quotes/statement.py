"""How the quotes were chosen, in sentences that go under the table."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hsbcode.domain.coded_question import CodedQuestion
from hsbcode.domain.quote_rules import QuoteRules
from hsbcode.domain.quotes import ThemeQuotes
from hsbcode.domain.study import Study
from hsbcode.numbers.printing import LOW_BASE, LOW_MARK
from hsbcode.quotes.pool import LONGEST, POOL_CAP, SHORTEST
from hsbcode.quotes.question_choice import QuestionChoice
from hsbcode.quotes.verbatim import CUT, WORDS_AT_MOST

_REASONS_AT_MOST = 6
_LETTERS_OF_A_REASON = 60


@dataclass(frozen=True, slots=True)
class Handled:
    """What people did with the quotes that stand in a table, counted."""

    quotes: int = 0
    as_proposed: int = 0
    """Proposed by the program and accepted by somebody."""
    by_hand: int = 0
    """Chosen by a person in the place of a proposal, or beside it."""
    refused: int = 0
    """Answers that were put aside for a theme."""
    reasons: tuple[tuple[str, int], ...] = ()
    """Why, in the words of those who did, commonest first, with how often."""
    cut: int = 0
    redacted: int = 0
    doubtful: int = 0
    """Answers that were not offered, because their coding is to be checked first."""


def handled(
    study: Study,
    coded: CodedQuestion,
    choice: QuestionChoice,
    themes: Sequence[ThemeQuotes],
) -> Handled:
    """Count what people decided about the quotes of a question."""
    quotes = [quote for theme in themes for quote in theme.quotes]
    codes = {theme.code for theme in themes}
    of_question = {unit.id for units in coded.quotable.values() for unit in units}
    taken = {
        (code, one.unit): one.proposed
        for code, some in study.quoting.taken.items()
        for one in some
    }
    stand = [
        taken[theme.code, quote.unit]
        for theme in themes
        for quote in theme.quotes
        if (theme.code, quote.unit) in taken
    ]
    refused = [
        one
        for code, some in study.quoting.refused.items()
        if code in codes
        for one in some
        if one.unit in of_question
    ]
    reasons = Counter(" ".join(one.words.split()) for one in refused if one.words)
    wholes = [study.wholes.get(quote.unit, quote.unit) for quote in quotes]
    return Handled(
        quotes=len(quotes),
        as_proposed=sum(stand),
        by_hand=len(stand) - sum(stand),
        refused=len(refused),
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        cut=sum(bool(study.quoting.cut_spans(whole)) for whole in wholes),
        redacted=sum(bool(quote.redactions) for quote in quotes),
        doubtful=len({d.unit for some in choice.doubtful.values() for d in some}),
    )


def selection_statement(
    study: Study,
    coded: CodedQuestion,
    *,
    rules: QuoteRules,
    attribution: str,
    empty: Sequence[str] = (),
    over: Sequence[str] = (),
    handled: Handled | None = None,
    told: Callable[[int], str] = str,
) -> str:
    """Return pool, method, seed, caps and what people changed in sentences.

    Args:
        study: whose units may be held back.
        coded: the coding that counts.
        rules: how they were chosen.
        attribution: the sentence about attributions.
        empty: labels of themes without a row, because nobody's answer has them.
        over: labels of the closed questions that quotes are spread over.
        handled: what people did with the quotes.
        told: how a number of answers is told under disclosure control.
    """
    k, seed = rules.k, rules.seed
    done = handled or Handled()
    every = {unit.id: unit for units in coded.quotable.values() for unit in units}
    held = sum(unit in study.held_back for unit in every)
    pool = told(len(every) - held - done.doubtful)
    sentences = [
        f"The program proposed the quotes from {pool} coded answers to "
        f"“{coded.question.label}”; {told(held)} more were held back as "
        "identifiable, for safeguarding or because they may not be quoted"
        + _waiting(done.doubtful, told)
        + ".",
        f"For each theme it takes up to {k} typical answers that together stand "
        "nearest, by the topics of their words, to as many of the theme's answers as "
        "possible (greedy facility location). It prefers answers whose coding the "
        "other people's answers bear out (leave-one-out), codings that were settled, "
        f"and {SHORTEST} to {LONGEST} words, leaves out near-duplicates"
        + _other_side(rules.divergent)
        + ".",
        *_few(rules),
        *_spread(over, k),
        "Nobody is quoted twice unless a theme would have no quote at all.",
        f"At most {POOL_CAP} answers a theme enter, by a sample with seed {seed}, "
        "which also decides ties.",
        *_decided(done),
        f"Quotes are verbatim; {CUT} marks a cut, made where an answer has more than "
        f"{WORDS_AT_MOST} words.",
        *_counted(coded),
        *_masking(study),
        attribution,
        "Quotes illustrate a theme; they are no evidence of how common it is.",
    ]
    if 0 < len(coded.base) < LOW_BASE:
        sentences.append(
            f"{LOW_MARK}: fewer than {LOW_BASE} people in the base, so no percentage."
        )
    if empty:
        sentences.append(
            "Offered, but found in nobody's answer: " + ", ".join(empty) + "."
        )
    return " ".join(sentences)


def _few(rules: QuoteRules) -> tuple[str, ...]:
    if not rules.few or rules.wanted(1) == rules.wanted(rules.few):
        return ()
    return (
        f"A theme of fewer than {rules.few} people gets one quote only, because more "
        "would tell how many they are.",
    )


def _waiting(doubtful: int, told: Callable[[int], str]) -> str:
    if not doubtful:
        return ""
    noun = "answer was" if told(doubtful) == "1" else "answers were"
    return (
        f", and {told(doubtful)} {noun} not offered, because the coding looks mistaken"
    )


def _other_side(divergent: int) -> str:
    if not divergent:
        return ""
    many = "one answer" if divergent == 1 else f"up to {divergent} answers"
    return (
        f", and adds {many} labelled as unlike the others: a counter-case, the one "
        "least covered, or one on the boundary of the theme"
    )


def _spread(over: Sequence[str], k: int) -> tuple[str, ...]:
    if not over:
        return ()
    shown = " and ".join(f"“{label}”" for label in over)
    return (
        f"Typical quotes are spread over {shown}: of {k} no more come from people with "
        "one answer than their share of the theme rounded up and one, and groups with "
        f"more than 1 in {k + 1} of the theme's answers are heard first.",
    )


def _decided(done: Handled) -> tuple[str, ...]:
    """Return what people did; nothing where everything is only proposed."""
    said = []
    left = done.quotes - done.as_proposed - done.by_hand
    if done.as_proposed or done.by_hand or done.refused:
        told = f"Of {done.quotes} quotes {done.as_proposed} were accepted as proposed"
        told += f" and {done.by_hand} chosen by a person"
        told += f"; {left} stand as proposed and were not looked at" if left else ""
        said.append(f"{told}.")
    if done.refused:
        noun = "answer was" if done.refused == 1 else "answers were"
        told = f"{done.refused} {noun} put aside"
        why = [
            f"“{words[:_LETTERS_OF_A_REASON]}” ({count})"
            for words, count in done.reasons[:_REASONS_AT_MOST]
        ]
        more = len(done.reasons) - len(why)
        if more:
            why.append("another reason" if more == 1 else f"{more} other reasons")
        said.append(told + (f": {', '.join(why)}." if why else "."))
    if done.cut or done.redacted:
        said.append(
            f"Cut by a person: {done.cut}; with words replaced: {done.redacted}."
        )
    return tuple(said)


def _masking(study: Study) -> tuple[str, ...]:
    if not study.names:
        return ()
    kinds = dict.fromkeys(name.mask for name in study.names)
    return (
        f"Names on the project's list are replaced by {' or '.join(kinds)}; every "
        "quote is still to be read for others.",
    )


def _counted(coded: CodedQuestion) -> tuple[str, ...]:
    if not coded.left_out:
        return ()
    return (
        "Answers that were picked for what they are, while others wait to be coded, "
        "are quoted and not counted.",
    )
