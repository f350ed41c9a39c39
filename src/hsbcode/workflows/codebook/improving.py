"""What the coded answers say about the codebook: keywords, overlaps, missing codes.

Nothing is changed here: what a person takes becomes an edit like any other.
"""

from collections.abc import Generator, Mapping, Sequence
from typing import TYPE_CHECKING

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_help import CodebookHelp, KeywordProposal, MissingCode
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.kept_names import KeptName
from hsbcode.domain.progress import Progress
from hsbcode.domain.rounds import Phase
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.edits import Proposed, adding, redefining
from hsbcode.workflows.naming import kept_names
from hsbcode.workflows.suggestions.audit_sample import audit_units
from hsbcode.workflows.suggestions.learnt_from import counting_codings

if TYPE_CHECKING:
    from hsbcode.suggest import CodeSuggester

_MOST_ANSWERS = 20_000
"""Of a question, looked at for missing codes; of more, every nth."""
_MOST_MISSING = 8


def codebook_help(
    project: Project, coder: str = "", question: str = ""
) -> Generator[Progress, None, CodebookHelp]:
    """Read the codings and say what they tell of the codebook.

    Args:
        project: an open project.
        coder: who looks. While they code a blind round, only their own codings are
            read; empty: nobody in particular, and nothing of a closed round.
        question: only answers to this open question; empty: to all.

    Of an audit sample nothing is read.

    Raises:
        UsageConflict: there is no such open question.
    """
    from hsbcode.suggest.keyword_proposals import proposed_keywords
    from hsbcode.suggest.overlaps import overlaps

    book = project.codebook
    asked = [q for q in project.answers.questions().values() if q.is_open]
    if question and question not in {q.id for q in asked}:
        raise UsageConflict(
            f"There is no open question “{question}”.",
            nearest(question, [q.id for q in asked]),
        )
    blind = is_blind(project, coder)
    codings = _own_codings(project, coder) if blind else counting_codings(project)
    audit = audit_units(project)
    names = kept_names(project)
    steps = 3 + len(asked)
    yield Progress(0, steps, "reading the answers")
    every = {
        q.id: [unit for unit in project.answers.all_units(q.id) if unit.id not in audit]
        for q in asked
        if question in ("", q.id)
    }
    coded = [unit for units in every.values() for unit in units if unit.id in codings]
    code_sets = [codings[unit.id] for unit in coded]
    yield Progress(1, steps, "looking for keywords")
    keywords = proposed_keywords(
        book,
        [unit.text for unit in coded],
        code_sets,
        [unit.respondent for unit in coded],
        [unit.question for unit in coded],
        names,
    )
    yield Progress(2, steps, "learning")
    model = _model(book, coded, codings, every)
    confused = overlaps(book, code_sets, model)
    missing: list[MissingCode] = []
    for done, (asked_id, units) in enumerate(every.items(), start=3):
        yield Progress(done, steps, "looking for missing codes")
        missing += _missing(book, asked_id, units, codings, model, names)
    missing.sort(key=lambda each: -each.strength)
    missing = missing[:_MOST_MISSING]
    named = {unit for each in missing for unit in each.units}
    return CodebookHelp(
        coded=len(coded),
        without_keywords=tuple(
            code.id
            for code in book.in_tree_order()
            if code.can_be_applied and not code.keywords and not code.makes_uncodable
        ),
        keywords=tuple(keywords),
        overlaps=tuple(confused),
        missing=tuple(missing),
        names={
            unit.id: unit.name
            for units in every.values()
            for unit in units
            if unit.id in named
        },
        own_only=coder if blind else "",
    )


def is_blind(project: Project, coder: str) -> bool:
    """Whether a coder has a blind round under way."""
    return any(
        each.phase is Phase.BLIND and each.is_closed and coder in each.coders
        for each in project.rounds.values()
    )


def taking_keyword(project: Project, proposal: KeywordProposal) -> Proposed:
    """Propose the edit that takes a keyword over; it changes no meaning.

    Raises:
        UsageConflict: the code has it already.
    """
    return giving_keywords(project, proposal.code, [proposal.keyword])


def giving_keywords(project: Project, code_id: str, words: Sequence[str]) -> Proposed:
    """Propose the edit that gives a code more keywords; its meaning stays.

    Raises:
        UsageConflict: the code has one already, or one is empty.
    """
    code = project.codebook[code_id]
    known = {word.casefold() for word in code.keywords}
    new = [" ".join(word.split()) for word in words]
    for word in new:
        if not word:
            raise UsageConflict("A keyword needs a letter.")
        if word.casefold() in known:
            raise UsageConflict(f"“{code.label}” has the keyword “{word}” already.")
        known.add(word.casefold())
    wanted = {"keywords": (*code.keywords, *new)}
    return redefining(project, code.id, wanted, same_meaning=True)


def making_code(project: Project, missing: MissingCode, label: str) -> Proposed:
    """Propose a code made from a candidate: its words become its keywords."""
    return adding(
        project,
        label,
        questions=() if _one_open(project) else (missing.question,),
        words={"keywords": missing.words},
    )


def _one_open(project: Project) -> bool:
    return sum(q.is_open for q in project.answers.questions().values()) == 1


def _own_codings(project: Project, coder: str) -> dict[str, frozenset[str]]:
    fold = project.fold
    found: dict[str, frozenset[str]] = {}
    for passes in (fold.closed, fold.passes):
        for (who, _round), units in passes.items():
            if who == coder and who != SETTLED:
                found |= {u: held.codes for u, held in units.items() if held.finishes}
    return found


def _model(
    book: Codebook,
    coded: Sequence[Unit],
    codings: Mapping[str, frozenset[str]],
    every: Mapping[str, Sequence[Unit]],
) -> "CodeSuggester":
    from hsbcode.suggest import CodeSuggester

    return CodeSuggester(book).fit(
        [unit.text for unit in coded],
        [codings[unit.id] for unit in coded],
        groups=[unit.respondent for unit in coded],
        questions=[unit.question for unit in coded],
        corpus=[unit.text for units in every.values() for unit in units],
    )


def _missing(
    book: Codebook,
    question: str,
    units: Sequence[Unit],
    codings: Mapping[str, frozenset[str]],
    model: "CodeSuggester",
    names: tuple[KeptName, ...],
) -> list[MissingCode]:
    from hsbcode.suggest.missing_codes import missing_codes

    some = units[:: max(1, -(-len(units) // _MOST_ANSWERS))]
    texts = [unit.text for unit in some]
    scores = model.scores(texts, [question] * len(texts))
    best = scores.max(axis=1).tolist() if scores.size else [0.0] * len(texts)
    unexplained = [1.0 - score for score in best]
    for row, unit in enumerate(some):
        if unit.id in codings:
            unexplained[row] = 0.0 if codings[unit.id] else 1.0
    return missing_codes(
        book,
        question,
        [unit.id for unit in some],
        texts,
        [unit.respondent for unit in some],
        unexplained,
        names,
    )
