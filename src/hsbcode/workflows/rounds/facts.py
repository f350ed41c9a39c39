"""The facts about a released round, all of them from the log: one function.

Pages, reports and methods paragraphs say nothing about a round that is not here.
"""

from collections import Counter
from collections.abc import Mapping

from hsbcode.domain.acts import SETTLED, ActKind
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.round_facts import CoderShare, RoundFacts, Settled, StepTaken
from hsbcode.domain.rounds import DRAWS, Round, RoundKind, RoundStep
from hsbcode.domain.settling import standing_decisions
from hsbcode.domain.showings import NONE, OFF
from hsbcode.store.project import Project
from hsbcode.workflows.limits import about_coders
from hsbcode.workflows.rounds.reading import came_late, passes_of

_STEPS = {str(draws): "drawn" for draws in DRAWS.values()} | {
    str(RoundStep.ASSIGN): "assigned",
    str(RoundStep.BEGIN): "begun",
    str(RoundStep.RELEASE): "released",
    str(RoundStep.SETTLED): "settled",
}


def round_facts(project: Project, each: Round) -> RoundFacts:
    """Return what there is to say about a round.

    Args:
        project: an open project.
        each: a round of it.

    Raises:
        RoundError: it is not released; until then nothing is said of its codings.
    """
    held = passes_of(project, each)
    frozen = each.frozen
    assert frozen is not None
    units = {unit.id: unit for unit in project.answers.units(each.units)}
    questions = project.answers.questions()
    asked = dict.fromkeys(unit.question for unit in units.values())
    book = project.codebook_at(frozen.codebook)
    steps = _steps(project, each)
    finished = Counter(
        unit for own in held.values() for unit, one in own.items() if one.finished
    )
    of = each.drawn.get("of")
    return RoundFacts(
        round=each,
        study=project.study or project.name,
        steps=steps,
        questions=tuple(questions[name].label for name in asked if name in questions),
        of=of if isinstance(of, int) else len(each.units),
        people=len({unit.respondent for unit in units.values()}),
        strata=_strata(project, each),
        coders=_coders(project, each, held),
        shared=sum(count > 1 for count in finished.values()),
        unfinished=sum(frozen.left.values()),
        parts=sum(project.fold.whole_of(unit) != unit for unit in each.units),
        spans=sum(
            span is not None
            for own in held.values()
            for one in own.values()
            for spans in one.applied.values()
            for span in spans.values()
        ),
        codebook=book.title,
        codebook_version=book.content_version if book else "",
        codes=sum(code.can_be_applied for code in book),
        settled=settled_facts(project, each, held),
        late=came_late(project, each),
        earlier=_earlier(project, each, steps),
        edited_after=sum(
            not frozen.holds(act) for act in project.log.of_kind(ActKind.CODEBOOK)
        ),
        cautions=tuple(filter(None, (about_coders(project),))),
    )


def settled_facts(
    project: Project, each: Round, held: Mapping[str, Mapping[str, UnitPass]]
) -> Settled:
    """Return what became of the answers on which the coders of a round differed.

    Codes that were merged since the release are read as the frame reads them now, so
    that a decision is matched with the coding it follows.

    Args:
        project: an open project.
        each: the round.
        held: coder → unit → what they held at the release.
    """
    codings: dict[str, dict[str, frozenset[str]]] = {}
    for coder, own in held.items():
        for unit, one in own.items():
            if one.finished:
                codings.setdefault(unit, {})[coder] = one.codes
    differed = {unit for unit, by in codings.items() if len(set(by.values())) > 1}
    redirects = project.codebook.redirects

    def read(codes: frozenset[str]) -> frozenset[str]:
        return frozenset(redirects.get(code, code) for code in codes)

    acts = [a for a in project.log.of_kind(ActKind.SETTLE) if a.round == each.id]
    standing = {
        unit: those
        for unit, those in standing_decisions(acts).items()
        if unit in differed
    }
    favour: Counter[str] = Counter()
    nobody = conflicting = 0
    for unit, those in standing.items():
        if len({decision.codes for decision in those}) > 1:
            conflicting += 1
            continue
        decided = read(those[-1].codes)
        same = [who for who, codes in codings[unit].items() if read(codes) == decided]
        favour.update(same)
        nobody += not same
    return Settled(
        differed=len(differed),
        decided=len(standing),
        as_coded_by=dict(sorted(favour.items())),
        as_nobody=nobody,
        with_reason=sum(those[-1].body is not None for those in standing.values()),
        by=tuple(sorted({those[-1].by for those in standing.values()})),
        conflicting=conflicting,
    )


def _steps(project: Project, each: Round) -> tuple[StepTaken, ...]:
    found: dict[str, StepTaken] = {}
    for act in project.log.of_round(each.id):
        step = _STEPS.get(act.flag or "") if act.kind == ActKind.ROUND else None
        if step is not None:
            found.setdefault(step, StepTaken(step, act.coder, act.at))
    return tuple(
        found[step] for step in dict.fromkeys(_STEPS.values()) if step in found
    )


def _coders(
    project: Project, each: Round, held: Mapping[str, Mapping[str, UnitPass]]
) -> tuple[CoderShare, ...]:
    frozen = each.frozen
    assert frozen is not None
    aided: Counter[str] = Counter()
    before: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for act in project.log.of_round(each.id):
        if act.kind != ActKind.FINISH or act.unit is None or not frozen.holds(act):
            continue
        if act.shown not in (None, OFF, NONE) and (act.coder, act.unit) not in seen:
            seen.add((act.coder, act.unit))
            aided[act.coder] += 1
    if each.kind is RoundKind.TEAM:
        before = _seen_before(project, each)
    return tuple(
        CoderShare(
            coder,
            len(each.share(coder)),
            sum(one.finished for one in held.get(coder, {}).values()),
            sum(len(one.codes) for one in held.get(coder, {}).values() if one.finished),
            before[coder],
            aided[coder],
        )
        for coder in dict.fromkeys((*each.coders, *held))
        if coder != SETTLED
    )


def _seen_before(project: Project, each: Round) -> Counter[str]:
    """Count the answers of each share that their coder had finished before."""
    began = next(
        (
            act.id
            for act in project.log.of_round(each.id)
            if act.flag == RoundStep.BEGIN
        ),
        "",
    )
    shares = {coder: set(each.share(coder)) for coder in each.coders}
    found = {
        (act.coder, act.unit)
        for act in project.log.of_kind(ActKind.FINISH)
        if act.round != each.id
        and act.id < began
        and act.unit in shares.get(act.coder, ())
    }
    return Counter(coder for coder, _unit in found)


def _earlier(
    project: Project, each: Round, steps: tuple[StepTaken, ...]
) -> tuple[str, ...]:
    begun = next((step.at for step in steps if step.step == "begun"), "")
    found = []
    for other in project.rounds.values():
        if other.id == each.id or other.kind is not RoundKind.TEAM:
            continue
        released = next(
            (s.at for s in _steps(project, other) if s.step == "released"), ""
        )
        if released and released <= begun and set(other.coders) & set(each.coders):
            found.append(other.label)
    return tuple(found)


def _strata(project: Project, each: Round) -> str:
    name = str(each.drawn.get("strata") or "")
    if name in ("", "question"):
        return name
    question = project.answers.questions().get(name)
    return question.label if question is not None else name
