"""Joint displays as numbers: a closed result, and a theme among those who gave it.

A display is one table. Its first rows are the closed answers (a scale of agreement is
read by its labels and told as agree, neither, disagree), each with two cells: how many
gave the answer, and how many of them hold the theme. The last three rows have one cell:
the closed result in short, and the same among those with and without the theme.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.answer_scales import answer_scale
from hsbcode.domain.coded_question import CodedQuestion, coded_question
from hsbcode.domain.disclosure import CONFIDENTIAL, NO_CONTROL, DisclosurePolicy
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.joint import JointPair
from hsbcode.domain.questions import (
    answered,
    base_of,
    closed_question,
    options_of,
    with_answer,
)
from hsbcode.domain.recodes import RecodeNotes
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.numbers.printing import LOW_BASE, LOW_MARK, NO_BASE, printed_percent
from hsbcode.results.notes import counted, picked_notes
from hsbcode.results.people_marks import mark
from hsbcode.results.references import with_references

KIND = "joint"
GAVE, HOLD = 0, 1
"""Places of the cells of an answer: who gave it, who of them holds the theme."""
_APART = "\x1f"
_TOP_TWO_FROM = 4
"""Steps of a scale of amounts from which its two highest are told together."""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """People who gave one of some closed answers."""

    label: str
    answers: tuple[str, ...]
    people: frozenset[str]
    others: bool = False
    """They are those of the base who did not give them."""


@dataclass(frozen=True, slots=True)
class AnswerGroups:
    """A closed question as a joint display tells it."""

    question: Question
    base: frozenset[str]
    rows: tuple[AnswerGroup, ...]
    headline: AnswerGroup
    """What the two shares at the end are of; its label goes into a sentence."""


def answer_groups(study: Study, pair: JointPair) -> AnswerGroups:
    """Return the closed answers of a display with the people who gave them.

    Raises:
        UsageConflict: there is no such closed question, or no such answer to it.
    """
    question = closed_question(study, pair.closed)
    base = base_of(study, pair.closed)
    options = options_of(study, question)
    people = {one: with_answer(study, pair.closed, one) & base for one in options}
    for wanted in (*pair.answers, *((pair.option,) if pair.option else ())):
        if wanted not in options:
            raise UsageConflict(
                f"“{wanted[:60]}” is no answer to “{pair.closed}”.",
                nearest(wanted, options) or f"Answers: {'; '.join(options)}.",
            )

    def group(label: str, answers: Iterable[str]) -> AnswerGroup:
        kept = tuple(one for one in options if one in set(answers))
        return AnswerGroup(
            label, kept, frozenset().union(*(people[one] for one in kept))
        )

    if pair.option:
        ticked = group("Ticked", [pair.option])
        rest = AnswerGroup("Not ticked", ticked.answers, base - ticked.people, True)
        head = replace(ticked, label="ticked")
        return AnswerGroups(question, base, (ticked, rest), head)
    scale = answer_scale(options)
    if scale is not None and scale.has_two_ends:
        ends = {scale.more_word: scale.more, scale.less_word: scale.less}
        upper, lower = (group(_capital(w), found) for w, found in ends.items())
        between = [one for one in options if one in scale.apart]
        between.sort(key=lambda one: one in study.outside.get(pair.closed, ()))
        rows = [upper, *(group(one, [one]) for one in between)]
        rows.insert(2 if between else 1, lower)
        head = replace(upper, label=scale.more_word)
    else:
        rows = [group(one, [one]) for one in options]
        head = _headline(rows, scale.more if scale else (), group)
    if pair.answers:
        words = pair.said or " or ".join(pair.answers)
        head = group(words, pair.answers)
    return AnswerGroups(question, base, tuple(rows), head)


def theme_questions(study: Study, pair: JointPair) -> tuple[str, ...]:
    """Return the open questions in which the theme of a pair is counted.

    Raises:
        UsageConflict: a question is not open, does not offer the code, or none does.
        CodebookError: the frame has no such code.
    """
    code = study.codebook[pair.code]
    offering = [q.id for q in study.open_questions if code.offered_for(q.id)]
    for name in pair.questions:
        if name not in offering:
            raise UsageConflict(
                f"“{name[:60]}” is no open question that offers “{pair.code}”.",
                nearest(name, offering) or f"These do: {', '.join(offering)}.",
            )
    if not offering:
        raise UsageConflict(
            f"No open question of the study offers “{pair.code}”.",
            f"It is offered for: {', '.join(code.questions)}.",
        )
    if pair.questions:
        return tuple(one for one in offering if one in pair.questions)
    found = [coded_question(study, one) for one in offering]
    return (max(found, key=lambda one: one.count(pair.code)).question.id,)


def joint_table(study: Study, pair: JointPair, table_id: str) -> Table:
    """Count a pair; see the module for the form of the table.

    The base of a closed share is the base of the closed question. The base of a
    theme's share is whoever of them has a coded, codable answer to the open question.

    Raises:
        UsageConflict: a question or an answer is not there.
        CodebookError: the frame has no such code.
    """
    groups = answer_groups(study, pair)
    asked = theme_questions(study, pair)
    coded = tuple(coded_question(study, one) for one in asked)
    whole: frozenset[str] = frozenset().union(*(one.base for one in coded))
    spoke = whole & groups.base
    holders = spoke & frozenset[str]().union(
        *(one.people.get(pair.code, frozenset()) for one in coded)
    )
    rows = []
    for one in groups.rows:
        role = "others" if one.others else "answer"
        cells = (
            _cell(one.people, groups.base),
            _cell(one.people & holders, one.people & spoke),
        )
        rows.append(_row(one.label, cells, (role, pair.code, *one.answers)))
    head = groups.headline
    for label, role, base in (
        (_capital(head.label), "closed", groups.base),
        (f"{_capital(head.label)}, of those with the theme", "with", holders),
        (f"{_capital(head.label)}, of those without it", "without", spoke - holders),
    ):
        short = (_cell(head.people & base, base),)
        rows.append(_row(label, short, (role, pair.code, *head.answers)))
    theme = study.codebook.label(pair.code)
    return Table(
        id=table_id,
        title=f"{theme} and {groups.question.label}",
        columns=("Gave this answer", f"Of those with a coded answer, hold “{theme}”"),
        rows=with_references(table_id, rows),
        notes=_notes(study, groups, coded, spoke, alone=bool(pair.option)),
        kind=KIND,
        question=asked[0] if len(asked) == 1 else f"*{'*'.join(asked)}",
        by=pair.closed,
    )


def role_and_answers(row: Row) -> tuple[str, str, tuple[str, ...]]:
    """Return what a row of a joint table is, its code, and its closed answers."""
    role, code, *answers = row.key.split(_APART)
    return role, code, tuple(answers)


def printed_joint(table: Table, policy: DisclosurePolicy) -> Table:
    """Return a released joint table with its shares as text.

    ``49 % (194 of 395)``; on a base under ten the count alone. Where disclosure
    control hides one number of the comparison, the other one is hidden, too: with the
    row above it the two would tell it.
    """
    rows = list(table.rows)
    for at, row in enumerate(rows):
        cells = tuple(
            replace(cell, text=_text(cell.share, policy), percent=None)
            if cell.share is not None
            else cell
            for cell in row.cells
        )
        rows[at] = replace(row, cells=cells)
    if policy.protects and any(r.cells[0].text == CONFIDENTIAL for r in rows[-2:]):
        rows[-2:] = [
            replace(row, cells=(replace(row.cells[0], share=None, text=CONFIDENTIAL),))
            for row in rows[-2:]
        ]
    return replace(table, rows=tuple(rows))


def spoke_and_hold(
    study: Study, pair: JointPair, groups: AnswerGroups
) -> tuple[frozenset[str], frozenset[str]]:
    """Return who of the closed base has a coded answer, and who holds the theme."""
    coded = [coded_question(study, one) for one in theme_questions(study, pair)]
    spoke = groups.base & frozenset[str]().union(*(one.base for one in coded))
    holders = spoke & frozenset[str]().union(
        *(one.people.get(pair.code, frozenset()) for one in coded)
    )
    return spoke, holders


def people_of(
    study: Study, pair: JointPair, row: int, column: int
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the people whom a cell counts, and those of its base.

    Args:
        study: the answers.
        pair: what is displayed.
        row: of the table, from 0.
        column: ``GAVE`` or ``HOLD``.
    """
    groups = answer_groups(study, pair)
    spoke, holders = spoke_and_hold(study, pair, groups)
    if row < len(groups.rows):
        gave = groups.rows[row].people
        if column == GAVE:
            return gave, groups.base
        return gave & holders, gave & spoke
    base = (groups.base, holders, spoke - holders)[row - len(groups.rows)]
    return groups.headline.people & base, base


def _headline(
    rows: Sequence[AnswerGroup],
    amounts: Sequence[str],
    group: Callable[[str, Iterable[str]], AnswerGroup],
) -> AnswerGroup:
    by_label = {one.label.strip().casefold(): one for one in rows}
    if "yes" in by_label:
        return replace(by_label["yes"], label="yes")
    if len(amounts) >= _TOP_TWO_FROM:
        first, second = amounts[:2]
        return group(f"{_small(first)} or {_small(second)}", (first, second))
    if not rows:
        return AnswerGroup("no answer", (), frozenset())
    # max keeps the first of equals: the order of the instrument
    commonest = max(rows, key=lambda one: len(one.people))
    return replace(commonest, label=f"“{commonest.label}”")


def _cell(people: frozenset[str], base: frozenset[str]) -> Cell:
    share = Share(len(people), len(base))
    return Cell(share, _text(share), who=mark(people), whole=mark(base))


def _row(label: str, cells: tuple[Cell, ...], key: Iterable[str]) -> Row:
    base = cells[0].share.base if cells[0].share else None
    return Row(label, cells, key=_APART.join(key), base=base)


def _text(share: Share, policy: DisclosurePolicy = NO_CONTROL) -> str:
    if not share.base:
        return NO_BASE
    of = f"{share.count} of {share.base}"
    if share.base < max(LOW_BASE, policy.no_percentage_under):
        return f"{of} {LOW_MARK}"
    mark = f" {LOW_MARK}" if share.base < policy.mark_under else ""
    return f"{printed_percent(share)} ({of}){mark}"


def _notes(
    study: Study,
    groups: AnswerGroups,
    coded: Sequence[CodedQuestion],
    spoke: frozenset[str],
    *,
    alone: bool,
) -> TableNotes:
    closed = groups.question
    open_labels = " or ".join(f"“{one.question.label}”" for one in coded)
    recodes = study.recode_notes.get(closed.id, RecodeNotes())
    more: list[str] = []
    silent = len(groups.base - spoke)
    if silent:
        more.append(
            counted(
                silent,
                " of those in the closed result gave no answer to "
                f"{open_labels} that is coded and codable: they stand in no share of "
                "the theme.",
            )
        )
    if closed.id in study.everyone:
        more.append(
            "A blank in this list may mean no, not known or skipped: everybody who "
            "was asked is in the base."
        )
    elif not alone and closed.kind in (Kind.TICK, Kind.TICKS):
        more.append("Several answers were possible: one person may stand in two rows.")
    stray = answered(study, closed.id) - groups.base
    if stray:
        more.append(counted(len(stray), " answers stand outside the base."))
    return TableNotes(
        population=counted(
            f"people in the base of “{closed.label}” (n = ", len(groups.base), ")"
        ),
        base_rule=(
            "of a closed share, people in the base of the closed question; of a share "
            f"of the theme, those of them with a coded, codable answer to {open_labels}"
        ),
        recodes=recodes.line or "none",
        uncoded=sum(one.uncoded for one in coded),
        unsettled=sum(one.unsettled for one in coded),
        provisional=sum(one.provisional for one in coded),
        more=(*more, *recodes.sentences, *picked_notes(coded)),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
