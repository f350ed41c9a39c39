"""Columns that belong together: tick boxes of one question, boxes of one answer."""

import re
from collections.abc import Iterator, Sequence

from hsbcode.domain.survey import Kind
from hsbcode.intake.facts import Facts
from hsbcode.intake.guessing import Guess, is_other
from hsbcode.intake.headers import Head
from hsbcode.intake.splitting import same_question

MOST_WORDED = 5
"""More boxes than this are only joined where they are numbered."""
_NUMBERED = re.compile(r".*\d.*", re.DOTALL)
_ONLY_NUMBER = re.compile(r"[\W_]*\d+[\W_]*")
_FIXED = (Kind.ID, Kind.PERSONAL, Kind.DATE)


def group_columns(
    heads: Sequence[Head], facts: Sequence[Facts], guesses: Sequence[Guess]
) -> tuple[list[Guess], list[int]]:
    """Return the guesses after looking at neighbours, and a group for each column.

    Columns of one group are the boxes or the tick boxes of one question. The number
    of a group is the position of its first column.
    """
    found = list(guesses)
    groups = list(range(len(heads)))
    for run in _runs(heads):
        if len(run) < 2:
            continue
        ticks = _tick_columns(run, heads, facts, found)
        for place in ticks:
            found[place] = Guess(Kind.TICK, f"one of {len(ticks)} tick boxes")
            groups[place] = ticks[0]
        for boxes in _box_columns(run, heads, facts, found):
            for place in boxes:
                found[place] = Guess(
                    Kind.OPEN, f"one of {len(boxes)} boxes; {found[place].why}"
                )
                groups[place] = boxes[0]
    return found, groups


def _runs(heads: Sequence[Head]) -> Iterator[list[int]]:
    """Yield runs of columns side by side that ask the same question."""
    run: list[int] = []
    for head in heads:
        if run and not same_question(heads[run[-1]], head):
            yield run
            run = []
        run.append(head.position)
    if run:
        yield run


def _tick_columns(
    run: list[int],
    heads: Sequence[Head],
    facts: Sequence[Facts],
    guesses: Sequence[Guess],
) -> list[int]:
    places = [i for i in run if guesses[i].kind not in _FIXED and heads[i].item]
    marked = [i for i in places if facts[i].is_tick]
    labelled = [
        i for i in places if i not in marked and _may_be_tick(heads[i], facts[i])
    ]
    own = {next(iter(facts[i].values)) for i in labelled}
    if len(own) < len(labelled):  # the same word everywhere is no option's label
        labelled = [i for i in labelled if _is_label(heads[i], facts[i])]
    ticks = marked + labelled
    rest = [i for i in places if facts[i].filled and i not in ticks]
    chosen = [i for i in rest if not is_other(heads[i])]
    if len(ticks) < 2 or len(chosen) >= len(ticks):
        return []
    ticks = [i for i in ticks if i in marked or not _writes_in(heads[i], facts[i])]
    empty = [i for i in places if not facts[i].filled and not is_other(heads[i])]
    return sorted(ticks + empty) if len(ticks) >= 2 else []


def _may_be_tick(head: Head, facts: Facts) -> bool:
    """Whether the one answer of a column can be its label.

    A box that one person wrote into, or several with a number, is none.
    """
    if facts.distinct != 1:
        return False
    numbered = _ONLY_NUMBER.fullmatch(head.item) is not None
    return _is_label(head, facts) or (facts.filled > 1 and not numbered)


def _is_label(head: Head, facts: Facts) -> bool:
    value = next(iter(facts.values), "")
    return value.strip().casefold() == head.item.strip().casefold()


def _writes_in(head: Head, facts: Facts) -> bool:
    return is_other(head) and not _is_label(head, facts)


def _box_columns(
    run: list[int],
    heads: Sequence[Head],
    facts: Sequence[Facts],
    guesses: Sequence[Guess],
) -> Iterator[list[int]]:
    """Yield stretches of open columns that are boxes of one answer."""
    places = [
        i
        for i in run
        if guesses[i].kind in (Kind.OPEN, Kind.CLOSED, Kind.DROP, Kind.TICKS)
        and not is_other(heads[i])
    ]
    open_ones = [i for i in places if guesses[i].kind is Kind.OPEN]
    if len(open_ones) < 2 and not (open_ones and len(places) > 1):
        return
    texts = [i for i in places if not facts[i].is_tick and facts[i].numbers < 0.8]
    numbered = all(_NUMBERED.fullmatch(heads[i].item) for i in texts)
    mostly = 2 * len(open_ones) >= sum(1 for i in texts if facts[i].filled)
    boxes = texts if numbered and mostly else open_ones
    topics = {heads[i].item.casefold() for i in boxes}
    if not numbered and len(topics) > MOST_WORDED:
        return  # a grid: every row asks about something else
    stretch: list[int] = []
    for place in boxes:
        if stretch and place != stretch[-1] + 1:
            if len(stretch) > 1:
                yield stretch
            stretch = []
        stretch.append(place)
    if len(stretch) > 1:
        yield stretch
