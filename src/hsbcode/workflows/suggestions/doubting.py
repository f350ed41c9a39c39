"""Doubtful codings: what people coded unlike answers of the same kind, to look at.

Nothing is ever changed by it. Who has looked says that it stays, which is an act of
theirs and can be taken back.
"""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.doubts import Doubt
from hsbcode.domain.errors import ModelError, UsageConflict, nearest
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.progress import Progress
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.use import find_code
from hsbcode.workflows.coder_pass import CoderPass
from hsbcode.workflows.marking import keep
from hsbcode.workflows.suggestions.audit_sample import audit_units
from hsbcode.workflows.suggestions.embedding import meaning_of
from hsbcode.workflows.suggestions.learnt_from import counting_codings, own_codings


@dataclass(frozen=True, slots=True)
class DoubtfulCoding:
    """One doubt with its answer and the codes that stand on it."""

    doubt: Doubt
    unit: Unit
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    """Whose coding it is."""

    def words(self, labels: Mapping[str, str]) -> str:
        """Return the reason in words."""
        return self.doubt.words(lambda code: labels.get(code, code), bool(self.codes))

    def as_dict(self, labels: Mapping[str, str]) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "unit": self.unit.id,
            "name": self.unit.name,
            "question": self.unit.question,
            "coders": list(self.coders),
            "codes": list(self.codes),
            "kind": self.doubt.kind,
            "given": self.doubt.given or None,
            "rather": self.doubt.rather or None,
            "score": self.doubt.score,
            "words": self.words(labels),
        }


@dataclass(frozen=True, slots=True)
class DoubtfulCodings:
    """The check list, the most surprising first."""

    codings: tuple[DoubtfulCoding, ...]
    coded: int
    """Coded answers that were learnt from."""
    stayed: int
    """Doubtful ones of which somebody said that they stay; not listed."""


def doubtful_codings(
    project: Project,
    coder: str = "",
    question: str = "",
    code: str = "",
    *,
    seed: int = 0,
) -> Generator[Progress, None, DoubtfulCodings]:
    """Find codings that leave-one-out over the coded answers finds surprising.

    Rounds that are not released and the audit sample are left out.

    Args:
        project: an open project.
        coder: this person's codings, judged by theirs and settled ones only; empty:
            the codings that count, judged by these.
        question: only answers to this open question.
        code: only doubts about this code, given or missing.
        seed: of the model.

    Raises:
        ModelError: too little is coded to judge anything.
        UsageConflict: nobody of that name has coded, or the question is unknown.
        CodebookError: the code is unknown.
    """
    from hsbcode.suggest import CodeSuggester
    from hsbcode.suggest.doubtful import doubtful

    codebook = project.codebook
    wanted = codebook.standing(find_code(codebook, code).id) if code else ""
    asked = [q.id for q in project.answers.questions().values() if q.is_open]
    if question and question not in asked:
        raise UsageConflict(
            f"There is no open question “{question}”.", nearest(question, asked)
        )
    passes = _passes(project, coder)
    learnt = own_codings(project, coder) if coder else counting_codings(project)
    audit = audit_units(project)
    every = [unit for q in asked for unit in project.answers.all_units(q)]
    units = [unit for unit in every if unit.id in learnt and unit.id not in audit]
    meaning = yield from meaning_of(project, [unit.text for unit in every])
    yield Progress(0, 2, "learning")
    model = CodeSuggester(codebook, seed=seed, embeddings=meaning).fit(
        [unit.text for unit in units],
        [learnt[unit.id] for unit in units],
        groups=[unit.respondent for unit in units],
        questions=[unit.question for unit in units],
        corpus=[unit.text for unit in every],
    )
    if not model.learnt_:
        raise ModelError(
            f"{len(units)} coded answers are too few to find any of them doubtful.",
            "A code is judged from 5 answers of 3 people on, once 20 are coded.",
        )
    yield Progress(1, 2, "looking for doubtful codings")
    judged = (
        {u: held.codes for u, held in passes[coder].items() if held.finishes}
        if coder
        else learnt
    )
    found = doubtful(
        model,
        codebook,
        [unit.id for unit in units],
        {unit.id: judged[unit.id] for unit in units if unit.id in judged},
        {unit.id: unit.question for unit in units},
    )
    by_id = {unit.id: unit for unit in units}
    listed, stayed = [], 0
    for doubt in found:
        unit = by_id[doubt.unit]
        if question not in ("", unit.question):
            continue
        if wanted not in ("", doubt.given, doubt.rather):
            continue
        codes = frozenset(judged[doubt.unit])
        whose = [
            who
            for who, held in passes.items()
            if (own := held.get(doubt.unit)) is not None
            and own.finishes
            and own.codes == codes
        ]
        if any(passes[who][doubt.unit].stays for who in whose):
            stayed += 1
            continue
        listed.append(DoubtfulCoding(doubt, unit, tuple(sorted(codes)), _names(whose)))
    yield Progress(2, 2, "looking for doubtful codings")
    return DoubtfulCodings(tuple(listed), len(units), stayed)


def keep_coding(project: Project, coder: str, name: str) -> Unit:
    """Say of a doubtful coding that it stays; return its answer.

    Args:
        project: open for writing.
        coder: whose coding it is.
        name: the answer, as ``reference/question/box``, or its id.

    Raises:
        UsageConflict: there is no such answer, or the coder has not finished it.
    """
    own = CoderPass(project, coder, None)
    for asked in project.answers.questions().values():
        if not asked.is_open:
            continue
        for unit in project.answers.all_units(asked.id):
            if name.casefold() in (unit.name.casefold(), unit.id):
                if not own.held(unit.id).finished:
                    raise UsageConflict(f"{coder} has not finished {unit.name}.")
                own.enter(asked.id)
                keep(own, unit.id)
                return unit
    raise UsageConflict(
        f"There is no answer “{name}”.", "hsbcode doubtful PROJECT lists their names."
    )


def _names(coders: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(SETTLED.strip("()") if c == SETTLED else c for c in coders))


def _passes(project: Project, coder: str) -> dict[str, dict[str, UnitPass]]:
    """Return coder → unit → what they hold, in passes that everybody may see."""
    found: dict[str, dict[str, UnitPass]] = {}
    for (who, _round), units in project.fold.passes.items():
        found.setdefault(who, {}).update(
            (unit, held) for unit, held in units.items() if held.finishes
        )
    if coder and coder not in found:
        raise UsageConflict(
            f"Nobody called “{coder}” has finished an answer here.",
            nearest(coder, found) or "Coders are: " + (", ".join(found) or "nobody"),
        )
    return found
