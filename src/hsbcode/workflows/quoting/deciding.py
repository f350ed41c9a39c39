"""What a person decides about quotes, written as acts: take, swap, put aside.

Every decision is one step of the history and can be taken back. An answer that must not
be quoted is never taken, whatever the screen showed when the key was pressed.
"""

from collections.abc import Iterable, Mapping

from hsbcode.domain.acts import ActKind, Origin
from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.quote_decisions import Decision, QuoteStep
from hsbcode.domain.quotes import Quote, ThemeQuotes
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.domain.undoing import QuoteUndo
from hsbcode.store.project import Project
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.log.drafted_acts import Draft, write_press
from hsbcode.workflows.log.undoing import Undone, take_back
from hsbcode.workflows.quoting.standing import decisions_of


def accept(
    project: Project, study: Study, themes: Iterable[ThemeQuotes], by: str
) -> int:
    """Take every proposed quote of some themes as it stands; return how many."""
    drafts = [
        _take(
            project,
            quote.unit,
            theme.code,
            by,
            unlike=quote.divergent,
            proposed=True,
        )
        for theme in themes
        for quote in theme.quotes
        if not quote.by and _free(study, quote.unit)
    ]
    if drafts:
        write_press(project, drafts)
    return len(drafts)


def take(
    project: Project,
    study: Study,
    code: str,
    unit: Unit,
    by: str,
    *,
    unlike: bool = False,
    shows: str = "",
    proposed: bool = False,
) -> None:
    """Take an answer as a quote of a theme.

    Raises:
        UsageConflict: it must not be quoted, or does not have the theme.
    """
    _check_quotable(study, code, unit)
    now = decisions_of(project)
    drafts = [
        *_ending(project, now.refused.get(code, ()), unit.id, by),
        *_ending(project, now.taken.get(code, ()), unit.id, by),
        _take(
            project, unit.id, code, by, unlike=unlike, shows=shows, proposed=proposed
        ),
    ]
    write_press(project, drafts)


def swap(
    project: Project,
    study: Study,
    code: str,
    old: Quote,
    new: Unit,
    reason: str,
    by: str,
) -> None:
    """Quote another answer in the place of one, in one step.

    Raises:
        UsageConflict: the other must not be quoted, or does not have the theme.
    """
    _check_quotable(study, code, new)
    now = decisions_of(project)
    drafts = [
        *_ending(project, now.taken.get(code, ()), old.unit, by),
        *_ending(project, now.refused.get(code, ()), new.id, by),
        _draft(project, QuoteStep.REFUSE, old.unit, by, code=code, text=reason),
        _take(project, new.id, code, by, unlike=old.divergent),
    ]
    write_press(project, drafts)


def refuse(project: Project, code: str, unit: str, reason: str, by: str) -> None:
    """Put an answer aside for a theme; another is proposed in its place."""
    now = decisions_of(project)
    drafts = [
        *_ending(project, now.taken.get(code, ()), unit, by),
        _draft(project, QuoteStep.REFUSE, unit, by, code=code, text=reason),
    ]
    write_press(project, drafts)


def release_choice(project: Project, code: str, unit: str, by: str) -> bool:
    """Leave the choice to the program again; False where nothing was decided."""
    now = decisions_of(project)
    found = [*now.taken.get(code, ()), *now.refused.get(code, ())]
    drafts = _ending(project, found, unit, by)
    if drafts:
        write_press(project, drafts)
    return bool(drafts)


def undo_decision(project: Project, by: str, *, redo: bool = False) -> Undone:
    """Take back the last decision on quotes that somebody took, or do it again.

    Raises:
        UsageConflict: there is none.
    """
    who = checked_name(by)
    stacks = QuoteUndo(project.log.presses_of(who))
    press = stacks.next_redo if redo else stacks.next_undo
    if press is None:
        raise UsageConflict(
            "There is nothing to do again here."
            if redo
            else f"{who} has decided nothing on quotes that could be taken back."
        )
    return take_back(project, press, who)


def _check_quotable(study: Study, code: str, unit: Unit) -> None:
    if not _free(study, unit.id):
        raise UsageConflict(
            f"{unit.name} is held back and must not be quoted.",
            "hsbcode flags PROJECT --clear ANSWER, once somebody has looked at it.",
        )
    coded = coded_question(study, unit.question)
    if all(each.id != unit.id for each in coded.quotable.get(code, ())):
        label = study.codebook.label(code)
        raise UsageConflict(f"{unit.name} is not coded “{label}” in what counts.")


def _free(study: Study, unit: str) -> bool:
    return unit not in study.held_back


def _take(
    project: Project,
    unit: str,
    code: str,
    by: str,
    *,
    unlike: bool = False,
    shows: str = "",
    proposed: bool = False,
) -> Draft:
    step = QuoteStep.UNLIKE if unlike else QuoteStep.TAKE
    origin = Origin.SUGGESTION if proposed else Origin.HAND
    fields = {"origin": str(origin)}
    return _draft(project, step, unit, by, code=code, text=shows, fields=fields)


def _draft(
    project: Project,
    step: QuoteStep,
    unit: str,
    by: str,
    *,
    code: str | None = None,
    text: str = "",
    fields: Mapping[str, object] | None = None,
) -> Draft:
    row: dict[str, object] = {"unit": unit, "code": code, "flag": str(step)}
    row |= {"codebook": project.codebook.version or None, **(fields or {})}
    return Draft(ActKind.QUOTE, checked_name(by), row, text=" ".join(text.split()))


def _ending(
    project: Project, decisions: Iterable[Decision], unit: str, by: str
) -> list[Draft]:
    return [
        Draft(
            ActKind.UNQUOTE,
            checked_name(by),
            {"unit": one.unit, "code": one.code, "flag": one.step, "ends": act},
        )
        for one in decisions
        if one.unit == unit
        for act in _same(project, one)
    ]


def _same(project: Project, decision: Decision) -> tuple[str, ...]:
    """Return every act that decides this; several people may have."""
    of_kind = project.log.of_kind(ActKind.QUOTE)
    ended = {act.ends for act in project.log.of_kind(ActKind.UNQUOTE)}
    standing = project.codebook.standing
    refuses = decision.step == QuoteStep.REFUSE
    return tuple(
        act.id
        for act in of_kind
        if act.id not in ended
        and act.unit == decision.unit
        and act.code is not None
        and standing(act.code) == decision.code
        and (act.flag == QuoteStep.REFUSE) == refuses
    )
