"""Proposals for the answers of a project, less what somebody decided already."""

from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from hsbcode.domain.acts import Span
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.identifying import FROM_LIST, ROLES, Proposal
from hsbcode.domain.progress import Progress
from hsbcode.domain.quote_decisions import QuoteDecisions
from hsbcode.domain.survey import Question, Unit
from hsbcode.language.identifying import many_proposals
from hsbcode.language.pipeline import pipeline
from hsbcode.store.project import Project
from hsbcode.workflows.naming import kept_names
from hsbcode.workflows.quoting.standing import decisions_of
from hsbcode.workflows.redacting.allowing import allow_list

_STEP = 200
_AROUND = 40


@dataclass(frozen=True, slots=True)
class ProposedAnswer:
    """A whole answer with what may tell who somebody is in it."""

    unit: Unit
    """The whole answer, split or not: offsets are those of its box."""
    waiting: tuple[Proposal, ...]
    """What nobody decided on, in order."""
    listed: tuple[Proposal, ...] = ()
    """Names on the project's list: masked wherever it is quoted, without a decision."""

    def words(self, proposal: Proposal) -> str:
        """Return the stretch itself."""
        return self.unit.text[proposal.span.start : proposal.span.end]

    def around(self, proposal: Proposal, width: int = _AROUND) -> tuple[str, str]:
        """Return what stands before and after a stretch, on one line."""
        text, (start, end) = self.unit.text, proposal.span
        before = " ".join(text[max(start - width, 0) : start].split())
        after = " ".join(text[end : end + width].split())
        before += " " if text[start - 1 : start].isspace() else ""
        return before, (" " if text[end : end + 1].isspace() else "") + after

    def only(self, kinds: Collection[str]) -> "ProposedAnswer":
        """Return it with the proposals of some kinds only; all where none is named."""
        if not kinds:
            return self
        return replace(
            self,
            waiting=tuple(one for one in self.waiting if one.role in kinds),
            listed=tuple(one for one in self.listed if one.role in kinds),
        )


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was looked through, and what was found."""

    answers: tuple[ProposedAnswer, ...]
    """Those with something to decide or on the list, in the order of the survey."""
    looked_through: int
    """Answers in all."""
    without_names: tuple[str, ...] = ()
    """Languages for which no pipeline finds names: rules and lists worked alone."""

    @property
    def waiting(self) -> int:
        """How many stretches nobody decided on."""
        return sum(len(each.waiting) for each in self.answers)


def propose(
    project: Project,
    *,
    question: str = "",
    wholes: Collection[str] | None = None,
    kinds: Collection[str] = (),
) -> Generator[Progress, None, Proposed]:
    """Look through answers for what may tell who somebody is; say how far it is.

    Args:
        project: an open project.
        question: only answers to this open question.
        wholes: only these whole answers, by id; all where None.
        kinds: only these kinds.

    Raises:
        UsageConflict: there is no such question or kind.
        ModelError: the language pipeline cannot be used.
    """
    asked = {q.id: q for q in project.answers.questions().values() if q.is_open}
    _check(question, asked, "open question")
    for kind in kinds:
        _check(kind, ROLES, "kind")
    units = {each: project.answers.whole_units(each) for each in asked}
    texts = [unit.text for some in units.values() for unit in some]
    allow = allow_list(project, texts)
    kept = kept_names(project)
    decided = decisions_of(project)
    chosen = [
        (asked[each], [u for u in some if wholes is None or u.id in wholes])
        for each, some in units.items()
        if question in ("", each)
    ]
    total = sum(len(some) for _question, some in chosen)
    found: list[ProposedAnswer] = []
    blind: dict[str, None] = {}
    done = 0
    for each, some in chosen:
        language = language_of(project, each)
        if some and not pipeline(language).finds_names:
            blind[language] = None
        stream = many_proposals(
            [unit.text for unit in some], language, kept=kept, allow=allow
        )
        pairs = zip(some, stream, strict=True)
        while page := list(islice(pairs, _STEP)):
            for unit, proposals in page:
                answer = undecided(unit, proposals, decided).only(kinds)
                if answer.waiting or answer.listed:
                    found.append(answer)
            done += len(page)
            yield Progress(done, total, "answers looked through")
    return Proposed(tuple(found), total, tuple(blind))


def proposed_in(project: Project, whole: str) -> ProposedAnswer:
    """Return one whole answer with what may tell who somebody is in it.

    Raises:
        ModelError: the language pipeline cannot be used.
    """
    (unit,) = project.answers.units([whole])
    texts = [unit.text]
    question = project.answers.questions()[unit.question]
    (proposals,) = many_proposals(
        texts,
        language_of(project, question),
        kept=kept_names(project),
        allow=allow_list(project, texts),
    )
    return undecided(unit, proposals, decisions_of(project))


def undecided(
    unit: Unit, proposals: Sequence[Proposal], decided: QuoteDecisions
) -> ProposedAnswer:
    """Return the proposals for a whole answer that nobody decided on.

    A stretch is decided when all of it was replaced, or was said to stay, or somebody
    read the answer and was done with it.
    """
    over = [
        one.span
        for one in (
            *decided.redacted.get(unit.id, ()),
            *decided.staying.get(unit.id, ()),
        )
        if one.span is not None
    ]
    listed = tuple(one for one in proposals if one.source == FROM_LIST)
    if unit.id in decided.looked:
        return ProposedAnswer(unit, (), listed)
    open_ = tuple(
        one
        for one in proposals
        if one.source != FROM_LIST and not _covered(unit.text, one.span, over)
    )
    return ProposedAnswer(unit, open_, listed)


def language_of(project: Project, question: Question) -> str:
    """Return the language of the answers to a question."""
    return question.language or project.codebook.language


def _covered(text: str, span: Span, over: Sequence[Span]) -> bool:
    return all(
        any(one.start <= at < one.end for one in over)
        for at in range(span.start, span.end)
        if not text[at].isspace()
    )


def _check(name: str, known: Collection[str] | Mapping[str, object], what: str) -> None:
    if name and name not in known:
        raise UsageConflict(
            f"There is no {what} “{name[:40]}”.",
            nearest(name, list(known)) or f"There are: {', '.join(known)}.",
        )
