"""Guesses about columns put into words: ids, labels, options, languages."""

from collections.abc import Sequence

from hsbcode.domain.survey import Kind
from hsbcode.intake.columns import ANSWERS, ColumnGuess
from hsbcode.intake.facts import Facts
from hsbcode.intake.guessing import Guess, blank_options, is_other
from hsbcode.intake.headers import Head
from hsbcode.intake.naming import (
    guess_language,
    id_from_names,
    make_ids,
    make_label,
    tell_apart,
    unique_id,
)


def describe(
    heads: Sequence[Head],
    facts: Sequence[Facts],
    guesses: Sequence[Guess],
    groups: Sequence[int],
) -> tuple[ColumnGuess, ...]:
    """Return a full description of every column.

    Args:
        heads: what the header rows say.
        facts: what was counted.
        guesses: the kind of each column.
        groups: position of the first column of the question each belongs to.
    """
    firsts = [
        place
        for place, guess in enumerate(guesses)
        if guess.kind in ANSWERS and groups[place] == place
    ]
    joined = {
        first: [i for i, g in enumerate(groups) if g == first] for first in firsts
    }
    ids = _question_ids(heads, firsts, joined)
    labels = _labels(heads, firsts, joined)
    columns = []
    for place, (head, fact, guess) in enumerate(
        zip(heads, facts, guesses, strict=True)
    ):
        first = groups[place]
        answers = guess.kind in ANSWERS
        blank = blank_options(fact) if guess.kind is Kind.CLOSED else ()
        open_text = guess.kind is Kind.OPEN
        columns.append(
            ColumnGuess(
                position=place,
                header=head.header,
                kind=guess.kind,
                question=ids[first] if answers else "",
                label=labels[first] if answers else "",
                text=_wording(head, alone=len(joined.get(first, ())) < 2),
                why=guess.why,
                examples=fact.examples,
                filled=fact.filled - sum(fact.values[value] for value in blank),
                distinct=fact.distinct - len(blank),
                longest=fact.longest,
                box=joined[first].index(place) + 1 if answers else 1,
                option=_option(head, fact) if guess.kind is Kind.TICK else "",
                separator=guess.separator,
                language=guess_language(head.question, fact.values, "en")
                if open_text
                else "en",
                blank=blank,
            )
        )
    return tuple(columns)


def _wording(head: Head, *, alone: bool) -> str:
    question = " ".join(head.question.split())
    item = " ".join(head.item.split())
    if not question or question == item:
        return item or head.header
    return f"{question} – {item}" if alone and item else question


def _option(head: Head, facts: Facts) -> str:
    """Return what a tick means: the row under the question, else the cell's label."""
    if head.item.strip():
        return " ".join(head.item.split())
    return facts.examples[0].strip() if facts.examples else head.header


def _question_ids(
    heads: Sequence[Head], firsts: Sequence[int], joined: dict[int, list[int]]
) -> dict[int, str]:
    """Return an id for each question, by the position of its first column."""
    ids: dict[int, str] = {}
    used: set[str] = set()
    for first in firsts:
        wish = id_from_names([heads[place].name for place in joined[first]])
        if wish:
            ids[first] = unique_id(wish, used)
            used.add(ids[first])
    left = [first for first in firsts if first not in ids]
    wordings = [_told(heads[first], len(joined[first])) for first in left]
    ids.update(zip(left, make_ids(wordings, used), strict=True))
    return ids


def _told(head: Head, columns: int) -> tuple[str, str]:
    if is_other(head):
        return head.question, "other" if head.item else ""
    if columns > 1 or not head.item:
        return head.question, ""
    if not any(char.isalpha() for char in head.item):
        return head.question, head.item
    return "", head.item


def _labels(
    heads: Sequence[Head], firsts: Sequence[int], joined: dict[int, list[int]]
) -> dict[int, str]:
    made = [
        make_label(
            heads[first].question or heads[first].header,
            heads[first].item if len(joined[first]) == 1 else "",
            other=bool(heads[first].item) and is_other(heads[first]),
        )
        for first in firsts
    ]
    told = tell_apart(made, [heads[first] for first in firsts])
    return dict(zip(firsts, told, strict=True))
