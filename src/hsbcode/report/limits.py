"""The limits of a report, each from a fact about the study, and each with a switch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import OutputError
from hsbcode.domain.limits import Limit, StatedFact, Statement
from hsbcode.domain.tables import Table
from hsbcode.report.document import Document, FactList, Heading
from hsbcode.report.found_limits import FoundFacts, told
from hsbcode.report.known_limits import FOUND, STATED, USUAL_WORDS

__all__ = [
    "FoundFacts",
    "limit_sentences",
    "limits_of",
    "require_limits",
    "small_bases",
]

HEADING = "Limits"


def limits_of(
    found: FoundFacts,
    statement: Statement | None = None,
    switches: Mapping[str, bool] | None = None,
) -> tuple[Limit, ...]:
    """Return every known limit, whether it is printed, why, and its sentence.

    Args:
        found: facts read off the project.
        statement: what the project states about its study.
        switches: id → on or off, as somebody decided here.

    Returns:
        The general limits in their order, then the study's own. A switch goes before
        what is stated, and that before what is assumed or found.
    """
    statement = statement or Statement()
    switches = switches or {}
    stated = {fact.id: fact for fact in statement.facts}
    words = USUAL_WORDS | {k: v for k, v in statement.words.items() if v}
    words |= {k.capitalize(): v[:1].upper() + v[1:] for k, v in words.items()}
    every = [*_general(stated, statement, words), *_found(found, stated, statement)]
    known = {limit.id for limit in every}
    every += [
        Limit(fact.id, fact.on, _said(statement), fact.sentence)
        for fact in statement.facts
        if fact.id not in known and fact.sentence
    ]
    return tuple(_switched(limit, switches.get(limit.id)) for limit in every)


def limit_sentences(limits: Iterable[Limit]) -> tuple[str, ...]:
    """Return the sentences of the limits that are on."""
    return tuple(limit.sentence for limit in limits if limit.on)


def require_limits(document: Document) -> None:
    """Refuse a report that does not say what it cannot say.

    Raises:
        OutputError: the section on limits is missing or empty.
    """
    after: str = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            after = block.text
        elif (
            isinstance(block, FactList)
            and after == HEADING
            and any(fact.strip() for fact in block.facts)
        ):
            return
    raise OutputError(
        "The report would have no section on its limits: every fact is switched off.",
        "hsbcode limits PROJECT lists the facts; --on perceptions switches one on.",
    )


def small_bases(
    tables: Sequence[Table], policy: DisclosurePolicy
) -> tuple[tuple[str, ...], int]:
    """Return where printed percentages stand on few people, and the limit for that.

    Args:
        tables: as they are released; what they hide is not named.
        policy: says which bases are small.
    """
    found: dict[str, None] = {}
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=False):
                share = cell.share
                if share is None or not 0 < share.base < policy.mark_under:
                    continue
                where = column if row.base is None or table.by else ""
                name = f"{table.id}, {where}" if where else f"{table.id} {table.title}"
                found[f"{name} (n = {share.base})"] = None
    return tuple(found), policy.mark_under


def _general(
    stated: Mapping[str, StatedFact], statement: Statement, words: Mapping[str, str]
) -> Iterator[Limit]:
    for known in STATED:
        sentence = known.sentence
        for word, own in words.items():
            sentence = sentence.replace(f"{{{word}}}", own)
        fact = stated.get(known.id)
        if fact is not None:
            yield Limit(known.id, fact.on, _said(statement), fact.sentence or sentence)
        elif known.assumed:
            yield Limit(known.id, True, "assumed of every survey", sentence)
        else:
            yield Limit(known.id, False, "not stated", sentence)


def _found(
    found: FoundFacts, stated: Mapping[str, StatedFact], statement: Statement
) -> Iterator[Limit]:
    made = told(found)
    for name in FOUND:
        holds, why, sentence = made[name]
        fact = stated.get(name)
        if fact is not None:
            # the study's words stand before the figures, which always come from here
            own = f"{fact.sentence} {sentence}".strip()
            yield Limit(name, fact.on, f"{_said(statement)}; {why}", own)
        else:
            yield Limit(name, holds, why, sentence)


def _said(statement: Statement) -> str:
    return f"stated in {statement.file}" if statement.file else "stated"


def _switched(limit: Limit, switch: bool | None) -> Limit:
    if switch is None:
        return limit
    return Limit(
        limit.id,
        switch,
        f"switched {'on' if switch else 'off'}; {limit.why}",
        limit.sentence,
    )
